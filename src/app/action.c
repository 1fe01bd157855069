/* SPDX-License-Identifier: MIT */
/* The table of actions, and what each of them does. */
#include "app/action.h"

#include "app/course_do.h"
#include "app/knobs.h"
#include "app/save.h"
#include "base/i18n.h"
#include "base/must.h"

#include <string.h>

#define ON(view) (UINT32_C(1) << (view))
#define STAGE    (ON(VIEW_STAGE) | ON(VIEW_INSPECT))
#define LINES                                                \
	(ON(VIEW_TIME) | ON(VIEW_SEARCH) | ON(VIEW_NUMBER) | \
	 ON(VIEW_STATEMENT) | ON(VIEW_WRITE))
#define LISTS (ON(VIEW_KNOBS) | ON(VIEW_SETUPS))
#define PAGES                                                                \
	(ON(VIEW_HELP) | ON(VIEW_ERRORS) | ON(VIEW_WORDS) | ON(VIEW_NOTES) | \
	 ON(VIEW_TOLD))
#define STEPS   (STAGE | ON(VIEW_ASK))
#define LESSON  (STAGE | ON(VIEW_PAGE) | ON(VIEW_ASK) | ON(VIEW_TRY))
#define REPORTS (ON(VIEW_REPORT) | ON(VIEW_COURSE))
#define CHOICES (ON(VIEW_OUTLINE) | REPORTS)
#define ASK     ON(VIEW_ASK)
#define TRY     ON(VIEW_TRY)
#define CTRL(c) (PRESS_CTRL | (c))

static int64_t times(int64_t count)
{
	return count > 0 ? count : 1;
}

/* --- time --- */

static void run_play(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	if (s->still)
		session_instant(s, arg);
	else
		session_play(s, !s->playing);
}

static void run_step(struct session *s, int64_t count, int64_t arg)
{
	session_play(s, false);
	session_step(s, times(count) * arg);
}

static void run_instant(struct session *s, int64_t count, int64_t arg)
{
	session_play(s, false);
	session_instant(s, times(count) * arg);
}

static void run_home(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	session_play(s, false);
	session_home(s);
}

static void run_end_key(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	session_play(s, false);
	session_seek(s, session_end(s));
	if (session_is_working(s))
		session_say(s, "%s", _("still being computed"));
}

static void run_own(struct session *s, int64_t count, int64_t arg)
{
	session_play(s, false);
	session_own(s, times(count) * arg);
}

static void run_speed(struct session *s, int64_t count, int64_t arg)
{
	int64_t speed = s->speed + times(count) * arg;

	speed = speed < 0 ? 0 : speed;
	s->speed =
		(uint8_t)(speed < SESSION_SPEEDS ? speed : SESSION_SPEEDS - 1);
	session_say(s, _("%sx"), session_speed(s));
}

static void run_difference(struct session *s, int64_t count, int64_t arg)
{
	session_play(s, false);
	session_difference(s, times(count) * arg);
}

static void run_mark(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	session_mark(s);
}

/* --- window --- */

static void run_zoom(struct session *s, int64_t count, int64_t arg)
{
	int64_t n = times(count);

	session_zoom(s, s->t, (int)((n < 64 ? n : 64) * arg));
}

static void run_fit(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	session_zoom_fit(s);
}

static void run_pan(struct session *s, int64_t count, int64_t arg)
{
	session_pan(s, times(count) * arg, 4);
}

static void run_axis(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	session_play(s, false);
	session_set_steps(s, !s->steps);
	session_say(s, "%s",
		    s->steps ? _("a column is an event")
			     : _("a column is a piece of time"));
}

static void run_ahead(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	s->ahead = !s->ahead && !session_is_gated(s);
	session_say(s, "%s",
		    s->ahead ? _("what is to come is shown")
			     : _("what is to come is hidden"));
}

/* --- tasks --- */

static void run_select(struct session *s, int64_t count, int64_t arg)
{
	session_select(s, times(count) * arg);
}

static void run_open(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	if (session_chosen(s) && !session_open(s))
		session_show(s, s->view == VIEW_INSPECT ? VIEW_STAGE
							: VIEW_INSPECT);
}

