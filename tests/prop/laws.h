/* SPDX-License-Identifier: MIT */
/*
 * What holds of every trace, whatever the scenario: who may do what when.
 * They look at events alone and share no code with the engine.
 */
#ifndef PROP_LAWS_H
#define PROP_LAWS_H

#include "base/str.h"
#include "runtime/run.h"

#include <stdbool.h>

enum { EVENTS_MAX = 20000 }; /* of a run */

/* One run that is being looked at. */
struct looked {
	const struct program *program;
	const struct setup *setup;
	struct run *run;
	bool well;          /* it ended, and well: it was not cut */
	struct str *faults; /* a line each, with the time and the event */
};

struct law {
	const char *name;
	void (*look)(struct looked *l);
};

extern const struct law laws[];
extern const int n_laws;

void fault(struct looked *l, uint64_t event, const char *what);

#endif
