/* SPDX-License-Identifier: MIT */
/*
 * Tables: sentences by kind of event and case, reasons by rule and tie.  What
 * happens to tasks a story tells in whole sentences of its own (words.h); here
 * is the rest.
 */
#include "story/sentence.h"

#include "base/i18n.h"

/* Which of several sentences of one kind is meant. */
enum sentence_case {
	ALWAYS,
	WITH_BY,    /* somebody or something is named */
	BY_TASK,    /* the one named is a task */
	BY_THREAD,  /* or a thread */
	WITH_VALUE, /* the value is more than 0 */
	IN_LINE,    /* the value is -1 */
	IS_VALUE_0,
	RULE_IS, /* event.rule is `rule` */
	BY_AND_HOLDER,
	BY_IS_HOLDER, /* a task that is waited for */
	BY_AND_VALUE,
	BY_ITSELF, /* done by nobody */
	THE_LOOP,  /* the thread of an event loop */
	ONE_THREAD /* does all tasks, one after another */
};

struct row {
	uint8_t kind, when, rule;
	const char *text, *term;
};

/* The first that fits is taken; within a kind the last one always fits. */
static const struct row rows[] = {
	{EV_ARRIVE, WITH_BY, 0, N_("{who} arrives, at {by}"), NULL},
	{EV_ARRIVE, ALWAYS, 0, N_("{who} arrives"), NULL},
	{EV_READY, THE_LOOP, 0, N_("{who} has something to do"), NULL},
	{EV_READY, ALWAYS, 0, N_("{who} joins the ready queue"), NULL},
	{EV_RUN, BY_TASK, 0, N_("{who} takes the job: {by}"), NULL},
	{EV_RUN, BY_THREAD, 0, N_("{who} runs, done by {by}"), NULL},
	{EV_RUN, WITH_BY, 0, N_("{who} runs and meets: {by}"), NULL},
	{EV_RUN, ALWAYS, 0, N_("{who} runs"), NULL},
	{EV_PREEMPT, WITH_BY, 0, N_("{who} is preempted; next: {by}"), NULL},
	{EV_PREEMPT, ALWAYS, 0, N_("{who} is preempted"), NULL},
	{EV_SWITCH, BY_AND_VALUE, 0,
	 N_("Context switch from {by} to {name}; it takes {for}"), NULL},
	{EV_SWITCH, WITH_BY, 0, N_("Context switch from {by} to {name}"), NULL},
	{EV_SWITCH, ALWAYS, 0, N_("Context switch to {name}"), NULL},
	{EV_YIELD, ALWAYS, 0, N_("{who} offers its turn"), NULL},
	{EV_WORK, ALWAYS, 0, N_("{who} works for {for}"), NULL},
	{EV_WAIT, IN_LINE, 0, N_("{who} stands in line for {by}"), NULL},
	{EV_WAIT, WITH_BY, 0, N_("{who} asks {by} and waits {for}"), NULL},
	{EV_WAIT, ALWAYS, 0, N_("{who} waits {for}"), NULL},
	{EV_SLEEP, ALWAYS, 0, N_("{who} sleeps for {for}"), NULL},
	{EV_BLOCK, RULE_IS, BLOCKED_BY_CALL,
	 N_("{who} makes a blocking call of {for}"), NULL},
	{EV_BLOCK, WITH_BY, 0, N_("{who} waits for {by}"), NULL},
	{EV_BLOCK, ALWAYS, 0, N_("{who} waits for others"), NULL},
	{EV_WAKE, WITH_BY, 0, N_("{who} is woken by {by}"), NULL},
	{EV_WAKE, ALWAYS, 0, N_("{who} wakes: the time has come"), NULL},
	{EV_ACQUIRE, ALWAYS, 0, N_("{who} takes {by}"), NULL},
	{EV_RELEASE, ALWAYS, 0, N_("{who} lets {by} go"), NULL},
	{EV_PUT, ALWAYS, 0, N_("{who} puts {value} into {by}"), NULL},
	{EV_GET, ALWAYS, 0, N_("{who} gets {value} from {by}"), NULL},
	{EV_TASK_DONE, ALWAYS, 0,
	 N_("{who} is done with an item of {by}; still open: {value}"), NULL},
	{EV_SET, ALWAYS, 0, N_("{who} sets {by}"), NULL},
	{EV_CLEAR, ALWAYS, 0, N_("{who} clears {by}"), NULL},
	{EV_NOTIFY, ALWAYS, 0, N_("{who} notifies {by}; woken: {value}"), NULL},
	{EV_SPAWN, BY_ITSELF, 0, N_("Starts by itself: {by}"), NULL},
	{EV_SPAWN, ALWAYS, 0, N_("{who} starts {by}"), NULL},
	{EV_START, ALWAYS, 0, N_("Creating {name} takes {for}"), NULL},
	{EV_JOIN, WITH_BY, 0, N_("{who} need not wait for {by} any more"),
	 NULL},
	{EV_JOIN, ALWAYS, 0, N_("{who} need not wait any more"), NULL},
	{EV_PRINT, ALWAYS, 0, N_("{who} prints: {text}"), NULL},
	{EV_READ, ALWAYS, 0, N_("{who} reads {by}: {value}"), NULL},
	{EV_WRITE, ALWAYS, 0, N_("{who} writes {by}: {value}"), NULL},
	{EV_OFFLOAD, ALWAYS, 0, N_("{who} hands a job to the executor"), NULL},
	{EV_CALL, ALWAYS, 0, N_("{who} calls {by}"), NULL},
	{EV_CANCEL, IS_VALUE_0, 0,
	 N_("{who} wants to cancel what has ended: {by}"), NULL},
	{EV_CANCEL, ALWAYS, 0, N_("{who} cancels {by}"), NULL},
	{EV_TIMEOUT, WITH_BY, 0,
	 N_("{who} gives up on {by}: the limit was {for}"), NULL},
	{EV_TIMEOUT, ALWAYS, 0, N_("{who} is out of time: the limit was {for}"),
	 NULL},
	{EV_CAUGHT, ALWAYS, 0, N_("{who} catches {by}"), NULL},
	{EV_END, RULE_IS, END_FAILED, N_("{who} fails: {by}"), NULL},
	{EV_END, RULE_IS, END_CANCELLED, N_("{who} ends, cancelled"), NULL},
	{EV_END, RULE_IS, END_STOPPED, N_("{who} is stopped with the run"),
	 NULL},
	{EV_END, WITH_BY, 0, N_("{who} finishes the job: {by}"), NULL},
	{EV_END, WITH_VALUE, 0, N_("{who} ends and gives back {value}"), NULL},
	{EV_END, ALWAYS, 0, N_("{who} ends"), NULL},
	{EV_MISS, ALWAYS, 0, N_("{who} misses its deadline"), NULL},
	{EV_NOTE, RULE_IS, NOTE_SPAWNED_TWICE,
	 N_("Started before, so passed over: {by}"), NULL},
	{EV_NOTE, RULE_IS, NOTE_NEVER_SPAWNED,
	 N_("Never started, so passed over: {by}"), NULL},
	{EV_NOTE, RULE_IS, NOTE_NO_MORE_COPIES,
	 N_("No copy is left to start: {by}"), NULL},
	{EV_NOTE, RULE_IS, NOTE_GROUP_RUNNING,
	 N_("Runs already, so no member of the group: {by}"), NULL},
	{EV_NOTE, RULE_IS, NOTE_THREADS_CANNOT_CANCEL,
	 N_("Python's threads offer no way to cancel them: {by}"), NULL},
	{EV_NOTE, RULE_IS, NOTE_CANCEL_PENDING,
	 N_("Will feel the cancellation at its next real wait: {by}"), NULL},
	{EV_NOTE, RULE_IS, NOTE_CANCEL_IGNORED,
	 N_("Runs already and cannot be withdrawn: {by}"), NULL},
	{EV_NOTE, RULE_IS, NOTE_LEFTOVERS,
	 N_("The program is over: what still runs is cancelled"), NULL},
	{EV_NOTE, RULE_IS, NOTE_LIMIT,
	 N_("The run was cut at the limit of events"), NULL},
	{EV_NOTE, RULE_IS, NOTE_HORIZON, N_("The run was cut at its horizon"),
	 NULL},
	{EV_NOTE, RULE_IS, NOTE_TIME_OVER,
	 N_("What comes next would be beyond 292 years, where time ends"),
	 NULL},
	{EV_NOTE, RULE_IS, NOTE_REJECTED,
	 N_("The pool's queue is full, so turned away: {by}"), NULL},
	{EV_NOTE, RULE_IS, NOTE_WARM,
	 N_("{who} works faster now: its data are in the cache of {by}"), NULL},
	{EV_NOTE, RULE_IS, NOTE_COLD,
	 N_("{who}: its data are pushed out of the cache of {by}"), NULL},
	{EV_NOTE, ALWAYS, 0, N_("{who}: {by}"), NULL},
	{EV_LOOP, RULE_IS, LOOP_POLL,
	 N_("{loop} asks what has happened (iteration {value})"), NULL},
	{EV_LOOP, RULE_IS, LOOP_TIMERS,
	 N_("{loop}: timers that are due join the ready queue (iteration "
	    "{value})"),
	 NULL},
	{EV_LOOP, RULE_IS, LOOP_RUN,
	 N_("{loop} runs what is ready, one after another (iteration "
	    "{value})"),
	 NULL},
	{EV_LOOP, ALWAYS, 0, N_("{loop} stops: the program is over"), NULL},
	{EV_GIL_REQUEST, WITH_BY, 0,
	 N_("{who} asks {by} to drop the GIL: an interval is over"), NULL},
	{EV_GIL_REQUEST, ALWAYS, 0, N_("{who} asks for the GIL"), NULL},
	{EV_GIL_TAKE, ALWAYS, 0, N_("{who} takes the GIL"), NULL},
	{EV_GIL_DROP, ALWAYS, 0, N_("{who} drops the GIL"), NULL},
	{EV_DEADLOCK, RULE_IS, STUCK_IN_LINE,
	 N_("{stuck}: {name} is in line, and all who could run it wait"), NULL},
	{EV_DEADLOCK, BY_IS_HOLDER, 0,
	 N_("{stuck}: {name} waits until {by} has ended"), NULL},
	{EV_DEADLOCK, BY_AND_HOLDER, 0,
	 N_("{stuck}: {name} waits for {by}, held by {holder}"), NULL},
	{EV_DEADLOCK, WITH_BY, 0,
	 N_("{stuck}: {name} waits for {by}, and nothing will bring it"), NULL},
	{EV_DEADLOCK, ALWAYS, 0,
	 N_("{stuck}: {name} waits for what nothing will bring"), NULL},
	{EV_LIVELOCK, ALWAYS, 0,
	 N_("Livelock: {name} goes on for ever while no time passes. Only "
	    "`work` takes time here: put some in the loop"),
	 NULL},
	{EV_IDLE, ONE_THREAD, 0,
	 N_("{who} is idle: its task waits, and no other is begun"), NULL},
	{EV_IDLE, ALWAYS, 0, N_("{who} is idle: no thread is ready to run"),
	 NULL},
};

