/* SPDX-License-Identifier: MIT */
/*
 * Questions put together.
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
		    const struct query_run *run)
{
	struct str why = {0};

	if (asked->why)
		str_addf(&why, "%s ", asked->why);
	explain(&why, run);
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

/* The answer's only call, or what its calls gave. */
static void set_note(struct maker *m, const struct query_run *run)
{
	struct str parts = {0};
	uint32_t copy;

	if (run->notes.len == 1 && query_called(m->query, &copy))
		m->note = run->notes.at[0];
	else if (run->notes.len > 0)
		m->note.showing = run->notes.at[0].showing;
	query_say_values(&parts, run);
	m->parts = arena_str(&m->question->arena, str_text(&parts), parts.len);
	str_fini(&parts);
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
			      .showings = showings,
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
		set_why(q, asked, &run);
		set_note(&maker, &run);
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
