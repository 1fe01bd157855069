/* SPDX-License-Identifier: MIT */
/*
 * The name that was probably meant: the nearest of some candidates.
 * Near is Damerau and Levenshtein's distance: letters changed, missing, extra
 * or swapped with their neighbour.
 */
#ifndef TT_BASE_NEAR_H
#define TT_BASE_NEAR_H

#include <stddef.h>

/* Longer names have no nearest one and are nobody's. */
enum { NEAR_NAME_MAX = 64 };

/* The best so far: begin with {NAME, LEN}, offer candidates, read BEST. */
struct near {
	const char *name;
	size_t len;
	const char *best; /* NULL: none is near enough */
	size_t best_len;
	size_t best_distance;
};

/* Near enough is up to a third of the letters of NAME, rounded up, but never
 * all of them; of equally near ones the first offered stays. Upper and lower
 * case are the same letter. TEXT must outlive NEAR. */
void near_offer(struct near *near, const char *text, size_t len);

/* The nearest of N strings, or NULL. */
const char *near_find(const char *name, size_t len, const char *const *names,
		      size_t n);

/* Steps between two names, at most MOST + 1. */
size_t near_distance(const char *a, size_t a_len, const char *b, size_t b_len,
		     size_t most);

#endif
