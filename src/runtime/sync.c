/* SPDX-License-Identifier: MIT */
/*
 * Setup `sync`: one thread runs tasks to their end, the earliest released
 * first, ties as declared (S1).  Whoever spawns runs the child to its end there
 * and then.  While a task waits, everything stands still.
 */
#include "runtime/blocking.h"
#include "runtime/runtimes.h"

#include "base/mem.h"
#include "vos/policy.h"

#include <string.h>

struct sync {
	struct line arrived; /* released, not begun */
	uint32_t *callers;   /* whom the running task's end returns to */
	uint32_t n, cap;
};

static struct sync *sync_of(const struct machine *m)
{
	return m->runtime_state;
}

static void sync_begin(struct machine *m)
{
	struct sync *s = mem_new(sizeof *s);

	line_init(&s->arrived);
	m->runtime_state = s;
	thread_at(m, thread_new(m, NULL))->flags = THREAD_OWN;
}

/* The one thread runs this task from now on. */
static void take_up(struct machine *m, struct thread *th, struct task *t,
		    enum rule rule)
{
	bool first = !(t->flags & TASK_STARTED);

	th->task = task_id(m, t);
	t->thread = 0;
	t->state = TASK_RUNNING;
	t->flags |= TASK_STARTED;
	emit_full(m, EV_RUN, task_actor(m, t), task_stmt(m, t), ACTOR_NONE,
		  first, rule, TIE_NONE, th->core);
}

static void sync_arrive(struct machine *m, struct task *t)
{
	struct thread *th = thread_at(m, 0);
	struct task *spawner =
		aside_of(m, t)->a ? &m->tasks[aside_of(m, t)->a - 1] : NULL;

	t->thread = 0;
	if (spawner && m->at == AT_RUN)
		return; /* spawned just now: he takes it up */
	if (spawner && spawner->state == TASK_WAITING &&
	    spawner->wait_seq == aside_of(m, t)->b) {
		blocking_wake(m, spawner, task_actor(m, t));
		return;
	}
	if (th->task != NONE) {
		line_push(m, &sync_of(m)->arrived, t);
		return;
	}
	th->task = task_id(m, t);
	thread_ready(m, th, READY_NEW);
}

/* --- a child, run in place --- */

static void push_caller(struct sync *s, uint32_t id)
{
	if (s->n == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 8;
		s->callers =
			mem_grow_array(s->callers, s->cap, sizeof *s->callers);
	}
	s->callers[s->n++] = id;
}

static enum flow sync_start(struct machine *m, struct task *t,
			    struct task *child)
{
	enum flow flow;

	if (child->state == TASK_ENDED)
		return FLOW_NEXT;
	if (child->state == TASK_COMING) {
		flow = blocking_wait(m, t, t->phase, EVQ_NEVER);
		aside_of(m, child)->b = t->wait_seq;
		if (flow == FLOW_WAIT)
			emit(m, EV_BLOCK, t, task_actor(m, child), -1);
		return flow;
	}
	emit(m, EV_BLOCK, t, task_actor(m, child), -1);
	t->state = TASK_WAITING;
	t->wait_seq++;
	t->wake = WAKE_OK;
	push_caller(sync_of(m), task_id(m, t));
	aside_of(m, child)->a = 0;
	take_up(m, thread_at(m, 0), child, RULE_CALLER);
	return FLOW_OTHER;
}

/* --- its turn --- */

/* The running task has ended: back to its caller, or on to the next. */
static bool next_task(struct machine *m, struct thread *th)
{
	struct sync *s = sync_of(m);
	struct task *t;

	th->task = NONE;
	if (m->over)
		return false;
	if (s->n > 0) {
		take_up(m, th, &m->tasks[s->callers[--s->n]], RULE_CALLER);
		return true;
	}
	t = line_pop(m, &s->arrived);
	if (t)
		take_up(m, th, t, RULE_DECLARED);
	return t != NULL;
}

/* Cancelling reaches only what has not begun (E8). */
static enum flow sync_cancel_one(struct machine *m, struct task *t,
				 struct task *target)
{
	bool waits_in_line =
		target->state == TASK_READY && !(target->flags & TASK_STARTED);

