/* SPDX-License-Identifier: MIT */
/*
 * Rings of handles: the loop's ready queue, and what the next poll finds.
 */
#include "runtime/async.h"

#include "base/mem.h"
#include "base/must.h"

#define RING_KEEP 4096 /* handles */

static void ring_grow(struct ring *r)
{
	uint32_t cap = r->cap ? r->cap * 2 : 16;
	struct handle *at = mem_grow_array(NULL, cap, sizeof *at);

	for (uint32_t i = 0; i < r->n; i++)
		at[i] = r->at[(r->head + i) & (r->cap - 1)];
	mem_free(r->at);
	r->at = at;
	r->cap = cap;
	r->head = 0;
}

void ring_push(struct ring *r, struct handle h)
{
	if (r->n == r->cap)
		ring_grow(r);
	r->at[(r->head + r->n++) & (r->cap - 1)] = h;
}

/* A crowd's room is given back when it has gone through. */
static void ring_shrink(struct ring *r)
{
	mem_free(r->at);
	*r = (struct ring){0};
}

struct handle ring_pop(struct ring *r)
{
	struct handle h;

	must(r->n > 0 && r->at);
	h = r->at[r->head];
	r->head = (r->head + 1) & (r->cap - 1);
	if (--r->n == 0 && r->cap > RING_KEEP)
		ring_shrink(r);
	return h;
}
