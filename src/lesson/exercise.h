/* SPDX-License-Identifier: MIT */
/*
 * Exercises: what a student may change, and whether the goal holds then.
 * The solution of a `try` goes the same way as a student's own.
 */
#ifndef LESSON_EXERCISE_H
#define LESSON_EXERCISE_H

#include "lesson/lesson.h"

/* A stage as a student left it. */
struct attempt {
	struct query_setup setups[STAGE_SETUPS]; /* in the stage's order */
	size_t n_setups;
	struct program *own; /* a changed program, or NULL */
	struct showings showings;
	struct arena arena;
};

/* As the lesson has it. The part is a try with a stage above. */
void attempt_init(struct attempt *a, const struct lesson *l, size_t part);
void attempt_fini(struct attempt *a);

/* Another text for the stage's scenario; false: it is wrong, as the
 * diagnostics say of it, and nothing has changed. */
bool attempt_set_text(struct attempt *a, const struct lesson *l, size_t part,
		      const struct source *text, struct diags *diags);

/* Does what the student typed: `quantum=2`, `organised.quantum=2 cores=2`.
 * False: WHY says what is wrong, and nothing has changed. */
bool attempt_set(struct attempt *a, const struct lesson *l, size_t part,
		 const char *typed, struct str *why);

/* All that the solution does. False: a diagnostic says why it cannot. */
bool attempt_solve(struct attempt *a, const struct lesson *l, size_t part,
		   struct diags *diags);

/* Appends the goal in words, and as the author wrote it. */
void exercise_goal(struct str *out, const struct lesson *l, size_t part);
void exercise_goal_code(struct str *out, const struct lesson *l, size_t part);

/* Is the goal reached? The note says what the runs were, in words: what the
 * calls of the goal gave. It may be NULL. */
enum query_status attempt_check(struct attempt *a, const struct lesson *l,
				size_t part, bool *holds, struct str *note);

/* May this setup's key have this value? */
bool exercise_allows(const struct exercise *e, const struct staging *stage,
		     size_t setup, enum setup_key key, int64_t value);

/* Is the new text the old one but for the lines that may change? */
bool exercise_allows_text(const struct exercise *e, const char *old,
			  const char *new_text);

/* Appends the text with its first OLD, which it has, replaced by the new line;
 * `\n` in that begins another one as far indented. */
void exercise_replace(struct str *out, const char *text, const char *old,
		      const char *new_line);

/* Appends what a setup's key says now, and what it may say: "1 ... 12". */
void exercise_value(struct str *out, const struct query_setup *of,
		    enum setup_key key);
void exercise_range(struct str *out, const struct query_setup *of,
		    const struct change *c);

/* Appends what may be changed, a line each: "quantum: 1 ... 12". */
void exercise_changes(struct str *out, const struct exercise *e,
		      const struct staging *stage);

#endif
