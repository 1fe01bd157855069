/* SPDX-License-Identifier: MIT */
/*
 * Queues of ready threads: one for all cores, or one for each.
 *
 * What a queue for each core changes
 * ----------------------------------
 * One queue is fair and never leaves a core idle while somebody is ready; but
 * all cores come to it, and a thread wanders from core to core and finds its
 * data in none of their caches.  So real systems have a queue for each core,
 * each with a policy's state of its own, and mend what that spoils:
 *
 *   placing   A new thread comes to the core with the fewest that are ready or
 *             run, the lowest of equals; later it comes back to its own.
 *   stealing  A core that is idle and whose queue is empty takes the next from
 *             the longest queue (steal=0); or it looks only every so often, and
 *             then also while it runs somebody (steal=D).
 *   affinity  soft: a thread goes back to the core it had last, if that is
 *             idle.  hard: it never leaves its first one.  none: any.
 *   warmth    What it costs a thread to come to another core, whose cache is
 *             cold.
 *
 * Source: Silberschatz, Galvin, Gagne, Operating System Concepts, 10th ed.,
 * 5.5; OSTEP chapter 10 and its simulator multi.py; newidle_balance in
 * kernel/sched/fair.c of Linux.
 */
#include "vos/queues.h"

#include "base/mem.h"
#include "base/must.h"
#include "vos/instant.h"

#include <string.h>

void queue_swap(struct machine *m, uint32_t q)
{
	m->queues[m->queue] =
		(struct queue){m->policy_state, m->ready, m->n_ready};
	m->policy_state = m->queues[q].state;
	m->ready = m->queues[q].ready;
	m->n_ready = m->queues[q].n_ready;
	m->queue = m->core_from = q;
	m->core_to = q + 1;
}

void queues_init(struct machine *m)
{
	m->own_queues = m->setup.key[KEY_QUEUES] == QUEUES_EACH;
	m->affinity = (uint8_t)m->setup.key[KEY_AFFINITY];
	m->warmth_cost = m->setup.key[KEY_WARMTH];
	m->steal = m->affinity == AFFINITY_HARD ? SETUP_NEVER
						: m->setup.key[KEY_STEAL];
	m->n_queues = m->own_queues ? m->n_cores : 1;
	m->queues = mem_array(m->n_queues, sizeof *m->queues);
	m->core_to = m->own_queues ? 1 : m->n_cores;
	for (uint32_t q = m->n_queues; q-- > 0;) {
		if (m->own_queues)
			queue_open(m, q);
		line_init(&m->ready);
		if (m->policy->begin)
			m->policy->begin(m);
	}
}

void queues_fini(struct machine *m)
{
	for (uint32_t q = 0; q < m->n_queues && m->policy->state_free; q++)
		m->policy->state_free(q == m->queue ? m->policy_state
						    : m->queues[q].state);
	mem_free(m->queues);
}

void queues_copy(struct machine *dst, const struct machine *src)
{
	dst->queues = mem_array(src->n_queues, sizeof *src->queues);
	memcpy(dst->queues, src->queues, src->n_queues * sizeof *src->queues);
	if (!src->policy->state_copy)
		return;
	for (uint32_t q = 0; q < src->n_queues; q++)
		if (q != src->queue)
			dst->queues[q].state =
				src->policy->state_copy(src->queues[q].state);
	dst->policy_state = src->policy->state_copy(src->policy_state);
}

static uint32_t ready_in(const struct machine *m, uint32_t q)
{
	return q == m->queue ? m->n_ready : m->queues[q].n_ready;
}

uint32_t queues_ready(const struct machine *m)
{
	uint32_t n = 0;

	for (uint32_t q = 0; q < m->n_queues; q++)
		n += ready_in(m, q);
	return n;
}

/* --- placing --- */

static uint32_t load_of(const struct machine *m, uint32_t q)
{
	return ready_in(m, q) + (m->cores[q].thread != NONE);
}

void queue_place(struct machine *m, struct thread *th)
{
	uint32_t best = 0;

	if (!m->own_queues)
		return;
	if (th->core == CORE_NONE) {
		for (uint32_t q = 1; q < m->n_queues; q++)
			if (load_of(m, q) < load_of(m, best))
				best = q;
		th->core = (uint8_t)best;
	}
	queue_open(m, th->core);
}

