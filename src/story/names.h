/* SPDX-License-Identifier: MIT */
/*
 * What everybody who acts in a trace is called: "guest.2", "worker-1", "core".
 * name_add() has those of the scenario and of the jsonl format; what people are
 * shown is in their language.
 */
#ifndef STORY_NAMES_H
#define STORY_NAMES_H

#include "base/str.h"
#include "sim/program.h"
#include "sim/trace.h"
#include "story/words.h"

#include <stdbool.h>

/* Appends the name: a task's copy, an object, a variable, a routine or a
 * failure by its own; "loop", "worker-N", "core-N", "gil"; "?" for nobody.  A
 * run without an event loop has no thread 0 called loop: loops says how
 * many there are; of several the names are "loop-N". */
void name_add(struct str *out, const struct program *p, uint32_t loops,
	      uint32_t actor);

/* What the screen calls a task: its label or its name, with ".2" for copies. */
void name_add_shown(struct str *out, const struct program *p, uint32_t copy);

/* The same for everybody and everything: by its label, if it has one; threads,
 * cores, the loop and the lock in the reader's language, or by the story's
 * words (NULL: none). */
void name_add_called(struct str *out, const struct words *words,
		     const struct program *p, uint32_t loops, uint32_t actor);

#endif
