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

#include "base/mem.h"
#include "base/must.h"
#include "base/rng.h"

#define AHEAD  3 /* winners fetched from memory before they are drawn */
#define STREAM UINT64_C(0x10773c4) /* names this stream of the seed */

struct lottery {
	struct sums tickets; /* of the ready threads, by thread */
	struct rng rng;
	struct mersenne python;
	uint32_t soon[AHEAD]; /* who is next, perhaps */
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

static int64_t quantum(const struct machine *m, const struct thread *th)
{
	(void)th;
	return m->setup.key[KEY_QUANTUM];
}

static int64_t tickets_of(const struct machine *m, const struct thread *th)
{
	const struct prog_task *decl = thread_decl(m, th);

	return decl ? decl->tickets : 1;
}

/* --- hooks --- */

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	struct lottery *s = m->policy_state;

	(void)why;
	sums_add(&s->tickets, thread_index(m, th), tickets_of(m, th));
}

static int64_t draw(const struct machine *m, struct lottery *s)
{
	uint64_t total = (uint64_t)s->tickets.total;

	must_at(s->tickets.total > 0, m->now);
	if (m->setup.key[KEY_LIKE] == LIKE_OSTEP)
		return (int64_t)(mersenne_below(&s->python, 1000001) % total);
	return (int64_t)rng_below(&s->rng, total);
}

/* Winners are strangers to the cache.  So those who will be drawn next, if
 * nobody else comes or goes, are fetched from memory meanwhile: first the
 * thread, then its task, then what that goes on with. */
static void fetch_soon(const struct machine *m, struct lottery *s)
{
	uint64_t total = (uint64_t)s->tickets.total;
	struct rng ahead = s->rng;
	uint64_t point = 0;

	for (int i = 0; i < AHEAD; i++)
		point = rng_below(&ahead, total);
	s->soon[0] = s->soon[1];
	s->soon[1] = s->soon[2];
	s->soon[2] = sums_find(&s->tickets, (int64_t)point);
	__builtin_prefetch(thread_at(m, s->soon[2]));
	thread_fetch(m, thread_at(m, s->soon[1]), false);
	thread_fetch(m, thread_at(m, s->soon[0]), true);
}

static struct thread *pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct lottery *s = m->policy_state;
	uint32_t i = sums_find(&s->tickets, draw(m, s));
	struct thread *th = thread_at(m, i);

	fetch_soon(m, s);
	*rule = m->n_ready > 1 ? RULE_DRAWN : RULE_ONLY_READY;
	*tie = TIE_NONE;
	sums_add(&s->tickets, i, -sums_get(&s->tickets, i));
	return th;
}

const struct policy policy_lottery = {
	.name = "lottery",
	.begin = begin,
	.state_copy = state_copy,
	.state_free = state_free,
	.quantum = quantum,
	.ready = ready,
	.pick = pick,
};
