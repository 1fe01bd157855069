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

/* --- handing something over --- */

enum names { NAMES_TASK, NAMES_GANG, NAMES_GUARD, NAMES_JOB };

/* What a handle's `ref` is. */
static const uint8_t names[HANDLE_KINDS] = {
	[HANDLE_GATHERED] = NAMES_GANG, [HANDLE_WAITED] = NAMES_GANG,
	[HANDLE_GROUPED] = NAMES_GANG,  [HANDLE_TIMEOUT] = NAMES_GUARD,
	[HANDLE_JOB_OVER] = NAMES_JOB,  [HANDLE_JOB_CHECK] = NAMES_JOB,
};

/* The loop of the task that a handle is for. */
static struct loop *loop_for(const struct machine *m, enum handle_kind kind,
			     uint32_t ref)
{
	struct async *s = async_of(m);
	uint32_t task = ref;

	if (!m->places)
		return s->loops;
	if (names[kind] == NAMES_GANG)
		task = gang_at(s, ref)->task;
	else if (names[kind] == NAMES_GUARD)
		task = guard_at(s, ref)->task;
	else if (names[kind] == NAMES_JOB)
		task = job_at(s, ref)->task;
	return loop_of(m, &m->tasks[task]);
}

static void loop_wake(struct machine *m, struct loop *l)
{
	if (!l->polling)
		return;
	l->polling = false;
	thread_ready(m, thread_at(m, l->thread), READY_WOKEN);
}

void loop_soon(struct machine *m, enum handle_kind kind, uint32_t ref,
	       uint32_t seq, uint32_t arg)
{
	struct loop *l = loop_for(m, kind, ref);
	bool far = m->places && l->thread != async_of(m)->turn;

	ring_push(far ? &l->arrived : &l->ready,
		  (struct handle){kind, ref, seq, arg});
	if (far)
		loop_wake(m, l);
}

void loop_soon_threadsafe(struct machine *m, enum handle_kind kind,
			  uint32_t ref, uint32_t seq)
{
	struct loop *l = loop_for(m, kind, ref);

	ring_push(&l->ready, (struct handle){kind, ref, seq, 0});
	loop_wake(m, l);
}

void loop_arrived(struct machine *m, enum handle_kind kind, uint32_t ref,
		  uint32_t seq)
{
	struct loop *l = loop_for(m, kind, ref);

	ring_push(&l->arrived, (struct handle){kind, ref, seq, ACTOR_NONE});
	loop_wake(m, l);
}

/* --- timers --- */

/* A timer's kind and whose it is, in one word. */
#define TIMER_GUARD (UINT32_C(1) << 31)

void loop_timer(struct machine *m, int64_t when, enum handle_kind kind,
		uint32_t ref, uint32_t seq)
{
	struct loop *l = loop_for(m, kind, ref);
	uint32_t a = kind == HANDLE_TIMEOUT ? ref | TIMER_GUARD : ref;

	l->live++;
	evq_push(&l->timers, when, a, seq);
}

/* Was it not cancelled meanwhile? */
static bool timer_lives(const struct async *s, const struct evq_entry *e)
{
	uint32_t ref = e->a & ~TIMER_GUARD;

	if (e->a & TIMER_GUARD)
		return guard_at(s, ref)->age == e->b;
	return s->coros[ref].timer == e->b;
}

static void fetch(const void *owner, const struct evq_entry *e, bool again)
{
	const struct machine *m = owner;

	if (e->a & TIMER_GUARD)
		return;
	if (!again)
		__builtin_prefetch(&async_of(m)->coros[e->a]);
	task_fetch(m, e->a, again);
}

/* Is there one that is due?  Then it is s->head.  Cancelled ones in front of
 * it are dropped as they become due: they wake nobody. */
