/* SPDX-License-Identifier: MIT */
/*
 * What stands beside a run's name wherever it is shown: what its setup is in a
 * few words, and how it came out; in the story's (NULL: in the program's own).
 */
#ifndef STORY_HEADING_H
#define STORY_HEADING_H

#include "base/str.h"
#include "sim/trace.h"
#include "story/metrics.h"
#include "story/words.h"
#include "vos/setup.h"

#include <stdbool.h>
#include <stdint.h>

/* Appends a moment, exactly, in UNIT if that is short. */
void heading_time(struct str *out, int64_t ns, int64_t unit);

/* Appends "an event loop"; UNIT is the scenario's, ns. */
void heading_about(struct str *out, const struct words *words,
		   const struct setup *setup, int64_t unit);

/* Appends "done at 30 min", "deadlock at 6 min"...; true if it came out
 * badly. */
bool heading_result(struct str *out, const struct words *words,
		    const struct trace *tr, const struct metrics *m,
		    int64_t unit);

#endif
