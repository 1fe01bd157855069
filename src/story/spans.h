/* SPDX-License-Identifier: MIT */
/*
 * Spans: for every actor what it did when, out of a trace in two plain scans.
 *
 * To draw a lane call spans_task(), spans_thread() or spans_core() and walk its
 * spans: each holds from its `from` up to the next one's, the last up to the
 * end of the trace.  To ask about one moment call lane_at() or lane_at_event().
 * A lane's first span is `unborn` (a core's: `idle`) from 0 on.
 *
 * Under `async` a task runs on the loop's thread: where that is made to give
 * way, the lane of the task in whose step it is shows ready too.  A core's lane
 * shows whoever was last given the core.
 */
#ifndef STORY_SPANS_H
#define STORY_SPANS_H

#include "story/state.h"

#include <stddef.h>

#define SPAN_BEGINNING UINT64_MAX /* span.ev of what was so from the start */

struct span {
	int64_t from;  /* ns */
	uint64_t ev;   /* the event it begins with */
	uint32_t by;   /* core running or switching: to whom; waiting, blocked:
		       * for what, or ACTOR_NONE */
	uint8_t state; /* enum state */
	uint8_t core;  /* running: where, or CORE_NONE */
};

struct lane {
	const struct span *spans; /* in time, then as it happened */
	size_t n;                 /* at least 1 */
};

struct spans;

/* Both must outlive the spans; the trace must not grow meanwhile. */
struct spans *spans_new(const struct program *p, const struct trace *tr);
void spans_free(struct spans *s); /* NULL is allowed */

uint32_t spans_threads(const struct spans *s); /* that are nobody's own */
uint32_t spans_cores(const struct spans *s);   /* that were ever used */

struct lane spans_task(const struct spans *s, uint32_t copy);
struct lane spans_thread(const struct spans *s, uint32_t thread);
struct lane spans_core(const struct spans *s, uint32_t core);

/* The last span that begins at or before t (binary search); t >= 0. */
const struct span *lane_at(struct lane lane, int64_t t);

/* The one that holds once event number ev has happened. */
const struct span *lane_at_event(struct lane lane, uint64_t ev);

/* A task's state at t, everything that happens at t included. */
enum state state_at(const struct spans *s, uint32_t copy, int64_t t);

#endif
