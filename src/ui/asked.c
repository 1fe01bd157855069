/* SPDX-License-Identifier: MIT */
/* Questions and exercises put on sheets. */
#include "ui/asked.h"

#include "app/course.h"
#include "base/i18n.h"
#include "base/text.h"
#include "ui/answered.h"

#include <string.h>

enum {
	HEAD = 3,
	GAP = 4, /* cells before the code of a goal */
	BAR = 10 /* cells of a class's hands */
};

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
	uint32_t marked = a->asking.is_over ? a->asking.taken : a->marked;
	size_t at;

	str_addf(out, "%zu", is_last ? 0 : place + 1);
	if (is_last)
		return;
	if (kind == QUIZ_MANY)
		str_add(out, marked >> option & 1 ? " [x]" : " [ ]");
	else if (kind == QUIZ_ORDER && is_placed(a, option, &at))
		str_addf(out, " (%zu)", at + 1);
	else if (kind == QUIZ_ORDER)
		str_add(out, " ( )");
}

/* --- hands --- */

static unsigned most_hands(const struct asking_page *a)
{
	unsigned most = BAR;

	for (int round = 0; round < VOTE_ROUNDS; round++)
		for (size_t i = 0; i < VOTE_PLACES; i++)
			if (a->votes[round][i] > most)
				most = a->votes[round][i];
	return most;
}

/* "███ 3", as wide for all; of many hands the bars are shorter. */
static void add_bar(struct str *out, const struct course *c, int round,
		    size_t place)
{
	const struct asking_page *a = &c->ask;
	unsigned n = a->votes[round][place];
	unsigned cells = (n * BAR + most_hands(a) - 1) / most_hands(a);

	for (unsigned i = 0; i < cells; i++)
		str_add(out, glyph_state(ROLE_RUNNING, SHADE_FULL,
					 c->session->ascii));
	str_addf(out, " %-3u", n);
	str_fill(out, ' ', BAR - cells);
}

/* Cells of the widest of the answers, as far as the bars leave room. */
static size_t votes_column(const struct course *c, int width)
{
	const struct question *q = &c->ask.question;
	size_t most = text_width(_("I don't know"), strlen(_("I don't know")));
	size_t mark = text_width(_(" (right)"), strlen(_(" (right)")));
	size_t room = (size_t)(width - HEAD - 2 * (BAR + 8));

	for (size_t i = 0; i < q->n_options; i++) {
		size_t n = text_width(q->options[i].text,
				      strlen(q->options[i].text)) +
			   mark;

		most = n > most ? n : most;
	}
	return width < 2 * (BAR + 8) + HEAD ? 1 : most < room ? most : room;
}

/* The answer, and the hands for it: before the talk, then after it. */
static void add_votes(struct str *out, const struct course *c, size_t place,
		      const char *text, int width)
{
	const struct asking_page *a = &c->ask;

	text_pad(out, text, strlen(text), votes_column(c, width), "...");
	str_add(out, "  ");
	add_bar(out, c, 0, place);
	if (a->round == 0 && !a->asking.is_over)
		return;
	str_add(out, c->session->ascii ? "> " : "→ ");
	add_bar(out, c, 1, place);
}

void asked_add_option(struct sheet *sh, const struct course *c, size_t place,
		      int width)
{
	const struct asking_page *a = &c->ask;
	size_t option = ask_option(c, place), from = sh->lines.len;
	bool is_last = place == a->question.n_options;
	bool is_struck = !is_last && a->asking.struck >> option & 1;
	bool is_right = a->asking.is_over && !is_last &&
			a->question.options[option].is_right &&
			a->question.kind != QUIZ_ORDER;
	bool plain =
		a->question.kind == QUIZ_ONE || a->question.kind == QUIZ_NUMBER;
	struct str head = {0}, text = {0}, answer = {0};

	add_head(&head, a, place, option);
	str_add(&answer,
		is_last ? _("I don't know") : a->question.options[option].text);
	if (is_struck)
		str_add(&answer, _(" (not this)"));
	if (is_right)
		str_add(&answer, _(" (right)"));
	if (ask_is_voted(c))
		add_votes(&text, c, place, str_text(&answer), width);
	else
		str_add(&text, str_text(&answer));
	sheet_add_headed(sh, str_text(&head), is_struck ? ROLE_FAINT : ROLE_KEY,
			 str_text(&text),
			 is_struck  ? ROLE_FAINT
			 : is_right ? ROLE_BETTER
				    : ROLE_TEXT,
			 width, plain || is_last ? HEAD : HEAD + 3);
	sheet_tag(sh, from, place, place == a->choice && !a->asking.is_over);
	str_fini(&head);
	str_fini(&text);
	str_fini(&answer);
}

/* --- what has been said about the last answer --- */

