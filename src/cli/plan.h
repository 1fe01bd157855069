/* SPDX-License-Identifier: MIT */
/*
 * What is to be run: the setups asked for, read once the scenario is known,
 * since its unit counts for their numbers.
 */
#ifndef CLI_PLAN_H
#define CLI_PLAN_H

#include "base/str.h"
#include "base/vec.h"
#include "sim/program.h"
#include "vos/setup.h"

#include <stdbool.h>
#include <stdint.h>

/* As on the command line; NULL: not given. */
struct plan_wish {
	struct VEC(const char *) setups;
	const char *until;
	bool has_seed;
	uint64_t seed;
};

struct planned {
	struct str name; /* the setup in its one form */
	struct setup setup;
};

struct plan {
	struct VEC(struct planned) runs;
};

/* Reads the setups; all of them where none was asked for.  False after a
 * complaint: a name, key or value is wrong. */
bool plan_make(struct plan *plan, const struct plan_wish *wish,
	       const struct program *program);
void plan_fini(struct plan *plan);

#endif