/* Where the story has the word for the term, these come first. */
static const struct row retold[] = {
	{EV_IDLE, ONE_THREAD, 0,
	 N_("{who}: nothing to do until the wait is over"), "core"},
	{EV_IDLE, ALWAYS, 0, N_("{who}: nothing to do"), "core"},
	{EV_LOOP, RULE_IS, LOOP_POLL, N_("{loop}: what has happened?"), "loop"},
	{EV_LOOP, RULE_IS, LOOP_TIMERS,
	 N_("{loop}: the clock says that for somebody the time has come"),
	 "loop"},
	{EV_LOOP, RULE_IS, LOOP_RUN,
	 N_("{loop}: what has lined up, one after another"), "loop"},
	{EV_LOOP, ALWAYS, 0, N_("{loop}: all is done"), "loop"},
	{EV_GIL_REQUEST, WITH_BY, 0,
	 N_("{who} has waited long enough and asks {by} for {term}"), "gil"},
	{EV_GIL_REQUEST, ALWAYS, 0, N_("{who} asks for {term}"), "gil"},
	{EV_GIL_TAKE, ALWAYS, 0, N_("{who} takes {term}"), "gil"},
	{EV_GIL_DROP, ALWAYS, 0, N_("{who} puts {term} down"), "gil"},
	{EV_OFFLOAD, ALWAYS, 0, N_("{who} hands a job to {term}"), "pool"},
};

