/* SPDX-License-Identifier: MIT */
/*
 * A run is the same however it is computed: again, in slices, up to an event of
 * it by run_at, or with every end of a quantum looked at; and, where there is
 * an interpreter's lock, on however many cores.
 */
#ifndef PROP_SAME_H
#define PROP_SAME_H

#include "prop/laws.h"

struct sameness {
	const char *name;
	void (*look)(struct looked *l, uint64_t number);
};

extern const struct sameness samenesses[];
extern const int n_samenesses;

#endif
