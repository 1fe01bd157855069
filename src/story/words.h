/* SPDX-License-Identifier: MIT */
/*
 * A story's words for the program's terms, and what happens told with them.
 * No words at all are the technical ones.
 */
#ifndef STORY_WORDS_H
#define STORY_WORDS_H

#include "base/str.h"
#include "sim/trace.h"
#include "story/state.h"

#include <stddef.h>

struct word {
	const char *term, *word;
};

struct words {
	const struct word *at;
	size_t len;
};

/* The story's word for a term, or NULL. */
const char *words_find(const struct words *w, const char *term);

/* The story's word for a state, or else the program's. */
const char *words_state(const struct words *w, enum state state);

/* Appends the story's sentence for an event of somebody called so; false: the
 * story has no word for it, and nothing was appended. */
bool words_tell(struct str *out, const struct words *w, enum ev kind,
		const char *who);

#endif
