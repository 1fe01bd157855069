/* SPDX-License-Identifier: MIT */
/*
 * Statements about one task: create_task, await of a task, shield, cancel.
 * Where a name means several copies they are taken one after another.
 * Source: create_task, shield in tasks.py.
 */
#include "runtime/async.h"

/* --- whom a statement names --- */

struct copies copies_of(const struct insn *in)
{
	return (struct copies){.ref = in->a, .refs_left = in->n ? in->n : 1};
}

struct task *copies_next(struct machine *m, struct copies *c)
{
	machine_spend(m, 1);
	const struct prog_ref *r;

	while (c->refs_left > 0) {
		r = &m->prog->refs[c->ref];
		if (c->k < r->count)
			return &m->tasks[r->first + c->k++];
		c->ref++;
		c->refs_left--;
		c->k = 0;
	}
	return NULL;
}

uint32_t copies_actor(const struct machine *m, const struct insn *in)
{
	const struct prog_ref *r = &m->prog->refs[in->a];

	return in->n <= 1 && r->count == 1 ? ACTOR(ACTOR_TASK, r->first)
					   : ACTOR_NONE;
}

void copies_start(struct machine *m, struct task *t, struct task *child,
		  const struct copies *c)
{
	if (m->prog->refs[c->ref].count == 1)
		(void)task_spawn_alone(m, t, child);
	else
		(void)task_spawn(m, t, child);
}

/* --- spawn --- */

static enum flow spawn_next(struct machine *m, struct task *t,
			    const struct insn *in)
{
	struct task *child = task_next_unborn(m, in->a);

	if (child)
		(void)task_spawn_alone(m, t, child);
	else
		emit_note(m, NOTE_NO_MORE_COPIES, t, ACTOR_NONE);
	return FLOW_NEXT;
}

enum flow async_spawn(struct machine *m, struct task *t, const struct insn *in)
{
	struct copies c = copies_of(in);
	struct task *child;

	if (in->flags & INSN_NEXT)
		return spawn_next(m, t, in);
	while ((child = copies_next(m, &c)))
		if (task_spawned(child))
			emit_note(m, NOTE_SPAWNED_TWICE, t,
				  task_actor(m, child));
		else
			copies_start(m, t, child, &c);
	return FLOW_NEXT;
}

/* --- one after another: aside.a says who is next --- */

/* The one whose turn it is; those never spawned are passed over.  NULL: all
 * have had theirs. */
static struct task *current(struct machine *m, struct task *t,
			    const struct insn *in)
{
	const struct prog_ref *r = &m->prog->refs[in->a];

	for (uint32_t *i = &aside_of(m, t)->a; *i < r->count; ++*i) {
		struct task *child = &m->tasks[r->first + *i];

		if (task_spawned(child))
			return child;
		emit_note(m, NOTE_NEVER_SPAWNED, t, task_actor(m, child));
	}
	return NULL;
}

/* It has ended: its failure is raised, or the statement has what it wants. */
static enum flow take_result(struct machine *m, struct task *t,
			     const struct insn *in, struct task *child)
{
	uint32_t failure = task_outcome(child);

	if (failure != FAILURE_NONE)
		return flow_raise(t, failure);
	emit(m, EV_JOIN, t, task_actor(m, child), 0);
	if (in->op == OP_JOIN && in->b != NONE)
		var_write(m, t, in->b, aside_of(m, child)->value);
	aside_of(m, t)->a++;
	return FLOW_NEXT;
}

typedef void await_fn(struct machine *m, struct task *t, struct task *child);

static enum flow one_by_one(struct machine *m, struct task *t,
			    const struct insn *in, await_fn *await)
{
	struct task *child;
	enum flow flow;

	if (t->phase == 0)
		aside_of(m, t)->a = 0;
	else if (t->wake == WAKE_RAISE)
		return FLOW_RAISE;
	while ((child = current(m, t, in))) {
		if (!task_ended(child)) {
			await(m, t, child);
			emit(m, EV_BLOCK, t, task_actor(m, child), -1);
			t->phase = 1;
			return FLOW_WAIT;
		}
		flow = take_result(m, t, in, child);
		if (flow != FLOW_NEXT)
			return flow;
	}
	return FLOW_NEXT;
}

static void await_task(struct machine *m, struct task *t, struct task *child)
{
	/* "Task cannot await on itself": at its next step */
	if (child == t) {
		coro_of(m, t)->fut = FUT_FAILED;
		t->failure = FAILURE_MISUSE;
		t->state = TASK_READY;
		loop_soon(m, HANDLE_STEP, task_id(m, t), 0, 0);
		return;
	}
	task_await(m, t, AWAIT_TASK, task_id(m, child));
	watch_add(m, child, HANDLE_WAKEUP, task_id(m, t), t->wait_seq);
}

enum flow async_join(struct machine *m, struct task *t, const struct insn *in)
{
	return one_by_one(m, t, in, await_task);
}

/* --- shield --- */

static void await_shield(struct machine *m, struct task *t, struct task *child)
{
	task_await(m, t, AWAIT_SHIELD, task_id(m, child));
	watch_add(m, child, HANDLE_SHIELDED, task_id(m, t), t->wait_seq);
}

enum flow async_shield(struct machine *m, struct task *t, const struct insn *in)
{
	return one_by_one(m, t, in, await_shield);
}

/* _inner_done_callback */
void handle_shielded(struct machine *m, const struct handle *h)
{
	struct task *t = &m->tasks[h->ref];
	const struct task *inner = &m->tasks[h->arg];

	if (task_pending(m, t, h->seq))
		task_fail(m, t, task_outcome(inner), task_actor(m, inner));
}

/* _outer_done_callback */
void handle_bare(struct machine *m, const struct handle *h)
{
	struct task *inner = &m->tasks[h->arg];

	if (!task_ended(inner))
		watch_del(m, inner, HANDLE_SHIELDED, h->ref, h->seq);
}

/* --- cancel --- */

static void cancel(struct machine *m, struct task *t, struct task *whom)
{
	emit(m, EV_CANCEL, t, task_actor(m, whom), !task_ended(whom));
	(void)task_cancel(m, whom, task_actor(m, t));
}

enum flow async_cancel(struct machine *m, struct task *t, const struct insn *in)
{
	struct copies c = copies_of(in);
	struct task *whom;

	if (in->flags & INSN_SELF) {
		cancel(m, t, t);
		return FLOW_NEXT;
	}
	while ((whom = copies_next(m, &c)))
		if (task_spawned(whom))
			cancel(m, t, whom);
		else
			emit_note(m, NOTE_NEVER_SPAWNED, t,
				  task_actor(m, whom));
	return FLOW_NEXT;
}
