/* SPDX-License-Identifier: MIT */
/* The event loop's ready queue, looked at from outside. */
#include "runtime/ready.h"

#include "runtime/async.h"

/* Does the handle's `ref` name the task that it is for? */
static bool names_task(uint32_t kind)
{
	return kind == HANDLE_STEP || kind == HANDLE_BIRTH ||
	       kind == HANDLE_ANSWER || kind == HANDLE_TIMER ||
	       kind == HANDLE_RELEASE || kind == HANDLE_SHIELDED ||
	       kind == HANDLE_BARE;
}

static bool has(const uint32_t *actors, size_t n, uint32_t actor)
{
	for (size_t i = 0; i < n; i++)
		if (actors[i] == actor)
			return true;
	return false;
}

static size_t add_ready(const struct ring *r, uint32_t *actors, size_t n,
			size_t most, size_t *all)
{
	for (uint32_t i = 0; i < r->n; i++) {
		struct handle h = r->at[(r->head + i) & (r->cap - 1)];
		uint32_t actor = ACTOR(ACTOR_TASK, h.ref);

		if (!names_task(h.kind) || has(actors, n, actor))
			continue;
		++*all;
		if (n < most)
			actors[n++] = actor;
	}
	return n;
}

/* Of several loops one after another. */
size_t async_ready(const struct machine *m, uint32_t *actors, size_t most,
		   size_t *all)
{
	const struct async *s = async_of(m);
	size_t n = 0;

	*all = 0;
	for (uint32_t i = 0; i < s->n_loops; i++)
		n = add_ready(&s->loops[i].ready, actors, n, most, all);
	return n;
}

uint32_t ready_callbacks(const struct machine *m)
{
	const struct async *s = async_of(m);
	uint32_t n = 0;

	if (setup_loops(&m->setup, m->prog) == 0)
		return 0;
	for (uint32_t i = 0; i < s->n_loops; i++)
		n += s->loops[i].ready.n;
	return n;
}

bool ready_polls(const struct machine *m, int64_t *until)
{
	const struct async *s = async_of(m);

	*until = EVQ_NEVER;
	if (setup_loops(&m->setup, m->prog) == 0)
		return false;
	for (uint32_t i = 0; i < s->n_loops; i++) {
		const struct loop *l = &s->loops[i];

		if (l->exists && !l->polling)
			return false;
		if (l->exists && l->armed < *until)
			*until = l->armed;
	}
	return true;
}
