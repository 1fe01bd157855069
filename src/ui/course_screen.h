/* SPDX-License-Identifier: MIT */
/*
 * The screen of the course: a lesson's page with its prose, its stage and its
 * question, or a page of another kind.  The parts that `play` has as well are
 * drawn by the same views.
 */
#ifndef UI_COURSE_SCREEN_H
#define UI_COURSE_SCREEN_H

#include "ui/screen.h"

/* Lays it out for what it shows now: the stage's rows are planned for it. */
void course_prepare(struct screen *sc, struct session *s);

void course_draw(struct screen *sc, const struct session *s);

/* The wheel in a list or a report, 1 up, -1 down; false: it shows neither. */
bool course_wheel(struct session *s, int turns);

/* A click; false: it was on nothing of the course's own. */
bool course_click(const struct screen *sc, struct session *s, int x, int y);

#endif
