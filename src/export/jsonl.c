/* SPDX-License-Identifier: MIT */
/*
 * JSON lines: a table says which fields an event has, another how each is
 * written.  What an event does not have (nobody woke it) is left out.
 */
#include "export/jsonl.h"

#include "export/export.h"
#include "story/names.h"
#include "story/narrate.h"

#include <string.h>

enum {
	MOST_FIELDS = 8,
	BUFFER = 64 * 1024 /* bytes gathered before they are written */
};

typedef void field_fn(struct event_writer *w, const char *key,
		      const struct event *e);

static void put_text(struct event_writer *w, const char *key, const char *text)
{
	json_key(&w->json, key);
	json_str(&w->json, text, strlen(text));
}

static void put_int(struct event_writer *w, const char *key, int64_t value)
{
	json_key(&w->json, key);
	json_int(&w->json, value);
}

static void put_actor(struct event_writer *w, const char *key, uint32_t actor)
{
	if (actor == ACTOR_NONE)
		return;
	str_clear(&w->name);
	name_add(&w->name, w->program, w->loops, actor);
	json_key(&w->json, key);
	json_str(&w->json, w->name.at, w->name.len);
}

/* Who, by a key that says what it is. */
static void put_who(struct event_writer *w, const char *key,
		    const struct event *e)
{
	enum actor_class class = actor_class(e->who);

	if (e->who == ACTOR_NONE)
		return;
	if (class == ACTOR_CORE)
		put_int(w, "core", actor_index(e->who));
	else if (class == ACTOR_TASK)
		put_actor(w, key, e->who);
	else
		put_actor(w, "thread", e->who);
}

static void put_by(struct event_writer *w, const char *key,
		   const struct event *e)
{
	put_actor(w, key, e->by);
}

static void put_core(struct event_writer *w, const char *key,
		     const struct event *e)
{
	if (e->core != CORE_NONE)
		put_int(w, key, e->core);
}

static void put_value(struct event_writer *w, const char *key,
		      const struct event *e)
{
	put_int(w, key, e->value);
}

static void put_duration(struct event_writer *w, const char *key,
			 const struct event *e)
{
	if (e->value >= 0)
		put_int(w, key, e->value);
}

static void put_why(struct event_writer *w, const char *key,
		    const struct event *e)
{
	const char *why = narrate_rule((enum rule)e->rule);

	if (why)
		put_text(w, key, why);
}

static void put_tie(struct event_writer *w, const char *key,
		    const struct event *e)
{
	const char *tie = narrate_tie((enum tie)e->tie);

	if (tie)
		put_text(w, key, tie);
}

static void put_flag(struct event_writer *w, const char *key,
		     const struct event *e)
{
	if (e->value > 0) {
		json_key(&w->json, key);
		json_bool(&w->json, true);
	}
}

static void put_bool(struct event_writer *w, const char *key,
		     const struct event *e)
{
	json_key(&w->json, key);
	json_bool(&w->json, e->value > 0);
}

static bool is_failure(const struct event *e)
{
	return e->by != ACTOR_NONE && actor_class(e->by) == ACTOR_FAILURE;
}

static void put_raises(struct event_writer *w, const char *key,
		       const struct event *e)
{
	if (is_failure(e))
		put_actor(w, key, e->by);
}

static bool is_by(const struct event *e, enum actor_class class)
{
	return e->by != ACTOR_NONE && actor_class(e->by) == class;
}

static void put_job(struct event_writer *w, const char *key,
		    const struct event *e)
{
	if (is_by(e, ACTOR_TASK))
		put_actor(w, key, e->by);
}

static void put_worker(struct event_writer *w, const char *key,
		       const struct event *e)
{
	if (is_by(e, ACTOR_THREAD))
		put_actor(w, key, e->by);
}

/* A group with its members: "failures[a, b]". */
static void put_failure(struct event_writer *w, const char *key,
			const struct event *e)
{
	bool is_group = e->by == ACTOR(ACTOR_FAILURE, FAILURE_GROUP);

	if (!is_failure(e))
		return;
	str_clear(&w->name);
	name_add(&w->name, w->program, w->loops, e->by);
	if (is_group && e->value > 0) {
		str_addc(&w->name, '[');
		str_add(&w->name, trace_text(w->trace, (uint64_t)e->value - 1));
		str_addc(&w->name, ']');
	}
	json_key(&w->json, key);
	json_str(&w->json, w->name.at, w->name.len);
}

static void put_line(struct event_writer *w, const char *key,
		     const struct event *e)
{
	put_text(w, key, trace_text(w->trace, (uint64_t)e->value));
}

static void put_status(struct event_writer *w, const char *key,
		       const struct event *e)
{
	static const char *const names[] = {
		[END_OK] = "ok",
		[END_FAILED] = "failed",
		[END_CANCELLED] = "cancelled",
		[END_STOPPED] = "stopped",
	};

	put_text(w, key, names[e->rule]);
}

static void put_returned(struct event_writer *w, const char *key,
			 const struct event *e)
{
	if (e->rule == END_OK && e->value != 0)
		put_int(w, key, e->value);
}

