/* SPDX-License-Identifier: MIT */
/*
 * What roles look like: one table for each ground and number of colours.
 * No colour carries a meaning that its glyph does not carry as well, and
 * those of the states stay apart under the common colour blindnesses.
 */
#ifndef UI_THEME_H
#define UI_THEME_H

#include "ui/role.h"

#include <stdint.h>

enum ground { GROUND_DARK, GROUND_LIGHT, GROUND_COUNT };

enum depth {
	DEPTH_MONO, /* bold, dim and reverse alone */
	DEPTH_16,
	DEPTH_256,
	DEPTH_COUNT
};

enum style_attr {
	STYLE_BOLD = 1,
	STYLE_DIM = 2,
	STYLE_REVERSE = 4,
	STYLE_UNDERLINE = 8
};

#define COLOUR_NONE (-1) /* the terminal's own */

/* Colours by the terminal's numbers, 0-15 or 0-255. */
struct style {
	int16_t fg, bg;
	uint8_t attr; /* enum style_attr */
};

struct style theme_style(enum ground ground, enum depth depth, enum role role,
			 enum shade shade);

#endif