void asked_add_no(struct sheet *sh, const struct course *c, int width)
{
	const struct asking *a = &c->ask.asking;
	const char *head = asking_verdict(a);
	struct str text = {0};

	asking_explain(&text, a);
	if (!a->is_over)
		str_addf(&text, " %s", _("One more try."));
	sheet_add_headed(sh, head, ROLE_ERROR, str_text(&text), ROLE_TEXT,
			 width, (int)text_width(head, strlen(head)) + 1);
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
				      "counts one, backspace takes it back.")
				  : _("Hands again, after the talk."),
			  ROLE_FAINT, width, 0);
}

/* Need the answer not stand there, now that one was wrong? */
static bool is_spare(const struct asking_page *a, size_t place)
{
	if (a->asking.tries == 0 || place == a->choice)
		return false;
	return place == a->question.n_options ||
	       (a->question.kind != QUIZ_ORDER &&
		(a->asking.struck >> place & 1));
}

static void fill_open(struct sheet *sh, const struct session *s, int width,
		      bool tight)
{
	const struct course *c = s->course;
	const struct question *q = &c->ask.question;

	sheet_add(sh, q->text, ROLE_TITLE, width, 0);
	add_round(sh, c, width);
	if (q->kind == QUIZ_NUMBER)
		add_prompt(sh, s, width);
	for (size_t i = 0; q->kind != QUIZ_NUMBER && i < ask_places(c); i++)
		if (!tight || !is_spare(&c->ask, i))
			asked_add_option(sh, c, i, width);
	if (c->ask.asking.tries > 0)
		asked_add_no(sh, c, width);
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

/* The goal in words, and what it is now; and as it is written, if that fits
 * beside them. */
static void add_goal(struct str *out, const struct course *c, int room)
{
	size_t part = course_page(c)->act;
	struct str code = {0};

	exercise_goal(out, c->lesson, part);
	str_addf(out, ". %s %s", _("Now:"), str_text(&c->trial.note));
	exercise_goal_code(&code, c->lesson, part);
	if ((int)(text_width(str_text(out), out->len) +
		  text_width(str_text(&code), code.len)) +
		    GAP <=
	    room)
		str_addf(out, "%*s%s", GAP, "", str_text(&code));
	str_fini(&code);
}

/* It stays: it is wanted while a line is typed. */
static const char *hint_of(const struct course *c)
{
	return c->trial.hinted && !c->trial.holds
		       ? course_act(c)->exercise->hint
		       : NULL;
}

static void add_hint(struct sheet *sh, const struct course *c, int width)
{
	const char *head = _("Hint:");

	if (hint_of(c))
		sheet_add_headed(sh, head, ROLE_KEY, hint_of(c), ROLE_TEXT,
				 width,
				 (int)text_width(head, strlen(head)) + 1);
}

static void fill_trial(struct sheet *sh, const struct session *s, int width)
{
	const struct trial *t = &s->course->trial;
	const char *head = t->holds ? _("The goal is reached:") : _("Goal:");
	int from = (int)text_width(head, strlen(head)) + 1;
	struct str text = {0};

	sheet_add(sh, course_act(s->course)->exercise->text, ROLE_TITLE, width,
		  0);
	for (size_t i = 0; i < t->n_knobs; i++)
		add_knob(sh, s, i, width);
	add_hint(sh, s->course, width);
	if (t->holds)
		str_add(&text, str_text(&t->note));
	else
		add_goal(&text, s->course, width - from);
	sheet_add_headed(sh, head, t->holds ? ROLE_BETTER : ROLE_ERROR,
			 str_text(&text), ROLE_TEXT, width, from);
	str_fini(&text);
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
		bool tight)
{
	const struct course *c = s->course;
	const struct part *act = course_act(c);

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
		answered_fill(sh, s, width, 0);
	else if (asked_is_open(s))
		fill_open(sh, s, width, tight);
	else
		fill_waiting(sh, c->ask.question.text, width);
}

/* --- how much room it takes --- */

static int exercise_rows(const struct course *c, const struct part *act,
			 int width)
{
	const struct exercise *e = act->exercise;
	size_t knobs = act == course_act(c) ? c->trial.n_knobs : e->n_changes;
	int hint = 0;

	if (act == course_act(c) && hint_of(c))
		hint = sheet_rows(hint_of(c), width) + 1;
	return sheet_rows(e->text, width) + (int)knobs + 1 + hint;
}

int asked_rows_open(const struct course *c, const struct part *act, int width)
{
	const struct asked *a = act->asked;
	int rows = c->voting, options = 0;

	if (act->kind == PART_TRY)
		return exercise_rows(c, act, width);
	rows += sheet_rows(a->text, width) +
		1; /* "I don't know", or the prompt */
	for (size_t i = 0; i < a->n_choices; i++)
		options += sheet_rows(a->choices[i].text, width - HEAD);
	if (a->answer && options < QUESTION_OPTIONS)
		options = QUESTION_OPTIONS;
	return a->kind == QUIZ_NUMBER ? rows : rows + options;
}
