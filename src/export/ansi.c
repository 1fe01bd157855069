/* SPDX-License-Identifier: MIT */
/* Rows of cells as runs of one style each. */
#include "export/ansi.h"

#include "ui/theme.h"

/* Where a row's last cell is that is not blank; -1 if there is none. */
static int last_cell(const struct canvas *c, int y)
{
	size_t len;

	for (int x = c->w - 1; x >= 0; x--) {
		const struct cell *cell = canvas_at(c, x, y);
		const char *text = canvas_text(c, cell, &len);

		if (len > 1 || (len == 1 && text[0] != ' '))
			return x;
	}
	return -1;
}

static struct style style_of(const struct cell *cell)
{
	/* What is a good colour on a light ground is one on a dark too. */
	return theme_style(GROUND_LIGHT, DEPTH_16, (enum role)cell->role,
			   (enum shade)cell->shade);
}

static bool same(struct style a, struct style b)
{
	return a.fg == b.fg && a.bg == b.bg && a.attr == b.attr;
}

static void add_colour(struct str *out, int colour, int dark, int bright)
{
	if (colour == COLOUR_NONE)
		return;
	str_addf(out, ";%d", colour < 8 ? dark + colour : bright + colour - 8);
}

static void add_style(struct str *out, struct style style)
{
	static const struct {
		uint8_t attr;
		const char *code;
	} codes[] = {
		{STYLE_BOLD, ";1"},
		{STYLE_DIM, ";2"},
		{STYLE_UNDERLINE, ";4"},
		{STYLE_REVERSE, ";7"},
	};

	str_add(out, "\033[0");
	for (size_t i = 0; i < sizeof codes / sizeof *codes; i++)
		if (style.attr & codes[i].attr)
			str_add(out, codes[i].code);
	add_colour(out, style.fg, 30, 90);
	add_colour(out, style.bg, 40, 100);
	str_addc(out, 'm');
}

void ansi_cells(struct str *out, const struct canvas *c, int y, int from,
		int to)
{
	const struct style plain = {COLOUR_NONE, COLOUR_NONE, 0};
	struct style now = plain;
	size_t len;

	for (int x = from; x < to; x++) {
		const struct cell *cell = canvas_at(c, x, y);
		const char *text = canvas_text(c, cell, &len);
		struct style style = style_of(cell);

		if (!same(style, now) && len > 0) {
			add_style(out, style);
			now = style;
		}
		str_addn(out, text, len);
	}
	if (!same(now, plain))
		add_style(out, plain);
}

void ansi_row(struct str *out, const struct canvas *c, int y, bool colour)
{
	if (colour)
		ansi_cells(out, c, y, 0, last_cell(c, y) + 1);
	else
		canvas_row(c, y, out);
	str_addc(out, '\n');
}
