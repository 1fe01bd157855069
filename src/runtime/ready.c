/* SPDX-License-Identifier: MIT */
/*
 * Ready queues, looked at from outside.  A policy's order is found by letting
 * it choose on a copy of the machine, one after another.
 */
#include "runtime/ready.h"

#include "base/mem.h"
#include "vos/queues.h"
#include "vos/runtime.h"

/* The machine's own line is the order. */
static size_t fifo_list(const struct machine *m, uint32_t *actors, size_t most)
{
	uint32_t i = m->ready.first;
	size_t n = 0;

	for (; i != NONE && n < most; i = thread_at(m, i)->next)
		actors[n++] = thread_actor(m, thread_at(m, i));
	return n;
}

static size_t policy_list(const struct machine *m, uint32_t *actors,
			  size_t most)
{
	struct machine *copy = mem_new(sizeof *copy);
	size_t n = 0;

	machine_copy(copy, m);
	for (uint32_t q = 0; q < m->n_queues; q++) {
		queue_open(copy, q);
		for (; n < most && copy->n_ready > 0; n++) {
			enum rule rule;
			enum tie tie;

			actors[n] = thread_actor(
				copy, copy->policy->pick(copy, &rule, &tie));
			copy->n_ready--;
		}
	}
	machine_fini(copy);
	mem_free(copy);
	return n;
}

size_t ready_list(const struct machine *m, uint32_t *actors, size_t most,
		  size_t *all)
{
	if (m->runtime->ready)
		return m->runtime->ready(m, actors, most, all);
	*all = queues_ready(m);
	if (*all == 0)
		return 0;
	if (m->policy->pick == fifo_pop && !m->own_queues)
		return fifo_list(m, actors, most);
	return policy_list(m, actors, most);
}
