/* SPDX-License-Identifier: MIT */
/*
 * Linux tells a process its own path as a link in /proc.
 */
#include "app/beside.h"

#include <string.h>
#include <unistd.h>

enum { PATH_ROOM = 4096 };

bool beside_program(struct str *out, const char *name)
{
	char path[PATH_ROOM];
	ssize_t n = readlink("/proc/self/exe", path, sizeof path);

	str_clear(out);
	while (n > 0 && path[n - 1] != '/')
		n--;
	if (n <= 0)
		return false;
	str_addn(out, path, (size_t)n);
	str_add(out, name);
	return true;
}
