/* SPDX-License-Identifier: MIT */
/*
 * Rows are dealt out to prose, stage, question and sentences.  What the page
 * is about now comes first: before a question is looked at that is the prose,
 * then the question; what has no room is left out.
 */
#include "ui/course_screen.h"

#include "app/action.h"
#include "app/course.h"
#include "app/session_look.h"
#include "base/i18n.h"
#include "base/text.h"
#include "lesson/fit.h"
#include "lesson/scene.h"
#include "ui/asked.h"
#include "ui/course_pages.h"
#include "ui/dialog.h"
#include "ui/help.h"
#include "ui/inspect.h"
#include "ui/layout.h"
#include "ui/panes.h"
#include "ui/scene_line.h"
#include "ui/told.h"

#include <string.h>

enum {
	RULES_FROM = 16, /* rows from which on there are rules */
	STAGE_LEAST = 6, /* rows below which prose gives way to the stage */
	TOLD = 3,
	DOTS_MOST = 12,
	GAP = 2
};

struct plan {
	struct sheet prose, asked;
	struct rect title, page, stage, below, side, prose_at, asked_at, told;
	struct rect keys, rules[4];
	int n_rules;
	bool prose_left_out;
};

/* --- what there is --- */

static int text_width_of(int w)
{
	return w - 2 < FIT_WIDTH ? w - 2 : FIT_WIDTH;
}

static void fill_prose(struct sheet *sh, const struct course *c, int width)
{
	const struct screenful *page = course_page(c);

	for (size_t i = page->first; i < page->first + page->n; i++) {
		const struct part *part = c->lesson->parts.at + i;

		if (part->kind != PART_TEXT)
			continue;
		if (!page->stage && sh->lines.len > 0)
			sheet_add(sh, "", ROLE_TEXT, width, 0);
		sheet_add_block(sh, part->node, width);
	}
}

/* Rows in which nothing of the stage would be folded. */
static int stage_wants(const struct session *s)
{
	int64_t rows = 2;

	if (!s->program)
		return 0;
	for (size_t i = 0; i < s->n_runs; i++)
		rows += s->runs[i].hidden ? 0 : 1 + s->program->n_copies;
	return rows < 1000 ? (int)rows : 1000;
}

/* --- rows dealt out --- */

static int least(int a, int b)
{
	return a < b ? a : b;
}

struct rows {
	int prose, stage, asked, told;
};

/* A page with a stage: its question or the sentences below it. */
static struct rows deal_stage(const struct plan *p, const struct session *s,
			      int rows)
{
	int wants = stage_wants(s);
	struct rows r = {.prose = (int)p->prose.lines.len,
			 .asked = (int)p->asked.lines.len};

	r.told = asked_is_open(s) ? 0 : TOLD;
	if (rows - r.prose - r.asked - r.told < least(wants, STAGE_LEAST))
		r.told = r.asked > 1 ? 0 : r.told;
	if (asked_is_open(s) || r.asked > 1)
		while (r.prose > 0 && rows - r.prose - r.asked - r.told <
					      least(wants, STAGE_LEAST))
			r.prose = 0;
	r.prose = least(r.prose, rows);
	r.asked = least(r.asked, rows - r.prose);
	r.told = least(r.told, rows - r.prose - r.asked);
	r.stage = rows - r.prose - r.asked - r.told;
	while (r.asked > 1 && r.told > 1 && r.stage < wants) {
		r.told--;
		r.stage++;
	}
	if (asked_is_open(s) && r.stage > wants) {
		r.told = least(TOLD, r.stage - wants);
		r.stage -= r.told;
	}
	return r;
}

static struct rows deal_text(const struct plan *p, const struct session *s,
			     int rows)
{
	struct rows r = {.prose = (int)p->prose.lines.len,
			 .asked = (int)p->asked.lines.len};

	if (r.prose + r.asked > rows && (asked_is_open(s) || r.asked > 1))
		r.prose = 0;
	r.asked = least(r.asked, rows);
	r.prose = rows - r.asked;
	if ((int)p->prose.lines.len == 0 ||
	    ((int)p->prose.lines.len > r.prose &&
	     (asked_is_open(s) || r.asked > 1))) {
		r.prose = 0;
		r.asked = rows;
	}
	return r;
}

