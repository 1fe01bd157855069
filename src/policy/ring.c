/* SPDX-License-Identifier: MIT */
/*
 * A ring: after the thread that had the core last comes the next one, in order
 * of creation, that is ready; after the last the first.  It keeps the core
 * until it waits, yields or ends.
 *
 * Who becomes ready at the very instant of the choice is looked at only if
 * nobody else is ready, and then the first one created goes.  With iobump=on
 * who comes back from a wait takes the core; of several the one created last.
 *
 * A queue would be fairer: here who stands right behind a thread that waits
 * often is served often.
 *
 * The ready ones stand in two orders, those ahead in the ring and those behind;
 * when nobody is ahead they change places, as a disk's arm turns round.
 *
 * Source: OSTEP chapter 4 and its simulator process-run.py (SWITCH_ON_IO with
 * IO_RUN_LATER; iobump=on is IO_RUN_IMMEDIATE).
 */
#include "policy/keep.h"
#include "policy/policies.h"

struct ring {
	struct keep keep; /* its order: those ahead */
	struct order behind;
	struct order fresh; /* became ready at this instant */
	uint32_t instant;   /* which one that is: m->instants */
	uint32_t last;      /* had the core last */
};

static void begin(struct machine *m)
{
	struct ring *s;

	keep_begin(m);
	s = m->policy_state;
	s->last = NONE;
}

static void *state_copy(const void *state)
{
	const struct ring *src = state;
	struct ring *s = keep_copy(state);

	order_copy(&s->behind, &src->behind);
	order_copy(&s->fresh, &src->fresh);
	return s;
}

static void state_free(void *state)
{
	struct ring *s = state;

	order_fini(&s->behind);
	order_fini(&s->fresh);
	keep_free(s);
}

static void put(struct ring *s, uint32_t i)
{
	bool is_ahead = s->last == NONE || i > s->last;

	order_push(is_ahead ? &s->keep.order : &s->behind, i, 0, i);
}

/* What was fresh at an instant that is over stands in the ring. */
static void settle(const struct machine *m, struct ring *s)
{
	if (s->instant == m->instants)
		return;
	while (s->fresh.n > 0)
		put(s, order_pop(&s->fresh).who);
	s->instant = m->instants;
}

static bool bumps(const struct machine *m)
{
	return m->setup.key[KEY_IOBUMP] == SWITCH_ON;
}

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	struct ring *s = m->policy_state;
	uint32_t i = thread_index(m, th);

	settle(m, s);
	if (why == READY_WOKEN)
		order_push(&s->fresh, bumps(m) ? -(int64_t)i : i, 0, i);
	else
		put(s, i);
}

static struct order *first_order(const struct machine *m, struct ring *s)
{
	settle(m, s);
	if (s->fresh.n > 0 && bumps(m))
		return &s->fresh;
	if (s->keep.order.n == 0 && s->behind.n > 0) {
		struct order turned = s->behind;

		s->behind = s->keep.order;
		s->keep.order = turned;
	}
	return s->keep.order.n > 0 ? &s->keep.order : &s->fresh;
}

static struct thread *first(struct machine *m)
{
	const struct order *order = first_order(m, m->policy_state);

	return thread_at(m, order_first(order)->who);
}

/* The ring is cut anew behind i. */
static void cut(struct ring *s, uint32_t i)
{
	struct order ahead = s->keep.order, behind = s->behind;

	s->keep.order = s->behind = (struct order){0};
	s->last = i;
	while (ahead.n > 0)
		put(s, order_pop(&ahead).who);
	while (behind.n > 0)
		put(s, order_pop(&behind).who);
	order_fini(&ahead);
	order_fini(&behind);
}

static struct thread *pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct ring *s = m->policy_state;
	struct order *order = first_order(m, s);
	uint32_t i = order_pop(order).who;

	if (order == &s->fresh)
		cut(s, i);
	s->last = i;
	*rule = m->n_ready > 1 ? RULE_RING : RULE_ONLY_READY;
	*tie = TIE_NONE;
	return thread_at(m, i);
}

static bool better(const struct machine *m, const struct thread *a,
		   const struct thread *b)
{
	const struct ring *s = m->policy_state;

	if (a->state != THREAD_READY)
		return thread_index(m, a) < thread_index(m, b);
	return bumps(m) && s->fresh.n > 0 &&
	       order_first(&s->fresh)->who == thread_index(m, a);
}

const struct policy policy_ring = {
	.name = "ring",
	.state_size = sizeof(struct ring),
	.begin = begin,
	.state_copy = state_copy,
	.state_free = state_free,
	.ready = ready,
	.pick = pick,
	.first = first,
	.better = better,
};
