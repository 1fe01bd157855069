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

/* In one task's lane. */
static bool overlap_of(const struct showing *s, uint32_t copy,
		       struct overlap *out)
{
	struct lane lane = spans_task(s->spans, copy);

	for (size_t i = 0; i < lane.n; i++) {
		const struct span *span = lane.spans + i;
		bool runs = span->state == STATE_RUNNING;
		uint32_t other;

		if ((!runs && !is_away(span)) ||
		    end_of(s, lane, i) == span->from)
			continue;
		other = evidence_runner(s, span->from, copy);
		if (other == NONE)
			continue;
		*out = (struct overlap){span->from, copy, other, runs};
		return true;
	}
	return false;
}

bool evidence_overlap(const struct showing *s, struct overlap *out)
{
	for (uint32_t i = 0; i < copies_of(s); i++)
		if (overlap_of(s, i, out))
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

/* --- deadlocks --- */

static uint64_t stuck_event(const struct showing *s, uint32_t who)
{
	return evidence_first(s, EV_DEADLOCK, who);
}

size_t evidence_circle(const struct showing *s, uint32_t copy, uint64_t *events,
		       size_t most)
{
	uint32_t begin = ACTOR(ACTOR_TASK, copy), who = begin;

	for (size_t n = 0; n < most;) {
		uint64_t ev = stuck_event(s, who);
		const struct event *e;

		if (ev == EVIDENCE_NONE)
			return 0;
		e = trace_at(s->trace, ev);
		events[n++] = ev;
		if (e->rule == STUCK_IN_LINE || e->value < 0 ||
		    e->value >= ACTOR_NONE)
			return 0;
		who = (uint32_t)e->value;
		if (who == begin)
			return n;
	}
	return 0;
}
