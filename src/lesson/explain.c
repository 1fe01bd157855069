/* SPDX-License-Identifier: MIT */
/*
 * Explanations: which functions want which words is a table; the words come
 * from narration and figures.
 */
#include "lesson/explain.h"

#include "base/i18n.h"
#include "lesson/evidence.h"
#include "lesson/refute.h"
#include "lesson/telling.h"
#include "story/fill.h"
#include "story/names.h"
#include "story/narrate.h"

#include <string.h>

enum { EVENTS_TOLD = 3, PRINTS_TOLD = 6 };

void explain_event(struct str *out, const struct showing *showing,
		   uint64_t event)
{
	const struct narrator narrator = showing_narrator(showing);
	struct str when = {0}, what = {0};

	fill_dur(&when, trace_at(showing->trace, event)->t,
		 showing->program->unit);
	narrate(&what, &narrator, event);
	fill_add(out, _("At {time} {what}."),
		 (const struct fill[]){{"time", str_text(&when)},
				       {"what", str_text(&what)}},
		 2);
	if (out->len > 1 && strchr(".?!", out->at[out->len - 2]))
		str_cut(out, out->len - 1); /* what is printed has its own */
	str_fini(&when);
	str_fini(&what);
}

/* --- a task's figures --- */

static void figures(struct str *out, const struct query_note *n)
{
	const struct task_figures *f = n->showing->metrics->tasks + n->task;
	int64_t unit = n->showing->program->unit;
	int64_t others = f->io + f->timer + f->blocked;
	struct str words[5] = {{0}};

	name_add_shown(&words[0], n->showing->program, n->task);
	fill_dur(&words[1], f->cpu, unit);
	fill_dur(&words[2], f->waiting, unit);
	fill_dur(&words[3], others, unit);
	fill_dur(&words[4], f->end, unit);
	fill_add(out,
		 others > 0 ? _("{task}: {run} of work, {ready} in line, "
				"{wait} of waiting; the end is at {end}.")
			    : _("{task}: {run} of work, {ready} in line; the "
				"end is at {end}."),
		 (const struct fill[]){{"task", str_text(&words[0])},
				       {"run", str_text(&words[1])},
				       {"ready", str_text(&words[2])},
				       {"wait", str_text(&words[3])},
				       {"end", str_text(&words[4])}},
		 5);
	for (size_t i = 0; i < 5; i++)
		str_fini(words + i);
}

/* The figures of one task, and its first turn or its last. */
static void explain_turn(struct str *out, const struct query_note *n,
			 bool is_first)
{
	const struct trace *tr = n->showing->trace;
	uint64_t turn = QUERY_NO_EVENT;

	if (n->task == NONE)
		return;
	figures(out, n);
	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);

		if (e->kind != EV_RUN || e->who != ACTOR(ACTOR_TASK, n->task))
			continue;
		if (!is_first || turn == QUERY_NO_EVENT)
			turn = i;
	}
	if (turn == QUERY_NO_EVENT)
		return;
	str_addc(out, ' ');
	explain_event(out, n->showing, turn);
}

static void explain_figures(struct str *out, const struct query_note *n)
{
	explain_turn(out, n, false);
}

static void explain_start(struct str *out, const struct query_note *n)
{
	explain_turn(out, n, true);
}

/* What the cores' time up to the last end was spent on. */
static void explain_makespan(struct str *out, const struct query_note *n)
{
	const struct metrics *m = n->showing->metrics;
	int64_t unit = n->showing->program->unit, idle, rest;
	struct value all = value_duration(m->makespan), v;
	struct query_call call = {.showing = n->showing};
	struct str words[4] = {{0}};
	struct value cores = value_number(m->cores);

	if (query_idle(&call, &v) != QUERY_OK ||
	    !value_combine('*', &all, &cores, &all))
		return;
	idle = v.n;
	rest = all.n - idle - m->work;
	fill_dur(&words[0], m->work, unit);
	fill_dur(&words[1], rest, unit);
	fill_dur(&words[2], idle, unit);
	fill_dur(&words[3], all.n, unit);
	fill_add(out,
		 rest > 0
			 ? _("Work {work}, switches and starts {rest}, nothing "
			     "to do {idle}: {all} in all.")
			 : _("Work {work}, nothing to do {idle}: {all} in "
			     "all."),
		 (const struct fill[]){{"work", str_text(&words[0])},
				       {"rest", str_text(&words[1])},
				       {"idle", str_text(&words[2])},
				       {"all", str_text(&words[3])}},
		 4);
	if (m->cores > 1 && idle > 0)
		str_addf(out, " %s", _("This is the sum over all cores."));
	for (size_t i = 0; i < 4; i++)
		str_fini(words + i);
}

/* --- what happened --- */

static void explain_first(struct str *out, const struct query_note *n)
{
	if (n->event != QUERY_NO_EVENT)
		explain_event(out, n->showing, n->event);
}

