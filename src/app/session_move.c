/* SPDX-License-Identifier: MIT */
/*
 * The session's cursor: event by event over all runs at once, by time, and by
 * itself while it plays.
 */
#include "app/session.h"

#include "base/i18n.h"
#include "base/must.h"
#include "story/crew.h"

#define MS          INT64_C(1000000)
#define SECOND      INT64_C(1000000000)
#define PLAY_WHOLE  (20 * SECOND) /* 1x: what there is, in this time */
#define PLAY_STEP   (750 * MS)    /* 1x: an event, on an axis of steps */
#define FRAME       (34 * MS)
#define LONGEST_GAP (100 * MS) /* more: the program was stopped meanwhile */

/* --- where it stands --- */

/* What happens at the gate itself lies behind it. */
static uint64_t events_up_to(const struct session *s, const struct trace *tr,
			     int64_t t)
{
	if (t >= s->gate)
		return trace_find_time(tr, s->gate);
	return t == INT64_MAX ? tr->n : trace_find_time(tr, t + 1);
}

bool session_event(const struct session *s, size_t *run, uint64_t *event)
{
	int64_t latest = -1;

	for (size_t i = 0; i < s->n_runs; i++) {
		const struct session_run *r = &s->runs[i];
		int64_t t;

		if (r->hidden || r->passed == 0)
			continue;
		t = trace_at(run_trace(r->run), r->passed - 1)->t;
		if (t < latest)
			continue;
		latest = t;
		*run = i;
		*event = r->passed - 1;
	}
	return latest >= 0;
}

/* The run whose event comes next; false if there is none yet. */
static bool next_event(const struct session *s, size_t *run)
{
	int64_t earliest = INT64_MAX;
	bool found = false;

	for (size_t i = 0; i < s->n_runs; i++) {
		const struct session_run *r = &s->runs[i];
		const struct trace *tr = run_trace(r->run);

		if (r->hidden || r->passed >= tr->n)
			continue;
		if (found && trace_at(tr, r->passed)->t >= earliest)
			continue;
		earliest = trace_at(tr, r->passed)->t;
		*run = i;
		found = true;
	}
	return found;
}

/* Up to when everything is known. */
static int64_t horizon(const struct session *s)
{
	int64_t least = INT64_MAX;

	for (size_t i = 0; i < s->n_runs; i++) {
		const struct session_run *r = &s->runs[i];

		if (!r->hidden && r->status == RUN_MORE &&
		    run_trace(r->run)->end < least)
			least = run_trace(r->run)->end;
	}
	return least;
}

void session_follow(struct session *s)
{
	for (size_t i = 0; i < s->n_runs; i++) {
		struct session_run *r = &s->runs[i];
		const struct trace *tr = run_trace(r->run);
		bool begins = s->exact && s->t == 0 && r->passed == 0;

		if (!s->exact || (r->passed == 0 && !begins))
			r->passed = events_up_to(s, tr, s->t);
	}
	s->dirty = true;
}

void session_tell_gate(struct session *s)
{
	session_say(s, "%s",
		    _("what comes now is asked about first: p or n goes to "
		      "the question"));
}

static void moved(struct session *s)
{
	s->pan = 0;
	s->dirty = true;
	session_turn(s);
}

void session_seek(struct session *s, int64_t t)
{
	int64_t end = session_end(s);

	s->t = t < 0 ? 0 : t > end ? end : t;
	s->exact = false;
	for (size_t i = 0; i < s->n_runs; i++)
		s->runs[i].passed = events_up_to(s, session_trace(s, i), s->t);
	moved(s);
}

void session_home(struct session *s)
{
	s->t = 0;
	s->exact = true;
	for (size_t i = 0; i < s->n_runs; i++)
		s->runs[i].passed = 0;
	moved(s);
}

