/* SPDX-License-Identifier: MIT */
/* Headings, lanes, axis and legend: tallies made visible. */
#include "ui/timeline.h"

#include "base/i18n.h"
#include "base/must.h"
#include "base/text.h"
#include "ui/axis.h"
#include "ui/lane.h"
#include "vos/setup.h"

#include <string.h>

enum {
	INDENT = 2, /* of a lane's name; a heading's is half of it */
	GAP = 1,    /* between names and lanes */
	NAMES = 4   /* cells for names, at least */
};

/* --- what to show --- */

enum dur_unit timeline_unit(int64_t unit)
{
	int best = DUR_NS;

	for (int u = DUR_NS; u < DUR_UNITS; u++)
		if (unit % dur_unit_ns((enum dur_unit)u) == 0)
			best = u;
	return (enum dur_unit)best;
}

static int greater(int a, int b)
{
	return a > b ? a : b;
}

static const struct program *program_of(const struct timeline *t,
					const struct timeline_run *run)
{
	return run->program ? run->program : t->program;
}

void timeline_machine(struct lanes *l, const struct program *p,
		      const struct timeline_run *run)
{
	uint32_t lines[CREW_LINES];
	size_t n, first = l->list.len;

	lanes_add(l, ACTOR_THREAD, run->threads);
	n = run->lines ? crew_lines(run->setup, p, lines) : 0;
	for (size_t i = 0; i < n; i++)
		lanes_add_line(l, lines[i]);
	for (size_t i = first; run->setup && i < l->list.len; i++)
		l->list.at[i].loops = setup_loops(run->setup, p);
	lanes_add(l, ACTOR_CORE, run->cores);
}

void timeline_init(struct timeline *t, const struct program *p,
		   const struct timeline_run *runs, size_t n_runs,
		   uint32_t most, int width)
{
	struct lanes machine = {0};
	int names;

	*t = (struct timeline){.program = p, .runs = runs, .n_runs = n_runs};
	lanes_plan(&t->lanes, p, most);
	for (size_t i = 0; i < n_runs; i++)
		timeline_machine(&machine, p, &runs[i]);
	names = greater(lanes_width(&t->lanes, t->words, p),
			lanes_width(&machine, t->words, p));
	lanes_fini(&machine);
	t->gutter = INDENT + greater(names, NAMES) + GAP;
	if (t->gutter > width / 3)
		t->gutter = width / 3;
	t->window = (struct window){0, 1, 1, false};
}

void timeline_fini(struct timeline *t)
{
	lanes_fini(&t->lanes);
}

/* How long a run is to be seen: one that is stuck for some time more. */
static int64_t length_of(const struct timeline *t,
			 const struct timeline_run *run, bool steps)
{
	int64_t length = steps ? (int64_t)run->trace->n : run->trace->end;
	int64_t unit = steps ? 1 : t->program->unit;
	int64_t more = length / 8 / unit * unit;

	more = more > 0 ? more : unit;
	return run->stuck && length < INT64_MAX - more ? length + more : length;
}

static int64_t common_divisor(int64_t a, int64_t b)
{
	while (b != 0) {
		int64_t rest = a % b;

		a = b;
		b = rest;
	}
	return a;
}

/* A divisor of LENGTH and of all times of the trace, and of GRAIN; 0 as soon
 * as it is below LEAST. */
static int64_t grain_of(const struct trace *tr, int64_t grain, int64_t least)
{
	int64_t before = 0;

	for (uint64_t i = 0; i < tr->n && grain > least; i++) {
		int64_t now = trace_at(tr, i)->t;

		if (now != before)
			grain = common_divisor(grain, now);
		before = now;
	}
	grain = common_divisor(grain, tr->end);
	return grain > least ? grain : 0;
}

static int fit_columns(const struct timeline *t, int64_t *length, int cols)
{
	int64_t grain = *length, least = *length / 100000;

	for (size_t i = 0; i < t->n_runs && grain > 0; i++)
		grain = grain_of(t->runs[i].trace, grain, least);
	return axis_fit(length, grain, cols);
}

/* Cells that the label at the end of the axis may stick out. */
static int label_room(int64_t length, int cols, int64_t unit)
{
	struct axis axis = {.unit = unit};
	struct ticks ticks;

	axis_set(&axis, 0, length, cols, 1);
	ticks = axis_ticks(&axis);
	axis_fini(&axis);
	return ticks.width < cols ? ticks.width : 0;
}

