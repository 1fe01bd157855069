/* SPDX-License-Identifier: MIT */
/*
 * The program: picks what the first word asks for.
 * Exit codes: 0 done, 2 wrong usage.
 */
#include "config.h"

#include <stdio.h>
#include <string.h>

int main(int argc, char **argv)
{
	if (argc == 2 && strcmp(argv[1], "--version") == 0)
		return puts("turntable " PACKAGE_VERSION) < 0;
	if (argc == 2 && strcmp(argv[1], "--help") == 0)
		return puts("Usage: turntable --help | --version") < 0;
	fputs("turntable: try 'turntable --help'\n", stderr);
	return 2;
}
