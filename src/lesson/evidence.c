/* SPDX-License-Identifier: MIT */
/*
 * Evidence: plain scans of lanes and traces. A lesson's runs are short.
 */
#include "lesson/evidence.h"

static uint32_t copies_of(const struct showing *s)
{
	return s->program->n_copies < EVIDENCE_TASKS ? s->program->n_copies
						     : EVIDENCE_TASKS;
}

uint32_t evidence_runner(const struct showing *s, int64_t t, uint32_t but)
{
	for (uint32_t i = 0; i < s->program->n_copies; i++)
		if (i != but && state_at(s->spans, i, t) == STATE_RUNNING)
			return i;
	return NONE;
}

static int64_t end_of(const struct showing *s, struct lane lane, size_t i)
{
	return i + 1 < lane.n ? lane.spans[i + 1].from : s->trace->end;
}

int64_t evidence_done(const struct showing *s, uint32_t copy, int64_t t)
{
	struct lane lane = spans_task(s->spans, copy);
	int64_t sum = 0;

	for (size_t i = 0; i < lane.n && lane.spans[i].from < t; i++) {
		int64_t end = end_of(s, lane, i);

		if (lane.spans[i].state == STATE_RUNNING)
			sum += (end < t ? end : t) - lane.spans[i].from;
	}
	return sum;
}

int64_t evidence_alone(const struct showing *s, uint32_t copy)
{
	const struct task_figures *f = s->metrics->tasks + copy;

	return f->blocked > 0 || f->end < 0 ? -1 : f->cpu + f->io + f->timer;
}

int64_t evidence_first_turn(const struct showing *s, uint32_t copy)
{
	struct lane lane = spans_task(s->spans, copy);

	for (size_t i = 0; i + 1 < lane.n; i++)
		if (lane.spans[i].state == STATE_RUNNING &&
		    lane.spans[i + 1].from > lane.spans[i].from)
			return lane.spans[i + 1].state == STATE_DONE
				       ? -1
				       : lane.spans[i + 1].from;
	return -1;
}

int64_t evidence_last_turn(const struct showing *s, uint32_t copy)
{
	struct lane lane = spans_task(s->spans, copy);

	for (size_t i = lane.n; i-- > 0;)
		if (lane.spans[i].state == STATE_RUNNING)
			return lane.spans[i].from;
	return -1;
}

uint32_t evidence_undone(const struct showing *s, int64_t t)
{
	uint32_t last = NONE;
	int64_t latest = t;

	for (uint32_t i = 0; i < s->program->n_copies; i++) {
		int64_t end = s->metrics->tasks[i].end;

		if (end > latest) {
			latest = end;
			last = i;
		}
	}
	return last;
}

/* --- overlaps --- */

static bool is_away(const struct span *span)
{
	return span->state == STATE_WAITING || span->state == STATE_SLEEPING;
}

/* Who waits at that time but one. */
static uint32_t waiter(const struct showing *s, int64_t t, uint32_t but)
{
	for (uint32_t i = 0; i < copies_of(s); i++)
		if (i != but && is_away(lane_at(spans_task(s->spans, i), t)))
			return i;
	return NONE;
}

/* Somebody else at work or waiting while this span lasts. */
static bool overlap_at(const struct showing *s, uint32_t copy,
		       const struct span *span, bool waits, struct overlap *out)
{
	bool runs = span->state == STATE_RUNNING;
	uint32_t other = waits ? waiter(s, span->from, copy)
			       : evidence_runner(s, span->from, copy);

	if (other == NONE || (waits && runs))
		return false;
	*out = (struct overlap){waits  ? OVERLAP_WAIT
				: runs ? OVERLAP_RUN
				       : OVERLAP_WAIT_AND_RUN,
				span->from, copy, other};
	return true;
}

/* In one task's lane. */
static bool overlap_of(const struct showing *s, uint32_t copy, bool waits,
		       struct overlap *out)
{
	struct lane lane = spans_task(s->spans, copy);

	for (size_t i = 0; i < lane.n; i++) {
		const struct span *span = lane.spans + i;

		if ((span->state == STATE_RUNNING || is_away(span)) &&
		    end_of(s, lane, i) > span->from &&
		    overlap_at(s, copy, span, waits, out))
			return true;
	}
	return false;
}

/* Two that only wait are the weakest evidence. */
bool evidence_overlap(const struct showing *s, struct overlap *out)
{
	for (int waits = 0; waits < 2; waits++)
		for (uint32_t i = 0; i < copies_of(s); i++)
			if (overlap_of(s, i, waits, out))
				return true;
	return false;
}

