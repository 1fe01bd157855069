/* SPDX-License-Identifier: MIT */
/*
 * Threads and cores: who is ready, who runs where, what a switch costs (E6).
 */
#include "vos/instant.h"

#include "vos/cache.h"
#include "vos/policy.h"
#include "vos/quantum.h"
#include "vos/queues.h"

uint32_t thread_new(struct machine *m, struct task *t)
{
	uint32_t i = pool_push(&m->threads);
	struct thread *th = thread_at(m, i);

	th->task = th->next = NONE;
	th->core = CORE_NONE;
	if (t) {
		th->task = task_id(m, t);
		th->flags = THREAD_OWN;
		t->thread = i;
	}
	return i;
}

/* The task under whose name it goes, or NULL. */
static struct task *own_task(const struct machine *m, const struct thread *th)
{
	return th->flags & THREAD_OWN && th->task != NONE ? &m->tasks[th->task]
							  : NULL;
}

uint32_t thread_actor(const struct machine *m, const struct thread *th)
{
	uint32_t i = (uint32_t)(th - (struct thread *)m->threads.data);

	if (th->flags & THREAD_OWN && th->task != NONE)
		return ACTOR(ACTOR_TASK, th->task);
	return ACTOR(ACTOR_THREAD, i);
}

static uint32_t thread_stmt(const struct machine *m, const struct thread *th)
{
	return th->task == NONE ? NONE : task_stmt(m, &m->tasks[th->task]);
}

void thread_ready(struct machine *m, struct thread *th, unsigned why)
{
	th->state = THREAD_READY;
	th->since = m->instants;
	th->via = (uint8_t)instant_via(m);
	if (!own_task(m, th))
		emit_full(m, EV_READY, thread_actor(m, th), NONE, ACTOR_NONE, 0,
			  0, 0, CORE_NONE);
	queue_place(m, th);
	m->n_ready++;
	m->policy->ready(m, th, (enum ready_why)why);
}

bool thread_alone(struct machine *m, const struct thread *th)
{
	if (th->core != CORE_NONE)
		queue_open(m, th->core);
	return m->n_ready == 0;
}

/* --- the ready queue of policies that keep one --- */

static uint32_t index_of(const struct machine *m, const struct thread *th)
{
	return (uint32_t)(th - (struct thread *)m->threads.data);
}

void fifo_push(struct machine *m, struct thread *th)
{
	uint32_t i = index_of(m, th);

	th->next = NONE;
	if (m->ready.first == NONE)
		m->ready.first = i;
	else
		thread_at(m, m->ready.last)->next = i;
	m->ready.last = i;
}

static void fifo_push_front(struct machine *m, struct thread *th)
{
	th->next = m->ready.first;
	m->ready.first = index_of(m, th);
	if (m->ready.last == NONE)
		m->ready.last = m->ready.first;
}

void fifo_ready(struct machine *m, struct thread *th, enum ready_why why)
{
	if (why == READY_PREEMPTED)
		fifo_push_front(m, th);
	else
		fifo_push(m, th);
}

enum tie ready_tie(const struct thread *head, const struct thread *second)
{
	if (head->flags & THREAD_KEEPS)
		return TIE_KEPT_HEAD;
	if (head->since < second->since)
		return TIE_QUEUED_FIRST;
	if (head->via == second->via)
		return (enum tie)head->via;
	if (head->via == TIE_EXPIRED_FIRST)
		return TIE_EXPIRED_FIRST;
	return second->via == TIE_EXPIRED_FIRST ? TIE_ARRIVALS_FIRST
						: TIE_QUEUED_FIRST;
}

struct thread *fifo_pop(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct thread *th = thread_at(m, m->ready.first);

	m->ready.first = th->next;
	if (th->next == NONE) {
		m->ready.last = NONE;
		*rule = RULE_ONLY_READY;
		*tie = TIE_NONE;
	} else {
		*rule = RULE_FIRST_READY;
		*tie = ready_tie(th, thread_at(m, th->next));
	}
	return th;
}

