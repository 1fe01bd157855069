/* SPDX-License-Identifier: MIT */
/*
 * The interpreter on a shadow of the machine.  What all share is copied; what
 * is the task's own is used in place and put back.
 */
#include "vos/forecast.h"

#include "base/mem.h"
#include "base/vec.h"
#include "vos/forecast_ops.h"
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

void forecast_add(struct machine *m, int64_t d)
{
	if (!__builtin_add_overflow(of(m)->sum, d, &of(m)->sum))
		return;
	of(m)->sum = INT64_MAX;
}

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
	(void)interp_run(&f->shadow, t, forecast_ops);
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
	forecast_add(&f->shadow, th->need);
	return f->sum;
}
