/* SPDX-License-Identifier: MIT */
/*
 * Task.cancel: a request goes inwards, through whatever the task awaits, to
 * the future at the heart of it.  Nobody runs meanwhile.
 *
 * A task that waits for a task passes its cancellation on to that one, and one
 * that waits for a gather to every member: the innermost is cancelled first,
 * and those outside learn of it one by one as the inner ones end.  A task that
 * awaits nothing (it runs, or is about to) only notes the request: it is raised
 * at its next real wait.
 *
 * Source: Task.cancel, Task.__step in tasks.py; _GatheringFuture.cancel.
 */
#include "runtime/async.h"

/* Tasks that wait for each other in a circle: CPython gives up with a
 * RecursionError, we after so many steps; they are paid for as statements. */
#define CANCEL_LIMIT 100000

/* --- gathers met on the way: their members, the innermost on top --- */

static void path_push(struct async *s, uint32_t node)
{
	uint32_t i = pool_push(&s->path);

	((uint32_t *)s->path.data)[i] = node;
}

/* The next member that has not ended, or NULL. */
static struct task *path_next(struct machine *m)
{
	struct async *s = async_of(m);

	while (s->path.n > 0) {
		uint32_t *top = (uint32_t *)s->path.data + s->path.n - 1;
		struct task *t;

		if (*top == NONE) {
			s->path.n--;
			continue;
		}
		machine_spend(m, 1);
		t = &m->tasks[node_at(s, *top)->value];
		*top = node_at(s, *top)->link;
		if (!task_ended(t))
			return t;
	}
	return NULL;
}

static bool any_left(struct machine *m, const struct gang *g)
{
	const struct async *s = async_of(m);

	for (uint32_t i = g->first; i != NONE; i = node_at(s, i)->link) {
		machine_spend(m, 1);
		if (!task_ended(&m->tasks[node_at(s, i)->value]))
			return true;
	}
	return false;
}

/* --- by what is awaited; its future is pending --- */

/* Cancels what t awaits.  If that is a task, *inner is to go on with; if it is
 * a gather, the path.  false: it refuses. */
typedef bool reach_fn(struct machine *m, struct task *t, uint32_t by,
		      struct task **inner);

static bool reach_plain(struct machine *m, struct task *t, uint32_t by,
			struct task **inner)
{
	(void)inner;
	task_cut(m, t, by);
	return true;
}

static bool reach_io(struct machine *m, struct task *t, uint32_t by,
		     struct task **inner)
{
	request_drop(m, task_actor(m, t), m->prog->code[t->pc].b);
	loop_of(m, t)->io--;
	return reach_plain(m, t, by, inner);
}

/* The job hears of it from a callback of its own. */
static bool reach_job(struct machine *m, struct task *t, uint32_t by,
		      struct task **inner)
{
	uint32_t job = coro_of(m, t)->ref;

	loop_soon(m, HANDLE_JOB_CHECK, job, job_at(async_of(m), job)->age, 0);
	return reach_plain(m, t, by, inner);
}

/* Only the outer future: whom it shields feels nothing. */
static bool reach_shield(struct machine *m, struct task *t, uint32_t by,
			 struct task **inner)
{
	loop_soon(m, HANDLE_BARE, task_id(m, t), t->wait_seq,
		  coro_of(m, t)->ref);
	return reach_plain(m, t, by, inner);
}

static bool reach_task(struct machine *m, struct task *t, uint32_t by,
		       struct task **inner)
{
	(void)by;
	*inner = &m->tasks[coro_of(m, t)->ref];
	return true;
}

static bool reach_gather(struct machine *m, struct task *t, uint32_t by,
			 struct task **inner)
{
	struct gang *g = gang_at(async_of(m), coro_of(m, t)->ref);

	(void)by, (void)inner;
	if (!any_left(m, g))
		return false;
	g->flags |= GANG_CANCELLED;
	path_push(async_of(m), g->first);
	return true;
}

static reach_fn *const reach[] = {
	[AWAIT_PLAIN] = reach_plain, [AWAIT_IO] = reach_io,
	[AWAIT_JOB] = reach_job,     [AWAIT_SHIELD] = reach_shield,
	[AWAIT_TASK] = reach_task,   [AWAIT_GATHER] = reach_gather,
};

static bool reach_awaited(struct machine *m, struct task *t, uint32_t by,
			  struct task **inner)
{
	const struct coro *c = coro_of(m, t);

	*inner = NULL;
	if (c->await == AWAIT_NONE || c->fut != FUT_PENDING)
		return false;
	return reach[c->await](m, t, by, inner);
}

/* --- the way inwards --- */

/* One that was never released: there is nothing to wait for. */
static void withdraw(struct machine *m, struct task *t)
{
	task_withdraw(m, t);
	task_call_back(m, t);
}

static void cancel_one(struct machine *m, struct task *t, uint32_t by,
		       struct task **inner)
{
	struct coro *c = coro_of(m, t);

	if (c->cancels < UINT16_MAX)
		c->cancels++;
	if (!reach_awaited(m, t, by, inner))
		t->flags |= TASK_CANCEL;
}

/* t and all whom it passes the request on to. */
static void cancel_from(struct machine *m, struct task *t, uint32_t by)
{
	for (int n = 0; t && n < CANCEL_LIMIT; n++) {
		struct task *inner = NULL;

		machine_spend(m, 1);
		if (t->state == TASK_COMING)
			withdraw(m, t);
		else
			cancel_one(m, t, by, &inner);
		t = inner ? inner : path_next(m);
	}
	async_of(m)->path.n = 0;
}

bool task_cancel(struct machine *m, struct task *t, uint32_t by)
{
	if (task_ended(t))
		return false;
	cancel_from(m, t, by);
	return true;
}

bool await_cancel(struct machine *m, struct task *t, uint32_t by)
{
	struct task *inner;

	if (!reach_awaited(m, t, by, &inner))
		return false;
	cancel_from(m, inner ? inner : path_next(m), by);
	return true;
}

uint32_t task_uncancel(struct machine *m, struct task *t)
{
	struct coro *c = coro_of(m, t);

	if (c->cancels > 0)
		c->cancels--;
	return c->cancels;
}
