/* SPDX-License-Identifier: MIT */
/*
 * What instructions point to: expressions as postfix words, durations,
 * references to tasks, printed texts. NULL compiles to NONE.
 */
#include "scenario/compile.h"

static void word(struct compiler *c, uint32_t value)
{
	vec_push(&c->exprs, value);
}

static void words(struct compiler *c, const struct expr *e);

static void leaf(struct compiler *c, const struct expr *e)
{
	word(c, e->op);
	if (e->op == EXPR_NUMBER)
		return;
	if (e->op == EXPR_CONST) {
		word(c, (uint32_t)c->consts.len);
		vec_push(&c->consts, e->value);
	} else if (e->op == EXPR_DONE || e->op == EXPR_FAILED) {
		word(c, compile_refs(c, e->target, NULL));
	} else {
		word(c, e->target->name.ref & ~VAR_LOCAL);
	}
}

/* Left, then over the right if the left one decides. */
static void choice(struct compiler *c, const struct expr *e)
{
	size_t hole;

	words(c, e->left);
	word(c, e->op);
	hole = c->exprs.len;
	word(c, NONE);
	words(c, e->right);
	c->exprs.at[hole] = (uint32_t)c->exprs.len;
}

static void words(struct compiler *c, const struct expr *e)
{
	if (!e->left) {
		leaf(c, e);
		return;
	}
	if (e->op == EXPR_AND || e->op == EXPR_OR) {
		choice(c, e);
		return;
	}
	words(c, e->left);
	if (e->right)
		words(c, e->right);
	word(c, e->op);
}

uint32_t compile_expr(struct compiler *c, const struct expr *expr)
{
	uint32_t begin = (uint32_t)c->exprs.len;

	if (!expr)
		return NONE;
	words(c, expr);
	word(c, EXPR_END);
	return begin;
}

uint32_t compile_dur(struct compiler *c, const struct duration *d)
{
	struct prog_dur *dur;
	uint32_t expr;

	if (!d)
		return NONE;
	expr = compile_expr(c, d->expr);
	dur = vec_add(&c->durs);
	dur->kind = d->kind;
	dur->expr = expr;
	dur->lo = d->lo;
	dur->hi = d->hi;
	dur->step = d->step;
	return (uint32_t)c->durs.len - 1;
}

uint32_t compile_refs(struct compiler *c, const struct target *list,
		      uint16_t *n)
{
	uint32_t begin = (uint32_t)c->refs.len;

	if (!list)
		return NONE;
	for (; list; list = list->next) {
		const struct prog_task *task = &c->tasks.at[list->name.ref];
		uint32_t copy = list->copy;
		struct prog_ref ref = {.first = copy > 0
							? task->first + copy - 1
							: task->first,
				       .count = copy > 0 ? 1 : task->count,
				       .task = list->name.ref};

		vec_push(&c->refs, ref);
	}
	if (n)
		*n = (uint16_t)(c->refs.len - begin);
	return begin;
}

uint32_t compile_text(struct compiler *c, const struct piece *pieces)
{
	struct prog_text text = {.first = (uint32_t)c->pieces.len};

	for (; pieces; pieces = pieces->next)
		vec_push(&c->pieces, (struct prog_piece){.kind = pieces->kind,
							 .var = pieces->var,
							 .text = pieces->text});
	text.n = (uint32_t)c->pieces.len - text.first;
	vec_push(&c->texts, text);
	return (uint32_t)c->texts.len - 1;
}

const char *compile_name(struct compiler *c, const struct name *name)
{
	const struct name_text *text = &c->checked->tokens->names.at[name->id];

	return arena_str(c->keep, text->text, text->len);
}
