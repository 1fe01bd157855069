/* SPDX-License-Identifier: MIT */
/*
 * The event loop: one thread that runs callbacks, one after another.  Nothing
 * here knows what a callback does.
 *
 * What an event loop is
 * ---------------------
 * A queue of things to call (`ready`), a set of timers, and a thread that goes
 * round and round.  One iteration, BaseEventLoop._run_once in base_events.py:
 *
 *   poll     Is anything ready?  Then only look what the world has brought;
 *            else sleep until the first timer is due, a request is answered
 *            or another thread hands something over.
 *   timers   Those that are due join the queue, behind what the poll found,
 *            even if they were due before it.
 *   run      As many callbacks as stand in the queue now, and no more: what
 *            they add is for the next iteration.  That is why nobody can keep
 *            the others from their turn by asking for one more of his own, and
 *            why a timer never waits for more than one such batch.
 *
 * A callback is never interrupted.  A coroutine's step is one callback, from
 * one `await` that really waits to the next; while it computes, or calls
 * something that blocks, the thread is in it and the loop stands still: timers
 * become due, requests are answered, and nobody looks.
 *
 * The thread is a thread of the virtual operating system like any other.  It
 * can lose its core in the middle of a callback, and other threads can put
 * something into its queue meanwhile (call_soon_threadsafe).
 *
 * Where CPython leaves an order open ours is fixed: timers due at the same time
 * run as they were armed.  (Its heap does not say; two timers of a real clock
 * are hardly ever due at the same time.)
 */
#include "runtime/async.h"

#include "base/mem.h"
#include "base/must.h"

/* --- rings --- */

#define RING_KEEP 4096 /* handles */

static void ring_grow(struct ring *r)
{
	uint32_t cap = r->cap ? r->cap * 2 : 16;
	struct handle *at = mem_grow_array(NULL, cap, sizeof *at);

	for (uint32_t i = 0; i < r->n; i++)
		at[i] = r->at[(r->head + i) & (r->cap - 1)];
	mem_free(r->at);
	r->at = at;
	r->cap = cap;
	r->head = 0;
}

void ring_push(struct ring *r, struct handle h)
{
	if (r->n == r->cap)
		ring_grow(r);
	r->at[(r->head + r->n++) & (r->cap - 1)] = h;
}

/* A crowd's room is given back when it has gone through. */
static void ring_shrink(struct ring *r)
{
	mem_free(r->at);
	*r = (struct ring){0};
}

struct handle ring_pop(struct ring *r)
{
	struct handle h;

	must(r->n > 0 && r->at);
	h = r->at[r->head];
	r->head = (r->head + 1) & (r->cap - 1);
	if (--r->n == 0 && r->cap > RING_KEEP)
		ring_shrink(r);
	return h;
}

/* --- handing something over --- */

static void loop_wake(struct machine *m)
{
	struct async *s = async_of(m);

	if (!s->polling)
		return;
	s->polling = false;
	thread_ready(m, thread_at(m, s->thread), READY_WOKEN);
}

void loop_soon(struct machine *m, enum handle_kind kind, uint32_t ref,
	       uint32_t seq, uint32_t arg)
{
	ring_push(&async_of(m)->ready, (struct handle){kind, ref, seq, arg});
}

void loop_soon_threadsafe(struct machine *m, enum handle_kind kind,
			  uint32_t ref, uint32_t seq)
{
	loop_soon(m, kind, ref, seq, 0);
	loop_wake(m);
}

void loop_arrived(struct machine *m, enum handle_kind kind, uint32_t ref,
		  uint32_t seq)
{
	ring_push(&async_of(m)->arrived,
		  (struct handle){kind, ref, seq, ACTOR_NONE});
	loop_wake(m);
}

/* --- timers --- */

/* A timer's kind and whose it is, in one word. */
#define TIMER_GUARD (UINT32_C(1) << 31)

void loop_timer(struct machine *m, int64_t when, enum handle_kind kind,
		uint32_t ref, uint32_t seq)
{
	struct async *s = async_of(m);
	uint32_t a = kind == HANDLE_TIMEOUT ? ref | TIMER_GUARD : ref;

	s->live++;
	evq_push(&s->timers, when, a, seq);
}

/* Was it not cancelled meanwhile? */
static bool timer_lives(const struct async *s, const struct evq_entry *e)
{
	uint32_t ref = e->a & ~TIMER_GUARD;

	if (e->a & TIMER_GUARD)
		return guard_at(s, ref)->age == e->b;
	return s->coros[ref].timer == e->b;
}

/* Is there one that is due?  Then it is s->head.  Cancelled ones in front of
 * it are dropped as they become due: they wake nobody. */
