/* SPDX-License-Identifier: MIT */
/*
 * A machine is made, copied and given back.
 */
#include "vos/machine.h"

#include "base/mem.h"
#include "base/must.h"
#include "vos/cache.h"
#include "vos/policy.h"
#include "vos/queues.h"
#include "vos/runtime.h"

#include <string.h>

/* Every pool of a machine, so that none is forgotten. */
static const struct {
	size_t offset;
	uint32_t size;
} pools[] = {
	{offsetof(struct machine, threads), sizeof(struct thread)},
	{offsetof(struct machine, blocks), sizeof(struct block)},
	{offsetof(struct machine, items), sizeof(struct item)},
	{offsetof(struct machine, requests), sizeof(struct request)},
	{offsetof(struct machine, watches), sizeof(struct watch)},
	{offsetof(struct machine, groups), sizeof(uint32_t)},
	{offsetof(struct machine, born), sizeof(struct birth)},
	{offsetof(struct machine, batch), sizeof(struct evq_entry)},
	{offsetof(struct machine, deadlines), sizeof(uint32_t)},
};

/* What a million of them that wait cost. */
_Static_assert(sizeof(struct task) == 40, "struct task");
_Static_assert(sizeof(struct thread) == 32, "struct thread");

#define N_POOLS (sizeof pools / sizeof pools[0])

static struct pool *pool_of(struct machine *m, size_t i)
{
	return (struct pool *)(void *)((char *)m + pools[i].offset);
}

static const struct pool *pool_of_const(const struct machine *m, size_t i)
{
	return (const struct pool *)(const void *)((const char *)m +
						   pools[i].offset);
}

static void object_init(struct object *o, const struct prog_object *decl)
{
	for (int i = 0; i < LINES; i++)
		line_init(&o->line[i]);
	o->amount = decl->kind == OBJECT_SEMAPHORE ? decl->amount : 0;
	o->holder = o->item = o->last_item = NONE;
}

static void task_init(struct task *t, uint32_t decl, const struct prog_task *d,
		      uint32_t locals)
{
	*t = (struct task){
		.pc = d->entry,
		.block = NONE,
		.thread = NONE,
		.decl = decl,
		.locals = locals,
	};
}

static void tasks_init(struct machine *m)
{
	const struct program *p = m->prog;

	for (uint32_t i = 0; i < p->n_tasks; i++) {
		const struct prog_task *d = &p->tasks[i];

		for (uint32_t k = 0; k < d->count; k++)
			task_init(&m->tasks[d->first + k], i, d,
				  d->locals + k * d->all_slots);
	}
	for (uint32_t id = p->n_copies; id < m->n_tasks; id++)
		task_init(&m->tasks[id], 0, &p->tasks[0], 0);
}

/* What starts by itself counts as spawned from the beginning (G1). */
static void releases_init(struct machine *m)
{
	const struct program *p = m->prog;

	for (uint32_t i = 0; i < p->n_tasks; i++) {
		const struct prog_task *d = &p->tasks[i];

		if (d->on_demand || (p->main != NONE && p->main != i))
			continue;
		for (uint32_t k = 0; k < d->count; k++)
			(void)task_spawn(m, NULL, &m->tasks[d->first + k]);
	}
}

/* Only a device with room for few makes requests end in another order than
 * they were asked; only a delayed spawn does so with releases. */
static void orders_init(struct machine *m)
{
	const struct program *p = m->prog;

	for (int i = 0; i < WORLD_CLASSES; i++)
		m->in_order[i] = true;
	for (uint32_t i = 0; i < p->n_objects; i++)
		if (p->objects[i].kind == OBJECT_DEVICE &&
		    p->objects[i].amount > 0)
			m->in_order[WORLD_DEVICES] = false;
}

/* As they were declared, and for each process its own. */
static size_t n_vars(const struct machine *m)
{
	return (1 + (size_t)m->n_places) * m->prog->n_vars;
}

static void places_init(struct machine *m)
{
	const struct program *p = m->prog;

	if (!m->own_vars)
		return;
	m->n_places = p->n_copies;
	if (!m->runtime->places)
		return;
	m->n_places = m->runtime->places(m);
	m->places = mem_array(p->n_copies, sizeof *m->places);
}

static void parts_init(struct machine *m)
{
	const struct program *p = m->prog;

	for (size_t i = 0; i < N_POOLS; i++)
		pool_init(pool_of(m, i), pools[i].size);
	for (int i = 0; i < WORLD_CLASSES; i++)
		evq_init(&m->world_queue[i]);
	orders_init(m);
	m->n_tasks = p->n_copies;
	if (m->runtime->contexts)
		m->n_tasks += m->runtime->contexts(m);
	m->tasks = mem_array_aligned(m->n_tasks, sizeof *m->tasks);
	tasks_init(m);
	m->asides = mem_array(m->n_tasks, sizeof *m->asides);
	m->owners = mem_array(m->n_tasks - p->n_copies, sizeof *m->owners);
	m->watchers = mem_array(m->n_tasks, sizeof *m->watchers);
	m->locals = mem_array(p->n_locals, sizeof *m->locals);
	m->unborn = mem_array(p->n_tasks, sizeof *m->unborn);
	places_init(m);
	m->vars = mem_array(n_vars(m), sizeof *m->vars);
	for (size_t i = 0; i < n_vars(m); i++)
		m->vars[i] = p->vars[i % p->n_vars].initial;
	m->objects = mem_array(p->n_objects, sizeof *m->objects);
	for (uint32_t i = 0; i < p->n_objects; i++)
		object_init(&m->objects[i], &p->objects[i]);
	for (uint32_t c = 0; c < m->n_cores; c++)
		m->cores[c] = (struct core){
			.thread = NONE, .last = NONE, .next = EVQ_NEVER};
}

