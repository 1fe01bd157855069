/* SPDX-License-Identifier: MIT */
/*
 * Numbers by index, their sum, and whose share a point of it falls into.
 * A tree in which 16 neighbours have one sum: a change, or a search, looks at a
 * cache line or two a level.  A zeroed struct sums is empty.
 *
 * Source: Fenwick, A new data structure for cumulative frequency tables,
 * Software: Practice and Experience 24 (1994), with nodes of 16 instead of 2.
 */
#ifndef POLICY_SUMS_H
#define POLICY_SUMS_H

#include <stdint.h>

#define SUMS_LEVELS 9 /* of 16: all there could be */

struct sums {
	int64_t *level[SUMS_LEVELS]; /* see sums.c */
	uint32_t cap;                /* numbers, a multiple of 16 */
	uint32_t levels;
	int64_t total;
};

void sums_fini(struct sums *s);
void sums_copy(struct sums *dst, const struct sums *src);

/* A number that was added to. */
int64_t sums_get(const struct sums *s, uint32_t i);

/* Adds to a number, which is 0 at first. */
void sums_add(struct sums *s, uint32_t i, int64_t n);

/* The first with whom the sum of numbers passes `point`, 0 <= point < total. */
uint32_t sums_find(const struct sums *s, int64_t point);

#endif
