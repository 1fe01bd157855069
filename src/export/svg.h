/* SPDX-License-Identifier: MIT */
/*
 * Timelines as SVG: the lanes that the screen shows, in shapes.  Lengths are
 * px, places along the axis hundredths of them.
 *
 * To put one into a page of HTML call svg_style() once, svg_draw() for each.
 */
#ifndef EXPORT_SVG_H
#define EXPORT_SVG_H

#include "export/export.h"
#include "export/shown.h"

#include <stdbool.h>

struct svg {
	struct str *out;
	const struct report *report;
	struct shown shown;
	struct timeline t;
	int width, gutter, plot; /* of all, of names, of lanes */
	int y;                   /* where the next thing goes */
	struct svg_band {
		int top, bottom;
	} * bands; /* where the lanes of each run are */
};

/* Appends the rules and patterns that drawings refer to, an element of SVG. */
void svg_style(struct str *out);

/* Appends an element of SVG with the timelines of a report, called TITLE.
 * ALONE: the title is seen, and it brings rules and patterns of its own. */
void svg_draw(struct str *out, const struct report *r, const char *title,
	      bool alone);

/* --- svg_bars.c --- */

enum { SVG_LANE = 20, SVG_BAR = 14, SVG_MARGIN = 16 };

/* Appends a number of hundredths: 1250 is 12.5. */
void svg_number(struct str *out, int64_t hundredths);

/* Appends " NAME="N"" with the same. */
void svg_attribute(struct str *out, const char *name, int64_t hundredths);

/* Appends an element of text at a place; CLASS and ANCHOR as SVG has them. */
void svg_text(struct str *out, int64_t x, int y, const char *class,
	      const char *anchor, const char *text);

/* The class of a state's shapes, NULL for what is not drawn. */
const char *svg_class(enum state state);

/* Draws lane I of the tally at s->y. */
void svg_lane(struct svg *s, const struct tally *tally, uint32_t i);

/* Where a column begins, hundredths of a px. */
int64_t svg_x(const struct svg *s, int64_t column);

#endif
