/* SPDX-License-Identifier: MIT */
/*
 * The kept drawing of the timelines.  What lies over it is in stage_over.c.
 * All lanes and axes are drawn by ui/timeline; here is only where.
 */
#include "ui/stage.h"

#include "app/session_look.h"
#include "base/must.h"
#include "story/heading.h"
#include "ui/axis.h"
#include "ui/stage_over.h"
#include "ui/timeline.h"

#include <string.h>

enum {
	INDENT = 2,
	GAP = 1,
	AXIS_ROWS = 2,
	NAME_LEAST = 4,
	WIDEST_STEP = 4,   /* cells of an event, where there is room */
	NAMES_ASKED = 4096 /* lanes whose names are measured */
};

void stage_fini(struct stage *st)
{
	if (st->canvas.cells != NULL)
		canvas_fini(&st->canvas);
}

/* --- rows --- */

int stage_place(const struct session *s, size_t row)
{
	int axes = 0;

	for (size_t i = 1; s->steps && i <= row && i < s->rows.len; i++)
		axes += s->rows.at[i].heading;
	return (int)row + axes * AXIS_ROWS;
}

/* Rows of lanes, headings and, on an axis of steps, of axes. */
static int height_of(const struct session *s)
{
	int rows = (int)s->rows.len;

	return s->steps ? rows + (int)session_shown(s) * AXIS_ROWS : rows;
}

int stage_need(const struct session *s)
{
	return height_of(s) + (s->steps ? 0 : AXIS_ROWS);
}

/* Rows there are for height_of(). */
static int seen_rows(const struct session *s, int h)
{
	int rows = s->steps ? h : h - AXIS_ROWS;

	return rows > 0 ? rows : 0;
}

static void scroll(struct stage *st, const struct session *s, int h)
{
	int seen = seen_rows(s, h), all = height_of(s);
	int at = stage_place(s, s->row);

	if (st->top > all - seen)
		st->top = all - seen;
	if (at >= st->top + seen)
		st->top = at - seen + 1;
	if (at < st->top)
		st->top = at;
	if (at > 0 && at - 1 < st->top && seen > 1)
		st->top = at - 1; /* below its heading */
	if (st->top < 0 || all <= seen)
		st->top = 0;
}

/* --- windows --- */

/* Does a run have lanes of what only its setup tells? */
static bool has_crew(const struct session *s, size_t run)
{
	for (size_t i = 0; i < s->rows.len; i++)
		if (s->rows.at[i].run == run && !s->rows.at[i].heading &&
		    (s->rows.at[i].class == ACTOR_THREAD ||
		     s->rows.at[i].class == ACTOR_GIL))
			return true;
	return false;
}

static struct tally_lane lane_of(const struct session *s,
				 const struct session_row *row)
{
	return (struct tally_lane){.class = (enum actor_class)row->class,
				   .first = row->first,
				   .count = row->count,
				   .loops = session_loops(s, row->run)};
}

static struct timeline_run run_of(const struct session *s, size_t run,
				  struct str *about)
{
	const struct session_run *r = &s->runs[run];

	heading_about(about, &s->words, &r->setup, s->program->unit);
	return (struct timeline_run){
		.program = r->program,
		.trace = run_trace(r->run),
		.setup = has_crew(s, run) ? &r->setup : NULL,
		.name = str_text(&r->name),
		.about = str_text(about),
		.result = "",
		.stuck = r->metrics != NULL && r->metrics->deadlocked > 0,
	};
}

static int gutter_of(const struct session *s, int w)
{
	struct lanes lanes = {0};
	int names;

	for (size_t i = 0; i < s->rows.len && i < NAMES_ASKED; i++) {
		const struct session_row *row = &s->rows.at[i];

		if (!row->heading)
			vec_push(&lanes.list, lane_of(s, row));
	}
	names = lanes_width(&lanes, &s->words, s->program);
	lanes_fini(&lanes);
	names = names < NAME_LEAST ? NAME_LEAST : names;
	return INDENT + names + GAP < w / 3 ? INDENT + names + GAP : w / 3;
}

/* What was guessed stands on the axis, too, though nothing happens there. */
static int64_t last_guess(const struct session *s)
{
	int64_t last = 0;

	for (size_t i = 0; i < s->ghosts.len; i++)
		if (s->ghosts.at[i].t > last)
			last = s->ghosts.at[i].t;
	return last;
}

