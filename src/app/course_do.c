/* SPDX-License-Identifier: MIT */
/* Deeds: a table of functions; each looks whether there is something to do. */
#include "app/course_do.h"

#include "app/course.h"
#include "base/i18n.h"
#include "base/must.h"

#include <string.h>

static int64_t times(int64_t count)
{
	return count > 0 ? count : 1;
}

/* --- pages --- */

static bool is_asking(const struct session *s)
{
	return s->view == VIEW_ASK || s->view == VIEW_NUMBER;
}

/* The view in which the page's question or exercise has the keys. */
static void show_act(struct course *c)
{
	if (c->trial.is_there)
		session_show(c->session, VIEW_TRY);
	else if (course_is_open(c))
		session_show(c->session, c->ask.question.kind == QUIZ_NUMBER
						 ? VIEW_NUMBER
						 : VIEW_ASK);
	else
		session_say(c->session, "%s", _("nothing is asked here"));
}

/* A question that waits is not stepped over, by however many pages: what
 * follows tells the answer. */
static void do_next(struct course *c, int64_t count)
{
	if (!course_is_open(c))
		for (int64_t i = times(count); i > 0; i--) {
			course_turn(c, 1);
			if (course_is_open(c) ||
			    c->session->view == VIEW_REPORT)
				break;
		}
	else if (!is_asking(c->session))
		show_act(c);
	else
		session_say(c->session, "%s",
			    _("first an answer: 0 is \"I don't know\""));
}

static void do_previous(struct course *c, int64_t count)
{
	course_turn(c, -times(count));
}

static void toggle(struct course *c, enum view view)
{
	struct session *s = c->session;

	if (s->view == view)
		session_show(s, s->back);
	else
		session_show(s, view);
	c->line = 0;
}

static void do_predict(struct course *c, int64_t count)
{
	struct session *s = c->session;

	(void)count;
	if (is_asking(s) || s->view == VIEW_TRY)
		session_show(s, s->base);
	else if (c->ask.is_there && c->ask.asking.is_over)
		toggle(c, VIEW_TOLD);
	else
		show_act(c);
}

static void do_lens(struct course *c, int64_t count)
{
	(void)count;
	course_lens(c);
}

static void do_words(struct course *c, int64_t count)
{
	(void)count;
	if (course_words(c))
		toggle(c, VIEW_WORDS);
	else
		session_say(c->session, "%s",
			    _("this page has no other words"));
}

static void do_notes(struct course *c, int64_t count)
{
	(void)count;
	toggle(c, VIEW_NOTES);
}

static void do_outline(struct course *c, int64_t count)
{
	(void)count;
	toggle(c, VIEW_OUTLINE);
	c->line = course_page(c) ? course_page(c)->step : 0;
}

static void do_report(struct course *c, int64_t count)
{
	(void)count;
	course_report(c, false);
}

static void do_open_line(struct course *c, int64_t count)
{
	(void)count;
	course_open_line(c);
}

static void do_overview(struct course *c, int64_t count)
{
	(void)count;
	course_overview(c);
}

/* --- questions --- */

/* The last place is that of "I don't know", whose number is 0. */
static void do_answer(struct course *c, int64_t count)
{
	if (course_is_open(c) && (size_t)count == ask_places(c))
		session_say(c->session, "%s",
			    _("there is no answer with that number"));
	else
		ask_answer(c, (size_t)count);
}

static void do_mark(struct course *c, int64_t count)
{
	(void)count;
	ask_mark(c);
}

static void do_unmark(struct course *c, int64_t count)
{
	(void)count;
	ask_unmark(c);
}

static void do_unknown(struct course *c, int64_t count)
{
	(void)count;
	ask_unknown(c);
}

/* --- exercises --- */

static void do_change(struct course *c, int64_t count)
{
	struct session *s = c->session;
	struct str line = {0};

	(void)count;
	if (!c->trial.is_there || c->trial.n_knobs == 0)
		return;
	if (!trial_is_line(c)) {
		session_say(s, "%s", _("left and right change this"));
		return;
	}
	trial_value(&line, c, c->trial.knob);
	session_show(s, VIEW_STATEMENT);
	prompt_set(&s->line, str_text(&line));
	str_fini(&line);
}

/* On, as far as all is done that the page wants done. */
static void do_on(struct course *c, int64_t count)
{
	if (!c->trial.is_there || c->trial.holds)
		do_next(c, 0);
	else if (c->session->view == VIEW_TRY)
		do_change(c, count);
	else
		show_act(c);
}

