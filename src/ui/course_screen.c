/* SPDX-License-Identifier: MIT */
/* A lesson's page drawn by its plan, and pages of another kind. */
#include "ui/course_screen.h"

#include "app/action.h"
#include "app/course.h"
#include "app/course_do.h"
#include "app/session_look.h"
#include "base/i18n.h"
#include "base/text.h"
#include "lesson/scene.h"
#include "ui/asked.h"
#include "ui/course_pages.h"
#include "ui/course_plan.h"
#include "ui/dialog.h"
#include "ui/help.h"
#include "ui/inspect.h"
#include "ui/panes.h"
#include "ui/scene_line.h"
#include "ui/told.h"

#include <string.h>

enum { DOTS_MOST = 12, GAP = 2, WHEEL = 3 };

/* Where a page that is no lesson's stands. */
static struct rect page_rect(const struct canvas *c)
{
	int head = c->h >= PLAN_RULES_FROM ? 2 : 1;
	struct rect r = rect_below(canvas_rect(c), head);

	r.h -= head;
	return r;
}

/* No further than to the last page. */
static void stop_scroll(const struct screen *sc, struct session *s)
{
	struct sheet sh = {0};
	int most;

	course_fill_page(&sh, s, sc->canvas.w - 2);
	most = (int)sh.lines.len - page_rect(&sc->canvas).h;
	if (s->scroll > most)
		s->scroll = most > 0 ? most : 0;
	sheet_fini(&sh);
}

void course_prepare(struct screen *sc, struct session *s)
{
	struct course *c = s->course;
	int w = sc->canvas.w, h = sc->canvas.h;
	struct course_plan p;

	if (course_has_page(s->view))
		stop_scroll(sc, s);
	course_plan_make(&p, s, w, h);
	if (c->is_new && p.prose_left_out && asked_is_open(s)) {
		/* what is to be read comes first */
		session_show(s, VIEW_STAGE);
		course_plan_fini(&p);
		course_plan_make(&p, s, w, h);
	}
	c->is_new = false;
	session_set_room(s, p.room);
	course_plan_fini(&p);
}

/* --- the title --- */

static void add_place(struct str *out, const struct course *c)
{
	const struct screenful *page = course_page(c);
	const struct lesson *l = c->lesson;

	str_add(out, l->title);
	if (!page || page->step == 0)
		return;
	str_add(out, "  ");
	str_addf(out, _("%zu of %zu"), page->step, l->steps.len - 1);
	str_addf(out, " %s %s", glyph_text(GLYPH_DOT, c->session->ascii),
		 l->steps.at[page->step].title);
}

/* A dot for each question of the lesson: right, answered, open; figures where
 * there are too many for that. */
static void add_dots(struct str *out, const struct course *c)
{
	size_t n = 0, answered = 0;

	for (size_t i = 0; i < c->pages.len; i++) {
		n += c->pages.at[i].act != SIZE_MAX;
		answered += c->results.at[i] != RESULT_NONE;
	}
	if (n > DOTS_MOST) {
		str_addf(out, "%zu/%zu", answered, n);
		return;
	}
	for (size_t i = 0; i < c->pages.len; i++) {
		enum glyph glyph = GLYPH_OPEN;

		if (c->pages.at[i].act == SIZE_MAX)
			continue;
		if (c->results.at[i] == RESULT_FIRST)
			glyph = GLYPH_KNOWN;
		else if (c->results.at[i] != RESULT_NONE)
			glyph = GLYPH_SEEN;
		str_add(out, glyph_text(glyph, c->session->ascii));
	}
}

static void draw_title(struct canvas *c, struct rect r, const struct session *s)
{
	const struct course *co = s->course;
	struct str title = {0}, right = {0};
	int width;

	if (course_has_page(s->view) || !co->lesson)
		str_add(&title, course_page_title(s));
	else
		add_place(&title, co);
	if (co->lesson)
		add_dots(&right, co);
	str_addf(&right, "%s%s", right.len > 0 ? "  " : "",
		 co->is_lens ? _("the story") : co->language);
	r.w -= screen_draw_help_key(c, r) + GAP;
	width = (int)text_width(str_text(&right), right.len);
	canvas_put_right(c, r, str_text(&right), ROLE_FAINT);
	r.w -= width + GAP;
	canvas_put_cut(c, rect_right(r, 1), str_text(&title), ROLE_TITLE);
	str_fini(&title);
	str_fini(&right);
}