static void put_late(struct event_writer *w, const char *key,
		     const struct event *e)
{
	if (e->tie) {
		json_key(&w->json, key);
		json_bool(&w->json, true);
	}
}

/* Which of several. */
static void put_loop(struct event_writer *w, const char *key,
		     const struct event *e)
{
	if (w->loops > 1)
		put_actor(w, key, e->who);
}

static void put_note(struct event_writer *w, const char *key,
		     const struct event *e)
{
	static const char *const names[NOTE_COUNT] = {
		[NOTE_SPAWNED_TWICE] = "spawned twice",
		[NOTE_NEVER_SPAWNED] = "never spawned",
		[NOTE_NO_MORE_COPIES] = "no more copies",
		[NOTE_GROUP_RUNNING] = "not in the group: it runs",
		[NOTE_THREADS_CANNOT_CANCEL] = "threads cannot be cancelled",
		[NOTE_CANCEL_PENDING] = "cancelled at its next wait",
		[NOTE_CANCEL_IGNORED] = "runs: not cancelled",
		[NOTE_LEFTOVERS] = "main is done: the rest is cancelled",
		[NOTE_LIMIT] = "cut at the limit of events",
		[NOTE_HORIZON] = "cut at the horizon",
		[NOTE_REJECTED] = "turned away: the queue is full",
		[NOTE_TIME_OVER] = "time ends at 292 years",
		[NOTE_WARM] = "its data are in the cache",
		[NOTE_COLD] = "its data are pushed out of the cache",
	};

	put_text(w, key, names[e->rule]);
}

static void put_phase(struct event_writer *w, const char *key,
		      const struct event *e)
{
	static const char *const names[] = {
		[LOOP_POLL] = "poll",
		[LOOP_TIMERS] = "timers",
		[LOOP_RUN] = "run",
		[LOOP_STOP] = "stop",
	};

	put_text(w, key, names[e->rule]);
}

static void put_holder(struct event_writer *w, const char *key,
		       const struct event *e)
{
	put_actor(w, key, (uint32_t)e->value);
}

static const struct prog_stmt *stmt_of(const struct event_writer *w,
				       const struct event *e)
{
	return e->stmt == NONE ? NULL : w->program->stmts + e->stmt;
}

static void put_label(struct event_writer *w, const char *key,
		      const struct event *e)
{
	const struct prog_stmt *stmt = stmt_of(w, e);

	if (stmt && stmt->label)
		put_text(w, key, stmt->label);
}

static void put_number(struct event_writer *w, const char *key,
		       const struct event *e)
{
	const struct prog_stmt *stmt = stmt_of(w, e);

	if (stmt)
		put_int(w, key, stmt->line);
}

/* --- which event has which --- */

enum field {
	END,
	WHO, /* "task", or "thread", or "core" by what it is */
	CORE,
	WHY,
	TIE,
	FIRST,
	RAISES,
	JOB,
	WORKER,
	NEXT,
	FROM,
	COST,
	FOR,
	ON,
	BY,
	OF,
	LEFT,
	QUEUE,
	VALUE,
	OPEN,
	WOKEN,
	CHILD,
	TEXT,
	VAR,
	ROUTINE,
	ACCEPTED,
	LIMIT,
	FAILURE,
	STATUS,
	RETURNED,
	LATE,
	DEADLINE,
	NOTE,
	PHASE,
	N,
	HELD_BY,
	LABEL,
	LINE,
	LOOP,
	PROCESS,
	FIELDS
};

static const struct {
	const char *key;
	field_fn *put;
} keys[FIELDS] = {
	[WHO] = {"task", put_who},
	[CORE] = {"core", put_core},
	[WHY] = {"why", put_why},
	[TIE] = {"tie", put_tie},
	[FIRST] = {"first", put_flag},
	[RAISES] = {"raises", put_raises},
	[JOB] = {"job", put_job},
	[WORKER] = {"worker", put_worker},
	[NEXT] = {"next", put_by},
	[FROM] = {"from", put_by},
	[COST] = {"cost", put_value},
	[FOR] = {"for", put_duration},
	[ON] = {"on", put_by},
	[BY] = {"by", put_by},
	[OF] = {"of", put_by},
	[LEFT] = {"left", put_value},
	[QUEUE] = {"queue", put_by},
	[VALUE] = {"value", put_value},
	[OPEN] = {"open", put_value},
	[WOKEN] = {"woken", put_value},
	[CHILD] = {"child", put_by},
	[TEXT] = {"text", put_line},
	[VAR] = {"var", put_by},
	[ROUTINE] = {"routine", put_by},
	[ACCEPTED] = {"accepted", put_bool},
	[LIMIT] = {"limit", put_value},
	[FAILURE] = {"failure", put_failure},
	[STATUS] = {"status", put_status},
	[RETURNED] = {"value", put_returned},
	[LATE] = {"late", put_late},
	[DEADLINE] = {"deadline", put_value},
	[NOTE] = {"note", put_note},
	[PHASE] = {"phase", put_phase},
	[N] = {"n", put_value},
	[HELD_BY] = {"held_by", put_holder},
	[LABEL] = {"label", put_label},
	[LINE] = {"line", put_number},
	[LOOP] = {"loop", put_loop},
	[PROCESS] = {"loop", put_by},
};

