/* SPDX-License-Identifier: MIT */
/*
 * Statements that let time pass: a timer, an answer, a turn of the others, and
 * the call that stops them all.  Source: sleep and __sleep0 in tasks.py.
 */
#include "runtime/async.h"

/* One trip through the ready queue, whoever else is in it. */
enum flow async_yield(struct machine *m, struct task *t, const struct insn *in)
{
	(void)in;
	if (t->phase == 0) {
		emit(m, EV_YIELD, t, ACTOR_NONE, 0);
		t->phase = 2;
		return FLOW_YIELD;
	}
	return t->wake == WAKE_RAISE ? FLOW_RAISE : FLOW_NEXT;
}

enum flow async_sleep(struct machine *m, struct task *t, const struct insn *in)
{
	int64_t d;

	if (t->phase == 2)
		return async_yield(m, t, in);
	if (t->phase == 1) {
		task_timer_cancel(m, t);
		return t->wake == WAKE_RAISE ? FLOW_RAISE : FLOW_NEXT;
	}
	if (!eval_dur(m, t, in->a, &d))
		return FLOW_RAISE;
	if (d <= 0)
		return async_yield(m, t, in);
	task_await(m, t, AWAIT_PLAIN, 0);
	task_timer(m, t, d);
	emit(m, EV_SLEEP, t, ACTOR_NONE, d);
	t->phase = 1;
	return FLOW_WAIT;
}

/* The duration of a request: given, or the device's own. */
static bool request_dur(struct machine *m, struct task *t,
			const struct insn *in, int64_t *d)
{
	uint32_t dur = in->a;

	if (dur == NONE)
		dur = m->prog->objects[in->b].latency;
	return eval_dur(m, t, dur, d);
}

static uint32_t device_actor(const struct insn *in)
{
	return in->b == NONE ? ACTOR_NONE : ACTOR(ACTOR_OBJECT, in->b);
}

/* The answer is found by a poll and reaches the task one iteration later. */
enum flow async_io(struct machine *m, struct task *t, const struct insn *in)
{
	bool served;
	int64_t d;

	if (t->phase == 1)
		return t->wake == WAKE_RAISE ? FLOW_RAISE : FLOW_NEXT;
	if (!request_dur(m, t, in, &d))
		return FLOW_RAISE;
	if (d <= 0)
		return FLOW_NEXT;
	task_await(m, t, AWAIT_IO, 0);
	loop_of(m, t)->io++;
	served = request_ask(m, task_actor(m, t), t->wait_seq, in->b, d);
	emit(m, EV_WAIT, t, device_actor(in), served ? d : -1);
	t->phase = 1;
	return FLOW_WAIT;
}

/* The loop's thread itself waits, and everybody with it. */
enum flow async_block(struct machine *m, struct task *t, const struct insn *in)
{
	struct loop *l = loop_of(m, t);
	bool served;
	int64_t d;

	if (t->phase == 1) {
		t->state = TASK_RUNNING;
		return FLOW_NEXT;
	}
	if (!request_dur(m, t, in, &d))
		return FLOW_RAISE;
	if (d <= 0)
		return FLOW_NEXT;
	served = request_ask(m, ACTOR(ACTOR_THREAD, l->thread), 0, in->b, d);
	emit_full(m, EV_BLOCK, task_actor(m, t), task_stmt(m, t),
		  device_actor(in), served ? d : -1, BLOCKED_BY_CALL, 0,
		  thread_at(m, t->thread)->core);
	t->state = TASK_WAITING;
	t->spin = 0;
	t->phase = 1;
	l->blocked = true;
	return FLOW_WAIT;
}
