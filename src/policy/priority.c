/* SPDX-License-Identifier: MIT */
/*
 * Priority scheduling: the ready thread of the highest `priority` (a higher
 * number goes first) gets the core.
 *
 *   preempt=on   a newcomer of a strictly higher priority takes the core of the
 *                lowest that runs; who loses it keeps the head of the queue of
 *                his priority and the rest of his quantum.  off: nobody does.
 *   quantum=D    equal ones take turns of D; without it the first keeps the
 *                core until it waits, yields or ends.
 *   age=D        a ready thread counts one higher for each D it has stood there
 *                since it last ran, woke or was born; so nobody starves.  What
 *                it has come to it keeps while it runs, and then falls back.
 *                Of two that come to the same, who reaches the next first.
 *
 * fifo99 and rr99 are Linux's real-time classes: the same with preemption, no
 * ageing, and no quantum (SCHED_FIFO) or one of 100 ms (SCHED_RR; `quantum`
 * gives another), which a wait does not renew.  When it is over a thread goes
 * behind its equals, if there are any.
 *
 * Why ageing stays cheap: all grow at the same pace, so their order never
 * changes while they stand.  With p priority, s since when, at time t one
 * counts p + floor((t - s) / age) = floor((t + p * age - s) / age), and the
 * order is that of p * age - s.
 *
 * Source: Silberschatz 5.3.4; sched(7); kernel/sched/rt.c: task_tick_rt,
 * RR_TIMESLICE, requeue_task_rt.
 */
#include "policy/keep.h"
#include "policy/outlast.h"
#include "policy/policies.h"

struct priority {
	struct keep keep;
	int64_t quantum, age;
	int64_t told; /* last moment that was its own */
	bool keeps_rest;
};

struct standing {
	int64_t key;   /* lower goes first */
	int64_t since; /* ready since */
	int64_t level; /* while it runs: what it has come to */
	int64_t left;  /* of its slice: rr99 */
};

static int64_t priority_of(const struct machine *m, const struct thread *th)
{
	const struct prog_task *decl = thread_decl(m, th);

	return decl ? decl->priority : 0;
}

static void start(struct machine *m, int64_t slice, bool keeps_rest)
{
	struct priority *s;

	keep_begin(m);
	s = m->policy_state;
	s->quantum = slice;
	s->age = SETUP_NEVER;
	s->keeps_rest = keeps_rest;
}

static void begin(struct machine *m)
{
	struct priority *s;

	start(m,
	      setup_is_given(&m->setup, KEY_QUANTUM) ? m->setup.key[KEY_QUANTUM]
						     : INT64_MAX,
	      false);
	s = m->policy_state;
	s->age = m->setup.key[KEY_AGE];
}

static void begin_fifo(struct machine *m)
{
	start(m, INT64_MAX, false);
}

static void begin_rr(struct machine *m)
{
	const int64_t ms = 1000000;
	int64_t slice = 100 * (m->prog->unit > ms ? m->prog->unit : ms);

	if (setup_is_given(&m->setup, KEY_QUANTUM))
		slice = m->setup.key[KEY_QUANTUM];
	start(m, slice, true);
}

static int64_t quantum(const struct machine *m, const struct thread *th)
{
	const struct priority *s = m->policy_state;
	const struct standing *r = keep_record(m, th);

	return s->keeps_rest && r->left > 0 ? r->left : s->quantum;
}

/* --- what one counts --- */

static int64_t floored(int64_t a, int64_t b)
{
	return a / b - (a % b < 0);
}

static int64_t key_of(const struct priority *s, int64_t priority, int64_t since)
{
	int64_t key;

	if (s->age == SETUP_NEVER)
		return priority == INT64_MIN ? INT64_MAX : -priority;
	if (__builtin_mul_overflow(-priority, s->age, &key) ||
	    __builtin_add_overflow(key, since, &key))
		return priority > 0 ? INT64_MIN / 2 : INT64_MAX / 2;
	return key;
}

static int64_t level_at(const struct priority *s, const struct standing *r,
			int64_t now)
{
	if (s->age == SETUP_NEVER)
		return -r->key;
	return floored(now - r->key, s->age);
}

/* --- hooks --- */

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	const struct priority *s = m->policy_state;
	struct standing *r = keep_record(m, th);

	r->key = key_of(s, priority_of(m, th), m->now);
	keep_push(m, th, r->key, why);
}

