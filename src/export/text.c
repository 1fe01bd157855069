/* SPDX-License-Identifier: MIT */
/*
 * The page that `turntable run` prints: timelines, printed lines, figures and
 * what is worth a word.  The timelines are those the screen shows.
 */
#include "export/text_parts.h"

#include "base/mem.h"
#include "story/crew.h"
#include "story/diverge.h"
#include "story/heading.h"
#include "story/metrics.h"
#include "ui/timeline.h"

enum {
	LANES_MOST = 48, /* for the tasks of one run */
	PANELS_MOST = 16 /* of steps, before several share a column */
};

void text_time(struct str *out, const struct report *r, int64_t ns)
{
	heading_time(out, ns, r->program->unit);
}

/* A run as the timeline wants it; its texts are kept in TEXTS. */
struct texts {
	struct str about, result;
};

static struct timeline_run timeline_run_of(const struct report *r, size_t i,
					   struct texts *texts)
{
	const struct report_run *run = &r->runs[i];
	uint32_t cores = (uint32_t)run->setup->key[KEY_CORES];
	struct timeline_run shown = {
		.trace = run->trace,
		.name = run->name,
		.cores = cores > 1 ? cores : 0,
	};

	if (r->machine) {
		shown.cores = setup_takes((enum setup_model)run->setup->model,
					  KEY_CORES)
				      ? cores
				      : 0;
		shown.threads = crew_threads(run->trace);
		shown.setup = run->setup;
	}

	heading_about(&texts->about, run->setup, r->program->unit);
	shown.bad = heading_result(&texts->result, run->trace, run->metrics,
				   r->program->unit);
	shown.stuck = run->metrics->deadlocked > 0;
	shown.about = str_text(&texts->about);
	shown.result = str_text(&texts->result);
	return shown;
}

/* A run that takes no time shows nothing but on an axis of steps. */
static bool in_steps(const struct report *r)
{
	for (size_t i = 0; i < r->n_runs; i++)
		if (r->runs[i].trace->end > 0)
			return r->steps;
	return true;
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

static size_t mark_differences(const struct page *page,
			       struct timeline_mark *marks)
{
	size_t n = 0;

	for (size_t i = 1; i < page->report->n_runs; i++)
		if (page->parted[i].found)
			marks[n++] = (struct timeline_mark){page->parted[i].t,
							    GLYPH_DIFFERENT};
	return n;
}

void text_timelines(struct page *page)
{
	const struct report *r = page->report;
	struct timeline_run *runs = mem_array(r->n_runs, sizeof *runs);
	struct texts *texts = mem_array(r->n_runs, sizeof *texts);
	struct timeline_mark *marks = mem_array(r->n_runs, sizeof *marks);
	struct timeline t;

	for (size_t i = 0; i < r->n_runs; i++)
		runs[i] = timeline_run_of(r, i, &texts[i]);
	timeline_init(&t, r->program, runs, r->n_runs, LANES_MOST, page->width);
	timeline_fit(&t, page->width, in_steps(r));
	t.marks = marks;
	t.n_marks = mark_differences(page, marks);
	draw_panels(page, &t);
	draw_legend(page, &t);
	mem_free(marks);
	timeline_fini(&t);
	for (size_t i = 0; i < r->n_runs; i++) {
		str_fini(&texts[i].about);
		str_fini(&texts[i].result);
	}
	mem_free(texts);
	mem_free(runs);
}

void export_text(const struct report *r, struct sink *s)
{
	struct page page;

	page_init(&page, r, s);
	page.parted = mem_array(r->n_runs, sizeof *page.parted);
	for (size_t i = 1; i < r->n_runs; i++)
		page.parted[i] = diverge_find(r->program, r->runs[0].trace,
					      r->runs[i].trace, -1);
	text_timelines(&page);
	text_printed(&page);
	text_figures(&page);
	text_told(&page);
	text_differences(&page);
	mem_free(page.parted);
	page_fini(&page);
}
