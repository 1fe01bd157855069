/* SPDX-License-Identifier: MIT */
/*
 * The timeline: what each task did when, a lane a task; one setup's lanes
 * below another's, on one axis.  The one drawing of it in the program.
 *
 * Fill a struct timeline, set its window, and draw its parts: a heading for
 * each run, its lanes, the axis, a legend; or all of it by timeline_draw().
 */
#ifndef UI_TIMELINE_H
#define UI_TIMELINE_H

#include "base/dur.h"
#include "sim/program.h"
#include "sim/trace.h"
#include "ui/canvas.h"
#include "ui/lanes.h"
#include "ui/tally.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One run, and what its heading says; texts in the reader's language. */
struct timeline_run {
	const struct program *program; /* NULL: the timeline's */
	const struct trace *trace;
	const char *name;   /* the setup as it was asked for */
	const char *about;  /* what it is, or "" */
	const char *result; /* "done at 30 min" */
	bool bad;           /* the result is a deadlock or the like */
	bool stuck;         /* nothing would ever happen any more */
	uint32_t cores;     /* lanes for so many cores */
	uint32_t threads;   /* and for so many threads that are no task's own */
	bool lines;         /* and for what else the setup has: crew_lines() */
	/* Of the run, where there are such lanes, or for threads; else NULL. */
	const struct setup *setup;
};

/* A sign on the axis. */
struct timeline_mark {
	int64_t t; /* ns */
	enum glyph glyph;
};

struct timeline {
	const struct program *program;
	const struct words *words; /* the story's, or NULL */
	const struct timeline_run *runs;
	size_t n_runs;
	struct lanes lanes; /* of the tasks, the same for all runs */
	int gutter;         /* cells for the lanes' names */
	struct window window;
	const struct timeline_mark *marks; /* on the axis of time */
	size_t n_marks;
	int64_t reach; /* ns: the axis of time reaches at least so far */
	int64_t until; /* ns: and at most so far; 0: to the end */
	uint32_t seen; /* out: bit 1 << state: was drawn (for a legend) */
};

/* The unit whose length is UNIT ns; the largest that divides it. */
enum dur_unit timeline_unit(int64_t unit);

/* Lanes (at most MOST for the tasks of each run) and a gutter wide enough for
 * their names, but at most a third of WIDTH. */
void timeline_init(struct timeline *t, const struct program *p,
		   const struct timeline_run *runs, size_t n_runs,
		   uint32_t most, int width);
void timeline_fini(struct timeline *t);

/*
 * Sets the window to all of all runs, laid over at most the columns that
 * WIDTH cells leave beside the gutter, all of the same exact length where
 * possible.  STEPS: columns are events.
 */
void timeline_fit(struct timeline *t, int width, bool steps);

/* Appends the lanes that a run has below those of the tasks. */
void timeline_machine(struct lanes *l, const struct program *p,
		      const struct timeline_run *run);

/* Rows of run I: its heading, its lanes. */
int timeline_run_height(const struct timeline *t, size_t i);

/* Draws run I's heading and lanes at the top of R, as far as they fit. */
void timeline_draw_run(struct canvas *c, struct rect r, struct timeline *t,
		       size_t i);

/* The axis of time, its unit in the gutter: two rows, or one.  Of steps: those
 * of run I, with their times. */
void timeline_draw_axis(struct canvas *c, struct rect r,
			const struct timeline *t, size_t i);

/* Explains the states that were drawn, in as many rows of R as it takes;
 * returns how many. */
int timeline_draw_legend(struct canvas *c, struct rect r,
			 const struct timeline *t);

/* All of it; its rows. */
int timeline_height(const struct timeline *t);
void timeline_draw(struct canvas *c, struct rect r, struct timeline *t);

#endif
