/* SPDX-License-Identifier: MIT */
/*
 * Earliest Eligible Virtual Deadline First, Linux since 6.6.  Virtual runtime
 * is cfs's: it grows while a thread runs, by the time times 1024 / weight.
 *
 *   V          the mean virtual runtime of all that are ready or run, each
 *              counted by its weight: where everybody would be if the CPU could
 *              be shared without end.
 *   eligible   is who has had no more than its share: virtual runtime <= V.
 *   deadline   virtual runtime at the begin of a turn + `slice` * 1024 /
 *              weight: by when the turn it asks for would be over.
 *   pick       the eligible one of the earliest deadline.
 *   turn       until its virtual runtime reaches its deadline; then it has a
 *              new one, and goes on only if it would be picked again.
 *   waking     who waits keeps its lag, V less its virtual runtime, and comes
 *              back with it: at V - lag, the lag scaled so that its own weight
 *              in V does not take from it; at most two turns' worth.  A debt
 *              (a lag below 0) is forgotten as far as V has gone on meanwhile.
 *              It takes the core if it would be picked and who runs is not
 *              eligible (run to parity).  Who is new has no lag.
 *   yield      moves the deadline one slice on.
 *
 * If nobody is eligible, since who is behind runs on other cores, the least
 * virtual runtime goes.  Left out: the timer tick, half a first slice for new
 * ones (PLACE_DEADLINE_INITIAL), slices by sched_setattr.  Linux's queue for
 * each core is queues=each.
 *
 * The ready ones stand in a tree by deadline in which every branch knows its
 * least virtual runtime: so the first eligible is found without looking at the
 * others.  Here it is a treap (treap.h), in the kernel a red-black tree.  Those
 * that come in order of deadline and of virtual runtime, as threads of one
 * weight do, stand in lines instead (rails.h), of which only the first needs a
 * look.
 *
 * Source: Stoica, Abdel-Wahab, Earliest eligible virtual deadline first, Old
 * Dominion University TR-95-22 (1996); kernel/sched/fair.c of Linux 6.12:
 * avg_vruntime, entity_eligible, pick_eevdf, update_deadline, place_entity;
 * Documentation/scheduler/sched-eevdf.rst.
 */
#include "policy/keep.h"
#include "policy/outlast.h"
#include "policy/policies.h"
#include "policy/rails.h"
#include "policy/treap.h"
#include "policy/weight.h"

#include "base/wide.h"

struct eevdf {
	struct keep keep;   /* its order is not used */
	struct wide sum;    /* of weight * vruntime, of all ready or running */
	int64_t weight;     /* of them */
	int64_t last;       /* V when the last of them went */
	int64_t places;     /* given out */
	uint32_t came_at;   /* instant at which somebody came last */
	struct rails rails; /* of the ready ones; */
	struct treap tree;  /* of the others */
};

/* Who would be picked, and where it stands. */
struct found {
	uint32_t who;  /* or NONE */
	uint32_t rail; /* RAILS: in the tree */
	bool is_eligible;
};

struct entity {
	int64_t base, ran; /* vruntime: base + ran * 1024 / weight */
	int64_t vruntime;
	int64_t deadline;
	int64_t weight;
	int64_t lag; /* while it waits */
	bool is_in;
	bool is_woken; /* since it was last picked */
};

static void *state_copy(const void *state)
{
	const struct eevdf *src = state;
	struct eevdf *s = keep_copy(state);

	rails_copy(&s->rails, &src->rails);
	treap_copy(&s->tree, &src->tree);
	return s;
}

static void state_free(void *state)
{
	struct eevdf *s = state;

	rails_fini(&s->rails);
	treap_fini(&s->tree);
	keep_free(s);
}

static struct entity *at(const struct eevdf *s, uint32_t i)
{
	return (struct entity *)s->keep.records.data + i;
}

/* --- virtual time --- */

static bool is_eligible(const struct eevdf *s, int64_t vruntime)
{
	struct wide own = wide_add_mul((struct wide){0}, vruntime, s->weight);

	return !wide_is_less(s->sum, own);
}

static int64_t mean(const struct eevdf *s)
{
	return s->weight > 0 ? wide_div(s->sum, s->weight) : s->last;
}

