/* SPDX-License-Identifier: MIT */
/*
 * A picture for slides and print: title, headings, lanes, axis, legend.
 * States differ by hatching as well as by colour; a style sheet inside says
 * what is seen on a light and on a dark ground.
 */
#include "export/svg.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "base/text.h"
#include "base/wide.h"
#include "export/xml.h"
#include "ui/axis.h"

#include <string.h>

enum {
	WIDTH = 960, /* unless asked for another */
	CELL = 10,   /* of a width that is asked for in cells */
	LETTER = 7,  /* about the width of one */
	WIDER = 2,   /* by which others are */
	BOLD_LETTER = 9,
	TITLE_LETTER = 11,
	COLUMNS = 1600,
	LANES_MOST = 64,
	NAMES_MOST = 260,
	HEADING = 26,
	AXIS = 34,
	TITLE = 30,
	GAP = 8
};

static const char rules[] =
	"<style>\n"
	".tt{font:13px system-ui,\"DejaVu Sans\",\"Liberation "
	"Sans\",sans-serif}"
	"\n"
	".tt-paper{fill:#fff}\n"
	".tt text{fill:#222}\n"
	".tt .tt-title{font-size:17px;font-weight:bold}\n"
	".tt .tt-name{font-weight:bold}\n"
	".tt .tt-faint,.tt .tt-axis{fill:#606060}\n"
	".tt .tt-bad{fill:#c33100;font-weight:bold}\n"
	".tt .tt-sign{fill:#fff;font-size:11px}\n"
	".tt .tt-count{font-size:11px}\n"
	".tt-line{stroke:#808080;fill:none}\n"
	".tt-grid{stroke:#808080;stroke-opacity:.25;fill:none}\n"
	".tt-mark{stroke:#8700af;stroke-dasharray:4 3;fill:none}\n"
	".tt .tt-differ{fill:#8700af;font-weight:bold}\n"
	".tt-running{fill:#00875f}\n"
	".tt-ready{fill:url(#tt-ready)}\n"
	".tt-waiting{fill:url(#tt-waiting)}\n"
	".tt-sleeping{fill:url(#tt-sleeping)}\n"
	".tt-blocked{fill:url(#tt-blocked)}\n"
	".tt-switching{fill:url(#tt-switching)}\n"
	".tt-h{fill:none;stroke-width:1.3}\n"
	".tt-g{opacity:.22}\n"
	"#tt-ready .tt-g{fill:#d7af00}#tt-ready .tt-h{fill:#8a6d00}\n"
	"#tt-waiting .tt-g{fill:#0087af}#tt-waiting .tt-h{stroke:#00658a}\n"
	"#tt-sleeping .tt-g{fill:#5f87d7}#tt-sleeping .tt-h{stroke:#3f62ad}\n"
	"#tt-blocked .tt-g{fill:#d75f00}#tt-blocked .tt-h{stroke:#b84a00}\n"
	"#tt-switching .tt-g{fill:#af5f87}#tt-switching .tt-h{stroke:#8f3f6b}"
	"\n"
	"@media screen and (prefers-color-scheme:dark){\n"
	".tt-paper{fill:#16181c}\n"
	".tt text{fill:#e6e6e6}\n"
	".tt .tt-faint,.tt .tt-axis{fill:#a8a8a8}\n"
	".tt .tt-bad{fill:#ff875f}\n"
	".tt .tt-sign{fill:#16181c}\n"
	".tt-mark{stroke:#d7afff}\n"
	".tt .tt-differ{fill:#d7afff}\n"
	".tt-running{fill:#00c79f}\n"
	"#tt-ready .tt-h{fill:#ffd75f}\n"
	"#tt-waiting .tt-h{stroke:#5fafd7}\n"
	"#tt-sleeping .tt-h{stroke:#87afff}\n"
	"#tt-blocked .tt-h{stroke:#ff875f}\n"
	"#tt-switching .tt-h{stroke:#d787af}\n"
	"}\n"
	"@media print{.tt *{print-color-adjust:exact;"
	"-webkit-print-color-adjust:exact}}\n"
	"</style>\n";

