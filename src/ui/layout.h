/* SPDX-License-Identifier: MIT */
/*
 * Where everything stands on the screen, for any size: a part for which there
 * is no room has no rows.
 */
#ifndef UI_LAYOUT_H
#define UI_LAYOUT_H

#include "app/session.h"
#include "ui/canvas.h"

enum { LAYOUT_TOLD = 3, LAYOUT_RULES = 3 };

struct layout {
	struct rect title;
	struct rect stage; /* the timelines */
	struct rect below; /* what the stage leaves: for panes */
	struct rect side;  /* right of the stage, on wide screens: for panes */
	struct rect told;  /* what happened */
	struct rect keys;
	struct rect rules[LAYOUT_RULES];
};

/* Rows that a stage may take at most. */
int layout_room(int w, int h);

/* Columns for panes at the right, the line before them included. */
int layout_side(int w);

/* The layout of a screen of W x H whose stage takes NEED rows. */
struct layout layout_make(int w, int h, int need);

#endif
