/* SPDX-License-Identifier: MIT */
/*
 * Where results go: standard output, or a file that appears whole or not at
 * all.  What it replaces stays until output_close() has succeeded.
 */
#ifndef APP_OUTPUT_H
#define APP_OUTPUT_H

#include <stdbool.h>
#include <stddef.h>

struct output;

/* PATH, or standard output where it is NULL or "-".  A plain file is written
 * beside its place and moved there at the end; anything else (a device, a
 * pipe) as it stands.  NULL if it cannot be: errno says why. */
struct output *output_open(const char *path);

/* Would something be replaced? */
bool output_is_there(const char *path);

/* Writes all n bytes; 0, or an errno.  Has the shape of a sink's write. */
int output_write(void *output, const char *bytes, size_t n);

/* Everything was written: closes, and puts the file in its place.  0, or an
 * errno: then nothing is in its place.  Frees the output. */
int output_close(struct output *output);

/* Nothing shall stay of it.  Frees the output. */
void output_drop(struct output *output);

#endif
