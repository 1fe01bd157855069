/* SPDX-License-Identifier: MIT */
/*
 * The inspector of the chosen task: its states with their durations, by now
 * and in all; who woke it last, who ran while it stood ready, what it waits
 * for and who has it.
 */
#ifndef UI_INSPECT_H
#define UI_INSPECT_H

#include "app/session.h"
#include "ui/canvas.h"

/* A box at the top right of R, or all of R if that is narrow. */
void inspect_draw(struct canvas *c, struct rect r, const struct session *s);

#endif
