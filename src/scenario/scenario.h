/* SPDX-License-Identifier: MIT */
/*
 * From the text of a scenario to a program. This is the face of the folder;
 * setups have setup_text.h.
 */
#ifndef TT_SCENARIO_SCENARIO_H
#define TT_SCENARIO_SCENARIO_H

#include "base/diag.h"
#include "sim/program.h"

#include <stdbool.h>
#include <stdint.h>

/* Limits of what one scenario may ask for. */
enum {
	SCENARIO_TEXT_MAX = 1 << 20, /* bytes */
	SCENARIO_COPIES_LESSON = 100000,
	SCENARIO_COPIES = 10000000,  /* on the command line */
	SCENARIO_SLOTS_PER_COPY = 16 /* local variables, on average */
};

/* Zeroed: as the file says, within a lesson's limits. */
struct scenario_options {
	uint32_t copies_max; /* of all tasks; 0: SCENARIO_COPIES_LESSON */
	bool has_seed;       /* SEED takes the place of the file's */
	uint64_t seed;
};

/* What the text says, or NULL: then DIAGS tell why, in the order of the text.
 * DIAGS is to be zeroed, or made ready by others' messages. OPTIONS may be
 * NULL. The program holds a copy of all it needs; program_free() it. */
struct program *scenario_compile(const struct source *source,
				 const struct scenario_options *options,
				 struct diags *diags);

/* NULL is allowed. */
void program_free(struct program *program);

#endif
