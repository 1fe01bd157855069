/* SPDX-License-Identifier: MIT */
/*
 * Blocks `predict`, `quiz` and `claim`: what is asked, and what is asserted.
 */
#include "base/i18n.h"
#include "base/near.h"
#include "lesson/part.h"

#include <string.h>

/* --- answers --- */

static void read_choice(struct part_reader *r, struct asked *asked,
			const struct field *f)
{
	if (asked->n_choices == CHOICES_MAX) {
		part_wrong(r, f->value_begin, f->value_end,
			   _("nine answers are the most"));
		return;
	}
	if (f->value_end == f->value_begin)
		part_wrong(r, f->value_begin, f->value_begin,
			   _("this answer is empty"));
	asked->choices[asked->n_choices++] = (struct choice){
		.is_right = f->kind == FIELD_RIGHT,
		.text = f->value,
		.name = f->mark,
		.why = f->why,
		.begin = f->value_begin,
		.end = f->value_end,
	};
}

/* Every wrong answer says why it is wrong. */
static void check_why(struct part_reader *r, const struct choice *c)
{
	if (c->is_right || (c->why && *c->why))
		return;
	part_wrong(r, c->begin, c->end,
		   _("a wrong answer is explained: - ANSWER !name WHY"));
	part_hint(r, _("without a misconception's name: - ANSWER ! WHY"));
}

/* --- what to look at again --- */

/* LOOK: ID [":" STEP].  An id is a file's name, so no folders are in it. */
static bool read_look(struct part_reader *r, struct look *look)
{
	const char *text = r->lesson->source.text + look->begin;
	size_t len = look->end - look->begin, id = 0, digits;

	while (id < len && text[id] != ':' && text[id] != '/')
		id++;
	digits = id < len ? len - id - 1 : 0;
	if (id == 0 || (id < len && text[id] == '/') ||
	    (id < len && (digits == 0 || digits > 3)))
		return false;
	for (size_t i = 0; i < digits; i++) {
		char c = text[id + 1 + i];

		if (c < '0' || c > '9')
			return false;
		look->step = look->step * 10 + (size_t)(c - '0');
	}
	look->lesson = arena_str(r->arena, text, id);
	return true;
}

/* see: LOOK { LOOK } */
static void read_see(struct part_reader *r, struct asked *asked,
		     const struct field *f)
{
	const char *text = r->lesson->source.text;
	size_t at = f->value_begin;

	asked->see = arena_array(r->arena, LOOKS_MOST, sizeof *asked->see);
	while (at < f->value_end && asked->n_see < LOOKS_MOST) {
		struct look *look = asked->see + asked->n_see;

		while (at < f->value_end && strchr(" \t\r\n", text[at]))
			at++;
		look->begin = at;
		while (at < f->value_end && !strchr(" \t\r\n", text[at]))
			at++;
		look->end = at;
		if (look->begin == look->end)
			break;
		if (read_look(r, look))
			asked->n_see++;
		else
			part_wrong(r, look->begin, look->end,
				   _("a lesson belongs here, and perhaps a "
				     "step of it: 05-party:3"));
	}
	if (asked->n_see == 0 && !diags_has_errors(r->diags))
		part_needs(r, NULL, "see: LESSON");
}

static struct asked *read_asked(struct part_reader *r,
				const struct field_form *form,
				struct fields *fields)
{
	struct asked *asked = arena_alloc(r->arena, sizeof *asked);
	const struct field *why, *see;

	part_fields(r, fields, form);
	asked->text = part_text(r, fields);
	asked->choices =
		arena_array(r->arena, CHOICES_MAX, sizeof *asked->choices);
	for (size_t i = 0; i < fields->len; i++) {
		const struct field *f = fields->at + i;

		if (f->kind >= FIELD_RIGHT && f->kind != FIELD_PICTURE)
			read_choice(r, asked, f);
		else if (i > 0 && f->kind != FIELD_KEY)
			part_wrong(r, f->value_begin, f->value_end,
				   _("an answer begins with * or -"));
	}
	why = fields_find(fields, "why");
	asked->why = why ? why->value : NULL;
	see = fields_find(fields, "see");
	if (see)
		read_see(r, asked, see);
	r->part->asked = asked;
	return asked;
}

