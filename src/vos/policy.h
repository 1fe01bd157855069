/* SPDX-License-Identifier: MIT */
/*
 * What a scheduling policy has to say.  One policy is one const struct in a
 * file of policy/, listed in policy/policy.c.
 *
 * The machine asks `pick` whenever a core is idle, tells `ready` whoever
 * becomes ready, and asks `quantum` at each full refill.  A policy keeps its
 * order in the machine's FIFO (fifo_push, fifo_pop) or in policy_state.
 */
#ifndef VOS_POLICY_H
#define VOS_POLICY_H

#include "vos/machine.h"

enum ready_why {
	READY_NEW,      /* first time */
	READY_WOKEN,    /* what it waited for has come */
	READY_YIELDED,  /* gave its turn away */
	READY_EXPIRED,  /* its quantum is over */
	READY_PREEMPTED /* a better one took its core */
};

struct policy {
	const char *name;
	/* ns of a full quantum, INT64_MAX for none */
	int64_t (*quantum)(const struct machine *m, const struct thread *th);
	void (*ready)(struct machine *m, struct thread *th, enum ready_why why);
	/* Takes the next off the queue, which is not empty; says why. */
	struct thread *(*pick)(struct machine *m, enum rule *rule,
			       enum tie *tie);
	/* Would the newcomer take the core from who runs?  NULL: never. */
	bool (*better)(const struct machine *m, const struct thread *newcomer,
		       const struct thread *running);
};

/* The machine's FIFO of ready threads. */
void fifo_push(struct machine *m, struct thread *th);
void fifo_push_front(struct machine *m, struct thread *th);
struct thread *fifo_pop(struct machine *m, enum rule *rule, enum tie *tie);

#endif
