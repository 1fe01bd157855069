/* SPDX-License-Identifier: MIT */
/*
 * A moment: what a trace has told of everybody once so many of its events have
 * happened, in figures that grow as it goes.
 *
 * To get one call moments_new() once for a trace, which may still grow, then
 * moments_at() for any number of events; when done call moments_free().  A step
 * forward costs what the events between cost; a step back at most those since
 * the nearest copy kept.  The last moment of a run has the figures of
 * story/metrics.
 */
#ifndef STORY_MOMENT_H
#define STORY_MOMENT_H

#include "story/metrics.h"
#include "story/state.h"

#include <stddef.h>

#define MOMENT_NEVER UINT64_MAX

struct moment_task {
	int64_t spent[STATE_COUNT]; /* ns, up to `since` */
	int64_t since;              /* ns */
	int64_t due;     /* when what it waits for is there, or INT64_MAX */
	int64_t entered; /* when it came into its state, ns */
	int64_t release, first_run; /* ns, or -1 */
	uint64_t ev;                /* that left it in its state */
	uint64_t woke;              /* its last EV_WAKE */
	uint64_t ready, runs;       /* from when to when it stood ready last */
	uint8_t state;              /* enum state */
};

/* Events are named by their number, or MOMENT_NEVER. */
struct moment {
	uint64_t passed; /* events */
	uint32_t n_tasks;
	struct moment_task *tasks; /* by copy */
	uint64_t ended;            /* tasks */
	uint64_t switches;
	uint64_t loop;           /* the last event of the event loop's */
	uint64_t stuck;          /* the first EV_DEADLOCK or EV_LIVELOCK */
	uint32_t holder;         /* of the GIL: actor or ACTOR_NONE */
	int64_t idle[CORE_NONE]; /* by core, ns, up to `idle_since` */
	int64_t idle_since[CORE_NONE]; /* ns, or -1: it is not idle */
	/* its own */
	uint32_t had[CORE_NONE];
	struct rider rider;
};

struct moments;

/* Both are borrowed until moments_free(). */
struct moments *moments_new(const struct program *p, const struct trace *tr,
			    const struct metrics_how *how);
void moments_free(struct moments *k); /* NULL is allowed */

/* Valid until the next call; passed is at most the trace's n. */
const struct moment *moments_at(struct moments *k, uint64_t passed);

/* The numbers of the EV_PRINT events among the first PASSED, *N of them; valid
 * until the next call. */
const uint64_t *moments_prints(struct moments *k, uint64_t passed, size_t *n);

/* What a copy does at the time t, at or after the last event; whoever's wait is
 * over and who has not been told is ready. */
enum state moment_state(const struct moment *m, uint32_t copy, int64_t t);

/* What it has spent in a state by then, ns. */
int64_t moment_spent(const struct moment *m, uint32_t copy, enum state state,
		     int64_t t);

/* What the first N cores have been idle by then, ns. */
int64_t moment_idle(const struct moment *m, uint32_t n, int64_t t);

#endif
