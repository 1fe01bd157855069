/* SPDX-License-Identifier: MIT */
/*
 * Sentences with places to fill in: "{who} works for {for}".
 * A translation may put the places in any order, or leave some out.
 */
#ifndef STORY_FILL_H
#define STORY_FILL_H

#include "base/dur.h"
#include "base/str.h"

#include <stddef.h>

/* A place's name and what stands there. */
struct fill {
	const char *name;
	const char *text;
};

/* Appends the sentence with {name} replaced; unknown places stay as they
 * are. */
void fill_add(struct str *out, const char *sentence, const struct fill *fills,
	      size_t n);

/* The sign before a number's decimals in the reader's language. */
const char *decimal_point(void);

/* The largest unit of time that is not longer than ns. */
enum dur_unit unit_of(int64_t ns);

/* Appends a time or duration for people, in the scenario's unit if it can:
 * exact, or with a ~ to the nearest thousandth of the unit where it would
 * need more than seven digits. UNIT is in ns. */
void fill_dur(struct str *out, int64_t ns, int64_t unit);

#endif
