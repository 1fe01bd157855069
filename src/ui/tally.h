/* SPDX-License-Identifier: MIT */
/*
 * How long each lane was in each state in each column, added up exactly in
 * one scan of a trace.  A zeroed struct tally is ready; it may be used again
 * and again, and keeps its memory until tally_fini().
 *
 * Where columns are steps, an event's time is its number, and what it leaves
 * lasts until the next event that changes the lane.
 */
#ifndef UI_TALLY_H
#define UI_TALLY_H

#include "base/vec.h"
#include "sim/program.h"
#include "sim/trace.h"
#include "story/crew.h"
#include "story/state.h"
#include "ui/axis.h"
#include "ui/role.h"

#include <stdbool.h>
#include <stdint.h>

/* Whose time a lane shows: COUNT actors of one class (task, thread or core)
 * from number FIRST on.  No actor may be in two lanes of one tally.  Of class
 * ACTOR_GIL, COUNT 1, are the lanes of crew_lines(). */
struct tally_lane {
	enum actor_class class;
	uint32_t first, count;
	uint32_t loops; /* the first threads are event loops' */
};

/* What part of a trace is shown over how many columns. */
struct window {
	int64_t from, to; /* ns, or numbers of events if steps; to excluded */
	int cols;         /* > 0, below 2^15 */
	bool steps;
};

/* Where an actor is in the scan. */
struct track {
	int64_t since;      /* fine */
	int64_t due;        /* ns, state_due(): ready from then on */
	struct slot *slots; /* of its lane; NULL: not shown */
	int16_t column;
	uint8_t state;
	uint32_t holder; /* of a core or the lock, or ACTOR_NONE; of a line:
			  * how many stand in it */
};

/* What is added up for one lane in one column. */
struct slot {
	int64_t time[STATE_COUNT];  /* fine; being there, so not unborn, done */
	int32_t whole[STATE_COUNT]; /* while scanning: actors that are in the
				     * state from this column on */
	uint32_t changes;
	uint32_t failures; /* ends that were failures */
	uint32_t holder;   /* of a core: whom it had for the longest turn;
			    * of a line: how many, or which phase, for as
			    * long */
	int64_t longest;   /* fine: that turn's part of the column */
};

struct tally {
	struct axis axis;
	const struct tally_lane *lanes;
	uint32_t n_lanes;
	struct VEC(struct slot) slots;
	struct VEC(struct track) tracks;
	uint32_t first_thread, first_core, first_line, n_tracks;
	const struct setup *setup; /* the caller's to set: of the run; only for
				    * threads and lines, else NULL */
	bool stuck; /* the caller's to set: what the trace ends in lasts */
};

/*
 * Adds up the lanes of a trace within a window.  The lanes must stay until the
 * next scan; later events of a growing trace are not seen.
 */
void tally_scan(struct tally *t, const struct program *p,
		const struct trace *tr, struct window window,
		const struct tally_lane *lanes, uint32_t n_lanes);
void tally_fini(struct tally *t);

const struct slot *tally_slot(const struct tally *t, uint32_t lane, int column);

/* The column in which a lane of one actor failed, cols if at the window's end;
 * -1 if it did not. */
int tally_failure(const struct tally *t, uint32_t lane);

/*
 * The state that had most of a lane's time in a column, of equals the one that
 * stands first in: running, switching, blocked, waiting, sleeping, ready,
 * idle; of several actors running from a quarter of them on, or a few who take
 * turns would look as if none of them worked.  STATE_DONE where that lane was
 * not there for most of it; of several, where none was there.  *SHADE is its
 * share; for one actor it is full unless three or more states are mixed.
 */
enum state tally_pick(const struct tally *t, uint32_t lane, int column,
		      enum shade *shade);

#endif
