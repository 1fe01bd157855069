/* SPDX-License-Identifier: MIT */
/*
 * Locks, semaphores, events, conditions and queues between threads (S3): what
 * is let go is free for whoever comes; the woken waiter tries when he runs.
 */
#include "runtime/blocking.h"

#include "vos/failure.h"

static uint32_t actor_of(const struct insn *in)
{
	return ACTOR(ACTOR_OBJECT, in->a);
}

/* The task stands in a line of the object and waits. */
static enum flow stand(struct machine *m, struct task *t, const struct insn *in,
		       int line, uint8_t phase)
{
	enum flow flow = blocking_wait(m, t, phase, EVQ_NEVER);

	if (flow != FLOW_WAIT)
		return flow;
	line_push(m, &m->objects[in->a].line[line], t);
	emit(m, EV_BLOCK, t, actor_of(in), -1);
	return flow;
}

/* The first of a line goes on; it is woken by t. */
static bool call_first(struct machine *m, struct task *t, struct line *line)
{
	struct task *waiter = line_pop(m, line);

	if (waiter)
		blocking_wake(m, waiter, task_actor(m, t));
	return waiter != NULL;
}

static void call_all(struct machine *m, struct task *t, struct line *line)
{
	while (call_first(m, t, line))
		;
}

/* --- locks and semaphores --- */

static bool take(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *o = &m->objects[in->a];
	bool counts = m->prog->objects[in->a].kind == OBJECT_SEMAPHORE;

	if (counts ? o->amount <= 0 : o->amount != 0)
		return false;
	o->amount += counts ? -1 : 1;
	if (!counts)
		o->holder = task_id(m, t);
	emit(m, EV_ACQUIRE, t, actor_of(in), counts ? o->amount : 0);
	return true;
}

enum flow op_acquire(struct machine *m, struct task *t, const struct insn *in)
{
	enum flow flow = t->phase ? blocking_cut(t) : FLOW_NEXT;

	if (flow != FLOW_NEXT)
		return flow;
	if (take(m, t, in))
		return FLOW_NEXT;
	return stand(m, t, in, LINE_MAIN, 1);
}

/* false: it was free already. */
static bool let_go(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *o = &m->objects[in->a];
	bool counts = m->prog->objects[in->a].kind == OBJECT_SEMAPHORE;

	if (!counts && o->amount == 0)
		return false;
	o->amount += counts ? 1 : -1;
	o->holder = NONE;
	emit(m, EV_RELEASE, t, actor_of(in), counts ? o->amount : 1);
	(void)call_first(m, t, &o->line[LINE_MAIN]);
	return true;
}

enum flow op_release(struct machine *m, struct task *t, const struct insn *in)
{
	return let_go(m, t, in) ? FLOW_NEXT : flow_raise(t, FAILURE_MISUSE);
}

enum flow op_with(struct machine *m, struct task *t, const struct insn *in)
{
	enum flow flow = op_acquire(m, t, in);

	if (flow == FLOW_NEXT)
		block_push(m, t, BLOCK_WITH, in->c);
	return flow;
}

enum flow op_with_end(struct machine *m, struct task *t, const struct insn *in)
{
	if (let_go(m, t, in))
		return block_leave(m, t);
	block_pop(m, t);
	return flow_raise(t, FAILURE_MISUSE);
}

/* --- events --- */

static enum flow came(struct machine *m, struct task *t, const struct insn *in)
{
	emit(m, EV_JOIN, t, actor_of(in), 0);
	return FLOW_NEXT;
}

/* Who was woken goes on, even if the event was cleared before he runs. */
enum flow op_wait_event(struct machine *m, struct task *t,
			const struct insn *in)
{
	enum flow flow = t->phase ? blocking_cut(t) : FLOW_NEXT;

	if (flow != FLOW_NEXT)
		return flow;
	if (t->phase == 1 || m->objects[in->a].amount)
		return came(m, t, in);
	return stand(m, t, in, LINE_MAIN, 1);
}

enum flow op_set(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *o = &m->objects[in->a];

	o->amount = 1;
	emit(m, EV_SET, t, actor_of(in), 0);
	call_all(m, t, &o->line[LINE_MAIN]);
	return FLOW_NEXT;
}

/* --- conditions: their own lock, and a line of those who wait for news --- */

static bool holds(const struct machine *m, const struct task *t,
		  const struct insn *in)
{
	return m->objects[in->a].amount &&
	       m->objects[in->a].holder == task_id(m, t);
}

