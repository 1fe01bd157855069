/* SPDX-License-Identifier: MIT */
/* The table of actions as a page, in one column or two, and as a line. */
#include "ui/help.h"

#include "app/action.h"
#include "app/course.h"
#include "app/course_do.h"
#include "base/i18n.h"
#include "base/text.h"
#include "story/state.h"
#include "ui/asked.h"
#include "ui/lane.h"

#include <string.h>

enum { KEYS = 13, TWO_FROM = 110, GAP = 2 };

/* A line of the page: a heading, an action, a state's sign, or nothing. */
struct entry {
	const char *heading;
	const struct action *action;
	enum state state; /* STATE_COUNT: none */
};

struct page {
	struct VEC(struct entry) lines;
};

static void add(struct page *p, const char *heading, const struct action *a,
		enum state state)
{
	vec_push(&p->lines, (struct entry){heading, a, state});
}

static void add_states(struct page *p)
{
	static const enum state order[] = {
		STATE_RUNNING,  STATE_READY,   STATE_WAITING,
		STATE_SLEEPING, STATE_BLOCKED, STATE_SWITCHING,
	};

	add(p, N_("Signs; lighter ones: of less than half the copies"), NULL,
	    STATE_COUNT);
	for (size_t i = 0; i < sizeof order / sizeof *order; i++)
		add(p, NULL, NULL, order[i]);
}

static void add_group(struct page *p, enum action_group group)
{
	add(p, action_group_name(group), NULL, STATE_COUNT);
	for (size_t i = 0; i < n_actions; i++)
		if (actions[i].group == group)
			add(p, NULL, &actions[i], STATE_COUNT);
}

/* A student asks first how to go on, and what the signs mean. */
static void fill(struct page *p, const struct session *s)
{
	if (s->course) {
		add_group(p, GROUP_LESSON);
		add(p, NULL, NULL, STATE_COUNT);
		add_states(p);
		add(p, NULL, NULL, STATE_COUNT);
	}
	for (int group = 0; group < GROUP_DIALOG; group++) {
		if (group == GROUP_LESSON)
			continue;
		if (group > 0)
			add(p, NULL, NULL, STATE_COUNT);
		add_group(p, (enum action_group)group);
	}
	if (!s->course) {
		add(p, NULL, NULL, STATE_COUNT);
		add_states(p);
	}
}

static void draw_line(struct canvas *c, struct rect r, const struct entry *line,
		      const struct words *words)
{
	struct str keys = {0};

	if (line->heading != NULL) {
		canvas_put_cut(c, r, _(line->heading), ROLE_TITLE);
	} else if (line->action != NULL) {
		action_keys(&keys, line->action, c->ascii);
		canvas_put_cut(c, r, str_text(&keys), ROLE_KEY);
		canvas_put_cut(c, rect_right(r, KEYS), _(line->action->help),
			       ROLE_TEXT);
	} else if (line->state != STATE_COUNT) {
		enum role role = lane_role(line->state);

		canvas_put(c, r, glyph_state(role, SHADE_FULL, c->ascii), role);
		canvas_put(c, rect_right(r, 2),
			   glyph_state(role, SHADE_LITTLE, c->ascii), role);
		canvas_put_cut(c, rect_right(r, KEYS),
			       words_state(words, line->state), ROLE_TEXT);
	}
	str_fini(&keys);
}

void help_draw(struct canvas *c, struct rect r, const struct session *s)
{
	struct page p = {0};
	int columns = r.w >= TWO_FROM ? 2 : 1, each, top;

	fill(&p, s);
	r = rect_right(r, 1);
	each = ((int)p.lines.len + columns - 1) / columns;
	top = s->scroll < each - r.h ? s->scroll : each - r.h;
	top = top > 0 ? top : 0;
	for (int i = 0; i < (int)p.lines.len; i++) {
		struct rect at = rect_right(r, i / each * (r.w / columns));

		at.w = r.w / columns - GAP;
		if (i % each >= top)
			draw_line(c, rect_row(at, i % each - top),
				  &p.lines.at[i], &s->words);
	}
	vec_fini(&p.lines);
}