/* --- predict --- */

/* What the author offers must be of the answer's type. */
static void read_values(struct part_reader *r, struct asked *asked)
{
	struct query_scope scope = lesson_scope(r->lesson, r->index);
	enum value_type type = query_type(asked->answer);

	for (size_t i = 0; i < asked->n_choices; i++) {
		struct choice *c = asked->choices + i;

		if (value_read(r->lesson->source.text + c->begin,
			       c->end - c->begin, type, scope.program, r->arena,
			       &c->value))
			continue;
		part_wrong(r, c->begin, c->end,
			   _("this is no answer of the kind that is asked "
			     "for"));
		diag_hint(r->diags, _("needed here: %s"),
			  value_type_name(type));
	}
}

void part_predict(struct part_reader *r)
{
	static const char *const keys[] = {"answer", "why", "see", NULL};
	static const struct field_form form = {.keys = keys, .sign = ':'};
	struct fields fields = {0};
	struct asked *asked = read_asked(r, &form, &fields);
	const struct field *answer = fields_find(&fields, "answer");

	if (part_needs(r, answer, "answer: EXPRESSION"))
		asked->answer =
			part_query(r, answer->value_begin, answer->value_end);
	for (size_t i = 0; i < asked->n_choices; i++) {
		if (asked->choices[i].is_right)
			part_wrong(r, asked->choices[i].begin,
				   asked->choices[i].end,
				   _("the right answer is computed; here only "
				     "wrong ones may stand"));
		check_why(r, asked->choices + i);
	}
	if (asked->answer)
		read_values(r, asked);
	vec_fini(&fields);
}

/* --- quiz --- */

static const char *const quiz_kinds[QUIZ_KINDS] = {
	[QUIZ_ONE] = "one",
	[QUIZ_MANY] = "many",
	[QUIZ_NUMBER] = "number",
	[QUIZ_ORDER] = "order",
};

static void read_kind(struct part_reader *r, struct asked *asked)
{
	struct near near = {.name = r->words, .len = strlen(r->words)};

	for (int i = 0; i < QUIZ_KINDS; i++) {
		if (strcmp(quiz_kinds[i], r->words) == 0) {
			asked->kind = (enum quiz_kind)i;
			return;
		}
		near_offer(&near, quiz_kinds[i], strlen(quiz_kinds[i]));
	}
	part_wrong(r, *r->words ? r->words_begin : r->part->head, r->words_end,
		   _("a quiz is one of these: one, many, number, order"));
	part_nearest(r, &near);
}

/* A number, duration or size; all are NULL where there is no text for it. */
static void read_number(struct part_reader *r, struct choice *c)
{
	const char *text = r->lesson->source.text + c->begin;
	struct query_scope scope = lesson_scope(r->lesson, r->index);
	size_t len = c->end - c->begin;

	if (!value_read(text, len, VALUE_NUMBER, NULL, r->arena, &c->value) &&
	    !value_read(text, len, VALUE_DURATION, scope.program, r->arena,
			&c->value) &&
	    !value_read(text, len, VALUE_SIZE, NULL, r->arena, &c->value))
		part_wrong(r, c->begin, c->end,
			   _("a number, a duration or a size belongs here"));
}

/* How many right and wrong answers each kind must have. */
static const struct {
	size_t right_least, right_most, wrong_least, wrong_most;
	const char *message;
} counts[QUIZ_KINDS] = {
	[QUIZ_ONE] = {1, 1, 1, CHOICES_MAX,
		      N_("such a quiz has one right answer and a wrong one or "
			 "more")},
	[QUIZ_MANY] = {1, CHOICES_MAX, 1, CHOICES_MAX,
		       N_("such a quiz has right answers and wrong ones")},
	[QUIZ_NUMBER] = {1, 1, 1, CHOICES_MAX,
			 N_("such a quiz has one right answer, and a near miss "
			    "or more that is explained")},
	[QUIZ_ORDER] = {2, CHOICES_MAX, 0, 0,
			N_("such a quiz has its answers in the right order, "
			   "all with a *")},
};

