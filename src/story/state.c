/* SPDX-License-Identifier: MIT */
/*
 * The drawn state of an actor after each kind of event.
 * Kinds that are not in the table change nothing.
 */
#include "story/state.h"

#include "base/i18n.h"

const uint8_t state_by_kind[EV_COUNT] = {
	[EV_ARRIVE] = STATE_READY + 1,     [EV_READY] = STATE_READY + 1,
	[EV_RUN] = STATE_RUNNING + 1,      [EV_PREEMPT] = STATE_READY + 1,
	[EV_SWITCH] = STATE_SWITCHING + 1, [EV_YIELD] = STATE_READY + 1,
	[EV_WORK] = STATE_RUNNING + 1,     [EV_WAIT] = STATE_WAITING + 1,
	[EV_SLEEP] = STATE_SLEEPING + 1,   [EV_BLOCK] = STATE_BLOCKED + 1,
	[EV_WAKE] = STATE_READY + 1,       [EV_OFFLOAD] = STATE_BLOCKED + 1,
	[EV_END] = STATE_DONE + 1,         [EV_IDLE] = STATE_IDLE + 1,
};

/* Is what it is blocked on an I/O request, or a device? */
static bool is_request(const struct event *e, const struct program *p)
{
	uint32_t i = actor_index(e->by);

	if (e->rule == BLOCKED_BY_CALL)
		return true;
	return e->by != ACTOR_NONE && actor_class(e->by) == ACTOR_OBJECT &&
	       i < p->n_objects && p->objects[i].kind == OBJECT_DEVICE;
}

enum state state_after_block(const struct event *e, const struct program *p)
{
	return is_request(e, p) ? STATE_WAITING : STATE_BLOCKED;
}

enum state state_after_end(const struct event *e)
{
	return actor_class(e->who) == ACTOR_THREAD ? STATE_IDLE : STATE_DONE;
}

static const char *const names[STATE_COUNT] = {
	[STATE_UNBORN] = N_("not begun"),
	[STATE_READY] = N_("ready"),
	[STATE_RUNNING] = N_("running"),
	[STATE_WAITING] = N_("waiting (I/O)"),
	[STATE_SLEEPING] = N_("sleeping (timer)"),
	[STATE_BLOCKED] = N_("blocked"),
	[STATE_SWITCHING] = N_("switching"),
	[STATE_IDLE] = N_("idle"),
	[STATE_DONE] = N_("done"),
};

const char *state_name(enum state state)
{
	return _(names[state]);
}