static int most_steps(int64_t length, int cols)
{
	int64_t each = length > 0 ? cols / length : 0;

	if (each < 1)
		return cols;
	return (int)((each < 4 ? each : 4) * length);
}

void timeline_fit(struct timeline *t, int width, bool steps)
{
	int cols = width - t->gutter;
	int64_t length = steps || t->reach == 0 ? 1 : t->reach;

	for (size_t i = 0; i < t->n_runs; i++) {
		int64_t own = length_of(t, &t->runs[i], steps);

		if (own > length)
			length = own;
	}
	if (!steps && t->until > 0 && t->until < length)
		length = t->until;
	cols = cols > 1 ? cols : 1;
	if (steps) {
		cols = most_steps(length, cols > 1 ? cols - 1 : cols);
	} else {
		int room = label_room(length, cols, t->program->unit);

		cols = cols > room + 1 ? cols - room : cols;
		cols = fit_columns(t, &length, cols);
	}
	t->window = (struct window){0, length, cols, steps};
}

/* --- lanes --- */

static void draw_name(struct canvas *c, struct rect r, const struct timeline *t,
		      const struct tally_lane *lane)
{
	struct str name = {0};

	lane_name(&name, t->words, t->program, lane, c->ascii);
	r.w = t->gutter - GAP;
	canvas_put_cut(c, rect_right(r, INDENT), str_text(&name), ROLE_LANE);
	str_fini(&name);
}

static void draw_left_out(struct canvas *c, struct rect r,
			  const struct timeline *t)
{
	struct str text = {0};
	uint32_t n = t->lanes.left_out;

	if (n == 0)
		return;
	str_addf(&text, ngettext("and %u task more", "and %u tasks more", n),
		 n);
	canvas_put_cut(c, rect_right(r, INDENT), str_text(&text), ROLE_FAINT);
	str_fini(&text);
}

static void draw_lanes(struct canvas *c, struct rect r, struct timeline *t,
		       const struct timeline_run *run,
		       const struct lanes *lanes)
{
	struct tally tally = {.stuck = run->stuck, .setup = run->setup};
	uint32_t n = (uint32_t)lanes->list.len;

	tally_scan(&tally, program_of(t, run), run->trace, t->window,
		   lanes->list.at, n);
	for (uint32_t i = 0; i < n && (int)i < r.h; i++) {
		struct rect row = rect_row(r, (int)i);

		draw_name(c, row, t, &lanes->list.at[i]);
		t->seen |= lane_draw(c, rect_right(row, t->gutter), t->program,
				     &tally, i);
	}
	tally_fini(&tally);
}

/* --- the parts --- */

static void draw_heading(struct canvas *c, struct rect r,
			 const struct timeline_run *run)
{
	enum role role = run->bad ? ROLE_ERROR : ROLE_TITLE;
	int result = (int)text_width(run->result, strlen(run->result));
	int used;

	canvas_put_right(c, r, run->result, role);
	r.w -= result + INDENT;
	r = rect_right(r, INDENT / 2);
	used = canvas_put_cut(c, r, run->name, ROLE_TITLE);
	if (r.w - used > INDENT + 8)
		canvas_put_cut(c, rect_right(r, used + INDENT), run->about,
			       ROLE_FAINT);
}

static int lane_rows(const struct timeline *t)
{
	return (int)t->lanes.list.len + (t->lanes.left_out > 0);
}

static int machine_rows(const struct timeline *t,
			const struct timeline_run *run)
{
	struct lanes lanes = {0};
	int rows;

	timeline_machine(&lanes, program_of(t, run), run);
	rows = (int)lanes.list.len;
	lanes_fini(&lanes);
	return rows;
}

int timeline_run_height(const struct timeline *t, size_t i)
{
	const struct timeline_run *run = &t->runs[i];

	return 1 + lane_rows(t) + machine_rows(t, run);
}

static void draw_machine(struct canvas *c, struct rect r, struct timeline *t,
			 const struct timeline_run *run)
{
	struct lanes lanes = {0};

	timeline_machine(&lanes, program_of(t, run), run);
	if (lanes.list.len > 0)
		draw_lanes(c, r, t, run, &lanes);
	lanes_fini(&lanes);
}

