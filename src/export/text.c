/* SPDX-License-Identifier: MIT */
/*
 * The page that `turntable run` prints: timelines, printed lines, figures and
 * what is worth a word.  The timelines are those the screen shows.
 */
#include "export/text_parts.h"

#include "story/heading.h"
#include "ui/timeline.h"

enum {
	LANES_MOST = 48, /* for the tasks of one run */
	PANELS_MOST = 16 /* of steps, before several share a column */
};

void text_time(struct str *out, const struct report *r, int64_t ns)
{
	heading_time(out, ns, r->program->unit);
}

static void draw_panel(struct page *page, struct timeline *t)
{
	struct rect r = page_part(page, timeline_height(t));

	timeline_draw(&page->canvas, r, t);
	page_flush(page);
}

/* The part of the runs that has events in the window: others are over. */
static void draw_unfinished(struct page *page, struct timeline *t)
{
	const struct timeline_run *all = t->runs;
	size_t n = t->n_runs;

	for (size_t i = 0; i < n; i++) {
		if ((int64_t)all[i].trace->n <= t->window.from)
			continue;
		t->runs = &all[i];
		t->n_runs = 1;
		draw_panel(page, t);
	}
	t->runs = all;
	t->n_runs = n;
}

/* Where there are more steps than columns, they go on in panels below. */
static void draw_panels(struct page *page, struct timeline *t)
{
	int64_t all = t->window.to;
	int64_t panels = (all - 1) / t->window.cols + 1;
	int64_t each = (all - 1) / panels + 1;

	if (!t->window.steps || panels == 1 || panels > PANELS_MOST) {
		draw_panel(page, t);
		return;
	}
	for (int64_t from = 0; from < all; from += each) {
		t->window.from = from;
		t->window.to = from + each < all ? from + each : all;
		t->window.cols = (int)(t->window.to - from);
		if (from > 0)
			page_break(page);
		draw_unfinished(page, t);
	}
}

static void draw_legend(struct page *page, const struct timeline *t)
{
	struct rect r;
	int rows;

	if (t->seen == 0)
		return;
	r = rect_right(page_part(page, STATE_COUNT), t->gutter);
	rows = timeline_draw_legend(&page->canvas, r, t);
	r = rect_right(page_part(page, rows), t->gutter);
	timeline_draw_legend(&page->canvas, r, t);
	page_flush(page);
}

void text_timelines(struct page *page)
{
	const struct report *r = page->report;
	struct timeline t;

	timeline_init(&t, r->program, page->shown.runs, r->n_runs, LANES_MOST,
		      page->width);
	t.reach = r->reach;
	t.until = r->until;
	timeline_fit(&t, page->width, shown_in_steps(r));
	t.marks = page->shown.marks;
	t.n_marks = page->shown.n_marks;
	draw_panels(page, &t);
	draw_legend(page, &t);
	timeline_fini(&t);
}

void export_text(const struct report *r, struct sink *s)
{
	struct page page;

	page_init(&page, r, s);
	text_timelines(&page);
	text_printed(&page);
	text_figures(&page);
	text_told(&page);
	text_differences(&page);
	page_fini(&page);
}
