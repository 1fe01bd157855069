/* SPDX-License-Identifier: MIT */
/* Parts of a page, drawn and written one by one. */
#include "export/page.h"

#include "base/text.h"
#include "export/ansi.h"

#include <string.h>

void page_init(struct page *page, const struct report *r, struct sink *sink)
{
	size_t width = r->width;

	*page = (struct page){.report = r, .sink = sink};
	width = width < PAGE_NARROWEST ? PAGE_NARROWEST : width;
	width = width > PAGE_WIDEST ? PAGE_WIDEST : width;
	page->width = (int)width;
	canvas_init(&page->canvas, page->width, 1);
	page->canvas.ascii = r->ascii;
	shown_init(&page->shown, r);
}

void page_fini(struct page *page)
{
	shown_fini(&page->shown);
	canvas_fini(&page->canvas);
	str_fini(&page->text);
}

struct rect page_part(struct page *page, int rows)
{
	canvas_reset(&page->canvas, page->width, rows);
	return canvas_rect(&page->canvas);
}

void page_flush(struct page *page)
{
	for (int y = 0; y < page->canvas.h; y++)
		ansi_row(&page->text, &page->canvas, y, page->report->colour);
	sink_put_str(page->sink, &page->text);
	page->begun = true;
}

void page_break(struct page *page)
{
	if (page->begun)
		sink_put(page->sink, "\n", 1);
}

void page_say(struct page *page, enum glyph sign, const char *text,
	      enum role role)
{
	struct text_wrap wrap = {0};
	struct rect r;

	if (page->say) {
		page->say(page, sign, text, role);
		return;
	}
	text_wrap(&wrap, text, strlen(text), (size_t)page->width - 4);
	r = page_part(page, (int)wrap.lines.len);
	canvas_sign(&page->canvas, rect_right(r, 1), sign, role);
	r = rect_right(r, 3);
	for (size_t i = 0; i < wrap.lines.len; i++) {
		struct text_line line = wrap.lines.at[i];

		canvas_putn(&page->canvas, rect_row(r, (int)i),
			    text + line.begin, line.len, ROLE_TEXT);
	}
	page_flush(page);
	text_wrap_fini(&wrap);
}
