/* SPDX-License-Identifier: MIT */
/*
 * Against a wrong time or duration: what is still undone by then, or what it
 * cannot have been spent on.
 */
#include "base/i18n.h"
#include "lesson/evidence.h"
#include "lesson/refute.h"
#include "lesson/telling.h"

#include <string.h>

/* --- moments --- */

static bool against_finish(struct str *out, const struct query_note *n,
			   int64_t t)
{
	const struct showing *s = n->showing;
	struct telling told = {.showing = s};
	int64_t last;

	if (n->task == NONE)
		return false;
	if (t < n->value.n) {
		refute_at(out, s, n->task, t);
		return true;
	}
	last = evidence_last_turn(s, n->task);
	tell_task(&told, "task", n->task);
	tell_dur(&told, "t", last);
	tell(out, &told,
	     _("Too late: {task} begins its last turn at {t}, and nothing "
	       "holds it up any more."));
	return true;
}

static bool against_start(struct str *out, const struct query_note *n,
			  int64_t t)
{
	struct telling told = {.showing = n->showing};

	if (n->task == NONE)
		return false;
	if (t < n->value.n) {
		refute_at(out, n->showing, n->task, t);
		return true;
	}
	tell_task(&told, "task", n->task);
	tell_dur(&told, "t", t);
	tell_dur(&told, "run", evidence_done(n->showing, n->task, t));
	tell(out, &told,
	     _("Too late: by {t} {task} has run for {run} already."));
	return true;
}

/* Who ends last, and when its last turn begins. */
static void say_last(struct str *out, const struct showing *s)
{
	uint32_t last = evidence_undone(s, 0);
	struct telling told = {.showing = s};

	if (last == NONE)
		return;
	tell_task(&told, "task", last);
	tell_dur(&told, "t", evidence_last_turn(s, last));
	tell(out, &told,
	     _("The last turn begins at {t}: {task}. Then nothing is left "
	       "to do."));
}

/* Two things that go on at the same time, where there are such. */
static void say_overlap(struct str *out, const struct showing *s)
{
	static const char *const sentences[] = {
		[OVERLAP_RUN] =
			N_("At {t} {a} and {b} both run, at the same time."),
		[OVERLAP_WAIT_AND_RUN] =
			N_("At {t}, for one, {a} begins to wait while {b} "
			   "runs: that is at the same time."),
		[OVERLAP_WAIT] =
			N_("At {t} {a} and {b} both wait, at the same time."),
	};
	struct telling told = {.showing = s};
	struct overlap o;

	if (!evidence_overlap(s, &o)) {
		say_last(out, s);
		return;
	}
	tell_dur(&told, "t", o.t);
	tell_task(&told, "a", o.a);
	tell_task(&told, "b", o.b);
	tell(out, &told, _(sentences[o.kind]));
}

static bool against_makespan(struct str *out, const struct query_note *n,
			     int64_t t)
{
	struct telling told = {.showing = n->showing};
	uint32_t undone = evidence_undone(n->showing, t);

	if (undone != NONE) {
		refute_at(out, n->showing, undone, t);
		return true;
	}
	tell(out, &told, _("Too late: everybody is done by then."));
	say_overlap(out, n->showing);
	return true;
}

/* --- durations --- */

/* The first time that a task spends in that state: since when and how long. */
static bool first_stay(const struct showing *s, uint32_t copy, enum state state,
		       int64_t *from, int64_t *to)
{
	struct lane lane = spans_task(s->spans, copy);

	for (size_t i = 0; i + 1 < lane.n; i++) {
		*from = lane.spans[i].from;
		*to = lane.spans[i + 1].from;
		if (lane.spans[i].state == state && *to > *from)
			return true;
	}
	return false;
}

static bool against_waiting(struct str *out, const struct query_note *n,
			    int64_t t)
{
	struct telling told = {.showing = n->showing};
	uint32_t other;
	int64_t from, to;

	(void)t;
	if (n->task == NONE ||
	    !first_stay(n->showing, n->task, STATE_READY, &from, &to))
		return false;
	tell_task(&told, "task", n->task);
	tell_dur(&told, "from", from);
	other = evidence_runner(n->showing, from, n->task);
	if (other != NONE)
		tell_task(&told, "other", other);
	tell(out, &told,
	     other != NONE
		     ? _("Only the time in line counts. It begins at {from}: "
			 "{task} could run, but {other} does.")
		     : _("Only the time in line counts. It begins at {from}, "
			 "for {task}."));
	return true;
}

