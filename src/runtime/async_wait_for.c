/* SPDX-License-Identifier: MIT */
/*
 * wait_for, as it was in CPython 3.11 (tasks.py; 3.12 rewrote it).
 *
 * Two futures, one after the other: a waiter that the task's end or the timer
 * releases; and, if it was the timer or a cancellation, another until the task,
 * which is cancelled then, has really ended (_cancel_and_wait).  So it can take
 * longer than its limit, and a cancellation that comes just after the task has
 * ended is lost: the known fault of that version.
 */
#include "runtime/async.h"

enum wait_for_phase {
	BEGINS,
	WAITS,   /* for the task's end or the timer */
	CLEARS,  /* out of time: until the cancelled task has ended */
	GIVES_UP /* cancelled itself: the same, then it raises that */
};

static struct task *whom(const struct machine *m, const struct insn *in)
{
	return &m->tasks[m->prog->refs[in->a].first];
}

static enum flow wait_for(struct machine *m, struct task *t, struct task *child,
			  enum wait_for_phase phase)
{
	task_await(m, t, AWAIT_PLAIN, 0);
	task_when_done(m, child, HANDLE_RELEASE, task_id(m, t), t->wait_seq);
	t->phase = (uint8_t)phase;
	return FLOW_WAIT;
}

/* _cancel_and_wait */
static enum flow cancel_and_wait(struct machine *m, struct task *t,
				 struct task *child, enum wait_for_phase phase)
{
	enum flow flow = wait_for(m, t, child, phase);

	(void)task_cancel(m, child, task_actor(m, t));
	emit(m, EV_BLOCK, t, task_actor(m, child), -1);
	return flow;
}

/* remove_done_callback, of the future awaited last */
static void unhang(struct machine *m, struct task *t, struct task *child)
{
	if (!task_ended(child))
		watch_del(m, child, HANDLE_RELEASE, task_id(m, t), t->wait_seq);
}

static enum flow out_of_time(struct machine *m, struct task *t,
			     struct task *child)
{
	emit(m, EV_TIMEOUT, t, task_actor(m, child), aside_of(m, t)->value);
	return FLOW_NEXT;
}

/* fut.result(), behind the limit or not. */
static enum flow result(struct machine *m, struct task *t,
			const struct insn *in, bool late)
{
	struct task *child = whom(m, in);
	uint32_t failure = task_outcome(child);

	task_timer_cancel(m, t);
	if (late && failure == FAILURE_CANCELLED)
		return out_of_time(m, t, child);
	if (failure != FAILURE_NONE)
		return flow_raise(t, failure);
	emit(m, EV_JOIN, t, task_actor(m, child), 0);
	t->pc = in->c;
	return FLOW_JUMP;
}

static enum flow begin(struct machine *m, struct task *t, const struct insn *in)
{
	struct task *child = whom(m, in);
	struct copies c = copies_of(in);
	enum flow flow;
	int64_t d;

	if (!eval_dur(m, t, in->b, &d))
		return FLOW_RAISE;
	aside_of(m, t)->value = time_after(m, d);
	if (!task_spawned(child))
		copies_start(m, t, child, &c);
	if (d > 0) {
		flow = wait_for(m, t, child, WAITS);
		task_timer(m, t, d);
		emit(m, EV_BLOCK, t, task_actor(m, child), -1);
		return flow;
	}
	if (task_ended(child))
		return result(m, t, in, false);
	return cancel_and_wait(m, t, child, CLEARS);
}

static enum flow first_wait_over(struct machine *m, struct task *t,
				 const struct insn *in)
{
	struct task *child = whom(m, in);

	if (task_ended(child))
		return result(m, t, in, false);
	unhang(m, t, child);
	return cancel_and_wait(m, t, child,
			       t->wake == WAKE_RAISE ? GIVES_UP : CLEARS);
}

enum flow async_wait_for(struct machine *m, struct task *t,
			 const struct insn *in)
{
	switch ((enum wait_for_phase)t->phase) {
	case BEGINS:
		return begin(m, t, in);
	case WAITS:
		return first_wait_over(m, t, in);
	case CLEARS:
	case GIVES_UP:
		break;
	}
	unhang(m, t, whom(m, in));
	if (t->wake != WAKE_RAISE && t->phase == CLEARS)
		return result(m, t, in, true);
	task_timer_cancel(m, t);
	return flow_raise(t, FAILURE_CANCELLED);
}
