/* SPDX-License-Identifier: MIT */
/*
 * Slices: who ran on which core, and on which thread; the flows between them.
 * A turn is cut where another statement's work begins, so that a slice has a
 * label; one that took no time is a slice of none.
 */
#include "export/chrome.h"

#include "base/mem.h"
#include "vos/setup.h"

#include <string.h>

#define NEVER (-1) /* has a thread ended a slice, or had a sign */

void chrome_slices_begin(struct chrome *c)
{
	c->slice_end = mem_array(c->tids, sizeof *c->slice_end);
	c->mark_at = mem_array(c->tids, sizeof *c->mark_at);
	c->thread_flow = mem_array(c->threads, sizeof *c->thread_flow);
	for (uint32_t i = 0; i < c->tids; i++)
		c->slice_end[i] = c->mark_at[i] = NEVER;
	for (uint32_t i = 0; i < CHROME_CORES; i++)
		c->on_core[i] = ACTOR_NONE;
}

void chrome_slices_fini(struct chrome *c)
{
	mem_free(c->slice_end);
	mem_free(c->mark_at);
	mem_free(c->thread_flow);
}

static bool is_runner(uint32_t actor)
{
	return actor != ACTOR_NONE && (actor_class(actor) == ACTOR_TASK ||
				       actor_class(actor) == ACTOR_THREAD);
}

static bool is_loop(const struct chrome *c, uint32_t actor)
{
	return actor != ACTOR_NONE && actor_class(actor) == ACTOR_THREAD &&
	       actor_index(actor) < c->w.loops;
}

/* The loop whose coroutine a task is, or ACTOR_NONE. */
static uint32_t loop_of(const struct chrome *c, uint32_t task)
{
	uint32_t loop = c->tasks[actor_index(task)].worker;

	if (c->w.loops == 0)
		return ACTOR_NONE;
	return ACTOR(ACTOR_THREAD, loop > 0 ? loop - 1 : 0);
}

/* --- where slices begin and end --- */

static bool leaves(const struct chrome *c, const struct event *e)
{
	enum state state = state_after(e, c->w.program);

	return state != STATE_COUNT && state != STATE_RUNNING;
}

/* Does it end what WHO does on a core?  A coroutine stops with its loop. */
static bool ends(const struct chrome *c, const struct event *e, uint32_t core,
		 uint32_t who)
{
	if (e->kind == EV_RUN || e->kind == EV_SWITCH)
		return e->core == core;
	if (e->kind == EV_IDLE)
		return e->who == ACTOR(ACTOR_CORE, core);
	if (e->who == who)
		return (e->kind == EV_WORK && e->value > 0) || leaves(c, e);
	return is_loop(c, e->who) && actor_class(who) == ACTOR_TASK &&
	       loop_of(c, who) == e->who && leaves(c, e);
}

/* The event that ends what WHO does on a core from event EV on; the number of
 * all events if none does. */
static uint64_t end_of(const struct chrome *c, uint64_t ev, uint32_t core,
		       uint32_t who)
{
	const struct trace *tr = c->w.trace;

	for (ev++; ev < tr->n; ev++) {
		const struct event *e = trace_at(tr, ev);

		if (ends(c, e, core, who))
			return ev;
	}
	return tr->n;
}

/* --- flows --- */

static uint64_t *flow_to(struct chrome *c, uint32_t actor)
{
	uint32_t i = actor_index(actor);

	if (actor_class(actor) == ACTOR_TASK)
		return &c->tasks[i].flow;
	return &c->thread_flow[i];
}

static void put_flow(struct chrome *c, const char *phase, uint32_t tid,
		     uint64_t id)
{
	chrome_event(c, phase, tid, c->t);
	CHROME_PUT(c, ",\"cat\":\"flow\",\"name\":\"then\",\"id\":");
	str_addu(c->out, id);
	if (*phase == 'f')
		CHROME_PUT(c, ",\"bp\":\"e\"");
	chrome_close(c);
}

/*
 * An arrow from what FROM does now to the next slice of TO.  It begins at a
 * sign: Perfetto takes the last one that its thread was given, and the slices
 * of a time before all else of it, so that without one it would leave from the
 * end of what is only beginning.
 */
static void begin_flow(struct chrome *c, const struct event *e, uint32_t from,
		       uint32_t to)
{
	uint32_t tid;

	if (!is_runner(from) || !is_runner(to))
		return;
	tid = chrome_tid(c, from);
	if (c->slice_end[tid - c->tid] < c->t)
		return;
	chrome_mark_deed(c, tid, e);
	*flow_to(c, to) = ++*c->flow_id;
	put_flow(c, "s", tid, *c->flow_id);
}

static void end_flow(struct chrome *c, uint32_t actor, uint32_t tid)
{
	uint64_t *flow = flow_to(c, actor);

	if (*flow == 0)
		return;
	put_flow(c, "f", tid, *flow);
	*flow = 0;
}

/* --- slices --- */

static const char *label_of(const struct chrome *c, const struct event *e)
{
	return e->stmt == NONE ? NULL : c->w.program->stmts[e->stmt].label;
}

