/* SPDX-License-Identifier: MIT */
/*
 * The interpreter on a shadow of the machine.  What all share is copied; what
 * is the task's own is used in place and put back.
 */
#include "vos/forecast.h"

#include "base/mem.h"
#include "base/vec.h"
#include "vos/ops.h"
#include "vos/policy.h"

#include <string.h>

struct forecast {
	struct machine shadow;
	struct VEC(int64_t) locals;
	struct VEC(int64_t) vars;
	struct VEC(struct object) objects;
	struct pool blocks;
	int64_t sum;
};

struct forecast *forecast_new(void)
{
	struct forecast *f = mem_new(sizeof *f);

	pool_init(&f->blocks, sizeof(struct block));
	return f;
}

void forecast_free(struct forecast *f)
{
	if (!f)
		return;
	vec_fini(&f->locals);
	vec_fini(&f->vars);
	vec_fini(&f->objects);
	mem_free(f->blocks.data);
	mem_free(f);
}

/* The forecast whose shadow this is. */
static struct forecast *of(struct machine *shadow)
{
	return (struct forecast *)(void *)((char *)shadow -
					   offsetof(struct forecast, shadow));
}

static void add(struct machine *m, int64_t d)
{
	if (!__builtin_add_overflow(of(m)->sum, d, &of(m)->sum))
		return;
	of(m)->sum = INT64_MAX;
}

/* --- statements: most stop where they would wait --- */

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
	add(m, d);
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
		add(m, d);
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

static op_fn *const ops[OP_COUNT] = {
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

/* --- the shadow --- */

#define COPY(vec, from, n)                                              \
	(vec_clear(vec), vec_reserve(vec, n),                           \
	 (void)((n) > 0 ? memcpy((vec)->at, from, (n) * sizeof *(from)) \
			: NULL))

/* The task's stack of blocks, bottom first, in a pool of their own. */
static void copy_blocks(struct forecast *f, const struct machine *m,
			struct task *t)
{
	uint32_t from = t->block, above = NONE;

	f->blocks.n = 0;
	f->blocks.free = NONE;
	for (; from != NONE; from = block_at(m, from)->down) {
		uint32_t i = pool_push(&f->blocks);
		struct block *b = (struct block *)f->blocks.data + i;

		*b = *block_at(m, from);
		b->down = NONE;
		if (above == NONE)
			t->block = i;
		else
			((struct block *)f->blocks.data)[above].down = i;
		above = i;
	}
	f->shadow.blocks = f->blocks;
}

/* All but cores and queues of coming events, which are large. */
static void copy_machine(struct machine *dst, const struct machine *src)
{
	const size_t begin = offsetof(struct machine, cores);
	const size_t end = offsetof(struct machine, in_order);

	memcpy(dst, src, begin);
	memcpy((char *)dst + end, (const char *)src + end, sizeof *src - end);
}

static void cast(struct forecast *f, struct machine *m, struct task *t)
{
	copy_machine(&f->shadow, m);
	f->shadow.trace = NULL;
	f->shadow.halt = UINT64_MAX;
	f->shadow.fuel = INT64_MAX;
	COPY(&f->vars, machine_vars(m, t), m->prog->n_vars);
	f->shadow.own_vars = false;
	COPY(&f->objects, m->objects, m->prog->n_objects);
	f->shadow.vars = f->vars.at;
	f->shadow.objects = f->objects.at;
	copy_blocks(f, m, t);
}

/* Goes on with the program on the shadow, then puts back what is its own. */
static void go_on(struct forecast *f, struct machine *m, struct task *t)
{
	struct task *owner = &m->tasks[task_copy(m, t)];
	const struct prog_task *d = task_decl(m, owner);
	int64_t *slots = m->locals + d->locals +
			 (size_t)(task_copy(m, t) - d->first) * d->all_slots;
	struct task was = *t, owner_was = *owner;
	struct aside aside_was = *aside_of(m, t);

	COPY(&f->locals, slots, d->all_slots);
	cast(f, m, t);
	t->spin = SPIN_LIMIT - FORECAST_LIMIT;
	(void)interp_run(&f->shadow, t, ops);
	m->fuel -= INT64_MAX - f->shadow.fuel; /* looking ahead is paid for */
	f->blocks = f->shadow.blocks;
	if (d->all_slots > 0)
		memcpy(slots, f->locals.at, d->all_slots * sizeof *slots);
	*owner = owner_was;
	*t = was;
	*aside_of(m, t) = aside_was;
}

/* From the end of a loop to its next round, or NULL. */
static const struct insn *next_round(const struct machine *m,
				     const struct task *t,
				     const struct insn *again)
{
	return block_at(m, t->block)->value > 1 ? &m->prog->code[again->a]
						: NULL;
}

/* Work of constant length and then a wait, at the latest in the next round of
 * the loop it is in: most programs need no shadow. */
static bool is_plain(const struct machine *m, const struct task *t,
		     int64_t *sum)
{
	const struct insn *in = &m->prog->code[t->pc];
	bool under_way = t->phase != 0, looped = false;

	for (*sum = 0;; in++, under_way = false) {
		const struct prog_dur *d;

		if (in->op == OP_AGAIN && !looped) {
			in = next_round(m, t, in);
			looped = true;
			if (!in)
				return false;
		}
		d = &m->prog->durs[in->a];
		if (in->op == OP_END)
			return t->block == NONE;
		if (in->op == OP_WORK && under_way)
			continue;
		if (in->op == OP_WORK && d->kind == DUR_CONST) {
			if (__builtin_add_overflow(*sum, d->lo, sum))
				return false;
			continue;
		}
		if (in->op != OP_WAIT && in->op != OP_SLEEP &&
		    in->op != OP_YIELD)
			return false;
		if (!under_way)
			return true;
		if (t->wake > WAKE_OK)
			return false;
	}
}

int64_t forecast_need(struct forecast *f, struct machine *m,
		      const struct thread *th)
{
	f->sum = 0;
	if (th->task != NONE && !is_plain(m, &m->tasks[th->task], &f->sum)) {
		f->sum = 0;
		go_on(f, m, &m->tasks[th->task]);
	}
	add(&f->shadow, th->need);
	return f->sum;
}
