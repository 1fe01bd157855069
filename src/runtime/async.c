/* SPDX-License-Identifier: MIT */
/*
 * The setup `async` as a model of execution: its threads, its statements, and
 * what of it a copy of the machine takes along.
 */
#include "runtime/async.h"

#include "base/mem.h"
#include "base/must.h"
#include "runtime/blocking.h"
#include "runtime/runtimes.h"

#include <string.h>

/* --- statements --- */

op_fn *const async_ops[OP_COUNT] = {
	COMMON_OPS,
	[OP_WAIT] = async_io,
	[OP_BLOCK] = async_block,
	[OP_SLEEP] = async_sleep,
	[OP_YIELD] = async_yield,
	[OP_OFFLOAD] = async_offload,
	[OP_SPAWN] = async_spawn,
	[OP_JOIN] = async_join,
	[OP_GATHER] = async_gather,
	[OP_WAIT_TASKS] = async_wait_tasks,
	[OP_WAIT_FOR] = async_wait_for,
	[OP_SHIELD] = async_shield,
	[OP_GROUP] = async_group,
	[OP_GROUP_END] = async_group_end,
	[OP_ACQUIRE] = async_acquire,
	[OP_RELEASE] = async_release,
	[OP_WITH] = async_with,
	[OP_WITH_END] = async_with_end,
	[OP_PUT] = async_put,
	[OP_GET] = async_get,
	[OP_WAIT_EVENT] = async_wait_event,
	[OP_SET] = async_set,
	[OP_WAIT_ON] = async_wait_on,
	[OP_NOTIFY] = async_notify,
	[OP_DONE] = async_done,
	[OP_WAIT_DONE] = async_wait_done,
	[OP_TIMEOUT] = async_timeout,
	[OP_TIMEOUT_END] = async_timeout_end,
	[OP_CANCEL] = async_cancel,
};

/* What a job may consist of; the rest stays with the loop (S4). */
op_fn *const job_ops[OP_COUNT] = {
	COMMON_OPS,
	[OP_WAIT] = op_wait,
	[OP_BLOCK] = op_wait,
	[OP_SLEEP] = op_sleep,
	[OP_OFFLOAD_END] = async_offload_end,
};

/* --- the model --- */

static void begin_loops(struct machine *m, struct async *s)
{
	s->turn = NONE;
	s->n_loops = homes_loops(m);
	s->loops = mem_array(s->n_loops, sizeof *s->loops);
	for (uint32_t i = 0; i < s->n_loops; i++) {
		struct loop *l = &s->loops[i];

		l->current = l->line = NONE;
		l->armed = EVQ_NEVER;
		evq_init(&l->timers);
		l->thread = thread_new(m, NULL);
	}
}

static void begin(struct machine *m)
{
	struct async *s = mem_new(sizeof *s);

	m->runtime_state = s;
	s->step_cost = m->setup.key[KEY_STEP];
	s->old_timeout = m->setup.key[KEY_PYTHON] == PYTHON_3_11_2;
	s->n_coros = m->prog->n_copies;
	s->coros = mem_array(s->n_coros, sizeof *s->coros);
	for (uint32_t i = 0; i < s->n_coros; i++) {
		s->coros[i].timer = NONE;
		s->coros[i].fut = FUT_DONE;
	}
	pool_init(&s->gangs, sizeof(struct gang));
	pool_init(&s->guards, sizeof(struct guard));
	pool_init(&s->jobs, sizeof(struct job));
	pool_init(&s->nodes, sizeof(struct node));
	pool_init(&s->path, sizeof(uint32_t));
	begin_loops(m, s);
	executor_begin(m);
	if (m->places)
		return;
	s->loops->exists = true;
	thread_ready(m, thread_at(m, s->loops->thread), READY_NEW);
}

/* Released before the first iteration, or spawned by a task of this loop:
 * created at once.  Later releases are found by a poll (S8), and so is what
 * other processes send. */
static void arrive(struct machine *m, struct task *t)
{
	const struct loop *l = loop_of(m, t);

	if (m->places)
		home_open(m, t);
	if (t->decl == m->prog->main && !m->places)
		watch_add(m, t, HANDLE_STOP, 0, 0);
	if (async_of(m)->turn == l->thread || l->iteration == 0)
		loop_soon(m, HANDLE_STEP, task_id(m, t), 0, 0);
	else
		loop_arrived(m, HANDLE_BIRTH, task_id(m, t), 0);
}

