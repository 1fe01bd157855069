/* SPDX-License-Identifier: MIT */
/*
 * The stage: the setups' timelines one below another, on one clock, with the
 * playhead, the marks, and what is to come hidden.
 *
 * The timelines are drawn once and kept until the session's version, the size
 * or the page changes; a step of the cursor only moves what lies over them.
 * A zeroed struct stage is ready.
 */
#ifndef UI_STAGE_H
#define UI_STAGE_H

#include "app/session.h"
#include "ui/canvas.h"
#include "ui/tally.h"

#include <stdbool.h>
#include <stdint.h>

/* What the drawing that is kept depends on. */
struct stage_key {
	const struct program *program;
	uint64_t version;
	int64_t page[SESSION_RUNS]; /* on an axis of steps */
	int w, h, top;
	bool ascii;
};

/* Where a run stands on it; rows count from the stage's top, -1: not seen. */
struct stage_run {
	bool shown;
	int heading;
	int lanes, n_lanes; /* the first that is seen, and how many */
	int axis;
	struct window window;
};

struct stage {
	struct canvas canvas;
	struct stage_key key;
	bool drawn;
	int gutter;
	int top;       /* rows scrolled away */
	uint32_t seen; /* states, for a legend */
	struct stage_run runs[SESSION_RUNS];
};

void stage_fini(struct stage *st);

/* Rows it would take to show everything. */
int stage_need(const struct session *s);

/* On which of these a row of session.rows stands. */
int stage_place(const struct session *s, size_t row);

void stage_draw(struct canvas *c, struct rect r, struct stage *st,
		const struct session *s);

/* What stands at a place, counted from the stage's left and top. */
struct stage_spot {
	int row;       /* of session.rows, or -1 */
	bool has_time; /* of the axis or a lane: */
	int64_t t;     /* ns */
	size_t run;    /* on an axis of steps: the event of this run */
	uint64_t event;
};

struct stage_spot stage_at(const struct stage *st, const struct session *s,
			   int x, int y);

#endif
