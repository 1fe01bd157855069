/* SPDX-License-Identifier: MIT */
/*
 * Against a wrong number: what was counted too much or forgotten, and the
 * number that a variable has when.
 */
#include "base/i18n.h"
#include "lesson/evidence.h"
#include "lesson/explain.h"
#include "lesson/refute.h"
#include "lesson/telling.h"

#include <string.h>

/* --- how often --- */

/* How many there are in the first half of the run. */
static bool say_half(struct str *out, const struct query_note *n, enum ev kind,
		     const char *sentence)
{
	int64_t half = n->showing->metrics->makespan / 2;
	int64_t count = evidence_count(n->showing, kind, half);
	struct telling told = {.showing = n->showing};

	if (count < 1 || count > n->value.n)
		return false;
	tell_dur(&told, "t", half);
	tell_count(&told, "n", count);
	tell(out, &told, sentence);
	return true;
}

static bool against_switches(struct str *out, const struct query_note *n,
			     int64_t guess)
{
	struct telling told = {.showing = n->showing};
	bool any;

	(void)guess;
	tell(out, &told,
	     _("A switch is where a core passes from one to another, whether "
	       "it is taken, given up or free."));
	any = say_half(out, n, EV_SWITCH,
		       _("Up to {t} there are so many of them: {n}."));
	if (!any && n->value.n == 0)
		tell(out, &told, _("Here nobody comes after anybody."));
	return true;
}

/* Who gives the core up by itself, where nobody is interrupted. */
static bool say_polite(struct str *out, const struct showing *s)
{
	for (uint64_t i = 0; i < s->trace->n; i++) {
		const struct event *e = trace_at(s->trace, i);

		if (e->who == ACTOR_NONE || actor_class(e->who) != ACTOR_TASK ||
		    (e->kind != EV_WAIT && e->kind != EV_SLEEP &&
		     e->kind != EV_YIELD && e->kind != EV_BLOCK &&
		     e->kind != EV_END))
			continue;
		if (out->len > 0)
			str_addc(out, ' ');
		explain_event(out, s, i);
		return true;
	}
	return false;
}

static bool against_preemptions(struct str *out, const struct query_note *n,
				int64_t guess)
{
	struct telling told = {.showing = n->showing};
	uint64_t first = evidence_first(n->showing, EV_PREEMPT, ACTOR_NONE);

	if (n->value.n == 0) {
		tell(out, &told,
		     _("Who stops here does so by itself, because it waits, "
		       "gives way or is done."));
		return say_polite(out, n->showing);
	}
	if (guess == 0 && n->task == NONE && first != EVIDENCE_NONE) {
		explain_event(out, n->showing, first);
		return true;
	}
	tell(out, &told,
	     _("Only this counts: somebody could go on and has to give way."));
	if (n->task == NONE)
		say_half(out, n, EV_PREEMPT,
			 _("Up to {t} there are so many of them: {n}."));
	return true;
}

/* A task that has a deadline and keeps it, or NONE. */
static uint32_t in_time(const struct showing *s)
{
	for (uint32_t i = 0; i < s->program->n_copies; i++)
		if (!s->metrics->tasks[i].missed &&
		    s->metrics->tasks[i].end >= 0)
			return i;
	return NONE;
}

static bool against_misses(struct str *out, const struct query_note *n,
			   int64_t guess)
{
	const struct showing *s = n->showing;
	struct telling told = {.showing = s};
	uint64_t first = evidence_first(s, EV_MISS, ACTOR_NONE);
	uint32_t task = in_time(s);

	if (guess < n->value.n && first != EVIDENCE_NONE) {
		explain_event(out, s, first);
		if (guess > 0)
			tell(out, &told, _("And that is not the only one."));
		return true;
	}
	if (task == NONE)
		return false;
	tell_task(&told, "task", task);
	tell_dur(&told, "t", s->metrics->tasks[task].end);
	tell(out, &told, _("{task} is in time, for one: it ends at {t}."));
	return true;
}

/* --- variables --- */

