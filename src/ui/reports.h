/* SPDX-License-Identifier: MIT */
/*
 * The student's reports as sheets; places are lines that lead somewhere.
 */
#ifndef UI_REPORTS_H
#define UI_REPORTS_H

#include "app/course.h"
#include "ui/sheet.h"

/* About the lesson that is open: course_report() was called. */
void report_fill(struct sheet *sh, const struct session *s, int width);

/* About all of them: course_overview() was called. */
void report_fill_course(struct sheet *sh, const struct session *s, int width);
/* The same to be printed, where no key leads anywhere. */
void report_fill_lines(struct sheet *sh, const struct session *s, int width);

/* Appends how far somebody is with a lesson; nothing if it is not begun. */
void report_standing(struct str *out, const struct standing *s);

#endif
