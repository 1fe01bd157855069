/* SPDX-License-Identifier: MIT */
/*
 * One scan over a trace.  A span within a column is added there; one that goes
 * over several adds its two ends, and a note at the first whole column and
 * behind the last, so that its cost does not depend on its length.
 */
#include "ui/tally.h"

#include "base/must.h"
#include "story/crew.h"

/* What a scan carries along. */
struct scan {
	struct tally *tally;
	const struct program *program;
	const struct trace *trace;
	struct rider rider;
	struct crew crew;       /* if the tally has a setup */
	uint32_t on[CORE_NONE]; /* then, by core: 1 + the thread on it */
	const int64_t *edges;   /* the axis's */
	struct track *tracks;
	bool others; /* threads or cores are shown */
	bool steps;
	int cols;    /* the axis's */
	int column;  /* of now; cols at the window's end */
	int64_t now; /* fine */
};

static uint32_t class_base(const struct tally *t, enum actor_class class)
{
	if (class == ACTOR_THREAD)
		return t->first_thread;
	if (class == ACTOR_CORE)
		return t->first_core;
	if (class == ACTOR_GIL)
		return t->first_line;
	return 0;
}

static struct slot *slots_of(struct tally *t, uint32_t lane)
{
	return t->slots.at + (size_t)lane * (size_t)(t->axis.cols + 1);
}

const struct slot *tally_slot(const struct tally *t, uint32_t lane, int column)
{
	must(lane < t->n_lanes && column >= 0 && column < t->axis.cols);
	return t->slots.at + (size_t)lane * (size_t)(t->axis.cols + 1) + column;
}

/* --- before the scan --- */

static uint32_t class_end(const struct tally *t, enum actor_class class)
{
	uint32_t end = 0;

	for (uint32_t i = 0; i < t->n_lanes; i++) {
		const struct tally_lane *lane = &t->lanes[i];

		if (lane->class == class && lane->first + lane->count > end)
			end = lane->first + lane->count;
	}
	return end;
}

static void make_tracks(struct tally *t)
{
	t->first_thread = class_end(t, ACTOR_TASK);
	t->first_core = t->first_thread + class_end(t, ACTOR_THREAD);
	t->first_line = t->first_core + class_end(t, ACTOR_CORE);
	t->n_tracks = t->first_line + class_end(t, ACTOR_GIL);
	vec_clear(&t->tracks);
	vec_extend(&t->tracks, t->n_tracks);
	for (uint32_t i = 0; i < t->n_lanes; i++) {
		const struct tally_lane *lane = &t->lanes[i];
		uint32_t base = class_base(t, lane->class) + lane->first;

		for (uint32_t j = 0; j < lane->count; j++) {
			struct track *track = &t->tracks.at[base + j];

			track->slots = slots_of(t, i);
			track->holder = ACTOR_NONE;
			track->due = INT64_MAX;
			track->state = lane->class == ACTOR_TASK ? STATE_UNBORN
								 : STATE_IDLE;
		}
	}
}

static int64_t most_actors(const struct tally *t)
{
	int64_t most = 1;

	for (uint32_t i = 0; i < t->n_lanes; i++)
		if (t->lanes[i].count > most)
			most = t->lanes[i].count;
	return most;
}

static void begin(struct tally *t, struct window window,
		  const struct tally_lane *lanes, uint32_t n_lanes)
{
	size_t columns = (size_t)window.cols + 1;

	must(window.cols < INT16_MAX);
	t->lanes = lanes;
	t->n_lanes = n_lanes;
	axis_set(&t->axis, window.from, window.to, window.cols, most_actors(t));
	vec_clear(&t->slots);
	vec_extend(&t->slots, n_lanes * columns);
	make_tracks(t);
}

/* --- the scan --- */

static bool is_there(const struct track *track)
{
	return track->state != STATE_UNBORN && track->state != STATE_DONE;
}

static inline void add_span(const struct scan *s, const struct track *track)
{
	struct slot *slots = track->slots;
	uint32_t state = track->state;
	int from = track->column;

	if (from == s->column) {
		slots[from].time[state] += s->now - track->since;
		return;
	}
	slots[from].time[state] += s->edges[from + 1] - track->since;
	slots[from + 1].whole[state]++;
	slots[s->column].whole[state]--;
	slots[s->column].time[state] += s->now - s->edges[s->column];
}