static bool timer_due(const struct machine *m, struct async *s)
{
	while (!s->head_set && evq_min(&s->timers) <= m->now) {
		s->head = evq_pop(&s->timers);
		s->head_set = timer_lives(s, &s->head);
	}
	return s->head_set;
}

static bool timers_move(struct machine *m, struct async *s)
{
	bool any = false;

	for (; timer_due(m, s); s->head_set = false, any = true) {
		bool guard = (s->head.a & TIMER_GUARD) != 0;

		loop_soon(m, guard ? HANDLE_TIMEOUT : HANDLE_TIMER,
			  s->head.a & ~TIMER_GUARD, s->head.b, 0);
	}
	return any;
}

/* The operating system is to wake the thread for the first timer. */
static void timer_set(struct machine *m, struct async *s)
{
	int64_t when = evq_min(&s->timers);

	if (s->live == 0 || s->armed == when)
		return;
	s->armed = when;
	timer_arm(m, when, ACTOR(ACTOR_THREAD, s->thread), ++s->wait);
}

void loop_woken(struct machine *m, struct thread *th, uint32_t wait)
{
	struct async *s = async_of(m);

	if (wait == 0) {
		s->blocked = false;
		thread_ready(m, th, READY_WOKEN);
		return;
	}
	if (wait != s->wait)
		return;
	s->armed = EVQ_NEVER;
	if (!s->polling)
		return;
	if (timer_due(m, s))
		loop_wake(m);
	else
		timer_set(m, s);
}

/* --- the phases --- */

static void tell(struct machine *m, enum loop_phase phase)
{
	emit_full(m, EV_LOOP, ACTOR(ACTOR_LOOP, 0), NONE, ACTOR_NONE,
		  async_of(m)->iteration, phase, 0, CORE_NONE);
}

static enum flow begin(struct machine *m, struct thread *th)
{
	struct async *s = async_of(m);

	(void)th;
	s->iteration++;
	tell(m, LOOP_POLL);
	s->at = AT_POLL;
	return FLOW_NEXT;
}

/* Nothing is ready, no timer runs and nobody works for us: asyncio would sleep
 * for ever, and not know it. */
static bool nothing_comes(const struct machine *m, const struct async *s)
{
	return s->live == 0 && s->io == 0 && s->busy == 0 && s->line == NONE &&
	       m->world_queue[WORLD_RELEASES].n == 0;
}

static enum flow poll_sleeps(struct machine *m, struct async *s)
{
	if (nothing_comes(m, s)) {
		m->runtime->stuck(m);
		m->over = true;
		m->end = ENDED_DEADLOCK;
		return FLOW_END;
	}
	timer_set(m, s);
	s->polling = true;
	return FLOW_WAIT;
}

static enum flow poll(struct machine *m, struct thread *th)
{
	struct async *s = async_of(m);
	bool moved;

	(void)th;
	while (s->arrived.n > 0)
		ring_push(&s->ready, ring_pop(&s->arrived));
	moved = timers_move(m, s);
	if (s->ready.n == 0 && !s->stopping)
		return poll_sleeps(m, s);
	if (moved)
		tell(m, LOOP_TIMERS);
	tell(m, LOOP_RUN);
	s->left = s->ready.n;
	s->at = AT_HANDLES;
	return FLOW_NEXT;
}

/* --- a step of a task --- */

static enum flow pay(const struct async *s, struct thread *th)
{
	if (s->step_cost == 0)
		return FLOW_NEXT;
	if (th->left <= 0)
		return FLOW_STALL;
	th->need = s->step_cost;
	return FLOW_CPU;
}

/* Goes on with the step of s->current; FLOW_NEXT: it is over. */
static enum flow step(struct machine *m, struct thread *th)
{
	struct async *s = async_of(m);
	struct task *t = &m->tasks[s->current];
	enum flow flow;

	if (s->step == STEP_PAYS) {
		flow = pay(s, th);
		if (flow == FLOW_STALL)
			return flow;
		s->step = STEP_ENTERS;
		if (flow == FLOW_CPU)
			return flow;
	}
	if (s->step == STEP_ENTERS) {
		s->step = STEP_GOES;
		if (!step_enter(m, t)) {
			s->current = NONE;
			return FLOW_NEXT;
		}
	}
	flow = interp_run(m, t, async_ops);
	if (flow == FLOW_CPU || flow == FLOW_STALL || flow == FLOW_PAUSE ||
	    s->blocked)
		return flow;
	s->current = NONE;
	step_leave(m, t, flow);
	return FLOW_NEXT;
}

static void handle_step(struct machine *m, const struct handle *h)
{
	struct async *s = async_of(m);

	s->current = h->ref;
	s->step = STEP_PAYS;
}

