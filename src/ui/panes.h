/* SPDX-License-Identifier: MIT */
/*
 * The panes in the room that the stage leaves, those that fit, the most wanted
 * first; each has a rule with its title over it.
 */
#ifndef UI_PANES_H
#define UI_PANES_H

#include "app/session.h"
#include "ui/canvas.h"

/* SIDE is right of the stage, BELOW is under it; either may be empty.  H: rows
 * of the whole screen. */
void panes_draw(struct canvas *c, struct rect side, struct rect below, int h,
		const struct session *s);

#endif
