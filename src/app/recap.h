/* SPDX-License-Identifier: MIT */
/*
 * The student's own report, folded from the journal: what was predicted right
 * at first, which misconceptions showed, what to look at again.
 */
#ifndef APP_RECAP_H
#define APP_RECAP_H

#include "app/journal.h"

struct misconception {
	char name[FACT_NAME];
	unsigned times;
};

/* A question whose last answer was not right at once, an exercise whose
 * solution was shown. */
struct again {
	char lesson[FACT_LESSON];
	unsigned number;
};

struct recap {
	unsigned asked;  /* questions that were answered at least once */
	unsigned first;  /* of them right at the very first try */
	unsigned second; /* the first time at the second try */
	unsigned wrong, unknown;
	unsigned solved; /* exercises, not by looking */
	struct VEC(struct misconception) misconceptions; /* most often first */
	struct VEC(struct again) again;                  /* as asked */
};

/* Of one lesson, or of all where it is NULL. */
void recap_init(struct recap *r, const struct journal *j, const char *lesson);
void recap_fini(struct recap *r);

#endif
