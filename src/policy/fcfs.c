/* SPDX-License-Identifier: MIT */
/*
 * First come, first served: who has been ready longest gets the core and keeps
 * it until it waits, yields or ends.
 *
 * Source: Silberschatz, Galvin, Gagne, Operating System Concepts, 10th ed.,
 * 5.3.1; Arpaci-Dusseau, OSTEP, chapter 7 (FIFO); Linux SCHED_FIFO within one
 * priority (kernel/sched/rt.c).
 */
#include "policy/policies.h"

const struct policy policy_fcfs = {
	.name = "fcfs",
	.ready = fifo_ready,
	.pick = fifo_pop,
};
