/* SPDX-License-Identifier: MIT */
/* Cells changed where the cursor stands, right of it, and on the axis. */
#include "ui/stage_over.h"

#include "base/i18n.h"
#include "base/text.h"
#include "story/heading.h"
#include "ui/axis.h"

#include <string.h>

enum { EIGHTHS = 8, INDENT = 2 };

/* Where the playhead stands in a run. */
struct head {
	int column; /* -1: before the window; cols: at its end or behind */
	int eighths;
	bool seen;
};

static int eighths_of(int64_t part, int64_t width)
{
	if (width <= 0)
		return 0;
	if (width <= INT64_MAX / EIGHTHS)
		return (int)(part * EIGHTHS / width);
	return (int)(part / (width / EIGHTHS + 1));
}

static struct head head_of(const struct session *s, size_t run,
			   const struct axis *axis)
{
	int64_t at = s->steps ? (int64_t)s->runs[run].passed : s->t;
	struct head head = {axis_column(axis, at), 0, true};
	int64_t begin, width;

	if (head.column < 0 || (head.column == axis->cols && at > axis->to)) {
		head.seen = false;
		return head;
	}
	if (head.column == axis->cols)
		return head;
	begin = axis->edges.at[head.column];
	width = axis->edges.at[head.column + 1] - begin;
	head.eighths = eighths_of(axis_fine(axis, at) - begin, width);
	return head;
}

/* The cell of a lane under the playhead: what runs grows, the rest has a
 * line. */
static void draw_head_cell(struct canvas *c, struct rect cell, struct head head)
{
	const struct cell *now = canvas_at(c, cell.x, cell.y);
	bool bar = now->role == ROLE_RUNNING && head.eighths > 0;

	canvas_put(c, cell,
		   bar ? glyph_bar(head.eighths, c->ascii)
		       : glyph_line(head.eighths, c->ascii),
		   bar ? ROLE_RUNNING : ROLE_PLAYHEAD);
}

static void draw_head_row(struct canvas *c, struct rect row, struct head head,
			  bool ahead)
{
	struct rect cell = rect_right(row, head.column > 0 ? head.column : 0);
	struct rect rest = head.seen ? rect_right(cell, 1) : cell;

	if (head.seen && cell.w > 0) {
		cell.w = 1;
		draw_head_cell(c, cell, head);
	}
	if (ahead)
		canvas_paint(c, rest, ROLE_FAINT);
	else
		canvas_fill(c, rest, " ", ROLE_TEXT, SHADE_FULL);
}

static struct rect stage_row(struct rect r, const struct stage *st, int y)
{
	return rect_right(rect_row(r, y), st->gutter);
}

static void draw_head(struct canvas *c, struct rect r, const struct stage *st,
		      const struct session *s, size_t run)
{
	const struct stage_run *place = &st->runs[run];
	const struct window *w = &place->window;
	struct axis axis = {0};
	struct head head;

	axis_set(&axis, w->from, w->to, w->cols, 1);
	head = head_of(s, run, &axis);
	for (int i = 0; i < place->n_lanes; i++)
		draw_head_row(c, stage_row(r, st, place->lanes + i), head,
			      s->ahead);
	if (head.seen && place->axis >= 0)
		canvas_sign(
			c,
			rect_right(stage_row(r, st, place->axis), head.column),
			GLYPH_PLAYHEAD, ROLE_PLAYHEAD);
	axis_fini(&axis);
}

/* --- the axis --- */

static void draw_sign(struct canvas *c, struct rect row, const struct axis *a,
		      int64_t at, const char *sign)
{
	int x = axis_column(a, at);

	if (x < 0 || (x == a->cols && at > a->to))
		return;
	canvas_put(c, rect_right(row, x), sign, ROLE_MARK);
}

/* The last event of a run at the instant at which setups part: the one that
 * made the difference, if it was this run's. */
