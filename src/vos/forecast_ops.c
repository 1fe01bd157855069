/* SPDX-License-Identifier: MIT */
/*
 * What statements come to when they are only looked at: those that would have
 * to wait end the forecast.
 */
#include "vos/forecast_ops.h"

static enum flow stop(struct machine *m, struct task *t, const struct insn *in)
{
	(void)m, (void)t, (void)in;
	return FLOW_WAIT;
}

/* It waited, and what it waited for has come. */
static enum flow wait(struct machine *m, struct task *t, const struct insn *in)
{
	(void)m, (void)in;
	if (t->wake == WAKE_CUT)
		return flow_raise(t, FAILURE_TIMEOUT);
	if (t->wake == WAKE_RAISE)
		return FLOW_RAISE;
	return t->phase != 0 ? FLOW_NEXT : FLOW_WAIT;
}

static enum flow work(struct machine *m, struct task *t, const struct insn *in)
{
	int64_t d;

	if (t->phase == 1)
		return FLOW_NEXT;
	if (!eval_dur(m, t, in->a, &d))
		return FLOW_RAISE;
	forecast_add(m, d);
	return FLOW_NEXT;
}

static enum flow assign_over(struct machine *m, struct task *t,
			     const struct insn *in)
{
	int64_t d;

	if (t->phase == 0) {
		if (!eval(m, t, in->b, &aside_of(m, t)->value) ||
		    !eval_dur(m, t, in->c, &d))
			return FLOW_RAISE;
		forecast_add(m, d);
	}
	var_write(m, t, in->a, aside_of(m, t)->value);
	return FLOW_NEXT;
}

static enum flow spawn(struct machine *m, struct task *t, const struct insn *in)
{
	(void)in;
	return m->runtime->start && t->phase == 0 ? FLOW_WAIT : FLOW_NEXT;
}

static enum flow join(struct machine *m, struct task *t, const struct insn *in)
{
	const struct prog_ref *r = &m->prog->refs[in->a];

	for (uint32_t i = 0; i < r->count; i++)
		if (!task_ended(&m->tasks[r->first + i]))
			return FLOW_WAIT;
	if (in->b != NONE)
		var_write(m, t, in->b, m->asides[r->first].value);
	return FLOW_NEXT;
}

/* A free lock or semaphore is taken. */
static bool take(struct machine *m, const struct task *t, uint32_t object)
{
	struct object *o = &m->objects[object];
	bool counts = m->prog->objects[object].kind == OBJECT_SEMAPHORE;

	if (counts ? o->amount <= 0 : o->amount != 0)
		return false;
	o->amount += counts ? -1 : 1;
	o->holder = task_id(m, t);
	return true;
}

static enum flow acquire(struct machine *m, struct task *t,
			 const struct insn *in)
{
	return take(m, t, in->a) ? FLOW_NEXT : FLOW_WAIT;
}

static enum flow with(struct machine *m, struct task *t, const struct insn *in)
{
	if (!take(m, t, in->a))
		return FLOW_WAIT;
	block_push(m, t, BLOCK_WITH, in->c);
	return FLOW_NEXT;
}

static enum flow release(struct machine *m, struct task *t,
			 const struct insn *in)
{
	struct object *o = &m->objects[in->a];
	bool counts = m->prog->objects[in->a].kind == OBJECT_SEMAPHORE;

	(void)t;
	o->amount += counts ? 1 : -o->amount;
	o->holder = NONE;
	return FLOW_NEXT;
}

static enum flow with_end(struct machine *m, struct task *t,
			  const struct insn *in)
{
	(void)release(m, t, in);
	return block_leave(m, t);
}

static enum flow put(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *o = &m->objects[in->a];
	int64_t room = m->prog->objects[in->a].amount;

	(void)t;
	if (room > 0 && o->size >= room)
		return FLOW_WAIT;
	o->size++;
	o->open++;
	return FLOW_NEXT;
}

