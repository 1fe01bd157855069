/* SPDX-License-Identifier: MIT */
/*
 * Signed sums of products of two 64-bit numbers, in 128 bits, in plain C.
 */
#ifndef TT_BASE_WIDE_H
#define TT_BASE_WIDE_H

#include <stdbool.h>
#include <stdint.h>

/* Two's complement; zeroed it is 0. */
struct wide {
	uint64_t high, low;
};

/* w + a * b */
struct wide wide_add_mul(struct wide w, int64_t a, int64_t b);

/* a < b */
bool wide_is_less(struct wide a, struct wide b);

/* w / d, rounded down; d > 0; the result must fit. */
int64_t wide_div(struct wide w, int64_t d);

#endif