static bool has_by(const struct event *e)
{
	return e->by != ACTOR_NONE;
}

static bool fits(const struct row *s, const struct narrator *n,
		 const struct event *e)
{
	switch ((enum sentence_case)s->when) {
	case ALWAYS:
		return true;
	case WITH_BY:
		return has_by(e);
	case BY_TASK:
		return has_by(e) && actor_class(e->by) == ACTOR_TASK;
	case BY_THREAD:
		return has_by(e) && actor_class(e->by) == ACTOR_THREAD;
	case WITH_VALUE:
		return e->value != 0;
	case IN_LINE:
		return e->value < 0 && has_by(e);
	case IS_VALUE_0:
		return e->value == 0;
	case RULE_IS:
		return e->rule == s->rule;
	case BY_AND_HOLDER:
		return has_by(e) && e->value != ACTOR_NONE;
	case BY_IS_HOLDER:
		return has_by(e) && e->value == e->by;
	case BY_AND_VALUE:
		return has_by(e) && e->value > 0;
	case BY_ITSELF:
		return e->who == ACTOR_NONE;
	case THE_LOOP:
		return actor_class(e->who) == ACTOR_THREAD &&
		       actor_index(e->who) < n->loops;
	case ONE_THREAD:
		return n->in_line;
	}
	return false;
}

