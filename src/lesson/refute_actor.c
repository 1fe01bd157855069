/* SPDX-License-Identifier: MIT */
/*
 * Against a wrong name: what this one is doing then, by which rule another was
 * chosen, or why it is not what is waited for.
 */
#include "base/i18n.h"
#include "lesson/evidence.h"
#include "lesson/refute.h"
#include "lesson/telling.h"
#include "story/narrate.h"

#include <string.h>

/* --- who is next, who runs --- */

static bool has_just_run(const struct showing *s, uint32_t copy,
			 const struct span *span)
{
	struct lane lane = spans_task(s->spans, copy);

	return span > lane.spans && span[-1].state == STATE_RUNNING &&
	       span[-1].from < span->from;
}

/* It could have run, but another was chosen. */
static void say_passed_over(struct str *out, const struct query_note *n,
			    uint32_t copy, const struct span *span)
{
	const struct showing *s = n->showing;
	const struct event *e = trace_at(s->trace, n->event);
	const char *rule = narrate_rule((enum rule)e->rule);
	struct telling told = {.showing = s};

	tell_task(&told, "task", copy);
	tell_dur(&told, "since", span->from);
	if (e->rule == RULE_SHORTEST) {
		tell_dur(&told, "left",
			 s->metrics->tasks[copy].cpu -
				 evidence_done(s, copy, e->t));
		tell(out, &told,
		     _("{task} could run, too, but has {left} still to do, and "
		       "somebody has less. The least goes first."));
	} else if (evidence_is_line((enum rule)e->rule) &&
		   has_just_run(s, copy, span)) {
		tell(out, &told,
		     _("{task} has just had its turn, up to {since}, and "
		       "stands behind those who were in line before."));
	} else if (evidence_is_line((enum rule)e->rule) || !rule) {
		tell(out, &told,
		     _("{task} has been in line since {since}, but is not the "
		       "first there."));
	} else {
		tell_text(&told, "rule", _(rule));
		tell(out, &told,
		     _("{task} could run, too. But the choice goes by a rule "
		       "({rule}), and so it falls on somebody else."));
	}
}

static void say_done(struct str *out, const struct showing *s, uint32_t copy)
{
	struct telling told = {.showing = s};

	tell_task(&told, "task", copy);
	tell_dur(&told, "t", s->metrics->tasks[copy].end);
	tell(out, &told, _("{task} was through by then, at {t}."));
}

static void say_unborn(struct str *out, const struct showing *s, uint32_t copy)
{
	struct telling told = {.showing = s};

	tell_task(&told, "task", copy);
	if (s->metrics->tasks[copy].release >= 0) {
		tell_dur(&told, "t", s->metrics->tasks[copy].release);
		tell(out, &told,
		     _("{task} is not there yet: it comes at {t}."));
	} else {
		tell(out, &told, _("{task} has not been started."));
	}
}

static void say_runs(struct str *out, const struct query_note *n, uint32_t copy,
		     const struct span *span)
{
	struct telling told = {.showing = n->showing};

	tell_task(&told, "task", copy);
	tell_dur(&told, "since", span->from);
	tell(out, &told,
	     _("{task} has been running since {since}: that is no turn "
	       "that begins now."));
}

static bool against_task(struct str *out, const struct query_note *n,
			 uint32_t copy)
{
	const struct showing *s = n->showing;
	const struct span *span;
	int64_t t;

	if (n->event == QUERY_NO_EVENT || copy >= s->program->n_copies)
		return false;
	t = trace_at(s->trace, n->event)->t;
	t = t > n->at ? t : n->at;
	span = strcmp(n->function->name, "next") == 0
		       ? lane_at_event(spans_task(s->spans, copy), n->event)
		       : lane_at(spans_task(s->spans, copy), n->at);
	if (span->state == STATE_DONE)
		say_done(out, s, copy);
	else if (span->state == STATE_UNBORN)
		say_unborn(out, s, copy);
	else if (span->state == STATE_READY && n->value.actor != ACTOR_NONE)
		say_passed_over(out, n, copy, span);
	else if (span->state == STATE_RUNNING)
		say_runs(out, n, copy, span);
	else
		refute_at(out, s, copy, t);
	return true;
}

static bool against_turn(struct str *out, const struct query_note *n,
			 uint32_t guess)
{
	struct telling told = {.showing = n->showing};

	if (guess != ACTOR_NONE)
		return actor_class(guess) == ACTOR_TASK &&
		       against_task(out, n, actor_index(guess));
	tell(out, &told,
	     _("Somebody can run then, and no core stays idle as long as there "
	       "is somebody."));
	return true;
}

/* --- who waits for whom --- */

static void say_thing(struct str *out, const struct query_note *n,
		      uint32_t thing)
{
	struct telling told = {.showing = n->showing};
	uint64_t since = 0;
	uint32_t holder = evidence_holder(
		n->showing, thing, evidence_last(n->showing, n->at), &since);

	tell_actor(&told, "what", thing);
	tell_task(&told, "task", n->task);
	if (holder == n->task) {
		tell_dur(&told, "t", trace_at(n->showing->trace, since)->t);
		tell(out, &told,
		     _("That is what {task} has itself, since {t}: {what}."));
	} else if (holder != NONE) {
		tell_task(&told, "other", holder);
		tell(out, &told,
		     _("{other} has it, but {task} has not asked for it: "
		       "{what}."));
	} else {
		tell(out, &told, _("{task} has not asked for it: {what}."));
	}
}

static void say_person(struct str *out, const struct query_note *n,
		       uint32_t copy)
{
	struct telling told = {.showing = n->showing};
	uint64_t since = 0;
	uint32_t holder =
		n->value.actor == ACTOR_NONE
			? NONE
			: evidence_holder(n->showing, n->value.actor,
					  evidence_last(n->showing, n->at),
					  &since);

	tell_task(&told, "task", n->task);
	tell_task(&told, "other", copy);
	if (holder == copy)
		tell(out, &told,
		     _("{other} does have it. But {task} waits for the thing, "
		       "and takes it from whoever lets it go."));
	else
		tell(out, &told,
		     _("{other} has nothing that {task} has asked for."));
}

static bool against_blocked_on(struct str *out, const struct query_note *n,
			       uint32_t guess)
{
	struct telling told = {.showing = n->showing};
	const struct span *span =
		lane_at(spans_task(n->showing->spans, n->task), n->at);

	if (n->value.actor == ACTOR_NONE) {
		refute_at(out, n->showing, n->task, n->at);
	} else if (guess == ACTOR_NONE) {
		tell_task(&told, "task", n->task);
		tell_dur(&told, "since", span->from);
		tell(out, &told,
		     _("Since {since} {task} cannot run: something is "
		       "missing."));
	} else if (actor_class(guess) == ACTOR_TASK) {
		say_person(out, n, actor_index(guess));
	} else {
		say_thing(out, n, guess);
	}
	return true;
}

bool refute_actor(struct str *out, const struct query_note *n,
		  const struct value *guess)
{
	if (strcmp(n->function->name, "blocked_on") != 0)
		return against_turn(out, n, guess->actor);
	return n->task != NONE && against_blocked_on(out, n, guess->actor);
}
