/* SPDX-License-Identifier: MIT */
/*
 * How tasks come to be, are released and end.
 */
#include "vos/runtime.h"

#include "vos/failure.h"
#include "vos/instant.h"

#include <string.h>

int64_t time_after(const struct machine *m, int64_t d)
{
	return d < TIME_END - m->now ? m->now + d : TIME_END;
}

/* It exists from now on. */
static void arrive(struct machine *m, struct task *t)
{
	const struct prog_task *d = task_decl(m, t);

	births_add(m, task_id(m, t));
	t->state = TASK_READY;
	emit_full(m, EV_ARRIVE, task_actor(m, t), NONE,
		  m->runtime->place ? m->runtime->place(m, t) : ACTOR_NONE, 0,
		  0, 0, CORE_NONE);
	if (d->deadline >= 0)
		timer_arm(m, time_after(m, d->deadline), task_actor(m, t),
			  DEADLINE_SEQ);
	m->runtime->arrive(m, t);
}

void task_release(struct machine *m, struct task *t)
{
	if (t->state == TASK_COMING)
		arrive(m, t);
}

static bool spawn_after(struct machine *m, struct task *by, struct task *t,
			int64_t delay)
{
	t->flags |= TASK_SPAWNED;
	if (m->runtime->spawned)
		m->runtime->spawned(m, by, t);
	if (by && m->own_vars && !m->places && m->prog->n_vars > 0)
		memcpy(machine_vars(m, t), machine_vars(m, by),
		       m->prog->n_vars * sizeof *m->vars);
	if (!task_decl(m, t)->daemon)
		m->alive++;
	if (by)
		emit(m, EV_SPAWN, by, task_actor(m, t), 0);
	if (by && delay <= 0) {
		arrive(m, t);
		return true;
	}
	t->state = TASK_COMING;
	if (by)
		m->in_order[WORLD_RELEASES] = false;
	evq_push(&m->world_queue[WORLD_RELEASES], time_after(m, delay),
		 task_id(m, t), 0);
	return false;
}

bool task_spawn(struct machine *m, struct task *by, struct task *t)
{
	return spawn_after(m, by, t, program_release(m->prog, task_id(m, t)));
}

bool task_spawn_since(struct machine *m, struct task *by, struct task *t,
		      int64_t since)
{
	int64_t delay = program_release(m->prog, task_id(m, t));

	return spawn_after(m, by, t, delay - (m->now - since));
}

bool task_spawn_alone(struct machine *m, struct task *by, struct task *t)
{
	return spawn_after(m, by, t, task_decl(m, t)->at);
}

static enum end_status status_of(const struct task *t)
{
	if (t->flags & TASK_CANCELLED)
		return END_CANCELLED;
	return t->flags & TASK_FAILED ? END_FAILED : END_OK;
}

void task_end(struct machine *m, struct task *t)
{
	enum end_status status = status_of(t);
	uint32_t failure = ACTOR_NONE;
	int64_t value = aside_of(m, t)->value;

	if (status == END_FAILED)
		failure = failure_actor(m, t->failure, &value);
	emit_full(m, EV_END, task_actor(m, t), task_stmt(m, t), failure,
		  status == END_CANCELLED ? 0 : value, status,
		  (t->flags & TASK_LATE) != 0,
		  t->thread == NONE ? CORE_NONE
				    : thread_at(m, t->thread)->core);
	t->state = TASK_ENDED;
	if (!task_decl(m, t)->daemon)
		m->alive--;
}

void task_withdraw(struct machine *m, struct task *t)
{
	t->flags |= TASK_CANCELLED;
	t->failure = FAILURE_CANCELLED;
	task_end(m, t);
}

struct task *task_next_unborn(struct machine *m, uint32_t ref)
{
	const struct prog_ref *r = &m->prog->refs[ref];
	uint32_t *next = &m->unborn[r->task];

	for (; *next < r->count; ++*next)
		if (!task_spawned(&m->tasks[r->first + *next]))
			return &m->tasks[r->first + *next];
	return NULL;
}
