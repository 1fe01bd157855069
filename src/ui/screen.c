/* SPDX-License-Identifier: MIT */
/* The parts of the screen put together. */
#include "ui/screen.h"

#include "app/knobs.h"
#include "base/i18n.h"
#include "base/text.h"
#include "story/fill.h"
#include "ui/course_screen.h"
#include "ui/dialog.h"
#include "ui/help.h"
#include "ui/inspect.h"
#include "ui/layout.h"
#include "ui/panes.h"
#include "ui/told.h"

#include <string.h>

enum { FIRST_W = 80, FIRST_H = 24, GAP = 2, WHEEL = 3 };

void screen_init(struct screen *sc, bool ascii)
{
	*sc = (struct screen){0};
	canvas_init(&sc->canvas, FIRST_W, FIRST_H);
	sc->canvas.ascii = ascii;
}

void screen_fini(struct screen *sc)
{
	canvas_fini(&sc->canvas);
	stage_fini(&sc->stage);
}

void screen_size(struct screen *sc, struct session *s, int w, int h)
{
	canvas_reset(&sc->canvas, w, h);
	screen_prepare(sc, s);
	s->dirty = true;
}

void screen_prepare(struct screen *sc, struct session *s)
{
	if (s->course)
		course_prepare(sc, s);
	else
		session_set_room(s, layout_room(sc->canvas.w, sc->canvas.h));
}

/* --- the title --- */

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

static void add_clock(struct str *out, const struct session *s)
{
	struct str now = {0}, end = {0};
	struct fill fills[2] = {{"now", NULL}, {"end", NULL}};

	fill_dur(&now, s->t, s->program->unit);
	fill_dur(&end, session_end(s), s->program->unit);
	fills[0].text = str_text(&now);
	fills[1].text = str_text(&end);
	fill_add(out, _("{now} of {end}"), fills, 2);
	str_fini(&now);
	str_fini(&end);
}

/* At the right end, always there; returns its cells. */
int screen_draw_help_key(struct canvas *c, struct rect r)
{
	const char *word = _("help");
	int width = (int)text_width(word, strlen(word)) + 2;

	r.w--;
	r = rect_right(r, r.w - width);
	canvas_put(c, r, "?", ROLE_KEY);
	canvas_put(c, rect_right(r, 2), word, ROLE_FAINT);
	return width + 1;
}

static void draw_title(struct canvas *c, struct rect r, const struct session *s)
{
	struct str right = {0}, name = {0};
	int width;

	add_clock(&right, s);
	str_add(&right, "  ");
	str_add(&right, s->playing ? _("playing") : _("paused"));
	if (s->speed != 2)
		str_addf(&right, " %sx", session_speed(s));
	r.w -= screen_draw_help_key(c, r) + GAP;
	width = (int)text_width(str_text(&right), right.len);
	canvas_put_right(c, r, str_text(&right), ROLE_FAINT);
	r.w -= width + GAP;
	text_safe(&name, base_name(str_text(&s->file)),
		  strlen(base_name(str_text(&s->file))));
	canvas_put_cut(c, rect_right(r, 1), str_text(&name), ROLE_TITLE);
	str_fini(&right);
	str_fini(&name);
}

/* --- the line of keys --- */

void screen_draw_keys(struct canvas *c, struct rect r, const struct session *s)
{
	struct str count = {0};

	if (s->view == VIEW_TIME || s->view == VIEW_SEARCH ||
	    s->view == VIEW_STATEMENT || s->view == VIEW_WRITE) {
		dialog_line(c, r, s);
		return;
	}
	if (s->count > 0) {
		str_addi(&count, s->count);
		str_addc(&count, ' ');
		canvas_put_right(c, r, str_text(&count), ROLE_TITLE);
		r.w -= (int)count.len + 1;
	}
	help_draw_keys(c, r, s);
	str_fini(&count);
}

/* --- all of it --- */

static struct rect middle(const struct layout *l)
{
	struct rect r = l->stage;

	r.w += l->side.w;
	r.h += l->below.h;
	return r;
}

/* Pages take what the timelines and the sentences have. */
static struct rect page(const struct layout *l)
{
	struct rect r = l->stage;