/* --- cores --- */

int64_t core_due(const struct machine *m, const struct core *c)
{
	return m->caches ? cache_due(m, c) : thread_at(m, c->thread)->need;
}

void core_plan(struct machine *m, struct core *c)
{
	int64_t left = thread_at(m, c->thread)->left, due;

	c->since = m->now;
	due = core_due(m, c);
	c->next = time_after(m, due < left ? due : left);
}

void core_charge(struct machine *m, struct core *c)
{
	struct thread *th = thread_at(m, c->thread);
	int64_t d = m->now - c->since;

	c->since = m->now;
	th->need -= m->caches ? cache_ran(m, c, d) : d;
	if (th->left != INT64_MAX)
		th->left -= d;
	if (!m->policy->charge || d == 0)
		return;
	queue_open(m, (uint32_t)(c - m->cores));
	m->policy->charge(m, th, d);
}

void cores_charge(struct machine *m)
{
	for (uint32_t i = m->core_from; i < m->core_to; i++) {
		struct core *c = &m->cores[i];

		if (c->thread != NONE &&
		    thread_at(m, c->thread)->state == THREAD_RUNNING)
			core_charge(m, c);
	}
}

void thread_set_left(struct machine *m, struct thread *th, int64_t left)
{
	struct core *c = &m->cores[th->core == CORE_NONE ? 0 : th->core];

	if (m->own_queues && th->core != m->queue)
		return; /* another queue's by now */
	th->left = left;
	if (th->state != THREAD_RUNNING)
		return;
	core_charge(m, c);
	th->left = left;
	core_plan(m, c);
}

void core_leave(struct core *c)
{
	c->last = c->thread;
	c->thread = NONE;
	c->next = EVQ_NEVER;
	c->idle_told = false;
}

void core_run(struct machine *m, struct core *c)
{
	struct thread *th = thread_at(m, c->thread);
	struct task *t = own_task(m, th);
	bool first = t && !(t->flags & TASK_STARTED);

	th->state = THREAD_RUNNING;
	th->flags |= THREAD_WARM;
	if (t) {
		t->state = TASK_RUNNING;
		t->flags |= TASK_STARTED;
	}
	queue_open(m, (uint32_t)(c - m->cores));
	if (m->policy->runs)
		m->policy->runs(m, th);
	emit_full(m, EV_RUN, thread_actor(m, th), thread_stmt(m, th),
		  t && th->flags & THREAD_WORKER
			  ? ACTOR(ACTOR_THREAD, index_of(m, th))
			  : ACTOR_NONE,
		  first, c->rule, c->tie, (uint32_t)(c - m->cores));
	core_plan(m, c);
}

/* What it costs the core to pass to a thread, and that to come to it. */
static int64_t cost_of(const struct machine *m, const struct core *c,
		       const struct thread *th)
{
	bool passes = c->last != NONE && c->last != index_of(m, th);
	bool comes = th->flags & THREAD_COLD ||
		     (th->flags & THREAD_WARM && th->core != c - m->cores);
	int64_t cost = passes ? m->switch_cost : 0;

	if (comes && __builtin_add_overflow(cost, m->warmth_cost, &cost))
		return INT64_MAX;
	return cost;
}

static void core_take(struct machine *m, struct core *c, struct thread *th,
		      enum rule rule, enum tie tie)
{
	int64_t cost = cost_of(m, c, th);

	if (th->flags & THREAD_KEEPS)
		th->flags &= (uint8_t)~THREAD_KEEPS;
	else
		th->left = quantum_of(m, th);
	c->thread = index_of(m, th);
	c->rule = (uint8_t)rule;
	c->tie = (uint8_t)tie;
	th->core = (uint8_t)(c - m->cores);
	th->flags &= (uint8_t)~THREAD_COLD;
	if (cost == 0) {
		core_run(m, c);
		return;
	}
	th->state = THREAD_SWITCHING;
	emit_full(m, EV_SWITCH, thread_actor(m, th), thread_stmt(m, th),
		  c->last == NONE ? ACTOR_NONE
				  : thread_actor(m, thread_at(m, c->last)),
		  cost, rule, tie, th->core);
	c->next = time_after(m, cost);
}

