/* SPDX-License-Identifier: MIT */
/*
 * Round robin: the head of the ready queue runs for at most a quantum, then
 * goes to the tail if anybody else is ready; alone, it goes on with a new one.
 * Who waits or yields gets a full quantum the next time.  With like=ostep and
 * several cores one timer is for all of them: quanta end at its multiples.
 *
 * Source: Silberschatz 5.3.3; OSTEP chapter 7; Linux SCHED_RR, task_tick_rt in
 * kernel/sched/rt.c (there the rest of a slice survives a wait, S9).
 */
#include "policy/policies.h"

static int64_t quantum(const struct machine *m, const struct thread *th)
{
	int64_t q = m->setup.key[KEY_QUANTUM];

	(void)th;
	if (m->setup.key[KEY_LIKE] == LIKE_OSTEP && m->n_cores > 1)
		return q - m->now % q;
	return q;
}

const struct policy policy_rr = {
	.name = "rr",
	.quantum = quantum,
	.ready = fifo_ready,
	.pick = fifo_pop,
};
