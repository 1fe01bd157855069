/* SPDX-License-Identifier: MIT */
/*
 * Why an answer is what it is, in words, from the engine's own record: the
 * event that shows it with its rule and tie, and the figures of the task.
 */
#ifndef LESSON_EXPLAIN_H
#define LESSON_EXPLAIN_H

#include "story/query.h"

/* Appends one sentence or a few about what the notes of a run show. */
void explain(struct str *out, const struct query_run *run);

/* Appends "At 6 min Ann runs: first in the ready queue." */
void explain_event(struct str *out, const struct showing *showing,
		   uint64_t event);

#endif