static inline void enter(const struct scan *s, struct track *track,
			 enum state state)
{
	if (is_there(track))
		add_span(s, track);
	track->slots[s->column].changes++;
	track->since = s->now;
	track->column = (int16_t)s->column;
	track->state = (uint8_t)state;
}

/* What it waited for was there before now; nobody has told it yet. */
static void enter_overdue(const struct scan *s, struct track *track)
{
	const struct axis *axis = &s->tally->axis;
	struct scan then = *s;
	int64_t at = s->steps ? (int64_t)trace_find_time(s->trace, track->due)
			      : track->due;

	if (at < axis->from)
		at = axis->from;
	then.now = axis_fine(axis, at);
	then.column = axis_column(axis, at);
	enter(&then, track, STATE_READY);
	track->due = INT64_MAX;
}

static inline void tell_track(const struct scan *s, struct track *track,
			      const struct event *e, enum state state)
{
	if (track->slots == NULL)
		return;
	if (track->due < e->t)
		enter_overdue(s, track);
	if (track->state != (uint8_t)state)
		enter(s, track, state);
	track->due = state_due(e);
}

/* In each column the core remembers whom it had longest at a stretch. */
static void add_holder(const struct scan *s, const struct track *core)
{
	for (int x = core->column; x <= s->column; x++) {
		int64_t from = x == core->column ? core->since : s->edges[x];
		int64_t to = x == s->column ? s->now : s->edges[x + 1];
		struct slot *slot = &core->slots[x];

		if (to - from <= slot->longest)
			continue;
		slot->longest = to - from;
		slot->holder = core->holder;
	}
}

static void tell_holder(const struct scan *s, struct track *core,
			enum state state, uint32_t holder)
{
	if (core->state == (uint8_t)state && core->holder == holder)
		return;
	if (core->holder != ACTOR_NONE)
		add_holder(s, core);
	enter(s, core, state);
	core->holder = holder;
}

static void tell_core(const struct scan *s, uint32_t i, enum state state,
		      uint32_t holder)
{
	struct track *core = s->tracks + s->tally->first_core + i;

	if (i < s->tally->first_line - s->tally->first_core && core->slots)
		tell_holder(s, core, state, holder);
}

static void tell_line(const struct scan *s, uint32_t line, uint32_t holder,
		      enum state state)
{
	struct track *track = s->tracks + s->tally->first_line + line;
	bool none = holder == (line == LINE_HOLDER ? ACTOR_NONE : 0);

	if (line >= s->tally->n_tracks - s->tally->first_line || !track->slots)
		return;
	tell_holder(s, track, none ? STATE_IDLE : state,
		    none ? ACTOR_NONE : holder);
}

/* A thread that has lost its core without a word waits: a loop in its poll. */
static void tell_thread(struct scan *s, const struct event *e)
{
	uint32_t core = e->kind == EV_IDLE ? actor_index(e->who) : e->core;
	uint32_t before, now = 0;
	bool runs = e->kind == EV_RUN && core != CORE_NONE &&
		    e->rule != RULE_LOOP_ORDER;
	struct track *track;

	if (!runs && !(e->kind == EV_IDLE && actor_class(e->who) == ACTOR_CORE))
		return;
	if (runs && actor_class(e->who) == ACTOR_THREAD)
		now = 1 + actor_index(e->who);
	else if (runs && e->by != ACTOR_NONE &&
		 actor_class(e->by) == ACTOR_THREAD)
		now = 1 + actor_index(e->by);
	before = s->on[core];
	s->on[core] = now;
	if (before == 0 || before == now ||
	    before > s->tally->first_core - s->tally->first_thread)
		return;
	track = s->tracks + s->tally->first_thread + before - 1;
	if (track->slots && track->state == STATE_RUNNING)
		enter(s, track, STATE_IDLE);
}

static void tell_phase(const struct scan *s, uint32_t loop)
{
	enum crew_phase phase = crew_phase(&s->crew, loop);

	tell_line(s, LINE_PHASE + loop, phase,
		  phase == PHASE_RUN ? STATE_RUNNING : STATE_WAITING);
}

