/* SPDX-License-Identifier: MIT */
/*
 * Who is first: names in the order of a key, and of equal keys as they came.
 * A zeroed struct order is empty; a push or a pop costs O(log n).
 *
 * A 4-ary heap: the children of a node share a cache line.
 * Source: Johnson, Priority queues with update and finding minimum spanning
 * trees, Information Processing Letters 4 (1975).
 */
#ifndef POLICY_ORDER_H
#define POLICY_ORDER_H

#include <stdbool.h>
#include <stdint.h>

/* Of equal keys the lower place goes first. */
struct order_entry {
	int64_t key;
	int64_t place;
	uint32_t who;
};

struct order {
	struct order_entry *at;
	uint32_t n, cap;
	int64_t front, back; /* places given out at either end */
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
struct order_entry order_pop(struct order *o);

/* The first, left where it is, or NULL. */
static inline const struct order_entry *order_first(const struct order *o)
{
	return o->n > 0 ? o->at : 0;
}

#endif
