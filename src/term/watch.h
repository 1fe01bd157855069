/* SPDX-License-Identifier: MIT */
/*
 * Whether a file has been saved.  Its folder is watched, for most editors put a
 * new file in the place of the old.
 */
#ifndef TERM_WATCH_H
#define TERM_WATCH_H

#include <stdbool.h>

/* A descriptor to poll, or -1 if it cannot be watched. */
int watch_open(const char *path);

/* Reads what there is to read; true if PATH was among it. */
bool watch_read(int fd, const char *path);

#endif
