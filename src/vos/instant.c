/* SPDX-License-Identifier: MIT */
/*
 * One instant, and the passing of time.
 *
 * At an instant things happen in this order (rule E2):
 *
 *   1 world      releases as declared, device completions as requested, timers
 *                as armed
 *   2 run        threads that run go on through what takes no time, core 0
 *                first, until they need the CPU, wait or end
 *   3 expire     used-up quanta, core 0 first; but nobody gives way to whom an
 *                idle core will take in 4
 *   4 dispatch   ready threads to idle cores
 *
 * and 2 to 4 again until nothing changes.  With ties=expired-first the world
 * comes between 3 and 4.  Then time goes on to the next thing that is due.
 *
 * The machine can stop and go on between any two events: where it is in the
 * instant is part of it.  That is how a run is computed in slices, and how any
 * event of it is found again.
 *
 * Source of the order: E1 and E2 of the contract; that a thread whose work ends
 * with its quantum goes on to its I/O first is OSTEP's mlfq.py; that who wakes
 * goes to an idle core rather than to one whose thread would have to leave is
 * select_task_rq_rt of Linux (kernel/sched/rt.c).
 */
#include "vos/instant.h"

#include "vos/policy.h"
#include "vos/quantum.h"
#include "vos/queues.h"

#include <stdlib.h>

enum tie instant_via(const struct machine *m)
{
	static const uint8_t via[WORLD_CLASSES] = {
		[WORLD_RELEASES] = TIE_DECLARED,
		[WORLD_DEVICES] = TIE_REQUESTED,
		[WORLD_TIMERS] = TIE_ARMED,
	};

	if (m->at == AT_WORLD)
		return (enum tie)via[m->world];
	return m->at == AT_EXPIRE ? TIE_EXPIRED_FIRST : TIE_CORE_ORDER;
}

/* --- 1 world --- */

static struct evq_entry *batch_at(const struct machine *m, uint32_t i)
{
	return (struct evq_entry *)m->batch.data + i;
}

static int by_task(const void *a, const void *b)
{
	const struct evq_entry *x = a, *y = b;

	return (x->a > y->a) - (x->a < y->a);
}

static int by_number(const void *a, const void *b)
{
	const struct evq_entry *x = a, *y = b;

	return (x->b > y->b) - (x->b < y->b);
}

static void sort_batch(struct machine *m,
		       int (*order)(const void *, const void *))
{
	for (uint32_t i = 1; i < m->batch.n; i++)
		if (order(batch_at(m, i - 1), batch_at(m, i)) > 0) {
			qsort(m->batch.data, m->batch.n,
			      sizeof(struct evq_entry), order);
			return;
		}
}

/* Of an entry that says whose it is by itself. */
static void fetch(const void *owner, const struct evq_entry *e, bool again)
{
	if (actor_class(e->a) == ACTOR_TASK)
		task_fetch(owner, actor_index(e->a), again);
}

/* Takes all of a class that is due now, in the order it is to come. */
static void fill_batch(struct machine *m)
{
	struct evq *q = &m->world_queue[m->world];

	m->batch.n = m->batch_at = 0;
	while (evq_min(q) <= m->now) {
		uint32_t i = pool_push(&m->batch);

		*batch_at(m, i) = evq_pop(q);
	}
	sort_batch(m, m->world == WORLD_RELEASES ? by_task : by_number);
}

/* The next of a class, most often straight from its queue. */
static struct evq_entry take_due(struct machine *m)
{
	if (m->batch_at == m->batch.n && !m->in_order[m->world])
		fill_batch(m);
	if (m->batch_at < m->batch.n)
		return *batch_at(m, m->batch_at++);
	return evq_pop_telling(&m->world_queue[m->world], fetch, m);
}

static void deadline_due(struct machine *m, uint32_t id)
{
	uint32_t i = pool_push(&m->deadlines);

	((uint32_t *)m->deadlines.data)[i] = id;
}

static void timer_due(struct machine *m, const struct evq_entry *e)
{
	uint32_t i = actor_index(e->a);
	struct task *t;

	if (actor_class(e->a) == ACTOR_THREAD &&
	    thread_at(m, i)->task == NONE) {
		m->runtime->thread_woken(m, thread_at(m, i), e->b);
		return;
	}
	if (actor_class(e->a) == ACTOR_THREAD)
		i = thread_at(m, i)->task;
	t = &m->tasks[i];
	if (e->b == DEADLINE_SEQ)
		deadline_due(m, i);
	else if (t->state == TASK_WAITING && t->wait_seq == e->b)
		m->runtime->woken(m, t, WAKE_CUT);
}

