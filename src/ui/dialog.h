/* SPDX-License-Identifier: MIT */
/*
 * What stands over the stage while it asks: the line that is typed, the list
 * of knobs or setups (dialog_list.c), errors in the text.
 */
#ifndef UI_DIALOG_H
#define UI_DIALOG_H

#include "app/session.h"
#include "ui/canvas.h"

/* VIEW_TIME, VIEW_SEARCH: the row that is typed into. */
void dialog_line(struct canvas *c, struct rect r, const struct session *s);

/* VIEW_KNOBS, VIEW_SETUPS: a box at the right of R. */
void dialog_list(struct canvas *c, struct rect r, const struct session *s);

/* The knob in row Y of that box, R being the same; -1 if there is none. */
int dialog_list_at(struct rect r, const struct session *s, int x, int y);

/* VIEW_ERRORS: all of R. */
void dialog_errors(struct canvas *c, struct rect r, const struct session *s);

#endif
