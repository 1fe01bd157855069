/* SPDX-License-Identifier: MIT */
/*
 * Values: made, compared, combined. Nothing rounds but division, and nothing
 * wraps: what does not fit is refused.
 */
#include "story/value.h"

#include "base/dur.h"
#include "base/i18n.h"
#include "base/must.h"
#include "story/names.h"

#include <string.h>

struct value value_truth(bool is_true)
{
	return (struct value){.type = VALUE_TRUTH, .n = is_true, .den = 1};
}

struct value value_number(int64_t n)
{
	return (struct value){.type = VALUE_NUMBER, .n = n, .den = 1};
}

struct value value_duration(int64_t ns)
{
	return (struct value){.type = VALUE_DURATION, .n = ns, .den = 1};
}

struct value value_size(int64_t bytes)
{
	return (struct value){.type = VALUE_SIZE, .n = bytes, .den = 1};
}

struct value value_actor(const struct program *p, uint32_t actor)
{
	return (struct value){
		.type = VALUE_ACTOR, .den = 1, .actor = actor, .program = p};
}

static uint64_t magnitude(int64_t n)
{
	return n < 0 ? ~(uint64_t)n + 1 : (uint64_t)n;
}

struct value value_fraction(int64_t n, int64_t den)
{
	struct value v = {.type = VALUE_NUMBER};
	uint64_t a = magnitude(n), b = (uint64_t)den;

	must(den > 0);
	while (b) {
		uint64_t rest = a % b;

		a = b;
		b = rest;
	}
	/* a divides den, so it is an int64_t */
	v.n = n / (int64_t)a;
	v.den = den / (int64_t)a;
	return v;
}

const char *value_type_name(enum value_type type)
{
	static const char *const names[VALUE_TYPES] = {
		[VALUE_TRUTH] = N_("yes or no"),
		[VALUE_NUMBER] = N_("a number"),
		[VALUE_DURATION] = N_("a duration"),
		[VALUE_SIZE] = N_("a size"),
		[VALUE_ACTOR] = N_("a name"),
		[VALUE_LIST] = N_("a list of names"),
		[VALUE_LINES] = N_("lines of text"),
	};

	return _(names[type]);
}

/* --- comparing --- */

static bool same_actor(const struct program *p, uint32_t a,
		       const struct program *q, uint32_t b)
{
	struct str x = {0}, y = {0};
	bool same;

	if (p == q || !p || !q || a == ACTOR_NONE || b == ACTOR_NONE)
		return a == b;
	name_add(&x, p, false, a);
	name_add(&y, q, false, b);
	same = actor_class(a) == actor_class(b) &&
	       strcmp(str_text(&x), str_text(&y)) == 0;
	str_fini(&x);
	str_fini(&y);
	return same;
}

static bool same_list(const struct value *a, const struct value *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++) {
		if (!same_actor(a->program, a->actors[i], b->program,
				b->actors[i]))
			return false;
	}
	return true;
}

static bool same_lines(const struct value *a, const struct value *b)
{
	if (a->len != b->len)
		return false;
	for (size_t i = 0; i < a->len; i++) {
		if (strcmp(a->lines[i], b->lines[i]) != 0)
			return false;
	}
	return true;
}

bool value_equals(const struct value *a, const struct value *b)
{
	must(a->type == b->type);
	switch (a->type) {
	case VALUE_TRUTH:
	case VALUE_NUMBER:
	case VALUE_DURATION:
	case VALUE_SIZE:
		return a->n == b->n && a->den == b->den;
	case VALUE_ACTOR:
		return same_actor(a->program, a->actor, b->program, b->actor);
	case VALUE_LIST:
		return same_list(a, b);
	case VALUE_LINES:
		return same_lines(a, b);
	case VALUE_TYPES:
		break;
	}
	must_not_reach();
	return false;
}

/* By continued fractions: whole parts first, then the rests upside down. */
static int compare_fractions(int64_t an, int64_t ad, int64_t bn, int64_t bd)
{
	int sign = 1;

	for (;;) {
		int64_t aw = an / ad - (an % ad < 0);
		int64_t bw = bn / bd - (bn % bd < 0);
		int64_t ar = an % ad + (an % ad < 0 ? ad : 0);
		int64_t br = bn % bd + (bn % bd < 0 ? bd : 0);

		if (aw != bw)
			return aw < bw ? -sign : sign;
		if (ar == 0 || br == 0)
			return ar == br ? 0 : ar == 0 ? -sign : sign;
		an = ad;
		ad = ar;
		bn = bd;
		bd = br;
		sign = -sign;
	}
}

int value_compare(const struct value *a, const struct value *b)
{
	return compare_fractions(a->n, a->den, b->n, b->den);
}

/* --- combining --- */

static bool multiply(int64_t a, int64_t b, int64_t *out)
{
	return dur_mul(a, b, out);
}

static bool add_fractions(const struct value *a, const struct value *b,
			  int64_t sign, struct value *out)
{
	int64_t left, right, sum, den;

	if (!multiply(a->n, b->den, &left) || !multiply(b->n, a->den, &right) ||
	    !multiply(right, sign, &right) || !dur_add(left, right, &sum) ||
	    !multiply(a->den, b->den, &den))
		return false;
	*out = value_fraction(sum, den);
	return true;
}

static bool multiply_fractions(const struct value *a, const struct value *b,
			       struct value *out)
{
	int64_t n, den;

	if (!multiply(a->n, b->n, &n) || !multiply(a->den, b->den, &den))
		return false;
	*out = value_fraction(n, den);
	return true;
}

static int64_t whole_part(int64_t n, int64_t den)
{
	return n / den - (n % den < 0);
}

static bool divide_down(const struct value *a, const struct value *b,
			struct value *out)
{
	int64_t n, den;

	if (b->n == 0 || !multiply(a->n, b->den, &n) ||
	    !multiply(a->den, b->n, &den))
		return false;
	if (den < 0 && (!multiply(n, -1, &n) || !multiply(den, -1, &den)))
		return false;
	*out = value_number(whole_part(n, den));
	return true;
}

/* Has it a unit? */
static bool is_quantity(enum value_type type)
{
	return type == VALUE_DURATION || type == VALUE_SIZE;
}

/* The type of what comes out, or VALUE_TYPES: the two do not go together. */
static enum value_type combined(char op, enum value_type a, enum value_type b)
{
	bool is_sum = op == '+' || op == '-';

	if ((a != VALUE_NUMBER && !is_quantity(a)) ||
	    (b != VALUE_NUMBER && !is_quantity(b)))
		return VALUE_TYPES;
	if (is_sum)
		return a == b ? a : VALUE_TYPES;
	if (op == '*')
		return a == VALUE_NUMBER   ? b
		       : b == VALUE_NUMBER ? a
					   : VALUE_TYPES;
	if (a == b)
		return VALUE_NUMBER;
	return b == VALUE_NUMBER ? a : VALUE_TYPES;
}

bool value_combine(char op, const struct value *a, const struct value *b,
		   struct value *out)
{
	enum value_type type = combined(op, a->type, b->type);
	bool fits;

	if (type == VALUE_TYPES)
		return false;
	if (op == '*')
		fits = multiply_fractions(a, b, out);
	else if (op == '/')
		fits = divide_down(a, b, out);
	else
		fits = add_fractions(a, b, op == '-' ? -1 : 1, out);
	if (fits && is_quantity(type)) {
		*out = value_duration(whole_part(out->n, out->den));
		out->type = type;
	}
	return fits;
}
