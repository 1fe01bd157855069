/* SPDX-License-Identifier: MIT */
/*
 * Questions put together, and answers judged.
 */
#include "lesson/question.h"

#include "base/i18n.h"
#include "base/rng.h"
#include "lesson/distract.h"
#include "lesson/explain.h"

#include <string.h>

/* --- the order in which options stand --- */

static void swap(struct option *a, struct option *b)
{
	struct option c = *a;

	*a = *b;
	*b = c;
}

/* The same for the same part of the same lesson, in every language. */
static void shuffle(struct question *q, size_t part)
{
	struct rng rng;

	rng_init(&rng, part, q->n_options);
	for (size_t i = q->n_options; i > 1; i--)
		swap(q->options + i - 1, q->options + rng_below(&rng, i));
}

static bool is_after(const struct value *a, const struct value *b)
{
	if (a->type == VALUE_ACTOR)
		return a->actor > b->actor;
	return value_compare(a, b) > 0;
}

/* Numbers, moments and names have an order of their own. */
static void sort(struct question *q)
{
	for (size_t i = 1; i < q->n_options; i++) {
		for (size_t k = i; k > 0 && is_after(&q->options[k - 1].value,
						     &q->options[k].value);
		     k--)
			swap(q->options + k - 1, q->options + k);
	}
}

/* Places of an order: never the right one from the beginning. */
static void shuffle_order(struct question *q, size_t part)
{
	struct rng rng;
	size_t moved = 0;

	for (size_t i = 0; i < q->n_options; i++)
		q->shown[i] = (uint8_t)i;
	rng_init(&rng, part, q->n_options);
	for (size_t i = q->n_options; i > 1; i--) {
		size_t k = rng_below(&rng, i);
		uint8_t last = q->shown[i - 1];

		q->shown[i - 1] = q->shown[k];
		q->shown[k] = last;
	}
	for (size_t i = 0; i < q->n_options; i++)
		moved += q->shown[i] != i;
	if (moved == 0) {
		q->shown[0] = 1;
		q->shown[1] = 0;
	}
}

/* --- predict --- */

static void set_why(struct question *q, const struct asked *asked,
		    const struct source *source, const struct query_run *run)
{
	struct str why = {0};

	if (asked->why)
		str_addf(&why, "%s ", asked->why);
	explain(&why, source, run);
	q->why = arena_str(&q->arena, str_text(&why), why.len);
	str_fini(&why);
}

static void set_evidence(struct question *q, const struct query_run *run)
{
	q->event = QUERY_NO_EVENT;
	for (size_t i = 0; i < run->notes.len && !q->showing; i++) {
		if (run->notes.at[i].event == QUERY_NO_EVENT && i > 0)
			continue;
		q->showing = run->notes.at[i].showing;
		q->event = run->notes.at[i].event;
	}
}

static size_t room_for(const struct asked *asked, enum value_type type)
{
	if (type == VALUE_TRUTH)
		return 2;
	return asked->n_choices + 1 > QUESTION_OPTIONS ? asked->n_choices + 1
						       : QUESTION_OPTIONS;
}

static void add_options(struct maker *m, const struct asked *asked)
{
	struct question *q = m->question;

	maker_add(m, &q->answer, "", "", false);
	q->options[0].is_right = true;
	for (size_t i = 0; i < asked->n_choices; i++) {
		const struct choice *c = asked->choices + i;

		if (!maker_has(m, &c->value))
			maker_add(m, &c->value, c->name, c->why, false);
	}
	distract(m);
}

static enum query_status init_predict(struct question *q,
				      const struct lesson *l, size_t part,
				      struct showings *showings, size_t *failed)
{
	const struct asked *asked = l->parts.at[part].asked;
	struct query_scope scope = lesson_scope(l, part);
	struct query_run run;
	struct maker maker = {.question = q,
			      .query = asked->answer,
			      .run = &run,
			      .scope = &scope};
	enum query_status status;
	size_t end;

