/* SPDX-License-Identifier: MIT */
/*
 * Which sentence an event is told with, and which reasons are given for it:
 * the program's own, or for a story that has the word the one that takes it.
 */
#ifndef STORY_SENTENCE_H
#define STORY_SENTENCE_H

#include "sim/trace.h"
#include "story/narrate.h"

/* A text to be translated, with places to fill in; {term} is the story's word
 * for the term, if that is not NULL. */
struct sentence {
	const char *text, *term;
};

/* Every kind of event has one. */
struct sentence sentence_of(const struct narrator *n, const struct event *e);

/* Why somebody was chosen, and what decided between equals; text is NULL where
 * there is nothing to say. */
struct sentence sentence_rule(const struct narrator *n, const struct event *e);
struct sentence sentence_tie(const struct narrator *n, const struct event *e);

#endif
