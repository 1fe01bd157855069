/* SPDX-License-Identifier: MIT */
/* Questions about the runs at the cursor. */
#include "app/session_look.h"

#include "base/must.h"
#include "story/crew.h"
#include "vos/machine.h"

size_t session_focus(const struct session *s)
{
	const struct session_row *row = session_chosen(s);
	uint64_t event;
	size_t run = 0;

	if (row != NULL)
		return row->run;
	if (session_event(s, &run, &event))
		return run;
	while (run + 1 < s->n_runs && s->runs[run].hidden)
		run++;
	return run;
}

/* The copy of the run's last event, if it was a task's. */
static bool last_task(const struct session *s, size_t run, uint32_t *copy)
{
	const struct session_run *r = &s->runs[run];
	uint32_t who;

	if (r->passed == 0)
		return false;
	who = trace_at(run_trace(r->run), r->passed - 1)->who;
	if (who == ACTOR_NONE || actor_class(who) != ACTOR_TASK)
		return false;
	*copy = actor_index(who);
	return true;
}

/* The copy that a thread of the machine's has, whose job it may do. */
static bool task_of_thread(const struct machine *m, uint32_t thread,
			   uint32_t *copy)
{
	const struct task *t;

	if (thread >= m->threads.n || thread_at(m, thread)->task == NONE)
		return false;
	t = &m->tasks[thread_at(m, thread)->task];
	if (t->state != TASK_READY && t->state != TASK_RUNNING &&
	    t->state != TASK_WAITING)
		return false;
	*copy = task_copy(m, t);
	return true;
}

/* The thread that a lane of one is of; NONE: it is of none now. */
static uint32_t thread_of(const struct session_row *row,
			  const struct machine *m)
{
	if (row->class == ACTOR_CORE)
		return row->first < m->n_cores ? m->cores[row->first].thread
					       : NONE;
	if (row->class == ACTOR_THREAD)
		return row->first;
	return row->first - LINE_PHASE;
}

static bool has_thread(const struct session_row *row)
{
	return row->class != ACTOR_TASK && row->count == 1 &&
	       (row->class != ACTOR_GIL || row->first >= LINE_PHASE);
}

static bool task_of_lane(const struct session *s, const struct session_row *row,
			 uint32_t *copy)
{
	const struct machine *m = session_machine(s, row->run);

	return m && task_of_thread(m, thread_of(row, m), copy);
}

bool session_task(const struct session *s, uint32_t *copy)
{
	const struct session_row *row = session_chosen(s);
	bool told = last_task(s, session_focus(s), copy);

	if (row != NULL && has_thread(row))
		return task_of_lane(s, row, copy);
	if (row == NULL || row->class != ACTOR_TASK)
		return told;
	if (!told || *copy < row->first || *copy - row->first >= row->count)
		*copy = row->first;
	return true;
}

const struct machine *session_machine(const struct session *s, size_t run)
{
	const struct session_run *r = &s->runs[run];

	must(run < s->n_runs);
	return r->passed > 0 ? run_at(r->run, r->passed - 1) : NULL;
}

const struct moment *session_moment(const struct session *s, size_t run)
{
	must(run < s->n_runs);
	return moments_at(s->runs[run].moments, s->runs[run].passed);
}

const uint64_t *session_prints(const struct session *s, size_t run, size_t *n)
{
	must(run < s->n_runs);
	return moments_prints(s->runs[run].moments, s->runs[run].passed, n);
}

uint32_t session_loops(const struct session *s, size_t run)
{
	return setup_loops(&s->runs[run].setup, s->runs[run].program);
}

int64_t session_now(const struct session *s, size_t run)
{
	int64_t end = session_trace(s, run)->end;

	return s->t < end ? s->t : end;
}
