/* SPDX-License-Identifier: MIT */
/*
 * Narration: a table of sentences by kind of event and case.
 * The words that fill them in are made once for each sentence.
 */
#include "story/narrate.h"

#include "base/i18n.h"
#include "story/fill.h"
#include "story/names.h"

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
	ONE_THREAD /* does all tasks, one after another */
};

struct sentence {
	uint8_t kind, when, rule;
	const char *text;
};

/* The first that fits is taken; within a kind the last one always fits. */
static const struct sentence sentences[] = {
	{EV_ARRIVE, WITH_BY, 0, N_("{who} arrives, at {by}")},
	{EV_ARRIVE, ALWAYS, 0, N_("{who} arrives")},
	{EV_READY, ALWAYS, 0, N_("{who} joins the ready queue")},
	{EV_RUN, BY_TASK, 0, N_("{who} takes the job: {by}")},
	{EV_RUN, BY_THREAD, 0, N_("{who} runs, done by {by}")},
	{EV_RUN, WITH_BY, 0, N_("{who} runs and meets: {by}")},
	{EV_RUN, ALWAYS, 0, N_("{who} runs")},
	{EV_PREEMPT, WITH_BY, 0, N_("{who} is preempted; next: {by}")},
	{EV_PREEMPT, ALWAYS, 0, N_("{who} is preempted")},
	{EV_SWITCH, BY_AND_VALUE, 0,
	 N_("Context switch from {by} to {name}; it takes {for}")},
	{EV_SWITCH, WITH_BY, 0, N_("Context switch from {by} to {name}")},
	{EV_SWITCH, ALWAYS, 0, N_("Context switch to {name}")},
	{EV_YIELD, ALWAYS, 0, N_("{who} offers its turn")},
	{EV_WORK, ALWAYS, 0, N_("{who} works for {for}")},
	{EV_WAIT, IN_LINE, 0, N_("{who} stands in line for {by}")},
	{EV_WAIT, WITH_BY, 0, N_("{who} asks {by} and waits {for}")},
	{EV_WAIT, ALWAYS, 0, N_("{who} waits {for} for I/O")},
	{EV_SLEEP, ALWAYS, 0, N_("{who} sleeps for {for}")},
	{EV_BLOCK, RULE_IS, BLOCKED_BY_CALL,
	 N_("{who} makes a blocking call of {for}")},
	{EV_BLOCK, WITH_BY, 0, N_("{who} waits for {by}")},
	{EV_BLOCK, ALWAYS, 0, N_("{who} waits for others")},
	{EV_WAKE, WITH_BY, 0, N_("{who} is woken by {by}")},
	{EV_WAKE, ALWAYS, 0, N_("{who} wakes: the time has come")},
	{EV_ACQUIRE, ALWAYS, 0, N_("{who} takes {by}")},
	{EV_RELEASE, ALWAYS, 0, N_("{who} lets {by} go")},
	{EV_PUT, ALWAYS, 0, N_("{who} puts {value} into {by}")},
	{EV_GET, ALWAYS, 0, N_("{who} gets {value} from {by}")},
	{EV_TASK_DONE, ALWAYS, 0,
	 N_("{who} is done with an item of {by}; still open: {value}")},
	{EV_SET, ALWAYS, 0, N_("{who} sets {by}")},
	{EV_CLEAR, ALWAYS, 0, N_("{who} clears {by}")},
	{EV_NOTIFY, ALWAYS, 0, N_("{who} notifies {by}; woken: {value}")},
	{EV_SPAWN, BY_ITSELF, 0, N_("Starts by itself: {by}")},
	{EV_SPAWN, ALWAYS, 0, N_("{who} starts {by}")},
	{EV_START, ALWAYS, 0, N_("Creating {name} takes {for}")},
	{EV_JOIN, WITH_BY, 0, N_("{who} need not wait for {by} any more")},
	{EV_JOIN, ALWAYS, 0, N_("{who} need not wait any more")},
	{EV_PRINT, ALWAYS, 0, N_("{who} prints: {text}")},
	{EV_READ, ALWAYS, 0, N_("{who} reads {by}: {value}")},
	{EV_WRITE, ALWAYS, 0, N_("{who} writes {by}: {value}")},
	{EV_OFFLOAD, ALWAYS, 0, N_("{who} hands a job to the executor")},
	{EV_CALL, ALWAYS, 0, N_("{who} calls {by}")},
	{EV_CANCEL, IS_VALUE_0, 0,
	 N_("{who} wants to cancel what has ended: {by}")},
	{EV_CANCEL, ALWAYS, 0, N_("{who} cancels {by}")},
	{EV_TIMEOUT, WITH_BY, 0,
	 N_("{who} gives up on {by}: the limit was {for}")},
	{EV_TIMEOUT, ALWAYS, 0,
	 N_("{who} is out of time: the limit was {for}")},
	{EV_CAUGHT, ALWAYS, 0, N_("{who} catches {by}")},
	{EV_END, RULE_IS, END_FAILED, N_("{who} fails: {by}")},
	{EV_END, RULE_IS, END_CANCELLED, N_("{who} ends, cancelled")},
	{EV_END, RULE_IS, END_STOPPED, N_("{who} is stopped with the run")},
	{EV_END, WITH_BY, 0, N_("{who} finishes the job: {by}")},
	{EV_END, WITH_VALUE, 0, N_("{who} ends and gives back {value}")},
	{EV_END, ALWAYS, 0, N_("{who} ends")},
	{EV_MISS, ALWAYS, 0, N_("{who} misses its deadline")},
	{EV_NOTE, RULE_IS, NOTE_SPAWNED_TWICE,
	 N_("Started before, so passed over: {by}")},
	{EV_NOTE, RULE_IS, NOTE_NEVER_SPAWNED,
	 N_("Never started, so passed over: {by}")},
	{EV_NOTE, RULE_IS, NOTE_NO_MORE_COPIES,
	 N_("No copy is left to start: {by}")},
	{EV_NOTE, RULE_IS, NOTE_GROUP_RUNNING,
	 N_("Runs already, so no member of the group: {by}")},
	{EV_NOTE, RULE_IS, NOTE_THREADS_CANNOT_CANCEL,
	 N_("Python's threads offer no way to cancel them: {by}")},
	{EV_NOTE, RULE_IS, NOTE_CANCEL_PENDING,
	 N_("Will feel the cancellation at its next real wait: {by}")},
	{EV_NOTE, RULE_IS, NOTE_CANCEL_IGNORED,
	 N_("Runs already and cannot be withdrawn: {by}")},
	{EV_NOTE, RULE_IS, NOTE_LEFTOVERS,
	 N_("The program is over: what still runs is cancelled")},
	{EV_NOTE, RULE_IS, NOTE_LIMIT,
	 N_("The run was cut at the limit of events")},
	{EV_NOTE, RULE_IS, NOTE_HORIZON, N_("The run was cut at its horizon")},
	{EV_NOTE, RULE_IS, NOTE_REJECTED,
	 N_("The pool's queue is full, so turned away: {by}")},
	{EV_NOTE, ALWAYS, 0, N_("{who}: {by}")},
	{EV_LOOP, RULE_IS, LOOP_POLL,
	 N_("Iteration {value}: the event loop asks what has happened")},
	{EV_LOOP, RULE_IS, LOOP_TIMERS,
	 N_("Iteration {value}: timers that are due join the ready queue")},
	{EV_LOOP, RULE_IS, LOOP_RUN,
	 N_("Iteration {value}: what is ready runs, one after another")},
	{EV_LOOP, ALWAYS, 0, N_("Iteration {value}: the event loop stops")},
	{EV_GIL_REQUEST, WITH_BY, 0,
	 N_("{who} asks {by} to drop the GIL: an interval is over")},
	{EV_GIL_REQUEST, ALWAYS, 0, N_("{who} asks for the GIL")},
	{EV_GIL_TAKE, ALWAYS, 0, N_("{who} takes the GIL")},
	{EV_GIL_DROP, ALWAYS, 0, N_("{who} drops the GIL")},
	{EV_DEADLOCK, RULE_IS, STUCK_IN_LINE,
	 N_("Deadlock: {name} is in line, and all who could run it wait")},
	{EV_DEADLOCK, BY_IS_HOLDER, 0,
	 N_("Deadlock: {name} waits until {by} has ended")},
	{EV_DEADLOCK, BY_AND_HOLDER, 0,
	 N_("Deadlock: {name} waits for {by}, held by {holder}")},
	{EV_DEADLOCK, WITH_BY, 0,
	 N_("Deadlock: {name} waits for {by}, and nothing will bring it")},
	{EV_DEADLOCK, ALWAYS, 0,
	 N_("Deadlock: {name} waits for what nothing will bring")},
	{EV_LIVELOCK, ALWAYS, 0,
	 N_("Livelock: {name} goes on for ever while no time passes. Only "
	    "`work` takes time here: put some in the loop")},
	{EV_IDLE, ONE_THREAD, 0,
	 N_("{who} is idle: its task waits, and no other is begun")},
	{EV_IDLE, ALWAYS, 0, N_("{who} is idle: no thread is ready to run")},
};

