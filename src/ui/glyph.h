/* SPDX-License-Identifier: MIT */
/*
 * The signs that the views draw with, each in UTF-8 and in ASCII.
 * Every one takes exactly one cell.
 */
#ifndef UI_GLYPH_H
#define UI_GLYPH_H

#include "ui/role.h"

#include <stdbool.h>

enum glyph {
	GLYPH_BLANK,
	GLYPH_RULE,      /* a horizontal rule */
	GLYPH_EDGE,      /* a vertical one */
	GLYPH_CORNER_NW, /* the corners of a box */
	GLYPH_CORNER_NE,
	GLYPH_CORNER_SW, /* where the axis begins, too */
	GLYPH_CORNER_SE,
	GLYPH_TICK,      /* a tick of the axis */
	GLYPH_PLAYHEAD,  /* under the column of the cursor */
	GLYPH_INSTANT,   /* a life that takes no time */
	GLYPH_BETTER,    /* the better figure */
	GLYPH_DIFFERENT, /* where two runs part */
	GLYPH_SAME,      /* where two runs do not */
	GLYPH_BAD,       /* deadlock, failure */
	GLYPH_ELLIPSIS,
	GLYPH_DOT,    /* between two things said in one line */
	GLYPH_TIMES,  /* so many copies */
	GLYPH_CHOSEN, /* before what is chosen */
	GLYPH_OPEN,   /* a question: not answered yet */
	GLYPH_SEEN,   /* answered, but not at once */
	GLYPH_KNOWN,  /* right at once */
	GLYPH_COUNT
};

const char *glyph_text(enum glyph glyph, bool ascii);

/* The glyph of a state's role (ROLE_RUNNING to ROLE_DONE).  Running, of which
 * there is most to see, shows in its height how much of the cell it has. */
const char *glyph_state(enum role role, enum shade shade, bool ascii);

/* The playhead EIGHTHS (0 to 7) of a cell from its left edge: a line, or the
 * end of a bar of what runs. */
const char *glyph_line(int eighths, bool ascii);
const char *glyph_bar(int eighths, bool ascii);

#endif
