/* SPDX-License-Identifier: MIT */
/*
 * The machine's queues of ready threads: one for all cores or one for each.
 * Whoever calls a hook of the policy opens the queue it is about first.
 */
#ifndef VOS_QUEUES_H
#define VOS_QUEUES_H

#include "vos/policy.h"

/* Made when the cores are, with the policy's state for each. */
void queues_init(struct machine *m);
void queues_fini(struct machine *m);
/* dst is a copy of src's fields so far. */
void queues_copy(struct machine *dst, const struct machine *src);

/* Threads that are ready, in all of them. */
uint32_t queues_ready(const struct machine *m);

void queue_swap(struct machine *m, uint32_t q);

/* The queue of a core. */
static inline void queue_open(struct machine *m, uint32_t core)
{
	if (m->own_queues && core != m->queue)
		queue_swap(m, core);
}

/* Opens the one that the thread, which is ready now, goes to. */
void queue_place(struct machine *m, struct thread *th);

/* The idle core that it takes: its queue's, or as its affinity says; NULL. */
struct core *core_for(struct machine *m, const struct thread *th);

/* Takes the next that may have an idle core off the open queue, or NULL. */
struct thread *queue_pick(struct machine *m, enum rule *rule, enum tie *tie);

/* A core that is idle takes somebody into its empty queue, which is open then;
 * false: there is nobody. */
bool queue_steal(struct machine *m, uint32_t thief);

/* When cores look at each other's queues next, EVQ_NEVER if it would be of no
 * use; and they do, if it is now. */
int64_t steal_next(const struct machine *m);
void steal_round(struct machine *m);

#endif