static void check_counts(struct part_reader *r, const struct asked *asked)
{
	size_t right = 0, wrong;

	for (size_t i = 0; i < asked->n_choices; i++)
		right += asked->choices[i].is_right;
	wrong = asked->n_choices - right;
	if (right < counts[asked->kind].right_least ||
	    right > counts[asked->kind].right_most ||
	    wrong < counts[asked->kind].wrong_least ||
	    wrong > counts[asked->kind].wrong_most)
		part_wrong(r, r->part->head, r->words_end,
			   _(counts[asked->kind].message));
}

/* To leave one out, or to put one elsewhere, is wrong as well. */
static void check_whole(struct part_reader *r, const struct asked *asked)
{
	bool explained = true;

	if (asked->kind != QUIZ_MANY && asked->kind != QUIZ_ORDER)
		return;
	for (size_t i = 0; i < asked->n_choices; i++) {
		const struct choice *c = asked->choices + i;

		explained = explained && (!c->is_right || (c->why && *c->why));
	}
	if (!explained && !(asked->why && *asked->why))
		part_wrong(r, r->part->head, r->words_end,
			   _("such a quiz says why it is so: in a line why:, "
			     "or behind each right answer"));
}

static void check_twice(struct part_reader *r, const struct asked *asked)
{
	for (size_t i = 0; i < asked->n_choices; i++) {
		for (size_t k = 0; k < i; k++) {
			if (strcmp(asked->choices[i].text,
				   asked->choices[k].text) == 0)
				part_wrong(r, asked->choices[i].begin,
					   asked->choices[i].end,
					   _("this answer stands here twice"));
		}
	}
}

void part_quiz(struct part_reader *r)
{
	static const char *const keys[] = {"why", "see", NULL};
	static const struct field_form form = {.keys = keys, .sign = ':'};
	struct fields fields = {0};
	struct asked *asked = read_asked(r, &form, &fields);

	read_kind(r, asked);
	check_counts(r, asked);
	check_twice(r, asked);
	check_whole(r, asked);
	for (size_t i = 0; i < asked->n_choices; i++) {
		check_why(r, asked->choices + i);
		if (asked->kind == QUIZ_NUMBER)
			read_number(r, asked->choices + i);
	}
	vec_fini(&fields);
}

/* --- claim --- */

static void add_claim(struct part_reader *r, struct claims *claims,
		      size_t begin, size_t end)
{
	struct query *q = part_query(r, begin, end);

	if (!q)
		return;
	if (query_type(q) == VALUE_TRUTH)
		claims->at[claims->len++] = q;
	else
		part_wrong(r, begin, end,
			   _("a claim belongs here, something true or false"));
}

/* One a line; blank lines and those with a # are left out. */
void part_claim(struct part_reader *r)
{
	const char *text = r->lesson->source.text;
	struct claims *claims = arena_alloc(r->arena, sizeof *claims);
	size_t lines = 1, at = r->part->begin, end;

	for (size_t i = at; i < r->part->end; i++)
		lines += text[i] == '\n';
	claims->at = arena_array(r->arena, lines, sizeof *claims->at);
	for (; at < r->part->end; at = end + 1) {
		const char *newline =
			memchr(text + at, '\n', r->part->end - at);

		end = newline ? (size_t)(newline - text) : r->part->end;
		while (at < end && strchr(" \t\r", text[at]))
			at++;
		if (at < end && text[at] != '#')
			add_claim(r, claims, at, end);
	}
	if (claims->len == 0 && !diags_has_errors(r->diags))
		part_needs(r, NULL, "CLAIM");
	r->part->claims = claims;
}
