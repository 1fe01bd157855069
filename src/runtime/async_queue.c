/* SPDX-License-Identifier: MIT */
/*
 * Queues, as queues.py has them in CPython 3.11.
 *
 * An item is not kept for the getter that it woke: whoever comes first takes
 * it, and the woken one that finds nothing goes back to the end of the line.
 * Who is woken leaves the line at once, unlike with locks.
 */
#include "runtime/async.h"

/* This task stands in a queue's line. */
#define TASK_STANDS TASK_CUT

static uint32_t actor_of(const struct machine *m, const struct object *q)
{
	return ACTOR(ACTOR_OBJECT, q - m->objects);
}

static bool full(const struct machine *m, const struct object *q)
{
	int64_t room = m->prog->objects[q - m->objects].amount;

	return room > 0 && q->size >= room;
}

static void leave(struct machine *m, struct line *line, struct task *t)
{
	if (!(t->flags & TASK_STANDS))
		return;
	t->flags &= (uint8_t)~TASK_STANDS;
	line_del(m, line, t);
}

/* _wakeup_next: those cancelled in front of it are dropped. */
static void wake_next(struct machine *m, struct line *line, uint32_t by)
{
	struct task *t;

	while ((t = line_first(m, line))) {
		leave(m, line, t);
		if (coro_of(m, t)->fut == FUT_PENDING) {
			task_resolve(m, t, by);
			return;
		}
	}
}

static enum flow stand(struct machine *m, struct task *t, struct object *q,
		       unsigned line)
{
	line_push(m, &q->line[line], t);
	t->flags |= TASK_STANDS;
	task_await(m, t, AWAIT_PLAIN, 0);
	emit(m, EV_BLOCK, t, actor_of(m, q), -1);
	t->phase = 1;
	return FLOW_WAIT;
}

/* Cancelled in line.  Was it woken before, the wake-up is another's. */
static enum flow cut(struct machine *m, struct task *t, struct object *q,
		     unsigned line, bool possible)
{
	leave(m, &q->line[line], t);
	if (possible && coro_of(m, t)->fut != FUT_CANCELLED)
		wake_next(m, &q->line[line], task_actor(m, t));
	return FLOW_RAISE;
}

enum flow async_put(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *q = &m->objects[in->a];
	int64_t *item = &aside_of(m, t)->value;

	if (t->phase == 1 && t->wake == WAKE_RAISE)
		return cut(m, t, q, LINE_PUT, !full(m, q));
	if (t->phase == 0) {
		*item = 0;
		if (in->b != NONE && !eval(m, t, in->b, item))
			return FLOW_RAISE;
	}
	if (full(m, q))
		return stand(m, t, q, LINE_PUT);
	item_put(m, q, *item);
	q->open++;
	emit(m, EV_PUT, t, actor_of(m, q), *item);
	wake_next(m, &q->line[LINE_MAIN], task_actor(m, t));
	return FLOW_NEXT;
}

enum flow async_get(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *q = &m->objects[in->a];
	int64_t item;

	if (t->phase == 1 && t->wake == WAKE_RAISE)
		return cut(m, t, q, LINE_MAIN, q->size > 0);
	if (q->size == 0)
		return stand(m, t, q, LINE_MAIN);
	item = item_get(m, q);
	emit(m, EV_GET, t, actor_of(m, q), item);
	wake_next(m, &q->line[LINE_PUT], task_actor(m, t));
	if (in->b != NONE)
		var_write(m, t, in->b, item);
	return FLOW_NEXT;
}

enum flow async_done(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *q = &m->objects[in->a];
	struct line *line = &q->line[LINE_DONE];

	if (q->open <= 0)
		return flow_raise(t, FAILURE_MISUSE);
	q->open--;
	emit(m, EV_TASK_DONE, t, actor_of(m, q), q->open);
	if (q->open > 0)
		return FLOW_NEXT;
	for (uint32_t i = line->first; i != NONE; i = m->asides[i].next)
		task_resolve(m, &m->tasks[i], task_actor(m, t));
	return FLOW_NEXT;
}

/* Waits once: what is put meanwhile does not count. */
enum flow async_wait_done(struct machine *m, struct task *t,
			  const struct insn *in)
{
	struct object *q = &m->objects[in->a];

	if (t->phase == 1) {
		leave(m, &q->line[LINE_DONE], t);
		if (t->wake == WAKE_RAISE)
			return FLOW_RAISE;
	} else if (q->open > 0) {
		return stand(m, t, q, LINE_DONE);
	}
	emit(m, EV_JOIN, t, actor_of(m, q), 0);
	return FLOW_NEXT;
}