static void world_one(struct machine *m)
{
	struct evq_entry e = take_due(m);

	switch ((enum world_class)m->world) {
	case WORLD_RELEASES:
		task_release(m, &m->tasks[e.a]);
		return;
	case WORLD_DEVICES:
		request_end(m, &e);
		return;
	case WORLD_TIMERS:
		timer_due(m, &e);
		return;
	case WORLD_CLASSES:
		return;
	}
}

int64_t policy_next(struct machine *m)
{
	int64_t least = EVQ_NEVER;

	if (!m->policy->next)
		return least;
	for (uint32_t q = 0; q < m->n_queues; q++) {
		int64_t t;

		queue_open(m, q);
		t = m->policy->next(m);
		least = t < least ? t : least;
	}
	return least;
}

static void policy_due(struct machine *m)
{
	for (uint32_t q = 0; q < m->n_queues; q++) {
		queue_open(m, q);
		if (m->policy->next(m) > m->now)
			continue;
		cores_charge(m);
		m->policy->due(m);
	}
	m->changed = true;
}

static bool world_due(struct machine *m)
{
	if (policy_next(m) <= m->now)
		return true;
	for (int i = 0; i < WORLD_CLASSES; i++)
		if (evq_min(&m->world_queue[i]) <= m->now)
			return true;
	return false;
}

static enum instant after_world(struct machine *m)
{
	m->world = WORLD_RELEASES;
	m->world_done = true;
	return m->expired_first ? AT_DISPATCH : AT_RUN;
}

static enum instant at_world(struct machine *m)
{
	if (policy_next(m) <= m->now)
		policy_due(m);
	while (m->world < WORLD_CLASSES && m->batch_at == m->batch.n &&
	       evq_min(&m->world_queue[m->world]) > m->now)
		m->world++;
	if (m->world == WORLD_CLASSES)
		return after_world(m);
	world_one(m);
	return AT_WORLD;
}

/* --- 2 run --- */

static void thread_gone(struct machine *m, struct core *c, struct thread *th)
{
	core_leave(c);
	queue_open(m, (uint32_t)(c - m->cores));
	if (m->policy->gone)
		m->policy->gone(m, th);
}

/* The thread on a core goes on with its program.  false: pause. */
static bool turn(struct machine *m, struct core *c)
{
	uint32_t i = c->thread;
	enum flow flow = m->runtime->turn(m, thread_at(m, i));
	struct thread *th = thread_at(m, i);

	switch (flow) {
	case FLOW_PAUSE:
		return false;
	case FLOW_CPU:
		core_plan(m, c);
		return true;
	case FLOW_WAIT:
		if (th->state == THREAD_RUNNING)
			th->state = THREAD_IDLE;
		thread_gone(m, c, th);
		return true;
	case FLOW_YIELD:
		core_leave(c);
		thread_ready(m, th, READY_YIELDED);
		return true;
	case FLOW_END:
		th->state = THREAD_ENDED;
		thread_gone(m, c, th);
		return true;
	case FLOW_STALL:
	case FLOW_NEXT:
	case FLOW_JUMP:
	case FLOW_RAISE:
	case FLOW_OTHER:
		return true;
	}
	return true;
}

static bool run_core(struct machine *m, struct core *c)
{
	struct thread *th = thread_at(m, c->thread);

	if (th->state == THREAD_SWITCHING)
		core_run(m, c);
	else
		core_charge(m, c);
	if (th->need == 0)
		return turn(m, c);
	if (th->left > 0)
		core_plan(m, c); /* it has come to work faster */
	return true;
}

static enum instant at_run(struct machine *m)
{
	for (; m->cursor < m->n_cores; m->cursor++) {
		struct core *c = &m->cores[m->cursor];

		if (c->next <= m->now && (m->over || !run_core(m, c)))
			return AT_RUN;
	}
	m->cursor = 0;
	return AT_EXPIRE;
}

/* --- 3 expire --- */

