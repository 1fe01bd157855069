/* SPDX-License-Identifier: MIT */
/*
 * Durations: signed 64-bit counts of nanoseconds, read and written exactly.
 * Nothing here wraps or rounds: what does not fit is an error.
 */
#ifndef TT_BASE_DUR_H
#define TT_BASE_DUR_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum dur_unit {
	DUR_NS,
	DUR_US,
	DUR_MS,
	DUR_S,
	DUR_MIN,
	DUR_H,
	DUR_UNITS /* how many */
};

enum dur_status {
	DUR_OK,
	DUR_NO_NUMBER, /* does not begin with a digit, or ends in a point */
	DUR_BAD_UNIT,  /* what follows the number is no unit */
	DUR_TOO_FINE,  /* a part of a nanosecond */
	DUR_TOO_LONG   /* more than 2^63 - 1 ns, some 292 years */
};

/* Nanoseconds in a unit, and its name: ns us ms s min h. */
int64_t dur_unit_ns(enum dur_unit unit);
const char *dur_unit_name(enum dur_unit unit);

/* The unit called by the LEN bytes at TEXT; false if none is. */
bool dur_unit_find(const char *text, size_t len, enum dur_unit *unit);

/* Sums and products; false, and *OUT unset, where they do not fit. */
bool dur_add(int64_t a, int64_t b, int64_t *out);
bool dur_mul(int64_t a, int64_t b, int64_t *out);

/* Reads `5`, `1.5s`, `100 ms`: digits, a point and digits if there are
 * any, a unit, or UNIT where there is none; blanks may stand before it. */
enum dur_status dur_parse(const char *text, size_t len, enum dur_unit unit,
			  int64_t *out);

/*
 * Appends NS, exact, as a reader would say it: "8 min", "1.5 s", "-300 ms".
 * UNIT is taken if it makes 1 up to 999 of NS with at most three decimals,
 * else the largest unit that needs no more than it may have: one in hours and
 * minutes, three in the others. Zero is "0 UNIT". POINT is the language's
 * decimal sign, "." or ","; the unit's name is in the reader's language.
 */
void dur_format(struct str *out, int64_t ns, enum dur_unit unit,
		const char *point);

/* The number alone: NS in UNIT, exact, without trailing zeros. In minutes and
 * hours it may have no end ("0.33..."): false then, and nothing is added. */
bool dur_format_in(struct str *out, int64_t ns, enum dur_unit unit,
		   const char *point);

#endif