static const char patterns[] =
	"<defs>\n"
	"<pattern id=\"tt-ready\" width=\"6\" height=\"7\" "
	"patternUnits=\"userSpaceOnUse\"><rect class=\"tt-g\" width=\"6\" "
	"height=\"7\"/><circle class=\"tt-h\" cx=\"3\" cy=\"3.5\" r=\"1.1\"/>"
	"</pattern>\n"
	"<pattern id=\"tt-waiting\" width=\"7\" height=\"7\" "
	"patternUnits=\"userSpaceOnUse\"><rect class=\"tt-g\" width=\"7\" "
	"height=\"7\"/><path class=\"tt-h\" "
	"d=\"M-1,1l2,-2M0,7l7,-7M6,8l2,-2\"/>"
	"</pattern>\n"
	"<pattern id=\"tt-sleeping\" width=\"10\" height=\"7\" "
	"patternUnits=\"userSpaceOnUse\"><rect class=\"tt-g\" width=\"10\" "
	"height=\"7\"/><path class=\"tt-h\" d=\"M0,3.5q2.5,-4 5,0t5,0\"/>"
	"</pattern>\n"
	"<pattern id=\"tt-blocked\" width=\"6\" height=\"6\" "
	"patternUnits=\"userSpaceOnUse\"><rect class=\"tt-g\" width=\"6\" "
	"height=\"6\"/><path class=\"tt-h\" d=\"M0,0l6,6M0,6l6,-6\"/>"
	"</pattern>\n"
	"<pattern id=\"tt-switching\" width=\"4\" height=\"7\" "
	"patternUnits=\"userSpaceOnUse\"><rect class=\"tt-g\" width=\"4\" "
	"height=\"7\"/><path class=\"tt-h\" d=\"M2,0v7\"/></pattern>\n"
	"</defs>\n";

void svg_style(struct str *out)
{
	str_add(out, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"0\" "
		     "height=\"0\" style=\"position:absolute\" "
		     "aria-hidden=\"true\">\n");
	str_add(out, rules);
	str_add(out, patterns);
	str_add(out, "</svg>\n");
}

/* --- parts --- */

/* Letters that are not ASCII, Cyrillic ones for example, are mostly wider. */
static int width_of(const char *text)
{
	int width = (int)text_width(text, strlen(text)) * LETTER;

	for (; *text; text++)
		if ((unsigned char)*text >= 0xc0)
			width += WIDER;
	return width;
}

static void put_names(struct svg *s, const struct lanes *lanes, uint32_t i)
{
	struct str name = {0}, cut = {0};

	lane_name(&name, NULL, s->t.program, &lanes->list.at[i], false);
	text_cut(&cut, str_text(&name), name.len,
		 (size_t)(s->gutter - SVG_MARGIN - GAP) / LETTER, "…");
	svg_text(s->out, (s->gutter - GAP) * 100, s->y + 14, "tt-lane", "end",
		 str_text(&cut));
	str_fini(&name);
	str_fini(&cut);
}

static void put_lanes(struct svg *s, const struct timeline_run *run,
		      const struct lanes *lanes)
{
	struct tally tally = {.stuck = run->stuck, .setup = run->setup};
	uint32_t n = (uint32_t)lanes->list.len;

	if (n == 0)
		return;
	tally_scan(&tally, s->t.program, run->trace, s->t.window,
		   lanes->list.at, n);
	for (uint32_t i = 0; i < n; i++) {
		put_names(s, lanes, i);
		svg_lane(s, &tally, i);
		s->y += SVG_LANE;
	}
	tally_fini(&tally);
}

static void put_left_out(struct svg *s)
{
	struct str text = {0};
	uint32_t n = s->t.lanes.left_out;

	if (n == 0)
		return;
	str_addf(&text, ngettext("and %u task more", "and %u tasks more", n),
		 n);
	svg_text(s->out, s->gutter * 100, s->y + 14, "tt-faint", NULL,
		 str_text(&text));
	s->y += SVG_LANE;
	str_fini(&text);
}

/* As much of a bold text as ROOM px hold. */
static void put_cut(struct svg *s, int y, const char *class, const char *text,
		    int room, int letter)
{
	struct str cut = {0};

	text_cut(&cut, text, strlen(text),
		 room > letter ? (size_t)(room / letter) : 1, "…");
	svg_text(s->out, SVG_MARGIN * 100, y, class, NULL, str_text(&cut));
	str_fini(&cut);
}

static void put_heading(struct svg *s, const struct timeline_run *run)
{
	int name = width_of(run->name) * 5 / 4 + 2 * GAP;
	int room = s->width - 2 * SVG_MARGIN - width_of(run->result) * 5 / 4;

	s->y += HEADING;
	put_cut(s, s->y - 8, "tt-name", run->name, room - 2 * GAP, BOLD_LETTER);
	if (SVG_MARGIN + name + width_of(run->about) + width_of(run->result) <
	    s->width - SVG_MARGIN)
		svg_text(s->out, (SVG_MARGIN + name) * 100, s->y - 8,
			 "tt-faint", NULL, run->about);
	svg_text(s->out, (s->width - SVG_MARGIN) * 100, s->y - 8,
		 run->bad ? "tt-bad" : "tt-name", "end", run->result);
}

