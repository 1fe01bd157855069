/* SPDX-License-Identifier: MIT */
/* Exact columns, and ticks at round times. */
#include "ui/axis.h"

#include "base/i18n.h"
#include "base/must.h"
#include "base/text.h"
#include "ui/glyph.h"

static void set_precision(struct axis *a, int64_t count)
{
	int64_t length = a->to - a->from;

	a->scale = 1;
	a->shift = 0;
	if (length <= INT64_MAX / count / a->cols)
		a->scale = a->cols;
	while (length >> a->shift > INT64_MAX / count)
		a->shift++;
}

void axis_set(struct axis *a, int64_t from, int64_t to, int cols, int64_t count)
{
	int64_t fine, part, rest;

	must(from >= 0 && cols > 0 && count > 0 && from < INT64_MAX);
	a->from = from;
	a->to = to > from ? to : from + 1;
	a->cols = cols;
	set_precision(a, count);
	fine = (a->to - a->from) * a->scale >> a->shift;
	part = fine / cols;
	rest = fine % cols;
	vec_clear(&a->edges);
	for (int i = 0; i <= cols; i++)
		vec_push(&a->edges, i * part + i * rest / cols);
}

void axis_fini(struct axis *a)
{
	vec_fini(&a->edges);
}

int axis_column(const struct axis *a, int64_t t)
{
	int low = 0, high = a->cols;
	int64_t fine;

	if (t < a->from)
		return -1;
	if (t >= a->to)
		return a->cols;
	fine = axis_fine(a, t);
	while (high - low > 1) {
		int middle = low + (high - low) / 2;

		if (a->edges.at[middle] <= fine)
			low = middle;
		else
			high = middle;
	}
	return low;
}

int64_t axis_begin(const struct axis *a, int column)
{
	int64_t edge;

	must(column >= 0 && column <= a->cols);
	if (column == a->cols)
		return a->to;
	edge = a->edges.at[column];
	if (a->shift > 0)
		return a->from + (edge << a->shift);
	return a->from + edge / a->scale + (edge % a->scale != 0);
}

int64_t axis_end(const struct axis *a, int column)
{
	return axis_begin(a, column + 1);
}

/* --- ticks --- */

static const int16_t decimal[] = {1, 2, 5, 10, 20, 50, 100, 200, 500, 0};
static const int16_t of_sixty[] = {1, 2, 5, 10, 15, 30, 0};
static const int16_t hours[] = {1,   2,   6,    12,   24,   48,    120,
				240, 500, 1000, 2000, 5000, 10000, 0};

static const int16_t *const steps[DUR_UNITS] = {
	[DUR_NS] = decimal, [DUR_US] = decimal,   [DUR_MS] = decimal,
	[DUR_S] = of_sixty, [DUR_MIN] = of_sixty, [DUR_H] = hours,
};

/* The shortest round time that goes into LENGTH at most COLS times. */
static int64_t round_step(int64_t length, int cols)
{
	for (int u = 0; u < DUR_UNITS; u++) {
		int64_t unit = dur_unit_ns((enum dur_unit)u);

		for (const int16_t *n = steps[u]; *n != 0; n++)
			if ((length - 1) / (*n * unit) < cols)
				return *n * unit;
	}
	return INT64_MAX;
}

/* LENGTH in columns of EACH, if that uses most of COLS; else 0. */
static int use_columns(int64_t *length, int64_t each, int cols)
{
	int64_t used = (*length - 1) / each + 1;

	if (used > cols || used < cols - cols / 5 || each > INT64_MAX / used)
		return 0;
	*length = used * each;
	return (int)used;
}

int axis_fit(int64_t *length, int64_t grain, int cols)
{
	int64_t grains;
	int used;

	if (*length <= 0)
		return cols;
	if (grain > 0 && *length / grain <= cols)
		return (int)(cols / (*length / grain) * (*length / grain));
	used = use_columns(length, round_step(*length, cols), cols);
	if (used > 0 || grain <= 0)
		return used > 0 ? used : cols;
	grains = *length / grain;
	used = use_columns(length, (grains / cols + 1) * grain, cols);
	return used > 0 ? used : cols;
}

static int label_width(int64_t t, enum dur_unit unit)
{
	int64_t n = t / dur_unit_ns(unit);
	int width = 1;

	for (; n >= 10; n /= 10)
		width++;
	return width;
}

/* Do labels every STEP fit, with room to breathe between them? */
static bool roomy(const struct axis *a, int64_t step, int width)
{
	int64_t length = a->to - a->from;

	return step >= length || step / (length / a->cols + 1) >= width + 3 ||
	       (length <= INT64_MAX / a->cols && step <= INT64_MAX / a->cols &&
		step * a->cols / length >= width + 3);
}

