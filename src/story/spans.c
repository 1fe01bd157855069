/* SPDX-License-Identifier: MIT */
/*
 * Spans of all actors in one array: the first scan counts, the second fills.
 * Rows are the tasks, then the threads, then the cores.
 */
#include "story/spans.h"

#include "base/mem.h"
#include "base/must.h"

struct spans {
	const struct program *program;
	uint32_t threads, cores;
	size_t *first; /* of each row, and one more */
	int64_t *due;  /* of each row, while scanning: state_due() */
	struct span *spans;
};

static bool is_row(uint32_t actor)
{
	return actor != ACTOR_NONE && (actor_class(actor) == ACTOR_TASK ||
				       actor_class(actor) == ACTOR_THREAD);
}

static size_t row_of(const struct spans *s, uint32_t actor)
{
	uint32_t i = actor_index(actor);

	return actor_class(actor) == ACTOR_TASK
		       ? i
		       : (size_t)s->program->n_copies + i;
}

static size_t core_row(const struct spans *s, uint32_t core)
{
	return (size_t)s->program->n_copies + s->threads + core;
}

static size_t n_rows(const struct spans *s)
{
	return core_row(s, s->cores);
}

/* The core whose lane an event changes, or CORE_NONE. */
static uint32_t core_told(const struct event *e)
{
	if (e->kind == EV_IDLE && actor_class(e->who) == ACTOR_CORE)
		return actor_index(e->who);
	if (e->kind == EV_RUN || e->kind == EV_SWITCH)
		return e->core;
	return CORE_NONE;
}

static void widen(struct spans *s, const struct event *e)
{
	uint32_t core = core_told(e);

	if (core != CORE_NONE && core >= s->cores)
		s->cores = core + 1;
	if (e->who != ACTOR_NONE && actor_class(e->who) == ACTOR_THREAD &&
	    actor_index(e->who) >= s->threads)
		s->threads = actor_index(e->who) + 1;
}

/* Nobody waits for a known moment. */
static void forget_dues(struct spans *s)
{
	for (size_t row = 0; row < n_rows(s); row++)
		s->due[row] = INT64_MAX;
}

/* True if the row became ready before t without an event that says so. */
static bool is_overdue(struct spans *s, size_t row, int64_t t)
{
	return s->due[row] < t;
}

static void count_row(struct spans *s, uint32_t actor, const struct event *e)
{
	size_t row = row_of(s, actor);

	s->first[row + 2] += is_overdue(s, row, e->t) ? 2 : 1;
	s->due[row] = state_due(e);
}

static void count_event(struct spans *s, struct rider *rider,
			const struct event *e)
{
	enum state state = state_after(e, s->program);
	uint32_t core = core_told(e), also;

	if (core != CORE_NONE)
		s->first[core_row(s, core) + 2]++;
	if (state == STATE_COUNT || !is_row(e->who))
		return;
	count_row(s, e->who, e);
	also = rider_tell(rider, e, state);
	if (also != ACTOR_NONE)
		count_row(s, also, e);
}

static void count(struct spans *s, const struct trace *tr)
{
	struct rider rider = {{0}, {0}};

	for (uint64_t i = 0; i < tr->n; i++)
		widen(s, trace_at(tr, i));
	s->first = mem_array(n_rows(s) + 2, sizeof *s->first);
	s->due = mem_array(n_rows(s), sizeof *s->due);
	forget_dues(s);
	for (uint64_t i = 0; i < tr->n; i++)
		count_event(s, &rider, trace_at(tr, i));
	/* Counts become places, moved by one: filling a row moves its place to
	 * the next row's first. */
	for (size_t row = 0; row < n_rows(s); row++)
		s->first[row + 2] +=
			s->first[row + 1] + 1 + is_overdue(s, row, tr->end);
}

static void put(struct spans *s, size_t row, struct span span)
{
	s->spans[s->first[row + 1]++] = span;
}

/* It is ready from the moment on that it waited for. */
static void put_overdue(struct spans *s, size_t row, const struct trace *tr)
{
	put(s, row,
	    (struct span){
		    .from = s->due[row],
		    .ev = trace_find_time(tr, s->due[row]),
		    .by = ACTOR_NONE,
		    .state = STATE_READY,
		    .core = CORE_NONE,
	    });
	s->due[row] = INT64_MAX;
}

