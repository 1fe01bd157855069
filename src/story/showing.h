/* SPDX-License-Identifier: MIT */
/*
 * Showings: runs of programs under setups, each computed once, when it is first
 * asked for, with its figures and spans.
 *
 * showings_get() as often as one likes; the same program under the same setup
 * is the same showing. It lives until showings_fini(); programs are borrowed.
 */
#ifndef STORY_SHOWING_H
#define STORY_SHOWING_H

#include "base/vec.h"
#include "runtime/run.h"
#include "sim/program.h"
#include "story/metrics.h"
#include "story/narrate.h"
#include "story/spans.h"
#include "story/words.h"
#include "vos/setup.h"

#include <stdbool.h>
#include <stdint.h>

#define SHOWING_EVENTS_LESSON  UINT64_C(2000000)  /* of one run */
#define SHOWINGS_EVENTS_LESSON UINT64_C(12000000) /* of all that are kept */

struct showing {
	const struct program *program;
	struct setup setup;
	struct run *run;
	const struct trace *trace;
	enum run_status status;  /* RUN_STOPPED: it was cut */
	struct metrics *metrics; /* of a run that is done */
	struct spans *spans;
	const struct words *words; /* it is told in, or NULL */
};

/* Zeroed: empty, within a lesson's limits. */
struct showings {
	struct VEC(struct showing *) all;
	uint64_t limit;  /* of events a run; 0: SHOWING_EVENTS_LESSON */
	uint64_t budget; /* of events in all; 0: SHOWINGS_EVENTS_LESSON */
	uint64_t events; /* computed so far */
	/* Borrowed, for all that are got from then on; NULL: none. */
	const struct words *words;
};

/* The showing, run to its end or its limit. NULL: with it there would be more
 * events than all showings together may have. */
struct showing *showings_get(struct showings *showings,
			     const struct program *program,
			     const struct setup *setup);
void showings_fini(struct showings *showings);

/* Who tells of it, in its words. */
struct narrator showing_narrator(const struct showing *showing);

/* Do the two ask for the same run? */
bool showing_same_setup(const struct setup *a, const struct setup *b);

uint32_t showing_loops(const struct showing *showing);

#endif