/* Phase 1: waits for a notify.  Phase 2: for the lock again, whatever cut the
 * wait; aside.a keeps the failure that goes on then. */
static enum flow back_in(struct machine *m, struct task *t,
			 const struct insn *in)
{
	if (take(m, t, in)) {
		uint32_t failure = aside_of(m, t)->a;

		return failure == FAILURE_NONE ? came(m, t, in)
					       : flow_raise(t, failure);
	}
	(void)blocking_wait_firmly(m, t, 2);
	line_push(m, &m->objects[in->a].line[LINE_MAIN], t);
	emit(m, EV_BLOCK, t, actor_of(in), -1);
	return FLOW_WAIT;
}

enum flow op_wait_on(struct machine *m, struct task *t, const struct insn *in)
{
	uint32_t *pending = &aside_of(m, t)->a;
	enum flow flow;

	if (t->phase == 1) {
		flow = blocking_cut(t);
		*pending = flow == FLOW_RAISE ? t->failure : FAILURE_NONE;
	}
	if (t->phase == 2 && blocking_cut(t) == FLOW_RAISE)
		*pending = t->failure;
	if (t->phase > 0)
		return back_in(m, t, in);
	if (!holds(m, t, in))
		return flow_raise(t, FAILURE_MISUSE);
	flow = stand(m, t, in, LINE_NOTIFY, 1);
	if (flow == FLOW_WAIT)
		(void)let_go(m, t, in);
	return flow;
}

enum flow op_notify(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *o = &m->objects[in->a];
	int64_t n = 1, woken = 0;

	if (in->b != NONE && !eval(m, t, in->b, &n))
		return FLOW_RAISE;
	if (!holds(m, t, in))
		return flow_raise(t, FAILURE_MISUSE);
	if (in->flags & INSN_ALL)
		n = INT64_MAX;
	for (struct line *l = &o->line[LINE_NOTIFY];
	     woken < n && !line_empty(l); woken++)
		(void)call_first(m, t, l);
	emit(m, EV_NOTIFY, t, actor_of(in), woken);
	return FLOW_NEXT;
}

/* --- queues: an item is not kept for the getter that was woken --- */

static bool full(const struct machine *m, const struct insn *in)
{
	int64_t room = m->prog->objects[in->a].amount;

	return room > 0 && m->objects[in->a].size >= room;
}

enum flow op_put(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *o = &m->objects[in->a];
	int64_t *item = &aside_of(m, t)->value;
	enum flow flow = t->phase ? blocking_cut(t) : FLOW_NEXT;

	if (flow != FLOW_NEXT)
		return flow;
	if (t->phase == 0) {
		*item = 0;
		if (in->b != NONE && !eval(m, t, in->b, item))
			return FLOW_RAISE;
	}
	if (full(m, in))
		return stand(m, t, in, LINE_PUT, 1);
	item_put(m, o, *item);
	o->open++;
	emit(m, EV_PUT, t, actor_of(in), *item);
	(void)call_first(m, t, &o->line[LINE_MAIN]);
	return FLOW_NEXT;
}

enum flow op_get(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *o = &m->objects[in->a];
	enum flow flow = t->phase ? blocking_cut(t) : FLOW_NEXT;
	int64_t value;

	if (flow != FLOW_NEXT)
		return flow;
	if (o->size == 0)
		return stand(m, t, in, LINE_MAIN, 1);
	value = item_get(m, o);
	emit(m, EV_GET, t, actor_of(in), value);
	if (in->b != NONE)
		var_write(m, t, in->b, value);
	(void)call_first(m, t, &o->line[LINE_PUT]);
	return FLOW_NEXT;
}

enum flow op_done(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *o = &m->objects[in->a];

	if (o->open <= 0)
		return flow_raise(t, FAILURE_MISUSE);
	o->open--;
	emit(m, EV_TASK_DONE, t, actor_of(in), o->open);
	if (o->open == 0)
		call_all(m, t, &o->line[LINE_DONE]);
	return FLOW_NEXT;
}

enum flow op_wait_done(struct machine *m, struct task *t, const struct insn *in)
{
	enum flow flow = t->phase ? blocking_cut(t) : FLOW_NEXT;

	if (flow != FLOW_NEXT)
		return flow;
	if (m->objects[in->a].open > 0)
		return stand(m, t, in, LINE_DONE, 1);
	return came(m, t, in);
}
