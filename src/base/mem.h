/* SPDX-License-Identifier: MIT */
/*
 * Memory that is always there: no caller looks at a returned pointer.
 * When memory runs out one hook is called, and it does not come back.
 */
#ifndef TT_BASE_MEM_H
#define TT_BASE_MEM_H

#include <stdbool.h>
#include <stddef.h>

/* N zeroed bytes, aligned for anything; 0 is allowed. Freed by mem_free(). */
void *mem_new(size_t n);

/* A zeroed array of N elements of SIZE bytes; a product that does not fit
 * in a size_t is memory that has run out. */
void *mem_array(size_t n, size_t size);

/* An array, not zeroed, that begins on a cache line of 64 bytes. */
void *mem_array_aligned(size_t n, size_t size);

/* P (NULL: nothing yet) made N bytes long, perhaps elsewhere; what is new
 * is not set. P stays valid when the hook leaves by longjmp(). */
void *mem_grow(void *p, size_t n);

/* The same for N elements of SIZE bytes. */
void *mem_grow_array(void *p, size_t n, size_t size);

/* NULL is allowed. */
void mem_free(void *p);

/* HOOK gets the size that could not be had (SIZE_MAX: beyond all sizes) and
 * must not return; NULL puts the default, abort(), back. */
void mem_set_hook(void (*hook)(size_t n));

/* For tests and limits: GATE is asked before each allocation, and its false
 * means that memory has run out; NULL (the default) asks nobody. */
void mem_set_gate(bool (*gate)(size_t n));

#endif
