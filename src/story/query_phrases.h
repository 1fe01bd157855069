/* SPDX-License-Identifier: MIT */
/*
 * What the functions of questions are called in sentences: "{task} ends",
 * "{what} by {value}". Tables of texts to be translated; what makes sentences
 * of them is query_say.c.
 */
#ifndef STORY_QUERY_PHRASES_H
#define STORY_QUERY_PHRASES_H

#include "story/query_tree.h"

enum measure {
	MEASURE_AT,  /* a moment */
	MEASURE_FOR, /* a duration */
	MEASURE_IS,  /* anything else */
	MEASURES
};

/* A function that gives a value. Places: {task} {var} {at}. */
struct phrase {
	const char *function;
	enum measure measure;
	const char *of_task, *of_all;    /* "{task} ends"; NULL: never so */
	const char *noun;                /* "end" */
	const char *none_of_task, *none; /* for 0, or NULL */
};

/* One that is true or false. */
struct truth_phrase {
	const char *function;
	const char *yes, *no;         /* of a task */
	const char *all_yes, *all_no; /* of all, or NULL */
};

const struct phrase *query_phrase(const struct query_function *f);
const struct truth_phrase *query_truth_phrase(const struct query_function *f);

/* By operator; places {what} {value}: compared with a value. */
extern const char *const query_forms[MEASURES][CMP_GE + 1];

/* Places {what} {a} {b}: the same of two tasks or setups compared. */
extern const char *const query_pair_forms[MEASURES][CMP_GE + 1];

/* The same for names, orders and lines: alike, or not. */
extern const char *const query_same_forms[2];

#endif
