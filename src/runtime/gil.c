/* SPDX-License-Identifier: MIT */
/*
 * The interpreter lock (GIL) of CPython: which of Python's threads runs.
 *
 * What the GIL is
 * ---------------
 * Every statement of Python needs the one lock, so one thread runs at a time,
 * on however many cores; here it takes the place of the operating system's
 * policy.  A thread lets it go when it really waits, and gets into line for it
 * when what it waited for has come.  Who computes does not let go by himself:
 *
 *   interval   Who waits for the lock waits one interval (5 ms) at a time.  If
 *              nobody has handed the lock over in the whole of it, he asks the
 *              holder to drop it; else he begins another interval.
 *   drop       The holder gives way at that moment, to the first in line, and
 *              waits until it was taken before he gets into line himself
 *              (FORCE_SWITCHING): nobody has it twice running while others
 *              want it.
 *
 * So a tenure lasts one interval if those who wait were there when it began,
 * and up to two if they came in the middle.  A waiter has seen a handover that
 * came after he got into line, be it at the same moment, and one at the very
 * moment at which his interval began or ended.
 *
 * Who is next is up to the operating system in CPython, and hardly fair; ours
 * are served as they come, or by lot (successor=random).
 *
 * Source: CPython 3.11 Python/ceval_gil.h: take_gil, drop_gil; rule E4 of
 * turntable-setups(7).
 */
#include "runtime/runtimes.h"

#include "base/mem.h"
#include "base/rng.h"
#include "runtime/phases.h"

#include <string.h>

/*
 * Who has waited since before the last handover is stale: his next interval
 * begins at the first of his moments after it, and he has one each interval, at
 * a phase of his own.  The others are fresh: of them the first to come is the
 * first whose interval is over.
 *
 * No interval of the stale is over before one has passed since the handover.
 * So they are sorted by phase then, and most often it does not come to that.
 */
struct waiter {
	uint32_t thread;
	bool stale;
	bool sorted;    /* stale, and in g->phases */
	uint64_t place; /* in the order of coming */
	int64_t since;  /* ns: got into line then */
};

/* Places in the line are counted from the first that ever stood in it. */
#define NOBODY UINT64_MAX

struct gil {
	struct waiter *line; /* a ring, first come first */
	uint32_t head, n, cap;
	uint32_t n_stale;
	uint64_t left;        /* the line so far */
	uint64_t fresh;       /* from here on fresh, but who was exchanged */
	uint64_t forced;      /* who just gave way, until it is handed over */
	uint64_t back;        /* who gave way at the last handover */
	uint64_t unsorted;    /* no stale one before it that is not sorted */
	struct phases phases; /* of the stale that are */
	uint32_t holder;      /* thread, or NONE while nobody has it */
	uint32_t last;        /* who had it last, or NONE */
	int64_t handed;       /* ns: the last handover */
	int64_t next;         /* ns: an interval is over, or EVQ_NEVER */
	uint32_t asker;       /* whose, or NONE: of the stale one perhaps */
	uint32_t asking;      /* whose was, when the holder was told */
	int64_t interval;
	bool by_lot;
	struct rng lots;
};

static struct gil *gil_of(const struct machine *m)
{
	return m->policy_state;
}

static struct waiter *nth(const struct gil *g, uint64_t place)
{
	return &g->line[(g->head + (uint32_t)(place - g->left)) & (g->cap - 1)];
}

static uint64_t end_of(const struct gil *g)
{
	return g->left + g->n;
}

static uint32_t index_of(const struct machine *m, const struct thread *th)
{
	return (uint32_t)(th - (struct thread *)m->threads.data);
}

static void begin(struct machine *m)
{
	struct gil *g = mem_new(sizeof *g);

	g->holder = g->last = NONE;
	g->forced = g->back = NOBODY;
	g->next = EVQ_NEVER;
	g->interval = m->setup.key[KEY_INTERVAL];
	g->by_lot = m->setup.key[KEY_SUCCESSOR] == SUCCESSOR_RANDOM;
	phases_init(&g->phases);
	rng_init(&g->lots, m->seed, 0x61b);
	m->policy_state = g;
}