void session_place(struct session *s, size_t run, uint64_t event)
{
	int64_t t = trace_at(session_trace(s, run), event)->t;

	if (t >= s->gate) {
		session_tell_gate(s);
		return;
	}
	s->t = t;
	s->exact = true;
	for (size_t i = 0; i < s->n_runs; i++) {
		const struct trace *tr = session_trace(s, i);

		s->runs[i].passed = i < run ? events_up_to(s, tr, t)
					    : trace_find_time(tr, t);
	}
	s->runs[run].passed = event + 1;
	moved(s);
}

/* --- event by event --- */

static bool forward(struct session *s)
{
	size_t run = 0;
	int64_t t, end = session_end(s);

	if (!next_event(s, &run)) {
		s->t = s->t < end && !session_is_working(s) ? end : s->t;
		return false;
	}
	t = trace_at(session_trace(s, run), s->runs[run].passed)->t;
	if (t >= s->gate)
		s->t = s->gate;
	if (t >= s->gate || t >= horizon(s))
		return false;
	s->runs[run].passed++;
	s->t = t;
	s->exact = true;
	return true;
}

static bool back(struct session *s)
{
	size_t run = 0;
	uint64_t event = 0;
	bool any = session_event(s, &run, &event);
	int64_t t = any ? trace_at(session_trace(s, run), event)->t : 0;

	s->exact = true;
	if (any && s->t <= t) {
		s->runs[run].passed--;
		any = session_event(s, &run, &event);
		s->t = any ? trace_at(session_trace(s, run), event)->t : 0;
		return true;
	}
	any = s->t > t;
	s->t = t;
	return any;
}

static void told_end(struct session *s)
{
	if (session_is_gated(s))
		session_tell_gate(s);
	else if (session_is_working(s))
		session_say(s, "%s", _("still being computed"));
	else
		session_say(s, "%s", _("this is the end"));
}

void session_step(struct session *s, int64_t n)
{
	for (; n < 0; n++)
		if (!back(s))
			break;
	for (; n > 0; n--) {
		if (!forward(s)) {
			told_end(s);
			break;
		}
	}
	moved(s);
}

/* All events of the next instant; of those of this one, the rest first. */
static bool instant_forward(struct session *s)
{
	size_t run = 0;

	if (!forward(s))
		return false;
	while (next_event(s, &run) &&
	       trace_at(session_trace(s, run), s->runs[run].passed)->t == s->t)
		if (!forward(s))
			break;
	return true;
}

static bool instant_back(struct session *s)
{
	size_t run = 0;
	uint64_t event = 0;
	int64_t t;

	if (!session_event(s, &run, &event))
		return false;
	t = trace_at(session_trace(s, run), event)->t;
	if (s->t > t) {
		session_seek(s, t);
		return true;
	}
	for (size_t i = 0; i < s->n_runs; i++)
		s->runs[i].passed = trace_find_time(session_trace(s, i), t);
	s->exact = true;
	s->t = session_event(s, &run, &event)
		       ? trace_at(session_trace(s, run), event)->t
		       : 0;
	return true;
}

void session_instant(struct session *s, int64_t n)
{
	for (; n < 0; n++)
		if (!instant_back(s))
			break;
	for (; n > 0; n--) {
		if (!instant_forward(s)) {
			told_end(s);
			break;
		}
	}
	moved(s);
}

/* --- what is chosen --- */

/* Of the pool's line only who leaves it is told by an event of a kind. */
static bool is_of_line(const struct session_row *row, const struct event *e)
{
	if (row->first >= LINE_PHASE)
		return e->kind == EV_LOOP &&
		       actor_index(e->who) == row->first - LINE_PHASE;
	switch ((enum crew_line)row->first) {
	case LINE_HOLDER:
		return e->kind == EV_GIL_TAKE || e->kind == EV_GIL_DROP;
	case LINE_LOCK:
		return e->kind == EV_GIL_TAKE || e->kind == EV_GIL_REQUEST;
	case LINE_JOBS:
		return e->kind == EV_RUN && e->by != ACTOR_NONE &&
		       actor_class(e->by) == ACTOR_THREAD;
	case LINE_PHASE:
		break;
	}
	return false;
}