void machine_init(struct machine *m, const struct program *prog,
		  const struct setup *setup, const struct runtime *runtime,
		  const struct policy *policy, struct trace *trace)
{
	memset(m, 0, sizeof *m);
	m->trace = trace;
	m->prog = prog;
	m->setup = *setup;
	m->runtime = runtime;
	m->policy = policy;
	m->fuel = INT64_MAX;
	m->seed = (uint64_t)setup->key[KEY_SEED];
	m->switch_cost = setup->key[KEY_SWITCH];
	m->start_cost = setup->key[KEY_START];
	m->until = setup->key[KEY_UNTIL];
	m->n_cores = policy->one_core ? 1 : (uint32_t)setup->key[KEY_CORES];
	m->own_vars = runtime->own_vars;
	m->expired_first = setup->key[KEY_TIES] == TIES_EXPIRED_FIRST;
	parts_init(m);
	m->caches = caches_new(setup);
	queues_init(m);
	if (m->runtime->begin)
		m->runtime->begin(m);
	releases_init(m);
	m->over = m->alive == 0;
}

void machine_fini(struct machine *m)
{
	for (size_t i = 0; i < N_POOLS; i++)
		mem_free(pool_of(m, i)->data);
	for (int i = 0; i < WORLD_CLASSES; i++)
		evq_fini(&m->world_queue[i]);
	mem_free(m->tasks);
	mem_free(m->asides);
	mem_free(m->owners);
	mem_free(m->watchers);
	mem_free(m->unborn);
	mem_free(m->locals);
	mem_free(m->vars);
	mem_free(m->places);
	mem_free(m->objects);
	caches_free(m->caches);
	queues_fini(m);
	if (m->runtime->state_free)
		m->runtime->state_free(m->runtime_state);
}

static void *copy_array(const void *src, size_t n, size_t size)
{
	void *dst = mem_grow_array(NULL, n, size);

	if (n > 0)
		memcpy(dst, src, n * size);
	return dst;
}

void machine_copy(struct machine *dst, const struct machine *src)
{
	const struct program *p = src->prog;

	*dst = *src;
	dst->trace = NULL;
	for (size_t i = 0; i < N_POOLS; i++) {
		struct pool *q = pool_of(dst, i);

		q->cap = q->n;
		q->data = q->n ? copy_array(q->data, q->n, q->size) : NULL;
	}
	for (int i = 0; i < WORLD_CLASSES; i++)
		evq_copy(&dst->world_queue[i], &src->world_queue[i]);
	dst->tasks = mem_array_aligned(src->n_tasks, sizeof *src->tasks);
	memcpy(dst->tasks, src->tasks, src->n_tasks * sizeof *src->tasks);
	dst->asides =
		copy_array(src->asides, src->n_tasks, sizeof *src->asides);
	dst->owners = copy_array(src->owners, src->n_tasks - p->n_copies,
				 sizeof *src->owners);
	dst->watchers =
		copy_array(src->watchers, src->n_tasks, sizeof *src->watchers);
	dst->unborn = copy_array(src->unborn, p->n_tasks, sizeof *src->unborn);
	dst->locals = copy_array(src->locals, p->n_locals, sizeof(int64_t));
	dst->vars = copy_array(src->vars, n_vars(src), sizeof(int64_t));
	if (src->places)
		dst->places = copy_array(src->places, p->n_copies,
					 sizeof *src->places);
	dst->objects =
		copy_array(src->objects, p->n_objects, sizeof *src->objects);
	dst->caches = caches_copy(src->caches);
	queues_copy(dst, src);
	if (src->runtime->state_copy)
		dst->runtime_state =
			src->runtime->state_copy(src->runtime_state);
}

uint64_t machine_weight(const struct machine *m)
{
	uint64_t w = sizeof *m +
		     m->n_tasks * (sizeof(struct task) + sizeof(struct aside)) +
		     (m->prog->n_locals + n_vars(m)) * sizeof(int64_t) +
		     m->prog->n_objects * sizeof(struct object);

	for (size_t i = 0; i < N_POOLS; i++) {
		const struct pool *p = pool_of_const(m, i);

		w += (uint64_t)p->n * p->size;
	}
	for (int i = 0; i < WORLD_CLASSES; i++)
		w += m->world_queue[i].n * sizeof(struct evq_entry);
	w += caches_weight(m->caches);
	if (m->runtime->state_weight)
		w += m->runtime->state_weight(m->runtime_state);
	return w;
}

/* It need not lie in one line of the cache. */
#define FETCH(p) \
	(__builtin_prefetch(p), __builtin_prefetch((const char *)((p) + 1) - 1))

void task_fetch(const struct machine *m, uint32_t id, bool again)
{
	const struct task *t = &m->tasks[id];

	if (!again) {
		FETCH(t);
		return;
	}
	if (t->thread != NONE)
		FETCH(thread_at(m, t->thread));
	if (t->block != NONE)
		FETCH(block_at(m, t->block));
}

uint64_t machine_keep(struct machine *m, const char *text, uint64_t len)
{
	return m->trace ? trace_keep(m->trace, text, len) : 0;
}
