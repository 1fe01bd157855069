/* SPDX-License-Identifier: MIT */
/*
 * The course's pages without a stage: the list of lessons, the table of words,
 * the instructor's notes, the outline, the report.
 */
#ifndef UI_COURSE_PAGES_H
#define UI_COURSE_PAGES_H

#include "app/session.h"
#include "ui/sheet.h"

#include <stdbool.h>

/* Has the view such a page? */
bool course_has_page(enum view view);

/* The page of the session's view, WIDTH cells wide; places are lines. */
void course_fill_page(struct sheet *sh, const struct session *s, int width);

/* Under the list of lessons, in R: what the chosen one is about, and what the
 * enter key does with it. */
void course_draw_about(struct canvas *c, struct rect r,
		       const struct session *s);

/* What stands above it: "Lessons", the lesson's title... */
const char *course_page_title(const struct session *s);

#endif
