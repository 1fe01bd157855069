/* SPDX-License-Identifier: MIT */
/*
 * Assertions that stay on in every build: must(x) says that anything else
 * is a bug of ours, never a mistake of a user. A broken one calls one hook.
 */
#ifndef TT_BASE_MUST_H
#define TT_BASE_MUST_H

#include <stdint.h>

/* The virtual time of a must() that stands where there is none. */
#define MUST_NO_TIME INT64_MIN

#define must(cond) \
	((cond) ? (void)0 : must_fail(__FILE__, __LINE__, #cond, MUST_NO_TIME))

/* As must(), telling the virtual time NOW (ns) as well; NOW is evaluated
 * only when COND is broken. */
#define must_at(cond, now) \
	((cond) ? (void)0 : must_fail(__FILE__, __LINE__, #cond, (now)))

/* The end of a switch over an enum whose cases have all returned. */
#define must_not_reach() \
	must_fail(__FILE__, __LINE__, "not reached", MUST_NO_TIME)

/* HOOK must not return; NULL puts the default back, which prints the place
 * to standard error and aborts. NOW is in ns, or MUST_NO_TIME. */
void must_set_hook(void (*hook)(const char *file, int line, const char *expr,
				int64_t now));

_Noreturn void must_fail(const char *file, int line, const char *expr,
			 int64_t now);

#endif
