/* SPDX-License-Identifier: MIT */
/*
 * The fold and its copies.  A copy is kept every so many events, or as many as
 * weigh what it does, as a run keeps its machine's.
 */
#include "story/moment.h"

#include "base/mem.h"
#include "base/must.h"
#include "base/vec.h"

#include <string.h>

enum {
	KEEP_EVERY = 65536,
	NEAR = 1024 /* events behind what is asked, for who steps back */
};

struct moments {
	const struct program *program;
	const struct trace *trace;
	struct metrics_how how;
	struct moment now;
	struct VEC(struct moment *) copies;
	uint64_t step;       /* events from one to the next */
	struct moment *near; /* one more, or NULL */
	struct VEC(uint64_t) prints;
	uint64_t searched; /* so many events for them */
};

/* --- one task --- */

static void spend(struct moment_task *t, int64_t now)
{
	if (t->state != STATE_UNBORN)
		t->spent[t->state] += now - t->since;
	t->since = now;
}

static void become_ready(struct moment_task *t, int64_t at, uint64_t ev)
{
	t->state = STATE_READY;
	t->entered = at;
	t->ready = ev;
	t->runs = MOMENT_NEVER;
}

/* Its wait is over, whoever has yet to look. */
static void fall_due(struct moment_task *t, int64_t now, uint64_t ev)
{
	if (t->due >= now)
		return;
	spend(t, t->due);
	become_ready(t, t->due, ev);
	t->due = INT64_MAX;
}

static void go_on(struct moment_task *t, const struct event *e, uint64_t i,
		  enum state state)
{
	fall_due(t, e->t, i);
	spend(t, e->t);
	t->due = state_due(e);
	t->ev = i;
	if (t->release < 0)
		t->release = e->t;
	if (state == (enum state)t->state)
		return;
	if (state == STATE_READY)
		become_ready(t, e->t, i);
	else if (t->state == STATE_READY)
		t->runs = i;
	t->state = (uint8_t)state;
	t->entered = e->t;
}

/* --- an event --- */

static void count_core(struct moments *k, const struct event *e)
{
	struct moment *m = &k->now;
	uint32_t core = e->core, now = e->who + 1;

	if (e->kind == EV_IDLE) {
		core = actor_index(e->who);
		if (m->idle_since[core] < 0)
			m->idle_since[core] = e->t;
		return;
	}
	if ((e->kind != EV_RUN && e->kind != EV_SWITCH) || core == CORE_NONE)
		return;
	if (m->idle_since[core] >= 0)
		m->idle[core] += e->t - m->idle_since[core];
	m->idle_since[core] = -1;
	if (e->kind == EV_SWITCH)
		return;
	if ((k->how.loops > 0 || k->how.one_thread) &&
	    actor_class(e->who) == ACTOR_TASK)
		now = ACTOR(ACTOR_THREAD, 0) + 1;
	m->switches += m->had[core] != 0 && m->had[core] != now;
	m->had[core] = now;
}

static void count_task(struct moments *k, uint32_t actor, const struct event *e,
		       enum state state)
{
	if (actor != ACTOR_NONE && actor_class(actor) == ACTOR_TASK)
		go_on(&k->now.tasks[actor_index(actor)], e, k->now.passed,
		      state);
}

static void count_own(struct moments *k, const struct event *e)
{
	struct moment_task *t = &k->now.tasks[actor_index(e->who)];

	if (e->kind == EV_RUN && t->first_run < 0)
		t->first_run = e->t;
	else if (e->kind == EV_WAKE)
		t->woke = k->now.passed;
	else if (e->kind == EV_END)
		k->now.ended++;
}

static void count_rest(struct moment *m, const struct event *e)
{
	if (e->kind == EV_LOOP)
		m->loop = m->passed;
	else if (e->kind == EV_GIL_TAKE)
		m->holder = e->who;
	else if (e->kind == EV_GIL_DROP)
		m->holder = ACTOR_NONE;
	else if ((e->kind == EV_DEADLOCK || e->kind == EV_LIVELOCK) &&
		 m->stuck == MOMENT_NEVER)
		m->stuck = m->passed;
}

static void count(struct moments *k, const struct event *e)
{
	enum state state = state_after(e, k->program);

	count_core(k, e);
	count_rest(&k->now, e);
	if (e->who != ACTOR_NONE && state != STATE_COUNT) {
		count_task(k, e->who, e, state);
		count_task(k, rider_tell(&k->now.rider, e, state), e, state);
	}
	if (e->who != ACTOR_NONE && actor_class(e->who) == ACTOR_TASK)
		count_own(k, e);
	k->now.passed++;
}

/* --- copies --- */

