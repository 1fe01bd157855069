/* SPDX-License-Identifier: MIT */
/*
 * Reading a whole text file, or standard input where its name is "-".
 * The caller knows the name and tells what went wrong.
 */
#ifndef APP_LOAD_H
#define APP_LOAD_H

#include "base/str.h"

#include <stddef.h>

enum load_status {
	LOAD_OK,
	LOAD_FAILED,   /* errno says why */
	LOAD_TOO_LARGE /* more than `limit` bytes; no more was read */
};

/* Appends the file's bytes to `out`, which on failure holds what was read. */
enum load_status load_file(const char *path, size_t limit, struct str *out);

#endif
