/* SPDX-License-Identifier: MIT */
/*
 * A page of a run: timelines, what was printed and told, figures, and the
 * scenario itself.  No script, nothing fetched; light or dark as the reader's
 * system is, and ready for the printer.
 */
#include "export/html.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "export/svg.h"
#include "export/xml.h"
#include "story/metrics.h"
#include "ui/glyph.h"

#include <string.h>

void html_begin(struct str *out, const char *title)
{
	str_add(out, "<!DOCTYPE html>\n<html lang=\"");
	/* The two letters of the language that the page is written in. */
	str_add(out, _("en"));
	str_add(out, "\">\n<head>\n<meta charset=\"utf-8\">\n"
		     "<meta name=\"viewport\" content=\"width=device-width\">\n"
		     "<meta name=\"generator\" content=\"turntable\">\n");
	html_element(out, "title", title);
	str_add(out, html_style);
	str_add(out, "</head>\n<body>\n<main>\n");
	svg_style(out);
	html_element(out, "h1", title);
}

void html_end(struct str *out)
{
	str_add(out, "</main>\n</body>\n</html>\n");
}

void html_element(struct str *out, const char *tag, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	str_addf(out, "<%s>", tag);
	xml_add(out, text);
	str_addf(out, "</%s>\n", tag);
}

void html_wide(struct str *out, const char *label)
{
	str_add(out, "<div class=\"wide\" role=\"group\" tabindex=\"0\" "
		     "aria-label=\"");
	xml_add(out, label);
	str_add(out, "\">\n");
}

void html_fold(struct str *out, const char *summary, const char *attribute)
{
	str_addf(out, "<details%s%s><summary>", attribute ? " " : "",
		 attribute ? attribute : "");
	xml_add(out, summary);
	str_add(out, "</summary>\n");
}

void html_unfold(struct str *out)
{
	str_add(out, "</details>\n");
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

void html_timelines(struct str *out, const struct report *r, const char *title)
{
	str_add(out, "<figure>\n");
	html_wide(out, title);
	svg_draw(out, r, title, false);
	str_add(out, "</div>\n");
	html_printed(out, r);
	html_told(out, r);
	str_add(out, "</figure>\n");
}

/* --- figures --- */

static void put_figure(struct str *out, const struct report *r,
		       const struct total_metric *m, size_t run)
{
	bool best = report_is_best(r, m, run);
	struct str figure = {0};

	figure_show(&figure, m->kind, m->get(r->runs[run].metrics),
		    r->program->unit);
	str_add(out, best ? "<td class=\"n best\">" : "<td class=\"n\">");
	xml_add(out, str_text(&figure));
	if (best)
		str_addf(out, "<i>%s</i>", glyph_text(GLYPH_BETTER, false));
	str_add(out, "</td>");
	str_fini(&figure);
}

static void put_line(struct str *out, const struct report *r,
		     const struct total_metric *m)
{
	str_add(out, "<tr><th scope=\"row\">");
	xml_add(out, _(m->heading));
	str_add(out, "</th>");
	for (size_t i = 0; i < r->n_runs; i++)
		put_figure(out, r, m, i);
	str_add(out, "</tr>\n");
}

static void begin_table(struct str *out, const struct report *r)
{
	html_wide(out, _("Figures"));
	str_add(out, "<table>\n<tr><td></td>");
	for (size_t i = 0; i < r->n_runs; i++) {
		str_add(out, "<th scope=\"col\" class=\"n\">");
		xml_add(out, r->runs[i].name);
		str_add(out, "</th>");
	}
	str_add(out, "</tr>\n");
}

static bool is_among(const struct total_metric *m,
		     const struct total_metric **list, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (list[i] == m)
			return true;
	return false;
}

static void put_table(struct str *out, const struct report *r,
		      const struct total_metric **list, size_t n)
{
	begin_table(out, r);
	for (size_t i = 0; i < n; i++)
		put_line(out, r, list[i]);
	str_add(out, "</table>\n</div>\n");
}

/* Those that are looked at first; the others folded. */
static void put_figures(struct str *out, const struct report *r)
{
	const struct total_metric *first[REPORT_METRICS];
	size_t n = report_metrics(r, first), n_more = 0;
	const struct total_metric **more =
		mem_array(n_total_metrics, sizeof(*more));

	for (size_t i = 0; i < n_total_metrics; i++)
		if (!report_is_zero(r, &total_metrics[i]) &&
		    !is_among(&total_metrics[i], first, n))
			more[n_more++] = &total_metrics[i];
	put_table(out, r, first, n);
	if (n_more > 0) {
		html_fold(out, _("More figures"), NULL);
		put_table(out, r, more, n_more);
		html_unfold(out);
	}
	mem_free(more);
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