static void put_slice(struct chrome *c, uint32_t tid, const struct event *e,
		      uint32_t who, int64_t length)
{
	const char *label = label_of(c, e);

	chrome_event(c, "X", tid, c->t);
	CHROME_PUT(c, ",\"dur\":");
	chrome_us(c->out, length);
	str_add(c->out, e->kind == EV_SWITCH ? ",\"cat\":\"switch\",\"name\":"
					     : ",\"cat\":\"run\",\"name\":");
	if (e->kind == EV_SWITCH)
		chrome_name(c, "switch to ", who);
	else
		chrome_name(c, "", who);
	if (label && e->kind == EV_WORK) {
		str_cut(c->out, c->out->len - 1); /* the quote */
		CHROME_PUT(c, ": ");
		json_more(&c->w.json, label, strlen(label));
	}
	chrome_args(c, e);
}

/* Of Perfetto's: the state of a thread, which fills its tracks of cores. */
static void put_running(struct chrome *c, uint32_t tid, uint32_t core,
			int64_t length)
{
	chrome_event(c, "T", tid, c->t);
	CHROME_PUT(c, ",\"dur\":");
	chrome_us(c->out, length);
	CHROME_PUT(c, ",\"cat\":\"thread_state\",\"name\":\"Running\","
		      "\"args\":{\"cpu\":");
	str_addu(c->out, core);
	CHROME_PUT(c, "}}");
}

static void put_slices(struct chrome *c, const struct event *e, uint32_t core,
		       uint32_t who, int64_t length)
{
	uint32_t tid = chrome_tid(c, who);

	put_slice(c, chrome_core_tid(c, core), e, who, length);
	put_slice(c, tid, e, who, length);
	if (c->spans && length > 0)
		put_running(c, tid, core, length);
	c->slice_end[tid - c->tid] = c->t + length;
	if (e->kind != EV_SWITCH)
		end_flow(c, who, tid);
}

/* From event EV on, who is on a core is WHO. */
static void occupy(struct chrome *c, uint64_t ev, uint32_t core, uint32_t who)
{
	const struct trace *tr = c->w.trace;
	const struct event *e = trace_at(tr, ev);
	uint64_t end = end_of(c, ev, core, who);
	int64_t length = (end < tr->n ? trace_at(tr, end)->t : tr->end) - c->t;
	bool turn = e->kind == EV_RUN && !is_loop(c, who) &&
		    (end == tr->n || trace_at(tr, end)->kind != EV_WORK);

	c->on_core[core] = who;
	if (length > 0 || turn)
		put_slices(c, e, core, who, length);
}

/* A loop that has a core goes on with the coroutine whose step it was in. */
static uint32_t runner(const struct chrome *c, const struct event *e)
{
	uint32_t rider = ACTOR_NONE;

	if (is_loop(c, e->who))
		rider = rider_of(&c->rider, actor_index(e->who));
	return rider == ACTOR_NONE ? e->who : rider;
}

static bool is_loop_there(const struct chrome *c, uint32_t core, uint32_t who)
{
	return core < CORE_NONE && c->w.loops &&
	       actor_class(who) == ACTOR_TASK && c->on_core[core] == who;
}

/* Whoever leaves leaves an empty core, but for a coroutine's step: its loop
 * goes on. */
static void leave(struct chrome *c, uint64_t ev)
{
	const struct event *e = trace_at(c->w.trace, ev);
	uint32_t core = 0;

	while (core < c->cores && c->on_core[core] != e->who)
		core++;
	if (core == c->cores)
		return;
	if (is_loop_there(c, core, e->who))
		occupy(c, ev, core, loop_of(c, e->who));
	else
		c->on_core[core] = ACTOR_NONE;
}

static void tell_core(struct chrome *c, uint64_t ev)
{
	const struct event *e = trace_at(c->w.trace, ev);
	bool gets = e->kind == EV_RUN || e->kind == EV_SWITCH;

	if (gets && e->core < c->cores)
		occupy(c, ev, e->core, runner(c, e));
	else if (e->kind == EV_WORK && e->value > 0 && e->core < c->cores)
		occupy(c, ev, e->core, e->who);
	else if (leaves(c, e))
		leave(c, ev);
}

/* Which worker does a task's job, or which loop runs it, and whose job a
 * worker does. */
static void tell_job(struct chrome *c, const struct event *e)
{
	uint32_t i = actor_index(e->who);

	if ((e->kind != EV_RUN && e->kind != EV_ARRIVE) || e->by == ACTOR_NONE)
		return;
	if (actor_class(e->by) == ACTOR_THREAD)
		c->tasks[i].worker = 1 + actor_index(e->by);
	if (actor_class(e->by) == ACTOR_TASK &&
	    actor_class(e->who) == ACTOR_THREAD) {
		uint64_t *flow = flow_to(c, e->by);

		*flow_to(c, e->who) = *flow;
		*flow = 0;
	}
}

static void tell_flow(struct chrome *c, const struct event *e)
{
	switch ((int)e->kind) {
	case EV_WAKE:
		begin_flow(c, e, e->by, e->who);
		return;
	case EV_SPAWN:
		begin_flow(c, e, e->who, e->by);
		return;
	case EV_OFFLOAD:
		begin_flow(c, e, e->who, e->who);
		return;
	case EV_END:
		if (is_runner(e->who) && actor_class(e->who) == ACTOR_THREAD)
			begin_flow(c, e, e->who, e->by);
		return;
	default:
		return;
	}
}

void chrome_slices_tell(struct chrome *c, uint64_t ev)
{
	const struct event *e = trace_at(c->w.trace, ev);
	enum state state = state_after(e, c->w.program);

	tell_flow(c, e);
	chrome_mark(c, e);
	if (!is_runner(e->who))
		return;
	tell_job(c, e);
	tell_core(c, ev);
	if (state != STATE_COUNT)
		(void)rider_tell(&c->rider, e, state);
}
