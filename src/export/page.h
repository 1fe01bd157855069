/* SPDX-License-Identifier: MIT */
/*
 * A page of text as wide as it is asked for and as long as it gets: canvases
 * written to a sink one below another.
 *
 * page_init(), which sets all; then for each part page_part(), drawing into
 * page.canvas, and page_flush(); or page_say() for a paragraph; at the end
 * page_fini().
 */
#ifndef EXPORT_PAGE_H
#define EXPORT_PAGE_H

#include "base/str.h"
#include "export/export.h"
#include "export/shown.h"
#include "ui/canvas.h"

#include <stdbool.h>

enum {
	PAGE_NARROWEST = 40, /* cells, whatever was asked for */
	PAGE_WIDEST = 4096
};

struct page {
	const struct report *report;
	struct sink *sink;
	struct canvas canvas;
	struct str text; /* to be written */
	int width;
	struct shown shown; /* the report's runs */
	bool begun;         /* something was written */
	/* How a paragraph is written, by whoever wants another way; NULL: it is
	 * drawn. */
	void (*say)(struct page *page, enum glyph sign, const char *text,
		    enum role role);
};

void page_init(struct page *page, const struct report *r, struct sink *sink);
void page_fini(struct page *page);

/* A blank canvas of so many rows for the next part; its whole rectangle. */
struct rect page_part(struct page *page, int rows);

/* Writes what was drawn; page_break() first puts an empty line between it and
 * what stands above. */
void page_flush(struct page *page);
void page_break(struct page *page);

/* A paragraph after a sign of its own, wrapped and indented. */
void page_say(struct page *page, enum glyph sign, const char *text,
	      enum role role);

#endif
