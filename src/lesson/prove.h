/* SPDX-License-Identifier: MIT */
/*
 * A lesson proved: every stage runs to its end, every claim holds, every answer
 * is computed and every wrong one is wrong, every exercise is unsolved at first
 * and solved by its solution; what is shown fits; a misconception that several
 * questions name is declared; a translation says the same.
 */
#ifndef LESSON_PROVE_H
#define LESSON_PROVE_H

#include "lesson/lesson.h"

/* What the checker went through. */
struct proved {
	size_t stages, claims, answers, exercises, screenfuls;
};

/* Runs everything; what is wrong is in the diagnostics, of the lesson's text.
 * True: nothing is. */
bool lesson_prove(const struct lesson *l, struct proved *proved,
		  struct diags *diags);

/* Warns where lines of Python stand on threads that Python's are not: several
 * cores, no interpreter lock, and no setup beside it that has one (E7). */
void lesson_caution(const struct lesson *l, struct diags *diags);

/* Does each screenful have its place on a screen of 80x24? */
bool lesson_fits(const struct lesson *l, struct diags *diags);

/* Is it the same lesson in other words? The diagnostics are of L's text. */
bool lesson_compare(const struct lesson *l, const struct lesson *original,
		    struct diags *diags);

#endif
