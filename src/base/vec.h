/* SPDX-License-Identifier: MIT */
/*
 * A growable array of any type: { pointer, length, room }, zero is empty.
 * The macros name their vector V more than once: give them no side effects.
 *
 *	struct VEC(int) ids = {0};           a vector of its own
 *	struct tokens VEC(struct token);     a type to hand around
 *	vec_push(&ids, 7);
 *	for (size_t i = 0; i < ids.len; i++)
 *		use(ids.at[i]);
 *	vec_fini(&ids);
 *
 * Elements move when it grows: keep indexes, not pointers. When memory runs
 * out while it grows, the vector is as it was.
 */
#ifndef TT_BASE_VEC_H
#define TT_BASE_VEC_H

#include "base/mem.h"
#include "base/must.h"

#include <stddef.h>

/* clang-format off */
#define VEC(type) { type *at; size_t len; size_t room; }
/* clang-format on */

/* Makes room for N elements in all. */
#define vec_reserve(v, n)                                                 \
	((n) <= (v)->room                                                 \
		 ? (void)0                                                \
		 : (void)((v)->at = vec_enlarge((v)->at, &(v)->room, (n), \
						sizeof *(v)->at)))

/* Appends a value, which may be an element of V itself. */
#define vec_push(v, ...)               \
	(vec_reserve(v, (v)->len + 1), \
	 (void)((v)->at[(v)->len] = (__VA_ARGS__)), (void)(v)->len++)

/* Appends a zeroed element and gives its address. */
#define vec_add(v)                                        \
	(vec_reserve(v, (v)->len + 1),                    \
	 vec_zero((v)->at, (v)->len, 1, sizeof *(v)->at), \
	 (v)->at + (v)->len++)

/* Appends N zeroed elements. */
#define vec_extend(v, n)                                    \
	(vec_reserve(v, (v)->len + (n)),                    \
	 vec_zero((v)->at, (v)->len, (n), sizeof *(v)->at), \
	 (void)((v)->len += (n)))

/* The last element, removed; as an expression. */
#define vec_pop(v) (must((v)->len), (v)->at[--(v)->len])

/* The last element, in place. */
#define vec_last(v) (must((v)->len), (v)->at + (v)->len - 1)

/* Opens a zeroed place at index I and gives its address, as a void *; what
 * stood from I on moves up. */
#define vec_insert(v, i)               \
	(vec_reserve(v, (v)->len + 1), \
	 vec_open((v)->at, &(v)->len, (i), sizeof *(v)->at))

/* Removes the element at I; what stood behind it moves down, in order. */
#define vec_del(v, i) vec_close((v)->at, &(v)->len, (i), sizeof *(v)->at)

/* Empty, its room kept. */
#define vec_clear(v) ((void)((v)->len = 0))

/* Empty, its memory given back; it may be used again. */
#define vec_fini(v) \
	(mem_free((v)->at), (v)->at = NULL, (void)((v)->len = (v)->room = 0))

/* The macros' tools. vec_enlarge() gives AT grown to at least N elements
 * of SIZE bytes, by half again, and sets *ROOM once it has succeeded. */
void *vec_enlarge(void *at, size_t *room, size_t n, size_t size);
void vec_zero(void *at, size_t from, size_t n, size_t size);
void *vec_open(void *at, size_t *len, size_t i, size_t size);
void vec_close(void *at, size_t *len, size_t i, size_t size);

#endif