static void do_hint(struct course *c, int64_t count)
{
	(void)count;
	if (c->trial.is_there)
		trial_hint(c);
}

static void do_solve(struct course *c, int64_t count)
{
	(void)count;
	if (c->trial.is_there)
		trial_solve(c);
}

static void do_undo(struct course *c, int64_t count)
{
	(void)count;
	if (c->trial.is_there)
		trial_undo(c);
}

static void do_open_lesson(struct course *c, int64_t count)
{
	(void)count;
	course_choose_lesson(c);
}

/* --- the table --- */

static void (*const deeds[])(struct course *c, int64_t count) = {
	[DEED_ON] = do_on,
	[DEED_NEXT] = do_next,
	[DEED_PREVIOUS] = do_previous,
	[DEED_PREDICT] = do_predict,
	[DEED_LENS] = do_lens,
	[DEED_WORDS] = do_words,
	[DEED_NOTES] = do_notes,
	[DEED_OUTLINE] = do_outline,
	[DEED_REPORT] = do_report,
	[DEED_ANSWER] = do_answer,
	[DEED_MARK] = do_mark,
	[DEED_UNMARK] = do_unmark,
	[DEED_UNKNOWN] = do_unknown,
	[DEED_CHANGE] = do_change,
	[DEED_HINT] = do_hint,
	[DEED_SOLVE] = do_solve,
	[DEED_UNDO] = do_undo,
	[DEED_OPEN_LINE] = do_open_line,
	[DEED_OPEN_LESSON] = do_open_lesson,
	[DEED_OVERVIEW] = do_overview,
};

/* What can be done without a lesson. */
static bool is_of_course(const struct session *s, int64_t deed)
{
	return deed == DEED_OPEN_LESSON || deed == DEED_OVERVIEW ||
	       (deed == DEED_OPEN_LINE && s->view == VIEW_COURSE);
}

void course_do(struct session *s, int64_t count, int64_t deed)
{
	must(deed >= 0 && (size_t)deed < sizeof deeds / sizeof *deeds);
	if (!s->course || (!s->course->lesson && !is_of_course(s, deed)))
		return;
	deeds[deed](s->course, count);
	s->dirty = true;
}

/* The next line; from none to the first. */
static void choose_line(struct course *c, int64_t down)
{
	int64_t last = (int64_t)course_lines(c) - 1;
	int64_t line = c->line == COURSE_NO_LINE ? (down > 0 ? down - 1 : 0)
						 : (int64_t)c->line + down;

	line = line < last ? line : last;
	c->line = line >= 0 ? (size_t)line : last < 0 ? COURSE_NO_LINE : 0;
}

void course_scroll(struct session *s, int64_t count, int64_t arg)
{
	s->course->line = COURSE_NO_LINE;
	s->scroll += (int)(times(count) * arg);
	s->scroll = s->scroll > 0 ? s->scroll : 0;
	s->dirty = true;
}

void course_choose(struct session *s, int64_t count, int64_t arg)
{
	struct course *c = s->course;
	int64_t down = times(count) * arg;

	if (!c)
		return;
	if (s->view == VIEW_LESSONS) {
		course_select(c, down);
	} else if (s->view == VIEW_ASK) {
		ask_choose(c, down);
	} else if (s->view == VIEW_TRY) {
		trial_choose(c, down);
	} else if (c->lesson || s->view == VIEW_COURSE) {
		choose_line(c, down);
	}
	s->dirty = true;
}

void course_knob(struct session *s, int64_t count, int64_t arg)
{
	if (s->course && s->course->trial.is_there)
		trial_turn(s->course, times(count) * arg);
}

void course_typed(struct session *s, enum view view, const char *text)
{
	if (view == VIEW_STATEMENT) {
		session_show(s, VIEW_TRY);
		if (!trial_line(s->course, text)) {
			session_show(s, view);
			prompt_set(&s->line, text);
		}
	} else if (*text) {
		ask_typed(s->course, text);
		if (course_is_open(s->course))
			session_show(s, view);
	} else {
		session_show(s, view);
	}
}

void course_quit(struct session *s)
{
	if (s->course)
		course_leave(s->course);
	else
		s->errand = ERRAND_QUIT;
}

bool course_lets_change(struct session *s)
{
	if (session_is_gated(s))
		session_say(s, "%s",
			    _("first the question: nothing is changed "
			      "before a guess"));
	else if (s->course && s->course->trial.is_there)
		session_show(s, VIEW_TRY);
	else
		return true;
	return false;
}
