/* SPDX-License-Identifier: MIT */
/*
 * Waiting as a thread: requests, timers, deadlines, cancellation, yielding.
 */
#include "runtime/blocking.h"

#include "vos/policy.h"

/* --- deadlines: a timeout is one on each wait of its block (E8) --- */

/* The block whose deadline comes first, the outer of equal ones; or NULL. */
static struct block *nearest(struct machine *m, const struct task *t)
{
	struct block *found = NULL;

	if (!(t->flags & TASK_IN_TIMEOUT))
		return NULL;
	for (uint32_t i = t->block; i != NONE; i = block_at(m, i)->down) {
		struct block *b = block_at(m, i);

		if (b->kind == BLOCK_TIMEOUT && !b->pending &&
		    (!found || b->mark <= found->mark))
			found = b;
	}
	return found;
}

enum flow op_timeout(struct machine *m, struct task *t, const struct insn *in)
{
	struct block *b;
	int64_t d;

	if (!eval_dur(m, t, in->a, &d))
		return FLOW_RAISE;
	b = block_push(m, t, BLOCK_TIMEOUT, in->c);
	b->mark = time_after(m, d);
	t->flags |= TASK_IN_TIMEOUT;
	return FLOW_NEXT;
}

enum flow op_timeout_end(struct machine *m, struct task *t,
			 const struct insn *in)
{
	struct block b = *block_top(m, t);

	if (b.pending == PENDING_RAISE && b.failure == FAILURE_TIMEOUT &&
	    b.flag) {
		block_pop(m, t);
		emit(m, EV_TIMEOUT, t, ACTOR_NONE, b.mark);
		return FLOW_NEXT;
	}
	if (b.pending != PENDING_NONE)
		return block_leave(m, t);
	block_pop(m, t);
	t->pc = in->c;
	return FLOW_JUMP;
}

/* --- waiting --- */

static enum flow cut(struct task *t, struct block *b)
{
	b->flag = 1;
	return flow_raise(t, FAILURE_TIMEOUT);
}

static void suspend(struct task *t, uint8_t phase)
{
	t->state = TASK_WAITING;
	t->wake = WAKE_NONE;
	t->phase = phase;
	t->wait_seq++;
	t->flags &= (uint8_t)~TASK_CUT;
}

enum flow blocking_wait_firmly(struct machine *m, struct task *t, uint8_t phase)
{
	(void)m;
	suspend(t, phase);
	return FLOW_WAIT;
}

enum flow blocking_wait(struct machine *m, struct task *t, uint8_t phase,
			int64_t own)
{
	struct block *limit = nearest(m, t);

	if (t->flags & TASK_CANCEL) {
		t->flags &= (uint8_t)~TASK_CANCEL;
		return flow_raise(t, FAILURE_CANCELLED);
	}
	if (limit && limit->mark <= m->now)
		return cut(t, limit);
	suspend(t, phase);
	if (limit && limit->mark <= own) {
		own = limit->mark;
		t->flags |= TASK_CUT;
	}
	if (own != EVQ_NEVER)
		timer_arm(m, own, task_actor(m, t), t->wait_seq);
	return FLOW_WAIT;
}

enum flow blocking_cut(struct task *t)
{
	enum wake wake = (enum wake)t->wake;

	t->wake = WAKE_NONE;
	if (wake == WAKE_CUT)
		return flow_raise(t, FAILURE_TIMEOUT);
	return wake == WAKE_RAISE ? FLOW_RAISE : FLOW_NEXT;
}

static void wake(struct machine *m, struct task *t, enum wake how, uint32_t by)
{
	t->wake = (uint8_t)how;
	t->state = TASK_READY;
	emit(m, EV_WAKE, t, by, 0);
	thread_ready(m, thread_at(m, t->thread), READY_WOKEN);
}

void blocking_wake(struct machine *m, struct task *t, uint32_t by)
{
	wake(m, t, WAKE_OK, by);
}

/* The line a waiting task stands in, or NULL. */
static struct line *line_of(struct machine *m, const struct task *t)
{
	const struct insn *in = &m->prog->code[t->pc];
	struct object *o = &m->objects[in->a];

	switch ((int)in->op) {
	case OP_ACQUIRE:
	case OP_WITH:
	case OP_GET:
	case OP_WAIT_EVENT:
		return &o->line[LINE_MAIN];
	case OP_PUT:
		return &o->line[LINE_PUT];
	case OP_WAIT_DONE:
		return &o->line[LINE_DONE];
	case OP_WAIT_ON:
		return &o->line[t->phase == 1 ? LINE_NOTIFY : LINE_MAIN];
	default:
		return NULL;
	}
}

/* Takes it out of what it waits for. */
static void give_up(struct machine *m, struct task *t)
{
	const struct insn *in = &m->prog->code[t->pc];
	struct line *line = line_of(m, t);

	if (line)
		line_del(m, line, t);
	else if (in->op == OP_WAIT || in->op == OP_BLOCK)
		request_drop(m, task_actor(m, t), in->b);
}

void blocking_interrupt(struct machine *m, struct task *t)
{
	give_up(m, t);
	t->failure = FAILURE_CANCELLED;
	wake(m, t, WAKE_RAISE, ACTOR_NONE);
}