static void put_line(struct svg *s, const char *class, int64_t x, int from,
		     int to)
{
	str_addf(s->out, "<path class=\"%s\" d=\"M", class);
	svg_number(s->out, x);
	str_addf(s->out, ",%dV%d\"/>\n", from, to);
}

/* --- the axis --- */

/* T's place, hundredths of a px. */
static int64_t place_of(const struct svg *s, int64_t t)
{
	struct wide product = {0};

	product = wide_add_mul(product, t - s->t.window.from,
			       (int64_t)s->plot * 100);
	return s->gutter * 100 +
	       wide_div(product, s->t.window.to - s->t.window.from);
}

static void put_base(struct svg *s, const char *unit)
{
	str_addf(s->out, "<path class=\"tt-line\" d=\"M%d,%dH%d\"/>\n",
		 s->gutter, s->y, s->gutter + s->plot);
	svg_text(s->out, (s->gutter - GAP) * 100, s->y + 20, "tt-axis", "end",
		 unit);
}

/* A line over the lanes of all runs. */
static void put_over_lanes(struct svg *s, const char *class, int64_t x)
{
	for (size_t i = 0; i < s->shown.n_runs; i++)
		put_line(s, class, x, s->bands[i].top, s->bands[i].bottom);
}

static void put_tick(struct svg *s, int64_t t, int64_t x, enum dur_unit unit)
{
	struct str label = {0};

	dur_format_in(&label, t, unit, _("."));
	put_line(s, "tt-line", x, s->y, s->y + 5);
	svg_text(s->out, x, s->y + 20, "tt-axis", "middle", str_text(&label));
	str_fini(&label);
}

/* Ticks that leave room for their labels; a grid behind them. */
static void put_time_axis(struct svg *s)
{
	struct axis axis = {.unit = s->t.program->unit};
	struct ticks ticks;
	int64_t to = s->t.window.to;

	axis_set(&axis, s->t.window.from, to, s->plot / LETTER, 1);
	ticks = axis_ticks(&axis);
	put_base(s, _(dur_unit_name(ticks.unit)));
	for (int64_t t = 0;; t += ticks.step) {
		put_tick(s, t, place_of(s, t), ticks.unit);
		if (t > 0)
			put_over_lanes(s, "tt-grid", place_of(s, t));
		if (t > to - ticks.step)
			break;
	}
	for (size_t i = 0; i < s->shown.n_marks; i++) {
		int64_t x = place_of(s, s->shown.marks[i].t);

		put_over_lanes(s, "tt-mark", x);
		svg_text(s->out, x, s->y - 1, "tt-differ", "middle", "≠");
	}
	axis_fini(&axis);
}

/* Of steps: the time where it is a new one and there is room. */
static void put_step_axis(struct svg *s, const struct trace *tr)
{
	enum dur_unit unit = timeline_unit(s->t.program->unit);
	int64_t before = -1, free = 0;

	put_base(s, _("at"));
	for (uint64_t i = 0; i < tr->n; i++) {
		int64_t t = trace_at(tr, i)->t;
		int64_t x = place_of(s, (int64_t)i);

		if (t == before)
			continue;
		before = t;
		if (x < free)
			continue;
		put_tick(s, t, x, unit);
		free = x + 5 * LETTER * 100;
	}
}

static void put_axis(struct svg *s, const struct trace *steps)
{
	if (steps)
		put_step_axis(s, steps);
	else
		put_time_axis(s);
	s->y += AXIS;
}

/* --- the whole --- */

static void put_run(struct svg *s, size_t i)
{
	const struct timeline_run *run = &s->shown.runs[i];
	struct lanes machine = {0};

	put_heading(s, run);
	s->bands[i].top = s->y;
	put_lanes(s, run, &s->t.lanes);
	put_left_out(s);
	timeline_machine(&machine, s->t.program, run);
	put_lanes(s, run, &machine);
	lanes_fini(&machine);
	s->bands[i].bottom = s->y;
	s->y += GAP;
	if (s->t.window.steps)
		put_axis(s, run->trace);
}

static void put_legend(struct svg *s)
{
	static const enum state order[] = {
		STATE_RUNNING,  STATE_READY,   STATE_WAITING,
		STATE_SLEEPING, STATE_BLOCKED, STATE_SWITCHING,
	};
	int x = s->gutter;

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		const char *name = state_name(order[i]);
		int room = 24 + GAP + width_of(name) + 2 * GAP;

		if ((s->t.seen >> order[i] & 1) == 0)
			continue;
		if (x + room > s->width && x > s->gutter) {
			x = s->gutter;
			s->y += SVG_LANE;
		}
		str_addf(s->out,
			 "<rect class=\"%s\" x=\"%d\" y=\"%d\" width=\"24\" "
			 "height=\"%d\"/>\n",
			 svg_class(order[i]), x, s->y, SVG_BAR);
		svg_text(s->out, (x + 24 + GAP) * 100, s->y + 12, "tt-faint",
			 NULL, name);
		x += room;
	}
	s->y += SVG_LANE + GAP;
}

