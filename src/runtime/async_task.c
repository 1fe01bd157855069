/* SPDX-License-Identifier: MIT */
/*
 * A task's life between its steps: what it awaits, how that ends, and its own
 * end.  Source: Task.__step, __wakeup and Future in tasks.py and futures.py.
 */
#include "runtime/async.h"

#include "vos/failure.h"

/* --- the future a task awaits --- */

void task_await(struct machine *m, struct task *t, enum await kind,
		uint32_t ref)
{
	struct async *s = async_of(m);
	struct coro *c = coro_of(m, t);

	c->await = (uint8_t)kind;
	c->ref = ref;
	c->fut = FUT_PENDING;
	t->wait_seq++;
	t->state = TASK_WAITING;
	coro_of(m, t)->instant = s->instant;
}

bool task_pending(const struct machine *m, const struct task *t, uint32_t seq)
{
	const struct coro *c = coro_of(m, t);

	return t->wait_seq == seq && c->await != AWAIT_NONE &&
	       c->fut == FUT_PENDING;
}

/* Its one callback is the awaiter's step, behind those added before it. */
static void settle(struct machine *m, struct task *t, enum fut fut, uint32_t by)
{
	coro_of(m, t)->fut = (uint8_t)fut;
	t->state = TASK_READY;
	emit(m, EV_WAKE, t, by, 0);
	loop_soon(m, HANDLE_STEP, task_id(m, t), 0, 0);
}

void task_resolve(struct machine *m, struct task *t, uint32_t by)
{
	if (coro_of(m, t)->fut == FUT_PENDING)
		settle(m, t, FUT_DONE, by);
}

void task_fail(struct machine *m, struct task *t, uint32_t failure, uint32_t by)
{
	if (failure == FAILURE_NONE) {
		task_resolve(m, t, by);
		return;
	}
	t->failure = failure;
	settle(m, t, FUT_FAILED, by);
}

void task_cut(struct machine *m, struct task *t, uint32_t by)
{
	t->failure = FAILURE_CANCELLED;
	settle(m, t, FUT_CANCELLED, by);
}

/* --- the timer of a task's statement --- */

void task_timer(struct machine *m, struct task *t, int64_t d)
{
	coro_of(m, t)->timer = t->wait_seq;
	loop_timer(m, time_after(m, d), HANDLE_TIMER, task_id(m, t),
		   t->wait_seq);
}

void task_timer_cancel(struct machine *m, struct task *t)
{
	struct coro *c = coro_of(m, t);

	if (c->timer == NONE)
		return;
	c->timer = NONE;
	loop_of(m, t)->live--;
}

/* A sleep is over, a waiter is to wait no longer. */
void handle_timer(struct machine *m, const struct handle *h)
{
	struct task *t = &m->tasks[h->ref];

	if (coro_of(m, t)->timer != h->seq)
		return;
	task_timer_cancel(m, t);
	if (task_pending(m, t, h->seq))
		task_resolve(m, t, ACTOR_NONE);
}

void handle_release(struct machine *m, const struct handle *h)
{
	struct task *t = &m->tasks[h->ref];

	if (task_pending(m, t, h->seq))
		task_resolve(m, t, h->arg);
}

void handle_answer(struct machine *m, const struct handle *h)
{
	handle_release(m, h);
}

/* --- callbacks of a task's end --- */

uint32_t task_outcome(const struct task *t)
{
	if (t->flags & TASK_CANCELLED)
		return FAILURE_CANCELLED;
	return t->flags & TASK_FAILED ? t->failure : FAILURE_NONE;
}

static void call_back(struct machine *m, const struct task *t,
		      const struct watch *w)
{
	struct task *awaiter;

	if (w->kind != HANDLE_WAKEUP) {
		loop_soon(m, (enum handle_kind)w->kind, w->ref, w->seq,
			  task_id(m, t));
		return;
	}
	awaiter = &m->tasks[w->ref];
	task_fail(m, awaiter, task_outcome(t), task_actor(m, t));
}

