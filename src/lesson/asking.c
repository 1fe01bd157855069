/* SPDX-License-Identifier: MIT */
/*
 * Answers judged, one way a kind of question, and told what is wrong with them.
 */
#include "lesson/asking.h"

#include "base/i18n.h"
#include "lesson/telling.h"

#include <string.h>

/* --- judging --- */

void asking_init(struct asking *a, const struct question *q)
{
	*a = (struct asking){
		.question = q, .hit = SIZE_MAX, .first_hit = SIZE_MAX};
}

static bool is_chosen(const struct given *given, size_t i)
{
	return given->chosen >> i & 1;
}

/* The first option on which the choice is wrong: one taken that is wrong, else
 * one left out that is right. */
static enum verdict judge_choice(const struct question *q,
				 const struct given *given, size_t *hit)
{
	if (given->chosen == 0)
		return VERDICT_UNREADABLE;
	for (int left_out = 0; left_out < 2; left_out++) {
		for (size_t i = 0; i < q->n_options; i++) {
			bool is_right = q->options[i].is_right;

			if (is_right == left_out &&
			    is_chosen(given, i) != is_right) {
				*hit = i;
				return VERDICT_WRONG;
			}
		}
	}
	return VERDICT_RIGHT;
}

static enum verdict judge_number(const struct question *q,
				 const struct given *given, size_t *hit,
				 struct value *value)
{
	const char *typed = given->typed ? given->typed : "";
	enum verdict verdict = VERDICT_WRONG;
	struct program p = {.unit = q->unit};

	if (!value_read(typed, strlen(typed), q->options[0].value.type, &p,
			NULL, value))
		return VERDICT_UNREADABLE;
	for (size_t i = 0; i < q->n_options; i++) {
		if (!value_equals(&q->options[i].value, value))
			continue;
		*hit = i;
		if (q->options[i].is_right)
			verdict = VERDICT_RIGHT;
	}
	return verdict;
}

static enum verdict judge_order(const struct question *q,
				const struct given *given, size_t *hit)
{
	uint32_t seen = 0;

	for (size_t i = 0; i < q->n_options; i++) {
		if (given->order[i] >= q->n_options)
			return VERDICT_UNREADABLE;
		seen |= 1u << given->order[i];
	}
	if (seen != (1u << q->n_options) - 1)
		return VERDICT_UNREADABLE;
	for (size_t i = 0; i < q->n_options; i++) {
		if (given->order[i] != i) {
			*hit = given->order[i];
			return VERDICT_WRONG;
		}
	}
	return VERDICT_RIGHT;
}

static enum verdict judge(const struct question *q, const struct given *given,
			  size_t *hit, struct value *typed)
{
	if (given->is_unknown)
		return VERDICT_UNKNOWN;
	if (q->kind == QUIZ_NUMBER)
		return judge_number(q, given, hit, typed);
	if (q->kind == QUIZ_ORDER)
		return judge_order(q, given, hit);
	return judge_choice(q, given, hit);
}

static size_t places_right(const struct question *q, const struct given *given)
{
	size_t n = 0;

	for (size_t i = 0; q->kind == QUIZ_ORDER && i < q->n_options; i++)
		n += given->order[i] == i;
	return n;
}

enum verdict asking_answer(struct asking *a, const struct given *given)
{
	struct value typed = {0};
	enum verdict verdict;
	size_t hit = SIZE_MAX;

	/* what is struck out cannot be chosen again */
	if (a->is_over || (!given->is_unknown && given->chosen & a->struck))
		return VERDICT_UNREADABLE;
	verdict = judge(a->question, given, &hit, &typed);
	if (verdict == VERDICT_UNREADABLE)
		return verdict;
	a->was_wrong = verdict == VERDICT_WRONG;
	a->taken = given->chosen;
	memcpy(a->order, given->order, sizeof a->order);
	a->typed = typed;
	a->in_place = places_right(a->question, given);
	a->hit = hit;
	a->tries++;
	a->is_right = verdict == VERDICT_RIGHT;
	a->is_over = verdict != VERDICT_WRONG || a->tries == ASKING_TRIES;
	if (verdict == VERDICT_RIGHT)
		a->hit = SIZE_MAX;
	if (a->tries == 1) {
		a->first_right = a->is_right;
		a->first_hit = a->hit;
	}
	if (a->question->kind == QUIZ_ONE && verdict == VERDICT_WRONG)
		a->struck |= given->chosen;
	return verdict;
}

/* --- what is said about a wrong answer --- */

/* How a choice of several stands beside the right one. */
struct tally {
	size_t right, wrong, missing;
};

