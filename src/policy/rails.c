/* SPDX-License-Identifier: MIT */
/*
 * Lines in rings.  The first and last of each stand beside its ring, so that
 * choosing among lines touches none of them.
 */
#include "policy/rails.h"

#include "base/mem.h"
#include "base/must.h"

#include <string.h>

void rails_fini(struct rails *l)
{
	for (uint32_t i = 0; i < l->used; i++)
		mem_free(l->rail[i].ring);
	*l = (struct rails){0};
}

static void ring_copy(struct rail *dst, const struct rail *src)
{
	dst->ring = mem_grow_array(NULL, src->cap, sizeof *src->ring);
	memcpy(dst->ring, src->ring, src->cap * sizeof *src->ring);
}

void rails_copy(struct rails *dst, const struct rails *src)
{
	*dst = *src;
	for (uint32_t i = 0; i < src->used; i++)
		ring_copy(&dst->rail[i], &src->rail[i]);
}

static void grow(struct rail *rail)
{
	uint32_t cap = rail->cap ? rail->cap * 2 : 16;
	struct rail_entry *ring = mem_array(cap, sizeof *ring);

	for (uint32_t i = 0; i < rail->n; i++)
		ring[i] = rail->ring[(rail->head + i) & (rail->cap - 1)];
	mem_free(rail->ring);
	rail->ring = ring;
	rail->head = 0;
	rail->cap = cap;
}

static void append(struct rails *l, struct rail *rail, struct rail_entry e)
{
	if (rail->n == rail->cap)
		grow(rail);
	rail->ring[(rail->head + rail->n++) & (rail->cap - 1)] = e;
	rail->last = e;
	if (rail->n == 1)
		rail->first = e;
	if (l->n++ == 0 || rail_precedes(&e, &l->rail[l->best].first))
		l->best = (uint32_t)(rail - l->rail);
}

/* The line whose last is nearest before it; else an empty one. */
bool rails_push(struct rails *l, struct rail_entry e)
{
	struct rail *best = NULL, *empty = NULL;

	for (struct rail *rail = l->rail; rail < l->rail + l->used; rail++) {
		if (rail->n == 0) {
			empty = rail;
			continue;
		}
		if (rail_precedes(&e, &rail->last) || e.mark < rail->last.mark)
			continue;
		if (!best || rail_precedes(&best->last, &rail->last))
			best = rail;
	}
	if (!best)
		best = empty;
	if (!best && l->used < RAILS)
		best = &l->rail[l->used++];
	if (best)
		append(l, best, e);
	return best != NULL;
}

static uint32_t find_best(const struct rails *l)
{
	uint32_t best = RAILS;

	for (uint32_t i = 0; i < l->used; i++)
		if (l->rail[i].n > 0 &&
		    (best == RAILS ||
		     rail_precedes(&l->rail[i].first, &l->rail[best].first)))
			best = i;
	return best;
}

struct rail_entry rails_pop(struct rails *l, uint32_t i)
{
	struct rail *rail = &l->rail[i];
	struct rail_entry e = rail->first;

	must(rail->n > 0);
	rail->head = (rail->head + 1) & (rail->cap - 1);
	rail->n--;
	l->n--;
	if (rail->n > 0)
		rail->first = rail->ring[rail->head];
	if (i == l->best)
		l->best = find_best(l);
	return e;
}