static int64_t parted_event(const struct session *s, size_t run,
			    const struct divergence *parted, uint64_t ev)
{
	const struct trace *tr = session_trace(s, run);
	uint64_t n;

	if (ev != DIVERGE_NO_EVENT && trace_at(tr, ev)->t == parted->t)
		return (int64_t)ev;
	n = trace_find_time(tr, parted->t + 1);
	return n > 0 ? (int64_t)n - 1 : 0;
}

static bool is_first(const struct session *s, size_t run)
{
	size_t i = 0;

	while (s->runs[i].hidden)
		i++;
	return i == run;
}

/* Where setups part is told once it has happened: in time, or on a run's own
 * axis of steps. */
static void draw_parted(struct canvas *c, struct rect row, const struct axis *a,
			const struct session *s, size_t run)
{
	const char *sign = glyph_text(GLYPH_DIFFERENT, c->ascii);

	for (size_t i = 0; i < s->n_runs; i++) {
		const struct divergence *d = &s->runs[i].parted;
		bool mine = i == run;
		int64_t at;

		if (!d->found || d->t >= s->gate || s->runs[i].hidden ||
		    (s->steps && !mine && !is_first(s, run)))
			continue;
		at = !s->steps ? d->t
			       : parted_event(s, run, d,
					      mine ? d->ev_b : d->ev_a);
		if (s->ahead ||
		    (s->steps ? at < (int64_t)s->runs[run].passed : at <= s->t))
			draw_sign(c, row, a, at, sign);
	}
}

static void draw_marks(struct canvas *c, struct rect r, const struct stage *st,
		       const struct session *s, size_t run)
{
	static const char *const names[2] = {"A", "B"};
	const struct window *w = &st->runs[run].window;
	struct rect row = stage_row(r, st, st->runs[run].axis);
	struct axis axis = {0};

	axis_set(&axis, w->from, w->to, w->cols, 1);
	draw_parted(c, row, &axis, s, run);
	for (int i = 0; i < 2; i++) {
		const struct session_mark *mark = &s->mark[i];

		if (mark->t != SESSION_NO_TIME)
			draw_sign(c, row, &axis,
				  s->steps ? (int64_t)session_mark_passed(
						     s, mark, run)
					   : mark->t,
				  names[i]);
	}
	axis_fini(&axis);
}

/* --- guesses --- */

static int lane_of(const struct stage *st, const struct session *s,
		   const struct ghost *g)
{
	for (size_t i = 0; i < s->rows.len; i++) {
		const struct session_row *row = &s->rows.at[i];

		if (!row->heading && row->run == g->run &&
		    row->class == ACTOR_TASK && g->copy >= row->first &&
		    g->copy - row->first < row->count)
			return stage_place(s, i) - st->top;
	}
	return -1;
}

/* All runs share one axis of time; it is drawn for the first that is shown. */
static int shared_axis(const struct stage *st, const struct session *s)
{
	for (size_t i = 0; i < s->n_runs; i++)
		if (st->runs[i].axis >= 0)
			return st->runs[i].axis;
	return -1;
}

static void draw_ghost(struct canvas *c, struct rect r, const struct stage *st,
		       const struct session *s, const struct ghost *g)
{
	const struct stage_run *run = &st->runs[g->run];
	int y = g->copy == NONE ? shared_axis(st, s) : lane_of(st, s, g), x;
	struct axis axis = {0};

	if (y < 0 || s->steps)
		return;
	if (g->copy != NONE &&
	    (y < run->lanes || y >= run->lanes + run->n_lanes))
		return;
	axis_set(&axis, run->window.from, run->window.to, run->window.cols, 1);
	x = axis_column(&axis, g->t);
	axis_fini(&axis);
	r = stage_row(r, st, y);
	if (x >= 0 && x < r.w)
		canvas_put(c, rect_right(r, x), g->sign, ROLE_MARK);
}

/* --- headings and names --- */

