/* SPDX-License-Identifier: MIT */
/*
 * What a cell of the screen means.  Views draw roles, never colours: a theme
 * (ui/theme.h) says what a role looks like, and a glyph what it looks like
 * where there is no colour at all.
 */
#ifndef UI_ROLE_H
#define UI_ROLE_H

#include <stdint.h>

enum role {
	ROLE_TEXT,    /* running text */
	ROLE_FAINT,   /* what may be overlooked: units, notes, rules */
	ROLE_TITLE,   /* a heading */
	ROLE_AXIS,    /* the axis, its ticks and labels */
	ROLE_LANE,    /* a lane's name */
	ROLE_RUNNING, /* the states of a task */
	ROLE_READY,
	ROLE_WAITING,
	ROLE_SLEEPING,
	ROLE_BLOCKED,
	ROLE_SWITCHING, /* a core changes hands */
	ROLE_DONE,
	ROLE_CURSOR,   /* the cell that is typed into */
	ROLE_PLAYHEAD, /* where the cursor stands in time */
	ROLE_CHOSEN,   /* the task or answer that is chosen */
	ROLE_MARK,     /* marks A and B, a point of difference */
	ROLE_KEY,      /* a key that may be pressed */
	ROLE_PRINTED,  /* what the program printed */
	ROLE_BETTER,   /* the better of several figures */
	ROLE_EMPHASIS, /* a word that is stressed */
	ROLE_CODE,     /* code in a text */
	ROLE_LINK,     /* what leads elsewhere */
	ROLE_ERROR,    /* deadlock, failure, diagnostics */
	ROLE_COUNT
};

/* How much of a cell the state has: a theme may paint less of it paler. */
enum shade {
	SHADE_FULL, /* nearly all of it, and everything that is no state */
	SHADE_MOST, /* half or more */
	SHADE_PART, /* a quarter or more */
	SHADE_LITTLE,
	SHADE_COUNT
};

#endif