static struct tally tally_of(const struct asking *a)
{
	struct tally t = {0};

	for (size_t i = 0; i < a->question->n_options; i++) {
		bool is_right = a->question->options[i].is_right;
		bool is_taken = a->taken >> i & 1;

		t.right += is_taken && is_right;
		t.wrong += is_taken && !is_right;
		t.missing += !is_taken && is_right;
	}
	return t;
}

const char *asking_verdict(const struct asking *a)
{
	return a->question->kind == QUIZ_MANY && !a->is_over &&
			       tally_of(a).wrong == 0
		       ? _("Not all yet.")
		       : _("No.");
}

/* What was chosen and is wrong; how much is right, and whether that is all. */
static void explain_many(struct str *out, const struct asking *a)
{
	struct tally t = tally_of(a);
	struct telling told = {0};

	for (size_t i = 0; i < a->question->n_options; i++) {
		const struct option *o = a->question->options + i;

		if (o->is_right || !(a->taken >> i & 1))
			continue;
		tell_text(&told, "answer", o->text);
		tell(out, &told, _("\"{answer}\""));
		str_addf(out, " %s", o->why);
	}
	tell_count(&told, "n", (int64_t)t.right);
	if (t.right > 0 && t.wrong == 0)
		tell(out, &told,
		     _("What you chose is right ({n}), but something is "
		       "missing."));
	else if (t.right > 0)
		tell(out, &told, _("Right among what you chose: {n}."));
	tell_nothing(&told);
	if (t.missing > 0 && t.wrong > 0)
		tell(out, &told, _("Something is missing."));
}

/* The order that was given, by the numbers that stand before the options. */
static void add_order(struct str *out, const struct asking *a)
{
	const struct question *q = a->question;

	for (size_t i = 0; i < q->n_options; i++) {
		size_t place = 0;

		while (q->shown[place] != a->order[i])
			place++;
		str_addf(out, "%s%zu", i > 0 ? ", " : "", place + 1);
	}
}

static void explain_order(struct str *out, const struct asking *a)
{
	const struct option *hit = a->question->options + a->hit;
	struct telling told = {0};
	struct str order = {0};

	add_order(&order, a);
	tell_text(&told, "order", str_text(&order));
	tell(out, &told, _("You said {order}."));
	str_fini(&order);
	tell_count(&told, "n", (int64_t)a->in_place);
	tell_count(&told, "of", (int64_t)a->question->n_options);
	tell(out, &told,
	     a->in_place > 0 ? _("In their places: {n} of {of}.")
			     : _("None of them is in its place."));
	tell_nothing(&told);
	if (*hit->why)
		str_addf(out, " %s", hit->why);
}

/* Is one of the two so many times the other? */
static bool is_times(const struct value *a, const struct value *b, int64_t n)
{
	struct value by = value_number(n), product;

	return value_combine('*', a, &by, &product) &&
	       value_equals(&product, b);
}

static bool is_other_unit(const struct value *a, const struct value *b)
{
	static const int64_t times[] = {60, 1000, 1024, 60000, 1000000};

	for (size_t i = 0; i < sizeof times / sizeof *times; i++)
		if (is_times(a, b, times[i]) || is_times(b, a, times[i]))
			return a->n != 0 && b->n != 0;
	return false;
}

static const char *near_miss(const struct question *q, const struct value *v)
{
	const struct value *right = NULL;
	struct value one = value_number(1), sum;

	for (size_t i = 0; i < q->n_options; i++)
		if (q->options[i].is_right)
			right = &q->options[i].value;
	if (!right)
		return "";
	if (v->type == VALUE_NUMBER &&
	    ((value_combine('+', v, &one, &sum) && value_equals(&sum, right)) ||
	     (value_combine('-', v, &one, &sum) && value_equals(&sum, right))))
		return _("One off: what is counted, and from where to where?");
	if (is_other_unit(v, right))
		return _("The digits are right. In which unit?");
	return value_compare(v, right) < 0 ? _("That is too little.")
					   : _("That is too much.");
}

void asking_explain(struct str *out, const struct asking *a)
{
	const struct question *q = a->question;
	const char *why = a->hit == SIZE_MAX ? "" : q->options[a->hit].why;

	if (q->kind == QUIZ_MANY)
		explain_many(out, a);
	else if (q->kind == QUIZ_ORDER)
		explain_order(out, a);
	else if (q->kind == QUIZ_NUMBER && !*why)
		str_add(out, near_miss(q, &a->typed));
	else
		str_add(out, *why ? why : _("It is not so."));
}
