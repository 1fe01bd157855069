/* SPDX-License-Identifier: MIT */
/* One task at the cursor, out of the run's moment, machine and metrics. */
#include "ui/inspect.h"

#include "app/session_look.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/vec.h"
#include "story/fill.h"
#include "story/names.h"
#include "ui/lane.h"
#include "ui/lanes.h"
#include "vos/runtime.h"

enum {
	WIDE = 50,
	FIGURE = 12, /* cells of a duration */
	RIVALS = 4,  /* named of those who ran meanwhile */
	SCAN = 65536 /* events read to find them */
};

struct inspect {
	const struct session *s;
	size_t run;
	uint32_t copy;
	const struct moment *moment;
	const struct moment_task *task; /* NULL: the lane has none now */
	int64_t now;                    /* ns */
	struct canvas *c;               /* NULL: its rows are only counted */
	struct rect rest;               /* rows still to be filled */
	int rows;                       /* asked for */
	bool airy;                      /* there is room for blank rows */
};

/* Takes the next row, or none is left. */
static struct rect next_row(struct inspect *in)
{
	struct rect row = rect_row(in->rest, 0);

	if (in->rest.h < 1 || in->c == NULL)
		row.h = 0;
	in->rest = rect_below(in->rest, 1);
	in->rows++;
	return row;
}

static void put(struct inspect *in, const struct str *text, enum role role)
{
	struct text_wrap wrap = {0};

	text_wrap(&wrap, str_text(text), text->len, (size_t)in->rest.w);
	for (size_t i = 0; i < wrap.lines.len; i++) {
		struct rect row = next_row(in);

		if (row.h > 0)
			canvas_putn(in->c, row,
				    str_text(text) + wrap.lines.at[i].begin,
				    wrap.lines.at[i].len, role);
	}
	text_wrap_fini(&wrap);
}

static void put_plain(struct inspect *in, const char *text, enum role role)
{
	struct str line = {0};

	str_add(&line, text);
	put(in, &line, role);
	str_fini(&line);
}

static void add_actor(struct str *out, const struct inspect *in, uint32_t actor)
{
	name_add_called(out, &in->s->words, in->s->runs[in->run].program,
			session_loops(in->s, in->run), actor);
}

static void add_dur(struct str *out, const struct inspect *in, int64_t ns)
{
	fill_dur(out, ns, in->s->program->unit);
}

/* --- what it does --- */

static void draw_state(struct inspect *in)
{
	enum state state = moment_state(in->moment, in->copy, in->now);
	struct str text = {0}, so_far = {0}, until = {0};
	struct fill fills[3] = {{"state", words_state(&in->s->words, state)}};
	int64_t since = state == (enum state)in->task->state ? in->task->entered
							     : in->task->due;
	bool more = state != STATE_READY && in->task->due != INT64_MAX;

	add_dur(&so_far, in, in->now - since);
	if (more)
		add_dur(&until, in, in->task->due);
	fills[1] = (struct fill){"for", str_text(&so_far)};
	fills[2] = (struct fill){"until", str_text(&until)};
	if (state == STATE_UNBORN || state == STATE_DONE)
		str_add(&text, words_state(&in->s->words, state));
	else
		fill_add(&text,
			 more ? _("{state} for {for}, until {until}")
			      : _("{state} for {for}"),
			 fills, 3);
	put(in, &text, ROLE_TITLE);
	str_fini(&text);
	str_fini(&so_far);
	str_fini(&until);
}

/* --- durations --- */

static const struct {
	uint8_t state, also; /* enum state, or STATE_COUNT */
} kinds[] = {
	{STATE_RUNNING, STATE_COUNT}, {STATE_READY, STATE_SWITCHING},
	{STATE_WAITING, STATE_COUNT}, {STATE_SLEEPING, STATE_COUNT},
	{STATE_BLOCKED, STATE_COUNT},
};

/* In the whole run; -1 while that is not known. */
static int64_t in_all(const struct inspect *in, enum state state)
{
	const struct metrics *m = in->s->runs[in->run].metrics;
	const struct task_figures *f = m ? &m->tasks[in->copy] : NULL;

	if (f == NULL || session_is_gated(in->s))
		return -1;
	return state == STATE_RUNNING    ? f->cpu
	       : state == STATE_READY    ? f->waiting
	       : state == STATE_WAITING  ? f->io
	       : state == STATE_SLEEPING ? f->timer
					 : f->blocked;
}

static void draw_figure(struct inspect *in, struct rect r, int64_t ns,
			enum role role)
{
	struct str text = {0};

	if (ns < 0)
		str_addc(&text, '-');
	else
		add_dur(&text, in, ns);
	r.w = FIGURE;
	canvas_put_right(in->c, r, str_text(&text), role);
	str_fini(&text);
}

