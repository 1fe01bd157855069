/* SPDX-License-Identifier: MIT */
/*
 * A table says which events lead into the lock's line, which out of it.
 * A job stands in the pool's line from its arrival to its first turn.
 */
#include "story/crew.h"

#include "vos/setup.h"

enum place { NOWHERE, IN_LINE, IN_POOL };

void crew_init(struct crew *c, const struct program *p,
	       const struct setup *setup)
{
	*c = (struct crew){
		.program = p,
		.has_loop = setup_loops(setup, p) > 0,
		.has_pool = setup_has_workers(setup),
		.holder = ACTOR_NONE,
	};
}

void crew_fini(struct crew *c)
{
	vec_fini(&c->worker);
	vec_fini(&c->job);
	vec_fini(&c->tasks);
	vec_fini(&c->threads);
	vec_fini(&c->loops);
}

static bool is_task(const struct event *e)
{
	return e->who != ACTOR_NONE && actor_class(e->who) == ACTOR_TASK;
}

static bool is_thread(const struct event *e)
{
	return e->who != ACTOR_NONE && actor_class(e->who) == ACTOR_THREAD;
}

/* Where the event's task or thread stands. */
static uint8_t *place_of(struct crew *c, const struct event *e)
{
	uint32_t i = actor_index(e->who);

	if (is_task(e) && c->tasks.len == 0)
		vec_extend(&c->tasks, c->program->n_copies);
	if (is_task(e))
		return &c->tasks.at[i];
	if (i >= c->threads.len)
		vec_extend(&c->threads, i + 1 - c->threads.len);
	return &c->threads.at[i];
}

static void move(struct crew *c, const struct event *e, enum place to)
{
	uint8_t *place = place_of(c, e);

	c->line -= *place == IN_LINE;
	c->jobs -= *place == IN_POOL;
	*place = (uint8_t)to;
	c->line += to == IN_LINE;
	c->jobs += to == IN_POOL;
}

static bool is_job(const struct crew *c, const struct event *e)
{
	const struct program *p = c->program;

	return c->has_pool && is_task(e) &&
	       (p->main == NONE ||
		program_task_of(p, actor_index(e->who)) != p->main);
}

/* Into the line for the lock, and out of it. */
static void tell_lines(struct crew *c, const struct event *e)
{
	if (is_task(e) && c->has_loop)
		return;
	switch ((int)e->kind) {
	case EV_ARRIVE:
		move(c, e, is_job(c, e) ? IN_POOL : IN_LINE);
		return;
	case EV_READY:
	case EV_WAKE:
	case EV_YIELD:
	case EV_PREEMPT:
		move(c, e, IN_LINE);
		return;
	case EV_RUN:
	case EV_GIL_TAKE:
	case EV_END:
		move(c, e, NOWHERE);
		return;
	default:
		return;
	}
}

static uint32_t tell_worker(struct crew *c, const struct event *e)
{
	uint32_t i = actor_index(e->who), worker;

	if (!c->has_pool || !is_task(e))
		return ACTOR_NONE;
	if (c->worker.len == 0)
		vec_extend(&c->worker, c->program->n_copies);
	if (e->kind == EV_RUN && e->by != ACTOR_NONE &&
	    actor_class(e->by) == ACTOR_THREAD)
		c->worker.at[i] = 1 + actor_index(e->by);
	worker = c->worker.at[i];
	if (e->kind == EV_END)
		c->worker.at[i] = 0;
	return worker ? ACTOR(ACTOR_THREAD, worker - 1) : ACTOR_NONE;
}

/* The executor's workers are known by the tasks whose jobs they do. */
static void tell_job(struct crew *c, const struct event *e)
{
	uint32_t i = actor_index(e->who);

	if (!is_thread(e) || (e->kind != EV_RUN && e->kind != EV_END))
		return;
	if (i >= c->job.len)
		vec_extend(&c->job, i + 1 - c->job.len);
	if (e->kind == EV_END)
		c->job.at[i] = 0;
	else if (e->by != ACTOR_NONE)
		c->job.at[i] = 1 + e->by;
}

static uint32_t job_of(const struct crew *c, uint32_t actor)
{
	uint32_t i = actor_index(actor);

	if (actor_class(actor) == ACTOR_THREAD && i < c->job.len &&
	    c->job.at[i] != 0)
		return c->job.at[i] - 1;
	return actor;
}

/* Only who has it runs; a thread is called by the task whose turn it is, or
 * whose job it does. */
static void tell_holder(struct crew *c, const struct event *e)
{
	bool runs = e->kind == EV_RUN && c->holder != ACTOR_NONE;

	if (e->kind == EV_GIL_TAKE || runs)
		c->holder = e->who;
	else if (e->kind == EV_GIL_DROP)
		c->holder = ACTOR_NONE;
	if (c->holder != ACTOR_NONE)
		c->holder = job_of(c, c->holder);
}

static void tell_phase(struct crew *c, const struct event *e)
{
	static const uint8_t phases[] = {
		[LOOP_POLL] = PHASE_POLL,
		[LOOP_TIMERS] = PHASE_TIMERS,
		[LOOP_RUN] = PHASE_RUN,
		[LOOP_STOP] = PHASE_NONE,
	};

	uint32_t loop = actor_index(e->who);

	if (e->kind != EV_LOOP)
		return;
	if (loop >= c->loops.len)
		vec_extend(&c->loops, loop + 1 - c->loops.len);
	c->loops.at[loop] = phases[e->rule];
}

enum crew_phase crew_phase(const struct crew *c, uint32_t loop)
{
	return loop < c->loops.len ? (enum crew_phase)c->loops.at[loop]
				   : PHASE_NONE;
}

uint32_t crew_tell(struct crew *c, const struct event *e)
{
	tell_phase(c, e);
	tell_job(c, e);
	tell_holder(c, e);
	if (is_task(e) || is_thread(e))
		tell_lines(c, e);
	return tell_worker(c, e);
}

size_t crew_lines(const struct setup *setup, const struct program *p,
		  uint32_t lines[CREW_LINES])
{
	uint32_t loops = setup_loops(setup, p);
	size_t n = 0;

	for (uint32_t i = 0; i < loops && loops <= CREW_PHASES; i++)
		lines[n++] = LINE_PHASE + i;
	if (setup_has_workers(setup))
		lines[n++] = LINE_JOBS;
	if (setup_has_gil(setup)) {
		lines[n++] = LINE_HOLDER;
		lines[n++] = LINE_LOCK;
	}
	return n;
}

uint32_t crew_threads(const struct trace *tr)
{
	uint32_t n = 0;

	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);

		if (is_thread(e) && actor_index(e->who) >= n)
			n = actor_index(e->who) + 1;
	}
	return n;
}