static void begin(struct spans *s)
{
	forget_dues(s);
	for (size_t row = 0; row < n_rows(s); row++) {
		bool core = row >= core_row(s, 0);

		put(s, row,
		    (struct span){
			    .ev = SPAN_BEGINNING,
			    .by = ACTOR_NONE,
			    .state = core ? STATE_IDLE : STATE_UNBORN,
			    .core = CORE_NONE,
		    });
	}
}

static void fill_row(struct spans *s, uint32_t actor, const struct trace *tr,
		     struct span span)
{
	const struct event *e = trace_at(tr, span.ev);
	size_t row = row_of(s, actor);

	if (is_overdue(s, row, e->t))
		put_overdue(s, row, tr);
	if (span.state != STATE_RUNNING)
		span.core = CORE_NONE;
	put(s, row, span);
	s->due[row] = state_due(e);
}

static void fill(struct spans *s, struct rider *rider, const struct trace *tr,
		 uint64_t i)
{
	const struct event *e = trace_at(tr, i);
	enum state state = state_after(e, s->program);
	uint32_t core = core_told(e), also;
	struct span span = {.from = e->t,
			    .ev = i,
			    .by = e->by,
			    .state = (uint8_t)state,
			    .core = e->core};

	if (is_row(e->who) && state != STATE_COUNT) {
		fill_row(s, e->who, tr, span);
		also = rider_tell(rider, e, state);
		if (also != ACTOR_NONE)
			fill_row(s, also, tr, span);
	}
	if (core != CORE_NONE) {
		span.by = e->kind == EV_IDLE ? ACTOR_NONE : e->who;
		span.core = (uint8_t)core;
		put(s, core_row(s, core), span);
	}
}

struct spans *spans_new(const struct program *p, const struct trace *tr)
{
	struct spans *s = mem_new(sizeof *s);
	struct rider rider = {{0}, {0}};

	s->program = p;
	count(s, tr);
	s->spans = mem_array(s->first[n_rows(s) + 1], sizeof *s->spans);
	begin(s);
	for (uint64_t i = 0; i < tr->n; i++)
		fill(s, &rider, tr, i);
	for (size_t row = 0; row < n_rows(s); row++)
		if (is_overdue(s, row, tr->end))
			put_overdue(s, row, tr);
	mem_free(s->due);
	return s;
}

void spans_free(struct spans *s)
{
	if (s == NULL)
		return;
	mem_free(s->first);
	mem_free(s->spans);
	mem_free(s);
}

uint32_t spans_threads(const struct spans *s)
{
	return s->threads;
}

uint32_t spans_cores(const struct spans *s)
{
	return s->cores;
}

static struct lane row_lane(const struct spans *s, size_t row)
{
	return (struct lane){s->spans + s->first[row],
			     s->first[row + 1] - s->first[row]};
}

struct lane spans_task(const struct spans *s, uint32_t copy)
{
	must(copy < s->program->n_copies);
	return row_lane(s, copy);
}

struct lane spans_thread(const struct spans *s, uint32_t thread)
{
	must(thread < s->threads);
	return row_lane(s, (size_t)s->program->n_copies + thread);
}

struct lane spans_core(const struct spans *s, uint32_t core)
{
	must(core < s->cores);
	return row_lane(s, core_row(s, core));
}

const struct span *lane_at(struct lane lane, int64_t t)
{
	size_t lo = 0, hi = lane.n;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (lane.spans[mid].from <= t)
			lo = mid;
		else
			hi = mid;
	}
	return lane.spans + lo;
}

const struct span *lane_at_event(struct lane lane, uint64_t ev)
{
	size_t lo = 0, hi = lane.n;

	while (hi - lo > 1) {
		size_t mid = lo + (hi - lo) / 2;

		if (lane.spans[mid].ev <= ev)
			lo = mid;
		else
			hi = mid;
	}
	return lane.spans + lo;
}

enum state state_at(const struct spans *s, uint32_t copy, int64_t t)
{
	return (enum state)lane_at(spans_task(s, copy), t)->state;
}
