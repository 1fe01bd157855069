/* SPDX-License-Identifier: MIT */
/*
 * One scan over a trace.  A span within a column is added there; one that goes
 * over several adds its two ends, and a note at the first whole column and
 * behind the last, so that its cost does not depend on its length.
 */
#include "ui/tally.h"

#include "base/must.h"

/* What a scan carries along. */
struct scan {
	struct tally *tally;
	int64_t now; /* fine */
	int column;  /* of now; cols at the window's end */
};

static uint32_t class_base(const struct tally *t, enum actor_class class)
{
	if (class == ACTOR_THREAD)
		return t->first_thread;
	if (class == ACTOR_CORE)
		return t->first_core;
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
	t->n_tracks = t->first_core + class_end(t, ACTOR_CORE);
	vec_clear(&t->tracks);
	vec_extend(&t->tracks, t->n_tracks);
	for (uint32_t i = 0; i < t->n_tracks; i++)
		t->tracks.at[i].lane = NONE;
	for (uint32_t i = 0; i < t->n_lanes; i++) {
		const struct tally_lane *lane = &t->lanes[i];
		uint32_t base = class_base(t, lane->class) + lane->first;

		for (uint32_t j = 0; j < lane->count; j++) {
			struct track *track = &t->tracks.at[base + j];

			track->lane = i;
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

static void add_span(struct scan *s, const struct track *track)
{
	const int64_t *edges = s->tally->axis.edges.at;
	struct slot *slots = slots_of(s->tally, track->lane);
	uint32_t state = track->state;
	int from = track->column;

	if (from == s->column) {
		slots[from].time[state] += s->now - track->since;
		return;
	}
	slots[from].time[state] += edges[from + 1] - track->since;
	slots[from + 1].whole[state]++;
	slots[s->column].whole[state]--;
	slots[s->column].time[state] += s->now - edges[s->column];
}

static void enter(struct scan *s, struct track *track, enum state state)
{
	if (is_there(track))
		add_span(s, track);
	if (track->state != state)
		slots_of(s->tally, track->lane)[s->column].changes++;
	track->since = s->now;
	track->column = s->column;
	track->state = state;
}

static struct track *track_find(const struct tally *t, uint32_t actor)
{
	enum actor_class class = actor_class(actor);
	uint32_t i = actor_index(actor), end = t->n_tracks;

	if (class == ACTOR_TASK)
		end = t->first_thread;
	else if (class == ACTOR_THREAD)
		end = t->first_core;
	else if (class != ACTOR_CORE)
		return NULL;
	i += class_base(t, class);
	if (i >= end || t->tracks.at[i].lane == NONE)
		return NULL;
	return &t->tracks.at[i];
}

/* What an event leaves the core in on which it happens. */
static void tell_core(struct scan *s, const struct event *e, enum state state)
{
	struct track *core;

	if (e->core == CORE_NONE || (e->kind != EV_RUN && e->kind != EV_SWITCH))
		return;
	core = track_find(s->tally, ACTOR(ACTOR_CORE, e->core));
	if (core != NULL)
		enter(s, core, state);
}

static void tell(struct scan *s, const struct event *e, const struct program *p)
{
	enum state state = state_after(e, p);
	struct track *track;

	if (state == STATE_COUNT)
		return;
	track = track_find(s->tally, e->who);
	if (track != NULL)
		enter(s, track, state);
	if (s->tally->first_core < s->tally->n_tracks)
		tell_core(s, e, state);
}

static void move_to(struct scan *s, int64_t time)
{
	const struct axis *axis = &s->tally->axis;

	s->now = axis_fine(axis, time);
	while (s->column < axis->cols &&
	       axis->edges.at[s->column + 1] <= s->now)
		s->column++;
}

/* The spans that last to the end, which is the trace's or the window's. */
static void finish(struct scan *s, int64_t end)
{
	move_to(s, end);
	for (uint32_t i = 0; i < s->tally->n_tracks; i++) {
		struct track *track = &s->tally->tracks.at[i];

		if (track->lane != NONE && is_there(track))
			add_span(s, track);
	}
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
	struct scan scan = {.tally = t};
	int64_t before = -1;

	begin(t, window, lanes, n_lanes);
	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);
		int64_t now = window.steps ? (int64_t)i : e->t;

		if (now >= t->axis.to)
			break;
		if (now != before)
			move_to(&scan, now);
		before = now;
		tell(&scan, e, p);
	}
	finish(&scan, window.steps ? (int64_t)tr->n : tr->end);
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
	*shade = SHADE_FULL;
	if (there == 0 || (actors == 1 && there < width - there))
		return STATE_DONE;
	if (actors > 1 || slot->changes > 2)
		*shade = shade_of(slot->time[best], width * actors);
	return best;
}
