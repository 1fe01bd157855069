/* SPDX-License-Identifier: MIT */
/*
 * The heap.  Children of node i are 4i + 1 to 4i + 4.
 */
#include "policy/order.h"

#include "base/mem.h"
#include "base/must.h"

#include <string.h>

#define ARITY 4

void order_fini(struct order *o)
{
	mem_free(o->at);
	*o = (struct order){0};
}

void order_copy(struct order *dst, const struct order *src)
{
	*dst = *src;
	dst->cap = src->n;
	dst->at = NULL;
	if (src->n == 0)
		return;
	dst->at = mem_grow_array(NULL, src->n, sizeof *src->at);
	memcpy(dst->at, src->at, src->n * sizeof *src->at);
}

static bool is_before(const struct order_entry *a, const struct order_entry *b)
{
	return a->key < b->key || (a->key == b->key && a->place < b->place);
}

void order_push(struct order *o, int64_t key, int64_t place, uint32_t who)
{
	struct order_entry e = {key, place, who};
	uint32_t i = o->n++;

	if (i == o->cap) {
		o->cap = o->cap ? o->cap * 2 : 16;
		o->at = mem_grow_array(o->at, o->cap, sizeof *o->at);
	}
	while (i > 0 && is_before(&e, &o->at[(i - 1) / ARITY])) {
		o->at[i] = o->at[(i - 1) / ARITY];
		i = (i - 1) / ARITY;
	}
	o->at[i] = e;
}

/* The first of the children of i. */
static uint32_t first_child(const struct order *o, uint32_t i)
{
	uint32_t first = ARITY * i + 1, end = first + ARITY;

	if (end > o->n)
		end = o->n;
	for (uint32_t c = first + 1; c < end; c++)
		if (is_before(&o->at[c], &o->at[first]))
			first = c;
	return first;
}

struct order_entry order_pop(struct order *o)
{
	struct order_entry first, last;
	uint32_t i = 0;

	must(o->n > 0);
	first = o->at[0];
	last = o->at[--o->n];
	while (ARITY * i + 1 < o->n) {
		uint32_t c = first_child(o, i);

		if (!is_before(&o->at[c], &last))
			break;
		o->at[i] = o->at[c];
		i = c;
	}
	if (o->n > 0)
		o->at[i] = last;
	return first;
}