/* Ticks every N units; tenths of the next unit where it is in sight. */
static struct ticks ticks_of(const struct axis *a, enum dur_unit unit,
			     int16_t n)
{
	struct ticks ticks = {n * dur_unit_ns(unit), unit,
			      label_width(a->to, unit)};

	if (n < 100 || unit >= DUR_S || a->to < dur_unit_ns(unit) * 1000)
		return ticks;
	ticks.unit = (enum dur_unit)(unit + 1);
	ticks.width = label_width(a->to, ticks.unit) + 2;
	return ticks;
}

/* Who reckons in minutes or hours reads no seconds, as long as there are two
 * of his own to be seen. */
static bool too_fine(const struct axis *a, int64_t step)
{
	return a->unit >= dur_unit_ns(DUR_MIN) && step < a->unit &&
	       (a->to - a->from) / a->unit >= 2;
}

struct ticks axis_ticks(const struct axis *a)
{
	struct ticks ticks = {0};

	for (int u = 0; u < DUR_UNITS; u++) {
		for (const int16_t *n = steps[u]; *n != 0; n++) {
			ticks = ticks_of(a, (enum dur_unit)u, *n);
			if (roomy(a, ticks.step, ticks.width) &&
			    !too_fine(a, ticks.step))
				return ticks;
		}
	}
	for (int i = 0;
	     !roomy(a, ticks.step, ticks.width) && ticks.step <= INT64_MAX / 5;
	     i++)
		ticks.step = i % 3 == 1 ? ticks.step / 2 * 5 : ticks.step * 2;
	return ticks;
}

static void put_label(struct canvas *c, struct rect r, int x, int64_t t,
		      enum dur_unit unit)
{
	struct str label = {0};

	dur_format_in(&label, t, unit, _("."));
	if (x + (int)text_width(str_text(&label), label.len) <= r.w)
		canvas_put(c, rect_right(r, x), str_text(&label), ROLE_AXIS);
	str_fini(&label);
}

static void put_tick(struct canvas *c, struct rect r, int x, int cols)
{
	enum glyph glyph = GLYPH_TICK;

	if (x == 0)
		glyph = GLYPH_CORNER_SW;
	else if (x == cols)
		glyph = GLYPH_CORNER_SE;
	if (r.h > 1 && x < r.w)
		canvas_sign(c, rect_right(r, x), glyph, ROLE_AXIS);
}

static void put_line(struct canvas *c, struct rect r, int cols)
{
	if (r.h < 2)
		return;
	put_tick(c, r, 0, cols);
	put_tick(c, r, cols, cols);
	r.w = cols < r.w ? cols : r.w;
	canvas_rule(c, rect_right(r, 1), ROLE_AXIS);
}

void axis_draw(struct canvas *c, struct rect r, const struct axis *a)
{
	struct ticks ticks = axis_ticks(a);
	struct rect labels = rect_row(r, r.h - 1);
	int64_t t = (a->from + ticks.step - 1) / ticks.step * ticks.step;

	put_line(c, r, a->cols);
	for (; t <= a->to; t += ticks.step) {
		int x = axis_column(a, t);

		put_label(c, labels, x, t, ticks.unit);
		put_tick(c, r, x, a->cols);
		if (t > INT64_MAX - ticks.step)
			break;
	}
}

/* Returns the column from which on there is room for the next label. */
static int put_moment(struct canvas *c, struct rect r, int x, int64_t t,
		      enum dur_unit unit)
{
	struct str label = {0};
	int width;

	dur_format(&label, t, unit, _("."));
	width = (int)text_width(str_text(&label), label.len);
	if (x + width <= r.w)
		canvas_put(c, rect_right(r, x), str_text(&label), ROLE_AXIS);
	str_fini(&label);
	return x + width + 2;
}

void axis_draw_steps(struct canvas *c, struct rect r, const struct axis *a,
		     const struct trace *tr, enum dur_unit unit)
{
	struct rect labels = rect_row(r, r.h - 1);
	int64_t before = -1;
	int room = 0;

	put_line(c, r, a->cols);
	for (int64_t i = a->from; i < a->to && i < (int64_t)tr->n; i++) {
		int64_t now = trace_at(tr, (uint64_t)i)->t;
		int x = axis_column(a, i);

		if (now == before || x < room)
			continue;
		before = now;
		put_tick(c, r, x, a->cols);
		room = put_moment(c, labels, x, now, unit);
	}
}