	if (!task_spawned(target)) {
		emit_note(m, NOTE_NEVER_SPAWNED, t, task_actor(m, target));
		return FLOW_NEXT;
	}
	emit(m, EV_CANCEL, t, task_actor(m, target), !task_ended(target));
	if (task_ended(target))
		return FLOW_NEXT;
	if (waits_in_line)
		line_del(m, &sync_of(m)->arrived, target);
	if (waits_in_line || target->state == TASK_COMING) {
		blocking_withdraw(m, target);
		return FLOW_NEXT;
	}
	emit_note(m, NOTE_CANCEL_IGNORED, t, task_actor(m, target));
	return FLOW_NEXT;
}

static enum flow sync_cancel(struct machine *m, struct task *t,
			     const struct insn *in)
{
	const struct prog_ref *r;

	if (in->flags & INSN_SELF)
		return sync_cancel_one(m, t, t);
	r = &m->prog->refs[in->a];
	for (uint32_t i = 0; i < r->count; i++)
		(void)sync_cancel_one(m, t, &m->tasks[r->first + i]);
	return m->over ? FLOW_PAUSE : FLOW_NEXT;
}

static op_fn *const sync_ops[OP_COUNT] = {
	BLOCKING_OPS,
	[OP_CANCEL] = sync_cancel,
};

static enum flow sync_turn(struct machine *m, struct thread *th)
{
	for (;;) {
		struct task *t = &m->tasks[th->task];
		enum flow flow = interp_run(m, t, sync_ops);

		if (flow == FLOW_OTHER)
			continue;
		if (flow != FLOW_END)
			return flow;
		blocking_end(m, t);
		if (!next_task(m, th))
			return FLOW_WAIT;
	}
}

static void *sync_copy(const void *state)
{
	const struct sync *src = state;
	struct sync *s = mem_new(sizeof *s);

	*s = *src;
	s->cap = s->n;
	s->callers = mem_grow_array(NULL, s->n, sizeof *s->callers);
	if (s->n)
		memcpy(s->callers, src->callers, s->n * sizeof *s->callers);
	return s;
}

static void sync_free(void *state)
{
	struct sync *s = state;

	mem_free(s->callers);
	mem_free(s);
}

/* --- its policy: there is one thread, and tasks come as declared --- */

static int64_t no_quantum(const struct machine *m, const struct thread *th)
{
	(void)m, (void)th;
	return INT64_MAX;
}

static void put(struct machine *m, struct thread *th, enum ready_why why)
{
	(void)why;
	fifo_push(m, th);
}

static struct thread *pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct thread *th = fifo_pop(m, rule, tie);
	bool first = !(m->tasks[th->task].flags & TASK_STARTED);

	*rule = first ? RULE_DECLARED : RULE_ONLY_READY;
	return th;
}

static const struct policy in_turn = {
	.name = "in turn",
	.quantum = no_quantum,
	.ready = put,
	.pick = pick,
};

/* Who has the thread while it stands ready itself; then, released and not
 * begun, those behind him. */
static size_t sync_ready(const struct machine *m, uint32_t *actors, size_t most,
			 size_t *all)
{
	const struct thread *th = thread_at(m, 0);
	uint32_t i = sync_of(m)->arrived.first;
	size_t n = 0;

	*all = 0;
	if (th->state == THREAD_READY && th->task != NONE) {
		++*all;
		if (most > 0)
			actors[n++] = task_actor(m, &m->tasks[th->task]);
	}
	for (; i != NONE; i = m->asides[i].next, ++*all)
		if (n < most)
			actors[n++] = task_actor(m, &m->tasks[i]);
	return n;
}

const struct runtime runtime_sync = {
	.name = "sync",
	.policy = &in_turn,
	.begin = sync_begin,
	.arrive = sync_arrive,
	.start = sync_start,
	.turn = sync_turn,
	.woken = blocking_woken,
	.stuck = deadlock_tell,
	.state_copy = sync_copy,
	.state_free = sync_free,
	.ready = sync_ready,
};
