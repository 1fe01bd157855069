/* SPDX-License-Identifier: MIT */
/*
 * Multi-level feedback queue: learns from what a thread does whether it is
 * interactive or long.  `levels` queues, level 0 the top.
 *
 *   1 The first of the highest level that is not empty runs; round robin within
 *     a level, with that level's quantum.
 *   2 A new thread begins at the top.
 *   3 When a thread has used up its allotment at a level, so many quanta, it
 *     sinks by one, however often it gave up the core in between: waiting
 *     renews neither quantum nor allotment, so that nobody stays up by a trick
 *     (the second anti-gaming rule).  stay=on is the older rule: a wait renews
 *     both, and whoever asks for I/O just before his quantum ends stays up.
 *   4 Every `boost` all threads go to the top with everything renewed, so that
 *     nobody starves, and who has become interactive is seen again (the first):
 *     those at the top stay as they stand, then come the others, the lowest
 *     level first.
 *
 * A newcomer at a higher level takes the core at once; who loses it stays where
 * he stood, with the rest of his quantum.  An I/O request made exactly when the
 * quantum ends still counts as the end of the quantum.  iobump=on: who comes
 * back from a wait goes to the head of his level, and so takes the core from
 * one of his own level too.
 *
 * Keys: levels, quanta (top first; the last serves the rest; else `quantum`),
 * allotment (in quanta, the same way; 1), boost (none), stay, iobump.
 *
 * Source: OSTEP chapter 8 and its simulator mlfq.py; Corbato, Merwin-Daggett,
 * Daley, An experimental time-sharing system, AFIPS SJCC 1962.
 */
#include "policy/keep.h"
#include "policy/policies.h"

struct mlfq {
	struct keep keep;
	int64_t boosted; /* last time */
};

struct mark {
	int64_t place; /* in the queue of its level */
	int64_t left;  /* of its quantum, ns */
	int64_t allotment;
	uint8_t level;
	bool cuts; /* came in before those of its level */
};

static void renew(const struct machine *m, struct mark *k)
{
	k->left = setup_level_quantum(&m->setup, k->level);
	k->allotment = setup_level_allotment(&m->setup, k->level);
}

/* The quantum is used up: one less of the allotment, and down with the last. */
static void slice_over(const struct machine *m, struct mark *k)
{
	k->left = setup_level_quantum(&m->setup, k->level);
	if (--k->allotment > 0)
		return;
	if (k->level + 1 < m->setup.key[KEY_LEVELS])
		k->level++;
	renew(m, k);
}

/* It gave up the core by itself, perhaps just when its quantum ended. */
static void gave_up(const struct machine *m, struct mark *k)
{
	bool is_over = k->left <= 0;

	if (m->setup.key[KEY_STAY] == SWITCH_ON)
		renew(m, k);
	if (is_over)
		slice_over(m, k);
}

static int64_t quantum(const struct machine *m, const struct thread *th)
{
	const struct mark *k = keep_record(m, th);

	return k->left;
}

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	struct mlfq *s = m->policy_state;
	struct order *order = &s->keep.order;
	struct mark *k = keep_record(m, th);

	if (k->allotment == 0)
		renew(m, k);
	if (why == READY_YIELDED)
		gave_up(m, k);
	k->cuts = why == READY_WOKEN && m->setup.key[KEY_IOBUMP] == SWITCH_ON;
	if (k->cuts)
		k->place = order_before(order);
	else if (why != READY_PREEMPTED)
		k->place = order_behind(order);
	order_push(order, k->level, k->place, thread_index(m, th));
}

static bool better(const struct machine *m, const struct thread *a,
		   const struct thread *b)
{
	const struct mark x = *(const struct mark *)keep_record(m, a);
	const struct mark *y = keep_record(m, b);

	if (x.level != y->level)
		return x.level < y->level;
	return (x.cuts || a->state != THREAD_READY) && x.place < y->place;
}

