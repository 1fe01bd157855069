/* SPDX-License-Identifier: MIT */
/*
 * Misconceptions: what is behind wrong answers, by a name that is counted in
 * the student's report. Some the program knows, since it makes wrong answers of
 * them; a lesson declares its own, or says these in its own words:
 *
 *     ```misconceptions
 *     polite = Who is polite is never late.
 *     ```
 *
 * A name that only one question uses need not be declared: what that question
 * says against it is what there is to say.
 */
#ifndef LESSON_MISCONCEPTION_H
#define LESSON_MISCONCEPTION_H

#include "lesson/lesson.h"

struct misconception_word {
	const char *name;
	const char *words; /* to be translated */
};

/* Those that the program knows, up to a NULL. */
extern const struct misconception_word misconceptions[];

/* What is behind that name, for people: in the lesson's words, or else in the
 * program's; NULL: it is not declared. */
const char *misconception_words(const struct lesson *l, const char *name);

/* Appends it as a line of the report, so that nobody takes it for true; where
 * it is not declared, what the question that uses it says: the answer and why
 * it is wrong. */
void misconception_say(struct str *out, const struct lesson *l,
		       const char *name);

/* Reports names that are declared and not used, and such as several questions
 * use that nobody has declared: do they mean the same? */
void misconception_check(const struct lesson *l, struct diags *diags);

#endif
