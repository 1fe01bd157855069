/* SPDX-License-Identifier: MIT */
/*
 * Declarations to tables: objects, variables, routines, and tasks with the
 * releases of their copies, drawn here where they are ranges.
 */
#include "scenario/compile.h"

#include "base/dur.h"
#include "base/i18n.h"
#include "base/rng.h"

/* Draws made when the scenario is read stand behind all that a copy makes
 * while it runs: those count from 0. */
#define DRAW_EVERY    UINT64_MAX
#define DRAW_AT       (UINT64_MAX - 1)
#define DRAW_DEADLINE (UINT64_MAX - 2)

static int64_t draw(const struct compiler *c, const struct duration *d,
		    uint32_t task, uint32_t copy, uint64_t k)
{
	if (d->kind == DUR_CONST)
		return d->lo;
	return d->lo + d->step * rng_between(c->seed, task, copy, k, 0,
					     (d->hi - d->lo) / d->step);
}

/* Offsets of the copies from the first one's release; the last one's too.
 * False: too late. */
static bool draw_gaps(struct compiler *c, const struct decl *decl,
		      struct prog_task *task, int64_t *last)
{
	task->gaps = (uint32_t)c->gaps.len;
	vec_reserve(&c->gaps, c->gaps.len + task->count);
	vec_push(&c->gaps, *last = 0);
	for (uint32_t copy = 1; copy < task->count; copy++) {
		int64_t gap =
			draw(c, decl->every, decl->index, copy, DRAW_EVERY);

		if (!dur_add(*last, gap, last))
			return false;
		vec_push(&c->gaps, *last);
	}
	return true;
}

/* When the copies come, and the last of them; false: too late. */
static bool set_releases(struct compiler *c, const struct decl *decl,
			 struct prog_task *task, int64_t *last)
{
	*last = 0;
	task->gaps = NONE;
	if (decl->release)
		task->at = draw(c, decl->release, decl->index, 0, DRAW_AT);
	if (decl->every) {
		/* of a range the shortest: `rm` ranks by it */
		task->every = decl->every->lo;
		if (decl->every->kind == DUR_RANGE
			    ? !draw_gaps(c, decl, task, last)
			    : !dur_mul(task->every, (int64_t)task->count - 1,
				       last))
			return false;
	}
	return dur_add(task->at, *last, last);
}

static bool set_deadline(struct compiler *c, const struct decl *decl,
			 struct prog_task *task, int64_t last)
{
	task->deadline = -1;
	if (!decl->deadline)
		return true;
	task->deadline = draw(c, decl->deadline, decl->index, 0, DRAW_DEADLINE);
	c->program->any_deadline = true;
	return dur_add(last, task->deadline, &last);
}

/* Everything about a task's times; what lies beyond all time is an error. */
static void set_times(struct compiler *c, const struct decl *decl,
		      struct prog_task *task)
{
	struct span at = decl->every ? decl->every_at : decl->name.at;
	int64_t last;

	if (set_releases(c, decl, task, &last) &&
	    set_deadline(c, decl, task, last))
		return;
	diag_add(c->checked->diags, DIAG_ERROR, at.begin, at.end,
		 _("the last copy would come, or be due, after more than "
		   "292 years"));
}

static void add_task(struct compiler *c, const struct decl *decl)
{
	struct program *p = c->program;
	struct prog_task *task = vec_add(&c->tasks);

	task->name = compile_name(c, &decl->name);
	task->label = decl->label_text;
	task->count = (uint32_t)decl->times;
	task->first = p->n_copies;
	task->slots = decl->slots;
	task->all_slots = decl->all_slots;
	task->locals = p->n_locals;
	task->line = decl->line;
	task->priority = decl->priority;
	task->nice = decl->nice;
	task->tickets = decl->tickets;
	task->data = decl->data;
	task->on_demand = decl->on_demand ||
			  (c->checked->main && c->checked->main != decl);
	task->daemon = decl->daemon;
	set_times(c, decl, task);
	p->n_copies += task->count;
	p->n_locals += task->count * task->all_slots;
}

static void add_routine(struct compiler *c, const struct decl *decl)
{
	struct prog_routine *routine = vec_add(&c->routines);

	routine->name = compile_name(c, &decl->name);
	routine->label = decl->label_text;
	routine->slots = decl->slots;
	routine->line = decl->line;
}

static void add_var(struct compiler *c, const struct decl *decl)
{
	struct prog_var *var = vec_add(&c->vars);

	var->name = compile_name(c, &decl->name);
	var->label = decl->label_text;
	var->line = decl->line;
	var->initial = decl->amount;
}

static void add_object(struct compiler *c, const struct decl *decl)
{
	struct prog_object *object = vec_add(&c->objects);

	object->name = compile_name(c, &decl->name);
	object->label = decl->label_text;
	object->kind = (uint8_t)(decl->kind - THING_DEVICE + OBJECT_DEVICE);
	object->line = decl->line;
	object->amount = decl->amount;
	object->latency = compile_dur(c, decl->latency);
}

/* The body, and the instruction that ends it. */
static void add_body(struct compiler *c, const struct decl *decl)
{
	uint32_t entry = (uint32_t)c->code.len;
	uint32_t stmt;

	c->slots = decl->slots;
	compile_body(c, decl->body);
	stmt = compile_stmt(c, decl->at, decl->line, decl->label_text);
	if (decl->kind == THING_TASK) {
		c->tasks.at[decl->index].entry = entry;
		compile_insn(c, OP_END, stmt);
	} else {
		c->routines.at[decl->index].entry = entry;
		compile_insn(c, OP_RETURN, stmt);
	}
}

void compile_decls(struct compiler *c)
{
	static void (*const add[THING_KINDS])(struct compiler *,
					      const struct decl *) = {
		[THING_DEVICE] = add_object,    [THING_LOCK] = add_object,
		[THING_SEMAPHORE] = add_object, [THING_QUEUE] = add_object,
		[THING_EVENT] = add_object,     [THING_CONDITION] = add_object,
		[THING_VAR] = add_var,          [THING_ROUTINE] = add_routine,
		[THING_TASK] = add_task,
	};
	const struct decl *d;

	for (d = c->checked->tree->decls; d; d = d->next)
		add[d->kind](c, d);
	for (d = c->checked->tree->decls; d; d = d->next)
		if (d->kind == THING_TASK || d->kind == THING_ROUTINE)
			add_body(c, d);
}