static bool timer_due(const struct machine *m, struct loop *l)
{
	while (!l->head_set && evq_min(&l->timers) <= m->now) {
		l->head = evq_pop_telling(&l->timers, fetch, m);
		l->head_set = timer_lives(async_of(m), &l->head);
	}
	return l->head_set;
}

static bool timers_move(struct machine *m, struct loop *l)
{
	bool any = false;

	for (; timer_due(m, l); l->head_set = false, any = true) {
		bool guard = (l->head.a & TIMER_GUARD) != 0;

		loop_soon(m, guard ? HANDLE_TIMEOUT : HANDLE_TIMER,
			  l->head.a & ~TIMER_GUARD, l->head.b, 0);
	}
	return any;
}

/* The operating system is to wake the thread for the first timer. */
static void timer_set(struct machine *m, struct loop *l)
{
	int64_t when = evq_min(&l->timers);

	if (l->live == 0 || l->armed == when)
		return;
	l->armed = when;
	timer_arm(m, when, ACTOR(ACTOR_THREAD, l->thread), ++l->wait);
}

static struct loop *loop_on(const struct machine *m, const struct thread *th)
{
	return &async_of(m)->loops[thread_index(m, th)];
}

void loop_woken(struct machine *m, struct thread *th, uint32_t wait)
{
	struct loop *l = loop_on(m, th);

	if (wait == 0) {
		l->blocked = false;
		thread_ready(m, th, READY_WOKEN);
		return;
	}
	if (wait != l->wait)
		return;
	l->armed = EVQ_NEVER;
	if (!l->polling)
		return;
	if (timer_due(m, l))
		loop_wake(m, l);
	else
		timer_set(m, l);
}

/* --- the phases --- */

static void tell(struct machine *m, const struct loop *l, enum loop_phase phase)
{
	emit_full(m, EV_LOOP, ACTOR(ACTOR_LOOP, l->thread), NONE, ACTOR_NONE,
		  l->iteration, phase, 0, CORE_NONE);
}

static enum flow begin(struct machine *m, struct loop *l)
{
	l->iteration++;
	tell(m, l, LOOP_POLL);
	l->at = AT_POLL;
	return FLOW_NEXT;
}

/* Nothing is ready, no timer runs and nobody works for us: asyncio would sleep
 * for ever, and not know it.  Another process may still send something. */
static bool nothing_comes(const struct machine *m, const struct loop *l)
{
	return l->live == 0 && l->io == 0 && l->busy == 0 && l->line == NONE &&
	       m->world_queue[WORLD_RELEASES].n == 0 && !m->places;
}

static enum flow poll_sleeps(struct machine *m, struct loop *l)
{
	if (nothing_comes(m, l)) {
		m->runtime->stuck(m);
		m->over = true;
		m->end = ENDED_DEADLOCK;
		return FLOW_END;
	}
	timer_set(m, l);
	l->polling = true;
	return FLOW_WAIT;
}

static enum flow poll(struct machine *m, struct loop *l)
{
	bool moved;

	while (l->arrived.n > 0)
		ring_push(&l->ready, ring_pop(&l->arrived));
	moved = timers_move(m, l);
	if (l->ready.n == 0 && !l->stopping)
		return poll_sleeps(m, l);
	if (moved)
		tell(m, l, LOOP_TIMERS);
	tell(m, l, LOOP_RUN);
	l->left = l->ready.n;
	l->at = AT_HANDLES;
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

/* Goes on with the step of l->current; FLOW_NEXT: it is over. */
static enum flow step(struct machine *m, struct loop *l)
{
	struct task *t = &m->tasks[l->current];
	enum flow flow;