/* The first write of that number, or of any. */
static uint64_t write_of(const struct query_note *n, bool any, int64_t value)
{
	const struct trace *tr = n->showing->trace;

	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);

		if (e->kind == EV_WRITE && e->by == ACTOR(ACTOR_VAR, n->var) &&
		    (any || e->value == value))
			return i;
	}
	return EVIDENCE_NONE;
}

/* That number was written, but is not what is seen. */
static void say_passed(struct str *out, const struct query_note *n, uint64_t ev)
{
	struct telling told = {.showing = n->showing};

	explain_event(out, n->showing, ev);
	tell(out, &told,
	     n->at >= 0 && trace_at(n->showing->trace, ev)->t > n->at
		     ? _("But that is later.")
		     : _("But that does not last, or is not where one looks in "
			 "the end."));
}

/* Where to look, but not what is to be seen there. */
static void say_where(struct str *out, const struct query_note *n,
		      uint64_t write)
{
	const struct showing *s = n->showing;
	uint64_t read = evidence_read(s, write);
	struct telling told = {.showing = s};
	const struct event *e =
		trace_at(s->trace, read == EVIDENCE_NONE ? write : read);

	tell_task(&told, "task", e->who);
	tell_dur(&told, "t", e->t);
	tell(out, &told,
	     read == EVIDENCE_NONE
		     ? _("What does {task} write there, at {t}?")
		     : _("What counts is what {task} reads there, at {t}."));
}

static bool against_value(struct str *out, const struct query_note *n,
			  int64_t guess)
{
	const struct showing *s = n->showing;
	uint64_t same = write_of(n, false, guess),
		 last = n->event == QUERY_NO_EVENT ? write_of(n, true, 0)
						   : n->event;
	struct telling told = {.showing = s};

	if (n->event == QUERY_NO_EVENT &&
	    metrics_how(&s->setup, s->program).processes) {
		tell(out, &told,
		     _("Each process writes to a copy of its own. What is "
		       "asked for is main's."));
		return true;
	}
	if (out->len > 0)
		str_addc(out, ' ');
	if (same != EVIDENCE_NONE) {
		say_passed(out, n, same);
		return true;
	}
	if (last == EVIDENCE_NONE) {
		tell(out, &told, _("Nobody writes to it at all."));
		return true;
	}
	tell_count(&told, "n", guess);
	tell(out, &told,
	     guess == s->program->vars[n->var].initial
		     ? _("But it does not stay so.")
		     : _("Nobody ever writes {n} there."));
	say_where(out, n, last);
	return true;
}

/* --- memory --- */

static bool against_memory(struct str *out, const struct query_note *n,
			   int64_t guess)
{
	const struct showing *s = n->showing;
	struct metrics_how how = metrics_how(&s->setup, s->program);
	int64_t each = how.loops > 0   ? how.coroutine_bytes
		       : how.processes ? how.process_bytes
				       : how.thread_bytes;
	struct telling told = {.showing = s};
	struct value v = {.type = VALUE_SIZE, .n = each, .den = 1};
	struct str size = {0};

	(void)guess;
	value_show(&size, &v, s->program->unit);
	tell_text(&told, "each", str_text(&size));
	tell(out, &told,
	     how.loops > 0 ? _("A coroutine takes {each} here. What counts is "
			       "how many there are at the same time.")
	     : how.processes
		     ? _("A process takes {each} here. What counts is how many "
			 "there are at the same time.")
		     : _("A thread takes {each} here. What counts is how many "
			 "there are at the same time."));
	str_fini(&size);
	return true;
}

static const struct {
	const char *function;
	bool (*against)(struct str *out, const struct query_note *n,
			int64_t guess);
} ways[] = {
	{"memory", against_memory},
	{"misses", against_misses},
	{"preemptions", against_preemptions},
	{"switches", against_switches},
	{"value", against_value},
};

bool refute_count(struct str *out, const struct query_note *n,
		  const struct value *guess)
{
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (strcmp(ways[i].function, n->function->name) == 0)
			return ways[i].against(out, n, guess->n);
	return false;
}