void blocking_woken(struct machine *m, struct task *t, enum wake how)
{
	bool late = how == WAKE_CUT && t->flags & TASK_CUT;

	if (late) {
		nearest(m, t)->flag = 1;
		give_up(m, t);
	}
	wake(m, t, late ? WAKE_CUT : WAKE_OK, ACTOR_NONE);
}

/* Where only what has not begun can be cancelled: was it? */
static bool withdraw(struct machine *m, struct task *t)
{
	bool in_line = t->state == TASK_READY && !(t->flags & TASK_STARTED) &&
		       t->thread == NONE;

	if (in_line)
		m->runtime->unqueue(m, t);
	if (in_line || t->state == TASK_COMING)
		blocking_withdraw(m, t);
	return in_line || t->state == TASK_ENDED;
}

/* Does it wait, and not only for a child that its thread runs meanwhile? */
static bool really_waits(const struct machine *m, const struct task *t)
{
	return t->state == TASK_WAITING && t->flags & TASK_STARTED &&
	       thread_at(m, t->thread)->task == task_id(m, t);
}

void blocking_cancel(struct machine *m, struct task *t)
{
	if (m->runtime->unqueue) {
		(void)withdraw(m, t);
	} else if (t->state == TASK_COMING) {
		blocking_withdraw(m, t);
	} else if (really_waits(m, t)) {
		blocking_interrupt(m, t);
	} else {
		t->flags |= TASK_CANCEL;
	}
}

/* --- statements --- */

static enum flow request(struct machine *m, struct task *t,
			 const struct insn *in, int64_t d)
{
	enum flow flow = blocking_wait(m, t, 1, EVQ_NEVER);
	uint32_t device =
		in->b == NONE ? ACTOR_NONE : ACTOR(ACTOR_OBJECT, in->b);
	bool served;

	if (flow != FLOW_WAIT)
		return flow;
	served = request_ask(m, task_actor(m, t), t->wait_seq, in->b, d);
	emit(m, EV_WAIT, t, device, served ? d : -1);
	return flow;
}

/* wait, block: an I/O request; the thread waits for its end. */
enum flow op_wait(struct machine *m, struct task *t, const struct insn *in)
{
	uint32_t dur = in->a;
	int64_t d;

	if (t->phase == 1)
		return blocking_cut(t);
	if (dur == NONE)
		dur = m->prog->objects[in->b].latency;
	if (!eval_dur(m, t, dur, &d))
		return FLOW_RAISE;
	if (d == 0)
		return FLOW_NEXT;
	t->spin = 0;
	return request(m, t, in, d);
}

/* Phase 2: its turn was given away. */
enum flow op_yield(struct machine *m, struct task *t, const struct insn *in)
{
	(void)in;
	if (t->phase == 2 || thread_alone(m, thread_at(m, t->thread)))
		return FLOW_NEXT;
	emit(m, EV_YIELD, t, ACTOR_NONE, 0);
	t->state = TASK_READY;
	t->phase = 2;
	return FLOW_YIELD;
}

enum flow op_sleep(struct machine *m, struct task *t, const struct insn *in)
{
	enum flow flow;
	int64_t d;

	if (t->phase == 1)
		return blocking_cut(t);
	if (t->phase == 2)
		return FLOW_NEXT;
	if (!eval_dur(m, t, in->a, &d))
		return FLOW_RAISE;
	if (d == 0)
		return op_yield(m, t, in);
	t->spin = 0;
	flow = blocking_wait(m, t, 1, time_after(m, d));
	if (flow == FLOW_WAIT)
		emit(m, EV_SLEEP, t, ACTOR_NONE, d);
	return flow;
}

static void cancel_one(struct machine *m, struct task *t, struct task *target)
{
	bool felt;

	if (!task_spawned(target)) {
		emit_note(m, NOTE_NEVER_SPAWNED, t, task_actor(m, target));
		return;
	}
	emit(m, EV_CANCEL, t, task_actor(m, target), !task_ended(target));
	if (task_ended(target))
		return;
	if (m->runtime->unqueue) {
		if (!withdraw(m, target))
			emit_note(m, NOTE_CANCEL_IGNORED, t,
				  task_actor(m, target));
		return;
	}
	emit_note(m, NOTE_THREADS_CANNOT_CANCEL, t, task_actor(m, target));
	felt = target->state == TASK_WAITING || target->state == TASK_COMING;
	blocking_cancel(m, target);
	if (!felt)
		emit_note(m, NOTE_CANCEL_PENDING, t, task_actor(m, target));
}

enum flow op_cancel(struct machine *m, struct task *t, const struct insn *in)
{
	if (in->flags & INSN_SELF) {
		cancel_one(m, t, t);
		return FLOW_NEXT;
	}
	for (uint32_t i = 0; i < m->prog->refs[in->a].count; i++)
		cancel_one(m, t, &m->tasks[m->prog->refs[in->a].first + i]);
	return m->over ? FLOW_PAUSE : FLOW_NEXT;
}

op_fn *const blocking_ops[OP_COUNT] = {BLOCKING_OPS, [OP_CANCEL] = op_cancel};
