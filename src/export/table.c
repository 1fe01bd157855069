/* SPDX-License-Identifier: MIT */
/*
 * Setups beside each other: a row a setup, a column a metric, the best of a
 * column marked.  Columns that do not fit the width go into another block.
 */
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "export/export.h"
#include "story/metrics.h"

#include <string.h>

enum {
	GAP = 2, /* cells between columns */
	LEAST_WIDTH = 20
};

struct column {
	const struct total_metric *metric;
	size_t width;
};

static size_t width_of(const char *text)
{
	return text_width(text, strlen(text));
}

/* The figure and a mark, or a blank for a mark. */
static void add_figure(struct str *out, const struct report *r,
		       const struct total_metric *metric, size_t run)
{
	figure_show(out, metric->kind, metric->get(r->runs[run].metrics),
		    r->program->unit);
	str_addc(out, report_is_best(r, metric, run) ? '*' : ' ');
}

static size_t figure_width(const struct report *r,
			   const struct total_metric *metric, size_t run)
{
	struct str text = {0};
	size_t width;

	add_figure(&text, r, metric, run);
	width = width_of(str_text(&text));
	str_fini(&text);
	return width;
}

static struct column column_of(const struct report *r,
			       const struct total_metric *metric)
{
	struct column c = {metric, width_of(_(metric->heading)) + 1};

	for (size_t i = 0; i < r->n_runs; i++) {
		size_t width = figure_width(r, metric, i);

		if (width > c.width)
			c.width = width;
	}
	return c;
}

static void add_right(struct str *out, const char *text, size_t width)
{
	size_t used = width_of(text);

	str_fill(out, ' ', GAP + (used < width ? width - used : 0));
	str_add(out, text);
}

static void add_line(struct str *out, struct str *line)
{
	while (line->len && line->at[line->len - 1] == ' ')
		str_cut(line, line->len - 1);
	str_add(out, str_text(line));
	str_addc(out, '\n');
	str_clear(line);
}

static size_t first_width(const struct report *r)
{
	size_t width = width_of(_("setup"));

	for (size_t i = 0; i < r->n_runs; i++) {
		size_t w = width_of(r->runs[i].name);

		if (w > width)
			width = w;
	}
	return width;
}

/* How many columns fit beside the names; one at least. */
static size_t fitting(const struct column *columns, size_t n, size_t room)
{
	size_t i = 0, used = 0;

	while (i < n && (i == 0 || used + GAP + columns[i].width <= room))
		used += GAP + columns[i++].width;
	return i;
}

static void add_block(struct str *out, const struct report *r, size_t names,
		      const struct column *columns, size_t n)
{
	struct str line = {0}, cell = {0};

	text_pad(&line, _("setup"), strlen(_("setup")), names, "");
	for (size_t i = 0; i < n; i++) {
		str_add(&cell, _(columns[i].metric->heading));
		str_addc(&cell, ' ');
		add_right(&line, str_text(&cell), columns[i].width);
		str_clear(&cell);
	}
	add_line(out, &line);
	for (size_t run = 0; run < r->n_runs; run++) {
		const char *name = r->runs[run].name;

		text_pad(&line, name, strlen(name), names, "");
		for (size_t i = 0; i < n; i++) {
			add_figure(&cell, r, columns[i].metric, run);
			add_right(&line, str_text(&cell), columns[i].width);
			str_clear(&cell);
		}
		add_line(out, &line);
	}
	str_fini(&line);
	str_fini(&cell);
}

static size_t choose_columns(const struct report *r, struct column *columns)
{
	size_t n = 0;

	for (size_t i = 0; i < n_total_metrics; i++) {
		if (!report_is_zero(r, total_metrics + i))
			columns[n++] = column_of(r, total_metrics + i);
	}
	return n;
}

void export_table(const struct report *r, struct sink *s)
{
	struct column *columns = mem_array(n_total_metrics, sizeof *columns);
	size_t n = choose_columns(r, columns), names = first_width(r);
	size_t room =
		r->width > names + LEAST_WIDTH ? r->width - names : LEAST_WIDTH;
	struct str out = {0};

	for (size_t i = 0; i < n;) {
		size_t take = fitting(columns + i, n - i, room);

		if (i > 0)
			str_addc(&out, '\n');
		add_block(&out, r, names, columns + i, take);
		i += take;
	}
	if (r->n_runs > 1) {
		str_add(&out, "\n* ");
		str_add(&out, _("the best of its column"));
		str_addc(&out, '\n');
	}
	sink_put_str(s, &out);
	str_fini(&out);
	mem_free(columns);
}
