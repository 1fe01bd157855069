/* SPDX-License-Identifier: MIT */
/*
 * The end of a quantum.
 *
 * A thread gives way if its policy says so and somebody wants its core; else it
 * goes on with a new quantum, and no event tells of that.  A quantum may be a
 * nanosecond long and the work an hour: so the ends at which it would only go
 * on again are passed over.  They can be told where nothing else is about to
 * happen, and where the policy can say what they would do to its records
 * (`outlast`); a policy without a say of its own keeps none.
 */
#include "vos/quantum.h"

#include "vos/instant.h"
#include "vos/policy.h"
#include "vos/queues.h"

int64_t quantum_of(const struct machine *m, const struct thread *th)
{
	return m->policy->quantum ? m->policy->quantum(m, th) : INT64_MAX;
}

int64_t quantum_given(const struct machine *m, const struct thread *th)
{
	(void)th;
	return m->setup.key[KEY_QUANTUM];
}

void quantum_end(struct machine *m, struct thread *th)
{
	struct core *c = &m->cores[th->core];

	core_charge(m, c);
	th->left = 0;
	c->next = m->now;
	m->changed = true;
}

/* --- when something else happens --- */

/* When a thread that runs has had the CPU it needs, or what is due on its core
 * instead. */
static int64_t need_met(const struct machine *m, const struct core *c)
{
	const struct thread *th = thread_at(m, c->thread);
	int64_t due;

	if (th->state != THREAD_RUNNING || th->need == 0)
		return c->next;
	due = core_due(m, c);
	return due < TIME_END - c->since ? c->since + due : TIME_END;
}

/* Until then no other thread can come to a core, or become ready through what
 * this core does.  While somebody is ready, an idle core is about to take him,
 * and the others may change hands when their quanta end. */
static int64_t core_quiet(const struct machine *m, const struct core *c,
			  bool is_other, bool is_anybody_ready)
{
	if (c->thread == NONE)
		return is_anybody_ready ? m->now : EVQ_NEVER;
	return is_other && is_anybody_ready ? c->next : need_met(m, c);
}

/* Until then no thread but this one has anything to do. */
static int64_t quiet_until(struct machine *m, const struct thread *th)
{
	int64_t t = policy_next(m), steal = steal_next(m);
	bool is_anybody_ready = queues_ready(m) > 0;

	t = steal < t ? steal : t;
	for (int i = 0; i < WORLD_CLASSES; i++)
		if (evq_min(&m->world_queue[i]) < t)
			t = evq_min(&m->world_queue[i]);
	for (uint32_t i = 0; i < m->n_cores; i++) {
		int64_t end = core_quiet(m, &m->cores[i], i != th->core,
					 is_anybody_ready);

		t = end < t ? end : t;
	}
	return t;
}

/* --- its end --- */

/* So many more quanta end before anything else can happen. */
static int64_t ends_ahead(struct machine *m, const struct thread *th,
			  int64_t quantum)
{
	int64_t quiet = quiet_until(m, th) - m->now;

	if (quiet <= quantum)
		return 0;
	if (quiet > TIME_END - quantum)
		quiet = TIME_END - quantum;
	return (quiet - 1) / quantum;
}

/* A quantum for who goes on.  The ends at which he would do so again are left
 * out, since nothing happens there: a quantum may be a nanosecond long and the
 * work an hour. */
static int64_t renewed(struct machine *m, struct thread *th)
{
	const struct policy *p = m->policy;
	int64_t quantum = quantum_of(m, th);
	int64_t ends = ends_ahead(m, th, quantum);

	queue_open(m, th->core);
	if (ends > 0 && p->expired)
		ends = p->outlast ? p->outlast(m, th, quantum, ends) : 0;
	return (ends + 1) * quantum;
}

/* multi.py takes all off when the quanta end, and deals the cores anew from
 * core 0 on: who would come back to his own may as well stay. */
static bool moves_on(const struct machine *m, const struct core *c)
{
	for (const struct core *lower = m->cores; lower < c; lower++)
		if (lower->thread == NONE)
			return true;
	return m->n_ready > 0;
}

/* More are ready in the open queue than there are idle cores for them.  Whom
 * hard affinity keeps away from those is thought to want this one. */
static bool is_wanted(const struct machine *m, const struct core *c)
{
	if (m->setup.key[KEY_LIKE] == LIKE_OSTEP && !m->own_queues &&
	    m->setup.key[KEY_POLICY] == POLICY_RR)
		return moves_on(m, c);
	if (m->affinity == AFFINITY_HARD)
		return m->n_ready > 0;
	return m->n_ready > cores_idle(m);
}

void quantum_expire(struct machine *m, struct core *c)
{
	struct thread *th = thread_at(m, c->thread);
	bool gives_way = true;

	queue_open(m, (uint32_t)(c - m->cores));
	if (m->policy->expired)
		gives_way = m->policy->expired(m, th);
	if (gives_way && is_wanted(m, c)) {
		core_preempt(m, c, ACTOR_NONE,
			     m->policy->expired_rule
				     ? (enum rule)m->policy->expired_rule
				     : RULE_QUANTUM);
		thread_ready(m, th, READY_EXPIRED);
		return;
	}
	machine_spend(m, 1); /* no event tells of it */
	th->left = renewed(m, th);
	core_plan(m, c);
	if (th->need == 0) {
		c->next = m->now;
		m->changed = true;
	}
}