static bool is_row(const struct row *r, const struct narrator *n,
		   const struct event *e)
{
	return r->kind == e->kind && fits(r, n, e) &&
	       (!r->term || words_find(&n->words, r->term));
}

struct sentence sentence_of(const struct narrator *n, const struct event *e)
{
	size_t i = 0, all = sizeof rows / sizeof *rows;

	for (size_t k = 0; k < sizeof retold / sizeof *retold; k++) {
		if (is_row(retold + k, n, e))
			return (struct sentence){retold[k].text,
						 retold[k].term};
	}
	while (i < all && !is_row(rows + i, n, e))
		i++;
	return (struct sentence){i < all ? rows[i].text : "", NULL};
}

/* --- why --- */

/* TOLD is what a story says that has a word for the term. */
struct reason {
	const char *text, *term, *told;
};

static const struct reason rules[RULE_COUNT] = {
	[RULE_FIRST_READY] = {N_("first in the ready queue"), "queue",
			      N_("in front: {term}")},
	[RULE_ONLY_READY] = {N_("nobody else was ready"), "ready",
			     N_("nobody else was there")},
	[RULE_DECLARED] = {N_("came first; of equals, stands first in the "
			      "program"),
			   NULL, NULL},
	[RULE_CALLER] = {N_("what it called has ended"), NULL, NULL},
	[RULE_LOOP_ORDER] = {N_("next in the event loop's ready queue"),
			     "queue", N_("in front: {term}")},
	[RULE_LOOP_THREAD] = {N_("the event loop's own thread"), NULL, NULL},
	[RULE_JOB_FIRST] = {N_("first in the pool's queue"), "queue",
			    N_("in front: {term}")},
	[RULE_IDLE_WORKER] = {N_("the free worker with the lowest number takes "
				 "the first job"),
			      "worker", N_("who is free takes the first job")},
	[RULE_QUANTUM] = {N_("its quantum is over and others wait"), "quantum",
			  N_("the time is up and others wait")},
	[RULE_BETTER] = {N_("a better one came"), NULL, NULL},
	[RULE_GIL_FIRST] = {N_("first of those who wait for the GIL"), "gil",
			    N_("first of those who wait for {term}")},
	[RULE_GIL_ALONE] = {N_("nobody else wants the GIL"), "gil",
			    N_("nobody else wants {term}")},
	[RULE_GIL_RANDOM] = {N_("drawn among those who wait for the GIL"),
			     "gil",
			     N_("drawn among those who wait for "
				"{term}")},
	[RULE_GIL_ASKED] = {N_("who waits has asked for the GIL"), "gil",
			    N_("who waits has asked for {term}")},
	[RULE_RING] = {N_("next in the ring"), NULL, NULL},
	[RULE_SHORTEST] = {N_("least work ahead"), NULL, NULL},
	[RULE_PRIORITY] = {N_("highest priority"), NULL, NULL},
	[RULE_AGED] = {N_("highest priority, raised by waiting"), NULL, NULL},
	[RULE_LEVEL] = {N_("first of the highest level"), NULL, NULL},
	[RULE_DRAWN] = {N_("holds the ticket that was drawn"), NULL, NULL},
	[RULE_PASS] = {N_("least pass"), NULL, NULL},
	[RULE_VRUNTIME] = {N_("least virtual runtime"), NULL, NULL},
	[RULE_ELIGIBLE] = {N_("earliest virtual deadline of those eligible"),
			   NULL, NULL},
	[RULE_DEADLINE] = {N_("earliest deadline"), NULL, NULL},
	[RULE_PERIOD] = {N_("shortest period"), NULL, NULL},
	[RULE_STOLEN] = {N_("taken from another core's queue"), "core",
			 N_("taken from another line")},
};

