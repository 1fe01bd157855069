/* SPDX-License-Identifier: MIT */
/* Which panes stand where: one table, and rows dealt out by it. */
#include "ui/panes.h"

#include "app/session_look.h"
#include "base/i18n.h"
#include "ui/pane.h"

enum {
	BELOW_FROM = 30, /* rows of a screen that has panes below the stage */
	TWO_FROM = 70,   /* columns for two of panes */
	MOST = 8
};

/* Whose a pane is. */
enum whose {
	OF_FOCUS,
	OF_LOOP,  /* the focused run's, or the first's that has an event loop */
	OF_OTHERS /* one for each of the others */
};

struct wish {
	const struct pane *pane; /* NULL: the end */
	enum whose whose;
};

/* The most wanted first; they stand in this order. */
static const struct wish beside[] = {
	{&pane_code, OF_FOCUS},    {&pane_queues, OF_FOCUS},
	{&pane_loop, OF_LOOP},     {&pane_printed, OF_FOCUS},
	{&pane_queues, OF_OTHERS}, {NULL, OF_FOCUS},
};
static const struct wish below_beside[] = {
	{&pane_score, OF_FOCUS},
	{NULL, OF_FOCUS},
};
static const struct wish below_left[] = {
	{&pane_queues, OF_FOCUS},
	{&pane_code, OF_FOCUS},
	{NULL, OF_FOCUS},
};
static const struct wish below_right[] = {
	{&pane_loop, OF_LOOP},
	{&pane_score, OF_FOCUS},
	{&pane_printed, OF_FOCUS},
	{NULL, OF_FOCUS},
};

struct share {
	const struct pane *pane;
	size_t run;
	int need, rows; /* without the title's */
};

struct deal {
	struct share shares[MOST];
	int n, rows; /* not dealt yet */
};

/* --- dealing --- */

static void ask(struct deal *d, const struct pane *p, const struct session *s,
		size_t run)
{
	int need = p->need(s, run);
	int least = need < p->least ? need : p->least;

	if (need == 0 || d->rows < least + 1 || d->n == MOST)
		return;
	d->shares[d->n++] = (struct share){p, run, need, least};
	d->rows -= least + 1;
}

static size_t run_with_loop(const struct session *s)
{
	size_t focus = session_focus(s);

	if (session_loops(s, focus))
		return focus;
	for (size_t i = 0; i < s->n_runs; i++)
		if (!s->runs[i].hidden && session_loops(s, i))
			return i;
	return focus;
}

static void ask_all(struct deal *d, const struct wish *wish,
		    const struct session *s)
{
	size_t focus = session_focus(s);

	switch (wish->whose) {
	case OF_FOCUS:
		ask(d, wish->pane, s, focus);
		return;
	case OF_LOOP:
		ask(d, wish->pane, s, run_with_loop(s));
		return;
	case OF_OTHERS:
		for (size_t i = 0; i < s->n_runs; i++)
			if (i != focus && !s->runs[i].hidden)
				ask(d, wish->pane, s, i);
		return;
	}
}

/* Those that fit with their least rows; the rest of the rows to the first that
 * need them. */
static void deal(struct deal *d, const struct wish *wishes,
		 const struct session *s, int rows)
{
	d->n = 0;
	d->rows = rows;
	for (; wishes->pane != NULL; wishes++)
		ask_all(d, wishes, s);
	for (int i = 0; i < d->n; i++) {
		int more = d->shares[i].need - d->shares[i].rows;

		more = more < d->rows ? more : d->rows;
		d->shares[i].rows += more;
		d->rows -= more;
	}
}

/* --- drawing --- */

static void draw_title(struct canvas *c, struct rect r, const struct session *s,
		       const struct share *share)
{
	const struct str *name = &s->runs[share->run].name;
	struct str title = {0};

	str_add(&title,
		words_or(&s->words, share->pane->term, _(share->pane->title)));
	if (!share->pane->of_all && session_shown(s) > 1)
		str_addf(&title, " %s %s", glyph_text(GLYPH_DOT, c->ascii),
			 str_text(name));
	r = rect_row(r, 0);
	canvas_rule(c, r, ROLE_FAINT);
	r = rect_right(r, 1);
	canvas_put(c, r, " ", ROLE_FAINT);
	r = rect_right(r, 1);
	r = rect_right(r, canvas_put_cut(c, r, str_text(&title), ROLE_TITLE));
	canvas_put(c, r, " ", ROLE_FAINT);
	str_fini(&title);
}

static void draw_column(struct canvas *c, struct rect r, const struct deal *d,
			const struct session *s)
{
	for (int i = 0; i < d->n; i++) {
		const struct share *share = &d->shares[i];
		struct rect own = rect_right(rect_below(r, 1), 1);

		draw_title(c, r, s, share);
		own.h = share->rows;
		own.w--;
		share->pane->draw(c, own, s, share->run);
		r = rect_below(r, share->rows + 1);
	}
}

static bool draw_wishes(struct canvas *c, struct rect r,
			const struct wish *wishes, const struct session *s)
{
	struct deal d;

	deal(&d, wishes, s, r.h);
	draw_column(c, r, &d, s);
	return d.n > 0;
}

/* Two columns with a line between. */
static bool draw_below(struct canvas *c, struct rect r, const struct session *s)
{
	struct rect left = r, right = rect_right(r, r.w / 2);
	bool any;

	if (r.w < TWO_FROM)
		return draw_wishes(c, r, below_left, s);
	left.w = r.w / 2;
	any = draw_wishes(c, left, below_left, s);
	any = draw_wishes(c, rect_right(right, 1), below_right, s) || any;
	if (any)
		canvas_edge(c, right, ROLE_FAINT);
	return any;
}

void panes_draw(struct canvas *c, struct rect side, struct rect below, int h,
		const struct session *s)
{
	bool wide = side.w > 0;

	if (wide && side.h > 0) {
		canvas_edge(c, side, ROLE_FAINT);
		draw_wishes(c, rect_right(side, 1), beside, s);
		draw_wishes(c, below, below_beside, s);
	}
	if (wide || below.h < 1)
		return;
	if (h >= BELOW_FROM && draw_below(c, below, s))
		return;
	below = rect_row(below, below.h > 1); /* a blank row if there is one */
	pane_queues_line(c, rect_right(below, 1), s, session_focus(s));
}