void timeline_draw_run(struct canvas *c, struct rect r, struct timeline *t,
		       size_t i)
{
	const struct timeline_run *run = &t->runs[i];
	int tasks = (int)t->lanes.list.len;

	must(i < t->n_runs);
	draw_heading(c, rect_row(r, 0), run);
	r = rect_below(r, 1);
	draw_lanes(c, r, t, run, &t->lanes);
	draw_left_out(c, rect_row(r, tasks), t);
	draw_machine(c, rect_below(r, lane_rows(t)), t, run);
}

static void draw_unit(struct canvas *c, struct rect r, const struct timeline *t,
		      const struct axis *axis)
{
	const char *unit = t->window.steps
				   ? _("at")
				   : _(dur_unit_name(axis_ticks(axis).unit));

	r.w = t->gutter - GAP - 1;
	canvas_put_right(c, r, unit, ROLE_AXIS);
}

static void draw_marks(struct canvas *c, struct rect r,
		       const struct timeline *t, const struct axis *axis)
{
	for (size_t i = 0; i < t->n_marks; i++) {
		int x = axis_column(axis, t->marks[i].t);

		if (x >= 0 && x <= axis->cols)
			canvas_sign(c, rect_right(r, x), t->marks[i].glyph,
				    ROLE_MARK);
	}
}

void timeline_draw_axis(struct canvas *c, struct rect r,
			const struct timeline *t, size_t i)
{
	struct axis axis = {.unit = t->program->unit};
	struct rect lanes = rect_right(r, t->gutter);

	axis_set(&axis, t->window.from, t->window.to, t->window.cols, 1);
	draw_unit(c, rect_row(r, r.h - 1), t, &axis);
	if (t->window.steps)
		axis_draw_steps(c, lanes, &axis, t->runs[i].trace,
				timeline_unit(t->program->unit));
	else
		axis_draw(c, lanes, &axis);
	if (!t->window.steps && r.h > 1)
		draw_marks(c, lanes, t, &axis);
	axis_fini(&axis);
}

/* Where the next word of a legend that takes CELLS goes: here or, if there is
 * no room, at the beginning of the next row. */
static struct rect legend_spot(struct rect all, struct rect at, int cells)
{
	if (at.w >= cells || at.w == all.w)
		return at;
	return rect_row(all, at.y - all.y + 1);
}

int timeline_draw_legend(struct canvas *c, struct rect r,
			 const struct timeline *t)
{
	static const enum state order[] = {
		STATE_RUNNING,  STATE_READY,   STATE_WAITING,
		STATE_SLEEPING, STATE_BLOCKED, STATE_SWITCHING,
	};
	struct rect at = rect_row(r, 0);

	for (size_t i = 0; i < sizeof order / sizeof *order; i++) {
		enum role role = lane_role(order[i]);
		const char *name = words_state(t->words, order[i]);
		int cells = 2 + (int)text_width(name, strlen(name));

		if ((t->seen >> order[i] & 1) == 0)
			continue;
		at = legend_spot(r, at, cells);
		canvas_put(c, at, glyph_state(role, SHADE_FULL, c->ascii),
			   role);
		canvas_put(c, rect_right(at, 2), name, ROLE_FAINT);
		at = rect_right(at, cells + 3);
	}
	return at.y - r.y + 1;
}

/* --- all of it --- */

int timeline_height(const struct timeline *t)
{
	int rows = t->window.steps ? (int)t->n_runs * 2 : 2;

	for (size_t i = 0; i < t->n_runs; i++)
		rows += timeline_run_height(t, i);
	return rows;
}

void timeline_draw(struct canvas *c, struct rect r, struct timeline *t)
{
	struct rect axis;

	for (size_t i = 0; i < t->n_runs; i++) {
		timeline_draw_run(c, r, t, i);
		r = rect_below(r, timeline_run_height(t, i));
		if (!t->window.steps && i + 1 < t->n_runs)
			continue;
		axis = r;
		axis.h = axis.h < 2 ? axis.h : 2;
		timeline_draw_axis(c, axis, t, i);
		r = rect_below(r, 2);
	}
}
