/* SPDX-License-Identifier: MIT */
/*
 * Numbers, durations and names of tasks. Durations are in nanoseconds as soon
 * as they are read: the unit of bare numbers is known before.
 */
#include "scenario/parse.h"

#include "base/i18n.h"

#include <string.h>

static const char *token_text(const struct parser *p, const struct token *t)
{
	return p->source->text + t->begin;
}

/* Digits that a text begins with, and points if they count too. */
static size_t digits_in(const char *text, size_t len, bool points)
{
	size_t n = 0;

	while (n < len && ((text[n] >= '0' && text[n] <= '9') ||
			   (points && text[n] == '.')))
		n++;
	return n;
}

/* The digits as a number; false if it does not fit in 63 bits. */
static bool digits_value(const char *text, size_t len, int64_t *value)
{
	*value = 0;
	for (size_t i = 0; i < len; i++)
		if (!dur_mul(*value, 10, value) ||
		    !dur_add(*value, text[i] - '0', value))
			return false;
	return true;
}

/* INTEGER: a NUMBER of nothing but digits */
bool parse_integer(struct parser *p, int64_t *value)
{
	const struct token *t = p->now;
	size_t len = t->end - t->begin;

	if (!parse_at(p, TOKEN_NUMBER))
		return parse_expected(p, _("a whole number"), NULL);
	if (digits_in(token_text(p, t), len, false) < len) {
		parse_error(p, _("a whole number without a unit belongs here"));
		return false;
	}
	if (!digits_value(token_text(p, t), len, value))
		return parse_error(p, _("this number is too large"));
	p->now++;
	return true;
}

/* constant = "-"? INTEGER | "(" expr ")" */
bool parse_constant(struct parser *p, int64_t *value)
{
	const struct token *first = p->now;
	bool minus = parse_take(p, TOKEN_MINUS);
	struct expr *e;

	if (minus || !parse_at(p, TOKEN_OPEN)) {
		if (!parse_integer(p, value))
			return false;
		*value = minus ? -*value : *value;
		return true;
	}
	p->now++;
	e = parse_expr(p);
	if (!e || !parse_expect(p, TOKEN_CLOSE, _("a closing parenthesis")))
		return false;
	if (fold(e, value))
		return true;
	diag_add(p->diags, DIAG_ERROR, first->begin, p->now[-1].end,
		 _("only numbers may stand here, with a result that fits"));
	return false;
}

/* One end of a range, as it is written. */
struct amount {
	const struct token *token;
	bool has_unit, is_whole;
	enum dur_unit unit; /* its own, else the scenario's */
};

static void read_amount(const struct parser *p, struct amount *a)
{
	const char *text = token_text(p, p->now);
	size_t len = p->now->end - p->now->begin;
	size_t number = digits_in(text, len, true);

	a->token = p->now;
	a->is_whole = !memchr(text, '.', number);
	a->unit = p->unit;
	a->has_unit = number < len &&
		      dur_unit_find(text + number, len - number, &a->unit);
}

static const char *dur_problem(enum dur_status status)
{
	switch (status) {
	case DUR_OK:
	case DUR_NO_NUMBER:
		break;
	case DUR_BAD_UNIT:
		return _("no such unit of time");
	case DUR_TOO_FINE:
		return _("nothing is shorter than a nanosecond");
	case DUR_TOO_LONG:
		return _("this is too long: more than 292 years");
	}
	return _("this is not a number");
}

static bool amount_ns(struct parser *p, const struct amount *a, int64_t *ns)
{
	const struct token *t = a->token;
	enum dur_status status =
		dur_parse(token_text(p, t), t->end - t->begin, a->unit, ns);

	if (status == DUR_OK)
		return true;
	diag_add(p->diags, DIAG_ERROR, t->begin, t->end, "%s",
		 dur_problem(status));
	if (status == DUR_BAD_UNIT)
		diag_hint(p->diags, _("units are: %s"), "ns us ms s min h");
	return false;
}

/* The finer unit of two whole ends, else a nanosecond. */
static int64_t range_step(const struct amount *a, const struct amount *b)
{
	if (!a->is_whole || !b->is_whole)
		return 1;
	return dur_unit_ns(a->unit < b->unit ? a->unit : b->unit);
}

