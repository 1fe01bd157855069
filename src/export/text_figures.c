/* SPDX-License-Identifier: MIT */
/* The figures of all setups in a table; the best of each line has a sign. */
#include "export/text_parts.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/vec.h"
#include "story/metrics.h"

#include <string.h>

enum {
	GAP = 2,
	SIGN = 2,        /* a blank and the sign */
	FIGURE_LEAST = 9 /* cells for a figure */
};

struct table {
	struct page *page;
	const struct report *report;
	const struct total_metric *metrics[REPORT_METRICS];
	size_t n;
	int heading;       /* cells for the lines' names */
	int each;          /* for a setup, sign and gap included */
	size_t first, end; /* the setups of this band */
};

static int cells(const char *text)
{
	return (int)text_width(text, strlen(text));
}

static void show(struct str *out, const struct table *t, size_t line,
		 size_t run)
{
	const struct total_metric *m = t->metrics[line];

	str_clear(out);
	figure_show(out, m->kind, m->get(t->report->runs[run].metrics),
		    t->report->program->unit);
}

/* Cells for a figure that leave room for all setups, if that is possible: at
 * least those of the widest figure, at most those of the widest name. */
static int share(const struct table *t, int figures, int names)
{
	int all = t->page->width - 1 - t->heading;
	int each = all / (int)t->report->n_runs - GAP - SIGN;

	if (each > names)
		return names;
	return each > figures ? each : figures;
}

static int measure(struct table *t)
{
	struct str figure = {0};
	int widest = FIGURE_LEAST, names = 0;

	for (size_t line = 0; line < t->n; line++) {
		int width = cells(_(t->metrics[line]->heading));

		t->heading = width > t->heading ? width : t->heading;
		for (size_t i = 0; i < t->report->n_runs; i++) {
			show(&figure, t, line, i);
			width = cells(str_text(&figure));
			widest = width > widest ? width : widest;
		}
	}
	for (size_t i = 0; i < t->report->n_runs; i++) {
		int width = cells(t->report->runs[i].name);

		names = width > names ? width : names;
	}
	str_fini(&figure);
	return names > widest ? share(t, widest, names) : widest;
}

static struct rect figure_rect(const struct table *t, struct rect r, size_t run)
{
	int x = 1 + t->heading + (int)(run - t->first) * t->each + GAP;

	r = rect_right(r, x);
	r.w = t->each - GAP - SIGN;
	return r;
}

static void draw_line(struct table *t, struct rect r, size_t line)
{
	struct canvas *c = &t->page->canvas;
	const struct total_metric *m = t->metrics[line];
	struct str figure = {0};

	canvas_put_cut(c, rect_right(r, 1), _(m->heading), ROLE_LANE);
	for (size_t i = t->first; i < t->end; i++) {
		struct rect place = figure_rect(t, r, i);
		bool best = report_is_best(t->report, m, i);

		show(&figure, t, line, i);
		canvas_put_right(c, place, str_text(&figure),
				 best ? ROLE_BETTER : ROLE_TEXT);
		place.w += SIGN;
		if (best)
			canvas_sign(c, rect_right(place, place.w - 1),
				    GLYPH_BETTER, ROLE_BETTER);
	}
	str_fini(&figure);
}

/* A setup's name over its figures, in as many rows as it needs, the last one
 * at the bottom of R; with no canvas, how many that are. */
static int draw_name(struct canvas *c, struct rect r, const char *name)
{
	struct text_wrap wrap = {0};
	int n;

	text_wrap(&wrap, name, strlen(name), (size_t)(r.w > 1 ? r.w : 1));
	n = (int)wrap.lines.len;
	for (int i = 0; c != NULL && i < n; i++) {
		struct text_line line = wrap.lines.at[i];
		struct rect row = rect_row(r, r.h - n + i);
		struct str text = {0};

		str_addn(&text, name + line.begin, line.len);
		canvas_put_right(c, row, str_text(&text), ROLE_TITLE);
		str_fini(&text);
	}
	text_wrap_fini(&wrap);
	return n;
}

static int name_rows(const struct table *t)
{
	struct rect place = {0, 0, t->each - GAP - SIGN, 1};
	int most = 1;

	for (size_t i = t->first; i < t->end; i++) {
		int rows = draw_name(NULL, place, t->report->runs[i].name);

		most = rows > most ? rows : most;
	}
	return most;
}

static void draw_band(struct table *t)
{
	int names = t->report->n_runs > 1 ? name_rows(t) : 0;
	struct rect r, head;

	page_break(t->page);
	r = page_part(t->page, names + (int)t->n);
	head = r;
	head.h = names;
	for (size_t i = t->first; names > 0 && i < t->end; i++)
		draw_name(&t->page->canvas, figure_rect(t, head, i),
			  t->report->runs[i].name);
	for (size_t i = 0; i < t->n; i++)
		draw_line(t, rect_row(r, names + (int)i), i);
	page_flush(t->page);
}

void text_figures(struct page *page)
{
	struct table t = {.page = page, .report = page->report};
	size_t fit;

	t.n = report_metrics(t.report, t.metrics);
	t.each = GAP + measure(&t) + SIGN;
	fit = page->width > 1 + t.heading + t.each
		      ? (size_t)((page->width - 1 - t.heading) / t.each)
		      : 1;
	for (t.first = 0; t.first < page->report->n_runs; t.first = t.end) {
		t.end = t.first + fit;
		if (t.end > page->report->n_runs)
			t.end = page->report->n_runs;
		draw_band(&t);
	}
}