/* Everything, in columns of a round length. */
static struct window fit_window(const struct stage *st, const struct session *s)
{
	struct timeline_run runs[SESSION_RUNS];
	struct str about = {0};
	struct timeline t = {.program = s->program,
			     .words = &s->words,
			     .runs = runs,
			     .reach = last_guess(s),
			     .gutter = st->gutter};

	for (size_t i = 0; i < s->n_runs; i++)
		if (!s->runs[i].hidden)
			runs[t.n_runs++] = run_of(s, i, &about);
	timeline_fit(&t, st->canvas.w, false);
	str_fini(&about);
	return t.window;
}

/* What is asked for must not be read off the axis. */
static struct window reach_window(const struct stage *st,
				  const struct session *s)
{
	int cols = st->canvas.w - st->gutter - 4;
	int64_t length = s->reach;

	cols = axis_fit(&length, s->program->unit, cols > 1 ? cols : 1);
	return (struct window){0, length, cols, false};
}

static struct window time_window(const struct stage *st,
				 const struct session *s)
{
	int cols = st->canvas.w - st->gutter - 1;

	if (s->fit && session_is_gated(s) && s->reach > 0)
		return reach_window(st, s);
	if (s->fit)
		return fit_window(st, s);
	return (struct window){s->from, s->to, cols > 0 ? cols : 1, false};
}

/* Events that may be shown. */
static int64_t known_steps(const struct session *s, size_t run)
{
	return (int64_t)trace_find_time(session_trace(s, run), s->gate);
}

static struct window step_window(const struct stage *st,
				 const struct session *s, size_t run)
{
	int room = st->canvas.w - st->gutter - 1;
	int64_t page, each, from;

	room = room > 0 ? room : 1;
	page = session_page(s, room);
	from = session_page_from(s, run, room);
	each = room / page;
	if (s->zoom <= 0 && each > WIDEST_STEP)
		each = WIDEST_STEP;
	if (session_is_gated(s) && page > known_steps(s, run) - from)
		page = known_steps(s, run) - from;
	page = page > 0 ? page : 1;
	return (struct window){from, from + page,
			       each > 0 ? (int)(each * page) : room, true};
}

/* --- drawing --- */

static struct timeline timeline_of(const struct stage *st,
				   const struct session *s,
				   const struct timeline_run *run,
				   struct window window)
{
	return (struct timeline){.program = s->program,
				 .words = &s->words,
				 .runs = run,
				 .n_runs = 1,
				 .gutter = st->gutter,
				 .window = window};
}

/* The rows [FIRST, FIRST + N) of one run, a heading perhaps among them. */
static void draw_rows(struct stage *st, const struct session *s,
		      const struct timeline_run *run, size_t first, size_t n)
{
	size_t index = s->rows.at[first].run;
	struct stage_run *place = &st->runs[index];
	struct timeline t = timeline_of(st, s, run, place->window);
	int y = stage_place(s, first) - st->top;

	if (!s->rows.at[first].heading && n > 1) {
		/* its heading, scrolled away, stands where a lane would */
		first++;
		n--;
		place->heading = y++;
	} else if (s->rows.at[first].heading) {
		place->heading = y++;
	}
	place->lanes = y;
	for (size_t i = first; i < first + n; i++) {
		const struct session_row *row = &s->rows.at[i];

		if (!row->heading)
			vec_push(&t.lanes.list, lane_of(s, row));
	}
	place->n_lanes = (int)t.lanes.list.len;
	timeline_draw_run(&st->canvas,
			  (struct rect){0, place->lanes - 1, st->canvas.w,
					place->n_lanes + 1},
			  &t, 0);
	st->seen |= t.seen;
	timeline_fini(&t);
}

static void draw_axis(struct stage *st, const struct session *s,
		      const struct timeline_run *run, size_t index, int y)
{
	struct timeline t = timeline_of(st, s, run, st->runs[index].window);

	st->runs[index].axis = y;
	timeline_draw_axis(&st->canvas,
			   (struct rect){0, y, st->canvas.w, AXIS_ROWS}, &t, 0);
}

static void draw_run(struct stage *st, const struct session *s, size_t index)
{
	int seen = seen_rows(s, st->canvas.h), below = 0;
	struct str about = {0};
	struct timeline_run run = run_of(s, index, &about);
	size_t first = 0, n = 0;

	for (size_t i = 0; i < s->rows.len; i++) {
		int y = stage_place(s, i) - st->top;

		if (s->rows.at[i].run != index)
			continue;
		below = y + 1;
		if (y < 0 || y >= seen)
			continue;
		first = n == 0 ? i : first;
		n++;
	}
	if (n > 0)
		draw_rows(st, s, &run, first, n);
	if (s->steps && below >= 0 && below + AXIS_ROWS <= seen)
		draw_axis(st, s, &run, index, below);
	str_fini(&about);
}

