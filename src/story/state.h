/* SPDX-License-Identifier: MIT */
/*
 * What an actor is seen doing: the drawn state, as an event leaves it.
 * One table says which event leaves which state; nobody else decides it.
 */
#ifndef STORY_STATE_H
#define STORY_STATE_H

#include "sim/program.h"
#include "sim/trace.h"
#include "vos/setup.h"

#include <stdbool.h>

enum state {
	STATE_UNBORN,    /* not yet released or spawned */
	STATE_READY,     /* could run, does not */
	STATE_RUNNING,   /* has its turn */
	STATE_WAITING,   /* for an I/O request, also one made by `block` */
	STATE_SLEEPING,  /* for a timer */
	STATE_BLOCKED,   /* for a task, a lock, a queue, an event... */
	STATE_SWITCHING, /* was chosen; the switch to it is being paid */
	STATE_IDLE,      /* a core or a worker without anything to do */
	STATE_DONE,
	STATE_COUNT
};

/* What an event leaves its actor (event.who) in: STATE_COUNT if it changes
 * nothing.  A request is waiting wherever it was made from; `block` on
 * anything but a device is blocked. */
static inline enum state state_after(const struct event *e,
				     const struct program *p);

/*
 * When what this event makes its actor wait for is there, ns; INT64_MAX if that
 * is not known from the event.  Whoever has not been told by then is ready from
 * then on: an event loop that is busy has yet to look.
 */
static inline int64_t state_due(const struct event *e)
{
	bool timed = e->kind == EV_WAIT || e->kind == EV_SLEEP ||
		     (e->kind == EV_BLOCK && e->rule == BLOCKED_BY_CALL);

	return timed && e->value >= 0 && e->t <= INT64_MAX - e->value
		       ? e->t + e->value
		       : INT64_MAX;
}

/*
 * The task in whose step an event loop's thread is: when that is made to give
 * way, the task stands still with it.  A scan of a trace begins with {0} and
 * tells the rider every event that leaves a state; it answers with the task
 * that is left in the same state too, or ACTOR_NONE.
 */
struct rider {
	uint32_t tasks[SETUP_LOOPS_MAX]; /* by loop: 1 + the task */
	uint8_t on[SETUP_CORES_MAX];     /* by core: the loop that runs there */
};

static inline uint32_t rider_of(const struct rider *r, uint32_t thread)
{
	return thread < SETUP_LOOPS_MAX ? r->tasks[thread] - 1 : ACTOR_NONE;
}

static inline uint32_t rider_tell_thread(struct rider *r, const struct event *e)
{
	uint32_t i = actor_index(e->who);

	if (i >= SETUP_LOOPS_MAX)
		return ACTOR_NONE;
	if (e->kind == EV_RUN && e->core < SETUP_CORES_MAX)
		r->on[e->core] = (uint8_t)i;
	return e->kind == EV_END ? ACTOR_NONE : rider_of(r, i);
}

static inline uint32_t rider_tell(struct rider *r, const struct event *e,
				  enum state state)
{
	uint32_t *task;

	if (e->who == ACTOR_NONE)
		return ACTOR_NONE;
	if (actor_class(e->who) == ACTOR_THREAD)
		return rider_tell_thread(r, e);
	if (actor_class(e->who) != ACTOR_TASK || e->core >= SETUP_CORES_MAX)
		return ACTOR_NONE;
	task = &r->tasks[r->on[e->core]];
	if (e->kind == EV_RUN && e->rule == RULE_LOOP_ORDER)
		*task = e->who + 1;
	else if (*task == e->who + 1 && state != STATE_RUNNING)
		*task = 0;
	return ACTOR_NONE;
}

/* The word for it in the reader's language: "running", "waiting (I/O)". */
const char *state_name(enum state state);

/* For state_after(), which is asked of millions of events: the state + 1 by
 * kind, 0 where it changes nothing; and the kinds that depend on more. */
extern const uint8_t state_by_kind[EV_COUNT];
enum state state_after_block(const struct event *e, const struct program *p);
enum state state_after_end(const struct event *e);

static inline enum state state_after(const struct event *e,
				     const struct program *p)
{
	uint8_t state = state_by_kind[e->kind];

	if (state == 0)
		return STATE_COUNT;
	if (e->kind == EV_BLOCK)
		return state_after_block(e, p);
	if (e->kind == EV_END)
		return state_after_end(e);
	return (enum state)(state - 1);
}

#endif
