/* SPDX-License-Identifier: MIT */
/*
 * Files beside the program: so a program that was built and not installed, or
 * was moved away, finds what came with it.
 */
#ifndef APP_BESIDE_H
#define APP_BESIDE_H

#include "base/str.h"

#include <stdbool.h>

/*
 * Into OUT the path NAME has beside the running program, whether or not it is
 * there; false, and OUT empty, where the system does not say where that is.
 */
bool beside_program(struct str *out, const char *name);

#endif
