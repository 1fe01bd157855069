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

size_t async_ready(const struct machine *m, uint32_t *actors, size_t most,
		   size_t *all)
{
	const struct async *s = async_of(m);
	size_t n = 0;

	*all = 0;
	for (uint32_t i = 0; i < s->ready.n; i++) {
		struct handle h =
			s->ready.at[(s->ready.head + i) & (s->ready.cap - 1)];
		uint32_t actor = ACTOR(ACTOR_TASK, h.ref);

		if (!names_task(h.kind) || has(actors, n, actor))
			continue;
		++*all;
		if (n < most)
			actors[n++] = actor;
	}
	return n;
}

uint32_t ready_callbacks(const struct machine *m)
{
	return m->setup.model == MODEL_ASYNC ? async_of(m)->ready.n : 0;
}

bool ready_polls(const struct machine *m, int64_t *until)
{
	if (m->setup.model != MODEL_ASYNC || !async_of(m)->polling)
		return false;
	*until = async_of(m)->armed;
	return true;
}
