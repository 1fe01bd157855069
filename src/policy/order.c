/* SPDX-License-Identifier: MIT */
/*
 * Lines first, the heap for who does not fit.  Children of node i are 4i + 1
 * to 4i + 4.
 */
#include "policy/order.h"

#include "base/mem.h"
#include "base/must.h"

#include <string.h>

#define ARITY 4

void order_fini(struct order *o)
{
	rails_fini(&o->rails);
	mem_free(o->heap);
	*o = (struct order){0};
}

void order_copy(struct order *dst, const struct order *src)
{
	*dst = *src;
	rails_copy(&dst->rails, &src->rails);
	dst->cap = src->heaped;
	dst->heap = NULL;
	if (src->heaped == 0)
		return;
	dst->heap = mem_grow_array(NULL, src->heaped, sizeof *src->heap);
	memcpy(dst->heap, src->heap, src->heaped * sizeof *src->heap);
}

/* --- the heap --- */

static void heap_push(struct order *o, struct rail_entry e)
{
	uint32_t i = o->heaped++;

	if (i == o->cap) {
		o->cap = o->cap ? o->cap * 2 : 16;
		o->heap = mem_grow_array(o->heap, o->cap, sizeof *o->heap);
	}
	while (i > 0 && rail_precedes(&e, &o->heap[(i - 1) / ARITY])) {
		o->heap[i] = o->heap[(i - 1) / ARITY];
		i = (i - 1) / ARITY;
	}
	o->heap[i] = e;
}

/* The first of the children of i. */
static uint32_t first_child(const struct order *o, uint32_t i)
{
	uint32_t first = ARITY * i + 1, end = first + ARITY;

	if (end > o->heaped)
		end = o->heaped;
	for (uint32_t c = first + 1; c < end; c++)
		if (rail_precedes(&o->heap[c], &o->heap[first]))
			first = c;
	return first;
}

static struct rail_entry heap_pop(struct order *o)
{
	struct rail_entry first = o->heap[0], last = o->heap[--o->heaped];
	uint32_t i = 0;

	while (ARITY * i + 1 < o->heaped) {
		uint32_t c = first_child(o, i);

		if (!rail_precedes(&o->heap[c], &last))
			break;
		o->heap[i] = o->heap[c];
		i = c;
	}
	if (o->heaped > 0)
		o->heap[i] = last;
	return first;
}

/* --- both --- */

void order_push(struct order *o, int64_t key, int64_t place, uint32_t who)
{
	struct rail_entry e = {key, place, 0, who};

	o->n++;
	if (!rails_push(&o->rails, e))
		heap_push(o, e);
}

/* The line that has the first; RAILS: the heap has it. */
static uint32_t first_rail(const struct order *o)
{
	uint32_t i = rails_first(&o->rails);

	if (i < RAILS && o->heaped > 0 &&
	    rail_precedes(&o->heap[0], &o->rails.rail[i].first))
		return RAILS;
	return i;
}

struct rail_entry order_pop(struct order *o)
{
	uint32_t i = first_rail(o);

	must(o->n > 0);
	o->n--;
	return i < RAILS ? rails_pop(&o->rails, i) : heap_pop(o);
}

const struct rail_entry *order_first(const struct order *o)
{
	uint32_t i;

	if (o->n == 0)
		return NULL;
	i = first_rail(o);
	return i < RAILS ? &o->rails.rail[i].first : &o->heap[0];
}
