/* SPDX-License-Identifier: MIT */
/*
 * Assertions that stay on: what happens when one is broken.
 * The default hook is the one place below the command line that prints.
 */
#include "base/must.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>

static void (*must_hook)(const char *file, int line, const char *expr,
			 int64_t now);

void must_set_hook(void (*hook)(const char *file, int line, const char *expr,
				int64_t now))
{
	must_hook = hook;
}

static void must_print(const char *file, int line, const char *expr,
		       int64_t now)
{
	fprintf(stderr, "turntable: bug at %s:%d: must(%s)", file, line, expr);
	if (now != MUST_NO_TIME)
		fprintf(stderr, " at t=%" PRId64 " ns", now);
	fputc('\n', stderr);
}

_Noreturn void must_fail(const char *file, int line, const char *expr,
			 int64_t now)
{
	if (must_hook)
		must_hook(file, line, expr, now);
	else
		must_print(file, line, expr, now);
	abort();
}
