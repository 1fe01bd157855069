/* SPDX-License-Identifier: MIT */
/*
 * Lottery: at each dispatch a ticket is drawn among those of the ready threads,
 * and its holder runs for a quantum.  In the long run each gets the CPU in
 * proportion to its `tickets`; in the short run it may be lucky or not.
 *
 * The draw is a number below the sum of all tickets, and the winner the first
 * thread, in order of birth, with whom the sum of tickets passes it (sums.h: so
 * a draw among many costs little).  The draws are a stream of their own: they
 * depend on the seed and on nothing else.
 *
 * like=ostep draws as the simulator lottery.py does: int(random() * 1000001)
 * modulo the sum, with Python's generator seeded by `seed`, after `skip` draws.
 *
 * Source: Waldspurger, Weihl, Lottery scheduling, OSDI 1994 (without
 * compensation tickets); OSTEP chapter 9.
 */
#include "policy/mersenne.h"
#include "policy/policies.h"
#include "policy/sums.h"
#include "policy/weight.h"

#include "base/mem.h"
#include "base/must.h"
#include "base/rng.h"

#include <string.h>

#define AHEAD  3 /* winners that are known before they are drawn */
#define STREAM UINT64_C(0x10773c4) /* names this stream of the seed */

/* What one thread has come with, or gone with, and the sums do not yet know. */
struct change {
	uint32_t who;
	int64_t tickets;
};

/* A draw that is still to come: who will win, and the stream behind it. */
struct soon {
	uint32_t who;
	struct rng after;
};

struct lottery {
	struct sums tickets; /* of the ready threads, by thread */
	struct change late;
	struct rng rng;
	struct mersenne python;
	struct soon soon[AHEAD]; /* so many are known, */
	uint32_t n_soon;         /* while `tickets` stay as they are */
};

static void begin(struct machine *m)
{
	struct lottery *s = mem_new(sizeof *s);

	rng_init(&s->rng, m->seed, STREAM);
	mersenne_init(&s->python, m->seed);
	m->policy_state = s;
	for (int64_t i = 0; i < m->setup.key[KEY_SKIP]; i++) {
		(void)rng_next(&s->rng);
		(void)mersenne_below(&s->python, 1);
	}
}

static void *state_copy(const void *state)
{
	const struct lottery *src = state;
	struct lottery *s = mem_new(sizeof *s);

	*s = *src;
	sums_copy(&s->tickets, &src->tickets);
	return s;
}

static void state_free(void *state)
{
	struct lottery *s = state;

	sums_fini(&s->tickets);
	mem_free(s);
}

/* --- who holds tickets --- */

static void tell_sums(struct lottery *s)
{
	if (s->late.tickets == 0)
		return;
	sums_add(&s->tickets, s->late.who, s->late.tickets);
	s->late.tickets = 0;
	s->n_soon = 0;
}

/* A thread gets, or loses, so many.  The sums are told when somebody else's
 * change or a draw comes: mostly who was drawn is back before. */
static void change(struct lottery *s, uint32_t who, int64_t tickets)
{
	if (s->late.who != who)
		tell_sums(s);
	s->late.who = who;
	s->late.tickets += tickets;
}

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	(void)why;
	change(m->policy_state, thread_index(m, th), tickets_of(m, th));
}

/* --- draws --- */

static struct soon draw_from(const struct lottery *s, struct rng rng)
{
	uint64_t point = rng_below(&rng, (uint64_t)s->tickets.total);

	return (struct soon){sums_find(&s->tickets, (int64_t)point), rng};
}

static uint32_t draw_as_python(struct lottery *s)
{
	uint64_t number = mersenne_below(&s->python, 1000001);

	return sums_find(&s->tickets,
			 (int64_t)(number % (uint64_t)s->tickets.total));
}

/* Winners are strangers to the cache.  So those who will be drawn next, if
 * nobody else comes or goes, are drawn now and fetched from memory meanwhile:
 * first the thread, then its task, then what that goes on with. */
static void draw_ahead(const struct machine *m, struct lottery *s)
{
	uint32_t n = s->n_soon++;

	s->soon[n] = draw_from(s, n > 0 ? s->soon[n - 1].after : s->rng);
	__builtin_prefetch(thread_at(m, s->soon[n].who));
	if (n > 0)
		thread_fetch(m, thread_at(m, s->soon[n - 1].who), false);
	if (n > 1)
		thread_fetch(m, thread_at(m, s->soon[n - 2].who), true);
}

/* The next, which is known if nobody else came or went. */
static uint32_t draw(const struct machine *m, struct lottery *s)
{
	bool is_known = s->n_soon > 0;
	struct soon next = is_known ? s->soon[0] : draw_from(s, s->rng);

	s->rng = next.after;
	if (is_known) {
		s->n_soon--;
		memmove(s->soon, s->soon + 1, s->n_soon * sizeof *s->soon);
	}
	draw_ahead(m, s);
	if (is_known && s->n_soon < AHEAD)
		draw_ahead(m, s);
	return next.who;
}

static struct thread *pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct lottery *s = m->policy_state;
	uint32_t i;

	tell_sums(s);
	must_at(s->tickets.total > 0, m->now);
	i = m->setup.key[KEY_LIKE] == LIKE_OSTEP ? draw_as_python(s)
						 : draw(m, s);
	*rule = m->n_ready > 1 ? RULE_DRAWN : RULE_ONLY_READY;
	*tie = TIE_NONE;
	change(s, i, -sums_get(&s->tickets, i));
	return thread_at(m, i);
}

const struct policy policy_lottery = {
	.name = "lottery",
	.begin = begin,
	.state_copy = state_copy,
	.state_free = state_free,
	.quantum = quantum_given,
	.ready = ready,
	.pick = pick,
};
