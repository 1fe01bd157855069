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
#include "policy/outlast.h"
#include "policy/policies.h"
#include "policy/weight.h"

struct stride {
	struct keep keep;
	int64_t tickets;   /* of all that are ready or run */
	int64_t base, ran; /* the global pass: see pass_of */
};

struct client {
	int64_t base; /* pass when it came */
	int64_t ran;  /* CPU since then, ns */
	int64_t lead; /* while it waits: its pass less the global one */
	int64_t tickets;
	bool is_in;
};

static int64_t pass_of(const struct machine *m, const struct thread *th)
{
	const struct client *c = keep_record(m, th);

	return virtual_time(c->base, c->ran, c->tickets);
}

static int64_t global_pass(const struct stride *s)
{
	return s->tickets ? virtual_time(s->base, s->ran, s->tickets) : s->base;
}

/* Somebody comes or goes: from now on it grows at another pace. */
static void add_tickets(struct stride *s, int64_t tickets)
{
	s->base = global_pass(s);
	s->ran = 0;
	s->tickets += tickets;
}

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	struct stride *s = m->policy_state;
	struct client *c = keep_record(m, th);

	if (!c->is_in) {
		cores_charge(m);
		c->base = global_pass(s) + c->lead;
		c->ran = 0;
		c->is_in = true;
		c->tickets = tickets_of(m, th);
		add_tickets(s, c->tickets);
	}
	keep_push(m, th, pass_of(m, th), why);
}

static void charge(struct machine *m, struct thread *th, int64_t ran)
{
	struct stride *s = m->policy_state;
	struct client *c = keep_record(m, th);

	c->ran += ran;
	s->ran += ran;
}

static bool expired(struct machine *m, struct thread *th)
{
	return keep_has_equal(m, pass_of(m, th));
}

static bool stays(struct machine *m, struct thread *th, int64_t ran)
{
	const struct client *c = keep_record(m, th);

	return !keep_has_equal(m,
			       virtual_time(c->base, c->ran + ran, c->tickets));
}

static int64_t outlast(struct machine *m, struct thread *th, int64_t quantum,
		       int64_t most)
{
	return outlast_search(m, th, quantum, most, stays);
}

static void gone(struct machine *m, struct thread *th)
{
	struct stride *s = m->policy_state;
	struct client *c = keep_record(m, th);

	if (th->state == THREAD_READY)
		return;
	cores_charge(m);
	c->lead = pass_of(m, th) - global_pass(s);
	c->is_in = false;
	add_tickets(s, -c->tickets);
}

const struct policy policy_stride = {
	.name = "stride",
	.first_rule = RULE_PASS,
	.state_size = sizeof(struct stride),
	.record_size = sizeof(struct client),
	.begin = keep_begin,
	.state_copy = keep_copy,
	.state_free = keep_free,
	.quantum = quantum_given,
	.ready = ready,
	.move = keep_move,
	.pick = keep_pick,
	.charge = charge,
	.expired = expired,
	.outlast = outlast,
	.gone = gone,
};