/* The lanes of lines, and of a pool's workers, who do as their jobs do. */
static void tell_crew(struct scan *s, const struct event *e)
{
	uint32_t worker = actor_index(crew_tell(&s->crew, e));
	enum state state = state_after(e, s->program);

	tell_thread(s, e);
	tell_line(s, LINE_HOLDER, s->crew.holder, STATE_RUNNING);
	tell_line(s, LINE_LOCK, s->crew.line, STATE_READY);
	tell_line(s, LINE_JOBS, s->crew.jobs, STATE_READY);
	if (e->kind == EV_LOOP)
		tell_phase(s, actor_index(e->who));
	if (state != STATE_COUNT &&
	    worker < s->tally->first_core - s->tally->first_thread)
		tell_track(s, s->tracks + s->tally->first_thread + worker, e,
			   state == STATE_DONE ? STATE_IDLE : state);
}

/* Threads that are nobody's own, and what happens to cores: they have the task
 * in whose step a loop is, its rider. */
static void tell_others(struct scan *s, const struct event *e, enum state state,
			uint32_t rider)
{
	const struct tally *t = s->tally;
	uint32_t i = actor_index(e->who);

	if (e->kind == EV_IDLE && actor_class(e->who) == ACTOR_CORE)
		tell_core(s, i, state, ACTOR_NONE);
	else if (actor_class(e->who) == ACTOR_THREAD &&
		 i < t->first_core - t->first_thread)
		tell_track(s, s->tracks + t->first_thread + i, e, state);
	if (e->core != CORE_NONE && (e->kind == EV_RUN || e->kind == EV_SWITCH))
		tell_core(s, e->core, state,
			  rider == ACTOR_NONE ? e->who : rider);
}

static void tell_failure(const struct scan *s, const struct event *e)
{
	if (e->kind == EV_END && e->who < s->tally->first_thread &&
	    s->tracks[e->who].slots != NULL)
		s->tracks[e->who].slots[s->column].failures++;
}

static inline void tell(struct scan *s, const struct event *e)
{
	enum state state = state_after(e, s->program);
	uint32_t also;

	if (s->tally->setup)
		tell_crew(s, e);
	if (state == STATE_COUNT)
		return;
	if (e->who < s->tally->first_thread)
		tell_track(s, s->tracks + e->who, e, state);
	also = rider_tell(&s->rider, e, state);
	if (also < s->tally->first_thread)
		tell_track(s, s->tracks + also, e, state);
	if (state == STATE_DONE && e->rule == END_FAILED)
		tell_failure(s, e);
	if (s->others)
		tell_others(s, e, state, also);
}

/* An event before the window only says in which state it begins. */
static inline void tell_before(struct scan *s, const struct event *e)
{
	enum state state = state_after(e, s->program);
	uint32_t also;

	if (s->tally->setup)
		tell_crew(s, e);
	if (state == STATE_COUNT)
		return;
	if (e->who < s->tally->first_thread) {
		s->tracks[e->who].state = (uint8_t)state;
		s->tracks[e->who].due = state_due(e);
	}
	also = rider_tell(&s->rider, e, state);
	if (also < s->tally->first_thread)
		s->tracks[also].state = (uint8_t)state;
	if (s->others)
		tell_others(s, e, state, also);
}

static inline void move_to(struct scan *s, int64_t fine)
{
	s->now = fine;
	while (s->column < s->cols && s->edges[s->column + 1] <= fine)
		s->column++;
}

static inline int64_t time_of(const struct trace *tr, uint64_t i, bool steps)
{
	return steps ? (int64_t)i : trace_at(tr, i)->t;
}

static void scan_trace(struct scan *s, const struct trace *tr, bool steps)
{
	const struct axis *axis = &s->tally->axis;
	int64_t before = -1;
	uint64_t i = 0;

	for (; i < tr->n && time_of(tr, i, steps) < axis->from; i++)
		tell_before(s, trace_at(tr, i));
	for (uint32_t lane = 0; lane < s->tally->n_lanes; lane++)
		slots_of(s->tally, lane)->changes = 0;
	for (; i < tr->n; i++) {
		int64_t now = time_of(tr, i, steps);

		if (now > axis->to)
			break;
		if (now != before)
			move_to(s, axis_fine(axis, now));
		before = now;
		tell(s, trace_at(tr, i));
	}
}

