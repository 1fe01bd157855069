/* SPDX-License-Identifier: MIT */
/*
 * Where two runs of one program part: the first instant at which some task's
 * drawn state differs once everything of that instant has happened.
 */
#ifndef STORY_DIVERGE_H
#define STORY_DIVERGE_H

#include "base/str.h"
#include "base/vec.h"
#include "sim/program.h"
#include "sim/trace.h"
#include "story/state.h"
#include "story/words.h"

#include <stdbool.h>

#define DIVERGE_NO_EVENT UINT64_MAX /* it was so from the beginning */

struct divergence {
	bool found;
	int64_t t;     /* ns */
	uint32_t task; /* the first copy that differs */
	enum state a, b;
	uint64_t ev_a, ev_b; /* the events that left these states, or
			      * DIVERGE_NO_EVENT */
};

/* The first instant after `after` (ns; -1: from the beginning) that leaves some
 * task in different states; found is false if there is none. */
struct divergence diverge_find(const struct program *p, const struct trace *a,
			       const struct trace *b, int64_t after);

/* An instant that leaves a task in different states in two runs. */
struct difference {
	int64_t t;     /* ns */
	uint32_t task; /* the first copy that differs */
	uint8_t run;   /* the caller's number of the second run */
	uint8_t a, b;  /* enum state */
};

struct differences {
	struct VEC(struct difference) list;
};

/* Adds all that two runs have, in no order; diverge_sort() brings them, of
 * several pairs perhaps, into that of time, and leaves one an instant: that of
 * the lowest run, then copy. */
void diverge_add(struct differences *d, const struct program *p,
		 const struct trace *a, const struct trace *b, uint8_t run);
void diverge_sort(struct differences *d);

/* How many of those sorted are not later than T. */
size_t diverge_count(const struct differences *d, int64_t t);

/* A sentence: when, who, and what it does in each; names as given,
 * states in the story's words, if they are not NULL. */
void diverge_tell(struct str *out, const struct words *words,
		  const struct program *p, const struct divergence *d,
		  const char *name_a, const char *name_b);

#endif
