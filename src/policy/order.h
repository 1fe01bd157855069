/* SPDX-License-Identifier: MIT */
/*
 * Who is first: names in the order of a key, and of equal keys by place.
 * A zeroed struct order is empty.
 *
 * Who comes in order stands in lines (rails.h), the rest in a 4-ary heap, in
 * which the children of a node are neighbours.
 *
 * Source of the heap: Johnson, Priority queues with update and finding minimum
 * spanning trees, Information Processing Letters 4 (1975).
 */
#ifndef POLICY_ORDER_H
#define POLICY_ORDER_H

#include "policy/rails.h"

struct order {
	struct rails rails;
	struct rail_entry *heap;
	uint32_t heaped, cap; /* of the heap */
	uint32_t n;           /* of all */
	int64_t front, back;  /* places given out at either end */
};

void order_fini(struct order *o);
void order_copy(struct order *dst, const struct order *src);

/* A place behind, or before, all that were given out. */
static inline int64_t order_behind(struct order *o)
{
	return ++o->back;
}

static inline int64_t order_before(struct order *o)
{
	return --o->front;
}

void order_push(struct order *o, int64_t key, int64_t place, uint32_t who);

/* Takes off the first; there is one. */
struct rail_entry order_pop(struct order *o);

/* The first, left where it is, or NULL. */
const struct rail_entry *order_first(const struct order *o);

#endif