/* A page has a heading of its own. */
static void put_body(struct svg *s, const char *title, bool alone)
{
	if (alone) {
		put_cut(s, TITLE, "tt-title", title, s->width - 2 * SVG_MARGIN,
			TITLE_LETTER);
		s->y = TITLE + GAP;
	}
	for (size_t i = 0; i < s->shown.n_runs; i++)
		put_run(s, i);
	if (!s->t.window.steps)
		put_axis(s, NULL);
	put_legend(s);
}

/* What is seen, for those who do not see it. */
static void put_description(struct str *out, const struct svg *s)
{
	const struct report *r = s->report;
	struct str words = {0};

	for (size_t i = 0; i < r->n_runs; i++) {
		const struct timeline_run *run = &s->shown.runs[i];

		str_addf(&words, "%s%s (%s)", i > 0 ? " " : "", run->name,
			 run->about);
		if (*run->result)
			str_addf(&words, ": %s", run->result);
		str_addc(&words, '.');
	}
	for (size_t i = 1; i < r->n_runs; i++) {
		if (!report_tells(r, s->shown.parted[i].t))
			continue;
		str_addc(&words, ' ');
		diverge_tell(&words, NULL, r->program, &s->shown.parted[i],
			     r->runs[0].name, r->runs[i].name);
	}
	str_add(out, "<desc>");
	xml_add(out, str_text(&words));
	str_add(out, "</desc>\n");
	str_fini(&words);
}

static void put_head(struct str *out, const struct svg *s, const char *title,
		     bool alone)
{
	str_addf(out,
		 "<svg xmlns=\"http://www.w3.org/2000/svg\" class=\"tt\" "
		 "width=\"%d\" height=\"%d\" viewBox=\"0 0 %d %d\" "
		 "role=\"img\">\n<title>",
		 s->width, s->y, s->width, s->y);
	xml_add(out, title);
	str_add(out, "</title>\n");
	put_description(out, s);
	if (alone) {
		str_add(out, rules);
		str_add(out, patterns);
		str_add(out, "<rect class=\"tt-paper\" width=\"100%\" "
			     "height=\"100%\"/>\n");
	}
}

/* Room for the widest name, and for the widest label at the axis's end. */
static void set_widths(struct svg *s)
{
	struct lanes machine = {0};
	int names, more;

	names = lanes_width(&s->t.lanes, NULL, s->t.program);
	for (size_t i = 0; i < s->shown.n_runs; i++)
		timeline_machine(&machine, s->t.program, &s->shown.runs[i]);
	more = lanes_width(&machine, NULL, s->t.program);
	lanes_fini(&machine);
	names = (names > more ? names : more) * LETTER * 9 / 8;
	names = names < NAMES_MOST ? names : NAMES_MOST;
	s->width = s->report->sized ? (int)s->report->width * CELL : WIDTH;
	s->gutter = SVG_MARGIN + names + GAP;
	if (s->gutter > s->width / 3)
		s->gutter = s->width / 3;
	s->plot = s->width - s->gutter - 2 * SVG_MARGIN;
}

void svg_draw(struct str *out, const struct report *r, const char *title,
	      bool alone)
{
	struct str body = {0};
	struct svg s = {.out = &body, .report = r};

	shown_init(&s.shown, r);
	timeline_init(&s.t, r->program, s.shown.runs, r->n_runs, LANES_MOST,
		      COLUMNS);
	s.t.gutter = 0;
	s.t.reach = r->reach;
	s.t.until = r->until;
	timeline_fit(&s.t, COLUMNS, shown_in_steps(r));
	set_widths(&s);
	s.bands = mem_array(r->n_runs, sizeof *s.bands);
	put_body(&s, title, alone);
	put_head(out, &s, title, alone);
	str_addn(out, str_text(&body), body.len);
	str_add(out, "</svg>\n");
	mem_free(s.bands);
	timeline_fini(&s.t);
	shown_fini(&s.shown);
	str_fini(&body);
}

void export_svg(const struct report *r, struct sink *s)
{
	struct str out = {0}, title = {0};

	export_title(&title, r);
	str_add(&out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
	svg_draw(&out, r, str_text(&title), true);
	sink_put_str(s, &out);
	str_fini(&out);
	str_fini(&title);
}
