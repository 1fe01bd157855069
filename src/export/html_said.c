/* SPDX-License-Identifier: MIT */
/* What runs printed, how they end and where they part, as a page has it. */
#include "export/html.h"

#include "base/i18n.h"
#include "export/text_parts.h"
#include "export/xml.h"

#include <string.h>

enum { LINES_MOST = 400 }; /* of one run */

/* --- what was printed --- */

static void put_line(struct str *out, const struct report *r, int64_t t,
		     const char *text)
{
	struct str time = {0};

	text_time(&time, r, t);
	str_add(out, "<tr><td class=\"n\">");
	xml_add(out, str_text(&time));
	str_add(out, "</td><td><code>");
	xml_add(out, text);
	str_add(out, "</code></td></tr>\n");
	str_fini(&time);
}

static void put_rest(struct str *out, uint64_t lines)
{
	struct str rest = {0};
	size_t n = lines > LINES_MOST ? (size_t)lines - LINES_MOST : 0;

	if (lines == 0)
		str_add(&rest, _("nothing"));
	if (n > 0)
		str_addf(&rest,
			 ngettext("and %zu line more", "and %zu lines more", n),
			 n);
	if (rest.len > 0) {
		str_add(out, "<tr><td></td><td>");
		xml_add(out, str_text(&rest));
		str_add(out, "</td></tr>\n");
	}
	str_fini(&rest);
}

static void put_printed(struct str *out, const struct report *r, size_t run)
{
	const struct trace *tr = r->runs[run].trace;
	struct str head = {0};
	uint64_t lines = 0;

	str_addf(&head, _("printed by %s"), r->runs[run].name);
	str_add(out, "<table>\n");
	html_element(out, "caption", str_text(&head));
	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);

		if (report_prints(r, e) && lines++ < LINES_MOST)
			put_line(out, r, e->t,
				 trace_text(tr, (uint64_t)e->value));
	}
	put_rest(out, lines);
	str_add(out, "</table>\n");
	str_fini(&head);
}

void html_printed(struct str *out, const struct report *r)
{
	uint64_t lines = 0;

	for (size_t i = 0; i < r->n_runs; i++)
		lines += report_lines(r, i);
	if (lines == 0)
		return;
	str_add(out, "<div class=\"columns\">\n");
	for (size_t i = 0; i < r->n_runs; i++)
		put_printed(out, r, i);
	str_add(out, "</div>\n");
}

/* --- what is told --- */

static void say(struct page *page, enum glyph sign, const char *text,
		enum role role)
{
	struct str *out = page->sink->to;

	str_add(out, sign == GLYPH_BLANK  ? "<p class=\"told more\">"
		     : role == ROLE_ERROR ? "<p class=\"told bad\">"
					  : "<p class=\"told\">");
	if (sign != GLYPH_BLANK)
		str_addf(out, "<b>%s</b>", glyph_text(sign, false));
	xml_add(out, text);
	str_add(out, "</p>\n");
}

void html_told(struct str *out, const struct report *r)
{
	struct sink sink = sink_to_str(out);
	struct page page;

	page_init(&page, r, &sink);
	page.say = say;
	text_told(&page);
	text_differences(&page);
	page_fini(&page);
}
