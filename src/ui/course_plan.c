/* SPDX-License-Identifier: MIT */
/*
 * Rows are dealt out in order of what matters most: the list of grants in
 * deal_stage() is that order.
 */
#include "ui/course_plan.h"

#include "app/course.h"
#include "base/must.h"
#include "base/text.h"
#include "lesson/fit.h"
#include "lesson/scene.h"
#include "ui/answered.h"
#include "ui/asked.h"
#include "ui/layout.h"
#include "ui/stage.h"

#include <string.h>

enum {
	TALL_FROM = 30,  /* rows of a screen with panes below the stage */
	STAGE_LEAST = 6, /* rows that timelines always get */
	TOLD = 3,
	AXIS = 2,
	SLACK = 2, /* rows more than an open question that an answer gets */
	NO = 3     /* rows of why a guess is wrong */
};

int course_text_width(int w)
{
	return w - 2 < FIT_WIDTH ? w - 2 : FIT_WIDTH;
}

static int least(int a, int b)
{
	return a < b ? a : b;
}

static int most(int a, int b)
{
	return a > b ? a : b;
}

/* --- what is wanted --- */

static void fill_prose(struct sheet *sh, const struct course *c,
		       const struct screenful *page, int width)
{
	must(c->lesson != NULL && page != NULL);
	for (size_t i = page->first; i < page->first + page->n; i++) {
		const struct part *part = c->lesson->parts.at + i;

		if (part->kind != PART_TEXT)
			continue;
		if (!page->stage && sh->lines.len > 0)
			sheet_add(sh, "", ROLE_TEXT, width, 0);
		sheet_add_block(sh, part->node, width);
	}
}

/* A page without prose of its own stands under that of the page before. */
static void fill_old_prose(struct sheet *sh, const struct course *c, int width)
{
	const struct screenful *here = course_page(c);
	const struct staging *stage = here ? here->stage : NULL;
	size_t page = c->page;

	while (stage && sh->lines.len == 0 && page-- > 0 &&
	       c->pages.at[page].stage == stage)
		fill_prose(sh, c, c->pages.at + page, width);
}

static int prose_rows(const struct course *c, const struct screenful *page,
		      int width)
{
	struct sheet sh = {0};
	int rows;

	fill_prose(&sh, c, page, width);
	rows = (int)sh.lines.len;
	sheet_fini(&sh);
	return rows;
}

/* Rows in which no task of the stage would be folded. */
static int stage_rows(const struct session *s)
{
	int64_t rows = s->steps ? 0 : AXIS;

	for (size_t i = 0; i < s->n_runs; i++)
		if (!s->runs[i].hidden)
			rows += 1 + s->program->n_copies +
				(s->steps ? AXIS : 0);
	return s->lanes == LANES_ALL || rows > 1000 ? 1000 : (int)rows;
}

/* Those of several cores, which are shown where there is room for all. */
static int core_rows(const struct session *s)
{
	int64_t rows = 0;

	for (size_t i = 0; i < s->n_runs && s->lanes == LANES_CORES; i++)
		if (!s->runs[i].hidden && s->runs[i].setup.key[KEY_CORES] > 1)
			rows += s->runs[i].setup.key[KEY_CORES];
	return rows > 1000 ? 1000 : (int)rows;
}

static int scene_rows(const struct course *c, int width)
{
	const struct scene *scene = course_scene(c);

	if (!scene)
		return 0;
	for (size_t i = 0; i < scene->n_rows; i++)
		if ((int)text_width(scene->rows[i], strlen(scene->rows[i])) >
		    width - 2)
			return 0;
	return (int)scene->n_rows;
}

struct wishes {
	bool acts; /* the question or exercise has the keys, or is answered */
	bool tall;
	int prose, prose_most; /* of the pages with this stage */
	int stage, cores, scene, told, told_most;
	int asked;      /* now */
	int asked_kept; /* open or answered */
	int asked_most; /* of the pages with this stage */
};

/* What the question of a page takes: open, or answered if that is not much
 * more; the rest of an answer is a key away. */
static int kept(const struct course *c, const struct part *act, int width,
		bool all)
{
	int open = asked_rows_open(c, act, width);
	int answered = answered_rows(act, width);

	return all ? most(open + NO, answered)
		   : most(open, least(answered, open + SLACK));
}