static void begin(struct moments *k)
{
	struct moment *m = &k->now;
	struct moment_task *tasks = m->tasks;

	*m = (struct moment){.n_tasks = k->program->n_copies,
			     .tasks = tasks,
			     .loop = MOMENT_NEVER,
			     .stuck = MOMENT_NEVER,
			     .holder = ACTOR_NONE,
			     .rider = {{0}, {0}}};
	for (uint32_t i = 0; i < m->n_tasks; i++)
		tasks[i] = (struct moment_task){.due = INT64_MAX,
						.release = -1,
						.first_run = -1,
						.ev = MOMENT_NEVER,
						.woke = MOMENT_NEVER,
						.ready = MOMENT_NEVER,
						.runs = MOMENT_NEVER};
}

static void assign(struct moment *to, const struct moment *from)
{
	struct moment_task *tasks = to->tasks;

	*to = *from;
	to->tasks = tasks;
	if (to->n_tasks > 0)
		memcpy(tasks, from->tasks, to->n_tasks * sizeof *tasks);
}

static struct moment *copy_of(const struct moment *m)
{
	struct moment *copy = mem_new(sizeof *copy);

	copy->tasks = mem_array(m->n_tasks, sizeof *copy->tasks);
	assign(copy, m);
	return copy;
}

static void drop(struct moment *m)
{
	if (m != NULL)
		mem_free(m->tasks);
	mem_free(m);
}

static void keep(struct moments *k)
{
	vec_push(&k->copies, copy_of(&k->now));
}

static void keep_near(struct moments *k)
{
	if (k->near != NULL)
		assign(k->near, &k->now);
	else
		k->near = copy_of(&k->now);
}

/* Back to the nearest copy that had not gone so far. */
static void go_back(struct moments *k, uint64_t passed)
{
	size_t n = (size_t)(passed / k->step);

	if (n > k->copies.len)
		n = k->copies.len;
	if (k->near != NULL && k->near->passed <= passed &&
	    k->near->passed >= n * k->step)
		assign(&k->now, k->near);
	else if (n == 0)
		begin(k);
	else
		assign(&k->now, k->copies.at[n - 1]);
}

struct moments *moments_new(const struct program *p, const struct trace *tr,
			    const struct metrics_how *how)
{
	struct moments *k = mem_new(sizeof *k);
	uint64_t weight = sizeof(struct moment) +
			  p->n_copies * sizeof(struct moment_task);

	*k = (struct moments){.program = p, .trace = tr, .how = *how};
	k->step = weight / sizeof(struct event);
	if (k->step < KEEP_EVERY)
		k->step = KEEP_EVERY;
	return k;
}

void moments_free(struct moments *k)
{
	if (k == NULL)
		return;
	for (size_t i = 0; i < k->copies.len; i++)
		drop(k->copies.at[i]);
	drop(k->near);
	vec_fini(&k->copies);
	vec_fini(&k->prints);
	mem_free(k->now.tasks);
	mem_free(k);
}

const struct moment *moments_at(struct moments *k, uint64_t passed)
{
	uint64_t near = UINT64_MAX;

	must(passed <= k->trace->n);
	if (k->now.tasks == NULL) {
		k->now.tasks = mem_array(k->program->n_copies + 1,
					 sizeof *k->now.tasks);
		begin(k);
	}
	if (passed < k->now.passed)
		go_back(k, passed);
	if (k->step == KEEP_EVERY && passed - k->now.passed >= 2 * NEAR)
		near = passed - NEAR;
	while (k->now.passed < passed) {
		count(k, trace_at(k->trace, k->now.passed));
		if (k->now.passed == (k->copies.len + 1) * k->step)
			keep(k);
		if (k->now.passed == near)
			keep_near(k);
	}
	return &k->now;
}

const uint64_t *moments_prints(struct moments *k, uint64_t passed, size_t *n)
{
	size_t low = 0, high;

	for (; k->searched < passed; k->searched++)
		if (trace_at(k->trace, k->searched)->kind == EV_PRINT)
			vec_push(&k->prints, k->searched);
	high = k->prints.len;
	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (k->prints.at[middle] < passed)
			low = middle + 1;
		else
			high = middle;
	}
	*n = low;
	return k->prints.at;
}

/* --- asking --- */

enum state moment_state(const struct moment *m, uint32_t copy, int64_t t)
{
	const struct moment_task *task = &m->tasks[copy];

	return task->due < t ? STATE_READY : (enum state)task->state;
}

int64_t moment_spent(const struct moment *m, uint32_t copy, enum state state,
		     int64_t t)
{
	struct moment_task task = m->tasks[copy];

	fall_due(&task, t, MOMENT_NEVER);
	if (t > task.since)
		spend(&task, t);
	return task.spent[state];
}

int64_t moment_idle(const struct moment *m, uint32_t n, int64_t t)
{
	int64_t sum = 0;

	for (uint32_t i = 0; i < n && i < CORE_NONE; i++) {
		sum += m->idle[i];
		if (m->idle_since[i] >= 0)
			sum += t - m->idle_since[i];
	}
	return sum;
}
