/* SPDX-License-Identifier: MIT */
/*
 * Everything in a lesson run and proved, part by part.
 */
#include "lesson/prove.h"

#include "base/i18n.h"
#include "lesson/exercise.h"
#include "lesson/misconception.h"
#include "lesson/question.h"

#include <string.h>

struct prover {
	const struct lesson *lesson;
	struct diags *diags;
	struct proved *proved;
	struct showings showings;
	struct arena arena;
};

static void wrong(struct prover *p, size_t begin, size_t end,
		  const char *message)
{
	diag_add(p->diags, DIAG_ERROR, begin, end, "%s", message);
}

static size_t line_end(const struct prover *p, size_t at)
{
	const struct source *s = &p->lesson->source;

	while (at < s->len && s->text[at] != '\n')
		at++;
	return at;
}

/* --- stages --- */

static void prove_stage(struct prover *p, const struct part *part)
{
	const struct staging *stage = part->stage;

	for (size_t i = 0; i < stage->scope.n_setups; i++) {
		const struct query_setup *s = stage->setups + i;
		struct showing *showing =
			showings_get(&p->showings, s->program, &s->setup);
		enum query_status status = !showing ? QUERY_TOO_MUCH
					   : showing->status == RUN_STOPPED
						   ? QUERY_CUT
						   : QUERY_OK;

		if (status == QUERY_OK)
			continue;
		wrong(p, part->head, line_end(p, part->head),
		      query_status_text(status));
		diag_hint(p->diags, "%s", s->name);
	}
	p->proved->stages++;
}

/* --- claims --- */

static void prove_claim(struct prover *p, size_t part, const struct query *q)
{
	struct query_scope scope = lesson_scope(p->lesson, part);
	struct query_run run;
	struct value value;
	struct str note = {0};
	size_t begin, end;
	enum query_status status;

	query_run_init(&run, &scope, &p->showings, &p->arena);
	status = query_eval(q, &run, &value);
	query_range(status == QUERY_OK ? q : run.failed, &begin, &end);
	if (status != QUERY_OK) {
		wrong(p, begin, end, query_status_text(status));
	} else if (!value.n) {
		wrong(p, begin, end, _("this does not hold"));
		query_tell(&note, &p->lesson->source, &run);
		diag_hint(p->diags, "%s", str_text(&note));
	}
	str_fini(&note);
	query_run_fini(&run);
	p->proved->claims++;
}

/* --- questions --- */

/* An author's wrong answer that is right, or stands there twice. */
static void prove_choices(struct prover *p, const struct asked *asked,
			  const struct question *q)
{
	for (size_t i = 0; i < asked->n_choices; i++) {
		const struct choice *c = asked->choices + i;

		if (value_equals(&c->value, &q->answer))
			wrong(p, c->begin, c->end,
			      _("this is the right answer"));
		for (size_t k = 0; k < i; k++) {
			if (value_equals(&c->value, &asked->choices[k].value))
				wrong(p, c->begin, c->end,
				      _("this answer stands here twice"));
		}
	}
}

static void prove_question(struct prover *p, size_t part)
{
	const struct asked *asked = p->lesson->parts.at[part].asked;
	struct question q;
	size_t failed = 0;
	enum query_status status =
		question_init(&q, p->lesson, part, &p->showings, &failed);
	struct str answer = {0};

	if (status != QUERY_OK) {
		wrong(p, failed, line_end(p, failed),
		      query_status_text(status));
	} else if (q.is_computed) {
		prove_choices(p, asked, &q);
		value_write(&answer, &q.answer, q.unit);
		if (q.n_options < 2) {
			query_range(asked->answer, &failed, &(size_t){0});
			wrong(p, failed, line_end(p, failed),
			      _("this question needs a wrong answer"));
			diag_hint(p->diags, _("the right one is %s"),
				  str_text(&answer));
		}
	}
	str_fini(&answer);
	question_fini(&q);
	p->proved->answers++;
}

/* --- exercises --- */

static void prove_unsolved(struct prover *p, size_t part)
{
	const struct exercise *e = p->lesson->parts.at[part].exercise;
	struct attempt a;
	bool holds;

	attempt_init(&a, p->lesson, part);
	attempt_check(&a, p->lesson, part, &holds, NULL);
	if (holds)
		wrong(p, e->goal_begin, e->goal_end,
		      _("this goal is reached before anything is changed"));
	attempt_fini(&a);
}

static void prove_solution(struct prover *p, size_t part)
{
	const struct exercise *e = p->lesson->parts.at[part].exercise;
	enum query_status status;
	struct str note = {0};
	struct attempt a;
	bool holds;

	attempt_init(&a, p->lesson, part);
	if (attempt_solve(&a, p->lesson, part, p->diags)) {
		status = attempt_check(&a, p->lesson, part, &holds, &note);
		if (!holds) {
			wrong(p, e->goal_begin, e->goal_end,
			      status == QUERY_OK
				      ? _("the solution does not reach this "
					  "goal")
				      : query_status_text(status));
			diag_hint(p->diags, "%s", str_text(&note));
		}
	}
	str_fini(&note);
	attempt_fini(&a);
	p->proved->exercises++;
}

/* --- all of it --- */

static void prove_part(struct prover *p, size_t i)
{
	const struct part *part = p->lesson->parts.at + i;

	switch (part->kind) {
	case PART_STAGE:
		prove_stage(p, part);
		return;
	case PART_PREDICT:
	case PART_QUIZ:
		prove_question(p, i);
		return;
	case PART_TRY:
		prove_unsolved(p, i);
		prove_solution(p, i);
		return;
	case PART_CLAIM:
		for (size_t k = 0; k < part->claims->len; k++)
			prove_claim(p, i, part->claims->at[k]);
		return;
	case PART_TEXT:
	case PART_NOTE:
	case PART_SCENARIO:
	case PART_WORDS:
	case PART_SCENE:
	case PART_MISCONCEPTIONS:
	case PART_KINDS:
		return;
	}
}

bool lesson_prove(const struct lesson *l, struct proved *proved,
		  struct diags *diags)
{
	struct prover p = {.lesson = l, .diags = diags, .proved = proved};
	size_t before = diags->counts[DIAG_ERROR];
	struct screenfuls all = {0};

	*proved = (struct proved){0};
	for (size_t i = 0; i < l->parts.len; i++)
		prove_part(&p, i);
	misconception_check(l, diags);
	lesson_screenfuls(l, &all);
	proved->screenfuls = all.len;
	vec_fini(&all);
	showings_fini(&p.showings);
	arena_free(&p.arena);
	return diags->counts[DIAG_ERROR] == before;
}