/* --- where it stands --- */

static struct rect take(struct rect *rest, int rows)
{
	struct rect taken = *rest;

	taken.h = least(rows, rest->h);
	*rest = rect_below(*rest, rows);
	return taken;
}

static void take_rule(struct plan *p, struct rect *rest, bool wanted)
{
	if (wanted)
		p->rules[p->n_rules++] = take(rest, 1);
}

static void place(struct plan *p, const struct session *s, int w, int h)
{
	struct rect rest = {0, 0, w, h};
	bool ruled = h >= RULES_FROM;
	bool staged = s->program != NULL;
	int fixed = 2 + (ruled ? (staged ? 3 : 2) : 0);
	int rows = h > fixed ? h - fixed : 0;
	struct rows r = staged ? deal_stage(p, s, rows) : deal_text(p, s, rows);
	int need;

	p->prose_left_out = r.prose == 0 && p->prose.lines.len > 0;
	p->title = take(&rest, 1);
	p->page = (struct rect){0, 1, w, h > 2 ? h - 2 : 0};
	take_rule(p, &rest, ruled && !staged);
	p->prose_at = take(&rest, r.prose);
	take_rule(p, &rest, ruled && staged);
	p->side = (struct rect){w - layout_side(w), rest.y, layout_side(w),
				r.stage};
	need = staged ? least(stage_need(s), r.stage) : 0;
	p->stage = take(&rest, need);
	p->below = take(&rest, r.stage - need);
	p->stage.w = p->below.w = w - layout_side(w);
	take_rule(p, &rest, ruled && staged);
	p->asked_at = take(&rest, r.asked);
	p->told = take(&rest, r.told);
	take_rule(p, &rest, ruled);
	p->keys = take(&rest, 1);
}

static void plan_make(struct plan *p, const struct session *s, int w, int h)
{
	const struct course *c = s->course;

	*p = (struct plan){0};
	if (c->lesson && course_page(c)) {
		fill_prose(&p->prose, c, text_width_of(w));
		asked_fill(&p->asked, s, text_width_of(w), s->ascii);
	}
	place(p, s, w, h);
}

static void plan_fini(struct plan *p)
{
	sheet_fini(&p->prose);
	sheet_fini(&p->asked);
}

void course_prepare(struct screen *sc, struct session *s)
{
	struct course *c = s->course;
	int w = sc->canvas.w, h = sc->canvas.h;
	struct plan p;

	plan_make(&p, s, w, h);
	if (c->is_new && p.prose_left_out && asked_is_open(s)) {
		/* what is to be read comes first */
		session_show(s, VIEW_STAGE);
		plan_fini(&p);
		plan_make(&p, s, w, h);
	}
	c->is_new = false;
	session_set_room(s, p.stage.h + p.below.h);
	plan_fini(&p);
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
	if (width + GAP + (int)text_width(str_text(&title), title.len) < r.w) {
		canvas_put_right(c, r, str_text(&right), ROLE_FAINT);
		r.w -= width + GAP;
	}
	canvas_put_cut(c, rect_right(r, 1), str_text(&title), ROLE_TITLE);
	str_fini(&title);
	str_fini(&right);
}

/* --- the scene --- */

static int scene_rows(const struct session *s, struct rect r)
{
	const struct scene *scene = course_scene(s->course);

	if (!scene || s->n_runs == 0 || (int)scene->n_rows > r.h)
		return 0;
	for (size_t i = 0; i < scene->n_rows; i++)
		if ((int)text_width(scene->rows[i], strlen(scene->rows[i])) >
		    r.w - 2)
			return 0;
	return (int)scene->n_rows;
}

