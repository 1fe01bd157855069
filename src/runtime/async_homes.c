/* SPDX-License-Identifier: MIT */
/*
 * Setup `processes each=async`: an event loop in each of several processes.
 *
 * What this hybrid is
 * -------------------
 * A loop uses one core, however many there are; processes use all, but one for
 * every task is dear.  So there are a few processes, by default one a core, and
 * in each a loop like that of `async`, which knows nothing of the others.
 *
 *   whose    Tasks that start by themselves, and those that `main` spawns, are
 *            dealt to the processes in turn as they are released.  What any
 *            other task spawns stays with it: that is create_task.  `main` has
 *            a process of its own beside them.
 *   between  What one process sends another (a task, the end of one, a lock let
 *            go, an item put, a cancellation) comes through a pipe: it is found
 *            by the other's next poll, as an answer to a request is.  Within
 *            one process all is asyncio's.
 *   vars     A process has copies of all variables, main's as they were when it
 *            was created, and its tasks share them.  All else is shared.
 *
 * A process is created when the first task comes to it and pays `start` itself,
 * before its loop begins.  A loop without anything to do waits; the run is over
 * when all tasks have ended, and daemons are stopped, as with processes.
 *
 * Source: aiomultiprocess (Pool, RoundRobin), uvicorn's and gunicorn's workers;
 * asyncio in each; turntable-setups(7).
 */
#include "runtime/async.h"

#include <string.h>

static bool has_director(const struct machine *m)
{
	return m->prog->main != NONE;
}

uint32_t homes_loops(const struct machine *m)
{
	return setup_loops(&m->setup, m->prog);
}

void home_inherit(struct machine *m, const struct task *by, struct task *t)
{
	bool dealt = !by || by->decl == m->prog->main;

	m->places[task_id(m, t)] = dealt ? NONE : m->places[task_id(m, by)];
	if (t->decl == m->prog->main)
		m->places[task_id(m, t)] = 0;
}

static uint32_t deal(const struct machine *m, struct async *s)
{
	uint32_t first = has_director(m) ? 1 : 0;
	uint32_t home = s->next_home;

	if (home < first)
		home = first;
	s->next_home = home + 1 < s->n_loops ? home + 1 : first;
	return home;
}

/* fork: as main's are now; the variables of places come after the declared. */
static void copy_vars(struct machine *m, uint32_t home)
{
	size_t n = m->prog->n_vars;

	if (has_director(m) && n > 0)
		memcpy(m->vars + (1 + home) * n, machine_vars(m, NULL),
		       n * sizeof *m->vars);
}

static void create(struct machine *m, struct loop *l)
{
	struct thread *th = thread_at(m, l->thread);

	l->exists = true;
	copy_vars(m, l->thread);
	if (m->start_cost > 0) {
		emit_full(m, EV_START, thread_actor(m, th), NONE, ACTOR_NONE,
			  m->start_cost, 0, 0, CORE_NONE);
		th->need = m->start_cost;
	}
	thread_ready(m, th, READY_NEW);
}

uint32_t home_find(struct machine *m, struct task *t)
{
	uint32_t *home = &m->places[task_id(m, t)];

	if (*home == NONE)
		*home = deal(m, async_of(m));
	return ACTOR(ACTOR_THREAD, *home);
}

void home_open(struct machine *m, const struct task *t)
{
	struct loop *l = loop_of(m, t);

	if (!l->exists)
		create(m, l);
}
