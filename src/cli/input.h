/* SPDX-License-Identifier: MIT */
/*
 * Files named on the command line: read whole, and what is wrong with them
 * told on standard error.
 */
#ifndef CLI_INPUT_H
#define CLI_INPUT_H

#include "base/diag.h"
#include "base/str.h"

#include <stddef.h>

/* Appends the file's text, or standard input's if its name is "-".  EXIT_DONE,
 * or what to end with, told: TOO_LARGE beyond LIMIT bytes. */
int input_read(const char *path, size_t limit, int too_large, struct str *text);

/* What a file is called in complaints. */
const char *input_name(const char *path);

/* Tells that it cannot be read, and errno's reason; EXIT_ENVIRONMENT. */
int input_failed(const char *path);

/* Tells that it has more than LIMIT bytes; CODE. */
int input_too_large(const char *path, size_t limit, int code);

/* Tells what was found in a text, and forgets it. */
void input_tell(struct diags *diags, const struct source *source);

#endif
