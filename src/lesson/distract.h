/* SPDX-License-Identifier: MIT */
/*
 * Wrong answers made from the engine: what it would be under another setup or
 * for another task, and near misses where that is not enough.
 */
#ifndef LESSON_DISTRACT_H
#define LESSON_DISTRACT_H

#include "lesson/question.h"

/* A question being put together. */
struct maker {
	struct question *question;
	const struct query *query;
	struct query_run *run;
	const struct query_scope *scope;
	size_t room; /* for options in all */
};

/* Is the value among the options already? */
bool maker_has(const struct maker *m, const struct value *value);

void maker_add(struct maker *m, const struct value *value, const char *name,
	       const char *why, bool is_made);

/* Adds wrong options while there is room. The question's answer is set, and
 * the run's notes are those of the answer. */
void distract(struct maker *m);

#endif