static bool has_by(const struct event *e)
{
	return e->by != ACTOR_NONE;
}

static bool fits(const struct sentence *s, const struct narrator *n,
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
	case ONE_THREAD:
		return n->in_line;
	}
	return false;
}

static const char *sentence_of(const struct narrator *n, const struct event *e)
{
	size_t i = 0, all = sizeof sentences / sizeof *sentences;

	while (i < all &&
	       !(sentences[i].kind == e->kind && fits(sentences + i, n, e)))
		i++;
	return i < all ? sentences[i].text : "";
}

/* --- why --- */

static const char *const rules[RULE_COUNT] = {
	[RULE_FIRST_READY] = N_("first in the ready queue"),
	[RULE_ONLY_READY] = N_("nobody else was ready"),
	[RULE_DECLARED] = N_("earliest release, then as declared"),
	[RULE_CALLER] = N_("what it called has ended"),
	[RULE_LOOP_ORDER] = N_("next in the event loop's ready queue"),
	[RULE_LOOP_THREAD] = N_("the event loop's own thread"),
	[RULE_JOB_FIRST] = N_("first in the pool's queue"),
	[RULE_IDLE_WORKER] = N_("the lowest idle worker takes the first job"),
	[RULE_QUANTUM] = N_("its quantum is over and others wait"),
	[RULE_BETTER] = N_("a better one came"),
	[RULE_GIL_FIRST] = N_("first of those who wait for the GIL"),
	[RULE_GIL_ALONE] = N_("nobody else wants the GIL"),
	[RULE_GIL_RANDOM] = N_("drawn among those who wait for the GIL"),
	[RULE_GIL_ASKED] = N_("who waits has asked for the GIL"),
	[RULE_RING] = N_("next in the ring"),
	[RULE_SHORTEST] = N_("least work ahead"),
	[RULE_PRIORITY] = N_("highest priority"),
	[RULE_AGED] = N_("highest priority, raised by waiting"),
	[RULE_LEVEL] = N_("first of the highest level"),
	[RULE_DRAWN] = N_("holds the ticket that was drawn"),
	[RULE_PASS] = N_("least pass"),
	[RULE_VRUNTIME] = N_("least virtual runtime"),
	[RULE_ELIGIBLE] = N_("earliest virtual deadline of those eligible"),
	[RULE_DEADLINE] = N_("earliest deadline"),
	[RULE_PERIOD] = N_("shortest period"),
	[RULE_STOLEN] = N_("taken from another core's queue"),
};