static void wish_of_step(struct wishes *w, const struct course *c, int width)
{
	const struct screenful *here = course_page(c);

	must(c->lesson != NULL && here != NULL);
	for (size_t i = 0; i < c->pages.len; i++) {
		const struct screenful *page = c->pages.at + i;
		const struct part *act =
			page->act == SIZE_MAX ? NULL
					      : c->lesson->parts.at + page->act;

		if (page->stage != here->stage)
			continue;
		w->prose_most = most(w->prose_most, prose_rows(c, page, width));
		if (act)
			w->asked_most = most(w->asked_most,
					     kept(c, act, width, w->tall));
	}
}

static struct wishes wishes_of(const struct course_plan *p,
			       const struct session *s, int w, int h)
{
	const struct course *c = s->course;
	const struct part *act = course_act(c);
	int width = course_text_width(w), shown = (int)session_shown(s);
	struct wishes wish = {.prose = p->is_old ? 0 : (int)p->prose.lines.len,
			      .tall = h >= TALL_FROM};

	wish.acts = act && (asked_is_open(s) || ask_is_told(c));
	wish.asked = (int)p->asked.lines.len;
	if (act)
		wish.asked_kept = kept(c, act, width, wish.tall);
	if (!s->program)
		return wish;
	wish.stage = stage_rows(s);
	wish.cores = core_rows(s);
	wish.scene = scene_rows(c, w - layout_side(w));
	wish.told = least(most(shown, 2), TOLD);
	wish.told_most = shown > 1 ? TOLD : wish.told;
	wish_of_step(&wish, c, width);
	return wish;
}

/* --- rows dealt out --- */

struct rows {
	int prose, stage, scene, below, told, asked;
	int left;
};

/* As many of WANTED rows as there are. */
static void grant(struct rows *r, int *to, int wanted)
{
	int rows = least(most(wanted, 0), r->left);

	*to += rows;
	r->left -= rows;
}

/* All of them or none. */
static bool grant_whole(struct rows *r, int *to, int wanted)
{
	if (wanted > r->left)
		return false;
	grant(r, to, wanted);
	return true;
}

/* The most important first. */
static struct rows deal_stage(const struct wishes *w, int rows, int asked)
{
	struct rows r = {.left = rows};
	int few = least(w->stage, STAGE_LEAST);

	grant(&r, &r.stage, few);
	grant(&r, &r.asked, asked);
	grant(&r, &r.told, 1);
	if (!w->acts)
		grant(&r, &r.prose, w->prose);
	/* a stage that has to fold its tasks leaves rows empty */
	if (w->stage > rows)
		grant(&r, &r.asked, w->asked - r.asked);
	grant(&r, &r.stage, w->stage - r.stage);
	if (w->acts)
		grant_whole(&r, &r.prose, w->prose);
	grant(&r, &r.told, w->told - r.told);
	grant(&r, &r.below, 1);
	if (r.stage == w->stage)
		grant_whole(&r, &r.stage, w->cores);
	if (r.prose == w->prose)
		grant_whole(&r, &r.prose, w->prose_most - w->prose);
	grant_whole(&r, &r.scene, w->scene);
	grant(&r, &r.told, w->told_most - r.told);
	if (w->tall)
		grant(&r, &r.asked, w->asked_most - r.asked);
	grant(&r, &r.below, w->tall ? r.left : 1);
	grant(&r, &r.asked, r.left);
	return r;
}

static struct rows deal_text(const struct wishes *w, int rows, int asked)
{
	struct rows r = {.left = rows};

	grant(&r, &r.asked, asked);
	if (!w->acts)
		grant(&r, &r.prose, w->prose);
	else
		grant_whole(&r, &r.prose, w->prose);
	if (r.prose > 0 && w->asked > 0)
		grant(&r, &r.prose, 1);
	grant(&r, &r.asked, r.left);
	return r;
}

/* What is said of a wrong guess takes the rows of what matters less; the prose
 * goes, whole, if the question has no room without what may be left out. */
static void borrow(struct rows *r, int wanted, int least_wanted)
{
	int *const from[] = {&r->told, &r->below, &r->scene};

	for (size_t i = 0; i < sizeof from / sizeof *from; i++) {
		int rows = least(most(wanted - r->asked, 0), *from[i]);

		*from[i] -= rows;
		r->asked += rows;
	}
	if (r->asked < least_wanted) {
		r->asked += r->prose;
		r->prose = 0;
	}
}

/* All pages with this stage alike, where what each of them needs at most has
 * room; the picture is on those that leave it some.  False: it has not. */
