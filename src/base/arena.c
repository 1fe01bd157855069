/* SPDX-License-Identifier: MIT */
/*
 * Memory given out piece by piece: chunks that double up to a limit.
 * A chunk comes zeroed from the heap and is never used twice.
 */
#include "base/arena.h"

#include "base/mem.h"

#include <stdalign.h>
#include <stdint.h>
#include <string.h>

enum {
	ARENA_FIRST = 1024,      /* bytes of the first chunk */
	ARENA_LARGEST = 1 << 18, /* and of the last ones */
	ARENA_ALIGN = alignof(max_align_t),
};

struct arena_chunk {
	struct arena_chunk *older;
	alignas(max_align_t) char bytes[];
};

/* How much the next chunk holds: as much as all before it, within limits,
 * and in any case N bytes. */
static size_t arena_next_size(const struct arena *arena, size_t n)
{
	size_t size = arena->given;

	if (size < ARENA_FIRST)
		size = ARENA_FIRST;
	if (size > ARENA_LARGEST)
		size = ARENA_LARGEST;
	return size < n ? n : size;
}

static void arena_enlarge(struct arena *arena, size_t n)
{
	size_t size = arena_next_size(arena, n);
	size_t whole = sizeof(struct arena_chunk);
	struct arena_chunk *chunk;

	whole = size > SIZE_MAX - whole ? SIZE_MAX : whole + size;
	chunk = mem_new(whole);
	chunk->older = arena->chunks;
	arena->chunks = chunk;
	arena->next = chunk->bytes;
	arena->left = size;
	arena->given += whole;
}

static void *arena_take(struct arena *arena, size_t n)
{
	char *taken;

	if (!arena->next || n > arena->left)
		arena_enlarge(arena, n);
	taken = arena->next;
	arena->next += n;
	arena->left -= n;
	return taken;
}

void *arena_alloc(struct arena *arena, size_t n)
{
	size_t skip = (uintptr_t)arena->next % ARENA_ALIGN;

	if (skip) {
		skip = ARENA_ALIGN - skip;
		arena_take(arena, skip < arena->left ? skip : arena->left);
	}
	return arena_take(arena, n);
}

void *arena_array(struct arena *arena, size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		return arena_alloc(arena, SIZE_MAX);
	return arena_alloc(arena, n * size);
}

char *arena_str(struct arena *arena, const char *text, size_t len)
{
	char *copy = arena_take(arena, len + 1);

	if (len)
		memcpy(copy, text, len);
	copy[len] = '\0';
	return copy;
}

void arena_free(struct arena *arena)
{
	struct arena_chunk *chunk = arena->chunks;

	while (chunk) {
		struct arena_chunk *older = chunk->older;

		mem_free(chunk);
		chunk = older;
	}
	*arena = (struct arena){0};
}
