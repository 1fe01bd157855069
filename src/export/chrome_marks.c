/* SPDX-License-Identifier: MIT */
/*
 * Instants: what happens on a thread in no time and is worth a sign there.
 */
#include "export/chrome.h"

#include "vos/setup.h"

/* What a sign is called; NULL: the kind has none. */
static const char *const names[EV_COUNT] = {
	[EV_PREEMPT] = "preempted", [EV_YIELD] = "yields",
	[EV_ACQUIRE] = "acquires",  [EV_RELEASE] = "releases",
	[EV_PUT] = "puts",          [EV_GET] = "gets",
	[EV_SET] = "sets",          [EV_CLEAR] = "clears",
	[EV_NOTIFY] = "notifies",   [EV_PRINT] = "prints",
	[EV_CANCEL] = "cancels",    [EV_TIMEOUT] = "timeout",
	[EV_CAUGHT] = "catches",    [EV_MISS] = "deadline missed",
	[EV_NOTE] = "note",         [EV_GIL_REQUEST] = "asks for the GIL",
	[EV_DEADLOCK] = "deadlock", [EV_LIVELOCK] = "livelock",
};

/* A job that no worker has taken yet is on none. */
static bool is_on_thread(const struct chrome *c, uint32_t actor)
{
	uint32_t i = actor_index(actor);

	if (actor == ACTOR_NONE || actor_class(actor) == ACTOR_THREAD)
		return actor != ACTOR_NONE;
	return actor_class(actor) == ACTOR_TASK &&
	       (!setup_has_workers(c->run->setup) ||
		chrome_has_own_thread(c, i) || c->tasks[i].worker != 0);
}

static void put_mark(struct chrome *c, uint32_t tid, const char *scope,
		     const char *name, const struct event *e)
{
	chrome_event(c, "i", tid, c->t);
	CHROME_PUT(c, ",\"s\":\"");
	str_add(c->out, scope);
	CHROME_PUT(c, "\",\"cat\":\"event\",\"name\":\"");
	str_add(c->out, name);
	str_addc(c->out, '"');
	chrome_args(c, e);
}

void chrome_mark(struct chrome *c, const struct event *e)
{
	const char *name = names[e->kind];
	uint32_t tid;

	if (e->kind == EV_END && e->rule == END_FAILED)
		name = "fails";
	if (name == NULL)
		return;
	if (!is_on_thread(c, e->who)) {
		put_mark(c, chrome_core_tid(c, 0), "p", name, e);
		return;
	}
	tid = chrome_tid(c, e->who);
	put_mark(c, tid, "t", name, e);
	c->mark_at[tid - c->tid] = c->t;
}

static const char *deed_name(const struct event *e)
{
	if (e->kind == EV_SPAWN)
		return "spawns";
	if (e->kind == EV_OFFLOAD)
		return "hands over";
	return e->kind == EV_END ? "ends" : "wakes";
}

void chrome_mark_deed(struct chrome *c, uint32_t tid, const struct event *e)
{
	if (c->mark_at[tid - c->tid] == c->t)
		return;
	put_mark(c, tid, "t", deed_name(e), e);
	c->mark_at[tid - c->tid] = c->t;
}
