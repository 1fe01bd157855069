/* SPDX-License-Identifier: MIT */
/*
 * A sentence for each event in the reader's language: what happened, to whom,
 * and where somebody was chosen, by which rule and tie-break.
 */
#ifndef STORY_NARRATE_H
#define STORY_NARRATE_H

#include "base/str.h"
#include "sim/program.h"
#include "sim/trace.h"
#include "story/words.h"
#include "vos/setup.h"

#include <stdbool.h>

struct narrator {
	const struct program *program;
	const struct trace *trace;
	uint32_t loops;     /* the first threads are event loops' */
	bool one_core;      /* which needs no number */
	bool in_line;       /* one thread does all tasks, one after another */
	struct words words; /* the story's, if that is what is wanted */
};

struct narrator narrator_make(const struct program *p, const struct trace *tr,
			      const struct setup *setup);

/* Appends the sentence of event number ev, without its time or an end of
 * line.  Every kind has one. */
void narrate(struct str *out, const struct narrator *n, uint64_t ev);

/* The rule that chose, and what decided between equals, as words for people;
 * NULL where there is none. */
const char *narrate_rule(enum rule rule);
const char *narrate_tie(enum tie tie);

/* Appends one line for each task in a deadlock or livelock, each of them ended
 * by a newline: who waits for what held by whom.  Returns how many. */
size_t narrate_stuck(struct str *out, const struct narrator *n);

#endif
