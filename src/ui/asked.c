/* SPDX-License-Identifier: MIT */
/* Questions and exercises put on sheets. */
#include "ui/asked.h"

#include "app/course.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

enum { HEAD = 3, NAMES_MOST = 40, VALUES_MOST = 24 };

bool asked_is_open(const struct session *s)
{
	return s->view == VIEW_ASK || s->view == VIEW_NUMBER ||
	       s->view == VIEW_TRY || s->view == VIEW_STATEMENT;
}

/* --- the options --- */

static bool is_placed(const struct asking_page *a, size_t option, size_t *at)
{
	for (*at = 0; *at < a->placed; ++*at)
		if (a->order[*at] == option)
			return true;
	return false;
}

/* "2", "2 [x]", "2 (1)": the key, and what it has been given. */
static void add_head(struct str *out, const struct asking_page *a, size_t place,
		     size_t option)
{
	enum quiz_kind kind = a->question.kind;
	bool is_last = place == a->question.n_options;
	size_t at;

	str_addf(out, "%zu", is_last ? 0 : place + 1);
	if (is_last)
		return;
	if (kind == QUIZ_MANY)
		str_add(out, a->marked >> option & 1 ? " [x]" : " [ ]");
	else if (kind == QUIZ_ORDER && is_placed(a, option, &at))
		str_addf(out, " (%zu)", at + 1);
	else if (kind == QUIZ_ORDER)
		str_add(out, " ( )");
}

static void add_votes(struct str *out, const struct course *c, size_t place)
{
	const struct asking_page *a = &c->ask;

	if (!ask_is_voted(c))
		return;
	str_add(out, "   ");
	if (a->round == 0 && !a->asking.is_over)
		str_addf(out, _("hands: %u"), a->votes[0][place]);
	else
		str_addf(out, _("hands: %u, then %u"), a->votes[0][place],
			 a->votes[1][place]);
}

static void add_option(struct sheet *sh, const struct course *c, size_t place,
		       int width)
{
	const struct asking_page *a = &c->ask;
	size_t option = ask_option(c, place), from = sh->lines.len;
	bool shines = a->asking.is_over && place < a->question.n_options &&
		      a->question.options[option].is_right;
	bool is_last = place == a->question.n_options;
	bool is_struck = !is_last && a->asking.struck >> option & 1;
	bool plain =
		a->question.kind == QUIZ_ONE || a->question.kind == QUIZ_NUMBER;
	struct str head = {0}, text = {0};

	add_head(&head, a, place, option);
	str_add(&text,
		is_last ? _("I don't know") : a->question.options[option].text);
	if (is_struck)
		str_add(&text, _(" (not this)"));
	add_votes(&text, c, place);
	sheet_add_headed(sh, str_text(&head), is_struck ? ROLE_FAINT : ROLE_KEY,
			 str_text(&text),
			 is_struck ? ROLE_FAINT
			 : shines  ? ROLE_BETTER
				   : ROLE_TEXT,
			 width, plain || is_last ? HEAD : HEAD + 3);
	sheet_tag(sh, from, place, place == a->choice && !a->asking.is_over);
	str_fini(&head);
	str_fini(&text);
}

/* --- what has been said about the last answer --- */

/* What was wrong with the last guess. */
static void add_no(struct sheet *sh, const struct asking *a, int width)
{
	struct str text = {0};

	asking_explain(&text, a);
	if (!a->is_over)
		str_addf(&text, " %s", _("One more try."));
	sheet_add_headed(sh, _("No."), ROLE_ERROR, str_text(&text), ROLE_TEXT,
			 width,
			 (int)text_width(_("No."), strlen(_("No."))) + 1);
	str_fini(&text);
}

static void add_prompt(struct sheet *sh, const struct session *s, int width)
{
	const char *head = _("Your answer (? if you don't know):");
	struct str text = {0};

	str_addn(&text, str_text(&s->line.text), s->line.caret);
	str_addc(&text, '_');
	str_add(&text, str_text(&s->line.text) + s->line.caret);
	sheet_add_headed(sh, head, ROLE_FAINT, str_text(&text), ROLE_TITLE,
			 width, (int)text_width(head, strlen(head)) + 1);
	str_fini(&text);
}

static void add_round(struct sheet *sh, const struct course *c, int width)
{
	if (ask_is_voted(c))
		sheet_add(sh,
			  c->ask.round == 0
				  ? _("Hands, before anybody talks: a number "
				      "counts one. Enter: talk it over.")
				  : _("Hands again. Enter: the answer."),
			  ROLE_FAINT, width, 0);
}

static void fill_open(struct sheet *sh, const struct session *s, int width)
{
	const struct course *c = s->course;
	const struct question *q = &c->ask.question;

	sheet_add(sh, q->text, ROLE_TITLE, width, 0);
	if (c->ask.asking.tries > 0)
		add_no(sh, &c->ask.asking, width);
	add_round(sh, c, width);
	if (q->kind == QUIZ_NUMBER) {
		add_prompt(sh, s, width);
		return;
	}
	for (size_t i = 0; i < ask_places(c); i++)
		add_option(sh, c, i, width);
}

/* --- answered --- */

