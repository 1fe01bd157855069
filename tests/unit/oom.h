/* SPDX-License-Identifier: MIT */
/*
 * Runs a piece of a test once for each allocation it makes, which fails: no
 * memory may be lost and nothing broken, whichever it is.
 */
#ifndef UNIT_OOM_H
#define UNIT_OOM_H

#include "base/mem.h"

#include <setjmp.h>
#include <stdbool.h>

static jmp_buf oom_jump;
static volatile int oom_left;

static bool oom_gate(size_t n)
{
	(void)n;
	return oom_left-- > 0;
}

static void oom_hook(size_t n)
{
	(void)n;
	longjmp(oom_jump, 1);
}

/* Calls WORK(THING), then FINI(THING), with the first allocation failing,
 * with the second, ... until WORK comes to its end. Returns how many failed. */
static inline int oom_each(void (*work)(void *thing), void (*fini)(void *thing),
			   void *thing)
{
	volatile int failed = 0;
	volatile bool done = false;

	mem_set_hook(oom_hook);
	mem_set_gate(oom_gate);
	while (!done) {
		oom_left = failed;
		if (setjmp(oom_jump) == 0) {
			work(thing);
			done = true;
		} else {
			failed++;
		}
		fini(thing);
	}
	mem_set_gate(NULL);
	mem_set_hook(NULL);
	return failed;
}

#endif