static struct thread *pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	const struct priority *s = m->policy_state;
	struct thread *th = keep_pick(m, rule, tie);
	struct standing *r = keep_record(m, th);

	r->level = level_at(s, r, m->now);
	if (*rule == RULE_PRIORITY && r->level > priority_of(m, th))
		*rule = RULE_AGED;
	return th;
}

/* Who runs keeps what it has come to. */
static int64_t level_of(const struct machine *m, const struct thread *th)
{
	const struct standing *r = keep_record(m, th);

	return th->state == THREAD_READY ? level_at(m->policy_state, r, m->now)
					 : r->level;
}

static bool better(const struct machine *m, const struct thread *a,
		   const struct thread *b)
{
	return m->setup.key[KEY_PREEMPT] == SWITCH_ON &&
	       level_of(m, a) > level_of(m, b);
}

static void charge(struct machine *m, struct thread *th, int64_t ran)
{
	const struct priority *s = m->policy_state;
	struct standing *r = keep_record(m, th);

	if (s->keeps_rest)
		r->left = (r->left > 0 ? r->left : s->quantum) - ran;
}

/* Behind its equals; there are none: it goes on. */
static bool expired(struct machine *m, struct thread *th)
{
	const struct priority *s = m->policy_state;
	struct standing *r = keep_record(m, th);

	r->left = 0;
	return keep_has_equal(m, key_of(s, priority_of(m, th), m->now));
}

static bool stays(struct machine *m, struct thread *th, int64_t ran)
{
	return !keep_has_equal(
		m, key_of(m->policy_state, priority_of(m, th), m->now + ran));
}

static int64_t outlast(struct machine *m, struct thread *th, int64_t quantum,
		       int64_t most)
{
	const struct priority *s = m->policy_state;
	struct standing *r = keep_record(m, th);

	if (s->age != SETUP_NEVER)
		most = outlast_search(m, th, quantum, most, stays);
	if (s->keeps_rest)
		r->left = (most + 1) * quantum;
	return most;
}

/* When the first of those that stand will count more than a level. */
static int64_t when_above(const struct priority *s, int64_t level)
{
	const struct rail_entry *first = order_first(&s->keep.order);
	int64_t when;

	if (level >= INT64_MAX - 1 ||
	    __builtin_mul_overflow(level + 1, s->age, &when) ||
	    __builtin_add_overflow(when, first->key, &when))
		return EVQ_NEVER;
	return when;
}

/* When it will count more than one of those that run, and was not yet tried
 * against him: it may be that it must not come to his core. */
static int64_t next(const struct machine *m)
{
	const struct priority *s = m->policy_state;
	int64_t least = EVQ_NEVER;

	if (s->age == SETUP_NEVER || s->keep.order.n == 0 ||
	    m->setup.key[KEY_PREEMPT] == SWITCH_OFF)
		return EVQ_NEVER;
	for (uint32_t c = m->core_from; c < m->core_to; c++) {
		const struct thread *th;
		int64_t when;

		if (m->cores[c].thread == NONE)
			continue;
		th = thread_at(m, m->cores[c].thread);
		when = when_above(s, level_of(m, th));
		if (th->state == THREAD_RUNNING && when > s->told &&
		    when < least)
			least = when;
	}
	return least;
}

/* Nothing to do: the machine asks for a better one after it. */
static void due(struct machine *m)
{
	struct priority *s = m->policy_state;

	s->told = m->now;
}

#define COMMON                                                                 \
	.first_rule = RULE_PRIORITY, .state_size = sizeof(struct priority),    \
	.record_size = sizeof(struct standing), .state_copy = keep_copy,       \
	.state_free = keep_free, .quantum = quantum, .ready = ready,           \
	.pick = pick, .first = keep_first, .better = better, .charge = charge, \
	.expired = expired, .outlast = outlast, .move = keep_move

const struct policy policy_priority = {
	.name = "priority",
	.begin = begin,
	COMMON,
	.next = next,
	.due = due,
};

const struct policy policy_fifo99 = {
	.name = "fifo99",
	.begin = begin_fifo,
	COMMON,
};

const struct policy policy_rr99 = {
	.name = "rr99",
	.begin = begin_rr,
	COMMON,
};
