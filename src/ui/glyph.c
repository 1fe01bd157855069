/* SPDX-License-Identifier: MIT */
/* The tables of signs: UTF-8 beside ASCII. */
#include "ui/glyph.h"

#include "base/must.h"

static const char *const glyphs[GLYPH_COUNT][2] = {
	[GLYPH_BLANK] = {" ", " "},     [GLYPH_RULE] = {"─", "-"},
	[GLYPH_EDGE] = {"│", "|"},      [GLYPH_CORNER_NW] = {"┌", "+"},
	[GLYPH_CORNER_NE] = {"┐", "+"}, [GLYPH_CORNER_SW] = {"└", "+"},
	[GLYPH_CORNER_SE] = {"┘", "+"}, [GLYPH_TICK] = {"┴", "+"},
	[GLYPH_PLAYHEAD] = {"▲", "^"},  [GLYPH_INSTANT] = {"╵", "'"},
	[GLYPH_BETTER] = {"◂", "<"},    [GLYPH_DIFFERENT] = {"≠", "!"},
	[GLYPH_SAME] = {"=", "="},      [GLYPH_BAD] = {"✗", "!"},
	[GLYPH_ELLIPSIS] = {"…", "~"},  [GLYPH_DOT] = {"·", "-"},
	[GLYPH_TIMES] = {"×", "x"},     [GLYPH_CHOSEN] = {"▸", ">"},
	[GLYPH_OPEN] = {"○", "."},      [GLYPH_SEEN] = {"◐", "o"},
	[GLYPH_KNOWN] = {"●", "*"},
};

struct state_glyph {
	const char *utf8[SHADE_COUNT];
	const char *ascii[SHADE_COUNT];
};

/* clang-format off */
#define ALIKE(glyph) {glyph, glyph, glyph, glyph}
#define HALF(glyph, less) {glyph, glyph, less, less}
/* clang-format on */

static const struct state_glyph states[] = {
	{{"█", "▆", "▄", "▂"}, {"#", "#", "+", "'"}},
	{HALF("·", "˙"), HALF(".", ",")},
	{HALF("░", ":"), HALF("~", ":")},
	{HALF("∿", "~"), HALF("-", "_")},
	{HALF("▒", "%"), HALF("=", "%")},
	{ALIKE("╳"), ALIKE("x")},
	{ALIKE(" "), ALIKE(" ")},
};

const char *glyph_text(enum glyph glyph, bool ascii)
{
	must(glyph < GLYPH_COUNT);
	return glyphs[glyph][ascii];
}

const char *glyph_state(enum role role, enum shade shade, bool ascii)
{
	const struct state_glyph *state;

	must(role >= ROLE_RUNNING && role <= ROLE_DONE);
	state = &states[role - ROLE_RUNNING];
	return ascii ? state->ascii[shade] : state->utf8[shade];
}

const char *glyph_line(int eighths, bool ascii)
{
	static const char *const lines[8] = {"▏", "▏", "▏", "│",
					     "│", "│", "▕", "▕"};

	must(eighths >= 0 && eighths < 8);
	return ascii ? "|" : lines[eighths];
}

const char *glyph_bar(int eighths, bool ascii)
{
	static const char *const bars[8] = {"▏", "▏", "▎", "▍",
					    "▌", "▋", "▊", "▉"};

	must(eighths >= 0 && eighths < 8);
	return ascii ? "|" : bars[eighths];
}
