/* SPDX-License-Identifier: MIT */
/*
 * What the keys of a lesson do, for the table of actions.
 */
#ifndef APP_COURSE_DO_H
#define APP_COURSE_DO_H

#include "app/session.h"

#include <stdint.h>

enum deed {
	DEED_ON,
	DEED_NEXT,
	DEED_PREVIOUS,
	DEED_PREDICT,
	DEED_LENS,
	DEED_WORDS,
	DEED_NOTES,
	DEED_OUTLINE,
	DEED_REPORT,
	DEED_ANSWER,
	DEED_MARK,
	DEED_UNMARK,
	DEED_UNKNOWN,
	DEED_CHANGE,
	DEED_HINT,
	DEED_SOLVE,
	DEED_UNDO,
	DEED_OPEN_LINE,
	DEED_OPEN_LESSON,
	DEED_OVERVIEW
};

/* One deed; with the last page as ARG of no meaning to it. */
void course_do(struct session *s, int64_t count, int64_t deed);

/* Moves what is chosen in the view, turns what is chosen: ARG 1 or -1. */
void course_choose(struct session *s, int64_t count, int64_t arg);
void course_knob(struct session *s, int64_t count, int64_t arg);

/* Scrolls a report; nothing is chosen then: ARG rows. */
void course_scroll(struct session *s, int64_t count, int64_t arg);

/* What was typed in VIEW_NUMBER or VIEW_STATEMENT. */
void course_typed(struct session *s, enum view view, const char *text);

/* Out of the lesson, or of the program. */
void course_quit(struct session *s);

/* May the setups and the text be changed now?  If not it is said. */
bool course_lets_change(struct session *s);

#endif
