/* SPDX-License-Identifier: MIT */
/*
 * The Completely Fair Scheduler, Linux 2.6.23 to 6.5.  Each thread has a
 * virtual runtime, which grows while it runs by the time times 1024 / weight,
 * the weight by its `nice`; the one of the least virtual runtime runs.
 *
 *   turn      period * weight / sum of the weights of all that are ready or
 *             run, where the period is `latency` for up to 8 of them and
 *             n * `granularity` for more; never less than `granularity`.  A
 *             newcomer shortens the turns under way.  After its turn a thread
 *             goes on if its virtual runtime is still the least.
 *   waking    who comes back from a wait is set to min_vruntime less half a
 *             latency, if it was behind that: sleeping saves up that much and
 *             no more.  It takes the core if it is behind who runs by more than
 *             `wakeup`, scaled by its own weight; then the least of all runs.
 *   new       at min_vruntime.
 *   yield     lets the next one pass.
 *
 * min_vruntime is the least of those that are ready or run; it never goes back.
 * Left out: the timer tick (turns end on time, as with HRTICK), the debit of a
 * first turn (START_DEBIT), groups, buddies.  The queue that Linux has for each
 * core is queues=each.
 *
 * Source: kernel/sched/fair.c of Linux 6.5: sched_slice, place_entity,
 * wakeup_preempt_entity, update_min_vruntime; sched-design-CFS.rst.
 */
#include "policy/keep.h"
#include "policy/outlast.h"
#include "policy/policies.h"
#include "policy/weight.h"

#define NR_LATENCY 8

struct cfs {
	struct keep keep;
	int64_t min_vruntime;
	int64_t weight;    /* of all that are ready or run */
	int64_t count;     /* of them */
	int64_t woken;     /* a vruntime beyond it gives way to who woke... */
	uint32_t woken_at; /* ...at this instant: m->instants */
};

struct entity {
	int64_t base; /* vruntime when it was last placed */
	int64_t ran;  /* CPU since then, ns */
	int64_t turn; /* CPU in this turn, ns */
	int64_t weight;
	bool is_in, is_old;
};

static int64_t vruntime_of(const struct machine *m, const struct thread *th)
{
	const struct entity *e = keep_record(m, th);

	return e->weight ? virtual_time(e->base, e->ran, e->weight) : e->base;
}

static void update_min(struct machine *m)
{
	struct cfs *s = m->policy_state;
	const struct rail_entry *first = order_first(&s->keep.order);
	int64_t least = first ? first->key : INT64_MAX;

	for (uint32_t c = m->core_from; c < m->core_to; c++) {
		int64_t v;

		if (m->cores[c].thread == NONE)
			continue;
		v = vruntime_of(m, thread_at(m, m->cores[c].thread));
		least = v < least ? v : least;
	}
	if (least != INT64_MAX && least > s->min_vruntime)
		s->min_vruntime = least;
}

static int64_t quantum(const struct machine *m, const struct thread *th)
{
	const struct cfs *s = m->policy_state;
	const struct entity *e = keep_record(m, th);
	int64_t least = m->setup.key[KEY_GRANULARITY], slice;
	int64_t period = m->setup.key[KEY_LATENCY];

	if (s->count > NR_LATENCY &&
	    __builtin_mul_overflow(least, s->count, &period))
		period = INT64_MAX;
	slice = mul_div(period, e->weight, s->weight);
	return slice > least ? slice : least;
}

/* --- coming and going --- */

/* There is one more to share with. */
static void shorten_turns(struct machine *m)
{
	for (uint32_t c = m->core_from; c < m->core_to; c++) {
		struct thread *th;
		const struct entity *e;
		int64_t left;

		if (m->cores[c].thread == NONE)
			continue;
		th = thread_at(m, m->cores[c].thread);
		e = keep_record(m, th);
		left = quantum(m, th) - e->turn;
		thread_set_left(m, th, left > 0 ? left : 0);
	}
}

