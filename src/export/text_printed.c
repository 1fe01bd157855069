/* SPDX-License-Identifier: MIT */
/* What the program printed under each setup, with its time, side by side. */
#include "export/text_parts.h"

#include "base/i18n.h"
#include "base/text.h"
#include "base/vec.h"

#include <string.h>

enum {
	COLUMN_LEAST = 24, /* cells; narrower ones stand below each other */
	GAP = 2,
	LINES_MOST = 400 /* of one run */
};

/* A row of one setup's column: a printed line, or what it goes on with. */
struct row {
	struct str time, text;
};

struct column {
	struct VEC(struct row) rows;
	size_t time_width;
};

static void add_rows(struct column *col, const struct report *r,
		     const struct event *e, const char *text, size_t width)
{
	struct str safe = {0};
	struct text_wrap wrap = {0};
	struct row *row = NULL;

	text_safe(&safe, text, strlen(text));
	text_wrap(&wrap, str_text(&safe), safe.len, width);
	for (size_t i = 0; i < wrap.lines.len || i == 0; i++) {
		row = vec_add(&col->rows);
		if (i == 0)
			text_time(&row->time, r, e->t);
		if (i < wrap.lines.len)
			str_addn(&row->text,
				 str_text(&safe) + wrap.lines.at[i].begin,
				 wrap.lines.at[i].len);
	}
	text_wrap_fini(&wrap);
	str_fini(&safe);
}

static size_t time_width(const struct report *r, const struct trace *tr)
{
	struct str time = {0};
	size_t widest = 0;

	for (uint64_t i = 0; i < tr->n; i++) {
		size_t width;

		if (!report_prints(r, trace_at(tr, i)))
			continue;
		str_clear(&time);
		text_time(&time, r, trace_at(tr, i)->t);
		width = text_width(str_text(&time), time.len);
		widest = width > widest ? width : widest;
	}
	str_fini(&time);
	return widest;
}

/* What is to be said where no line says it. */
static void add_rest(struct column *col, size_t lines)
{
	size_t rest = lines > LINES_MOST ? lines - LINES_MOST : 0;
	struct row *row;

	if (lines == 0)
		str_add(&vec_add(&col->rows)->text, _("nothing"));
	if (rest == 0)
		return;
	row = vec_add(&col->rows);
	str_addf(&row->text,
		 ngettext("and %zu line more", "and %zu lines more", rest),
		 rest);
}

static void column_init(struct column *col, const struct report *r, size_t run,
			size_t width)
{
	const struct trace *tr = r->runs[run].trace;
	size_t lines = 0;

	*col = (struct column){0};
	col->time_width = time_width(r, tr);
	width = width > col->time_width + GAP ? width - col->time_width - GAP
					      : 1;
	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);

		if (report_prints(r, e) && lines++ < LINES_MOST)
			add_rows(col, r, e, trace_text(tr, (uint64_t)e->value),
				 width);
	}
	add_rest(col, lines);
}

static void column_fini(struct column *col)
{
	for (size_t i = 0; i < col->rows.len; i++) {
		str_fini(&col->rows.at[i].time);
		str_fini(&col->rows.at[i].text);
	}
	vec_fini(&col->rows);
}

static void draw_column(struct canvas *c, struct rect r,
			const struct column *col)
{
	for (size_t i = 0; i < col->rows.len; i++) {
		struct rect row = rect_row(r, (int)i);
		struct rect time = row;

		time.w = (int)col->time_width;
		canvas_put_right(c, time, str_text(&col->rows.at[i].time),
				 ROLE_AXIS);
		canvas_put_cut(c, rect_right(row, time.w + GAP),
			       str_text(&col->rows.at[i].text), ROLE_PRINTED);
	}
}

static size_t tallest(const struct column *cols, size_t n)
{
	size_t most = 0;

	for (size_t i = 0; i < n; i++)
		if (cols[i].rows.len > most)
			most = cols[i].rows.len;
	return most;
}

/* N setups from FIRST on, in columns of WIDTH. */
static void print_band(struct page *page, size_t first, size_t n, int width)
{
	const struct report *r = page->report;
	struct column *cols = mem_array(n, sizeof *cols);
	struct rect all;

	for (size_t i = 0; i < n; i++)
		column_init(&cols[i], r, first + i, (size_t)(width - GAP));
	page_break(page);
	all = page_part(page, 1 + (int)tallest(cols, n));
	for (size_t i = 0; i < n; i++) {
		struct rect part = rect_right(all, 1 + (int)i * width);
		struct str head = {0};

		part.w = width - GAP;
		str_addf(&head, _("printed by %s"), r->runs[first + i].name);
		canvas_put_cut(&page->canvas, rect_row(part, 0),
			       str_text(&head), ROLE_TITLE);
		draw_column(&page->canvas, rect_below(part, 1), &cols[i]);
		str_fini(&head);
		column_fini(&cols[i]);
	}
	page_flush(page);
	mem_free(cols);
}

static bool printed_any(const struct report *r)
{
	for (size_t i = 0; i < r->n_runs; i++)
		if (report_lines(r, i) > 0)
			return true;
	return false;
}

void text_printed(struct page *page)
{
	const struct report *r = page->report;
	size_t fit = (size_t)(page->width - 1) / COLUMN_LEAST;
	size_t bands, each;

	if (!printed_any(r))
		return;
	fit = fit > 0 ? fit : 1;
	bands = (r->n_runs + fit - 1) / fit;
	each = (r->n_runs + bands - 1) / bands;
	for (size_t i = 0; i < r->n_runs; i += each) {
		size_t n = r->n_runs - i < each ? r->n_runs - i : each;

		print_band(page, i, n, (page->width - 1) / (int)each);
	}
}
