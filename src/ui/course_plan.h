/* SPDX-License-Identifier: MIT */
/*
 * Where everything of a lesson's page stands, for any size.
 *
 * From the top: prose, the timelines with the story's picture under them, what
 * happened, the question.  What a question may need, open or answered, is
 * reserved from the start, so that nothing moves when it is answered; the rows
 * that are left over stand at the end, or where there are panes below the
 * timelines.  What has no room is left out: the picture first, then the queues,
 * then the prose of a page whose question is looked at; never the timelines.
 *
 * course_plan_make(), then course_plan_fini().
 */
#ifndef UI_COURSE_PLAN_H
#define UI_COURSE_PLAN_H

#include "app/session.h"
#include "ui/canvas.h"
#include "ui/sheet.h"

#include <stdbool.h>

enum { PLAN_RULES = 4, PLAN_RULES_FROM = 16 /* rows of a screen with rules */ };

struct course_plan {
	struct sheet prose, asked;
	bool is_old; /* the prose: it was read on the page before */
	struct rect title, prose_at;
	struct rect stage; /* the timelines */
	struct rect scene; /* the picture, if there is room */
	struct rect below; /* for panes, or the queues in a row */
	struct rect side;  /* the same, at the right of all three */
	struct rect told, asked_at, keys;
	struct rect over; /* what a dialog may cover: stage to question */
	struct rect rules[PLAN_RULES];
	int n_rules;
	int room; /* rows for timelines */
	bool prose_left_out;
};

/* Of a lesson's page, on a screen of W x H. */
void course_plan_make(struct course_plan *p, const struct session *s, int w,
		      int h);
void course_plan_fini(struct course_plan *p);

/* Cells of a line of prose. */
int course_text_width(int w);

#endif