static void place(struct machine *m, struct thread *th, struct entity *e)
{
	struct cfs *s = m->policy_state;
	int64_t v, lead;

	cores_charge(m);
	update_min(m);
	v = s->min_vruntime;
	if (e->is_old) {
		int64_t own = vruntime_of(m, th);

		v -= m->setup.key[KEY_LATENCY] / 2;
		v = own > v ? own : v;
	}
	*e = (struct entity){.base = v,
			     .weight = weight_of(m, th),
			     .is_in = true,
			     .is_old = true};
	s->weight += e->weight;
	s->count++;
	lead = mul_div(m->setup.key[KEY_WAKEUP], WEIGHT_NICE_0,
		       weight_of(m, th));
	if (s->woken_at != m->instants || v + lead < s->woken)
		s->woken = v + lead;
	s->woken_at = m->instants;
	shorten_turns(m);
}

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	const struct cfs *s = m->policy_state;
	struct entity *e = keep_record(m, th);
	const struct rail_entry *first = order_first(&s->keep.order);
	int64_t key;

	if (!e->is_in)
		place(m, th, e);
	key = vruntime_of(m, th);
	if (why == READY_YIELDED && first && first->key > key)
		key = first->key;
	keep_push(m, th, key, why);
}

/* Virtual runtimes of another queue mean nothing here: it is as new. */
static void move(struct machine *m, const struct thread *th, const void *from)
{
	struct entity *e = keep_record(m, th);

	(void)from;
	*e = (struct entity){0};
}

static struct thread *pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct thread *th;
	struct entity *e;

	cores_charge(m);
	update_min(m);
	th = keep_pick(m, rule, tie);
	e = keep_record(m, th);
	if (!(th->flags & THREAD_KEEPS))
		e->turn = 0;
	return th;
}

/* Only who has just come takes a core; all are charged up to now. */
static struct thread *first(struct machine *m)
{
	const struct cfs *s = m->policy_state;

	cores_charge(m);
	return s->woken_at == m->instants ? keep_first(m) : NULL;
}

static bool better(const struct machine *m, const struct thread *a,
		   const struct thread *b)
{
	const struct cfs *s = m->policy_state;

	if (a->state != THREAD_READY)
		return vruntime_of(m, a) < vruntime_of(m, b);
	return s->woken_at == m->instants && s->woken < vruntime_of(m, b) &&
	       vruntime_of(m, a) < vruntime_of(m, b);
}

static void charge(struct machine *m, struct thread *th, int64_t ran)
{
	struct entity *e = keep_record(m, th);

	e->ran += ran;
	e->turn += ran;
}

static bool expired(struct machine *m, struct thread *th)
{
	struct entity *e = keep_record(m, th);

	e->turn = 0;
	return keep_has_equal(m, vruntime_of(m, th));
}

static bool stays(struct machine *m, struct thread *th, int64_t ran)
{
	const struct entity *e = keep_record(m, th);

	return !keep_has_equal(m,
			       virtual_time(e->base, e->ran + ran, e->weight));
}

/* The last of them will be the turn. */
static int64_t outlast(struct machine *m, struct thread *th, int64_t quantum,
		       int64_t most)
{
	struct entity *e = keep_record(m, th);
	int64_t ends = outlast_search(m, th, quantum, most, stays);

	e->turn = -ends * quantum;
	return ends;
}

static void gone(struct machine *m, struct thread *th)
{
	struct cfs *s = m->policy_state;
	struct entity *e = keep_record(m, th);

	if (th->state == THREAD_READY)
		return;
	e->is_in = false;
	s->weight -= e->weight;
	s->count--;
}

const struct policy policy_cfs = {
	.name = "cfs",
	.first_rule = RULE_VRUNTIME,
	.state_size = sizeof(struct cfs),
	.record_size = sizeof(struct entity),
	.begin = keep_begin,
	.state_copy = keep_copy,
	.state_free = keep_free,
	.quantum = quantum,
	.ready = ready,
	.move = move,
	.pick = pick,
	.first = first,
	.better = better,
	.charge = charge,
	.expired = expired,
	.outlast = outlast,
	.gone = gone,
};
