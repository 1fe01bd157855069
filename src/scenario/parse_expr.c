/* SPDX-License-Identifier: MIT */
/*
 * Expressions, with Python's precedence. An operator binds the looser, the
 * smaller its number in the table; `not` stands between `and` and comparisons.
 */
#include "scenario/parse.h"

#include "base/i18n.h"

enum {
	LEVEL_OR = 1,
	LEVEL_AND,
	LEVEL_NOT,
	LEVEL_COMPARE,
	LEVEL_SUM,
	LEVEL_PRODUCT,
	LEVEL_SIGN
};

static const struct {
	uint8_t op, level;
} operators[] = {
	[TOKEN_PLUS] = {EXPR_ADD, LEVEL_SUM},
	[TOKEN_MINUS] = {EXPR_SUB, LEVEL_SUM},
	[TOKEN_STAR] = {EXPR_MUL, LEVEL_PRODUCT},
	[TOKEN_SLASHES] = {EXPR_DIV, LEVEL_PRODUCT},
	[TOKEN_PERCENT] = {EXPR_MOD, LEVEL_PRODUCT},
	[TOKEN_LT] = {EXPR_LT, LEVEL_COMPARE},
	[TOKEN_LE] = {EXPR_LE, LEVEL_COMPARE},
	[TOKEN_GT] = {EXPR_GT, LEVEL_COMPARE},
	[TOKEN_GE] = {EXPR_GE, LEVEL_COMPARE},
	[TOKEN_EQ] = {EXPR_EQ, LEVEL_COMPARE},
	[TOKEN_NE] = {EXPR_NE, LEVEL_COMPARE},
};

/* Tests of things, in expressions: size(orders). */
static const struct {
	uint8_t word, op;
} tests[] = {
	{WORD_SIZE, EXPR_SIZE},   {WORD_VALUE, EXPR_VALUE},
	{WORD_ISSET, EXPR_ISSET}, {WORD_HELD, EXPR_HELD},
	{WORD_DONE, EXPR_DONE},   {WORD_FAILED, EXPR_FAILED},
};

static struct expr *level(struct parser *p, unsigned least);

static struct expr *new_expr(struct parser *p, enum expr_op op)
{
	struct expr *e;

	if (++p->parts > EXPR_PARTS_MAX) {
		parse_error(p, _("this expression has more than %d parts"),
			    EXPR_PARTS_MAX);
		return NULL;
	}
	e = arena_alloc(p->arena, sizeof *e);
	e->op = (uint8_t)op;
	e->at = (struct span){p->now->begin, p->now->end};
	return e;
}

static enum expr_op test_op(const struct token *t)
{
	if (t->kind != TOKEN_NAME || t[1].kind != TOKEN_OPEN)
		return EXPR_END;
	for (size_t i = 0; i < sizeof tests / sizeof *tests; i++)
		if (tests[i].word == t->word)
			return (enum expr_op)tests[i].op;
	return EXPR_END;
}

/* test = ("size" | "value" | "isset" | "held" | "done" | "failed")
 *        "(" target ")" */
static struct expr *test(struct parser *p, enum expr_op op)
{
	struct expr *e = new_expr(p, op);

	p->now += 2;
	if (!e || !parse_target(p, &e->target, _("a name")) ||
	    !parse_expect(p, TOKEN_CLOSE, _("a closing parenthesis")))
		return NULL;
	e->at.end = p->now[-1].end;
	return e;
}

static struct expr *variable(struct parser *p)
{
	struct expr *e = new_expr(p, EXPR_LOCAL);

	if (!e)
		return NULL;
	e->target = arena_alloc(p->arena, sizeof *e->target);
	if (!parse_name(p, &e->target->name,
			_("a number, a variable or a parenthesis")))
		return NULL;
	return e;
}

/* atom = INTEGER | NAME | "number" | test | "(" expr ")" */
static struct expr *atom(struct parser *p)
{
	struct expr *e;
	enum expr_op op = test_op(p->now);

