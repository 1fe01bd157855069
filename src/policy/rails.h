/* SPDX-License-Identifier: MIT */
/*
 * Lines side by side, called rails, each in order of itself: a name is appended
 * to one whose last it does not precede, and the first of all is the first of
 * one of them.  Ready threads mostly come so: those of one priority, or of one
 * weight, in the order they are to go.  Then nothing is searched for or moved,
 * whatever their number; who fits onto no rail is the caller's.
 *
 * Source: patience sorting: Mallows, Problem 62-2, SIAM Review 5 (1963).
 */
#ifndef POLICY_RAILS_H
#define POLICY_RAILS_H

#include <stdbool.h>
#include <stdint.h>

#define RAILS 16

/* Of equal keys the lower place goes first; a line is in order of `mark` too,
 * which may be 0 for all. */
struct rail_entry {
	int64_t key, place, mark;
	uint32_t who;
};

struct rail {
	struct rail_entry first, last; /* if n > 0 */
	struct rail_entry *ring;       /* all of them */
	uint32_t head, n, cap;         /* cap is a power of two */
};

/* Zeroed it is empty. */
struct rails {
	struct rail rail[RAILS];
	uint32_t n;    /* of all */
	uint32_t used; /* lines below this have been used */
	uint32_t best; /* the line whose first comes first, if n > 0 */
};

void rails_fini(struct rails *l);
void rails_copy(struct rails *dst, const struct rails *src);

/* False: it fits into none. */
bool rails_push(struct rails *l, struct rail_entry e);

/* The line whose first comes first, or RAILS if all are empty. */
static inline uint32_t rails_first(const struct rails *l)
{
	return l->n > 0 ? l->best : RAILS;
}

/* Takes the first off a line that has one. */
struct rail_entry rails_pop(struct rails *l, uint32_t rail);

static inline bool rail_precedes(const struct rail_entry *a,
				 const struct rail_entry *b)
{
	return a->key < b->key || (a->key == b->key && a->place < b->place);
}

#endif
