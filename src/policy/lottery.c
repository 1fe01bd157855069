/* SPDX-License-Identifier: MIT */
/*
 * Lottery: at each dispatch a ticket is drawn among those of the ready threads,
 * and its holder runs for a quantum.  In the long run each gets the CPU in
 * proportion to its `tickets`; in the short run it may be lucky or not.
 *
 * The draw is a number below the sum of all tickets, and the winner the first
 * thread, in order of birth, with whom the sum of tickets passes it.  The sums
 * stand in a tree, so that a draw among many costs little.  The draws are a
 * stream of their own: they depend on the seed and on nothing else.
 *
 * like=ostep draws as the simulator lottery.py does: int(random() * 1000001)
 * modulo the sum, with Python's generator seeded by `seed`, after `skip` draws.
 *
 * Source: Waldspurger, Weihl, Lottery scheduling, OSDI 1994 (without
 * compensation tickets); OSTEP chapter 9; the tree: Fenwick, A new data
 * structure for cumulative frequency tables, Software 24 (1994).
 */
#include "policy/keep.h"
#include "policy/mersenne.h"
#include "policy/policies.h"

#include "base/must.h"
#include "base/rng.h"

#define STREAM UINT64_C(0x10773c4) /* names this stream of the seed */

struct lottery {
	struct keep keep;
	int64_t total; /* tickets of the ready threads */
	struct rng rng;
	struct mersenne python;
};

/* Node i + 1 of the tree. */
struct node {
	int64_t sum;
};

static void begin(struct machine *m)
{
	struct lottery *s = keep_new(sizeof *s, sizeof(struct node));

	rng_init(&s->rng, m->seed, STREAM);
	mersenne_init(&s->python, m->seed);
	m->policy_state = s;
	for (int64_t i = 0; i < m->setup.key[KEY_SKIP]; i++) {
		(void)rng_next(&s->rng);
		(void)mersenne_below(&s->python, 1);
	}
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

/* --- the tree: node i has the sum of i & -i of them, i the last --- */

static uint32_t span(uint32_t i)
{
	return i & (~i + 1);
}

static struct node *node_at(struct lottery *s, uint32_t i)
{
	return (struct node *)s->keep.records.data + (i - 1);
}

/* Another node at the end, made of those it spans. */
static void grow(struct lottery *s)
{
	uint32_t i = pool_push(&s->keep.records) + 1;

	for (uint32_t k = 1; k < span(i); k *= 2)
		node_at(s, i)->sum += node_at(s, i - k)->sum;
}

static void add(struct machine *m, uint32_t thread, int64_t tickets)
{
	struct lottery *s = m->policy_state;

	while (s->keep.records.n <= thread)
		grow(s);
	s->total += tickets;
	for (uint32_t i = thread + 1; i <= s->keep.records.n; i += span(i))
		node_at(s, i)->sum += tickets;
}

/* The first thread with whom the sum passes `ticket`. */
static uint32_t holder_of(struct lottery *s, int64_t ticket)
{
	uint32_t at = 0, step = 1;

	while (step <= s->keep.records.n / 2)
		step *= 2;
	for (; step > 0; step /= 2) {
		if (at + step > s->keep.records.n ||
		    node_at(s, at + step)->sum > ticket)
			continue;
		at += step;
		ticket -= node_at(s, at)->sum;
	}
	return at;
}

/* --- hooks --- */

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	(void)why;
	add(m, thread_index(m, th), tickets_of(m, th));
}

static int64_t draw(const struct machine *m, struct lottery *s)
{
	uint64_t total = (uint64_t)s->total;

	must_at(s->total > 0, m->now);
	if (m->setup.key[KEY_LIKE] == LIKE_OSTEP)
		return (int64_t)(mersenne_below(&s->python, 1000001) % total);
	return (int64_t)rng_below(&s->rng, total);
}

static struct thread *pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct lottery *s = m->policy_state;
	struct thread *th = thread_at(m, holder_of(s, draw(m, s)));

	*rule = m->n_ready > 1 ? RULE_DRAWN : RULE_ONLY_READY;
	*tie = TIE_NONE;
	add(m, thread_index(m, th), -tickets_of(m, th));
	return th;
}

const struct policy policy_lottery = {
	.name = "lottery",
	.begin = begin,
	.state_copy = keep_copy,
	.state_free = keep_free,
	.quantum = quantum,
	.ready = ready,
	.pick = pick,
};