static int64_t virtual(const struct machine *m, const struct thread *th,
		       int64_t ns)
{
	const struct entity *e = keep_record(m, th);

	return mul_div(ns, WEIGHT_NICE_0, e->weight);
}

static int64_t slice_of(const struct machine *m, const struct thread *th)
{
	return virtual(m, th, m->setup.key[KEY_SLICE]);
}

/* Of two, who goes first: the eligible by deadline, the others by vruntime. */
static bool is_better(const struct rail_entry *a, const struct rail_entry *b,
		      bool eligible)
{
	return eligible ? rail_precedes(a, b) : a->mark < b->mark;
}

/* The best of the firsts of the rails that are eligible, or of all. */
static uint32_t find_rail(const struct eevdf *s, bool eligible)
{
	const struct rail *rail = s->rails.rail;
	uint32_t best = RAILS;

	for (uint32_t i = 0; i < s->rails.used; i++) {
		const struct rail_entry *first = &rail[i].first;

		if (rail[i].n == 0 ||
		    (best != RAILS &&
		     !is_better(first, &rail[best].first, eligible)))
			continue;
		if (!eligible || is_eligible(s, first->mark))
			best = i;
	}
	return best;
}

static bool fits(const void *owner, int64_t vruntime)
{
	return is_eligible(owner, vruntime);
}

static struct found find_among(const struct eevdf *s, bool eligible)
{
	uint32_t rail = find_rail(s, eligible), i;

	i = eligible ? treap_find(&s->tree, fits, s)
		     : treap_find_least(&s->tree);
	if (rail < RAILS &&
	    (i == NONE || is_better(&s->rails.rail[rail].first,
				    treap_entry(&s->tree, i), eligible)))
		return (struct found){s->rails.rail[rail].first.who, rail,
				      eligible};
	return (struct found){i, RAILS, eligible};
}

/* If nobody is eligible, the least vruntime. */
static struct found find(const struct eevdf *s)
{
	struct found found = find_among(s, true);

	return found.who != NONE ? found : find_among(s, false);
}

/* --- coming and going --- */

static void come(struct machine *m, struct thread *th, struct entity *e)
{
	struct eevdf *s = m->policy_state;
	int64_t weight = e->weight = weight_of(m, th), lag = e->lag, v;

	cores_charge(m);
	v = mean(s);
	if (lag < 0) {
		lag = v - e->vruntime;
		lag = lag < 0 ? lag : 0;
	}
	if (s->weight > 0 && lag != 0)
		lag = lag < 0 ? -mul_div(-lag, s->weight + weight, s->weight)
			      : mul_div(lag, s->weight + weight, s->weight);
	e->base = e->vruntime = v - lag;
	e->ran = 0;
	e->deadline = e->vruntime + slice_of(m, th);
	e->is_in = e->is_woken = true;
	s->came_at = m->instants;
	s->sum = wide_add_mul(s->sum, e->vruntime, weight);
	s->weight += weight;
}

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	struct entity *e = keep_record(m, th);
	struct eevdf *s = m->policy_state;
	uint32_t i = thread_index(m, th);
	struct rail_entry entry;

	if (!e->is_in)
		come(m, th, e);
	else
		e->is_woken = false;
	if (why == READY_YIELDED)
		e->deadline += slice_of(m, th);
	entry = (struct rail_entry){e->deadline, ++s->places, e->vruntime, i};
	if (!rails_push(&s->rails, entry))
		treap_push(&s->tree, entry);
}

static void gone(struct machine *m, struct thread *th)
{
	struct eevdf *s = m->policy_state;
	struct entity *e = keep_record(m, th);
	int64_t limit = 2 * slice_of(m, th), v;

	if (th->state == THREAD_READY)
		return;
	cores_charge(m);
	v = mean(s);
	e->lag = v - e->vruntime;
	e->lag = e->lag > limit ? limit : e->lag;
	e->lag = e->lag < -limit ? -limit : e->lag;
	e->is_in = false;
	s->sum = wide_add_mul(s->sum, -e->vruntime, e->weight);
	s->weight -= e->weight;
	s->last = v;
}

