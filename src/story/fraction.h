/* SPDX-License-Identifier: MIT */
/*
 * Exact fractions of unsigned 64-bit numbers, rounded by integer arithmetic.
 * A denominator of 0 means: there is no such figure.
 */
#ifndef STORY_FRACTION_H
#define STORY_FRACTION_H

#include <stdbool.h>
#include <stdint.h>

struct fraction {
	uint64_t num, den;
};

static inline struct fraction fraction_of(uint64_t whole)
{
	return (struct fraction){whole, 1};
}

static inline bool fraction_is_known(struct fraction f)
{
	return f.den != 0;
}

/* -1, 0, 1 as a is less than, equal to or more than b; both known. */
int fraction_compare(struct fraction a, struct fraction b);

/* f * scale, rounded, halves up; UINT64_MAX if it does not fit.  f is known. */
uint64_t fraction_round(struct fraction f, uint64_t scale);

#endif
