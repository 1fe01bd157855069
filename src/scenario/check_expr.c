/* SPDX-License-Identifier: MIT */
/*
 * Expressions and durations: the names in them, and how deep a stack they
 * need.
 */
#include "scenario/check.h"

#include "base/i18n.h"

/* What a test may be asked of. */
static const struct {
	uint16_t kinds;
	const char *what;
} tests[EXPR_OP_COUNT] = {
	[EXPR_SIZE] = {IS_QUEUE, N_("a queue")},
	[EXPR_VALUE] = {IS_SEMAPHORE, N_("a semaphore")},
	[EXPR_ISSET] = {IS_EVENT, N_("an event")},
	[EXPR_HELD] = {IS_LOCK, N_("a lock")},
};

static void check_test(struct checker *c, struct expr *e)
{
	struct target *target = e->target;

	if (e->op == EXPR_DONE || e->op == EXPR_FAILED) {
		check_target(c, target);
		return;
	}
	check_thing(c, &target->name, tests[e->op].kinds, _(tests[e->op].what));
	if (target->copy != 0)
		check_error(c, target->copy_at, _("only a task has copies"));
}

static void check_leaf(struct checker *c, struct expr *e)
{
	e->depth = 1;
	if (e->op == EXPR_LOCAL) {
		if (check_var(c, &e->target->name) &&
		    !(e->target->name.ref & VAR_LOCAL))
			e->op = EXPR_GLOBAL;
	} else if (e->target) {
		check_test(c, e);
	}
}

/* Of `and` and `or` the left one is gone when the right one comes. */
static uint16_t depth(const struct expr *e)
{
	bool drops = e->op == EXPR_AND || e->op == EXPR_OR;
	uint16_t left = e->left->depth, right = 0;

	if (e->right)
		right = (uint16_t)(e->right->depth + !drops);
	return left > right ? left : right;
}

static void walk(struct checker *c, struct expr *e)
{
	if (!e->left) {
		check_leaf(c, e);
		return;
	}
	walk(c, e->left);
	if (e->right)
		walk(c, e->right);
	e->depth = depth(e);
}

void check_expr(struct checker *c, struct expr *expr)
{
	if (!expr)
		return;
	walk(c, expr);
	if (expr->depth > EXPR_DEPTH)
		check_error(c, expr->at,
			    _("this expression is nested too deeply"));
}

void check_duration(struct checker *c, struct duration *d)
{
	if (d)
		check_expr(c, d->expr);
}
