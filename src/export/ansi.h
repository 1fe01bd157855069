/* SPDX-License-Identifier: MIT */
/*
 * A canvas as text, with or without the sequences that colour a terminal.
 * Colours are the sixteen that the reader's own terminal decides about.
 */
#ifndef EXPORT_ANSI_H
#define EXPORT_ANSI_H

#include "base/str.h"
#include "ui/canvas.h"

#include <stdbool.h>

/* Appends row Y of the canvas, blanks at its end left out, and a newline.  A
 * coloured row leaves the terminal's colours as they were. */
void ansi_row(struct str *out, const struct canvas *c, int y, bool colour);

/* Appends cells of row Y, from a column up to another, in colours; the colours
 * are left as they were. */
void ansi_cells(struct str *out, const struct canvas *c, int y, int from,
		int to);

#endif
