/* SPDX-License-Identifier: MIT */
/*
 * Names in the order of a key in which the first whose mark is small enough is
 * found without looking at the others: every branch knows its least mark.
 *
 * Source: Seidel, Aragon, Randomized search trees, Algorithmica 16 (1996);
 * that a branch knows its least is kernel/sched/fair.c's min_vruntime_update.
 */
#ifndef POLICY_TREAP_H
#define POLICY_TREAP_H

#include "policy/rails.h"
#include "sim/program.h"

struct treap {
	struct treap_node *node; /* by name */
	uint32_t cap;
	uint32_t root; /* 1 + a name, or 0: zeroed it is empty */
};

/* Is a mark small enough?  If one is, those below it are. */
typedef bool treap_fits(const void *owner, int64_t mark);

void treap_fini(struct treap *t);
void treap_copy(struct treap *dst, const struct treap *src);

/* Adds a name that is not in it: e.who, the lower the better. */
void treap_push(struct treap *t, struct rail_entry e);

/* Takes away a name that is in it. */
void treap_del(struct treap *t, uint32_t who);

/* What was added under a name that is in it. */
const struct rail_entry *treap_entry(const struct treap *t, uint32_t who);

/* The first in order whose mark fits, or NONE. */
uint32_t treap_find(const struct treap *t, treap_fits *fits, const void *owner);

/* The first of those of the least mark, or NONE. */
uint32_t treap_find_least(const struct treap *t);

#endif