static const char *const ties[TIE_COUNT] = {
	[TIE_QUEUED_FIRST] = N_("it has been ready longer"),
	[TIE_DECLARED] = N_("released at the same time: as declared"),
	[TIE_REQUESTED] = N_("requests ended at the same time: as requested"),
	[TIE_ARMED] = N_("timers due at the same time: as armed"),
	[TIE_ARRIVALS_FIRST] = N_("an arrival goes before an expired quantum"),
	[TIE_EXPIRED_FIRST] = N_("an expired quantum goes before an arrival"),
	[TIE_CORE_ORDER] = N_("made ready by the lower core"),
	[TIE_KEPT_HEAD] = N_("it was interrupted and kept its place"),
	[TIE_OLDER] = N_("released earlier, or declared earlier"),
};

const char *narrate_rule(enum rule rule)
{
	return rules[rule];
}

const char *narrate_tie(enum tie tie)
{
	return ties[tie];
}

/* Where there is but one thread, whose turn it is goes on. */
static const char *rule_of(const struct narrator *n, const struct event *e)
{
	if (n->in_line && e->rule == RULE_ONLY_READY)
		return N_("its turn lasts until it ends");
	return rules[e->rule];
}

static void add_reason(struct str *out, const struct narrator *n,
		       const struct event *e)
{
	if (e->kind != EV_RUN && e->kind != EV_PREEMPT && e->kind != EV_SWITCH)
		return;
	if (rule_of(n, e)) {
		str_add(out, ": ");
		str_add(out, _(rule_of(n, e)));
	}
	if (ties[e->tie]) {
		str_add(out, "; ");
		str_add(out, _(ties[e->tie]));
	}
}

/* --- the words filled in --- */

enum { WORDS = 7 };

struct blanks {
	struct str text[WORDS];
	struct fill fills[WORDS];
};

static void add_quoted(struct str *out, const char *form, const char *place,
		       const struct str *name)
{
	const struct fill fill = {place, str_text(name)};

	fill_add(out, form, &fill, 1);
}

/* A name in the middle of a sentence. */
static void add_name(struct str *out, const struct narrator *n, uint32_t actor)
{
	struct str name = {0};

	if (actor == ACTOR_NONE)
		return;
	if (actor_class(actor) == ACTOR_TASK)
		name_add_shown(&name, n->program, actor_index(actor));
	else
		name_add(&name, n->program, n->loops, actor);
	add_quoted(out, _("{name}"), "name", &name);
	str_fini(&name);
}