/* Without the full stop that an answer may end with. */
static void add_bare(struct str *out, const char *text)
{
	size_t n = strlen(text);

	str_addn(out, text, n > 0 && text[n - 1] == '.' ? n - 1 : n);
}

static void add_answer(struct str *out, const struct question *q)
{
	bool any = false;

	for (size_t i = 0; i < q->n_options; i++) {
		if (!q->options[i].is_right && q->kind != QUIZ_ORDER)
			continue;
		if (any)
			str_add(out, "; ");
		add_bare(out, q->options[i].text);
		any = true;
	}
}

/* The answer, and how it was come by. */
static void add_headline(struct str *out, const struct course *c)
{
	const struct asking *a = &c->ask.asking;
	struct str guess = {0};

	add_bare(&guess, str_text(&c->ask.guess));
	add_answer(out, &c->ask.question);
	str_add(out, ". ");
	if (a->is_right && a->first_right)
		str_add(out, _("You knew at once."));
	else if (a->is_right)
		str_add(out, _("Your second guess."));
	else if (c->ask.guess.len > 0)
		str_addf(out, _("Your guess: %s."), str_text(&guess));
	if (c->session->ghosts.len > 0 && !a->first_right)
		str_add(out, _(" What was wrong stands on the timeline: ?"));
	str_fini(&guess);
}

static void fill_told(struct sheet *sh, const struct session *s, int width)
{
	const struct course *c = s->course;
	const struct question *q = &c->ask.question;
	const char *head =
		c->ask.asking.is_right ? _("Right:") : _("The answer:");
	bool fresh = ask_is_fresh(c);
	struct str text = {0};

	add_headline(&text, c);
	sheet_add_headed(sh, head,
			 c->ask.asking.is_right ? ROLE_BETTER : ROLE_TITLE,
			 str_text(&text), ROLE_TITLE, width,
			 (int)text_width(head, strlen(head)) + 1);
	if (fresh && ask_is_voted(c))
		for (size_t i = 0; i < ask_places(c); i++)
			add_option(sh, c, i, width);
	if (fresh && c->ask.asking.was_wrong)
		add_no(sh, &c->ask.asking, width);
	if (fresh && *q->why)
		sheet_add_headed(
			sh, _("Why:"), ROLE_FAINT, q->why, ROLE_TEXT, width,
			(int)text_width(_("Why:"), strlen(_("Why:"))) + 1);
	str_fini(&text);
}

/* --- exercises --- */

static void add_knob(struct sheet *sh, const struct session *s, size_t knob,
		     int width)
{
	const struct course *c = s->course;
	struct str head = {0}, text = {0}, range = {0};
	size_t from = sh->lines.len;

	trial_name(&head, c, knob);
	trial_value(&text, c, knob);
	trial_range(&range, c, knob);
	if (range.len > 0)
		str_addf(&text, "   (%s)", str_text(&range));
	sheet_add_headed(sh, str_text(&head), ROLE_KEY, str_text(&text),
			 ROLE_TITLE, width,
			 (int)text_width(str_text(&head), head.len) + 2);
	sheet_tag(sh, from, knob, knob == c->trial.knob && s->view == VIEW_TRY);
	str_fini(&head);
	str_fini(&text);
	str_fini(&range);
}

static void fill_trial(struct sheet *sh, const struct session *s, int width)
{
	const struct trial *t = &s->course->trial;
	const char *head = t->holds ? _("The goal is reached.") : _("Not yet.");

	sheet_add(sh, course_act(s->course)->exercise->text, ROLE_TITLE, width,
		  0);
	for (size_t i = 0; i < t->n_knobs; i++)
		add_knob(sh, s, i, width);
	sheet_add_headed(sh, head, t->holds ? ROLE_BETTER : ROLE_ERROR,
			 str_text(&t->note), ROLE_TEXT, width,
			 (int)text_width(head, strlen(head)) + 1);
}

/* --- all of it --- */

/* One line that says what waits. */
static void fill_waiting(struct sheet *sh, const char *text, int width)
{
	struct str cut = {0};

	text_cut(&cut, text, strlen(text),
		 (size_t)(width > HEAD ? width - HEAD : 1), "...");
	sheet_add_headed(sh, "p", ROLE_KEY, str_text(&cut), ROLE_TITLE, width,
			 HEAD);
	str_fini(&cut);
}

void asked_fill(struct sheet *sh, const struct session *s, int width,
		bool ascii)
{
	const struct course *c = s->course;
	const struct part *act = course_act(c);

	(void)ascii;
	if (!act)
		return;
	if (c->ask.problem)
		sheet_add_headed(sh, _("This cannot be asked:"), ROLE_ERROR,
				 c->ask.problem, ROLE_TEXT, width, 2);
	else if (c->trial.is_there && asked_is_open(s))
		fill_trial(sh, s, width);
	else if (c->trial.is_there)
		fill_waiting(sh, act->exercise->text, width);
	else if (c->ask.asking.is_over)
		fill_told(sh, s, width);
	else if (asked_is_open(s))
		fill_open(sh, s, width);
	else
		fill_waiting(sh, c->ask.question.text, width);
}
