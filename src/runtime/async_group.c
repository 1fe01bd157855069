/* SPDX-License-Identifier: MIT */
/*
 * Task groups and timeouts: blocks that cancel.  Source: taskgroups.py,
 * timeouts.py.
 *
 * Both cancel the very task whose block it is, to get it out of whatever it
 * waits for, and turn that cancellation into something else at the block's end.
 * To tell their own from one that somebody else asked for they count them.
 */
#include "runtime/async.h"

#include "base/mem.h"
#include "vos/failure.h"

/* --- TaskGroup --- */

static struct gang *group_of(struct machine *m, const struct task *t)
{
	return gang_at(async_of(m), block_top(m, t)->ref);
}

enum flow async_group(struct machine *m, struct task *t, const struct insn *in)
{
	struct async *s = async_of(m);
	uint32_t gang = gang_new(m, t, 0);
	struct copies c = copies_of(in);
	struct task *child;

	while ((child = copies_next(m, &c))) {
		struct gang *g = gang_at(s, gang);

		if (task_spawned(child)) {
			emit_note(m, NOTE_GROUP_RUNNING, t,
				  task_actor(m, child));
			continue;
		}
		copies_start(m, t, child, &c);
		list_add(s, &g->first, &g->last, task_id(m, child));
		g->open++;
		task_when_done(m, child, HANDLE_GROUPED, gang, g->age);
	}
	block_push(m, t, BLOCK_GROUP, in->c)->ref = gang;
	return FLOW_NEXT;
}

/* _abort: in order of creation, which CPython leaves open. */
static void group_abort(struct machine *m, struct gang *g, uint32_t by)
{
	struct async *s = async_of(m);

	g->flags |= GANG_ABORTING;
	for (uint32_t i = g->first; i != NONE; i = node_at(s, i)->link)
		(void)task_cancel(m, &m->tasks[node_at(s, i)->value], by);
}

/* A member has failed: so does the group, and its block is cut short. */
static void group_fails(struct machine *m, struct gang *g, uint32_t failure,
			uint32_t by)
{
	list_add(async_of(m), &g->failed, &g->last_failed, failure);
	g->n_failed++;
	if (g->flags & (GANG_ABORTING | GANG_PARENT))
		return;
	group_abort(m, g, by);
	g->flags |= GANG_PARENT;
	(void)task_cancel(m, &m->tasks[g->task], by);
}

/* _on_task_done */
void handle_grouped(struct machine *m, const struct handle *h)
{
	struct gang *g = gang_at(async_of(m), h->ref);
	const struct task *child = &m->tasks[h->arg];
	uint32_t failure = task_outcome(child);

	g->open--;
	if (g->open == 0 && g->flags & GANG_EXITING)
		task_resolve(m, &m->tasks[g->task], task_actor(m, child));
	if (failure != FAILURE_NONE && failure != FAILURE_CANCELLED)
		group_fails(m, g, failure, task_actor(m, child));
}

/* __aexit__, up to its loop. */
static void exit_begins(struct machine *m, struct task *t, struct gang *g,
			const struct block *b)
{
	bool raises = b->pending == PENDING_RAISE;

	if (raises && b->failure == FAILURE_CANCELLED)
		g->flags |= GANG_PASSES;
	if (g->flags & GANG_PARENT && task_uncancel(m, t) == 0)
		g->flags &= (uint16_t)~GANG_PASSES;
	if (raises && !(g->flags & GANG_ABORTING))
		group_abort(m, g, task_actor(m, t));
}

/* Its wait for the members was cut: they are cancelled, and waited for. */
static void exit_cut(struct machine *m, struct task *t, struct gang *g)
{
	if (g->flags & GANG_ABORTING)
		return;
	g->flags |= GANG_PASSES;
	group_abort(m, g, task_actor(m, t));
}

/* The failures of all members, in the order they came. */
static uint32_t group_failure(struct machine *m, const struct gang *g)
{
	const struct async *s = async_of(m);
	uint32_t *all = mem_grow_array(NULL, g->n_failed, sizeof *all);
	uint32_t n = 0;
	uint32_t failure;

	for (uint32_t i = g->failed; i != NONE; i = node_at(s, i)->link)
		all[n++] = node_at(s, i)->value;
	failure = failure_group(m, all, n);
	mem_free(all);
	return failure;
}

