/* SPDX-License-Identifier: MIT */
/*
 * A story's words for the program's terms, and what happens told with them.
 * No words at all, or NULL, are the technical ones: whatever says a term on the
 * screen asks here for it, so that all of it changes at once.
 */
#ifndef STORY_WORDS_H
#define STORY_WORDS_H

#include "base/str.h"
#include "sim/trace.h"
#include "story/fill.h"
#include "story/state.h"

#include <stddef.h>
#include <stdint.h>

struct word {
	const char *term;
	const char *word;  /* with its place: "builder {n}" */
	const char *plain; /* where nothing is filled in: "builder" */
};

struct words {
	const struct word *at;
	size_t len;
};

/* Appends a word as it stands alone: a number's place is left out, another
 * becomes three points. */
void words_plain(struct str *out, const char *word);

/* The story's word for a term, as it stands alone, or NULL; of words or a term
 * that are NULL, too. */
const char *words_find(const struct words *w, const char *term);

/* The same, or else the program's own. */
const char *words_or(const struct words *w, const char *term, const char *own);

/* The story's word for a state, or else the program's. */
const char *words_state(const struct words *w, enum state state);

/* Appends the story's word with its places filled in; false: there is no such
 * word, and nothing was appended. */
bool words_fill(struct str *out, const struct words *w, const char *term,
		const struct fill *fills, size_t n);

/* The same with a number, which goes to {n}: a word without it is for a story
 * that has only one. */
bool words_number(struct str *out, const struct words *w, const char *term,
		  uint32_t number);

/* Appends the story's sentence for what happens to somebody called so, through
 * somebody or something ("": nobody).  False: the story has no word for it, and
 * nothing was appended. */
bool words_tell(struct str *out, const struct words *w, enum ev kind,
		const char *who, const char *by);

#endif
