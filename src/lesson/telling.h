/* SPDX-License-Identifier: MIT */
/*
 * A sentence about a run, put together piece by piece: what stands at each of
 * its places first, then the sentence.
 *
 * Zeroed but for its showing; tell_...() as often as there are places; tell(),
 * which leaves it empty again.
 */
#ifndef LESSON_TELLING_H
#define LESSON_TELLING_H

#include "story/fill.h"
#include "story/showing.h"

enum { TELLING_PLACES = 6 };

struct telling {
	const struct showing *showing;
	struct str words[TELLING_PLACES];
	const char *places[TELLING_PLACES];
	size_t n;
};

void tell_task(struct telling *t, const char *place, uint32_t copy);
void tell_actor(struct telling *t, const char *place, uint32_t actor);
void tell_dur(struct telling *t, const char *place, int64_t ns);
void tell_count(struct telling *t, const char *place, int64_t n);
void tell_text(struct telling *t, const char *place, const char *text);

/* Appends the sentence, behind a blank if something stands there already. */
void tell(struct str *out, struct telling *t, const char *sentence);

/* Does without it, and leaves it empty. */
void tell_nothing(struct telling *t);

#endif