static void run_shut(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	if (s->view != s->base)
		session_show(s, VIEW_STAGE);
	else if (!session_shut(s))
		str_clear(&s->said);
	s->dirty = true;
}

static void run_lanes(struct session *s, int64_t count, int64_t arg)
{
	static const char *const names[LANES_WAYS] = {
		[LANES_CORES] = N_("below the tasks: several cores"),
		[LANES_ALL] = N_("below the tasks: threads, lines, phases and "
				 "cores"),
		[LANES_NONE] = N_("below the tasks: nothing"),
	};

	(void)count;
	(void)arg;
	s->lanes = (uint8_t)((s->lanes + 1) % LANES_WAYS);
	session_plan(s);
	session_say(s, "%s", _(names[s->lanes]));
}

/* --- views --- */

static void run_show(struct session *s, int64_t count, int64_t arg)
{
	bool changes = arg == VIEW_KNOBS || arg == VIEW_SETUPS;

	(void)count;
	s->item = 0;
	if (s->view == (enum view)arg || arg == VIEW_STAGE)
		session_back(s);
	else if (!changes || course_lets_change(s))
		session_show(s, (enum view)arg);
}

static void run_cancel(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	if (s->view == VIEW_NUMBER)
		session_show(s, VIEW_STAGE);
	else
		session_back(s);
}

/* Out of a question to the timeline. */
static void run_away(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	session_show(s, VIEW_STAGE);
}

static void run_quit(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	course_quit(s);
}

static void run_edit(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	if (s->program && (s->view == VIEW_ERRORS || course_lets_change(s)))
		s->errand = (enum errand)arg;
}

static void run_errand(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	s->errand = (enum errand)arg;
}

static void run_scroll(struct session *s, int64_t count, int64_t arg)
{
	s->scroll += (int)(times(count) * arg);
	s->scroll = s->scroll > 0 ? s->scroll : 0;
	s->dirty = true;
}

static void run_enter_line(struct session *s, int64_t count, int64_t arg)
{
	enum view view = s->view;
	struct str line = s->line.text;

	(void)count;
	(void)arg;
	s->line = (struct prompt){0};
	session_back(s);
	if (view == VIEW_NUMBER || view == VIEW_STATEMENT) {
		course_typed(s, view, str_text(&line));
	} else if (view == VIEW_TIME && line.len > 0) {
		session_go(s, str_text(&line));
	} else if (view == VIEW_WRITE) {
		save_typed(s, str_text(&line));
	} else if (view == VIEW_SEARCH) {
		if (line.len > 0)
			session_search(s, str_text(&line));
		else if (s->found.len > 0)
			session_search(s, str_text(&s->found));
	}
	str_fini(&line);
}

static void run_write(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	save_ask(s);
}

static void run_ending(struct session *s, int64_t count, int64_t arg)
{
	save_turn(s, times(count) * arg);
}

static void run_line(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	prompt_do(&s->line, (enum prompt_deed)arg);
	s->dirty = true;
}

static void run_item(struct session *s, int64_t count, int64_t arg)
{
	knobs_select(s, times(count) * arg);
}

static void run_reset(struct session *s, int64_t count, int64_t arg)
{
	(void)count;
	(void)arg;
	knobs_reset(s);
}

static void run_turn(struct session *s, int64_t count, int64_t arg)
{
	knobs_turn(s, times(count) * arg);
}

/* --- the table --- */

