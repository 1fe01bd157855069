/* SPDX-License-Identifier: MIT */
/*
 * A variant: a stage as a student left it, with the lines that were written
 * anew.  variant_take() fills one, variant_fini() gives back what it owns.
 */
#ifndef APP_VARIANT_H
#define APP_VARIANT_H

#include "app/session.h"
#include "base/vec.h"
#include "lesson/exercise.h"

#include <stdbool.h>

struct variant {
	struct setup setups[STAGE_SETUPS];
	size_t n_setups;
	struct str text; /* of the stage's scenario */
	/* by change of the exercise: the new line, or NULL */
	struct VEC(char *) lines;
};

/* A copy of what the attempt is now, TEXT being its scenario's; LINES has
 * N_LINES lines. */
void variant_take(struct variant *v, const struct attempt *a, const char *text,
		  char *const *lines, size_t n_lines);
void variant_fini(struct variant *v);

/* Is it what the session shows, nothing hidden?  Makes it so, on a session
 * that has the stage; all is computed then, the cursor at the end. */
bool variant_is_shown(const struct variant *v, const struct session *s);
void variant_show(const struct variant *v, struct session *s);

#endif