/* The one axis of time, below all rows that are seen. */
static void draw_clock(struct stage *st, const struct session *s)
{
	int rows = height_of(s) - st->top;
	int seen = seen_rows(s, st->canvas.h);
	struct str about = {0};

	for (size_t i = 0; i < s->n_runs; i++) {
		struct timeline_run run;

		if (!st->runs[i].shown)
			continue;
		run = run_of(s, i, &about);
		draw_axis(st, s, &run, i, rows < seen ? rows : seen);
		break;
	}
	str_fini(&about);
}

static void draw_all(struct stage *st, const struct session *s)
{
	struct window window = {0, 1, 1, false};

	canvas_reset(&st->canvas, st->key.w, st->key.h);
	st->canvas.ascii = s->ascii;
	st->seen = 0;
	st->gutter = gutter_of(s, st->canvas.w);
	if (!s->steps)
		window = time_window(st, s);
	for (size_t i = 0; i < s->n_runs; i++) {
		st->runs[i] = (struct stage_run){.shown = !s->runs[i].hidden,
						 .heading = -1,
						 .lanes = -1,
						 .axis = -1,
						 .window = window};
		if (s->steps)
			st->runs[i].window = step_window(st, s, i);
		if (st->runs[i].shown)
			draw_run(st, s, i);
	}
	if (!s->steps)
		draw_clock(st, s);
}

static bool is_same(const struct stage_key *a, const struct stage_key *b)
{
	for (size_t i = 0; i < SESSION_RUNS; i++)
		if (a->page[i] != b->page[i])
			return false;
	return a->program == b->program && a->version == b->version &&
	       a->w == b->w && a->h == b->h && a->top == b->top &&
	       a->ascii == b->ascii;
}

static struct stage_key key_of(const struct stage *st, const struct session *s,
			       struct rect r)
{
	struct stage_key key = {.program = s->program,
				.version = s->version,
				.w = r.w,
				.h = r.h,
				.top = st->top,
				.ascii = s->ascii};
	int room = r.w - st->gutter - 1;

	for (size_t i = 0; s->steps && i < s->n_runs; i++)
		key.page[i] = session_page_from(s, i, room > 0 ? room : 1);
	return key;
}

void stage_draw(struct canvas *c, struct rect r, struct stage *st,
		const struct session *s)
{
	struct stage_key key;

	if (r.w < 1 || r.h < 1)
		return;
	if (st->canvas.cells == NULL)
		canvas_init(&st->canvas, r.w, r.h);
	scroll(st, s, r.h);
	key = key_of(st, s, r);
	if (!st->drawn || !is_same(&key, &st->key)) {
		st->key = key;
		st->drawn = true;
		draw_all(st, s);
		st->key = key_of(st, s, r);
	}
	canvas_copy(c, r, &st->canvas);
	stage_over(c, r, st, s);
}

/* --- what stands where --- */

static int row_at(const struct session *s, int place)
{
	for (size_t i = 0; i < s->rows.len; i++)
		if (stage_place(s, i) == place && !s->rows.at[i].heading)
			return (int)i;
	return -1;
}

/* The run to whose rows a row of the stage belongs. */
static size_t run_at_row(const struct stage *st, int y)
{
	size_t found = 0;

	for (size_t i = 0; i < SESSION_RUNS; i++)
		if (st->runs[i].shown && st->runs[i].lanes >= 0 &&
		    st->runs[i].lanes - 1 <= y)
			found = i;
	return found;
}

struct stage_spot stage_at(const struct stage *st, const struct session *s,
			   int x, int y)
{
	struct stage_spot spot = {.row = -1, .run = run_at_row(st, y)};
	const struct stage_run *run = &st->runs[spot.run];
	struct axis axis = {0};
	int64_t at;

	if (!st->drawn || x < 0 || y < 0 || x >= st->key.w || y >= st->key.h)
		return spot;
	spot.row = row_at(s, y + st->top);
	x -= st->gutter;
	if (x < 0)
		return spot;
	axis_set(&axis, run->window.from, run->window.to, run->window.cols, 1);
	at = axis_begin(&axis, x < axis.cols ? x : axis.cols);
	axis_fini(&axis);
	spot.has_time = true;
	spot.t = at;
	spot.event = (uint64_t)at;
	return spot;
}