/* --- the line of keys --- */

/* Two actions that go opposite ways share their hint. */
static bool is_pair(const struct action *a, const struct action *b)
{
	return a->run == b->run && a->arg == -b->arg && a->arg != 0 &&
	       a->hint == NULL;
}

static void add_keys(struct str *out, size_t i, bool ascii)
{
	press_show(out, actions[i].keys[0], ascii);
	if (i > 0 && is_pair(&actions[i - 1], &actions[i])) {
		if (ascii)
			str_addc(out, ' ');
		press_show(out, actions[i - 1].keys[0], ascii);
	}
}

/* Is there something on the page that waits to be done? */
static bool waits(const struct course *c)
{
	return course_is_open(c) || (c->trial.is_there && !c->trial.holds);
}

/* A way on past what waits, or to it where nothing does, or that is where it
 * is; a second key for the same; a difference from nothing. */
static bool is_idle(const struct action *a, const struct session *s)
{
	if (strcmp(a->name, "difference") == 0)
		return s->n_runs < 2;
	if (strcmp(a->name, "timeline") == 0)
		return s->program == NULL;
	if (a->run == course_knob)
		return trial_is_line(s->course);
	if (a->run != course_do)
		return false;
	if (!s->course->lesson)
		return a->group == GROUP_LESSON;
	if (a->arg == DEED_MARK)
		return s->course->ask.question.kind == QUIZ_ONE;
	if (a->arg == DEED_CHANGE)
		return !trial_is_line(s->course) || s->course->trial.holds;
	if (a->arg == DEED_ON)
		return waits(s->course);
	if (a->arg == DEED_NEXT && a->group == GROUP_LESSON)
		return s->view != VIEW_TRY || s->course->trial.holds;
	return a->arg == DEED_PREDICT &&
	       (asked_is_open(s) ||
		!(s->course->trial.is_there || course_is_open(s->course)));
}

/* A class goes on with the key that else is an answer. */
static const char *hint_of(const struct action *a, const struct session *s)
{
	if (s->course && a->run == course_do && a->arg == DEED_ANSWER &&
	    ask_is_voted(s->course))
		return s->course->ask.round == 0 ? N_("talk it over")
						 : N_("the answer");
	if (s->course && a->run == course_do && a->arg == DEED_OPEN_LINE &&
	    s->course->line == COURSE_NO_LINE)
		return N_("on");
	return a->hint;
}

static struct rect draw_hints(struct canvas *c, struct rect r,
			      const struct session *s, bool lesson)
{
	struct str keys = {0};

	for (size_t i = 0; i < n_actions; i++) {
		const char *hint = hint_of(&actions[i], s);
		int width;

		if (hint == NULL || (actions[i].views >> s->view & 1) == 0 ||
		    !action_is_for(&actions[i], s) || is_idle(&actions[i], s) ||
		    (actions[i].group == GROUP_LESSON) != lesson)
			continue;
		str_clear(&keys);
		add_keys(&keys, i, c->ascii);
		width = (int)(text_width(str_text(&keys), keys.len) + 1 +
			      text_width(_(hint), strlen(_(hint))));
		if (width > r.w)
			continue;
		canvas_put(c, r, str_text(&keys), ROLE_KEY);
		canvas_put(c,
			   rect_right(r, (int)text_width(str_text(&keys),
							 keys.len) +
						 1),
			   _(hint), ROLE_FAINT);
		r = rect_right(r, width + GAP);
	}
	str_fini(&keys);
	return r;
}

/* Those of a lesson stand first in one. */
void help_draw_keys(struct canvas *c, struct rect r, const struct session *s)
{
	r = draw_hints(c, rect_right(r, 1), s, true);
	draw_hints(c, r, s, false);
}