static bool deal_alike(struct rows *r, const struct wishes *w, int rows)
{
	struct wishes most_of = *w;

	most_of.acts = true;
	most_of.prose = w->prose_most;
	most_of.scene = w->tall ? w->scene : 0;
	*r = deal_stage(&most_of, rows, w->asked_most);
	if (r->prose < w->prose_most || r->stage < w->stage || r->told < 1)
		return false;
	if (!w->tall && w->scene <= r->asked - w->asked_kept) {
		r->scene = w->scene;
		r->asked -= w->scene;
	}
	return true;
}

static struct rows deal_page(const struct wishes *w, bool staged, int rows,
			     int asked)
{
	return staged ? deal_stage(w, rows, asked) : deal_text(w, rows, asked);
}

/* With what an answer may need reserved; but where the prose has no room then,
 * and it is still to be read, without. */
static struct rows deal(const struct wishes *w, bool staged, int rows)
{
	struct wishes acting = *w;
	struct rows r;

	if (staged && deal_alike(&r, w, rows))
		return r;
	acting.acts = w->asked_kept > 0;
	r = deal_page(&acting, staged, rows, w->asked_kept);
	if (acting.acts && !w->acts && r.prose < w->prose)
		r = deal_page(w, staged, rows, w->asked);
	return r;
}

/* --- where it stands --- */

static void take_rule(struct course_plan *p, struct rect *rest, bool wanted)
{
	if (wanted)
		p->rules[p->n_rules++] = rect_take(rest, 1);
}

/* The stage and what is under it, the panes beside both. */
static void place_stage(struct course_plan *p, const struct session *s,
			struct rect *rest, const struct rows *r)
{
	int need = least(stage_need(s), r->stage), side = layout_side(rest->w);

	p->side = *rest;
	p->side.h = r->stage + r->scene + r->below;
	p->side = rect_right(p->side, rest->w - side);
	p->stage = rect_take(rest, need);
	p->scene = rect_take(rest, r->scene);
	p->below = rect_take(rest, r->stage - need + r->below);
	p->stage.w -= side;
	p->scene.w -= side;
	p->below.w -= side;
}

static int tight_rows(const struct session *s, int w)
{
	struct sheet sh = {0};
	int rows;

	asked_fill(&sh, s, course_text_width(w), true);
	rows = (int)sh.lines.len;
	sheet_fini(&sh);
	return rows;
}

static void place(struct course_plan *p, const struct session *s, int w, int h)
{
	struct rect rest = {0, 0, w, h};
	struct wishes wish = wishes_of(p, s, w, h);
	bool ruled = h >= PLAN_RULES_FROM, staged = s->program != NULL;
	int fixed = 2 + (ruled ? (staged ? 3 : 2) : 0);
	struct rows r = deal(&wish, staged, most(h - fixed, 0));

	if (asked_is_open(s))
		borrow(&r, wish.asked, tight_rows(s, w));
	p->room = r.stage + (wish.tall ? r.below - 1 : 0);
	p->prose_left_out = r.prose == 0 && wish.prose > 0;
	p->title = rect_take(&rest, 1);
	take_rule(p, &rest, ruled && !staged);
	p->prose_at = rect_take(&rest, r.prose);
	take_rule(p, &rest, ruled && staged);
	p->over = rest;
	p->over.h = most(rest.h - 1 - ruled, 0);
	place_stage(p, s, &rest, &r);
	take_rule(p, &rest, ruled && staged);
	p->told = rect_take(&rest, r.told);
	p->asked_at = rect_take(&rest, r.asked);
	take_rule(p, &rest, ruled);
	p->keys = rect_take(&rest, 1);
}

/* The question as it fits where it stands. */
static void fit_asked(struct course_plan *p, const struct session *s, int width)
{
	bool told = s->course->lesson && ask_is_told(s->course);

	if (!told && (int)p->asked.lines.len <= p->asked_at.h)
		return;
	sheet_fini(&p->asked);
	p->asked = (struct sheet){0};
	if (told)
		answered_fill(&p->asked, s, width, p->asked_at.h);
	else
		asked_fill(&p->asked, s, width, true);
}

void course_plan_make(struct course_plan *p, const struct session *s, int w,
		      int h)
{
	const struct course *c = s->course;
	int width = course_text_width(w);

	*p = (struct course_plan){0};
	if (c->lesson && course_page(c)) {
		fill_prose(&p->prose, c, course_page(c), width);
		p->is_old = p->prose.lines.len == 0;
		if (p->is_old)
			fill_old_prose(&p->prose, c, width);
		asked_fill(&p->asked, s, width, false);
	}
	place(p, s, w, h);
	fit_asked(p, s, width);
}

void course_plan_fini(struct course_plan *p)
{
	sheet_fini(&p->prose);
	sheet_fini(&p->asked);
}