static void draw_figures(struct inspect *in)
{
	struct rect row = next_row(in);
	int left = row.w - 2 * FIGURE;

	if (row.h > 0) {
		struct rect r = rect_right(row, left);

		r.w = FIGURE;
		canvas_put_right(in->c, r, _("so far"), ROLE_FAINT);
		r = rect_right(row, left + FIGURE);
		canvas_put_right(in->c, r, _("in all"), ROLE_FAINT);
	}
	for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
		enum state state = (enum state)kinds[i].state;
		int64_t spent =
			moment_spent(in->moment, in->copy, state, in->now);

		if (kinds[i].also != STATE_COUNT)
			spent += moment_spent(in->moment, in->copy,
					      (enum state)kinds[i].also,
					      in->now);
		if (spent == 0 && in_all(in, state) <= 0)
			continue;
		row = next_row(in);
		if (row.h < 1)
			continue;
		canvas_put_cut(
			in->c, row,
			glyph_state(lane_role(state), SHADE_FULL, in->c->ascii),
			lane_role(state));
		canvas_put_cut(in->c, rect_right(row, 2),
			       words_state(&in->s->words, state), ROLE_TEXT);
		draw_figure(in, rect_right(row, left), spent, ROLE_TEXT);
		draw_figure(in, rect_right(row, left + FIGURE),
			    in_all(in, state), ROLE_TEXT);
	}
}

/* --- who else --- */

static void draw_woken(struct inspect *in)
{
	const struct trace *tr = session_trace(in->s, in->run);
	struct str text = {0}, by = {0}, at = {0};
	struct fill fills[2];
	const struct event *e;

	if (in->task->woke == MOMENT_NEVER)
		return;
	e = trace_at(tr, in->task->woke);
	add_dur(&at, in, e->t);
	if (e->by != ACTOR_NONE)
		add_actor(&by, in, e->by);
	fills[0] = (struct fill){"at", str_text(&at)};
	fills[1] = (struct fill){"by", str_text(&by)};
	fill_add(&text,
		 e->by != ACTOR_NONE ? _("Woken last at {at} by {by}.")
				     : _("Woken last at {at}: its time had "
					 "come."),
		 fills, 2);
	put(in, &text, ROLE_TEXT);
	str_fini(&text);
	str_fini(&by);
	str_fini(&at);
}

static void draw_wanted(struct inspect *in)
{
	const struct machine *m = session_machine(in->s, in->run);
	struct str text = {0}, what = {0}, by = {0};
	struct fill fills[2];
	uint32_t actor, holder;

	if (m == NULL)
		return;
	actor = waits_for(m, &m->tasks[in->copy], &holder);
	if (actor == ACTOR_NONE)
		return;
	add_actor(&what, in, actor);
	if (holder != ACTOR_NONE && holder != actor)
		add_actor(&by, in, holder);
	fills[0] = (struct fill){"what", str_text(&what)};
	fills[1] = (struct fill){"by", str_text(&by)};
	fill_add(&text,
		 by.len > 0 ? _("Waits for {what}, which {by} holds.")
			    : _("Waits for {what}."),
		 fills, 2);
	put(in, &text, ROLE_TEXT);
	str_fini(&text);
	str_fini(&what);
	str_fini(&by);
}

struct rival {
	uint32_t actor;
	int64_t ran; /* ns */
};

struct rivals {
	struct VEC(struct rival) list;
	uint32_t on[CORE_NONE]; /* by core: 1 + who has it */
	int64_t since[CORE_NONE];
};

static void add_ran(struct rivals *v, uint32_t core, int64_t t)
{
	uint32_t actor = v->on[core] - 1;
	size_t i = 0;

	if (v->on[core] == 0)
		return;
	v->on[core] = 0;
	while (i < v->list.len && v->list.at[i].actor != actor)
		i++;
	if (i == v->list.len)
		vec_push(&v->list, (struct rival){actor, 0});
	v->list.at[i].ran += t - v->since[core];
}

/* Who had a core between two events, for how long. */
static void find_rivals(struct rivals *v, const struct trace *tr, uint64_t from,
			uint64_t to, int64_t begin, int64_t end)
{
	uint64_t first = from > SCAN ? from - SCAN : 0;

	if (to > from && to - from > SCAN)
		to = from + SCAN;
	for (uint64_t i = first; i < to; i++) {
		const struct event *e = trace_at(tr, i);
		int64_t t = e->t > begin ? e->t : begin;
		uint32_t core = e->core;

		if (e->kind == EV_IDLE)
			core = actor_index(e->who);
		else if (e->kind != EV_RUN && e->kind != EV_SWITCH)
			continue;
		if (core == CORE_NONE)
			continue;
		add_ran(v, core, t);
		v->since[core] = t;
		v->on[core] = e->kind == EV_RUN ? e->who + 1 : 0;
	}
	for (uint32_t core = 0; core < CORE_NONE; core++)
		add_ran(v, core, end);
}