/* --- the line --- */

static void grow(struct gil *g)
{
	uint32_t cap = g->cap ? g->cap * 2 : 8;
	struct waiter *line = mem_grow_array(NULL, cap, sizeof *line);

	for (uint32_t i = 0; i < g->n; i++)
		line[i] = *nth(g, g->left + i);
	mem_free(g->line);
	g->line = line;
	g->cap = cap;
	g->head = 0;
}

static int64_t sum(int64_t a, int64_t b)
{
	return a > EVQ_NEVER - b ? EVQ_NEVER : a + b;
}

static void tell_drop(struct machine *m, const struct thread *th)
{
	emit_full(m, EV_GIL_DROP, thread_actor(m, th), NONE, ACTOR_NONE, 0, 0,
		  0, CORE_NONE);
	gil_of(m)->holder = NONE;
	gil_of(m)->next = EVQ_NEVER;
}

/* An interval is over then, if none is earlier. */
static void offer(struct gil *g, int64_t t, uint32_t asker)
{
	if (t >= g->next)
		return;
	g->next = t;
	g->asker = asker;
}

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	struct gil *g = gil_of(m);

	if (why == READY_YIELDED)
		tell_drop(m, th);
	if (why == READY_EXPIRED)
		g->forced = end_of(g);
	if (g->n == g->cap)
		grow(g);
	g->n++;
	*nth(g, end_of(g) - 1) = (struct waiter){.thread = index_of(m, th),
						 .place = end_of(g) - 1,
						 .since = m->now};
	if (g->holder != NONE)
		offer(g, sum(m->now, g->interval), index_of(m, th));
}

/* By lot, but for who was just made to give way. */
static uint64_t draw(struct gil *g)
{
	uint64_t place = g->left;

	if (g->n == 1)
		return place;
	do
		place = g->left + rng_below(&g->lots, g->n);
	while (place == g->forced);
	return place;
}

/* The one at the head stands at this place from now on. */
static void exchange(struct gil *g, uint64_t place)
{
	*nth(g, place) = *nth(g, g->left);
	if (g->back == place)
		g->back = NOBODY;
	else if (g->back == g->left)
		g->back = place;
	if (g->forced == g->left)
		g->forced = place;
}

static struct thread *pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct gil *g = gil_of(m);
	uint64_t place = g->by_lot ? draw(g) : g->left;
	struct waiter chosen = *nth(g, place);

	*tie = TIE_NONE;
	*rule = RULE_GIL_FIRST;
	if (g->n == 1)
		*rule = RULE_GIL_ALONE;
	else if (g->by_lot)
		*rule = RULE_GIL_RANDOM;
	if (chosen.sorted)
		phases_del(&g->phases, chosen.since % g->interval,
			   chosen.place);
	if (chosen.stale)
		g->n_stale--;
	exchange(g, place);
	g->head = (g->head + 1) & (g->cap - 1);
	g->left++;
	g->n--;
	if (g->fresh < g->left)
		g->fresh = g->left;
	return thread_at(m, chosen.thread);
}

/* --- intervals --- */

static void sort_stale(struct gil *g)
{
	uint64_t place = g->unsorted < g->left ? g->left : g->unsorted;

	for (; place < end_of(g); place++) {
		struct waiter *w = nth(g, place);

		if (!w->stale || w->sorted)
			continue;
		w->sorted = true;
		phases_add(&g->phases, w->since % g->interval, w->place,
			   w->thread);
	}
	g->unsorted = g->fresh;
}

/* The first of the stale whose interval after the last handover is over; they
 * are sorted. */
static void offer_stale(struct gil *g)
{
	int64_t now = g->handed % g->interval, begin = g->handed - now;
	const struct phase *p = phases_after(&g->phases, now);

	if (!p) {
		p = phases_after(&g->phases, -1);
		begin = sum(begin, g->interval);
	}
	if (p)
		offer(g, sum(sum(begin, p->phase), g->interval), p->who);
}