static const uint8_t fields[EV_COUNT][MOST_FIELDS] = {
	[EV_ARRIVE] = {WHO, PROCESS},
	[EV_READY] = {WHO},
	[EV_RUN] = {WHO, CORE, WHY, TIE, FIRST, RAISES, JOB, WORKER},
	[EV_PREEMPT] = {WHO, CORE, WHY, TIE, NEXT},
	[EV_SWITCH] = {WHO, CORE, FROM, COST},
	[EV_YIELD] = {WHO, LABEL, LINE},
	[EV_WORK] = {WHO, FOR, LABEL, LINE},
	[EV_WAIT] = {WHO, ON, FOR, LABEL, LINE},
	[EV_SLEEP] = {WHO, FOR, LABEL, LINE},
	[EV_BLOCK] = {WHO, ON, FOR, LABEL, LINE},
	[EV_WAKE] = {WHO, BY},
	[EV_ACQUIRE] = {WHO, OF, LEFT, LABEL, LINE},
	[EV_RELEASE] = {WHO, OF, LEFT, LABEL, LINE},
	[EV_PUT] = {WHO, QUEUE, VALUE, LABEL, LINE},
	[EV_GET] = {WHO, QUEUE, VALUE, LABEL, LINE},
	[EV_TASK_DONE] = {WHO, QUEUE, OPEN, LABEL, LINE},
	[EV_SET] = {WHO, OF, LABEL, LINE},
	[EV_CLEAR] = {WHO, OF, LABEL, LINE},
	[EV_NOTIFY] = {WHO, OF, WOKEN, LABEL, LINE},
	[EV_SPAWN] = {WHO, CHILD, LABEL, LINE},
	[EV_START] = {WHO, BY, COST, LABEL, LINE},
	[EV_JOIN] = {WHO, OF, LABEL, LINE},
	[EV_PRINT] = {WHO, TEXT, LABEL, LINE},
	[EV_READ] = {WHO, VAR, VALUE, LABEL, LINE},
	[EV_WRITE] = {WHO, VAR, VALUE, LABEL, LINE},
	[EV_OFFLOAD] = {WHO, LABEL, LINE},
	[EV_CALL] = {WHO, ROUTINE, LABEL, LINE},
	[EV_CANCEL] = {WHO, OF, ACCEPTED, LABEL, LINE},
	[EV_TIMEOUT] = {WHO, OF, LIMIT, LABEL, LINE},
	[EV_CAUGHT] = {WHO, FAILURE, LABEL, LINE},
	[EV_END] = {WHO, STATUS, RETURNED, FAILURE, JOB, LATE, LABEL, LINE},
	[EV_MISS] = {WHO, DEADLINE},
	[EV_NOTE] = {WHO, NOTE, OF, LABEL, LINE},
	[EV_LOOP] = {PHASE, N, LOOP},
	[EV_GIL_REQUEST] = {WHO, OF},
	[EV_GIL_TAKE] = {WHO, FROM},
	[EV_GIL_DROP] = {WHO},
	[EV_DEADLOCK] = {WHO, ON, HELD_BY, LABEL, LINE},
	[EV_LIVELOCK] = {WHO, LABEL, LINE},
	[EV_IDLE] = {WHO},
};

const char *jsonl_field(enum ev kind, size_t i)
{
	if (i >= MOST_FIELDS || fields[kind][i] == END)
		return NULL;
	if (kind == EV_IDLE)
		return "core";
	return keys[fields[kind][i]].key;
}

void event_fields(struct event_writer *w, const struct event *e)
{
	const uint8_t *list = fields[e->kind];

	for (size_t i = 0; i < MOST_FIELDS && list[i] != END; i++)
		keys[list[i]].put(w, keys[list[i]].key, e);
}

static void put_event(struct event_writer *w, const char *setup,
		      const struct event *e)
{
	json_open(&w->json, '{');
	put_int(w, "t", e->t);
	put_text(w, "ev", ev_name((enum ev)e->kind));
	if (setup)
		put_text(w, "setup", setup);
	event_fields(w, e);
	json_close(&w->json, '}');
	json_line(&w->json);
}

static void put_run(const struct report *r, const struct report_run *run,
		    struct sink *s)
{
	const char *setup = r->n_runs > 1 ? run->name : NULL;
	struct str out = {0};
	struct event_writer w = {
		.json = {.out = &out},
		.program = r->program,
		.trace = run->trace,
		.loops = setup_loops(run->setup, r->program),
	};

	for (uint64_t i = 0; i < run->trace->n && s->error == 0; i++) {
		put_event(&w, setup, trace_at(run->trace, i));
		if (out.len >= BUFFER)
			sink_put_str(s, &out);
	}
	sink_put_str(s, &out);
	str_fini(&w.name);
	str_fini(&out);
}

void export_jsonl(const struct report *r, struct sink *s)
{
	for (size_t i = 0; i < r->n_runs; i++)
		put_run(r, r->runs + i, s);
}