static bool is_in(const struct session_row *row, const struct event *e)
{
	if (e->who == ACTOR_NONE)
		return false;
	if (row->class == ACTOR_CORE && e->kind != EV_IDLE)
		return e->core != CORE_NONE && e->core >= row->first &&
		       e->core < row->first + row->count;
	if (row->class == ACTOR_GIL)
		return is_of_line(row, e);
	return actor_class(e->who) == row->class &&
	       actor_index(e->who) >= row->first &&
	       actor_index(e->who) < row->first + row->count;
}

static bool own_next(struct session *s, const struct session_row *row)
{
	const struct trace *tr = session_trace(s, row->run);

	for (uint64_t i = s->runs[row->run].passed; i < tr->n; i++) {
		if (is_in(row, trace_at(tr, i))) {
			session_place(s, row->run, i);
			return true;
		}
	}
	return false;
}

static bool own_last(struct session *s, const struct session_row *row)
{
	const struct trace *tr = session_trace(s, row->run);
	uint64_t i = s->runs[row->run].passed;

	if (i > 0 && trace_at(tr, i - 1)->t == s->t)
		i--;
	while (i-- > 0) {
		if (is_in(row, trace_at(tr, i))) {
			session_place(s, row->run, i);
			return true;
		}
	}
	return false;
}

void session_own(struct session *s, int64_t n)
{
	const struct session_row *row = session_chosen(s);
	bool found = row != NULL;

	for (; found && n < 0; n++)
		found = own_last(s, row);
	for (; found && n > 0; n--)
		found = own_next(s, row);
	if (!found)
		session_say(s, "%s", _("nothing more happens to it"));
}

/* --- by itself --- */

/* Nanoseconds of the system's clock for 1x, made longer or shorter. */
static int64_t at_speed(const struct session *s, int64_t ns)
{
	return s->speed < 2 ? ns << (2 - s->speed) : ns >> (s->speed - 2);
}

const char *session_speed(const struct session *s)
{
	static const char *const names[SESSION_SPEEDS] = {
		"0.25", "0.5", "1", "2", "4", "8", "16"};

	must(s->speed < SESSION_SPEEDS);
	return names[s->speed];
}

void session_play(struct session *s, bool playing)
{
	if (playing && s->t >= session_end(s) && !session_is_working(s) &&
	    !s->steps)
		session_home(s);
	s->playing = playing && !s->still;
	s->clock = SESSION_NO_TIME;
	s->remainder = 0;
	s->dirty = true;
}

static void play_steps(struct session *s, int64_t passed)
{
	int64_t each = at_speed(s, PLAY_STEP);

	s->remainder += passed;
	if (s->remainder < each)
		return;
	s->remainder = s->remainder % each;
	if (!forward(s))
		s->playing = false;
	moved(s);
}

/* All there is, in PLAY_WHOLE: exactly, with a remainder carried along. */
static void play_time(struct session *s, int64_t passed)
{
	int64_t all = session_end(s), whole = at_speed(s, PLAY_WHOLE);
	int64_t more = all / whole * passed;

	s->remainder += all % whole * passed;
	more += s->remainder / whole;
	s->remainder %= whole;
	if (more == 0)
		return;
	if (more < all - s->t) {
		session_seek(s, s->t + more);
		return;
	}
	session_seek(s, all);
	s->playing = session_is_working(s);
}

void session_tick(struct session *s, int64_t now)
{
	int64_t passed = s->clock == SESSION_NO_TIME ? 0 : now - s->clock;

	s->clock = now;
	if (!s->playing || passed <= 0)
		return;
	if (s->steps)
		play_steps(s, passed);
	else
		play_time(s, passed < LONGEST_GAP ? passed : LONGEST_GAP);
}

int64_t session_wait(const struct session *s)
{
	if (!s->playing)
		return -1;
	return s->steps ? at_speed(s, PLAY_STEP) - s->remainder : FRAME;
}
