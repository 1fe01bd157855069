/* SPDX-License-Identifier: MIT */
/*
 * Versions of variables, numbered as they are written, each with its parent.
 * Who knows which version is kept in a hash table: few tasks touch few vars.
 */
#include "story/lost.h"

#include "base/mem.h"
#include "base/vec.h"

enum {
	NOTHING = 0 /* the initial value: version 0 of every variable */
};

/* The version of a variable that somebody knows; key 0 is a free place. */
struct known {
	uint64_t key;
	uint64_t version;
};

struct book {
	const struct program *program;
	bool copies, places;
	uint32_t *place;     /* places: by copy, 1 + its thread; 0 main's own */
	struct known *table; /* a power of two of places */
	size_t size, used;
	struct VEC(uint64_t) parents; /* by version */
	uint64_t *heads;              /* shared: the present one, by variable */
};

static uint64_t key_of(uint32_t actor, uint32_t var)
{
	return ((uint64_t)actor << 32 | var) + 1;
}

static struct known *place_of(struct known *table, size_t size, uint64_t key)
{
	size_t i = (size_t)(key * UINT64_C(0x9e3779b97f4a7c15) >> 20);

	for (;; i++) {
		struct known *k = table + (i & (size - 1));

		if (k->key == key || k->key == 0)
			return k;
	}
}

static void table_widen(struct book *b)
{
	size_t size = b->size ? b->size * 2 : 64;
	struct known *table = mem_array(size, sizeof *table);

	for (size_t i = 0; i < b->size; i++) {
		if (b->table[i].key)
			*place_of(table, size, b->table[i].key) = b->table[i];
	}
	mem_free(b->table);
	b->table = table;
	b->size = size;
}

static void learn(struct book *b, uint64_t key, uint64_t version)
{
	struct known *k;

	if (b->used * 2 >= b->size)
		table_widen(b);
	k = place_of(b->table, b->size, key);
	b->used += k->key == 0;
	*k = (struct known){key, version};
}

static uint64_t recall(const struct book *b, uint64_t key)
{
	const struct known *k;

	if (b->size == 0)
		return NOTHING;
	k = place_of(b->table, b->size, key);
	return k->key ? k->version : NOTHING;
}

static bool is_task(uint32_t actor)
{
	return actor != ACTOR_NONE && actor_class(actor) == ACTOR_TASK;
}

/* What is known of a thread, beside versions: whether its process exists, and
 * whose job it does. */
enum about { EXISTS, JOB };

static uint64_t key_about(const struct book *b, uint32_t thread,
			  enum about about)
{
	return key_of(thread, b->program->n_vars + about);
}

/* Under whose key the present version of a task's variables is kept. */
static uint32_t place_of_task(const struct book *b, uint32_t actor)
{
	uint32_t place;

	if (!is_task(actor))
		actor = (uint32_t)recall(b, key_about(b, actor, JOB));
	place = b->place[actor_index(actor)];
	return place ? ACTOR(ACTOR_THREAD, place - 1) : ACTOR(ACTOR_LOOP, 0);
}

static void note_read(struct book *b, uint32_t actor, uint32_t var)
{
	if (b->places)
		learn(b, key_of(actor, var),
		      recall(b, key_of(place_of_task(b, actor), var)));
	else if (!b->copies)
		learn(b, key_of(actor, var), b->heads[var]);
}

static void note_write(struct book *b, uint32_t actor, uint32_t var)
{
	uint64_t key = key_of(actor, var), version = b->parents.len;

	vec_push(&b->parents, recall(b, key));
	b->heads[var] = version;
	if (b->places)
		learn(b, key_of(place_of_task(b, actor), var), version);
	else if (b->copies)
		learn(b, key, version);
}

/* The copies of one begin as the other's are. */
static void note_copies(struct book *b, uint32_t from, uint32_t to)
{
	for (uint32_t v = 0; v < b->program->n_vars; v++) {
		uint64_t version = recall(b, key_of(from, v));

		if (version != NOTHING)
			learn(b, key_of(to, v), version);
	}
}

/* A thread that was not ready before: its process was created. */
static void note_ready(struct book *b, uint32_t thread)
{
	const struct program *p = b->program;
	uint64_t key = key_about(b, thread, EXISTS);

	if (p->main == NONE || recall(b, key) != NOTHING)
		return;
	note_copies(b, place_of_task(b, p->tasks[p->main].first), thread);
	learn(b, key, 1);
}

static void note_place(struct book *b, const struct event *e)
{
	bool comes = e->kind == EV_ARRIVE || e->kind == EV_RUN;

	if (comes && is_task(e->who) && e->by != ACTOR_NONE &&
	    actor_class(e->by) == ACTOR_THREAD)
		b->place[actor_index(e->who)] = 1 + actor_index(e->by);
	else if (e->kind == EV_RUN && !is_task(e->who) && is_task(e->by))
		learn(b, key_about(b, e->who, JOB), e->by);
	else if (e->kind == EV_READY)
		note_ready(b, e->who);
}

static void note_event(struct book *b, const struct event *e)
{
	if (e->kind == EV_READ)
		note_read(b, e->who, actor_index(e->by));
	else if (e->kind == EV_WRITE)
		note_write(b, e->who, actor_index(e->by));
	else if (b->places)
		note_place(b, e);
	else if (b->copies && e->kind == EV_SPAWN)
		note_copies(b, e->who, e->by);
}

/* The version of a variable that the run ends with. */
static uint64_t final_version(const struct book *b, uint32_t var)
{
	const struct program *p = b->program;
	uint32_t main;

	if (!b->copies)
		return b->heads[var];
	if (p->main == NONE)
		return NOTHING;
	main = ACTOR(ACTOR_TASK, p->tasks[p->main].first);
	if (b->places)
		return recall(b, key_of(place_of_task(b, main), var));
	return recall(b, key_of(main, var));
}

uint64_t lost_updates(const struct program *p, const struct trace *tr,
		      bool copies, bool places)
{
	struct book b = {.program = p, .copies = copies, .places = places};
	uint64_t lost;

	if (p->n_vars == 0)
		return 0;
	b.heads = mem_array(p->n_vars, sizeof *b.heads);
	b.place = mem_array(p->n_copies, sizeof *b.place);
	vec_push(&b.parents, NOTHING);
	for (uint64_t i = 0; i < tr->n; i++)
		note_event(&b, trace_at(tr, i));
	lost = b.parents.len - 1;
	for (uint32_t var = 0; var < p->n_vars; var++) {
		uint64_t v = final_version(&b, var);

		for (; v != NOTHING; v = b.parents.at[v])
			lost--;
	}
	vec_fini(&b.parents);
	mem_free(b.table);
	mem_free(b.heads);
	mem_free(b.place);
	return lost;
}
