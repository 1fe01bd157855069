/* SPDX-License-Identifier: MIT */
/*
 * A canvas: the grid of cells that views draw into and that is then shown on
 * a terminal or written as text.  It holds graphemes and roles, no colours.
 *
 * Whatever is put outside the canvas, or outside the rectangle a call names,
 * is cut off in silence.  A grapheme of two cells that is overwritten by half,
 * or that would stand with only one half inside, leaves blanks.  Texts are
 * expected to be safe to show (base/text.h).
 */
#ifndef UI_CANVAS_H
#define UI_CANVAS_H

#include "base/str.h"
#include "ui/glyph.h"
#include "ui/role.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A place on a canvas: left, top, and its size; 0 is the first. */
struct rect {
	int x, y, w, h;
};

enum { CELL_TEXT = 12 };

/* Its grapheme is read by canvas_text().  The second cell of a wide grapheme
 * has width 0 and no text.  A cell zeroed is not a valid cell. */
struct cell {
	char text[CELL_TEXT]; /* or, if len > CELL_TEXT, where it is kept */
	uint8_t len;
	uint8_t width;
	uint8_t role;
	uint8_t shade;
};

struct canvas {
	int w, h;
	struct cell *cells; /* h rows of w */
	struct str kept;    /* graphemes that do not fit a cell */
	bool ascii;         /* signs are drawn in ASCII; its owner's to set */
};

/* A canvas of blanks; sizes below 1 are 1. */
void canvas_init(struct canvas *c, int w, int h);
void canvas_fini(struct canvas *c);

/* All blanks again, perhaps in another size. */
void canvas_reset(struct canvas *c, int w, int h);

struct rect canvas_rect(const struct canvas *c);

const struct cell *canvas_at(const struct canvas *c, int x, int y);

/* The bytes of a cell's grapheme, *LEN of them; no NUL behind them. */
const char *canvas_text(const struct canvas *c, const struct cell *cell,
			size_t *len);

/* Fills a rectangle with one grapheme of one cell. */
void canvas_fill(struct canvas *c, struct rect r, const char *grapheme,
		 enum role role, enum shade shade);

/* Puts the text into the first row of R, from its left; returns the cells
 * taken.  The rest of the row stays as it was. */
int canvas_put(struct canvas *c, struct rect r, const char *text,
	       enum role role);
int canvas_putn(struct canvas *c, struct rect r, const char *text, size_t n,
		enum role role);

/* The same against the right end of the row; what does not fit is cut off
 * at its end. */
int canvas_put_right(struct canvas *c, struct rect r, const char *text,
		     enum role role);

/* The text cut to the row with an ellipsis if it is too wide. */
int canvas_put_cut(struct canvas *c, struct rect r, const char *text,
		   enum role role);

/* Gives the cells of a rectangle another role; what they show stays. */
void canvas_paint(struct canvas *c, struct rect r, enum role role);

/* A sign at the left of the first row of R. */
void canvas_sign(struct canvas *c, struct rect r, enum glyph glyph,
		 enum role role);

/* Copies the canvas FROM to the left and top of R, as far as R goes. */
void canvas_copy(struct canvas *c, struct rect r, const struct canvas *from);

/* A horizontal rule over the width of R in its first row, a vertical one over
 * its height in its first column, and a frame round R. */
void canvas_rule(struct canvas *c, struct rect r, enum role role);
void canvas_edge(struct canvas *c, struct rect r, enum role role);
void canvas_box(struct canvas *c, struct rect r, enum role role);

/* True if both cells show the same. */
bool canvas_same_cell(const struct canvas *a, const struct cell *in_a,
		      const struct canvas *b, const struct cell *in_b);

/* The first cell at or after (*X, *Y), row by row, in which two canvases of
 * one size differ; false if there is none. */
bool canvas_differ(const struct canvas *a, const struct canvas *b, int *x,
		   int *y);

/* Appends row Y as text, blanks at its end left out; no newline. */
void canvas_row(const struct canvas *c, int y, struct str *out);

/* The part of A that lies in B. */
struct rect rect_meet(struct rect a, struct rect b);

/* Row N of R; what is left of R below its first N rows, or right of its first
 * N columns. */
struct rect rect_row(struct rect r, int n);
struct rect rect_below(struct rect r, int n);
struct rect rect_right(struct rect r, int n);

/* The first N rows of R, or as many as it has; they are taken off it. */
struct rect rect_take(struct rect *r, int n);

#endif