/* --- the scene --- */

/* The instant of the run that is looked at. */
static void draw_scene(struct canvas *c, struct rect r, const struct session *s)
{
	const struct scene *scene = course_scene(s->course);
	size_t run = session_focus(s);
	struct str text = {0};
	enum state *states;
	uint32_t *order;
	const char *line;

	if (!scene || r.h < 1 || s->n_runs == 0)
		return;
	states = mem_array(s->program->n_copies, sizeof *states);
	for (uint32_t i = 0; i < s->program->n_copies; i++)
		states[i] = moment_state(session_moment(s, run), i,
					 session_now(s, run));
	order = scene_line(s, run);
	scene_show(&text, scene, states, order);
	line = str_text(&text);
	for (int y = 0; y < r.h; y++) {
		size_t n = strcspn(line, "\n");

		canvas_putn(c, rect_right(rect_row(r, y), 1), line, n,
			    ROLE_TEXT);
		line += n + (line[n] == '\n');
	}
	mem_free(order);
	mem_free(states);
	str_fini(&text);
}

/* --- drawing --- */

static void draw_said(struct canvas *c, struct rect keys,
		      const struct session *s)
{
	if (s->said.len == 0)
		return;
	canvas_fill(c, keys, " ", ROLE_TEXT, SHADE_FULL);
	canvas_put_cut(c, rect_right(keys, 1), str_text(&s->said), ROLE_MARK);
}

/* The line at the top of a sheet: as it is scrolled, but what is chosen is
 * seen, and its last page is full. */
static size_t page_top(const struct sheet *sh, int h, int scroll)
{
	size_t rows = h > 0 ? (size_t)h : 0;
	size_t most = sh->lines.len > rows ? sh->lines.len - rows : 0;
	size_t top = (size_t)scroll < most ? (size_t)scroll : most;
	size_t least = sheet_top(sh, h);

	return top > least ? top : least;
}

/* In the last row, that there is more below and how to come to it. */
static void draw_more(struct canvas *c, struct rect r, const char *key)
{
	struct str text = {0};

	str_addf(&text, "  %s", key);
	r = rect_row(r, r.h - 1);
	r.w--;
	canvas_put_right(c, r, str_text(&text), ROLE_KEY);
	str_fini(&text);
}

static void draw_sheet(struct canvas *c, struct rect r, const struct session *s)
{
	struct sheet sh = {0};
	size_t top;

	course_fill_page(&sh, s, c->w - 2);
	top = page_top(&sh, r.h, s->scroll);
	sheet_draw(c, r, &sh, top);
	if (s->view == VIEW_LESSONS)
		course_draw_about(c, rect_below(r, (int)sh.lines.len), s);
	else if (top + (size_t)r.h < sh.lines.len && r.h > 0)
		draw_more(c, r, _("pgdn: more"));
	sheet_fini(&sh);
}

static void draw_page(struct screen *sc, const struct session *s)
{
	struct canvas *c = &sc->canvas;
	struct rect all = canvas_rect(c), r = page_rect(c);

	if (c->h >= PLAN_RULES_FROM) {
		canvas_rule(c, rect_row(all, 1), ROLE_FAINT);
		canvas_rule(c, rect_row(all, c->h - 2), ROLE_FAINT);
	}
	if (course_has_page(s->view))
		draw_sheet(c, r, s);
	else if (s->view == VIEW_HELP)
		help_draw(c, r, s);
	else
		dialog_errors(c, r, s);
	screen_draw_keys(c, rect_row(all, c->h - 1), s);
	draw_said(c, rect_row(all, c->h - 1), s);
}

static void draw_stage(struct screen *sc, const struct session *s,
		       const struct course_plan *p)
{
	struct canvas *c = &sc->canvas;

	sc->place = p->stage;
	sc->list = p->over;
	stage_draw(c, p->stage, &sc->stage, s);
	draw_scene(c, p->scene, s);
	panes_draw(c, p->side, p->below, c->h, s);
	told_draw(c, p->told, s);
}

/* Boxes lie over what the page has. */
static void draw_over(struct screen *sc, const struct session *s,
		      const struct course_plan *p)
{
	if (s->view == VIEW_INSPECT)
		inspect_draw(&sc->canvas, p->side.w > 0 ? p->side : p->over, s);
	if (s->view == VIEW_KNOBS || s->view == VIEW_SETUPS)
		dialog_list(&sc->canvas, p->over, s);
}

