/* SPDX-License-Identifier: MIT */
/*
 * Reading a file, or standard input, up to a limit.
 * One byte more than the limit is asked for, to know that there is more.
 */
#include "app/load.h"

#include <errno.h>
#include <stdbool.h>
#include <stdio.h>
#include <string.h>

enum { PIECE = 16 * 1024 };

static enum load_status read_all(FILE *from, size_t limit, struct str *out)
{
	char piece[PIECE];
	size_t left = limit + 1, n;

	do {
		n = fread(piece, 1, left < sizeof piece ? left : sizeof piece,
			  from);
		str_addn(out, piece, n);
		left -= n;
	} while (n > 0 && left > 0);
	if (ferror(from))
		return LOAD_FAILED;
	return left == 0 ? LOAD_TOO_LARGE : LOAD_OK;
}

enum load_status load_file(const char *path, size_t limit, struct str *out)
{
	bool is_stdin = strcmp(path, "-") == 0;
	FILE *from = is_stdin ? stdin : fopen(path, "rb");
	enum load_status status;
	int saved;

	if (from == NULL)
		return LOAD_FAILED;
	status = read_all(from, limit, out);
	saved = errno;
	if (!is_stdin)
		fclose(from);
	errno = saved;
	return status;
}