/* range = NUMBER ".." NUMBER */
static bool range(struct parser *p, struct duration *d, struct amount *lo)
{
	struct amount hi;

	p->now += 2;
	if (!parse_at(p, TOKEN_NUMBER))
		return parse_expected(p, _("the end of the range"), NULL);
	read_amount(p, &hi);
	if (!lo->has_unit)
		lo->unit = hi.unit;
	d->kind = DUR_RANGE;
	d->step = range_step(lo, &hi);
	p->now++;
	if (!amount_ns(p, lo, &d->lo) || !amount_ns(p, &hi, &d->hi))
		return false;
	if (d->lo <= d->hi)
		return true;
	diag_add(p->diags, DIAG_ERROR, lo->token->begin, hi.token->end,
		 _("a range goes from the smaller to the larger"));
	return false;
}

/* Is the token under way the name of a unit? */
static bool at_unit(const struct parser *p, enum dur_unit *unit)
{
	return parse_at(p, TOKEN_NAME) &&
	       dur_unit_find(token_text(p, p->now), p->now->end - p->now->begin,
			     unit);
}

static bool plain(struct parser *p, struct duration *d)
{
	const struct token *number;
	struct amount a;
	enum dur_unit unit;
	bool is_range = p->now[1].kind == TOKEN_DOTS;

	read_amount(p, &a);
	if (is_range ? !range(p, d, &a) : !amount_ns(p, &a, &d->lo))
		return false;
	if (!is_range) {
		d->hi = d->lo;
		p->now++;
	}
	if (parse_at(p, TOKEN_DOT))
		return parse_error(p, _("no number ends in a point"));
	if (!at_unit(p, &unit))
		return true;
	number = p->now - 1;
	return parse_error(p, _("no space before the unit: %.*s%s"),
			   (int)(number->end - number->begin),
			   token_text(p, number), dur_unit_name(unit));
}

/* computed = "(" expr ")" UNIT? */
static bool computed(struct parser *p, struct duration *d)
{
	enum dur_unit unit = p->unit;

	p->now++;
	d->kind = DUR_EXPR;
	d->expr = parse_expr(p);
	if (!d->expr ||
	    !parse_expect(p, TOKEN_CLOSE, _("a closing parenthesis")))
		return false;
	if (at_unit(p, &unit))
		p->now++;
	d->step = dur_unit_ns(unit);
	return true;
}

bool parse_at_duration(const struct parser *p)
{
	return parse_at(p, TOKEN_NUMBER) || parse_at(p, TOKEN_OPEN);
}

/* duration = NUMBER | range | computed */
struct duration *parse_duration(struct parser *p)
{
	struct duration *d;
	bool ok;

	if (!parse_at_duration(p)) {
		parse_expected(p, _("a duration"),
			       _("such as 5, 1.5s, 3..5 or (n * 2)"));
		return NULL;
	}
	d = arena_alloc(p->arena, sizeof *d);
	d->at.begin = p->now->begin;
	ok = parse_at(p, TOKEN_OPEN) ? computed(p, d) : plain(p, d);
	d->at.end = p->now[-1].end;
	return ok ? d : NULL;
}

/* duration, computed when the scenario is read: a DUR_CONST or DUR_RANGE */
struct duration *parse_fixed_duration(struct parser *p)
{
	struct duration *d = parse_duration(p);
	int64_t value;

	if (!d || d->kind != DUR_EXPR)
		return d;
	if (fold(d->expr, &value) &&
	    dur_mul(value < 0 ? 0 : value, d->step, &d->lo)) {
		d->kind = DUR_CONST;
		d->hi = d->lo;
		return d;
	}
	diag_add(p->diags, DIAG_ERROR, d->at.begin, d->at.end,
		 _("only numbers may stand here, with a result that fits"));
	return NULL;
}

/* target = NAME ("." INTEGER)? */
bool parse_target(struct parser *p, struct target **target, const char *what)
{
	struct target *t = arena_alloc(p->arena, sizeof *t);
	int64_t copy = 0;

	*target = t;
	if (!parse_name(p, &t->name, what))
		return false;
	if (!parse_take(p, TOKEN_DOT))
		return true;
	t->copy_at = (struct span){p->now->begin, p->now->end};
	if (!parse_integer(p, &copy))
		return false;
	t->copy = copy >= 1 && copy < NONE ? (uint32_t)copy : NONE;
	return true;
}

/* targets = target+ */
bool parse_targets(struct parser *p, struct target **list)
{
	size_t n = 0;

	do {
		if (n++ >= TARGETS_MAX)
			return parse_error(
				p, _("more than %d tasks in one statement"),
				TARGETS_MAX);
		if (!parse_target(p, list, _("a task")))
			return false;
		list = &(*list)->next;
	} while (parse_at(p, TOKEN_NAME) &&
		 !word_is_reserved((enum word)p->now->word));
	return true;
}
