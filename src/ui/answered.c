/* SPDX-License-Identifier: MIT */
/* The answer, the guess, why not and why. */
#include "ui/answered.h"

#include "base/i18n.h"
#include "base/text.h"
#include "ui/asked.h"

#include <string.h>

enum { WHY_ROWS = 2 /* of what the engine says of a prediction */ };

static void add_answer(struct str *out, const struct question *q)
{
	bool any = false;

	for (size_t i = 0; i < q->n_options; i++) {
		if (!q->options[i].is_right && q->kind != QUIZ_ORDER)
			continue;
		if (any)
			str_add(out, "; ");
		text_add_bare(out, q->options[i].text);
		any = true;
	}
}

/* The answer, and how it was come by. */
static void add_headline(struct str *out, const struct course *c)
{
	const struct asking *a = &c->ask.asking;
	struct str guess = {0};

	text_add_bare(&guess, str_text(&c->ask.guess));
	add_answer(out, &c->ask.question);
	str_add(out, ". ");
	if (a->is_right && a->first_right)
		str_add(out, _("You knew at once."));
	else if (a->is_right)
		str_add(out, _("Your second guess."));
	else if (c->ask.guess.len > 0)
		str_addf(out, _("Your guess: %s."), str_text(&guess));
	/* no guess stands on an axis of steps */
	if (c->session->ghosts.len > 0 && !c->session->steps && !a->first_right)
		str_add(out,
			c->session->ghosts.at[0].sign[0] == '?'
				? _(" What was wrong stands on the timeline: ?")
				: _(" Your order stands on the timeline: 1, 2, "
				    "3..."));
	str_fini(&guess);
}

static void add_headed(struct sheet *sh, const char *head, enum role head_role,
		       const char *text, enum role role, int width)
{
	sheet_add_headed(sh, head, head_role, text, role, width,
			 (int)text_width(head, strlen(head)) + 1);
}

static void add_verdict(struct sheet *sh, const struct course *c, int width)
{
	bool right = c->ask.asking.is_right;
	struct str text = {0};

	add_headline(&text, c);
	add_headed(sh, right ? _("Right:") : _("The answer:"),
		   right ? ROLE_BETTER : ROLE_TITLE, str_text(&text),
		   ROLE_TITLE, width);
	str_fini(&text);
}

/* Why the last guess was wrong, and why the answer is right. */
static void add_reasons(struct sheet *sh, const struct course *c, int width)
{
	const struct asking_page *a = &c->ask;

	if (a->asking.was_wrong)
		asked_add_no(sh, c, width);
	if (*a->question.why)
		add_headed(sh, _("Why:"), ROLE_FAINT, a->question.why,
			   ROLE_TEXT, width);
}

static void add_options(struct sheet *sh, const struct course *c, int width)
{
	const struct question *q = &c->ask.question;
	size_t n = ask_is_voted(c) ? ask_places(c) : q->n_options;

	if (q->kind == QUIZ_NUMBER || q->kind == QUIZ_ORDER)
		return;
	for (size_t i = 0; i < n; i++)
		asked_add_option(sh, c, i, width);
}

/* How much of a question is repeated with its answer. */
enum form { FORM_WHOLE, FORM_TEXT, FORM_NONE };

static void fill_form(struct sheet *sh, const struct course *c, int width,
		      enum form form)
{
	if (form <= FORM_TEXT)
		sheet_add(sh, c->ask.question.text, ROLE_TITLE, width, 0);
	if (form == FORM_WHOLE || ask_is_voted(c))
		add_options(sh, c, width);
	add_verdict(sh, c, width);
	add_reasons(sh, c, width);
}

void answered_fill(struct sheet *sh, const struct session *s, int width,
		   int rows)
{
	const struct course *c = s->course;
	enum form form = rows > 0 ? FORM_WHOLE : FORM_NONE;

	if (!ask_is_told(c)) {
		add_verdict(sh, c, width);
		return;
	}
	fill_form(sh, c, width, form);
	while (form < FORM_NONE && (int)sh->lines.len > rows) {
		sheet_fini(sh);
		*sh = (struct sheet){0};
		fill_form(sh, c, width, ++form);
	}
}

void answered_page(struct sheet *sh, const struct session *s, int width)
{
	const struct course *c = s->course;

	if (!c->ask.is_there)
		return;
	sheet_add(sh, c->ask.question.text, ROLE_TITLE, width, 0);
	sheet_add(sh, "", ROLE_TEXT, width, 0);
	add_options(sh, c, width);
	sheet_add(sh, "", ROLE_TEXT, width, 0);
	add_verdict(sh, c, width);
	add_reasons(sh, c, width);
}

/* --- how much room it takes --- */

int answered_rows(const struct part *act, int width)
{
	const struct asked *a = act->asked;
	int most = 0, why;

	if (!a)
		return 0;
	for (size_t i = 0; i < a->n_choices; i++) {
		int rows = a->choices[i].why
				   ? sheet_rows(a->choices[i].why, width)
				   : 0;

		most = rows > most ? rows : most;
	}
	why = a->why ? sheet_rows(a->why, width) : 0;
	return 1 + most + why + (a->answer ? WHY_ROWS : 0);
}