uint32_t cores_idle(const struct machine *m)
{
	uint32_t n = 0;

	for (uint32_t c = m->core_from; c < m->core_to; c++)
		n += m->cores[c].thread == NONE;
	return n;
}

/* The core of the worst of those than whom the newcomer is better, or NULL.
 * Who is being switched to was chosen before, and stays (E6); one that is idle
 * is not the newcomer's. */
static struct core *core_to_take(struct machine *m,
				 const struct thread *newcomer)
{
	const struct policy *p = m->policy;
	struct core *worst = NULL;

	for (uint32_t i = m->core_from; i < m->core_to; i++) {
		struct core *c = &m->cores[i];
		const struct thread *th = thread_at(m, c->thread);

		if (c->thread == NONE || th->state != THREAD_RUNNING)
			continue;
		if (m->affinity == AFFINITY_HARD &&
		    newcomer->core != CORE_NONE && newcomer->core != i)
			continue;
		core_charge(m, c);
		if (p->better(m, newcomer, th) &&
		    (!worst || p->better(m, thread_at(m, worst->thread), th)))
			worst = c;
	}
	return worst;
}

/* A better one takes a core; who loses it keeps the rest of its quantum. */
static bool preempt_one(struct machine *m)
{
	const struct thread *newcomer = m->policy->first(m);
	struct core *c = newcomer ? core_to_take(m, newcomer) : NULL;
	struct thread *th;

	if (!c)
		return false;
	th = thread_at(m, c->thread);
	th->flags |= THREAD_KEEPS;
	core_preempt(m, c, thread_actor(m, newcomer), RULE_BETTER);
	thread_ready(m, th, READY_PREEMPTED);
	return true;
}

void core_preempt(struct machine *m, struct core *c, uint32_t by,
		  enum rule rule)
{
	struct thread *th = thread_at(m, c->thread);

	if (own_task(m, th))
		m->tasks[th->task].state = TASK_READY;
	emit_full(m, EV_PREEMPT, thread_actor(m, th), thread_stmt(m, th), by, 0,
		  rule, TIE_NONE, th->core);
	core_leave(c);
}

/* From the open queue. */
static bool dispatch_from(struct machine *m, enum rule because)
{
	enum rule rule = RULE_NONE;
	enum tie tie = TIE_NONE;
	struct thread *th = queue_pick(m, &rule, &tie);

	if (!th)
		return false;
	core_take(m, core_for(m, th), th, because ? because : rule, tie);
	m->changed = true;
	return true;
}

static bool dispatch_shared(struct machine *m)
{
	bool is_any_idle;

	if (m->n_ready == 0)
		return false;
	is_any_idle = cores_idle(m) > 0;
	if (is_any_idle && dispatch_from(m, RULE_NONE))
		return true;
	if (is_any_idle && m->affinity != AFFINITY_HARD)
		return false;
	return m->policy->first && preempt_one(m) &&
	       dispatch_from(m, RULE_NONE);
}

/* Each core from its own queue; then those that are idle from others'. */
static bool dispatch_own(struct machine *m)
{
	for (uint32_t c = 0; c < m->n_cores; c++) {
		queue_open(m, c);
		if (m->n_ready == 0)
			continue;
		if (m->cores[c].thread == NONE ||
		    (m->policy->first && preempt_one(m)))
			return dispatch_from(m, RULE_NONE);
	}
	for (uint32_t c = 0; c < m->n_cores; c++)
		if (m->cores[c].thread == NONE && queue_steal(m, c))
			return dispatch_from(m, RULE_STOLEN);
	return false;
}

bool dispatch_one(struct machine *m)
{
	if (!m->own_queues)
		return dispatch_shared(m);
	steal_round(m);
	return dispatch_own(m);
}
