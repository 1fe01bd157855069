/* SPDX-License-Identifier: MIT */
/*
 * The axis: a window of time laid over columns, exactly.  Set it with
 * axis_set(), ask it for columns and times, free it with axis_fini().
 *
 * A column owns the times from its left edge up to, but without, its right
 * one.  Edges that do not fall on a nanosecond are kept exact by counting in
 * parts of one: a "fine" time is (t - from) * scale >> shift.  Times are ns,
 * or, where columns are steps, the numbers of events.
 */
#ifndef UI_AXIS_H
#define UI_AXIS_H

#include "base/dur.h"
#include "base/str.h"
#include "base/vec.h"
#include "sim/trace.h"
#include "ui/canvas.h"

#include <stdbool.h>
#include <stdint.h>

struct axis {
	int64_t unit;              /* the reader's, ns; 0: any */
	int64_t from, to;          /* from < to */
	int cols;                  /* > 0 */
	int64_t scale;             /* 1, or cols where that fits */
	int shift;                 /* 0, but where even ns do not fit */
	struct VEC(int64_t) edges; /* fine, cols + 1 of them */
};

/*
 * The window [FROM, TO) over COLS columns; TO is made FROM + 1 if it is not
 * above.  COUNT > 0 is how many actors' times the caller adds up in a column:
 * such a sum of fine times fits in an int64_t.
 */
void axis_set(struct axis *a, int64_t from, int64_t to, int cols,
	      int64_t count);
void axis_fini(struct axis *a);

/* A time within the window as a fine one; outside, the nearer end. */
static inline int64_t axis_fine(const struct axis *a, int64_t t)
{
	if (t <= a->from)
		return 0;
	if (t >= a->to)
		return a->edges.at[a->cols];
	return (t - a->from) * a->scale >> a->shift;
}

/* The column that owns T; -1 before the window, cols at its end and after. */
int axis_column(const struct axis *a, int64_t t);

/* The first whole time in a column, the one after its last: ns.  Columns
 * narrower than 1 may hold none: then both are the same. */
int64_t axis_begin(const struct axis *a, int column);
int64_t axis_end(const struct axis *a, int column);

/*
 * How many of COLS columns to use for *LENGTH, so that each GRAIN (a divisor of
 * all times to be shown; 0 if there is none) gets as many columns as every
 * other; else so that a column is a round time, or as many grains as every
 * other: *LENGTH may grow to a whole column.  All of them where too many would
 * be lost.
 */
int axis_fit(int64_t *length, int64_t grain, int cols);

/* Ticks: every `step` ns from the first multiple of it on. */
struct ticks {
	int64_t step;
	enum dur_unit unit; /* of the labels */
	int width;          /* of the widest label, cells */
};

/* The closest ticks whose labels stay apart: 1, 2, 5, 10... of a unit, and
 * for seconds and minutes the parts of 60.  Where UNIT is a minute or an hour
 * and two of them are to be seen, no parts of it. */
struct ticks axis_ticks(const struct axis *a);

/*
 * Draws a row with ticks and a row of labels below it, column 0 at the left of
 * R; with one row, the labels alone.  The label of a tick at the very end of
 * the window stands right of the last column, if R is wide enough.
 */
void axis_draw(struct canvas *c, struct rect r, const struct axis *a);

/* The same where columns are steps, numbers of events of a trace: a label
 * stands where the time is a new one, if there is room. */
void axis_draw_steps(struct canvas *c, struct rect r, const struct axis *a,
		     const struct trace *tr, enum dur_unit unit);

#endif
