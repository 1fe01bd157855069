/* SPDX-License-Identifier: MIT */
/*
 * What in a run stands against a wrong answer, in words: who has the core then,
 * how the next one was chosen, what is still to be done, which line comes
 * first. Without saying what the right answer is, as far as that can be.
 */
#ifndef LESSON_REFUTE_H
#define LESSON_REFUTE_H

#include "story/query.h"

/* Appends a sentence or two; the note is of the question's only call, the value
 * of the answer's type and another. False: nothing can be said. */
bool refute(struct str *out, const struct query_note *n,
	    const struct value *guess);

/* Appends who waits for whom, if that task is in a deadlock, as the circle that
 * it is; false: it is in none, and nothing was appended. */
bool refute_stuck(struct str *out, const struct showing *showing,
		  uint32_t copy);

/* Appends what a task is doing at that time, once all of it has happened, or
 * when an event has just happened. */
void refute_at(struct str *out, const struct showing *showing, uint32_t copy,
	       int64_t t);
void refute_when(struct str *out, const struct showing *showing, uint32_t copy,
		 uint64_t event);

/* The parts of it, by the type of the answer. */
bool refute_time(struct str *out, const struct query_note *n,
		 const struct value *guess);
bool refute_count(struct str *out, const struct query_note *n,
		  const struct value *guess);
bool refute_actor(struct str *out, const struct query_note *n,
		  const struct value *guess);
bool refute_list(struct str *out, const struct query_note *n,
		 const struct value *guess);
bool refute_lines(struct str *out, const struct query_note *n,
		  const struct value *guess);

#endif