/* The instant of the run that is looked at; its rows are taken off R. */
static void draw_scene(struct canvas *c, struct rect *r,
		       const struct session *s)
{
	const struct scene *scene = course_scene(s->course);
	int rows = scene_rows(s, *r);
	size_t run = session_focus(s);
	struct str text = {0};
	enum state *states;
	uint32_t *order;
	const char *line;

	if (rows == 0)
		return;
	states = mem_array(s->program->n_copies, sizeof *states);
	for (uint32_t i = 0; i < s->program->n_copies; i++)
		states[i] = moment_state(session_moment(s, run), i,
					 session_now(s, run));
	order = scene_line(s, run);
	scene_show(&text, scene, states, order);
	line = str_text(&text);
	for (int y = 0; y < rows; y++) {
		size_t n = strcspn(line, "\n");

		canvas_putn(c, rect_right(rect_row(*r, y), 1), line, n,
			    ROLE_TEXT);
		line += n + (line[n] == '\n');
	}
	*r = rect_below(*r, rows);
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

static void draw_page(struct screen *sc, const struct session *s)
{
	struct canvas *c = &sc->canvas;
	struct sheet sh = {0};
	bool ruled = c->h >= RULES_FROM;
	struct rect all = canvas_rect(c), r = rect_below(all, ruled ? 2 : 1);
	size_t top;

	r.h -= ruled ? 2 : 1;
	if (ruled) {
		canvas_rule(c, rect_row(all, 1), ROLE_FAINT);
		canvas_rule(c, rect_row(all, c->h - 2), ROLE_FAINT);
	}
	if (course_has_page(s->view)) {
		course_fill_page(&sh, s, c->w - 2);
		top = sheet_top(&sh, r.h);
		if ((size_t)s->scroll > top)
			top = (size_t)s->scroll;
		sheet_draw(c, r, &sh, top);
	} else if (s->view == VIEW_HELP) {
		help_draw(c, r, s);
	} else {
		dialog_errors(c, r, s);
	}
	sheet_fini(&sh);
	screen_draw_keys(c, rect_row(all, c->h - 1), s);
	draw_said(c, rect_row(all, c->h - 1), s);
}

static struct rect middle(const struct plan *p)
{
	struct rect r = p->stage;

	r.w += p->side.w;
	r.h += p->below.h;
	return r;
}

static void draw_stage(struct screen *sc, const struct session *s,
		       const struct plan *p)
{
	struct canvas *c = &sc->canvas;
	struct rect below = p->below;

	sc->place = p->stage;
	sc->list = middle(p);
	stage_draw(c, p->stage, &sc->stage, s);
	draw_scene(c, &below, s);
	panes_draw(c, p->side, below, c->h, s);
	if (s->view == VIEW_INSPECT)
		inspect_draw(c, p->side.w > 0 ? p->side : middle(p), s);
	if (s->view == VIEW_KNOBS || s->view == VIEW_SETUPS)
		dialog_list(c, middle(p), s);
	told_draw(c, p->told, s);
}

static void draw_lesson(struct screen *sc, const struct session *s)
{
	struct canvas *c = &sc->canvas;
	struct plan p;

	plan_make(&p, s, c->w, c->h);
	for (int i = 0; i < p.n_rules; i++)
		canvas_rule(c, p.rules[i], ROLE_FAINT);
	sheet_draw(c, p.prose_at, &p.prose, 0);
	if (s->program)
		draw_stage(sc, s, &p);
	sheet_draw(c, p.asked_at, &p.asked, sheet_top(&p.asked, p.asked_at.h));
	sc->asked = p.asked_at;
	screen_draw_keys(c, p.keys, s);
	if (p.told.h == 0)
		draw_said(c, p.keys, s);
	plan_fini(&p);
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
	struct rect r = rect_below(canvas_rect(&sc->canvas),
				   sc->canvas.h >= RULES_FROM ? 2 : 1);
	size_t place, *chosen = s->view == VIEW_LESSONS ? &s->course->item
							: &s->course->line;

	course_fill_page(&sh, s, sc->canvas.w - 2);
	r.h -= sc->canvas.h >= RULES_FROM ? 2 : 1;
	place = place_at(&sh, r, sheet_top(&sh, r.h), y);
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
	struct sheet sh = {0};
	size_t place;

	asked_fill(&sh, s, text_width_of(sc->canvas.w), s->ascii);
	place = place_at(&sh, sc->asked, sheet_top(&sh, sc->asked.h), y);
	sheet_fini(&sh);
	if (s->view != VIEW_ASK && s->view != VIEW_TRY)
		action_press(s, 'p');
	else if (place == SHEET_NO_PLACE)
		return;
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