	query_run_init(&run, &scope, showings, &q->arena);
	status = query_eval(asked->answer, &run, &q->answer);
	if (status == QUERY_OK && q->answer.len > QUESTION_LIST)
		status = QUERY_LONG;
	if (failed)
		query_range(run.failed, failed, &end);
	if (status == QUERY_OK) {
		q->is_computed = true;
		q->unit = scope.program->unit;
		set_evidence(q, &run);
		set_why(q, asked, &l->source, &run);
		maker.room = room_for(asked, q->answer.type);
		add_options(&maker, asked);
		if (q->answer.type == VALUE_LIST ||
		    q->answer.type == VALUE_LINES ||
		    q->answer.type == VALUE_TRUTH)
			shuffle(q, part);
		else
			sort(q);
	}
	query_run_fini(&run);
	return status;
}

/* --- quiz --- */

static void init_quiz(struct question *q, const struct lesson *l, size_t part)
{
	const struct asked *asked = l->parts.at[part].asked;
	struct query_scope scope = lesson_scope(l, part);

	q->event = QUERY_NO_EVENT;
	q->unit = scope.program ? scope.program->unit : 1;
	q->why = asked->why ? asked->why : "";
	for (size_t i = 0; i < asked->n_choices; i++) {
		const struct choice *c = asked->choices + i;

		q->options[q->n_options++] = (struct option){
			.text = c->text,
			.is_right = c->is_right,
			.name = c->name ? c->name : "",
			.why = c->why ? c->why : "",
			.value = c->value,
		};
		if (c->is_right && !*q->why && c->why)
			q->why = c->why;
	}
	if (q->kind == QUIZ_ORDER)
		shuffle_order(q, part);
	else if (q->kind != QUIZ_NUMBER)
		shuffle(q, part);
}

enum query_status question_init(struct question *q, const struct lesson *l,
				size_t part, struct showings *showings,
				size_t *failed)
{
	const struct asked *asked = l->parts.at[part].asked;

	*q = (struct question){
		.kind = asked->kind, .text = asked->text, .why = ""};
	q->options = arena_array(&q->arena, CHOICES_MAX + QUESTION_OPTIONS,
				 sizeof *q->options);
	if (asked->answer)
		return init_predict(q, l, part, showings, failed);
	init_quiz(q, l, part);
	return QUERY_OK;
}

void question_fini(struct question *q)
{
	arena_free(&q->arena);
}

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
				 const struct given *given, size_t *hit)
{
	const char *typed = given->typed ? given->typed : "";
	enum verdict verdict = VERDICT_WRONG;
	struct program p = {.unit = q->unit};
	struct value value;

	if (!value_read(typed, strlen(typed), q->options[0].value.type, &p,
			NULL, &value))
		return VERDICT_UNREADABLE;
	for (size_t i = 0; i < q->n_options; i++) {
		if (!value_equals(&q->options[i].value, &value))
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
			  size_t *hit)
{
	if (given->is_unknown)
		return VERDICT_UNKNOWN;
	if (q->kind == QUIZ_NUMBER)
		return judge_number(q, given, hit);
	if (q->kind == QUIZ_ORDER)
		return judge_order(q, given, hit);
	return judge_choice(q, given, hit);
}

enum verdict asking_answer(struct asking *a, const struct given *given)
{
	enum verdict verdict;
	size_t hit = SIZE_MAX;

	/* what is struck out cannot be chosen again */
	if (a->is_over || (!given->is_unknown && given->chosen & a->struck))
		return VERDICT_UNREADABLE;
	verdict = judge(a->question, given, &hit);
	if (verdict == VERDICT_UNREADABLE)
		return verdict;
	a->hit = hit;
	a->tries++;
	a->is_right = verdict == VERDICT_RIGHT;
	a->is_over = verdict != VERDICT_WRONG || a->tries == QUESTION_TRIES;
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
