/* SPDX-License-Identifier: MIT */
/*
 * A scenario named on the command line, read and compiled.
 * What is wrong with it is told on standard error.
 */
#ifndef CLI_SOURCE_H
#define CLI_SOURCE_H

#include "base/str.h"

#include <stdbool.h>
#include <stdint.h>

struct program;

struct scenario_file {
	struct str text;
	struct program *program;
};

/* seed: NULL for the file's own.  EXIT_DONE, or what to end with; to be closed
 * in any case. */
int scenario_open(struct scenario_file *file, const char *path,
		  const uint64_t *seed);
/* The same from a list of jobs: scenario/jobs.h. */
int scenario_from_jobs(struct scenario_file *file, const char *jobs,
		       const char *io, const uint64_t *seed);
void scenario_close(struct scenario_file *file);

/* The only operand of a command, or NULL after a complaint. */
const char *only_file(int argc, char **argv, int first);

#endif