static bool against_cpu(struct str *out, const struct query_note *n, int64_t t)
{
	struct telling told = {.showing = n->showing};
	int64_t from, to;

	(void)t;
	if (n->task == NONE ||
	    !first_stay(n->showing, n->task, STATE_RUNNING, &from, &to))
		return false;
	tell_task(&told, "task", n->task);
	tell_dur(&told, "from", from);
	tell_dur(&told, "to", to);
	tell(out, &told,
	     _("Only the time it runs counts, turn by turn. {task} has its "
	       "first turn from {from} to {to}."));
	return true;
}

/* Of all tasks the mean is asked for: one of them as an example. */
static bool against_mean(struct str *out, const struct query_note *n,
			 const char *sentence,
			 int64_t (*of)(const struct task_figures *f))
{
	const struct metrics *m = n->showing->metrics;
	struct telling told = {.showing = n->showing};
	uint32_t most = 0;

	if (n->task != NONE || m->n_tasks < 2)
		return false;
	for (uint32_t i = 1; i < m->n_tasks; i++)
		if (of(m->tasks + i) > of(m->tasks + most))
			most = i;
	tell_task(&told, "task", most);
	tell_dur(&told, "for", of(m->tasks + most));
	tell_count(&told, "n", (int64_t)m->n_tasks);
	tell(out, &told, sentence);
	return true;
}

static int64_t waiting_of(const struct task_figures *f)
{
	return f->waiting;
}

static int64_t turnaround_of(const struct task_figures *f)
{
	return f->end - f->release;
}

static int64_t response_of(const struct task_figures *f)
{
	return f->first_run - f->release;
}

static bool against_waitings(struct str *out, const struct query_note *n,
			     int64_t t)
{
	return against_waiting(out, n, t) ||
	       against_mean(out, n,
			    _("{task} alone is in line for {for}. Add up all, "
			      "and divide by {n}."),
			    waiting_of);
}

static bool against_turnaround(struct str *out, const struct query_note *n,
			       int64_t t)
{
	if (n->task != NONE)
		return against_finish(
			out, n,
			t < n->value.n ? t + n->showing->metrics->tasks[n->task]
							 .release
				       : INT64_MAX);
	return against_mean(out, n,
			    _("{task} alone takes {for}, from when it came. "
			      "Add up all, and divide by {n}."),
			    turnaround_of);
}

static bool against_response(struct str *out, const struct query_note *n,
			     int64_t t)
{
	struct query_note first = *n;

	if (n->task == NONE)
		return against_mean(
			out, n,
			_("{task} alone comes and has to wait {for} for its "
			  "first turn. Add up all, and divide by {n}."),
			response_of);
	first.value.n = n->showing->metrics->tasks[n->task].first_run;
	t += n->showing->metrics->tasks[n->task].release;
	return against_start(out, &first, t);
}

static bool against_idle(struct str *out, const struct query_note *n, int64_t t)
{
	const struct showing *s = n->showing;
	struct telling told = {.showing = s};
	uint64_t ev = evidence_first(s, EV_IDLE, ACTOR_NONE);

	(void)t;
	if (ev == EVIDENCE_NONE) {
		tell(out, &told,
		     _("Somebody can always run, so no core ever stands "
		       "still."));
		return true;
	}
	tell_dur(&told, "t", trace_at(s->trace, ev)->t);
	tell(out, &told,
	     _("Only the gaps count in which nobody can run. The first "
	       "begins at {t}."));
	return true;
}

static const struct {
	const char *function;
	bool (*against)(struct str *out, const struct query_note *n, int64_t t);
} ways[] = {
	{"cpu", against_cpu},
	{"finish", against_finish},
	{"idle", against_idle},
	{"makespan", against_makespan},
	{"response", against_response},
	{"start", against_start},
	{"turnaround", against_turnaround},
	{"waiting", against_waitings},
};

bool refute_time(struct str *out, const struct query_note *n,
		 const struct value *guess)
{
	for (size_t i = 0; i < sizeof ways / sizeof *ways; i++)
		if (strcmp(ways[i].function, n->function->name) == 0)
			return ways[i].against(out, n, guess->n);
	return false;
}