/* A name that a sentence begins with. */
static void add_subject(struct str *out, const struct narrator *n, uint32_t who)
{
	struct str name = {0};
	bool is_thread = who != ACTOR_NONE && actor_class(who) == ACTOR_THREAD;

	if (who == ACTOR_NONE)
		return;
	if (is_thread && n->loops == 1 && actor_index(who) == 0) {
		str_add(out, _("The event loop"));
	} else if (is_thread) {
		name_add(&name, n->program, n->loops, who);
		add_quoted(out, _("Thread {thread}"), "thread", &name);
	} else if (actor_class(who) == ACTOR_CORE) {
		str_addi(&name, actor_index(who));
		add_quoted(out, _("Core {core}"), "core", &name);
	} else if (actor_class(who) == ACTOR_TASK) {
		name_add_shown(&name, n->program, actor_index(who));
		add_quoted(out, _("{task}"), "task", &name);
	} else {
		add_name(out, n, who);
	}
	str_fini(&name);
}

/* The text an event keeps: a printed line, or a group's members. */
static void add_text(struct str *out, const struct narrator *n,
		     const struct event *e)
{
	if (e->kind == EV_PRINT)
		str_add(out, trace_text(n->trace, (uint64_t)e->value));
}

static void add_by(struct str *out, const struct narrator *n,
		   const struct event *e)
{
	bool is_group = e->by == ACTOR(ACTOR_FAILURE, FAILURE_GROUP) &&
			(e->kind == EV_END || e->kind == EV_CAUGHT);

	add_name(out, n, e->by);
	if (is_group && e->value > 0) {
		str_addc(out, '[');
		str_add(out, trace_text(n->trace, (uint64_t)e->value - 1));
		str_addc(out, ']');
	}
}

static void blanks_init(struct blanks *w, const struct narrator *n,
			const struct event *e)
{
	static const char *const places[WORDS] = {
		"who", "name", "by", "for", "value", "text", "holder"};

	*w = (struct blanks){0};
	add_subject(w->text + 0, n, e->who);
	add_name(w->text + 1, n, e->who);
	add_by(w->text + 2, n, e);
	if (e->value >= 0)
		fill_dur(w->text + 3, e->value, n->program->unit);
	str_addi(w->text + 4, e->value);
	add_text(w->text + 5, n, e);
	if (e->kind == EV_DEADLOCK)
		add_name(w->text + 6, n, (uint32_t)e->value);
	for (size_t i = 0; i < WORDS; i++)
		w->fills[i] = (struct fill){places[i], str_text(w->text + i)};
}

static void blanks_fini(struct blanks *w)
{
	for (size_t i = 0; i < WORDS; i++)
		str_fini(w->text + i);
}

/* The author's words for a statement that takes time. */
static void add_label(struct str *out, const struct narrator *n,
		      const struct event *e)
{
	const char *label;

	if (e->kind != EV_WORK && e->kind != EV_WAIT && e->kind != EV_SLEEP &&
	    e->kind != EV_BLOCK)
		return;
	label = e->stmt == NONE ? NULL : n->program->stmts[e->stmt].label;
	if (label) {
		str_add(out, ": ");
		str_add(out, label);
	}
}

struct narrator narrator_make(const struct program *p, const struct trace *tr,
			      const struct setup *setup)
{
	return (struct narrator){p,
				 tr,
				 setup_loops(setup, p),
				 setup->model == MODEL_SYNC,
				 {NULL, 0}};
}

/* What a task does, in the story's words, if there are some. */
static bool tell_in_words(struct str *out, const struct narrator *n,
			  const struct event *e)
{
	struct str who = {0};
	bool is_told = false;

	if (n->words.len == 0 || e->who == ACTOR_NONE ||
	    actor_class(e->who) != ACTOR_TASK)
		return false;
	if (e->kind == EV_END && e->rule == END_FAILED)
		return false;
	name_add_shown(&who, n->program, actor_index(e->who));
	is_told = words_tell(out, &n->words, (enum ev)e->kind, str_text(&who));
	str_fini(&who);
	return is_told;
}

void narrate(struct str *out, const struct narrator *n, uint64_t ev)
{
	const struct event *e = trace_at(n->trace, ev);
	struct blanks w;

	blanks_init(&w, n, e);
	if (!tell_in_words(out, n, e))
		fill_add(out, _(sentence_of(n, e)), w.fills, WORDS);
	blanks_fini(&w);
	add_label(out, n, e);
	add_reason(out, n, e);
	if (e->kind == EV_END && e->tie)
		str_add(out, _("; a cancellation came too late"));
}

size_t narrate_stuck(struct str *out, const struct narrator *n)
{
	size_t told = 0;

	for (uint64_t i = 0; i < n->trace->n; i++) {
		uint8_t kind = trace_at(n->trace, i)->kind;

		if (kind != EV_DEADLOCK && kind != EV_LIVELOCK)
			continue;
		narrate(out, n, i);
		str_addc(out, '\n');
		told++;
	}
	return told;
}
