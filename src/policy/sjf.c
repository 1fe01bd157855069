/* SPDX-License-Identifier: MIT */
/*
 * Shortest job first: of the ready threads the one with the least work ahead,
 * up to its next wait or its end, gets the core and keeps it until then.  Equal
 * ones in the order they became ready.
 *
 * It minimises the mean waiting time, and no system has it: nobody knows what a
 * program will do.  Here the machine looks ahead (vos/forecast.h) when a thread
 * becomes ready.  Real systems guess from the past, or take the feedback of
 * mlfq.
 *
 * Shortest remaining time first is the same, and a newcomer with strictly less
 * ahead than what is left of who runs takes its core.  Those with much ahead
 * may wait for ever: starvation.
 *
 * Source: Silberschatz, Galvin, Gagne, Operating System Concepts, 10th ed.,
 * 5.3.2; OSTEP chapter 7 (SJF, STCF); rule S14.
 */
#include "policy/keep.h"
#include "policy/policies.h"

#include "vos/forecast.h"

struct sjf {
	struct keep keep;
	struct forecast *forecast;
};

struct ahead {
	int64_t ns;
};

static void begin(struct machine *m)
{
	struct sjf *s;

	keep_begin(m);
	s = m->policy_state;
	s->forecast = forecast_new();
}

static void *state_copy(const void *state)
{
	struct sjf *s = keep_copy(state);

	s->forecast = forecast_new();
	return s;
}

static void state_free(void *state)
{
	struct sjf *s = state;

	forecast_free(s->forecast);
	keep_free(s);
}

static void ready(struct machine *m, struct thread *th, enum ready_why why)
{
	struct sjf *s = m->policy_state;
	struct ahead *ahead = keep_record(m, th);

	if (why != READY_PREEMPTED)
		ahead->ns = forecast_need(s->forecast, m, th);
	keep_push(m, th, ahead->ns, why);
}

static bool better(const struct machine *m, const struct thread *a,
		   const struct thread *b)
{
	const struct ahead x = *(const struct ahead *)keep_record(m, a);
	const struct ahead *y = keep_record(m, b);

	return x.ns < y->ns;
}

static void charge(struct machine *m, struct thread *th, int64_t ran)
{
	struct ahead *ahead = keep_record(m, th);

	ahead->ns = ahead->ns > ran ? ahead->ns - ran : 0;
}

#define COMMON                                                              \
	.first_rule = RULE_SHORTEST, .state_size = sizeof(struct sjf),      \
	.record_size = sizeof(struct ahead), .begin = begin,                \
	.state_copy = state_copy, .state_free = state_free, .ready = ready, \
	.move = keep_move, .pick = keep_pick

const struct policy policy_sjf = {
	.name = "sjf",
	COMMON,
};

const struct policy policy_srtf = {
	.name = "srtf",
	COMMON,
	.first = keep_first,
	.better = better,
	.charge = charge,
};