static void handle_birth(struct machine *m, const struct handle *h)
{
	loop_soon(m, HANDLE_STEP, h->ref, 0, 0);
}

static void handle_stop(struct machine *m, const struct handle *h)
{
	(void)h;
	async_of(m)->stopping = true;
}

static handle_fn *const callbacks[HANDLE_KINDS] = {
	[HANDLE_STEP] = handle_step,
	[HANDLE_BIRTH] = handle_birth,
	[HANDLE_ANSWER] = handle_answer,
	[HANDLE_TIMER] = handle_timer,
	[HANDLE_RELEASE] = handle_release,
	[HANDLE_GATHERED] = handle_gathered,
	[HANDLE_WAITED] = handle_waited,
	[HANDLE_GROUPED] = handle_grouped,
	[HANDLE_TIMEOUT] = handle_timeout,
	[HANDLE_SHIELDED] = handle_shielded,
	[HANDLE_BARE] = handle_bare,
	[HANDLE_JOB_OVER] = handle_job_over,
	[HANDLE_JOB_CHECK] = handle_job_check,
	[HANDLE_STOP] = handle_stop,
};

/* --- the end of a run: asyncio.run in runners.py --- */

static bool leftover(const struct machine *m, uint32_t i, struct task **t)
{
	*t = &m->tasks[((const uint32_t *)m->born.data)[i]];
	return !task_ended(*t);
}

/* _cancel_all_tasks: in order of creation, then gathered.  false: none. */
static bool cancel_leftovers(struct machine *m)
{
	uint32_t n = m->born.n;
	uint32_t gang = NONE;
	bool told = false;
	struct task *t;

	for (uint32_t i = 0; i < n; i++) {
		if (!leftover(m, i, &t))
			continue;
		if (!told)
			emit_full(m, EV_NOTE, ACTOR_NONE, NONE, ACTOR_NONE, 0,
				  NOTE_LEFTOVERS, 0, CORE_NONE);
		told = true;
		task_cancel(m, t, ACTOR_NONE);
	}
	for (uint32_t i = 0; i < n; i++) {
		if (!leftover(m, i, &t))
			continue;
		if (gang == NONE)
			gang = gang_new(m, NULL, GANG_KEEP);
		gang_at(async_of(m), gang)->open++;
		task_when_done(m, t, HANDLE_GATHERED, gang,
			       gang_at(async_of(m), gang)->age);
	}
	return gang != NONE;
}

/* Tasks begun while the others were being cancelled: nobody asks for them
 * ("Task was destroyed but it is pending!"). */
static void stop_latecomers(struct machine *m)
{
	struct task *t;

	for (uint32_t i = 0; i < m->born.n; i++) {
		if (!leftover(m, i, &t))
			continue;
		emit_full(m, EV_END, task_actor(m, t), task_stmt(m, t),
			  ACTOR_NONE, 0, END_STOPPED, 0, CORE_NONE);
		t->state = TASK_ENDED;
	}
}

static enum flow stop(struct machine *m, struct async *s)
{
	s->stopping = false;
	tell(m, LOOP_STOP);
	if (!s->closing) {
		s->closing = cancel_leftovers(m);
		if (s->closing)
			return FLOW_NEXT;
	}
	stop_latecomers(m);
	m->over = true;
	return FLOW_END;
}

/* Without a main nobody calls stop(): the last task's end does. */
static bool all_done(const struct machine *m, const struct async *s)
{
	return m->prog->main == NONE && m->alive == 0 && !s->closing;
}

static enum flow handles(struct machine *m, struct thread *th)
{
	struct async *s = async_of(m);

	while (s->current != NONE || s->left > 0) {
		struct handle h;
		enum flow flow;

		if (s->current != NONE) {
			flow = step(m, th);
			if (flow != FLOW_NEXT)
				return flow;
			continue;
		}
		if (!machine_may_go_on(m))
			return FLOW_PAUSE;
		s->left--;
		h = ring_pop(&s->ready);
		callbacks[h.kind](m, &h);
	}
	s->at = AT_BEGIN;
	return s->stopping || all_done(m, s) ? stop(m, s) : FLOW_NEXT;
}

static enum flow (*const phases[])(struct machine *, struct thread *) = {
	[AT_BEGIN] = begin, [AT_POLL] = poll, [AT_HANDLES] = handles};

enum flow loop_turn(struct machine *m, struct thread *th)
{
	struct async *s = async_of(m);
	enum flow flow;

	s->inside = true;
	do
		flow = machine_may_go_on(m) ? phases[s->at](m, th) : FLOW_PAUSE;
	while (flow == FLOW_NEXT);
	s->inside = false;
	return flow;
}