static void draw_rivals(struct inspect *in)
{
	const struct trace *tr = session_trace(in->s, in->run);
	const struct moment_task *t = in->task;
	struct rivals v = {0};
	struct fill ready = {"ready", words_state(&in->s->words, STATE_READY)};
	struct str text = {0};
	bool over = t->runs != MOMENT_NEVER;
	size_t n = 0;

	if (t->ready == MOMENT_NEVER)
		return;
	find_rivals(&v, tr, t->ready, over ? t->runs : in->moment->passed,
		    trace_at(tr, t->ready)->t,
		    over ? trace_at(tr, t->runs)->t : in->now);
	for (size_t i = 0; i < v.list.len; i++) {
		if (v.list.at[i].ran == 0 || n++ >= RIVALS ||
		    v.list.at[i].actor == ACTOR(ACTOR_TASK, in->copy))
			continue;
		if (text.len > 0)
			str_add(&text, ", ");
		else
			fill_add(&text, _("Meanwhile ({ready}): "), &ready, 1);
		add_actor(&text, in, v.list.at[i].actor);
		str_addc(&text, ' ');
		add_dur(&text, in, v.list.at[i].ran);
	}
	put(in, &text, ROLE_TEXT);
	str_fini(&text);
	vec_fini(&v.list);
}

/* --- the box --- */

static void leave_blank(struct inspect *in)
{
	if (in->airy)
		next_row(in);
}

/* A core or a thread without a task. */
static void draw_nobody(struct inspect *in)
{
	const struct session_row *row = session_chosen(in->s);
	struct str text = {0}, idle = {0}, now = {0};
	struct fill fills[2];

	put_plain(in, _("It has no task at this moment."), ROLE_TITLE);
	if (row->class != ACTOR_CORE || row->count > 1)
		return;
	add_dur(&idle, in,
		moment_idle(in->moment, row->first + 1, in->now) -
			moment_idle(in->moment, row->first, in->now));
	add_dur(&now, in, in->now);
	fills[0] = (struct fill){"idle", str_text(&idle)};
	fills[1] = (struct fill){"now", str_text(&now)};
	fill_add(&text, _("So far it was idle for {idle} of {now}."), fills, 2);
	put(in, &text, ROLE_TEXT);
	str_fini(&text);
	str_fini(&idle);
	str_fini(&now);
}

static int draw_inside(struct inspect *in)
{
	in->rows = 0;
	leave_blank(in);
	if (!in->task) {
		draw_nobody(in);
		leave_blank(in);
		return in->rows;
	}
	draw_state(in);
	leave_blank(in);
	draw_figures(in);
	leave_blank(in);
	draw_wanted(in);
	draw_woken(in);
	draw_rivals(in);
	return in->rows;
}

/* Rows that it takes at a width. */
static int height(struct inspect in, int w)
{
	in.c = NULL;
	in.rest = (struct rect){0, 0, w, 1};
	return draw_inside(&in);
}

/* "core 1 · Bo · threads": the lane if it is no task's, the task, the run. */
static void add_title(struct str *out, const struct inspect *in)
{
	const struct session *s = in->s;
	const struct session_row *row = session_chosen(s);
	const char *dot = glyph_text(GLYPH_DOT, in->c->ascii);

	str_addc(out, ' ');
	if (row && row->class != ACTOR_TASK) {
		const struct tally_lane lane = {
			.class = (enum actor_class)row->class,
			.first = row->first,
			.count = row->count,
			.loops = session_loops(s, in->run)};

		lane_name(out, &s->words, s->program, &lane, in->c->ascii);
		str_addf(out, " %s ", dot);
	}
	if (in->task) {
		name_add_shown(out, s->program, in->copy);
		str_addf(out, " %s ", dot);
	}
	str_add(out, str_text(&s->runs[in->run].name));
	str_addc(out, ' ');
}

static struct rect draw_box(const struct inspect *in, struct rect r)
{
	struct canvas *c = in->c;
	struct str title = {0};

	canvas_fill(c, r, " ", ROLE_TEXT, SHADE_FULL);
	canvas_box(c, r, ROLE_FAINT);
	add_title(&title, in);
	canvas_put_cut(c, (struct rect){r.x + 2, r.y, r.w - 4, 1},
		       str_text(&title), ROLE_TITLE);
	str_fini(&title);
	return (struct rect){r.x + 2, r.y + 1, r.w - 4, r.h - 2};
}

void inspect_draw(struct canvas *c, struct rect r, const struct session *s)
{
	struct inspect in = {.s = s, .run = session_focus(s), .c = c};
	int rows;
	bool found = session_task(s, &in.copy);

	if (!found && !session_chosen(s))
		return;
	if (r.w > WIDE)
		r = rect_right(r, r.w - WIDE);
	if (r.w < 2 * FIGURE + 4 || r.h < 3)
		return;
	in.moment = session_moment(s, in.run);
	in.task = found ? &in.moment->tasks[in.copy] : NULL;
	in.now = session_now(s, in.run);
	in.airy = true;
	rows = height(in, r.w - 4) + 2;
	in.airy = rows <= r.h;
	rows = height(in, r.w - 4) + 2;
	r.h = rows < r.h ? rows : r.h;
	in.rest = draw_box(&in, r);
	draw_inside(&in);
}