/* What of an answer has no room is a key away. */
static void draw_asked(struct canvas *c, const struct session *s,
		       const struct course_plan *p)
{
	struct rect r = p->asked_at;
	size_t top = sheet_top(&p->asked, r.h);

	sheet_draw(c, r, &p->asked, top);
	if (r.h < 1 || top + (size_t)r.h >= p->asked.lines.len ||
	    !s->course->ask.asking.is_over)
		return;
	draw_more(c, r, _("p: more"));
}

static void draw_lesson(struct screen *sc, const struct session *s)
{
	struct canvas *c = &sc->canvas;
	struct course_plan p;

	course_plan_make(&p, s, c->w, c->h);
	for (int i = 0; i < p.n_rules; i++)
		canvas_rule(c, p.rules[i], ROLE_FAINT);
	if (!p.is_old || p.prose_at.h >= (int)p.prose.lines.len)
		sheet_draw(c, p.prose_at, &p.prose, 0);
	if (p.is_old)
		canvas_paint(c, p.prose_at, ROLE_FAINT);
	if (s->program)
		draw_stage(sc, s, &p);
	draw_asked(c, s, &p);
	if (s->program)
		draw_over(sc, s, &p);
	sc->asked = p.asked_at;
	screen_draw_keys(c, p.keys, s);
	if (p.told.h == 0)
		draw_said(c, p.keys, s);
	course_plan_fini(&p);
}

void course_draw(struct screen *sc, const struct session *s)
{
	struct canvas *c = &sc->canvas;
	bool page = course_has_page(s->view) || s->view == VIEW_HELP ||
		    s->view == VIEW_ERRORS;

	canvas_reset(c, c->w, c->h);
	sc->asked = (struct rect){0, 0, 0, 0};
	if (page || !s->course->lesson)
		draw_page(sc, s);
	else
		draw_lesson(sc, s);
	draw_title(c, rect_row(canvas_rect(c), 0), s);
}

/* --- the mouse --- */

static size_t place_at(const struct sheet *sh, struct rect r, size_t top, int y)
{
	size_t line = top + (size_t)(y - r.y);

	if (y < r.y || y >= r.y + r.h || line >= sh->lines.len)
		return SHEET_NO_PLACE;
	return sh->lines.at[line].place;
}

static void click_page(const struct screen *sc, struct session *s, int y)
{
	struct sheet sh = {0};
	struct rect r = page_rect(&sc->canvas);
	size_t place, *chosen = s->view == VIEW_LESSONS ? &s->course->item
							: &s->course->line;

	course_fill_page(&sh, s, sc->canvas.w - 2);
	place = place_at(&sh, r, page_top(&sh, r.h, s->scroll), y);
	sheet_fini(&sh);
	if (place == SHEET_NO_PLACE)
		return;
	if (*chosen == place)
		action_press(s, PRESS_ENTER);
	else
		*chosen = place;
}

static void click_asked(const struct screen *sc, struct session *s, int y)
{
	struct course *c = s->course;
	struct course_plan p;
	size_t place;

	course_plan_make(&p, s, sc->canvas.w, sc->canvas.h);
	place = place_at(&p.asked, p.asked_at,
			 sheet_top(&p.asked, p.asked_at.h), y);
	course_plan_fini(&p);
	if (s->view != VIEW_ASK && s->view != VIEW_TRY)
		action_press(s, 'p');
	else if (place == SHEET_NO_PLACE)
		return;
	else if (s->view == VIEW_TRY && c->trial.knob == place)
		action_press(s, 'e');
	else if (s->view == VIEW_TRY)
		c->trial.knob = place;
	else
		ask_answer(c, place + 1);
}

bool course_click(const struct screen *sc, struct session *s, int x, int y)
{
	(void)x;
	if (!s->course)
		return false;
	if (course_has_page(s->view))
		click_page(sc, s, y);
	else if (y >= sc->asked.y && y < sc->asked.y + sc->asked.h)
		click_asked(sc, s, y);
	else
		return false;
	s->dirty = true;
	return true;
}

bool course_wheel(struct session *s, int turns)
{
	if (!s->course)
		return false;
	if (s->view == VIEW_LESSONS)
		course_select(s->course, -turns);
	else if (s->view == VIEW_REPORT || s->view == VIEW_COURSE ||
		 s->view == VIEW_OUTLINE)
		course_scroll(s, WHEEL, -turns);
	else
		return false;
	s->dirty = true;
	return true;
}
