/* SPDX-License-Identifier: MIT */
/*
 * Lanes of shapes: a bar where columns show the same, hatched by its state.
 * Every bar tells in words what it is.
 */
#include "export/svg.h"

#include "base/i18n.h"
#include "base/str.h"
#include "export/xml.h"
#include "story/heading.h"
#include "ui/lane.h"

#include <string.h>

enum { SIGN_ROOM = 900 }; /* of a letter in a bar, hundredths */

void svg_number(struct str *out, int64_t hundredths)
{
	int64_t part = hundredths % 100;

	str_addi(out, hundredths / 100);
	if (part == 0)
		return;
	str_addc(out, '.');
	str_addc(out, (char)('0' + part / 10));
	if (part % 10)
		str_addc(out, (char)('0' + part % 10));
}

void svg_attribute(struct str *out, const char *name, int64_t hundredths)
{
	str_addf(out, " %s=\"", name);
	svg_number(out, hundredths);
	str_addc(out, '"');
}

void svg_text(struct str *out, int64_t x, int y, const char *class,
	      const char *anchor, const char *text)
{
	str_addf(out, "<text class=\"%s\"", class);
	svg_attribute(out, "x", x);
	svg_attribute(out, "y", y * 100);
	if (anchor)
		str_addf(out, " text-anchor=\"%s\"", anchor);
	str_addc(out, '>');
	xml_add(out, text);
	str_add(out, "</text>\n");
}

const char *svg_class(enum state state)
{
	static const char *const classes[STATE_COUNT] = {
		[STATE_READY] = "tt-ready",
		[STATE_RUNNING] = "tt-running",
		[STATE_WAITING] = "tt-waiting",
		[STATE_SLEEPING] = "tt-sleeping",
		[STATE_BLOCKED] = "tt-blocked",
		[STATE_SWITCHING] = "tt-switching",
	};

	return classes[state];
}

int64_t svg_x(const struct svg *s, int64_t column)
{
	return (int64_t)s->gutter * 100 +
	       column * s->plot * 100 / s->t.window.cols;
}

/* Columns that show the same, from one up to another. */
struct bar {
	int from, to;
	enum state state;
	enum shade shade;
	char sign[LANE_SIGN];
};

static struct bar bar_at(const struct svg *s, const struct tally *tally,
			 uint32_t lane, int column)
{
	struct bar bar = {.from = column, .to = column + 1};

	bar.state = tally_pick(tally, lane, column, &bar.shade);
	lane_sign(bar.sign, s->t.program, tally, lane, column, bar.state);
	return bar;
}

static bool is_same(const struct bar *a, const struct bar *b)
{
	return a->state == b->state && a->shade == b->shade &&
	       strcmp(a->sign, b->sign) == 0;
}

/* "Kettle: running, from 2 min to 5 min"; of steps only the state. */
static void put_words(struct svg *s, const struct tally *tally, uint32_t lane,
		      const struct bar *bar)
{
	struct str words = {0};

	lane_name(&words, NULL, s->t.program, &tally->lanes[lane], false);
	str_addf(&words, ": %s", state_name(bar->state));
	if (!s->t.window.steps) {
		str_add(&words, ", ");
		heading_time(&words, axis_begin(&tally->axis, bar->from),
			     s->t.program->unit);
		str_add(&words, " – ");
		heading_time(&words, axis_begin(&tally->axis, bar->to),
			     s->t.program->unit);
	}
	str_add(s->out, "<title>");
	xml_add(s->out, str_text(&words));
	str_add(s->out, "</title>");
	str_fini(&words);
}

static void put_bar(struct svg *s, const struct tally *tally, uint32_t lane,
		    const struct bar *bar)
{
	static const char *const paler[SHADE_COUNT] = {"", "0.8", "0.6", "0.4"};
	const char *class = svg_class(bar->state);
	int64_t x = svg_x(s, bar->from), end = svg_x(s, bar->to);

	if (class == NULL)
		return;
	s->t.seen |= UINT32_C(1) << bar->state;
	str_addf(s->out, "<rect class=\"%s\"", class);
	svg_attribute(s->out, "x", x);
	svg_attribute(s->out, "y", (s->y + 3) * 100);
	svg_attribute(s->out, "width", end - x);
	svg_attribute(s->out, "height", SVG_BAR * 100);
	if (*paler[bar->shade])
		str_addf(s->out, " opacity=\"%s\"", paler[bar->shade]);
	str_addc(s->out, '>');
	put_words(s, tally, lane, bar);
	str_add(s->out, "</rect>\n");
	if (bar->sign[0] && end - x >= SIGN_ROOM)
		svg_text(s->out, x + (end - x) / 2, s->y + 14,
			 bar->state == STATE_RUNNING ? "tt-sign" : "tt-count",
			 "middle", bar->sign);
}

/* A life of no length, and a failure. */
static void put_signs(struct svg *s, const struct tally *tally, uint32_t lane,
		      bool seen)
{
	int at = seen ? -1 : lane_instant(tally, lane);
	int failed = tally_failure(tally, lane);

	if (at >= 0) {
		str_add(s->out, "<rect class=\"tt-running\"");
		svg_attribute(s->out, "x", svg_x(s, at));
		svg_attribute(s->out, "y", (s->y + 3) * 100);
		str_addf(s->out, " width=\"2\" height=\"%d\"/>\n", SVG_BAR);
	}
	if (failed >= 0)
		svg_text(s->out, svg_x(s, failed), s->y + 15, "tt-bad", NULL,
			 "✗");
}

void svg_lane(struct svg *s, const struct tally *tally, uint32_t i)
{
	struct bar bar = bar_at(s, tally, i, 0);
	bool seen = false;

	for (int x = 1; x <= tally->axis.cols; x++) {
		struct bar next = {.from = x};

		if (x < tally->axis.cols)
			next = bar_at(s, tally, i, x);
		if (x < tally->axis.cols && is_same(&bar, &next)) {
			bar.to = x + 1;
			continue;
		}
		seen = seen || svg_class(bar.state);
		put_bar(s, tally, i, &bar);
		bar = next;
	}
	put_signs(s, tally, i, seen);
}