	r.w += l->side.w;
	r.h = l->rules[2].y - r.y;
	return r;
}

static bool is_page(const struct session *s)
{
	return s->view == VIEW_HELP || s->view == VIEW_ERRORS ||
	       s->view == VIEW_WORDS || s->view == VIEW_NOTES ||
	       s->view == VIEW_TOLD;
}

static void draw_middle(struct screen *sc, const struct session *s,
			const struct layout *l)
{
	struct canvas *c = &sc->canvas;

	if (s->view == VIEW_HELP) {
		help_draw(c, page(l), s);
		return;
	}
	if (s->view == VIEW_ERRORS) {
		dialog_errors(c, page(l), s);
		return;
	}
	sc->list = middle(l);
	stage_draw(c, l->stage, &sc->stage, s);
	panes_draw(c, l->side, l->below, c->h, s);
	if (s->view == VIEW_INSPECT)
		inspect_draw(c, l->side.w > 0 ? l->side : middle(l), s);
	if (s->view == VIEW_KNOBS || s->view == VIEW_SETUPS)
		dialog_list(c, middle(l), s);
}

void screen_draw(struct screen *sc, const struct session *s)
{
	struct canvas *c = &sc->canvas;
	struct layout l;

	if (s->course) {
		course_draw(sc, s);
		return;
	}
	l = layout_make(c->w, c->h, stage_need(s));
	canvas_reset(c, c->w, c->h);
	draw_title(c, l.title, s);
	for (int i = 0; i < LAYOUT_RULES; i++)
		if (i != 1 || !is_page(s))
			canvas_rule(c, l.rules[i], ROLE_FAINT);
	sc->place = l.stage;
	draw_middle(sc, s, &l);
	if (!is_page(s))
		told_draw(c, l.told, s);
	screen_draw_keys(c, l.keys, s);
}

/* --- the mouse --- */

static struct stage_spot spot_at(const struct screen *sc,
				 const struct session *s, int x, int y)
{
	return stage_at(&sc->stage, s, x - sc->place.x, y - sc->place.y);
}

static bool is_list(const struct session *s)
{
	return s->view == VIEW_KNOBS || s->view == VIEW_SETUPS;
}

/* Chooses a knob; the one that is chosen is turned. */
static void click_list(const struct screen *sc, struct session *s, int x, int y)
{
	int item = dialog_list_at(sc->list, s, x, y);

	if (item >= 0 && item == s->item)
		knobs_turn(s, 1);
	else if (item >= 0)
		s->item = item;
	s->dirty = true;
}

void screen_click(const struct screen *sc, struct session *s, int x, int y)
{
	struct stage_spot spot = spot_at(sc, s, x, y);

	if (course_click(sc, s, x, y))
		return;
	if (is_list(s)) {
		click_list(sc, s, x, y);
		return;
	}
	if (!s->program || (s->view != VIEW_STAGE && s->view != VIEW_INSPECT &&
			    s->view != VIEW_ASK))
		return;
	if (spot.row >= 0)
		s->row = (size_t)spot.row;
	if (spot.has_time && !s->steps)
		session_seek(s, spot.t);
	else if (spot.has_time && spot.event > 0 &&
		 spot.event <= session_trace(s, spot.run)->n)
		session_place(s, spot.run, spot.event - 1);
	s->dirty = true;
}

void screen_wheel(const struct screen *sc, struct session *s, int x, int y,
		  int doublings)
{
	struct stage_spot spot = spot_at(sc, s, x, y);

	if (course_wheel(s, doublings))
		return;
	if (is_list(s)) {
		knobs_select(s, -doublings);
		return;
	}
	if (is_page(s)) {
		s->scroll -= doublings * WHEEL;
		s->scroll = s->scroll > 0 ? s->scroll : 0;
		s->dirty = true;
		return;
	}
	if (!s->program)
		return;
	session_zoom(s, spot.has_time && !s->steps ? spot.t : s->t, doublings);
}

void screen_drag(const struct screen *sc, struct session *s, int cells)
{
	int cols = sc->stage.runs[0].window.cols;

	if (s->program && cols > 0 && cells != 0)
		session_pan(s, -cells, cols);
}