static void charge(struct machine *m, struct thread *th, int64_t ran)
{
	struct eevdf *s = m->policy_state;
	struct entity *e = keep_record(m, th);
	int64_t was = e->vruntime;

	e->ran += ran;
	e->vruntime = virtual_time(e->base, e->ran, e->weight);
	s->sum = wide_add_mul(s->sum, e->vruntime - was, e->weight);
}

/* --- decisions --- */

static int64_t quantum(const struct machine *m, const struct thread *th)
{
	const struct entity *e = keep_record(m, th);
	int64_t left = e->deadline - e->vruntime;

	left = left > 0 ? mul_div(left, e->weight, WEIGHT_NICE_0) : 0;
	return left + (virtual(m, th, left) < e->deadline - e->vruntime);
}

/* Only who has just come takes a core; V is brought up to now for all. */
static struct thread *first(struct machine *m)
{
	const struct eevdf *s = m->policy_state;

	cores_charge(m);
	return s->came_at == m->instants ? thread_at(m, find(s).who) : NULL;
}

static struct thread *pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct eevdf *s = m->policy_state;
	struct found found = find(s);

	*tie = TIE_NONE;
	*rule = RULE_ONLY_READY;
	if (m->n_ready > 1)
		*rule = found.is_eligible ? RULE_ELIGIBLE : RULE_VRUNTIME;
	at(s, found.who)->is_woken = false;
	if (found.rail < RAILS)
		(void)rails_pop(&s->rails, found.rail);
	else
		treap_del(&s->tree, found.who);
	return thread_at(m, found.who);
}

static bool better(const struct machine *m, const struct thread *a,
		   const struct thread *b)
{
	const struct eevdf *s = m->policy_state;
	const struct entity *x = at(s, thread_index(m, a));
	const struct entity *y = at(s, thread_index(m, b));

	if (a->state != THREAD_READY)
		return x->deadline < y->deadline;
	return a->since == m->instants && x->is_woken &&
	       is_eligible(s, x->vruntime) && !is_eligible(s, y->vruntime);
}

/* Is it, of those eligible, the one of the earliest deadline? */
static bool goes_first(const struct eevdf *s, int64_t vruntime,
		       int64_t deadline)
{
	struct found other = find(s);

	if (other.who == NONE || !other.is_eligible)
		return true;
	return is_eligible(s, vruntime) &&
	       at(s, other.who)->deadline > deadline;
}

/* A new deadline; it goes on if that is the earliest of those eligible. */
static bool expired(struct machine *m, struct thread *th)
{
	struct entity *e = keep_record(m, th);

	e->deadline = e->vruntime + slice_of(m, th);
	return !goes_first(m->policy_state, e->vruntime, e->deadline);
}

static bool stays(struct machine *m, struct thread *th, int64_t ran)
{
	struct eevdf *s = m->policy_state;
	const struct entity *e = keep_record(m, th);
	int64_t v = virtual_time(e->base, e->ran + ran, e->weight);
	struct wide now = s->sum;
	bool does;

	s->sum = wide_add_mul(now, v - e->vruntime, e->weight);
	does = goes_first(s, v, v + slice_of(m, th));
	s->sum = now;
	return does;
}

/* V goes on with all cores of the queue, so of several nothing is foretold
 * while others wait. */
static int64_t outlast(struct machine *m, struct thread *th, int64_t quantum,
		       int64_t most)
{
	struct entity *e = keep_record(m, th);

	if (m->n_ready > 0 && m->core_to - m->core_from > 1)
		return 0;
	if (m->n_ready > 0)
		most = outlast_search(m, th, quantum, most, stays);
	e->deadline =
		virtual_time(e->base, e->ran + most * quantum, e->weight) +
		slice_of(m, th);
	return most;
}

const struct policy policy_eevdf = {
	.name = "eevdf",
	.state_size = sizeof(struct eevdf),
	.record_size = sizeof(struct entity),
	.begin = keep_begin,
	.state_copy = state_copy,
	.state_free = state_free,
	.quantum = quantum,
	.ready = ready,
	.move = keep_move,
	.pick = pick,
	.first = first,
	.better = better,
	.charge = charge,
	.expired = expired,
	.outlast = outlast,
	.gone = gone,
};