/* Who stood in line then, or what each had still to do, where that decided. */
static void explain_next(struct str *out, const struct query_note *n)
{
	enum { LINE_MOST = 6 };
	const struct showing *s = n->showing;
	struct telling told = {.showing = s};
	uint32_t copies[LINE_MOST];
	struct str list = {0};
	const struct event *e;
	size_t in_line;

	explain_first(out, n);
	if (n->event == QUERY_NO_EVENT)
		return;
	e = trace_at(s->trace, n->event);
	in_line = evidence_line(s, n->event, copies, LINE_MOST);
	for (size_t i = 0; i < in_line; i++) {
		str_add(&list, i > 0 ? ", " : "");
		name_add_shown(&list, s->program, copies[i]);
		if (e->rule != RULE_SHORTEST)
			continue;
		str_addc(&list, ' ');
		fill_dur(&list,
			 s->metrics->tasks[copies[i]].cpu -
				 evidence_done(s, copies[i], e->t),
			 s->program->unit);
	}
	tell_text(&told, "list", str_text(&list));
	if (in_line > 0 && e->rule == RULE_SHORTEST)
		tell(out, &told, _("The others have still to do: {list}."));
	else if (in_line > 0 && evidence_is_line((enum rule)e->rule))
		tell(out, &told, _("Behind it in line: {list}."));
	tell_nothing(&told);
	str_fini(&list);
}

/* What was written last, and when it had been read. */
static void explain_value(struct str *out, const struct query_note *n)
{
	uint64_t read = n->event == QUERY_NO_EVENT
				? EVIDENCE_NONE
				: evidence_read(n->showing, n->event);

	if (read != EVIDENCE_NONE) {
		explain_event(out, n->showing, read);
		str_addc(out, ' ');
	}
	explain_first(out, n);
}

/* What it waits for; in a deadlock, the circle. */
static void explain_blocked(struct str *out, const struct query_note *n)
{
	if (n->task == NONE || !refute_stuck(out, n->showing, n->task))
		explain_first(out, n);
}

static void first_events(struct str *out, const struct query_note *n,
			 enum ev kind, size_t most)
{
	const struct trace *tr = n->showing->trace;
	size_t told = 0;

	for (uint64_t i = 0; i < tr->n && told < most; i++) {
		const struct event *e = trace_at(tr, i);

		if (e->kind != kind ||
		    (kind == EV_SWITCH && e->by == ACTOR_NONE))
			continue;
		if (told++ > 0)
			str_addc(out, ' ');
		explain_event(out, n->showing, i);
	}
}

static void explain_preemptions(struct str *out, const struct query_note *n)
{
	first_events(out, n, EV_PREEMPT, EVENTS_TOLD);
}

static void explain_switches(struct str *out, const struct query_note *n)
{
	first_events(out, n, EV_SWITCH, EVENTS_TOLD);
}

static void explain_misses(struct str *out, const struct query_note *n)
{
	first_events(out, n, EV_MISS, EVENTS_TOLD);
}

static void explain_order(struct str *out, const struct query_note *n)
{
	first_events(out, n, EV_END, EVENTS_TOLD);
}

static void explain_starts(struct str *out, const struct query_note *n)
{
	first_events(out, n, EV_RUN, EVENTS_TOLD);
}

static void explain_prints(struct str *out, const struct query_note *n)
{
	first_events(out, n, EV_PRINT, PRINTS_TOLD);
}

static void explain_stuck(struct str *out, const struct query_note *n)
{
	const struct narrator narrator = showing_narrator(n->showing);
	uint64_t first = evidence_first(n->showing, EV_DEADLOCK, ACTOR_NONE);
	struct str told = {0};

	if (first != EVIDENCE_NONE &&
	    refute_stuck(out, n->showing,
			 actor_index(trace_at(n->showing->trace, first)->who)))
		return;
	narrate_stuck(&told, &narrator);
	for (const char *at = str_text(&told), *end; *at; at = end + 1) {
		end = strchr(at, '\n');
		str_addn(out, at, (size_t)(end - at));
		str_add(out, end[1] ? ". " : ".");
	}
	str_fini(&told);
}

static const struct {
	const char *function;
	void (*explain)(struct str *out, const struct query_note *n);
} ways[] = {
	{"blocked_on", explain_blocked}, {"deadlock", explain_stuck},
	{"finish", explain_figures},     {"idle", explain_makespan},
	{"livelock", explain_stuck},     {"makespan", explain_makespan},
	{"misses", explain_misses},      {"next", explain_next},
	{"order", explain_order},        {"preemptions", explain_preemptions},
	{"prints", explain_prints},      {"ready", explain_figures},
	{"response", explain_start},     {"running", explain_first},
	{"start", explain_first},        {"starts", explain_starts},
	{"switches", explain_switches},  {"turnaround", explain_figures},
	{"turns", explain_starts},       {"value", explain_value},
	{"waiting", explain_figures},
};

static void explain_note(struct str *out, const struct query_note *n)
{
	size_t before = out->len;

	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++) {
		if (strcmp(ways[i].function, n->function->name) != 0)
			continue;
		ways[i].explain(out, n);
		if (out->len > before)
			str_addc(out, ' ');
		return;
	}
}

void explain(struct str *out, const struct query_run *run)
{
	/* more than two calls are told as a list of what they gave */
	if (run->notes.len <= 2) {
		for (size_t i = 0; i < run->notes.len; i++)
			explain_note(out, run->notes.at + i);
	}
	if (out->len == 0 || run->notes.len > 1)
		query_say_values(out, run);
	while (out->len > 0 && out->at[out->len - 1] == ' ')
		str_cut(out, out->len - 1);
}