static enum instant at_expire(struct machine *m)
{
	for (uint32_t i = 0; i < m->n_cores; i++) {
		struct core *c = &m->cores[i];

		if (c->next <= m->now &&
		    thread_at(m, c->thread)->state == THREAD_RUNNING &&
		    thread_at(m, c->thread)->left <= 0)
			quantum_expire(m, c);
	}
	return m->expired_first && !m->world_done ? AT_WORLD : AT_DISPATCH;
}

/* --- 4 dispatch --- */

static enum instant at_dispatch(struct machine *m)
{
	if (dispatch_one(m))
		return AT_DISPATCH;
	if (m->changed) {
		m->changed = false;
		return AT_RUN;
	}
	if (!world_due(m))
		return AT_ADVANCE;
	m->world_done = false;
	return m->expired_first ? AT_RUN : AT_WORLD;
}

/* --- the passing of time --- */

/* A policy's own moments do not keep a run alive. */
static int64_t next_time(struct machine *m)
{
	int64_t t = EVQ_NEVER;

	for (int i = 0; i < WORLD_CLASSES; i++)
		if (evq_min(&m->world_queue[i]) < t)
			t = evq_min(&m->world_queue[i]);
	for (uint32_t i = 0; i < m->n_cores; i++)
		if (m->cores[i].next < t)
			t = m->cores[i].next;
	if (t != EVQ_NEVER && policy_next(m) < t)
		t = policy_next(m);
	if (t != EVQ_NEVER && steal_next(m) < t)
		t = steal_next(m);
	return t;
}

/* A deadline is met by who has ended when its instant is over (S15). */
static void tell_misses(struct machine *m)
{
	for (uint32_t i = 0; i < m->deadlines.n; i++) {
		const struct task *t =
			&m->tasks[((uint32_t *)m->deadlines.data)[i]];

		if (!task_ended(t))
			emit_full(m, EV_MISS, task_actor(m, t), NONE,
				  ACTOR_NONE, m->now, 0, 0, CORE_NONE);
	}
	m->deadlines.n = 0;
}

static void tell_idle(struct machine *m)
{
	for (uint32_t i = 0; i < m->n_cores; i++) {
		if (m->cores[i].thread != NONE || m->cores[i].idle_told)
			continue;
		m->cores[i].idle_told = true;
		emit_full(m, EV_IDLE, ACTOR(ACTOR_CORE, i), NONE, ACTOR_NONE, 0,
			  0, 0, i);
	}
}

static void cut(struct machine *m)
{
	bool asked = m->until < TIME_END;

	if (asked)
		m->now = m->until;
	emit_full(m, EV_NOTE, ACTOR_NONE, NONE, ACTOR_NONE, 0,
		  asked ? NOTE_HORIZON : NOTE_TIME_OVER, 0, CORE_NONE);
	m->end = ENDED_HORIZON;
	m->over = true;
}

static void stuck(struct machine *m)
{
	if (m->alive > 0) {
		m->end = ENDED_DEADLOCK;
		m->runtime->stuck(m);
	}
	m->over = true;
}

static enum instant at_advance(struct machine *m)
{
	int64_t t = next_time(m);
	bool is_cut;

	tell_misses(m);
	if (m->n_events >= m->halt)
		return AT_ADVANCE; /* what was told belongs to this instant */
	if (t == EVQ_NEVER) {
		stuck(m);
		return AT_ADVANCE;
	}
	is_cut = t > m->until || t >= TIME_END;
	if (!is_cut || (m->until > m->now && m->until < TIME_END))
		tell_idle(m);
	if (m->n_events >= m->halt)
		return AT_ADVANCE;
	if (is_cut) {
		cut(m);
		return AT_ADVANCE;
	}
	m->now = t;
	m->instants++;
	m->world_done = false;
	return m->expired_first || !world_due(m) ? AT_RUN : AT_WORLD;
}

static enum instant (*const parts[])(struct machine *) = {
	[AT_WORLD] = at_world,     [AT_RUN] = at_run,
	[AT_EXPIRE] = at_expire,   [AT_DISPATCH] = at_dispatch,
	[AT_ADVANCE] = at_advance,
};

void machine_run(struct machine *m, uint64_t halt)
{
	m->halt = halt;
	while (!m->over && machine_may_go_on(m))
		m->at = (uint8_t)parts[m->at](m);
	if (m->trace)
		m->trace->end = m->now;
}