/* --- events --- */

uint64_t evidence_first(const struct showing *s, enum ev kind, uint32_t who)
{
	for (uint64_t i = 0; i < s->trace->n; i++) {
		const struct event *e = trace_at(s->trace, i);

		if (e->kind == kind && (who == ACTOR_NONE || e->who == who))
			return i;
	}
	return EVIDENCE_NONE;
}

bool evidence_is_switch(const struct event *e)
{
	return e->kind == EV_SWITCH && e->by != ACTOR_NONE;
}

int64_t evidence_count(const struct showing *s, enum ev kind, int64_t t)
{
	int64_t n = 0;

	for (uint64_t i = 0; i < s->trace->n; i++) {
		const struct event *e = trace_at(s->trace, i);

		if (e->t > t)
			break;
		n += kind == EV_SWITCH ? evidence_is_switch(e)
				       : e->kind == kind;
	}
	return n;
}

uint64_t evidence_last(const struct showing *s, int64_t t)
{
	uint64_t after =
		t < INT64_MAX ? trace_find_time(s->trace, t + 1) : s->trace->n;

	return after > 0 ? after - 1 : EVIDENCE_NONE;
}

uint32_t evidence_holder(const struct showing *s, uint32_t object, uint64_t ev,
			 uint64_t *since)
{
	uint32_t holder = NONE;

	for (uint64_t i = 0; i <= ev && i < s->trace->n; i++) {
		const struct event *e = trace_at(s->trace, i);

		if (e->by != object || actor_class(e->who) != ACTOR_TASK)
			continue;
		if (e->kind == EV_ACQUIRE) {
			holder = actor_index(e->who);
			*since = i;
		} else if (e->kind == EV_RELEASE &&
			   holder == actor_index(e->who)) {
			holder = NONE;
		}
	}
	return holder;
}

uint64_t evidence_read(const struct showing *s, uint64_t write)
{
	const struct event *w = trace_at(s->trace, write);

	for (uint64_t i = write; i-- > 0;) {
		const struct event *e = trace_at(s->trace, i);

		if (e->kind == EV_READ && e->who == w->who && e->by == w->by)
			return i;
	}
	return EVIDENCE_NONE;
}

/* --- lines --- */

bool evidence_is_line(enum rule rule)
{
	return rule == RULE_FIRST_READY || rule == RULE_LOOP_ORDER ||
	       rule == RULE_JOB_FIRST || rule == RULE_GIL_FIRST ||
	       rule == RULE_RING || rule == RULE_IDLE_WORKER ||
	       rule == RULE_LEVEL;
}

static uint64_t ready_since(const struct showing *s, uint32_t copy, uint64_t ev)
{
	const struct span *span = lane_at_event(spans_task(s->spans, copy), ev);

	return span->state == STATE_READY ? span->ev : EVIDENCE_NONE;
}

size_t evidence_line(const struct showing *s, uint64_t ev, uint32_t *copies,
		     size_t most)
{
	size_t n = 0;

	for (uint32_t i = 0; i < copies_of(s); i++) {
		uint64_t since = ready_since(s, i, ev);
		size_t k = n < most ? n++ : n;

		if (since == EVIDENCE_NONE || k == most) {
			n = k;
			continue;
		}
		for (; k > 0 && ready_since(s, copies[k - 1], ev) > since; k--)
			copies[k] = copies[k - 1];
		copies[k] = i;
	}
	return n;
}

/* --- deadlocks --- */

static bool is_told(const uint64_t *events, size_t n, uint64_t ev)
{
	while (n > 0 && events[n - 1] != ev)
		n--;
	return n > 0;
}

size_t evidence_stuck(const struct showing *s, uint32_t copy, uint64_t *events,
		      size_t most, bool *is_circle)
{
	uint64_t ev = evidence_first(s, EV_DEADLOCK, ACTOR(ACTOR_TASK, copy));
	size_t n = 0;

	while (ev != EVIDENCE_NONE && n < most && !is_told(events, n, ev)) {
		const struct event *e = trace_at(s->trace, ev);

		events[n++] = ev;
		ev = e->rule == STUCK_IN_LINE || e->value < 0 ||
				     e->value >= ACTOR_NONE
			     ? EVIDENCE_NONE
			     : evidence_first(s, EV_DEADLOCK,
					      (uint32_t)e->value);
	}
	*is_circle = n > 0 && ev == events[0];
	return n;
}
