/* SPDX-License-Identifier: MIT */
/*
 * The value of an expression without names, for declarations.
 * What has none, or does not fit in 64 bits, is said with false.
 */
#include "base/dur.h"
#include "scenario/parse.h"

static bool negate(int64_t a, int64_t *value)
{
	*value = a == INT64_MIN ? 0 : -a;
	return a != INT64_MIN;
}

/* Floored, as Python's // and %. */
static bool divide(int64_t a, int64_t b, bool rest, int64_t *value)
{
	int64_t r;

	if (b == 0 || (a == INT64_MIN && b == -1))
		return false;
	r = a % b;
	if (r != 0 && (r < 0) != (b < 0))
		r += b;
	*value = rest ? r : a / b - (a % b != 0 && (a < 0) != (b < 0));
	return true;
}

static bool compute(enum expr_op op, int64_t a, int64_t b, int64_t *value)
{
	int64_t minus_b;

	if (op == EXPR_ADD)
		return dur_add(a, b, value);
	if (op == EXPR_SUB)
		return negate(b, &minus_b) && dur_add(a, minus_b, value);
	if (op == EXPR_MUL)
		return dur_mul(a, b, value);
	if (op == EXPR_DIV || op == EXPR_MOD)
		return divide(a, b, op == EXPR_MOD, value);
	return false;
}

bool fold(const struct expr *expr, int64_t *value)
{
	int64_t a, b;

	*value = expr->value;
	if (expr->op == EXPR_CONST)
		return true;
	if (!expr->left || !fold(expr->left, &a))
		return false;
	if (expr->op == EXPR_NEG)
		return negate(a, value);
	return expr->right && fold(expr->right, &b) &&
	       compute((enum expr_op)expr->op, a, b, value);
}