void task_when_done(struct machine *m, struct task *t, enum handle_kind kind,
		    uint32_t ref, uint32_t seq)
{
	if (task_ended(t))
		loop_soon(m, kind, ref, seq, task_id(m, t));
	else
		watch_add(m, t, kind, ref, seq);
}

void task_call_back(struct machine *m, struct task *t)
{
	struct watch w;

	while (watch_pop(m, t, &w))
		call_back(m, t, &w);
}

/* --- a step --- */

/* Time has passed since it waited: it is no livelock. */
static void refresh(struct machine *m, struct task *t)
{
	struct async *s = async_of(m);

	if (s->at_instant != m->now) {
		s->at_instant = m->now;
		s->instant++;
	}
	if (coro_of(m, t)->instant != s->instant)
		t->spin = 0;
}

/* What is raised where it waits: a cancellation that is pending goes before
 * whatever came of the wait. */
static uint32_t thrown(struct machine *m, struct task *t)
{
	const struct coro *c = coro_of(m, t);

	if (t->flags & TASK_CANCEL) {
		t->flags &= (uint8_t)~TASK_CANCEL;
		return FAILURE_CANCELLED;
	}
	return c->fut == FUT_DONE ? FAILURE_NONE : t->failure;
}

static void tell_run(struct machine *m, struct task *t, uint32_t failure,
		     bool first)
{
	uint32_t by = ACTOR_NONE;
	int64_t text;

	if (failure != FAILURE_NONE)
		by = failure_actor(m, failure, &text);
	emit_full(m, EV_RUN, task_actor(m, t), task_stmt(m, t), by, first,
		  RULE_LOOP_ORDER, TIE_NONE, thread_at(m, t->thread)->core);
}

bool step_enter(struct machine *m, struct task *t)
{
	uint32_t thread = loop_of(m, t)->thread;
	bool first = !(t->flags & TASK_STARTED);
	uint32_t failure;

	refresh(m, t);
	failure = thrown(m, t);
	coro_of(m, t)->await = AWAIT_NONE;
	t->thread = thread;
	t->state = TASK_RUNNING;
	t->failure = failure;
	t->wake = failure == FAILURE_NONE ? WAKE_OK : WAKE_RAISE;
	thread_at(m, thread)->task = task_id(m, t);
	tell_run(m, t, failure, first);
	if (first && failure != FAILURE_NONE) {
		t->flags |= TASK_CANCELLED;
		step_leave(m, t, FLOW_END);
		return false;
	}
	t->flags |= TASK_STARTED;
	return true;
}

/* Cancelled in its last step: too late to be felt in its body, but the task
 * is cancelled nonetheless. */
static void body_over(struct machine *m, struct task *t)
{
	if (t->flags & TASK_CANCEL && task_outcome(t) == FAILURE_NONE)
		t->flags |= TASK_CANCELLED | TASK_LATE;
	t->flags &= (uint8_t)~TASK_CANCEL;
	task_end(m, t);
	task_call_back(m, t);
}

void step_leave(struct machine *m, struct task *t, enum flow flow)
{
	struct coro *c = coro_of(m, t);

	if (flow == FLOW_END)
		body_over(m, t);
	thread_at(m, loop_of(m, t)->thread)->task = NONE;
	t->thread = NONE;
	if (flow == FLOW_YIELD) {
		c->fut = FUT_DONE;
		t->state = TASK_READY;
		coro_of(m, t)->instant = async_of(m)->instant;
		loop_soon(m, HANDLE_STEP, task_id(m, t), 0, 0);
	}
	if (flow == FLOW_WAIT && t->flags & TASK_CANCEL &&
	    await_cancel(m, t, ACTOR_NONE))
		t->flags &= (uint8_t)~TASK_CANCEL;
}
