/* SPDX-License-Identifier: MIT */
/*
 * The help: every action with its keys, out of the table; what the signs of
 * the timeline mean.
 */
#ifndef UI_HELP_H
#define UI_HELP_H

#include "app/session.h"
#include "ui/canvas.h"

void help_draw(struct canvas *c, struct rect r, const struct session *s);

/* The line of keys: those actions that have a hint. */
void help_draw_keys(struct canvas *c, struct rect r, const struct session *s);

#endif
