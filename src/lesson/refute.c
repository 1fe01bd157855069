/* SPDX-License-Identifier: MIT */
/*
 * Against a wrong answer: which question wants which words, and what a task is
 * doing, which most of them need.
 */
#include "lesson/refute.h"

#include "base/i18n.h"
#include "lesson/evidence.h"
#include "lesson/telling.h"

#include <string.h>

/* --- what a task is doing --- */

static const char *const doing[STATE_COUNT] = {
	[STATE_UNBORN] = N_("At {t} {task} has not come yet."),
	[STATE_READY] = N_("At {t} {task} is still in line."),
	[STATE_RUNNING] = N_("At {t} {task} runs, with {rest} still to do."),
	[STATE_WAITING] = N_("At {t} {task} is still waiting."),
	[STATE_SLEEPING] = N_("At {t} {task} is still asleep."),
	[STATE_BLOCKED] = N_("At {t} {task} is still waiting for others."),
	[STATE_SWITCHING] = N_("At {t} a core is only being handed to {task}."),
	[STATE_IDLE] = N_("At {t} {task} has nothing to do."),
	[STATE_DONE] = N_("At {t} {task} is done."),
};

/* A better sentence where the run says more about the state. */
static const char *sentence_of(struct telling *told, const struct span *span,
			       uint32_t copy, int64_t t)
{
	const struct trace *tr = told->showing->trace;
	uint32_t other = evidence_runner(told->showing, t, copy);
	int64_t due = span->ev < tr->n ? state_due(trace_at(tr, span->ev))
				       : INT64_MAX;

	if (span->state == STATE_READY && other != NONE) {
		tell_task(told, "other", other);
		return N_("At {t} {task} is still in line, and {other} runs.");
	}
	if (span->state == STATE_BLOCKED && span->by != ACTOR_NONE) {
		tell_actor(told, "what", span->by);
		return N_("At {t} {task} is still waiting for {what}.");
	}
	if (due != INT64_MAX && due > t) {
		tell_dur(told, "due", due);
		return N_("At {t} {task} is still waiting, until {due}.");
	}
	return doing[span->state];
}

static void say_doing(struct str *out, const struct showing *s,
		      const struct span *span, uint32_t copy, int64_t t)
{
	struct telling told = {.showing = s};
	int64_t rest = s->metrics->tasks[copy].cpu - evidence_done(s, copy, t);
	const char *sentence;

	tell_dur(&told, "t", t);
	tell_task(&told, "task", copy);
	tell_dur(&told, "rest", rest);
	sentence = sentence_of(&told, span, copy, t);
	tell(out, &told, _(sentence));
}

void refute_at(struct str *out, const struct showing *showing, uint32_t copy,
	       int64_t t)
{
	say_doing(out, showing, lane_at(spans_task(showing->spans, copy), t),
		  copy, t);
}

void refute_when(struct str *out, const struct showing *showing, uint32_t copy,
		 uint64_t event)
{
	say_doing(out, showing,
		  lane_at_event(spans_task(showing->spans, copy), event), copy,
		  trace_at(showing->trace, event)->t);
}

/* --- deadlocks --- */

static const char *link_of(const struct event *e)
{
	if (e->rule == STUCK_IN_LINE)
		return N_("{task} is in line, and all who could run it wait.");
	if (e->by == ACTOR_NONE)
		return N_("{task} waits for what nobody will bring.");
	if (e->value < 0 || e->value >= ACTOR_NONE)
		return N_("{task} waits for {what}, and nobody will bring it.");
	if (e->value == e->by)
		return N_("{task} waits until {holder} has ended.");
	return N_("{task} waits for {what}, and {holder} has it.");
}

static void say_link(struct str *out, const struct showing *s,
		     const struct event *e)
{
	struct telling told = {.showing = s};

	tell_actor(&told, "task", e->who);
	if (e->by != ACTOR_NONE)
		tell_actor(&told, "what", e->by);
	if (e->value >= 0 && e->value < ACTOR_NONE)
		tell_actor(&told, "holder", (uint32_t)e->value);
	tell(out, &told, _(link_of(e)));
}

bool refute_stuck(struct str *out, const struct showing *showing, uint32_t copy)
{
	enum { LINKS_MOST = 8 };
	uint64_t events[LINKS_MOST];
	bool is_circle;
	size_t n =
		evidence_stuck(showing, copy, events, LINKS_MOST, &is_circle);
	struct telling told = {.showing = showing};

	for (size_t i = 0; i < n; i++)
		say_link(out, showing, trace_at(showing->trace, events[i]));
	if (n > 0)
		tell(out, &told,
		     is_circle ? _("That is a circle: each waits for what the "
				   "next one has, and nobody lets go. A "
				   "deadlock.")
			       : _("So it stays for ever: a deadlock."));
	return n > 0;
}

/* --- yes or no --- */

static bool refute_truth(struct str *out, const struct query_note *n,
			 const struct value *guess)
{
	const struct showing *s = n->showing;
	uint64_t stuck = evidence_first(s, EV_DEADLOCK, ACTOR_NONE);
	struct telling told = {.showing = s};

	(void)guess;
	if (n->task != NONE && n->at >= 0) {
		refute_at(out, s, n->task, n->at);
	} else if (n->task != NONE && s->metrics->tasks[n->task].end >= 0) {
		tell_dur(&told, "t", s->metrics->tasks[n->task].end);
		tell_task(&told, "task", n->task);
		tell(out, &told, _("{task} comes to its end at {t}."));
	} else if (stuck != EVIDENCE_NONE) {
		refute_when(out, s, actor_index(trace_at(s->trace, stuck)->who),
			    stuck);
		tell(out, &told, _("Nothing will ever change that."));
	} else {
		tell_dur(&told, "t", s->metrics->makespan);
		tell(out, &told, _("By {t} everybody has come to an end."));
	}
	return true;
}

/* --- all of them --- */

bool refute(struct str *out, const struct query_note *n,
	    const struct value *guess)
{
	static bool (*const ways[VALUE_TYPES])(struct str * out,
					       const struct query_note *n,
					       const struct value *guess) = {
		[VALUE_TRUTH] = refute_truth,   [VALUE_NUMBER] = refute_count,
		[VALUE_DURATION] = refute_time, [VALUE_SIZE] = refute_count,
		[VALUE_ACTOR] = refute_actor,   [VALUE_LIST] = refute_list,
		[VALUE_LINES] = refute_lines,
	};

	return ways[guess->type](out, n, guess);
}