static void offer_fresh(struct gil *g)
{
	uint64_t place = g->fresh;

	if (g->back != NOBODY) {
		place = g->back;
	} else {
		while (place < end_of(g) && nth(g, place)->stale)
			place++;
	}
	if (place < end_of(g))
		offer(g, sum(nth(g, place)->since, g->interval),
		      nth(g, place)->thread);
}

/* All who are in line have seen a handover. */
static void make_stale(struct gil *g, uint64_t place)
{
	struct waiter *w = nth(g, place);

	if (w->stale || place == g->forced)
		return;
	w->stale = true;
	g->n_stale++;
	if (place < g->unsorted)
		g->unsorted = place;
}

/* But who gave way: he gets into line only now. */
static void hand_over(struct machine *m, struct gil *g)
{
	g->handed = m->now;
	if (g->back != NOBODY)
		make_stale(g, g->back);
	for (; g->fresh < end_of(g); g->fresh++)
		make_stale(g, g->fresh);
	g->back = g->forced;
	g->forced = NOBODY;
	if (g->back != NOBODY)
		nth(g, g->back)->since = m->now;
}

static void runs(struct machine *m, struct thread *th)
{
	struct gil *g = gil_of(m);
	uint32_t id = index_of(m, th);
	bool same = g->last == NONE || g->last == id;

	emit_full(m, EV_GIL_TAKE, thread_actor(m, th), NONE,
		  same ? ACTOR_NONE : thread_actor(m, thread_at(m, g->last)), 0,
		  0, 0, CORE_NONE);
	if (!same)
		hand_over(m, g);
	g->holder = g->last = id;
	g->next = EVQ_NEVER;
	if (g->n_stale > 0)
		offer(g, sum(g->handed, g->interval), NONE);
	offer_fresh(g);
}

static void gone(struct machine *m, struct thread *th)
{
	tell_drop(m, th);
}

static int64_t next(const struct machine *m)
{
	return gil_of(m)->next;
}

/* Since the handover an interval has passed. */
static void look_closely(struct gil *g)
{
	g->next = EVQ_NEVER;
	sort_stale(g);
	offer_stale(g);
	offer_fresh(g);
}

static void due(struct machine *m)
{
	struct gil *g = gil_of(m);

	if (g->asker == NONE)
		look_closely(g);
	if (g->next > m->now)
		return;
	g->next = EVQ_NEVER;
	g->asking = g->asker;
	quantum_end(m, thread_at(m, g->holder));
}

/* The holder has not let go at this moment by himself. */
static bool expired(struct machine *m, struct thread *th)
{
	struct gil *g = gil_of(m);

	emit_full(m, EV_GIL_REQUEST, thread_actor(m, thread_at(m, g->asking)),
		  NONE, thread_actor(m, th), 0, 0, 0, CORE_NONE);
	tell_drop(m, th);
	return true;
}

/* --- copies --- */

static void *state_copy(const void *state)
{
	const struct gil *src = state;
	struct gil *g = mem_new(sizeof *g);

	*g = *src;
	phases_copy(&g->phases, &src->phases);
	g->line = mem_grow_array(NULL, src->cap, sizeof *g->line);
	if (src->cap > 0)
		memcpy(g->line, src->line, src->cap * sizeof *g->line);
	return g;
}

static void state_free(void *state)
{
	struct gil *g = state;

	mem_free(g->line);
	phases_fini(&g->phases);
	mem_free(g);
}

const struct policy policy_gil = {
	.name = "gil",
	.one_core = true,
	.expired_rule = RULE_GIL_ASKED,
	.begin = begin,
	.state_copy = state_copy,
	.state_free = state_free,
	.ready = ready,
	.pick = pick,
	.runs = runs,
	.expired = expired,
	.gone = gone,
	.next = next,
	.due = due,
};
