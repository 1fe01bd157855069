/* SPDX-License-Identifier: MIT */
/*
 * Stride: lottery's shares without its luck.  Each thread has a pass, which
 * grows while it runs, the slower the more `tickets` it has; the one of the
 * least pass runs for a quantum.  Equal ones in the order they became ready.
 *
 * The global pass grows as that of somebody with all tickets would.  Who waits
 * keeps how far it was ahead of it or behind, and comes back with that; so
 * nobody saves up turns by sleeping, nor loses any.  Who is new begins at it.
 * When its quantum is over a thread goes on if its pass is still the least.
 *
 * A pass counts ns of CPU times 1024 / tickets.
 *
 * Source: Waldspurger, Lottery and stride scheduling, MIT/LCS/TR-667 (1995),
 * chapter 3 (dynamic clients; there a new one begins a stride later); OSTEP
 * chapter 9.
 */
#include "policy/keep.h"
#include "policy/policies.h"
#include "policy/weight.h"

#define STRIDE1 1024

struct stride {
	struct keep keep;
	int64_t tickets; /* of all that are ready or run */
	int64_t pass;    /* the global one */
};

struct client {
	int64_t base; /* pass when it came */
	int64_t ran;  /* CPU since then, ns */
	int64_t lead; /* while it waits: its pass less the global one */
	int64_t tickets;
	bool is_in;
};

static void begin(struct machine *m)
{
	m->policy_state =
		keep_new(sizeof(struct stride), sizeof(struct client));
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

static int64_t pass_of(const struct machine *m, const struct thread *th)
{
	const struct client *c = keep_record(m, th);

	return c->base + mul_div(c->ran, STRIDE1, c->tickets);
}

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	struct stride *s = m->policy_state;
	struct client *c = keep_record(m, th);

	if (!c->is_in) {
		cores_charge(m);
		c->base = s->pass + c->lead;
		c->ran = 0;
		c->is_in = true;
		c->tickets = tickets_of(m, th);
		s->tickets += c->tickets;
	}
	keep_push(m, th, pass_of(m, th), why);
}

static struct thread *pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	return keep_pop(m, RULE_PASS, rule, tie);
}

static void charge(struct machine *m, struct thread *th, int64_t ran)
{
	struct stride *s = m->policy_state;
	struct client *c = keep_record(m, th);

	c->ran += ran;
	s->pass += mul_div(ran, STRIDE1, s->tickets);
}

static bool expired(struct machine *m, struct thread *th)
{
	return keep_has_equal(m, pass_of(m, th));
}

static void gone(struct machine *m, struct thread *th)
{
	struct stride *s = m->policy_state;
	struct client *c = keep_record(m, th);

	if (th->state == THREAD_READY)
		return;
	c->lead = pass_of(m, th) - s->pass;
	c->is_in = false;
	s->tickets -= c->tickets;
}

const struct policy policy_stride = {
	.name = "stride",
	.begin = begin,
	.state_copy = keep_copy,
	.state_free = keep_free,
	.quantum = quantum,
	.ready = ready,
	.move = keep_move,
	.pick = pick,
	.charge = charge,
	.expired = expired,
	.gone = gone,
};
