/* SPDX-License-Identifier: MIT */
/*
 * Memory that is always there: thin covers over calloc() and realloc().
 * The two hooks are state of the process, set before anything runs.
 */
#include "base/mem.h"

#include <stdint.h>
#include <stdlib.h>

static void (*mem_hook)(size_t n);
static bool (*mem_gate)(size_t n);

void mem_set_hook(void (*hook)(size_t n))
{
	mem_hook = hook;
}

void mem_set_gate(bool (*gate)(size_t n))
{
	mem_gate = gate;
}

static _Noreturn void mem_out(size_t n)
{
	if (mem_hook)
		mem_hook(n);
	abort();
}

/* No object may be larger than a difference of pointers can tell. */
static bool mem_may_have(size_t n)
{
	return n <= PTRDIFF_MAX && (!mem_gate || mem_gate(n));
}

static size_t mem_product(size_t n, size_t size)
{
	if (size && n > SIZE_MAX / size)
		mem_out(SIZE_MAX);
	return n * size;
}

void *mem_new(size_t n)
{
	void *p = NULL;

	if (mem_may_have(n))
		p = calloc(1, n ? n : 1);
	if (!p)
		mem_out(n);
	return p;
}

void *mem_array(size_t n, size_t size)
{
	return mem_new(mem_product(n, size));
}

void *mem_array_aligned(size_t n, size_t size)
{
	size_t bytes = (mem_product(n, size) + 63) / 64 * 64;
	void *p = NULL;

	if (mem_may_have(bytes))
		p = aligned_alloc(64, bytes ? bytes : 64);
	if (!p)
		mem_out(bytes);
	return p;
}

void *mem_grow(void *p, size_t n)
{
	void *grown = NULL;

	if (mem_may_have(n))
		grown = realloc(p, n ? n : 1);
	if (!grown)
		mem_out(n);
	return grown;
}

void *mem_grow_array(void *p, size_t n, size_t size)
{
	return mem_grow(p, mem_product(n, size));
}

void mem_free(void *p)
{
	free(p);
}
