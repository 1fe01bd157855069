/* SPDX-License-Identifier: MIT */
/*
 * The colours.  The states take theirs from the palette of Okabe and Ito
 * (bluish green, yellow, sky blue, vermilion, purple), the nearest of 256.
 */
#include "ui/theme.h"

#include "base/must.h"

#define NO      COLOUR_NONE
#define BOLD    STYLE_BOLD
#define DIM     STYLE_DIM
#define REVERSE STYLE_REVERSE

#define UNDERLINE STYLE_UNDERLINE

struct look {
	int16_t fg[GROUND_COUNT][2]; /* of 16, of 256 */
	uint8_t attr;                /* with colours */
	uint8_t mono;                /* without */
};

static const struct look looks[ROLE_COUNT] = {
	/*                    dark        light                         */
	[ROLE_TEXT] = {{{NO, NO}, {NO, NO}}, 0, 0},
	[ROLE_FAINT] = {{{8, 245}, {8, 243}}, 0, DIM},
	[ROLE_TITLE] = {{{NO, 231}, {NO, 16}}, BOLD, BOLD},
	[ROLE_AXIS] = {{{8, 245}, {8, 242}}, 0, DIM},
	[ROLE_LANE] = {{{NO, 253}, {NO, 236}}, 0, 0},
	[ROLE_RUNNING] = {{{10, 43}, {2, 29}}, 0, 0},
	[ROLE_READY] = {{{11, 221}, {3, 136}}, 0, 0},
	[ROLE_WAITING] = {{{14, 74}, {6, 31}}, 0, 0},
	[ROLE_SLEEPING] = {{{12, 110}, {4, 67}}, 0, 0},
	[ROLE_BLOCKED] = {{{9, 209}, {1, 166}}, 0, 0},
	[ROLE_SWITCHING] = {{{13, 175}, {5, 132}}, 0, 0},
	[ROLE_DONE] = {{{8, 240}, {8, 250}}, 0, DIM},
	[ROLE_CURSOR] = {{{NO, NO}, {NO, NO}}, REVERSE, REVERSE},
	[ROLE_PLAYHEAD] = {{{15, 231}, {0, 16}}, BOLD, BOLD},
	[ROLE_CHOSEN] = {{{15, 231}, {0, 16}}, BOLD, BOLD},
	[ROLE_MARK] = {{{13, 182}, {5, 90}}, BOLD, BOLD},
	[ROLE_KEY] = {{{14, 117}, {4, 25}}, BOLD, BOLD},
	[ROLE_PRINTED] = {{{NO, 252}, {NO, 237}}, 0, 0},
	[ROLE_BETTER] = {{{10, 79}, {2, 29}}, BOLD, BOLD},
	[ROLE_EMPHASIS] = {{{NO, NO}, {NO, NO}}, UNDERLINE, UNDERLINE},
	[ROLE_CODE] = {{{14, 152}, {6, 24}}, 0, BOLD},
	[ROLE_LINK] = {{{NO, NO}, {NO, NO}}, UNDERLINE, UNDERLINE},
	[ROLE_ERROR] = {{{9, 209}, {1, 160}}, BOLD, BOLD},
};

/* States with less than the whole of a cell, paler towards the ground. */
static const int16_t paler[GROUND_COUNT][SHADE_COUNT][6] = {
	[GROUND_DARK] =
		{
			[SHADE_MOST] = {36, 179, 67, 103, 173, 139},
			[SHADE_PART] = {29, 137, 60, 60, 131, 96},
			[SHADE_LITTLE] = {23, 95, 24, 59, 95, 60},
		},
	[GROUND_LIGHT] =
		{
			[SHADE_MOST] = {36, 178, 74, 110, 173, 139},
			[SHADE_PART] = {79, 179, 110, 146, 216, 182},
			[SHADE_LITTLE] = {115, 186, 152, 152, 223, 225},
		},
};

static struct style mono_style(const struct look *look, enum shade shade)
{
	struct style style = {NO, NO, look->mono};

	if (shade >= SHADE_PART)
		style.attr |= DIM;
	return style;
}

struct style theme_style(enum ground ground, enum depth depth, enum role role,
			 enum shade shade)
{
	const struct look *look = &looks[role];
	struct style style = {NO, NO, look->attr};

	must(role < ROLE_COUNT && shade < SHADE_COUNT);
	if (depth == DEPTH_MONO)
		return mono_style(look, shade);
	style.fg = look->fg[ground][depth == DEPTH_256];
	if (shade == SHADE_FULL || role < ROLE_RUNNING || role > ROLE_SWITCHING)
		return style;
	if (depth == DEPTH_256)
		style.fg = paler[ground][shade][role - ROLE_RUNNING];
	else if (shade >= SHADE_PART)
		style.attr |= DIM;
	return style;
}
