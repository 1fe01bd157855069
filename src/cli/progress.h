/* SPDX-License-Identifier: MIT */
/*
 * Word of a run that takes longer than a second, on standard error where that
 * is a terminal: one line, rewritten, and gone in the end.
 */
#ifndef CLI_PROGRESS_H
#define CLI_PROGRESS_H

#include <stdbool.h>
#include <stdint.h>

struct progress {
	bool is_wanted;
	bool is_shown;
	int64_t next; /* when to say something, ns of the system's clock */
};

void progress_begin(struct progress *p);

/* What has been computed so far; cheap to call. */
void progress_tell(struct progress *p, const char *setup, uint64_t events);

void progress_end(struct progress *p);

#endif
