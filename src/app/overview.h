/* SPDX-License-Identifier: MIT */
/*
 * The course's report, folded from the journal over all lessons that were
 * begun: what was right at first in each, which misconceptions showed in how
 * many of them, what to look at again, and where.
 *
 * overview_init() reads those lessons; overview_fini().  A zeroed one is empty.
 */
#ifndef APP_OVERVIEW_H
#define APP_OVERVIEW_H

#include "app/journal.h"
#include "app/shelf.h"

/* How far somebody is with a lesson. */
struct standing {
	bool is_begun, is_done;
	unsigned step;         /* where he was */
	unsigned first, asked; /* questions right at first, of those asked */
};

struct standing standing_of(const struct journal *j, const char *lesson);

/* What is behind wrong answers, counted over lessons. */
struct overview_error {
	char name[FACT_NAME];
	unsigned times;
	struct str words;           /* for people */
	struct VEC(size_t) lessons; /* places on the shelf */
};

/* A place to go to. */
struct overview_look {
	size_t item; /* on the shelf */
	size_t step;
	struct str step_title;
	struct str asked; /* the question that was not known */
	unsigned times;   /* questions that lead there */
};

struct overview {
	const struct shelf *shelf;
	struct VEC(struct standing) standings;    /* by place on the shelf */
	struct VEC(struct overview_error) errors; /* most often first */
	struct VEC(struct overview_look) looks;   /* in the course's order */
	unsigned begun, done, asked, first;
};

/* The shelf must outlive it. */
void overview_init(struct overview *o, const struct shelf *shelf,
		   const struct journal *j);
void overview_fini(struct overview *o);

#endif
