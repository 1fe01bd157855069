/* SPDX-License-Identifier: MIT */
/*
 * Wrong answers made from the engine, each of a misconception where one would
 * lead to it: what it would be without waiting, without the cost of a switch,
 * one after another, under another setup, for another task; near misses where
 * that is not enough. Every one says what it is and what stands against it.
 */
#ifndef LESSON_DISTRACT_H
#define LESSON_DISTRACT_H

#include "lesson/question.h"
#include "lesson/telling.h"

/* A question being put together. */
struct maker {
	struct question *question;
	const struct query *query;
	const struct query_scope *scope;
	struct showings *showings;
	struct query_note note; /* of its only call; function NULL: it has more
				 * calls than one, or operators */
	const char *parts;      /* what its calls gave, for people */
	size_t room;            /* for options in all */
};

/* Is the value among the options already? */
bool maker_has(const struct maker *m, const struct value *value);

void maker_add(struct maker *m, const struct value *value, const char *name,
	       const char *why, bool is_made);

/* Adds wrong options while there is room. The question's answer is set. */
void distract(struct maker *m);

/* --- for those who think of them (distract_ways.c) --- */

/* Offers a wrong answer: behind SAID, what it is, or NULL, comes what stands
 * against it. NAME: of the misconception, or "". */
void maker_offer(struct maker *m, const struct value *value, const char *name,
		 const char *said);

/* The same for a value of the answer's type that is but a number; SENTENCE is
 * filled in with what TOLD has, which is empty then. */
void maker_offer_number(struct maker *m, int64_t n, const char *name,
			struct telling *told, const char *sentence);

/* What the question's answer would be under another setup. False: there is
 * none. */
bool maker_under(struct maker *m, const struct setup *setup, struct value *out);

bool maker_is_full(const struct maker *m);

/* What comes to mind about this question's function. */
void distract_by_function(struct maker *m);

#endif