	if (l->step == STEP_PAYS) {
		flow = pay(async_of(m), thread_at(m, l->thread));
		if (flow == FLOW_STALL)
			return flow;
		l->step = STEP_ENTERS;
		if (flow == FLOW_CPU)
			return flow;
	}
	if (l->step == STEP_ENTERS) {
		l->step = STEP_GOES;
		if (!step_enter(m, t)) {
			l->current = NONE;
			return FLOW_NEXT;
		}
	}
	flow = interp_run(m, t, async_ops);
	if (flow == FLOW_CPU || flow == FLOW_STALL || flow == FLOW_PAUSE ||
	    l->blocked)
		return flow;
	l->current = NONE;
	step_leave(m, t, flow);
	return FLOW_NEXT;
}

static void handle_step(struct machine *m, const struct handle *h)
{
	struct loop *l = loop_of(m, &m->tasks[h->ref]);

	l->current = h->ref;
	l->step = STEP_PAYS;
}

static void handle_birth(struct machine *m, const struct handle *h)
{
	loop_soon(m, HANDLE_STEP, h->ref, 0, 0);
}

static void handle_stop(struct machine *m, const struct handle *h)
{
	(void)h;
	async_of(m)->loops->stopping = true;
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

/* The next that has not ended, as they were created, or NULL. */
static struct task *leftover(const struct machine *m, struct births *b)
{
	struct task *t;

	while ((t = births_next(m, b)) && task_ended(t))
		;
	return t;
}

/* _cancel_all_tasks: in order of creation, then gathered.  false: none. */
static bool cancel_leftovers(struct machine *m)
{
	uint32_t gang = NONE;
	bool told = false;
	struct task *t;

	for (struct births b = {0, 0}; (t = leftover(m, &b));) {
		if (!told)
			emit_full(m, EV_NOTE, ACTOR_NONE, NONE, ACTOR_NONE, 0,
				  NOTE_LEFTOVERS, 0, CORE_NONE);
		told = true;
		task_cancel(m, t, ACTOR_NONE);
	}
	for (struct births b = {0, 0}; (t = leftover(m, &b));) {
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

	for (struct births b = {0, 0}; (t = leftover(m, &b));) {
		emit_full(m, EV_END, task_actor(m, t), task_stmt(m, t),
			  ACTOR_NONE, 0, END_STOPPED, 0, CORE_NONE);
		t->state = TASK_ENDED;
	}
}

/* In several processes what is left is stopped, as processes are. */
static enum flow stop(struct machine *m, struct loop *l)
{
	l->stopping = false;
	tell(m, l, LOOP_STOP);
	if (!l->closing && !m->places) {
		l->closing = cancel_leftovers(m);
		if (l->closing)
			return FLOW_NEXT;
	}
	stop_latecomers(m);
	m->over = true;
	return FLOW_END;
}

/* Without a main nobody calls stop(): the last task's end does.  Of several
 * processes the last one's does. */
static bool all_done(const struct machine *m, const struct loop *l)
{
	return (m->prog->main == NONE || m->places) && m->alive == 0 &&
	       !l->closing;
}

static enum flow handles(struct machine *m, struct loop *l)
{
	while (l->current != NONE || l->left > 0) {
		struct handle h;
		enum flow flow;

		if (l->current != NONE) {
			flow = step(m, l);
			if (flow != FLOW_NEXT)
				return flow;
			continue;
		}
		if (!machine_may_go_on(m))
			return FLOW_PAUSE;
		l->left--;
		h = ring_pop(&l->ready);
		callbacks[h.kind](m, &h);
	}
	l->at = AT_BEGIN;
	return l->stopping || all_done(m, l) ? stop(m, l) : FLOW_NEXT;
}

static enum flow (*const phases[])(struct machine *, struct loop *) = {
	[AT_BEGIN] = begin, [AT_POLL] = poll, [AT_HANDLES] = handles};

enum flow loop_turn(struct machine *m, struct thread *th)
{
	struct loop *l = loop_on(m, th);
	enum flow flow;

	async_of(m)->turn = l->thread;
	do
		flow = machine_may_go_on(m) ? phases[l->at](m, l) : FLOW_PAUSE;
	while (flow == FLOW_NEXT);
	async_of(m)->turn = NONE;
	return flow;
}