static void charge(struct machine *m, struct thread *th, int64_t ran)
{
	struct mark *k = keep_record(m, th);

	k->left -= ran;
}

static bool expired(struct machine *m, struct thread *th)
{
	struct mlfq *s = m->policy_state;
	struct mark *k = keep_record(m, th);

	slice_over(m, k);
	k->place = order_behind(&s->keep.order);
	return keep_has_equal(m, k->level);
}

/* Up to the end at which it sinks; at the lowest level, where nobody else is
 * ready, all but the last, at which it lines up among those of other cores. */
static int64_t outlast(struct machine *m, struct thread *th, int64_t quantum,
		       int64_t most)
{
	struct mark *k = keep_record(m, th);
	int64_t whole = setup_level_allotment(&m->setup, k->level);
	bool is_lowest = k->level + 1 >= m->setup.key[KEY_LEVELS];

	most--;
	if (!is_lowest && most > k->allotment - 1)
		most = k->allotment - 1;
	k->left += most * quantum;
	k->allotment -= most % whole;
	if (k->allotment <= 0)
		k->allotment += whole;
	return most;
}

static void gone(struct machine *m, struct thread *th)
{
	if (th->state != THREAD_READY)
		gave_up(m, keep_record(m, th));
}

/* --- the boost --- */

static int64_t next(const struct machine *m)
{
	const struct mlfq *s = m->policy_state;
	int64_t when;

	if (m->setup.key[KEY_BOOST] == SETUP_NEVER ||
	    __builtin_add_overflow(s->boosted, m->setup.key[KEY_BOOST], &when))
		return EVQ_NEVER;
	return when;
}

/* Who runs stands in his queue too. */
static void line_up(struct machine *m, struct order *all)
{
	struct mlfq *s = m->policy_state;

	*all = s->keep.order;
	s->keep.order = (struct order){.front = all->front, .back = all->back};
	for (uint32_t c = m->core_from; c < m->core_to; c++) {
		const struct mark *k;
		uint32_t i = m->cores[c].thread;

		if (i == NONE)
			continue;
		k = keep_record(m, thread_at(m, i));
		order_push(all, k->level, k->place, i);
	}
}

/* Queue by queue: the top one as it is, then from the lowest up. */
static void lift_all(struct machine *m, struct order *all)
{
	struct mlfq *s = m->policy_state;
	struct order *order = &s->keep.order, up = {0};

	while (all->n > 0) {
		struct rail_entry e = order_pop(all);

		order_push(&up, e.key == 0 ? INT64_MIN : -e.key, e.place,
			   e.who);
	}
	while (up.n > 0) {
		uint32_t i = order_pop(&up).who;
		struct mark *k = keep_record(m, thread_at(m, i));

		k->place = order_behind(order);
		k->cuts = true;
		if (thread_at(m, i)->state == THREAD_READY)
			order_push(order, 0, k->place, i);
	}
	order_fini(&up);
}

/* Those that wait are lifted as well. */
static void due(struct machine *m)
{
	struct mlfq *s = m->policy_state;
	struct order all;

	s->boosted = m->now;
	line_up(m, &all);
	lift_all(m, &all);
	order_fini(&all);
	for (uint32_t i = 0; i < s->keep.records.n; i++) {
		struct mark *k = keep_record(m, thread_at(m, i));

		k->level = 0;
		renew(m, k);
		thread_set_left(m, thread_at(m, i), k->left);
	}
}

const struct policy policy_mlfq = {
	.name = "mlfq",
	.first_rule = RULE_LEVEL,
	.state_size = sizeof(struct mlfq),
	.record_size = sizeof(struct mark),
	.begin = keep_begin,
	.state_copy = keep_copy,
	.state_free = keep_free,
	.quantum = quantum,
	.ready = ready,
	.move = keep_move,
	.pick = keep_pick,
	.first = keep_first,
	.better = better,
	.charge = charge,
	.expired = expired,
	.outlast = outlast,
	.gone = gone,
	.next = next,
	.due = due,
};