struct core *core_for(struct machine *m, const struct thread *th)
{
	bool had = th->core != CORE_NONE && m->affinity != AFFINITY_NONE;

	if (m->own_queues || (had && m->cores[th->core].thread == NONE))
		return &m->cores[th->core];
	if (had && m->affinity == AFFINITY_HARD)
		return NULL;
	for (uint32_t c = 0; c < m->n_cores; c++)
		if (m->cores[c].thread == NONE)
			return &m->cores[c];
	return NULL;
}

/* The next that may have an idle core; those before it stay where they are. */
struct thread *queue_pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct thread *th = NULL;
	uint32_t aside = 0;

	m->batch.n = m->batch_at = 0; /* nothing of the world is due now */
	while (m->n_ready > 0) {
		th = m->policy->pick(m, rule, tie);
		m->n_ready--;
		must(th != NULL);
		if (core_for(m, th))
			break;
		aside = pool_push(&m->batch);
		((struct evq_entry *)m->batch.data)[aside].a =
			thread_index(m, th);
		machine_spend(m, 1);
		th = NULL;
	}
	while (m->batch.n > 0) {
		const struct evq_entry *e = m->batch.data;
		uint32_t i = e[--m->batch.n].a;

		m->n_ready++;
		m->policy->ready(m, thread_at(m, i), READY_PREEMPTED);
	}
	return th;
}

/* --- stealing --- */

/* From the longest queue but its own, the lowest of equals; or NONE. */
static uint32_t victim_of(const struct machine *m, uint32_t thief)
{
	uint32_t victim = NONE;

	for (uint32_t q = 0; q < m->n_queues; q++)
		if (q != thief && ready_in(m, q) > 0 &&
		    (victim == NONE || ready_in(m, q) > ready_in(m, victim)))
			victim = q;
	return victim;
}

static void take_from(struct machine *m, uint32_t victim, uint32_t thief)
{
	struct thread *th;
	const void *from;
	enum rule rule;
	enum tie tie;

	queue_open(m, victim);
	th = m->policy->pick(m, &rule, &tie);
	m->n_ready--;
	th->state = THREAD_IDLE;
	if (m->policy->gone)
		m->policy->gone(m, th);
	th->state = THREAD_READY;
	from = m->policy_state;
	queue_open(m, thief);
	th->core = (uint8_t)thief;
	if (th->flags & THREAD_WARM)
		th->flags |= THREAD_COLD;
	if (m->policy->move)
		m->policy->move(m, th, from);
	m->n_ready++;
	m->policy->ready(m, th, READY_NEW);
}

bool queue_steal(struct machine *m, uint32_t thief)
{
	uint32_t victim = NONE;

	if (m->steal == 0)
		victim = victim_of(m, thief);
	if (victim == NONE)
		return false;
	take_from(m, victim, thief);
	return true;
}

int64_t steal_next(const struct machine *m)
{
	bool any = false, wanted = false;

	if (!m->own_queues || m->steal == 0 || m->steal == SETUP_NEVER)
		return EVQ_NEVER;
	for (uint32_t q = 0; q < m->n_queues; q++) {
		any = any || ready_in(m, q) > 0;
		wanted = wanted || ready_in(m, q) == 0;
	}
	if (!any || !wanted || m->now > TIME_END - m->steal)
		return EVQ_NEVER;
	if (m->now > 0 && m->now % m->steal == 0 && m->stolen != m->now)
		return m->now;
	return (m->now / m->steal + 1) * m->steal;
}

/* multi.py takes the running ones off at each end of the quanta, so that their
 * queues are not empty then. */
static bool has_expired(const struct machine *m, uint32_t q)
{
	return m->setup.key[KEY_LIKE] == LIKE_OSTEP &&
	       m->cores[q].thread != NONE &&
	       m->now % m->setup.key[KEY_QUANTUM] == 0;
}

void steal_round(struct machine *m)
{
	if (steal_next(m) > m->now)
		return;
	m->stolen = m->now;
	for (uint32_t q = 0; q < m->n_queues; q++) {
		uint32_t victim = victim_of(m, q);

		if (ready_in(m, q) > 0 || victim == NONE || has_expired(m, q))
			continue;
		take_from(m, victim, q);
		m->changed = true;
	}
}