static enum flow turn(struct machine *m, struct thread *th)
{
	return thread_index(m, th) < async_of(m)->n_loops
		       ? loop_turn(m, th)
		       : executor_turn(m, th);
}

/* A request is answered: a coroutine learns of it by the next poll, a worker
 * at once. */
static void woken(struct machine *m, struct task *t, enum wake how)
{
	(void)how;
	if (task_id(m, t) >= m->prog->n_copies) {
		executor_woken(m, t);
		return;
	}
	if (coro_of(m, t)->await != AWAIT_IO)
		return;
	coro_of(m, t)->await = AWAIT_PLAIN;
	loop_of(m, t)->io--;
	loop_arrived(m, HANDLE_ANSWER, task_id(m, t), t->wait_seq);
}

/* --- copies --- */

static struct pool *pool_of(struct async *s, int i)
{
	struct pool *all[] = {&s->gangs, &s->guards, &s->jobs, &s->nodes,
			      &s->path};

	return all[i];
}

#define N_POOLS 5

static void *copy_array(const void *src, size_t n, size_t size)
{
	void *dst = mem_grow_array(NULL, n, size);

	if (n > 0)
		memcpy(dst, src, n * size);
	return dst;
}

static void copy_loop(struct loop *l, const struct loop *src)
{
	l->ready.at = copy_array(src->ready.at, src->ready.cap,
				 sizeof *src->ready.at);
	l->arrived.at = copy_array(src->arrived.at, src->arrived.cap,
				   sizeof *src->arrived.at);
	evq_copy(&l->timers, &src->timers);
}

static void *state_copy(const void *state)
{
	const struct async *src = state;
	struct async *s = mem_new(sizeof *s);

	*s = *src;
	s->loops = copy_array(src->loops, src->n_loops, sizeof *src->loops);
	for (uint32_t i = 0; i < s->n_loops; i++)
		copy_loop(&s->loops[i], &src->loops[i]);
	s->coros = copy_array(src->coros, src->n_coros, sizeof *src->coros);
	s->worker_job = copy_array(src->worker_job,
				   (size_t)src->n_workers * src->n_loops,
				   sizeof *src->worker_job);
	for (int i = 0; i < N_POOLS; i++) {
		struct pool *p = pool_of(s, i);

		p->cap = p->n;
		p->data = p->n ? copy_array(p->data, p->n, p->size) : NULL;
	}
	return s;
}

static void state_free(void *state)
{
	struct async *s = state;

	if (!s)
		return;
	for (int i = 0; i < N_POOLS; i++)
		mem_free(pool_of(s, i)->data);
	for (uint32_t i = 0; i < s->n_loops; i++) {
		evq_fini(&s->loops[i].timers);
		mem_free(s->loops[i].ready.at);
		mem_free(s->loops[i].arrived.at);
	}
	mem_free(s->loops);
	mem_free(s->coros);
	mem_free(s->worker_job);
	mem_free(s);
}

static uint64_t state_weight(const void *state)
{
	const struct async *s = state;
	uint64_t w = sizeof *s + s->n_coros * sizeof *s->coros +
		     (uint64_t)s->gangs.n * sizeof(struct gang) +
		     (uint64_t)s->nodes.n * sizeof(struct node);

	for (const struct loop *l = s->loops; l < s->loops + s->n_loops; l++)
		w += (uint64_t)(l->ready.cap + l->arrived.cap) *
			     sizeof(struct handle) +
		     l->timers.n * sizeof(struct evq_entry);
	return w;
}

#define COMMON                                                           \
	.contexts = executor_contexts, .begin = begin, .arrive = arrive, \
	.turn = turn, .woken = woken, .thread_woken = loop_woken,        \
	.stuck = deadlock_tell, .state_copy = state_copy,                \
	.state_free = state_free, .state_weight = state_weight,          \
	.ready = async_ready

const struct runtime runtime_async = {
	.name = "async",
	COMMON,
};

/* An event loop in each of several processes. */
const struct runtime runtime_loops = {
	.name = "processes",
	.own_vars = true,
	.places = homes_loops,
	.spawned = home_inherit,
	.place = home_find,
	COMMON,
};