	if (op != EXPR_END)
		return test(p, op);
	if (parse_at_word(p, WORD_NUMBER)) {
		e = new_expr(p, EXPR_NUMBER);
		p->now++;
		return e;
	}
	if (parse_at(p, TOKEN_NUMBER)) {
		e = new_expr(p, EXPR_CONST);
		return e && parse_integer(p, &e->value) ? e : NULL;
	}
	if (!parse_take(p, TOKEN_OPEN))
		return variable(p);
	e = level(p, LEVEL_OR);
	if (!e || !parse_expect(p, TOKEN_CLOSE, _("a closing parenthesis")))
		return NULL;
	return e;
}

/* An operator's node between its operands; its depth of the stack. */
static struct expr *join(struct expr *e, struct expr *left, struct expr *right)
{
	e->left = left;
	e->right = right;
	e->at.begin = left->at.begin;
	e->at.end = right->at.end;
	return e;
}

/* prefix = ("not" | "-")* ... */
static struct expr *prefix(struct parser *p, unsigned least)
{
	bool is_not = parse_at_word(p, WORD_NOT);
	struct expr *e;

	if (!is_not && !parse_at(p, TOKEN_MINUS))
		return atom(p);
	if (is_not && least > LEVEL_NOT) {
		parse_error(p, _("put parentheses round what `not` begins"));
		return NULL;
	}
	e = new_expr(p, is_not ? EXPR_NOT : EXPR_NEG);
	if (!e)
		return NULL;
	p->now++;
	e->left = level(p, is_not ? LEVEL_NOT : LEVEL_SIGN);
	if (!e->left)
		return NULL;
	e->at.end = e->left->at.end;
	return e;
}

/* The operator that stands here and its level, 0 if there is none. */
static unsigned operator_level(const struct parser *p, enum expr_op *op)
{
	uint8_t kind = p->now->kind;

	if (parse_at_word(p, WORD_OR) || parse_at_word(p, WORD_AND)) {
		*op = p->now->word == WORD_OR ? EXPR_OR : EXPR_AND;
		return *op == EXPR_OR ? LEVEL_OR : LEVEL_AND;
	}
	if (kind >= sizeof operators / sizeof *operators)
		return 0;
	*op = (enum expr_op)operators[kind].op;
	return operators[kind].level;
}

/* infix = prefix (OPERATOR prefix)*, those of level LEAST and tighter */
static struct expr *infix(struct parser *p, unsigned least)
{
	struct expr *left = prefix(p, least), *right, *e;
	enum expr_op op = EXPR_END;
	unsigned found, last = 0;

	while (left && (found = operator_level(p, &op)) >= least) {
		if (found == LEVEL_COMPARE && last == LEVEL_COMPARE) {
			parse_error(p, _("comparisons cannot be chained"));
			diag_hint(p->diags, _("write: a < b and b < c"));
			return NULL;
		}
		e = new_expr(p, op);
		p->now++;
		right = e ? level(p, found + 1) : NULL;
		left = right ? join(e, left, right) : NULL;
		last = found;
	}
	return left;
}

static struct expr *level(struct parser *p, unsigned least)
{
	struct expr *e;

	if (p->nest >= EXPR_NEST_MAX * LEVEL_SIGN) {
		parse_error(p, _("this expression is nested too deeply"));
		return NULL;
	}
	p->nest++;
	e = infix(p, least);
	p->nest--;
	return e;
}

/* expr = infix of any level */
struct expr *parse_expr(struct parser *p)
{
	struct expr *e;

	p->nest = p->parts = 0;
	e = level(p, LEVEL_OR);
	if (e && parse_at(p, TOKEN_ASSIGN)) {
		parse_error(p,
			    _("this sign gives a value, it does not compare"));
		diag_hint(p->diags, _("to compare write: =="));
		return NULL;
	}
	return e;
}

bool parse_at_expr(const struct parser *p)
{
	return parse_at(p, TOKEN_NUMBER) || parse_at(p, TOKEN_OPEN) ||
	       parse_at(p, TOKEN_MINUS) || parse_at_word(p, WORD_NOT) ||
	       parse_at_word(p, WORD_NUMBER) || test_op(p->now) != EXPR_END ||
	       (parse_at(p, TOKEN_NAME) &&
		!word_is_reserved((enum word)p->now->word));
}
