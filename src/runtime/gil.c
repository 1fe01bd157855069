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

#include <string.h>

struct waiter {
	uint32_t thread;
	uint64_t seen; /* handovers when he got into line */
	int64_t since; /* ns: then */
};

struct gil {
	struct waiter *line; /* a ring, first come first */
	uint32_t head, n, cap;
	uint32_t holder;    /* thread, or NONE while nobody has it */
	uint32_t last;      /* who had it last, or NONE */
	uint32_t forced;    /* was made to give way and not yet replaced */
	uint64_t handovers; /* gil->switch_number */
	int64_t handed;     /* ns: the last one */
	int64_t next;       /* ns: no interval is over before; EVQ_NEVER */
	bool exact;         /* and one is over then: `asker`'s */
	uint32_t asker;
	int64_t interval;
	bool by_lot;
	struct rng lots;
};

static struct gil *gil_of(const struct machine *m)
{
	return m->policy_state;
}

static struct waiter *nth(const struct gil *g, uint32_t i)
{
	return &g->line[(g->head + i) & (g->cap - 1)];
}

static uint32_t index_of(const struct machine *m, const struct thread *th)
{
	return (uint32_t)(th - (struct thread *)m->threads.data);
}

static void begin(struct machine *m)
{
	struct gil *g = mem_new(sizeof *g);

	g->holder = g->last = g->forced = NONE;
	g->next = EVQ_NEVER;
	g->interval = m->setup.key[KEY_INTERVAL];
	g->by_lot = m->setup.key[KEY_SUCCESSOR] == SUCCESSOR_RANDOM;
	rng_init(&g->lots, m->seed, 0x61b);
	m->policy_state = g;
}

/* --- the line --- */

static void grow(struct gil *g)
{
	uint32_t cap = g->cap ? g->cap * 2 : 8;
	struct waiter *line = mem_grow_array(NULL, cap, sizeof *line);

	for (uint32_t i = 0; i < g->n; i++)
		line[i] = *nth(g, i);
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

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	struct gil *g = gil_of(m);

	if (why == READY_YIELDED)
		tell_drop(m, th);
	if (g->n == g->cap)
		grow(g);
	*nth(g, g->n++) =
		(struct waiter){index_of(m, th), g->handovers, m->now};
	if (g->holder != NONE && sum(m->now, g->interval) < g->next) {
		g->next = sum(m->now, g->interval);
		g->exact = false;
	}
}

/* By lot, but for who was just made to give way. */
static uint32_t draw(struct gil *g)
{
	uint32_t i;

	if (g->n == 1)
		return 0;
	do
		i = (uint32_t)rng_below(&g->lots, g->n);
	while (nth(g, i)->thread == g->forced);
	return i;
}

static struct thread *pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct gil *g = gil_of(m);
	uint32_t i = g->by_lot ? draw(g) : 0;
	struct waiter chosen = *nth(g, i);

	*tie = TIE_NONE;
	*rule = RULE_GIL_FIRST;
	if (g->n == 1)
		*rule = RULE_GIL_ALONE;
	else if (g->by_lot)
		*rule = RULE_GIL_RANDOM;
	*nth(g, i) = *nth(g, 0);
	g->head = (g->head + 1) & (g->cap - 1);
	g->n--;
	return thread_at(m, chosen.thread);
}

/* --- handing over --- */

/* Who was made to give way gets into line only now. */
static void requeue_forced(struct machine *m, struct gil *g)
{
	uint32_t i = g->n;

	while (i-- > 0) {
		struct waiter *w = nth(g, i);

		if (w->thread != g->forced)
			continue;
		w->seen = g->handovers;
		w->since = m->now;
		break;
	}
	g->forced = NONE;
}

static void runs(struct machine *m, struct thread *th)
{
	struct gil *g = gil_of(m);
	uint32_t id = index_of(m, th);
	uint32_t before = g->last == NONE || g->last == id
				  ? ACTOR_NONE
				  : thread_actor(m, thread_at(m, g->last));

	emit_full(m, EV_GIL_TAKE, thread_actor(m, th), NONE, before, 0, 0, 0,
		  CORE_NONE);
	if (g->last != NONE && g->last != id) {
		g->handovers++;
		g->handed = m->now;
	}
	g->holder = g->last = id;
	if (g->forced != NONE)
		requeue_forced(m, g);
	g->next = g->n > 0 ? sum(g->handed, g->interval) : EVQ_NEVER;
	g->exact = false;
}

static void gone(struct machine *m, struct thread *th)
{
	tell_drop(m, th);
}

/* --- intervals --- */

/* When the first of his intervals is over that saw no handover. */
static int64_t runs_out(const struct gil *g, const struct waiter *w)
{
	int64_t whole;

	if (w->seen == g->handovers)
		return sum(w->since, g->interval);
	whole = (g->handed - w->since) / g->interval + 1;
	if (whole > (EVQ_NEVER - w->since) / g->interval - 1)
		return EVQ_NEVER;
	return w->since + (whole + 1) * g->interval;
}

static void find_asker(struct gil *g)
{
	g->next = EVQ_NEVER;
	g->exact = true;
	for (uint32_t i = 0; i < g->n; i++) {
		int64_t t = runs_out(g, nth(g, i));

		if (t >= g->next)
			continue;
		g->next = t;
		g->asker = nth(g, i)->thread;
	}
}

static int64_t next(const struct machine *m)
{
	return gil_of(m)->next;
}

static void due(struct machine *m)
{
	struct gil *g = gil_of(m);

	if (!g->exact)
		find_asker(g);
	if (g->next > m->now)
		return;
	g->next = EVQ_NEVER;
	quantum_end(m, thread_at(m, g->holder));
}

/* The holder has not let go at this moment by himself. */
static bool expired(struct machine *m, struct thread *th)
{
	struct gil *g = gil_of(m);

	emit_full(m, EV_GIL_REQUEST, thread_actor(m, thread_at(m, g->asker)),
		  NONE, thread_actor(m, th), 0, 0, 0, CORE_NONE);
	g->forced = g->holder;
	tell_drop(m, th);
	return true;
}

static int64_t quantum(const struct machine *m, const struct thread *th)
{
	(void)m, (void)th;
	return INT64_MAX;
}

/* --- copies --- */

static void *state_copy(const void *state)
{
	const struct gil *src = state;
	struct gil *g = mem_new(sizeof *g);

	*g = *src;
	g->line = mem_grow_array(NULL, src->cap, sizeof *g->line);
	if (src->cap > 0)
		memcpy(g->line, src->line, src->cap * sizeof *g->line);
	return g;
}

static void state_free(void *state)
{
	struct gil *g = state;

	mem_free(g->line);
	mem_free(g);
}

const struct policy policy_gil = {
	.name = "gil",
	.one_core = true,
	.expired_rule = RULE_GIL_ASKED,
	.begin = begin,
	.state_copy = state_copy,
	.state_free = state_free,
	.quantum = quantum,
	.ready = ready,
	.pick = pick,
	.runs = runs,
	.expired = expired,
	.gone = gone,
	.next = next,
	.due = due,
};
