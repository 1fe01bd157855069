/* SPDX-License-Identifier: MIT */
/*
 * Statements of tasks that have a thread of their own (threads, and those that
 * will share them: gil, pool, processes) or share one that stands still (sync),
 * and of the workers behind `offload`: whoever waits, waits as a thread.
 *
 * A free lock goes to whoever comes: a woken waiter tries when he runs, and
 * queues again behind the others if somebody was quicker.  Source: CPython
 * 3.11 Modules/_threadmodule.c (acquire_timed), Lib/queue.py, Lib/threading.py;
 * rules E5, E8, S3, S7 of turntable-setups(7).
 */
#ifndef RUNTIME_BLOCKING_H
#define RUNTIME_BLOCKING_H

#include "vos/ops.h"
#include "vos/runtime.h"

/* What watches a task that may end: watch.kind. */
enum watch_kind {
	WATCH_END,  /* ref: a task that waits at its wait_seq */
	WATCH_GROUP /* ref: the block of the group it is a member of */
};

/* The task waits, at most until `own` (EVQ_NEVER: as long as it takes), and
 * goes on with `phase`.  FLOW_RAISE instead if a cancellation is pending or a
 * deadline round it is over. */
enum flow blocking_wait(struct machine *m, struct task *t, uint8_t phase,
			int64_t own);

/* The same, but nothing can cut it. */
enum flow blocking_wait_firmly(struct machine *m, struct task *t,
			       uint8_t phase);

/* Was its wait cut?  Then FLOW_RAISE, else FLOW_NEXT. */
enum flow blocking_cut(struct task *t);

/* What it waited for has come; by: actor that brought it. */
void blocking_wake(struct machine *m, struct task *t, uint32_t by);

/* The runtime's hook: a request or timer of a waiting task is over. */
void blocking_woken(struct machine *m, struct task *t, enum wake how);

/* A waiting task is taken out of its wait to feel a cancellation. */
void blocking_interrupt(struct machine *m, struct task *t);

/* Cancels as threads can: at its next real wait, or in this one. */
void blocking_cancel(struct machine *m, struct task *t);

/* The task's body is over: records it and tells those who wait for it.  When
 * nobody is left whom the run waits for, the run is over. */
void blocking_end(struct machine *m, struct task *t);

/* The same for one that has not begun and never will. */
void blocking_withdraw(struct machine *m, struct task *t);

/* Passes through the start of all tasks a statement names; FLOW_NEXT: done. */
enum flow blocking_start_all(struct machine *m, struct task *t,
			     const struct insn *in);

/* A member of the group whose block this is has ended. */
void group_member_ended(struct machine *m, uint32_t block,
			const struct task *ended);

op_fn op_wait, op_sleep, op_yield, op_timeout, op_timeout_end, op_cancel;
op_fn op_acquire, op_release, op_with, op_with_end;
op_fn op_put, op_get, op_done, op_wait_done;
op_fn op_wait_event, op_set, op_wait_on, op_notify;
op_fn op_spawn, op_join, op_gather, op_wait_tasks, op_wait_for, op_shield;
op_fn op_group, op_group_end;

/* clang-format off */
#define BLOCKING_OPS \
	COMMON_OPS, \
	[OP_WAIT] = op_wait, [OP_BLOCK] = op_wait, [OP_SLEEP] = op_sleep, \
	[OP_YIELD] = op_yield, [OP_OFFLOAD] = op_pass, \
	[OP_OFFLOAD_END] = op_pass, [OP_TIMEOUT] = op_timeout, \
	[OP_TIMEOUT_END] = op_timeout_end, [OP_ACQUIRE] = op_acquire, \
	[OP_RELEASE] = op_release, [OP_WITH] = op_with, \
	[OP_WITH_END] = op_with_end, [OP_PUT] = op_put, [OP_GET] = op_get, \
	[OP_DONE] = op_done, [OP_WAIT_DONE] = op_wait_done, \
	[OP_WAIT_EVENT] = op_wait_event, [OP_SET] = op_set, \
	[OP_WAIT_ON] = op_wait_on, [OP_NOTIFY] = op_notify, \
	[OP_SPAWN] = op_spawn, [OP_JOIN] = op_join, \
	[OP_GATHER] = op_gather, [OP_WAIT_TASKS] = op_wait_tasks, \
	[OP_WAIT_FOR] = op_wait_for, [OP_SHIELD] = op_shield, \
	[OP_GROUP] = op_group, [OP_GROUP_END] = op_group_end
/* clang-format on */

/* The table of `threads`; executor workers use it too. */
extern op_fn *const blocking_ops[OP_COUNT];

#endif
