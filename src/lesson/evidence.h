/* SPDX-License-Identifier: MIT */
/*
 * Looking things up in a finished run, to say what speaks for an answer and
 * what against it. Times are in ns; copies are those of the program's tasks.
 */
#ifndef LESSON_EVIDENCE_H
#define LESSON_EVIDENCE_H

#include "story/showing.h"

#define EVIDENCE_NONE UINT64_MAX /* no such event */

/* More tasks than these are not searched: nobody reads about them. */
enum { EVIDENCE_TASKS = 64 };

/* Who runs at that time but one, who may be NONE; NONE: nobody. */
uint32_t evidence_runner(const struct showing *s, int64_t t, uint32_t but);

/* How long a copy has run by then. */
int64_t evidence_done(const struct showing *s, uint32_t copy, int64_t t);

/* How long it takes by itself: its work and what it waits for; -1 where it
 * waits for others, too. */
int64_t evidence_alone(const struct showing *s, uint32_t copy);

/* When its first turn ends, if it is not its last; else -1. */
int64_t evidence_first_turn(const struct showing *s, uint32_t copy);

/* When its last turn begins; -1: it has none. */
int64_t evidence_last_turn(const struct showing *s, uint32_t copy);

/* Who ends last of those who are not done by then, or NONE. */
uint32_t evidence_undone(const struct showing *s, int64_t t);

/* A moment at which two tasks do something at the same time. */
enum overlap_kind { OVERLAP_RUN, OVERLAP_WAIT_AND_RUN, OVERLAP_WAIT };

struct overlap {
	enum overlap_kind kind;
	int64_t t;
	uint32_t a, b; /* of one that waits and one that runs, it is a */
};

bool evidence_overlap(const struct showing *s, struct overlap *out);

/* The first event of this kind, of this actor if it is not ACTOR_NONE. */
uint64_t evidence_first(const struct showing *s, enum ev kind, uint32_t who);

/* How many switches, or others of a kind, there are until then. */
int64_t evidence_count(const struct showing *s, enum ev kind, int64_t t);

/* Is it a context switch from one to another? */
bool evidence_is_switch(const struct event *e);

/* The last event up to and at that time, or EVIDENCE_NONE. */
uint64_t evidence_last(const struct showing *s, int64_t t);

/* Who holds a lock once that event has happened, or NONE; since that event. */
uint32_t evidence_holder(const struct showing *s, uint32_t object, uint64_t ev,
			 uint64_t *since);

/* When whoever wrote a variable in that event had read it before. */
uint64_t evidence_read(const struct showing *s, uint64_t write);

/* Who is ready once that event has happened, who came first before the others,
 * at most so many; how many. */
size_t evidence_line(const struct showing *s, uint64_t ev, uint32_t *copies,
		     size_t most);

/* Rules by which who stands first in a line is chosen. */
bool evidence_is_line(enum rule rule);

/* Why a task is stuck: the EV_DEADLOCK of it, of who has what it waits for, and
 * so on, at most so many; how many. IS_CIRCLE: the last one waits for the
 * first. */
size_t evidence_stuck(const struct showing *s, uint32_t copy, uint64_t *events,
		      size_t most, bool *is_circle);

#endif
