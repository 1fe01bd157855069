/* SPDX-License-Identifier: MIT */
/*
 * A page's question or exercise as a sheet, while it is asked; answered.h goes
 * on from there.
 */
#ifndef UI_ASKED_H
#define UI_ASKED_H

#include "app/course.h"
#include "ui/sheet.h"

#include <stdbool.h>

/* What stands below the stage now, WIDTH cells wide; nothing, if there is
 * nothing to do on the page.  Places are those of ask_answer() and of
 * trial.knob, from 0.  TIGHT: without answers that need not stand there, what
 * was struck out and "I don't know". */
void asked_fill(struct sheet *sh, const struct session *s, int width,
		bool tight);

/* One of the question's answers, by its place. */
void asked_add_option(struct sheet *sh, const struct course *c, size_t place,
		      int width);

/* What was wrong with the last guess. */
void asked_add_no(struct sheet *sh, const struct course *c, int width);

/* Has it the keys? */
bool asked_is_open(const struct session *s);

/* About how many rows a question or exercise of the lesson takes, open. */
int asked_rows_open(const struct course *c, const struct part *act, int width);

#endif