/* The spans that last to the end, which is the trace's or the window's. */
static void finish(struct scan *s, int64_t end)
{
	if (end > s->tally->axis.from)
		move_to(s, axis_fine(&s->tally->axis, end));
	for (uint32_t i = 0; i < s->tally->n_tracks; i++) {
		struct track *track = s->tracks + i;

		if (track->slots == NULL)
			continue;
		if (track->due < s->trace->end)
			enter_overdue(s, track);
		if (track->holder != ACTOR_NONE)
			add_holder(s, track);
		if (is_there(track))
			add_span(s, track);
	}
}

static int64_t end_of(const struct tally *t, const struct trace *tr, bool steps)
{
	if (t->stuck)
		return t->axis.to;
	return steps ? (int64_t)tr->n : tr->end;
}

/* --- after it --- */

/* Adds the columns that spans covered whole. */
static void spread_lane(struct tally *t, struct slot *slots)
{
	const int64_t *edges = t->axis.edges.at;
	int64_t whole[STATE_COUNT] = {0};

	for (int c = 0; c < t->axis.cols; c++)
		for (int state = 0; state < STATE_COUNT; state++) {
			whole[state] += slots[c].whole[state];
			slots[c].time[state] +=
				whole[state] * (edges[c + 1] - edges[c]);
		}
}

void tally_scan(struct tally *t, const struct program *p,
		const struct trace *tr, struct window window,
		const struct tally_lane *lanes, uint32_t n_lanes)
{
	struct scan scan = {.tally = t,
			    .program = p,
			    .trace = tr,
			    .steps = window.steps,
			    .rider = {{0}, {0}}};

	begin(t, window, lanes, n_lanes);
	scan.edges = t->axis.edges.at;
	scan.cols = t->axis.cols;
	scan.tracks = t->tracks.at;
	scan.others = t->first_thread < t->n_tracks;
	if (t->setup)
		crew_init(&scan.crew, p, t->setup);
	scan_trace(&scan, tr, window.steps);
	finish(&scan, end_of(t, tr, window.steps));
	crew_fini(&scan.crew);
	for (uint32_t i = 0; i < n_lanes; i++)
		spread_lane(t, slots_of(t, i));
}

void tally_fini(struct tally *t)
{
	axis_fini(&t->axis);
	vec_fini(&t->slots);
	vec_fini(&t->tracks);
}

/* --- what to show --- */

int tally_failure(const struct tally *t, uint32_t lane)
{
	const struct slot *slots = tally_slot(t, lane, 0);

	for (int x = 0; x <= t->axis.cols && t->lanes[lane].count == 1; x++)
		if (slots[x].failures > 0)
			return x;
	return -1;
}

static const enum state order[] = {
	STATE_RUNNING,  STATE_SWITCHING, STATE_BLOCKED, STATE_WAITING,
	STATE_SLEEPING, STATE_READY,     STATE_IDLE,
};

enum { ORDER = sizeof order / sizeof *order };

/* The shade of a share A of B, neither below 0. */
static enum shade shade_of(int64_t a, int64_t b)
{
	if (a >= b - b / 8)
		return SHADE_FULL;
	if (a >= b - b / 2)
		return SHADE_MOST;
	return a >= b / 4 ? SHADE_PART : SHADE_LITTLE;
}

enum state tally_pick(const struct tally *t, uint32_t lane, int column,
		      enum shade *shade)
{
	const struct slot *slot = tally_slot(t, lane, column);
	int64_t width = t->axis.edges.at[column + 1] - t->axis.edges.at[column];
	uint32_t actors = t->lanes[lane].count;
	enum state best = order[0];
	int64_t there = 0;

	for (int i = 0; i < ORDER; i++) {
		there += slot->time[order[i]];
		if (slot->time[order[i]] > slot->time[best])
			best = order[i];
	}
	if (actors > 1 && slot->time[STATE_RUNNING] >= width * actors / 4)
		best = STATE_RUNNING;
	*shade = SHADE_FULL;
	if (there == 0 || (actors == 1 && there < width - there))
		return STATE_DONE;
	if (actors > 1 || slot->changes > 2)
		*shade = shade_of(slot->time[best], width * actors);
	return best;
}
