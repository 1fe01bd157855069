/* SPDX-License-Identifier: MIT */
/*
 * Memory given out piece by piece and taken back all at once.
 * A zeroed struct arena is ready for use; what it gives never moves.
 */
#ifndef TT_BASE_ARENA_H
#define TT_BASE_ARENA_H

#include <stddef.h>

struct arena {
	struct arena_chunk *chunks; /* the newest first */
	char *next;                 /* the free rest of the newest chunk */
	size_t left;
	size_t given; /* bytes held from the heap, in all */
};

/* N zeroed bytes, aligned for anything; 0 is allowed. */
void *arena_alloc(struct arena *arena, size_t n);

/* A zeroed array of N elements of SIZE bytes. */
void *arena_array(struct arena *arena, size_t n, size_t size);

/* A copy of the LEN bytes at TEXT with a NUL behind them. */
char *arena_str(struct arena *arena, const char *text, size_t len);

/* All of it given back; the arena is empty and may be used again. */
void arena_free(struct arena *arena);

#endif
