/* SPDX-License-Identifier: MIT */
/*
 * A growable array: the parts of its macros that need no type.
 * Growth is by half again, so that appending stays cheap and waste small.
 */
#include "base/vec.h"

#include <stdint.h>
#include <string.h>

enum { VEC_FIRST = 8 };

void *vec_enlarge(void *at, size_t *room, size_t n, size_t size)
{
	size_t want = *room < VEC_FIRST ? VEC_FIRST : *room;

	if (want <= SIZE_MAX / 2)
		want += *room / 2;
	if (want < n)
		want = n;
	at = mem_grow_array(at, want, size);
	*room = want;
	return at;
}

void vec_zero(void *at, size_t from, size_t n, size_t size)
{
	if (n)
		memset((char *)at + from * size, 0, n * size);
}

void *vec_open(void *at, size_t *len, size_t i, size_t size)
{
	char *place = (char *)at + i * size;

	must(i <= *len);
	memmove(place + size, place, (*len - i) * size);
	memset(place, 0, size);
	++*len;
	return place;
}

void vec_close(void *at, size_t *len, size_t i, size_t size)
{
	char *place = (char *)at + i * size;

	must(i < *len);
	--*len;
	memmove(place, place + size, (*len - i) * size);
}
