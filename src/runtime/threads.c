/* SPDX-License-Identifier: MIT */
/*
 * Setup `threads`: a thread a task, scheduled by the virtual operating system.
 *
 * Who starts a thread waits until it has had its first turn, as CPython's
 * Thread.start does (Lib/threading.py: start waits for _started, which the
 * child sets before its target runs): rule E5.
 *
 * Setup `processes`: a process a task.  The operating system schedules it as it
 * does a thread; but each has variables of its own, copies of its spawner's as
 * they were at the spawn, and the spawner goes on (rule S6).
 */
#include "runtime/blocking.h"
#include "runtime/runtimes.h"

#include "vos/policy.h"

/* It starts by itself, so nobody else paid for its creation. */
static bool pays_itself(const struct machine *m, const struct task *t)
{
	return m->start_cost > 0 && !task_decl(m, t)->on_demand &&
	       (m->prog->main == NONE || m->prog->main == t->decl);
}

static void threads_arrive(struct machine *m, struct task *t)
{
	struct thread *th = thread_at(m, thread_new(m, t));

	if (pays_itself(m, t)) {
		emit_full(m, EV_START, task_actor(m, t), NONE, ACTOR_NONE,
			  m->start_cost, 0, 0, CORE_NONE);
		th->need = m->start_cost;
	}
	thread_ready(m, th, READY_NEW);
}

/* A spawned child keeps 1 + its spawner in aside.a until its first turn. */
static enum flow threads_start(struct machine *m, struct task *t,
			       struct task *child)
{
	enum flow flow;

	if (child->flags & TASK_STARTED || child->state != TASK_READY) {
		if (!(child->flags & TASK_STARTED))
			aside_of(m, child)->a = 0;
		return FLOW_NEXT;
	}
	flow = blocking_wait(m, t, t->phase, EVQ_NEVER);
	if (flow == FLOW_WAIT) {
		aside_of(m, child)->b = t->wait_seq;
		emit(m, EV_BLOCK, t, task_actor(m, child), -1);
	}
	return flow;
}

static void tell_spawner(struct machine *m, struct task *child)
{
	struct aside *own = aside_of(m, child);
	struct task *t = &m->tasks[own->a - 1];

	own->a = 0;
	if (t->state == TASK_WAITING && t->wait_seq == own->b)
		blocking_wake(m, t, task_actor(m, child));
}

static enum flow threads_turn(struct machine *m, struct thread *th)
{
	struct task *t = &m->tasks[th->task];
	enum flow flow;

	if (!(th->flags & THREAD_BEGUN)) {
		th->flags |= THREAD_BEGUN;
		if (aside_of(m, t)->a != 0)
			tell_spawner(m, t);
	}
	flow = interp_run(m, t, blocking_ops);
	if (flow == FLOW_END)
		blocking_end(m, t);
	return flow;
}

const struct runtime runtime_threads = {
	.name = "threads",
	.arrive = threads_arrive,
	.start = threads_start,
	.turn = threads_turn,
	.woken = blocking_woken,
	.stuck = deadlock_tell,
};

/* fork: the spawner goes on, and its child has copies of what it had. */
const struct runtime runtime_processes = {
	.name = "processes",
	.own_vars = true,
	.arrive = threads_arrive,
	.turn = threads_turn,
	.woken = blocking_woken,
	.stuck = deadlock_tell,
};
