/* SPDX-License-Identifier: MIT */
/*
 * The session's window: pages, zoom, pan; the two marks.
 * On an axis of time a window is kept; on one of steps each run has its page.
 */
#include "app/session.h"

#include "base/i18n.h"
#include "story/fill.h"

static void touch(struct session *s)
{
	s->version++;
	s->dirty = true;
}

/* --- time --- */

void session_turn(struct session *s)
{
	int64_t length = s->to - s->from, pages;

	if (s->steps || s->fit || length <= 0)
		return;
	if (s->t >= s->from && s->t < s->to)
		return;
	if (s->t == s->to && s->to >= session_end(s))
		return;
	pages = s->t / length;
	/* behind the end there is nothing to turn to */
	if (pages > 0 && s->t % length == 0 && s->t >= session_end(s))
		pages--;
	s->from = pages * length;
	s->to = s->from <= INT64_MAX - length ? s->from + length : INT64_MAX;
	touch(s);
}

static void set_window(struct session *s, int64_t from, int64_t length)
{
	int64_t end = session_end(s);

	if (length >= end) {
		session_zoom_fit(s);
		return;
	}
	if (from > end - length)
		from = end - length;
	s->fit = false;
	s->from = from > 0 ? from : 0;
	s->to = s->from + length;
	touch(s);
}

/* Half as long, with the time AT standing where it stood. */
static void closer(struct session *s, int64_t at)
{
	int64_t length = s->to - s->from;

	if (length <= 1) {
		session_say(s, "%s", _("closer it does not get"));
		return;
	}
	set_window(s, at - (at - s->from) / 2, length - length / 2);
}

static void farther(struct session *s, int64_t at)
{
	int64_t length = s->to - s->from;

	if (s->fit || length > session_end(s) / 2)
		session_zoom_fit(s);
	else
		set_window(s, at - (at - s->from) * 2, length * 2);
}

static void zoom_time(struct session *s, int64_t at, int doublings)
{
	if (s->fit) {
		s->from = 0;
		s->to = session_end(s) > 0 ? session_end(s) : 1;
	}
	at = at < s->from ? s->from : at > s->to ? s->to : at;
	for (; doublings > 0; doublings--)
		closer(s, at);
	for (; doublings < 0 && !s->fit; doublings++)
		farther(s, at);
}

/* --- steps --- */

static int64_t most_events(const struct session *s)
{
	int64_t most = 1;

	for (size_t i = 0; i < s->n_runs; i++)
		if (!s->runs[i].hidden &&
		    (int64_t)session_trace(s, i)->n > most)
			most = (int64_t)session_trace(s, i)->n;
	return most;
}

int64_t session_page(const struct session *s, int cols)
{
	int64_t all = most_events(s), page = cols > 0 ? cols : 1;

	for (int z = 0; z < s->zoom && page > 1; z++)
		page /= 2;
	for (int z = 0; z > s->zoom && page < all; z--)
		page *= 2;
	return page < all ? page : all;
}

int64_t session_page_from(const struct session *s, size_t run, int cols)
{
	int64_t page = session_page(s, cols);
	int64_t passed = (int64_t)s->runs[run].passed;
	int64_t from = (passed > 0 ? passed - 1 : 0) / page * page + s->pan;
	int64_t last = (int64_t)session_trace(s, run)->n - page;

	from = from < last ? from : last;
	return from > 0 ? from : 0;
}

static void zoom_steps(struct session *s, int doublings)
{
	s->zoom += doublings;
	if (s->zoom > SESSION_ZOOM_MOST)
		s->zoom = SESSION_ZOOM_MOST;
	if (s->zoom < -SESSION_ZOOM_MOST)
		s->zoom = -SESSION_ZOOM_MOST;
}

/* --- both --- */

void session_zoom(struct session *s, int64_t at, int doublings)
{
	if (s->steps)
		zoom_steps(s, doublings);
	else
		zoom_time(s, at, doublings);
	touch(s);
}

void session_zoom_fit(struct session *s)
{
	s->fit = true;
	s->zoom = 0;
	s->pan = 0;
	touch(s);
}

void session_pan(struct session *s, int64_t parts, int64_t of)
{
	int64_t length = s->to - s->from, by;

	if (s->steps) {
		s->pan += parts * session_page(s, (int)of) / of;
		touch(s);
		return;
	}
	if (s->fit)
		return;
	by = length / of * parts + length % of * parts / of;
	set_window(s, s->from + by, length);
}

void session_set_steps(struct session *s, bool steps)
{
	s->steps = steps;
	s->remainder = 0;
	s->pan = 0;
	session_plan(s);
	session_turn(s);
	touch(s);
}

/* --- marks --- */

static void set_mark(struct session *s, struct session_mark *mark)
{
	mark->t = s->t;
	for (size_t i = 0; i < SESSION_RUNS; i++)
		mark->passed[i] = i < s->n_runs ? s->runs[i].passed : 0;
}

uint64_t session_mark_passed(const struct session *s,
			     const struct session_mark *mark, size_t run)
{
	if (mark->passed[run] != SESSION_BY_TIME)
		return mark->passed[run];
	return trace_find_time(session_trace(s, run),
			       mark->t < INT64_MAX ? mark->t + 1 : mark->t);
}

/* Events that lie between the marks in the runs that are shown. */
static uint64_t events_between(const struct session *s)
{
	uint64_t n = 0;

	for (size_t i = 0; i < s->n_runs; i++) {
		uint64_t a = session_mark_passed(s, &s->mark[0], i);
		uint64_t b = session_mark_passed(s, &s->mark[1], i);

		if (!s->runs[i].hidden)
			n += a < b ? b - a : a - b;
	}
	return n;
}

static void add_steps(struct str *out, uint64_t n)
{
	str_addf(out, ngettext("%llu event", "%llu events", (unsigned long)n),
		 (unsigned long long)n);
}

static void tell_difference(struct session *s)
{
	struct str a = {0}, b = {0}, both = {0}, events = {0};
	int64_t length = s->mark[1].t - s->mark[0].t;

	fill_dur(&a, s->mark[0].t, s->program->unit);
	fill_dur(&b, s->mark[1].t, s->program->unit);
	fill_dur(&both, length < 0 ? -length : length, s->program->unit);
	add_steps(&events, events_between(s));
	{
		const struct fill fills[] = {{"a", str_text(&a)},
					     {"b", str_text(&b)},
					     {"length", str_text(&both)},
					     {"events", str_text(&events)}};

		str_clear(&s->said);
		fill_add(&s->said,
			 _("A {a}, B {b}: {length} between them, {events}"),
			 fills, sizeof fills / sizeof *fills);
	}
	str_fini(&a);
	str_fini(&b);
	str_fini(&both);
	str_fini(&events);
}

void session_mark(struct session *s)
{
	if (s->mark[0].t == SESSION_NO_TIME ||
	    s->mark[1].t != SESSION_NO_TIME) {
		set_mark(s, &s->mark[0]);
		s->mark[1].t = SESSION_NO_TIME;
		session_say(s, "%s", _("A is here; m again sets B"));
	} else {
		set_mark(s, &s->mark[1]);
		tell_difference(s);
	}
	s->dirty = true;
}
