/* SPDX-License-Identifier: MIT */
/*
 * Progress: the first word after a second, then ten times a second.
 */
#include "cli/progress.h"

#include "base/i18n.h"

#include <stdio.h>
#include <time.h>
#include <unistd.h>

#define SECOND INT64_C(1000000000)

static int64_t clock_now(void)
{
	struct timespec now;

	clock_gettime(CLOCK_MONOTONIC, &now);
	return (int64_t)now.tv_sec * SECOND + now.tv_nsec;
}

void progress_begin(struct progress *p)
{
	*p = (struct progress){.is_wanted = isatty(STDERR_FILENO) == 1};
	if (p->is_wanted)
		p->next = clock_now() + SECOND;
}

void progress_tell(struct progress *p, const char *setup, uint64_t events)
{
	int64_t now;

	if (!p->is_wanted)
		return;
	now = clock_now();
	if (now < p->next)
		return;
	p->next = now + SECOND / 10;
	p->is_shown = true;
	fputs("\r\033[K", stderr);
	fprintf(stderr, _("%s: %llu events"), setup,
		(unsigned long long)events);
	fflush(stderr);
}

void progress_end(struct progress *p)
{
	if (p->is_shown)
		fputs("\r\033[K", stderr);
}