static const struct reason ties[TIE_COUNT] = {
	[TIE_QUEUED_FIRST] = {N_("it has been ready longer"), "ready",
			      N_("it has been there longer")},
	[TIE_DECLARED] = {N_("they came at the same time: first in the "
			     "program"),
			  NULL, NULL},
	[TIE_REQUESTED] = {N_("answers came at the same time: who asked "
			      "first"),
			   NULL, NULL},
	[TIE_ARMED] = {N_("timers rang at the same time: who set one first"),
		       "timer",
		       N_("both times have come: who began to wait first")},
	[TIE_ARRIVALS_FIRST] = {N_("who has just become ready goes before who "
				   "has used up a turn"),
				NULL, NULL},
	[TIE_EXPIRED_FIRST] = {N_("who has used up a turn goes before who has "
				  "just become ready"),
			       NULL, NULL},
	[TIE_CORE_ORDER] = {N_("made ready by the core with the lower number"),
			    NULL, NULL},
	[TIE_KEPT_HEAD] = {N_("it was interrupted and kept its place"), NULL,
			   NULL},
	[TIE_OLDER] = {N_("came earlier, or stands earlier in the program"),
		       NULL, NULL},
};

const char *narrate_rule(enum rule rule)
{
	return rules[rule].text;
}

const char *narrate_tie(enum tie tie)
{
	return ties[tie].text;
}

static struct sentence reason(const struct narrator *n,
			      const struct reason *why)
{
	if (why->term && words_find(&n->words, why->term))
		return (struct sentence){why->told, why->term};
	return (struct sentence){why->text, NULL};
}

/* Where there is but one thread, whose turn it is goes on. */
struct sentence sentence_rule(const struct narrator *n, const struct event *e)
{
	if (n->in_line && e->rule == RULE_ONLY_READY)
		return (struct sentence){N_("its turn lasts until it ends"),
					 NULL};
	return reason(n, &rules[e->rule]);
}

struct sentence sentence_tie(const struct narrator *n, const struct event *e)
{
	return reason(n, &ties[e->tie]);
}
