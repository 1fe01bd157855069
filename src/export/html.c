/* SPDX-License-Identifier: MIT */
/*
 * A page of a run: timelines, what was printed and told, figures, and the
 * scenario itself.  No script, nothing fetched; light or dark as the reader's
 * system is, and ready for the printer.
 */
#include "export/html.h"

#include "base/i18n.h"
#include "export/svg.h"
#include "export/text_parts.h"
#include "export/xml.h"
#include "story/metrics.h"

#include <string.h>

static const char style[] =
	"<style>\n"
	":root{color-scheme:light dark}\n"
	"body{font:17px/1.55 system-ui,\"DejaVu Sans\",sans-serif;"
	"max-width:60rem;margin:2rem auto;padding:0 1rem;background:#fff;"
	"color:#222}\n"
	"h1{line-height:1.2}\n"
	"h2{margin-top:2.5rem;border-bottom:1px solid #8886}\n"
	"pre,code{font-family:ui-monospace,\"DejaVu Sans Mono\",monospace;"
	"font-size:.92em}\n"
	"pre{padding:.7rem;overflow-x:auto;background:#8881;"
	"border-radius:4px;line-height:1.3}\n"
	"table{border-collapse:collapse;margin:1rem 0}\n"
	"th,td{padding:.25rem .8rem;border-bottom:1px solid #8885;"
	"text-align:left;vertical-align:top}\n"
	"td.n{text-align:right}\n"
	"td.best{font-weight:bold}\n"
	"svg.tt{max-width:100%;height:auto}\n"
	"details{margin:.7rem 0;padding:.4rem .8rem;border:1px solid #8886;"
	"border-radius:4px}\n"
	"summary{cursor:pointer}\n"
	".ask{margin:1.5rem 0;padding:.2rem 1rem .6rem;"
	"border-left:4px solid #00875f}\n"
	".right{font-weight:bold}\n"
	"@media (prefers-color-scheme:dark){body{background:#16181c;"
	"color:#e6e6e6}a{color:#8ab4f8}}\n"
	"@media print{body{max-width:none;margin:0}"
	".ask,svg.tt,pre{break-inside:avoid}h2{break-after:avoid}}\n"
	"</style>\n";

void html_begin(struct str *out, const char *title)
{
	str_add(out, "<!DOCTYPE html>\n<html lang=\"");
	/* The two letters of the language that the page is written in. */
	str_add(out, _("en"));
	str_add(out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
		     "<meta name=\"viewport\" content=\"width=device-width\">\n"
		     "<meta name=\"generator\" content=\"turntable\">\n");
	html_element(out, "title", title);
	str_add(out, style);
	str_add(out, "</head>\n<body>\n");
	svg_style(out);
	html_element(out, "h1", title);
}

void html_end(struct str *out)
{
	str_add(out, "</body>\n</html>\n");
}

void html_element(struct str *out, const char *tag, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	str_addf(out, "<%s>", tag);
	xml_add(out, text);
	str_addf(out, "</%s>\n", tag);
}

void html_source(struct str *out, const struct program *p)
{
	size_t len = p->source_len;

	while (len > 0 && strchr(" \t\r\n", p->source[len - 1]))
		len--;
	str_add(out, "<pre><code>");
	xml_addn(out, p->source, len);
	str_add(out, "</code></pre>\n");
}

/* --- what the page of text says --- */

static int keep(void *to, const char *bytes, size_t n)
{
	str_addn(to, bytes, n);
	return 0;
}

/* What a part of the page of text says, as it stands there. */
static void put_part(struct str *out, const struct report *r,
		     void (*part)(struct page *page))
{
	struct str text = {0};
	struct sink sink = {.write = keep, .to = &text};
	struct report plain = *r;
	struct page page;

	plain.colour = plain.ascii = false;
	plain.width = 100;
	page_init(&page, &plain, &sink);
	part(&page);
	page_fini(&page);
	if (text.len > 0) {
		str_add(out, "<pre>");
		xml_addn(out, text.at + (text.at[0] == '\n'),
			 text.len - (text.at[0] == '\n'));
		str_add(out, "</pre>\n");
	}
	str_fini(&text);
}

void html_timelines(struct str *out, const struct report *r, const char *title)
{
	svg_draw(out, r, title, false);
	put_part(out, r, text_printed);
	put_part(out, r, text_told);
	put_part(out, r, text_differences);
}

/* --- figures --- */

static bool is_shown(const struct report *r, const struct total_metric *m)
{
	for (size_t i = 0; i < r->n_runs; i++) {
		struct fraction f = m->get(r->runs[i].metrics);

		if (fraction_is_known(f) && f.num > 0)
			return true;
	}
	return false;
}

/* As good as any, and better than another. */
static bool is_best(const struct report *r, const struct total_metric *m,
		    size_t run)
{
	struct fraction mine = m->get(r->runs[run].metrics);
	bool beats = false;

	for (size_t i = 0; i < r->n_runs; i++) {
		struct fraction other = m->get(r->runs[i].metrics);

		if (figure_is_better(m->better, other, mine))
			return false;
		beats = beats || figure_is_better(m->better, mine, other);
	}
	return beats;
}

static void put_figure(struct str *out, const struct report *r,
		       const struct total_metric *m, size_t run)
{
	struct str figure = {0};

	figure_show(&figure, m->kind, m->get(r->runs[run].metrics),
		    r->program->unit);
	str_add(out, is_best(r, m, run) ? "<td class=\"n best\">"
					: "<td class=\"n\">");
	xml_add(out, str_text(&figure));
	str_add(out, "</td>");
	str_fini(&figure);
}

static void put_figures(struct str *out, const struct report *r)
{
	str_add(out, "<table>\n<tr><th></th>");
	for (size_t i = 0; i < r->n_runs; i++) {
		str_add(out, "<th>");
		xml_add(out, r->runs[i].name);
		str_add(out, "</th>");
	}
	str_add(out, "</tr>\n");
	for (size_t m = 0; m < n_total_metrics; m++) {
		if (!is_shown(r, &total_metrics[m]))
			continue;
		str_add(out, "<tr><th>");
		xml_add(out, _(total_metrics[m].heading));
		str_add(out, "</th>");
		for (size_t i = 0; i < r->n_runs; i++)
			put_figure(out, r, &total_metrics[m], i);
		str_add(out, "</tr>\n");
	}
	str_add(out, "</table>\n");
}

void export_html(const struct report *r, struct sink *s)
{
	struct str out = {0}, title = {0};

	export_title(&title, r);
	html_begin(&out, str_text(&title));
	html_timelines(&out, r, str_text(&title));
	html_element(&out, "h2", _("Figures"));
	put_figures(&out, r);
	html_element(&out, "h2", _("The scenario"));
	html_source(&out, r->program);
	html_end(&out);
	sink_put_str(s, &out);
	str_fini(&out);
	str_fini(&title);
}