/* A text that would go on where the row stands is seen to have been cut. */
static void cut_short(struct canvas *c, struct rect row)
{
	const char *sign = glyph_text(GLYPH_ELLIPSIS, c->ascii);
	int width = (int)text_width(sign, strlen(sign));
	size_t len;
	const char *last = canvas_text(c, canvas_at(c, row.x - 1, row.y), &len);

	if (len > 0 && *last != ' ')
		canvas_put(c, (struct rect){row.x - width, row.y, width, 1},
			   sign, ROLE_FAINT);
}

static void draw_result(struct canvas *c, struct rect row,
			const struct session *s, size_t run)
{
	const struct session_run *r = &s->runs[run];
	const struct trace *tr = run_trace(r->run);
	struct str text = {0};
	enum role role = ROLE_FAINT;
	int width;

	if (r->status == RUN_MORE)
		str_addf(&text,
			 ngettext("%llu event so far", "%llu events so far",
				  (unsigned long)tr->n),
			 (unsigned long long)tr->n);
	else if ((s->ahead || session_is_over(s, run)) && r->metrics != NULL)
		role = heading_result(&text, &s->words, tr, r->metrics,
				      s->program->unit)
			       ? ROLE_ERROR
			       : ROLE_TITLE;
	width = (int)text_width(str_text(&text), text.len);
	if (width > 0 && width + INDENT < row.w) {
		row = rect_right(row, row.w - width - INDENT);
		cut_short(c, row);
		canvas_fill(c, row, " ", ROLE_TEXT, SHADE_FULL);
		canvas_put_right(c, row, str_text(&text), role);
	}
	str_fini(&text);
}

static void draw_chosen(struct canvas *c, struct rect r, const struct stage *st,
			const struct session *s)
{
	const struct session_row *row = session_chosen(s);
	const struct stage_run *place;
	int y = stage_place(s, s->row) - st->top;

	if (row == NULL)
		return;
	place = &st->runs[row->run];
	if (y < place->lanes || y >= place->lanes + place->n_lanes)
		return;
	r = rect_row(r, y);
	r.w = st->gutter;
	canvas_paint(c, r, ROLE_CHOSEN);
	canvas_sign(c, rect_right(r, INDENT - 1), GLYPH_CHOSEN, ROLE_CHOSEN);
}

/* Beside the one axis of time: rows that have been scrolled away. */
static void draw_more(struct canvas *c, struct rect r, const struct stage *st,
		      const struct session *s, int axis)
{
	int below = (int)s->rows.len - st->top - axis;
	struct str text = {0};

	if (st->top > 0)
		str_addf(&text, "%s%d", c->ascii ? "^" : "↑", st->top);
	if (below > 0)
		str_addf(&text, "%s%s%d", text.len > 0 ? " " : "",
			 c->ascii ? "v" : "↓", below);
	r = rect_right(rect_row(r, axis), INDENT);
	r.w = st->gutter - INDENT - 1;
	canvas_put_cut(c, r, str_text(&text), ROLE_AXIS);
	str_fini(&text);
}

void stage_over(struct canvas *c, struct rect r, const struct stage *st,
		const struct session *s)
{
	bool marked = false;

	for (size_t i = 0; i < s->n_runs; i++) {
		const struct stage_run *run = &st->runs[i];

		if (!run->shown)
			continue;
		if (run->axis >= 0 && (s->steps || !marked)) {
			draw_marks(c, r, st, s, i);
			if (!s->steps)
				draw_more(c, r, st, s, run->axis);
			marked = true;
		}
		draw_head(c, r, st, s, i);
		if (run->heading >= 0)
			draw_result(c, rect_row(r, run->heading), s, i);
	}
	for (size_t i = 0; i < s->ghosts.len; i++)
		if (st->runs[s->ghosts.at[i].run].shown)
			draw_ghost(c, r, st, s, &s->ghosts.at[i]);
	draw_chosen(c, r, st, s);
}