/* clang-format off */
const struct action actions[] = {
	{"play", {PRESS_SPACE}, GROUP_TIME, STAGE, run_play, 1,
		N_("play, pause"), N_("play")},
	{"step", {PRESS_RIGHT}, GROUP_TIME, STEPS, run_step, 1,
		N_("to the next event"), NULL},
	{"step-back", {PRESS_LEFT}, GROUP_TIME, STEPS, run_step, -1,
		N_("back to the last event"), N_("step")},
	{"instant", {PRESS_SHIFT_RIGHT, '.'}, GROUP_TIME, STEPS, run_instant, 1,
		N_("to the next instant: all its events"), NULL},
	{"instant-back", {PRESS_SHIFT_LEFT, ','}, GROUP_TIME, STEPS,
		run_instant, -1, N_("back to the last instant"), NULL},
	{"start", {PRESS_HOME}, GROUP_TIME, STEPS, run_home, 0,
		N_("to the start"), NULL},
	{"end", {PRESS_END}, GROUP_TIME, STEPS, run_end_key, 0,
		N_("to the end"), NULL},
	{"go", {'g'}, GROUP_TIME, STAGE, run_show, VIEW_TIME,
		N_("to a time"), NULL},
	{"task-next", {']'}, GROUP_TIME, STAGE, run_own, 1,
		N_("to the next event of the task that is chosen"), NULL},
	{"task-previous", {'['}, GROUP_TIME, STAGE, run_own, -1,
		N_("back to its last event"), NULL},
	{"difference", {'x'}, GROUP_TIME, STAGE, run_difference, 1,
		N_("to the next instant at which the setups differ"),
		N_("difference")},
	{"difference-back", {'X'}, GROUP_TIME, STAGE, run_difference, -1,
		N_("back to the last one"), NULL},
	{"search", {'/'}, GROUP_TIME, STAGE, run_show, VIEW_SEARCH,
		N_("find words in what happens"), NULL},
	{"mark", {'m'}, GROUP_TIME, STAGE, run_mark, 0,
		N_("set mark A, then B, and read the difference"), NULL},
	{"faster", {'+', '='}, GROUP_TIME, STAGE, run_speed, 1,
		N_("play faster, up to 16x"), NULL},
	{"slower", {'-'}, GROUP_TIME, STAGE, run_speed, -1,
		N_("play slower, down to 0.25x"), NULL},

	{"zoom-in", {'z'}, GROUP_WINDOW, STAGE, run_zoom, 1,
		N_("closer, round the cursor"), N_("zoom")},
	{"zoom-out", {'Z'}, GROUP_WINDOW, STAGE, run_zoom, -1,
		N_("farther"), NULL},
	{"fit", {'0'}, GROUP_WINDOW, STAGE, run_fit, 0,
		N_("all of it"), NULL},
	{"pan-right", {'>', PRESS_PGDN}, GROUP_WINDOW, STAGE, run_pan, 1,
		N_("the window to the right"), NULL},
	{"pan-left", {'<', PRESS_PGUP}, GROUP_WINDOW, STAGE, run_pan, -1,
		N_("the window to the left"), NULL},
	{"axis", {'a'}, GROUP_WINDOW, STAGE, run_axis, 0,
		N_("columns are time, or events"), N_("axis")},
	{"ahead", {'f'}, GROUP_WINDOW, STAGE, run_ahead, 0,
		N_("show or hide what is to come"), NULL},

	{"down", {PRESS_DOWN}, GROUP_TASK, STAGE, run_select, 1,
		N_("the next task"), NULL},
	{"up", {PRESS_UP}, GROUP_TASK, STAGE, run_select, -1,
		N_("the task above"), N_("task")},
	{"open", {'v', PRESS_ENTER}, GROUP_TASK, STAGE, run_open, 0,
		N_("unfold what is folded; look into a task"), NULL},
	{"back", {PRESS_ESC}, GROUP_TASK, STAGE, run_shut, 0,
		N_("fold it again; out of whatever was opened"), NULL},
	{"lanes", {'l'}, GROUP_TASK, STAGE, run_lanes, 0,
		N_("lanes of threads, GIL, queue, loop, cores; or none"), NULL},

	{"compare", {'c'}, GROUP_SETUP, STAGE | LISTS, run_show, VIEW_SETUPS,
		N_("which setups are compared"), N_("compare")},
	{"knobs", {'k'}, GROUP_SETUP, STAGE | LISTS, run_show, VIEW_KNOBS,
		N_("change a setup or a task's numbers"), N_("knobs")},
	{"edit", {'e'}, GROUP_SETUP, STAGE | ON(VIEW_HELP) | ON(VIEW_ERRORS),
		run_edit, ERRAND_EDIT,
		N_("edit the scenario, and play what comes of it"), NULL},

	{"write", {'w'}, GROUP_SETUP, STAGE, run_write, 0,
		N_("write what is seen to a file: a picture, a page, a trace, "
		   "Python"), NULL},

	{"on", {PRESS_ENTER}, GROUP_LESSON, ON(VIEW_STAGE) | TRY, course_do,
		DEED_ON, N_("on; first what the page asks"), N_("on")},
	{"next", {'n'}, GROUP_LESSON, LESSON, course_do, DEED_NEXT,
		N_("the next page of the lesson"), N_("next")},
	{"previous", {'b'}, GROUP_LESSON, LESSON, course_do,
		DEED_PREVIOUS, N_("the page before"), NULL},
	{"predict", {'p'}, GROUP_LESSON, LESSON | ON(VIEW_TOLD), course_do,
		DEED_PREDICT,
		N_("to the question, its answer, the exercise; back again"),
		N_("predict")},
	{"lens", {PRESS_TAB}, GROUP_LESSON, LESSON | PAGES, course_do,
		DEED_LENS, N_("technical words, or the story's"), N_("lens")},
	{"words", {'t'}, GROUP_LESSON, LESSON | PAGES, course_do, DEED_WORDS,
		N_("the table of both, and where the story stops being true"),
		NULL},
	{"notes", {'i'}, GROUP_LESSON, LESSON | PAGES, course_do, DEED_NOTES,
		N_("the instructor's notes"), NULL},
	{"outline", {'o'}, GROUP_LESSON, LESSON | CHOICES, course_do,
		DEED_OUTLINE, N_("the steps of the lesson"), NULL},
	{"report", {'r'}, GROUP_LESSON, LESSON, course_do, DEED_REPORT,
		N_("what was right, and what to look at again"), NULL},
	{"overview", {'R'}, GROUP_LESSON, LESSON | REPORTS, course_do,
		DEED_OVERVIEW, N_("the same of the whole course"), NULL},

	{"help", {'?'}, GROUP_OTHER, LESSON | LISTS | PAGES | CHOICES |
		ON(VIEW_LESSONS), run_show, VIEW_HELP, N_("this help"), NULL},
	{"redraw", {CTRL('l')}, GROUP_OTHER, UINT32_MAX, run_errand,
		ERRAND_REDRAW, N_("draw the screen anew"), NULL},
	{"suspend", {CTRL('z')}, GROUP_OTHER, UINT32_MAX, run_errand,
		ERRAND_SUSPEND, N_("back to the shell; fg comes back"), NULL},
	{"quit", {'q'}, GROUP_OTHER, LESSON | ON(VIEW_LESSONS) |
		REPORTS, run_quit, 0,
		N_("quit; out of a lesson, to the list"), NULL},

	{"go-on", {PRESS_ENTER, PRESS_SPACE, PRESS_RIGHT}, GROUP_DIALOG,
		ON(VIEW_PAGE), course_do, DEED_NEXT, N_("read on"),
		N_("on")},
	{"go-back", {PRESS_LEFT, PRESS_BACKSPACE}, GROUP_DIALOG, ON(VIEW_PAGE),
		course_do, DEED_PREVIOUS, N_("back a page"), N_("back")},
	{"choose-down", {PRESS_DOWN}, GROUP_DIALOG,
		ASK | TRY | CHOICES | ON(VIEW_LESSONS), course_choose, 1,
		N_("the next line"), NULL},
	{"choose-up", {PRESS_UP}, GROUP_DIALOG,
		ASK | TRY | CHOICES | ON(VIEW_LESSONS), course_choose, -1,
		N_("the line above"), N_("choose")},
	{"choose-page-down", {PRESS_PGDN}, GROUP_DIALOG, ON(VIEW_LESSONS),
		course_choose, 10, N_("ten lines down"), NULL},
	{"choose-page-up", {PRESS_PGUP}, GROUP_DIALOG, ON(VIEW_LESSONS),
		course_choose, -10, N_("ten lines up"), NULL},
	{"answer", {PRESS_ENTER}, GROUP_DIALOG, ASK, course_do, DEED_ANSWER,
		N_("the answer that is chosen; a number is one, too"),
		N_("answer")},
	{"do-not-know", {'0'}, GROUP_DIALOG, ASK, course_do, DEED_UNKNOWN,
		N_("I don't know"), NULL},
	{"select", {PRESS_SPACE}, GROUP_DIALOG, ASK, course_do, DEED_MARK,
		N_("mark one of several answers"), N_("mark")},
	{"unselect", {PRESS_BACKSPACE}, GROUP_DIALOG, ASK, course_do,
		DEED_UNMARK, N_("take the last mark back"), NULL},
	{"knob-up", {PRESS_RIGHT}, GROUP_DIALOG, TRY, course_knob, 1,
		N_("more of it, the next value"), NULL},
	{"knob-down", {PRESS_LEFT}, GROUP_DIALOG, TRY, course_knob, -1,
		N_("less of it, the value before"), N_("change")},
	{"change", {PRESS_ENTER, 'e'}, GROUP_DIALOG, TRY, course_do,
		DEED_CHANGE, N_("write another line"), N_("change")},
	{"hint", {'h'}, GROUP_DIALOG, TRY, course_do, DEED_HINT,
		N_("a hint"), N_("hint")},
	{"solution", {'s'}, GROUP_DIALOG, TRY, course_do, DEED_SOLVE,
		N_("do what the solution does"), N_("solution")},
	{"undo", {'u'}, GROUP_DIALOG, TRY, course_do, DEED_UNDO,
		N_("take the last change back"), N_("undo")},
	{"timeline", {PRESS_ESC}, GROUP_DIALOG, ASK | TRY, run_away, 0,
		N_("to the timeline; p comes back"), N_("timeline")},
	{"open-lesson", {PRESS_ENTER, PRESS_SPACE}, GROUP_DIALOG,
		ON(VIEW_LESSONS), course_do, DEED_OPEN_LESSON,
		N_("open the lesson that is chosen"), N_("open")},
	{"course-report", {'r', 'R'}, GROUP_DIALOG, ON(VIEW_LESSONS), course_do,
		DEED_OVERVIEW, N_("what was right in all of them, and what to "
		"look at again"), N_("report")},
	{"open-line", {PRESS_ENTER, PRESS_SPACE}, GROUP_DIALOG, CHOICES,
		course_do, DEED_OPEN_LINE, N_("go there"), N_("go there")},
	{"item-down", {PRESS_DOWN}, GROUP_DIALOG, LISTS, run_item, 1,
		N_("the next line"), NULL},
	{"item-up", {PRESS_UP}, GROUP_DIALOG, LISTS, run_item, -1,
		N_("the line above"), N_("choose")},
	{"more", {PRESS_RIGHT, PRESS_SPACE, PRESS_ENTER}, GROUP_DIALOG,
		ON(VIEW_KNOBS), run_turn, 1,
		N_("more of it, the next value"), NULL},
	{"less", {PRESS_LEFT}, GROUP_DIALOG, ON(VIEW_KNOBS), run_turn, -1,
		N_("less of it, the value before"), N_("change")},
	{"default", {PRESS_BACKSPACE, PRESS_DELETE}, GROUP_DIALOG,
		ON(VIEW_KNOBS), run_reset, 0,
		N_("what it is where nobody says"), N_("default")},
	{"toggle", {PRESS_SPACE, PRESS_ENTER, PRESS_RIGHT}, GROUP_DIALOG,
		ON(VIEW_SETUPS), run_turn, 1,
		N_("show it, or hide it"), N_("show, hide")},
	{"page-down", {PRESS_PGDN}, GROUP_DIALOG, LISTS, run_item, 10,
		N_("ten lines down"), NULL},
	{"page-up", {PRESS_PGUP}, GROUP_DIALOG, LISTS, run_item, -10,
		N_("ten lines up"), NULL},
	{"report-down", {PRESS_PGDN}, GROUP_DIALOG, CHOICES, course_scroll, 10,
		N_("ten lines down"), NULL},
	{"report-up", {PRESS_PGUP}, GROUP_DIALOG, CHOICES, course_scroll, -10,
		N_("ten lines up"), NULL},
	{"scroll-down", {PRESS_DOWN}, GROUP_DIALOG, PAGES,
		run_scroll, 1, N_("further down"), NULL},
	{"scroll-up", {PRESS_UP}, GROUP_DIALOG, PAGES, run_scroll, -1,
		N_("further up"), N_("scroll")},
	{"scroll-page-down", {PRESS_PGDN, PRESS_SPACE}, GROUP_DIALOG, PAGES,
		run_scroll, 10, N_("ten lines down"), NULL},
	{"scroll-page-up", {PRESS_PGUP}, GROUP_DIALOG, PAGES,
		run_scroll, -10, N_("ten lines up"), NULL},
	{"ending-next", {PRESS_DOWN}, GROUP_DIALOG, ON(VIEW_WRITE), run_ending,
		1, N_("the next form to write in"), NULL},
	{"ending-previous", {PRESS_UP}, GROUP_DIALOG, ON(VIEW_WRITE),
		run_ending, -1, N_("the form before"), N_("form")},
	{"accept", {PRESS_ENTER}, GROUP_DIALOG, LINES, run_enter_line, 0,
		N_("take what was typed"), N_("answer")},
	{"rub", {PRESS_BACKSPACE}, GROUP_DIALOG, LINES, run_line,
		PROMPT_RUB, N_("rub out the letter before the caret"), NULL},
	{"rub-word", {CTRL('w')}, GROUP_DIALOG, LINES, run_line,
		PROMPT_RUB_WORD, N_("rub out the word before the caret"), NULL},
	{"rub-before", {CTRL('u')}, GROUP_DIALOG, LINES, run_line,
		PROMPT_RUB_BEFORE, N_("rub out all before the caret"), NULL},
	{"rub-behind", {CTRL('k')}, GROUP_DIALOG, LINES, run_line,
		PROMPT_RUB_BEHIND, N_("rub out all behind the caret"), NULL},
	{"rub-next", {PRESS_DELETE, CTRL('d')}, GROUP_DIALOG, LINES, run_line,
		PROMPT_DELETE, N_("rub out the letter behind the caret"), NULL},
	{"caret-left", {PRESS_LEFT, CTRL('b')}, GROUP_DIALOG, LINES, run_line,
		PROMPT_LEFT, N_("the caret a letter to the left"), NULL},
	{"caret-right", {PRESS_RIGHT, CTRL('f')}, GROUP_DIALOG, LINES,
		run_line, PROMPT_RIGHT,
		N_("the caret a letter to the right"), NULL},
	{"caret-word-left", {PRESS_SHIFT_LEFT}, GROUP_DIALOG, LINES, run_line,
		PROMPT_WORD_LEFT, N_("the caret a word to the left"), NULL},
	{"caret-word-right", {PRESS_SHIFT_RIGHT}, GROUP_DIALOG, LINES,
		run_line, PROMPT_WORD_RIGHT,
		N_("the caret a word to the right"), NULL},
	{"caret-home", {PRESS_HOME, CTRL('a')}, GROUP_DIALOG, LINES, run_line,
		PROMPT_HOME, N_("the caret to the start of the line"), NULL},
	{"caret-end", {PRESS_END, CTRL('e')}, GROUP_DIALOG, LINES, run_line,
		PROMPT_END, N_("the caret to the end of the line"), NULL},
	{"cancel", {PRESS_ESC}, GROUP_DIALOG, LINES, run_cancel, 0,
		N_("forget what was typed"), N_("timeline")},
	{"close", {PRESS_ESC, 'q'}, GROUP_DIALOG,
		LISTS | PAGES | ON(VIEW_OUTLINE), run_show,
		VIEW_STAGE, N_("back to the timeline"), N_("back")},
	{"close-report", {PRESS_ESC}, GROUP_DIALOG, REPORTS, run_show,
		VIEW_STAGE, N_("back to the lesson"), N_("back")},
};
/* clang-format on */

const size_t n_actions = sizeof actions / sizeof *actions;
