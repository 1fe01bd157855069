/* SPDX-License-Identifier: MIT */
/*
 * Who wakes up when, round and round: names by their phase in a period, those
 * of one phase as they came.  Every question and change costs O(log n).
 *
 * A treap: ordered by phase and place, a heap by a hash of the place.
 * Source: Seidel, Aragon, Randomized search trees, Algorithmica 16 (1996).
 */
#ifndef RUNTIME_PHASES_H
#define RUNTIME_PHASES_H

#include "vos/machine.h"

struct phase {
	int64_t phase;
	uint64_t place; /* no two have the same */
	uint32_t who;
	uint32_t left, right; /* in the tree, or NONE */
};

struct phases {
	struct pool nodes; /* struct phase */
	uint32_t root;
};

void phases_init(struct phases *p);
void phases_fini(struct phases *p);
void phases_copy(struct phases *dst, const struct phases *src);

void phases_add(struct phases *p, int64_t phase, uint64_t place, uint32_t who);
/* It is there. */
void phases_del(struct phases *p, int64_t phase, uint64_t place);

/* The first of the next phase after this one, or NULL if that is the last. */
const struct phase *phases_after(const struct phases *p, int64_t phase);

#endif