/* __aexit__, behind its loop. */
static enum flow exit_ends(struct machine *m, struct task *t, struct gang *g,
			   struct block *b)
{
	bool raises = b->pending == PENDING_RAISE;

	if (raises && b->failure != FAILURE_CANCELLED) {
		list_add(async_of(m), &g->failed, &g->last_failed, b->failure);
		g->n_failed++;
	}
	if (g->n_failed > 0) {
		b->pending = PENDING_RAISE;
		b->failure = group_failure(m, g);
	} else if (g->flags & GANG_PASSES) {
		b->pending = PENDING_RAISE;
		b->failure = FAILURE_CANCELLED;
	}
	gang_free(m, b->ref);
	if (b->pending != PENDING_RAISE)
		emit(m, EV_JOIN, t, ACTOR_NONE, 0);
	return block_leave(m, t);
}

enum flow async_group_end(struct machine *m, struct task *t,
			  const struct insn *in)
{
	struct gang *g = group_of(m, t);

	(void)in;
	if (t->phase == 0)
		exit_begins(m, t, g, block_top(m, t));
	g->flags &= (uint16_t)~GANG_EXITING;
	if (t->phase == 1 && t->wake == WAKE_RAISE)
		exit_cut(m, t, g);
	if (g->open == 0)
		return exit_ends(m, t, g, block_top(m, t));
	g->flags |= GANG_EXITING;
	task_await(m, t, AWAIT_PLAIN, 0);
	emit(m, EV_BLOCK, t, ACTOR_NONE, -1);
	t->phase = 1;
	return FLOW_WAIT;
}

/* --- timeout --- */

enum flow async_timeout(struct machine *m, struct task *t,
			const struct insn *in)
{
	struct async *s = async_of(m);
	struct block *b;
	struct guard *g;
	uint32_t i;
	int64_t d;

	if (!eval_dur(m, t, in->a, &d))
		return FLOW_RAISE;
	i = pool_take(&s->guards);
	g = guard_at(s, i);
	*g = (struct guard){.age = ++s->ages,
			    .task = task_id(m, t),
			    .cancels = coro_of(m, t)->cancels,
			    .armed = true};
	b = block_push(m, t, BLOCK_TIMEOUT, in->c);
	b->ref = i;
	b->mark = time_after(m, d);
	if (d > 0) {
		loop_timer(m, b->mark, HANDLE_TIMEOUT, i, g->age);
	} else {
		loop_of(m, t)->live++;
		loop_soon(m, HANDLE_TIMEOUT, i, g->age, 0);
	}
	return FLOW_NEXT;
}

static void guard_disarm(struct machine *m, struct guard *g)
{
	if (g->armed)
		loop_of(m, &m->tasks[g->task])->live--;
	g->armed = false;
}

/* _on_timeout */
void handle_timeout(struct machine *m, const struct handle *h)
{
	struct guard *g = guard_at(async_of(m), h->ref);

	if (g->age != h->seq)
		return;
	guard_disarm(m, g);
	g->expiring = true;
	(void)task_cancel(m, &m->tasks[g->task], ACTOR_NONE);
}

/* Is the cancellation that leaves the block its own, and the only one?  Since
 * 3.11.3 one that was there before it began does not count. */
static bool timed_out(struct machine *m, struct task *t, const struct guard *g,
		      const struct block *b)
{
	uint32_t before = async_of(m)->old_timeout ? 0 : g->cancels;

	return g->expiring && task_uncancel(m, t) <= before &&
	       b->pending == PENDING_RAISE && b->failure == FAILURE_CANCELLED;
}

/* __aexit__ */
enum flow async_timeout_end(struct machine *m, struct task *t,
			    const struct insn *in)
{
	struct async *s = async_of(m);
	struct block *b = block_top(m, t);
	struct guard *g = guard_at(s, b->ref);
	bool late = timed_out(m, t, g, b);
	int64_t deadline = b->mark;

	guard_disarm(m, g);
	g->age = 0;
	pool_give(&s->guards, b->ref);
	if (!late && b->pending != PENDING_NONE)
		return block_leave(m, t);
	block_pop(m, t);
	if (late) {
		emit(m, EV_TIMEOUT, t, ACTOR_NONE, deadline);
		return FLOW_NEXT;
	}
	t->pc = in->c;
	return FLOW_JUMP;
}