/* What it put itself counts as 0. */
static enum flow get(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *o = &m->objects[in->a];
	int64_t value = 0;

	if (o->size == 0)
		return FLOW_WAIT;
	if (o->item != NONE) {
		const struct item *item =
			(const struct item *)m->items.data + o->item;

		value = item->value;
		o->item = o->item == o->last_item ? NONE : item->next;
	}
	o->size--;
	if (in->b != NONE)
		var_write(m, t, in->b, value);
	return FLOW_NEXT;
}

static enum flow done(struct machine *m, struct task *t, const struct insn *in)
{
	(void)t;
	m->objects[in->a].open--;
	return FLOW_NEXT;
}

static enum flow wait_done(struct machine *m, struct task *t,
			   const struct insn *in)
{
	(void)t;
	return m->objects[in->a].open > 0 ? FLOW_WAIT : FLOW_NEXT;
}

static enum flow wait_event(struct machine *m, struct task *t,
			    const struct insn *in)
{
	return m->objects[in->a].amount || t->phase ? FLOW_NEXT : FLOW_WAIT;
}

static enum flow set(struct machine *m, struct task *t, const struct insn *in)
{
	(void)t;
	m->objects[in->a].amount = 1;
	return FLOW_NEXT;
}

/* A worker's job ends here; in place it is the next statement's turn. */
static enum flow offload_end(struct machine *m, struct task *t,
			     const struct insn *in)
{
	(void)in;
	return task_id(m, t) < m->prog->n_copies ? FLOW_NEXT : FLOW_END;
}

static enum flow timeout(struct machine *m, struct task *t,
			 const struct insn *in)
{
	(void)block_push(m, t, BLOCK_TIMEOUT, in->c);
	return FLOW_NEXT;
}

static enum flow timeout_end(struct machine *m, struct task *t,
			     const struct insn *in)
{
	struct block b = *block_top(m, t);

	if (b.pending == PENDING_RAISE && b.failure == FAILURE_TIMEOUT &&
	    b.flag) {
		block_pop(m, t);
		return FLOW_NEXT;
	}
	if (b.pending != PENDING_NONE)
		return block_leave(m, t);
	block_pop(m, t);
	t->pc = in->c;
	return FLOW_JUMP;
}

static enum flow cancel(struct machine *m, struct task *t,
			const struct insn *in)
{
	(void)m, (void)t;
	return in->flags & INSN_SELF ? FLOW_WAIT : FLOW_NEXT;
}

op_fn *const forecast_ops[OP_COUNT] = {
	SILENT_OPS,
	[OP_WORK] = work,
	[OP_ASSIGN_OVER] = assign_over,
	[OP_PRINT] = op_pass,
	[OP_WAIT] = wait,
	[OP_BLOCK] = wait,
	[OP_SLEEP] = wait,
	[OP_YIELD] = wait,
	[OP_OFFLOAD] = op_pass,
	[OP_OFFLOAD_END] = offload_end,
	[OP_SPAWN] = spawn,
	[OP_JOIN] = join,
	[OP_GATHER] = wait,
	[OP_WAIT_TASKS] = wait,
	[OP_WAIT_FOR] = wait,
	[OP_SHIELD] = wait,
	[OP_GROUP] = stop,
	[OP_GROUP_END] = stop,
	[OP_ACQUIRE] = acquire,
	[OP_RELEASE] = release,
	[OP_WITH] = with,
	[OP_WITH_END] = with_end,
	[OP_PUT] = put,
	[OP_GET] = get,
	[OP_DONE] = done,
	[OP_WAIT_DONE] = wait_done,
	[OP_WAIT_EVENT] = wait_event,
	[OP_SET] = set,
	[OP_WAIT_ON] = wait,
	[OP_NOTIFY] = op_pass,
	[OP_TIMEOUT] = timeout,
	[OP_TIMEOUT_END] = timeout_end,
	[OP_CANCEL] = cancel,
};
