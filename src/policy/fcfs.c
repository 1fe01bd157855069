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

static int64_t quantum(const struct machine *m, const struct thread *th)
{
	(void)m, (void)th;
	return INT64_MAX;
}

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	if (why == READY_PREEMPTED)
		fifo_push_front(m, th);
	else
		fifo_push(m, th);
}

const struct policy policy_fcfs = {
	.name = "fcfs",
	.quantum = quantum,
	.ready = ready,
	.pick = fifo_pop,
};
