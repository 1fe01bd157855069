/* SPDX-License-Identifier: MIT */
/*
 * How many ends of its quantum a thread outlasts, one like the other: the first
 * at which it would have to give way is searched for, not stepped to.
 */
#ifndef POLICY_OUTLAST_H
#define POLICY_OUTLAST_H

#include "vos/policy.h"

/* Would it go on at the end of a quantum, had it run so many ns more by then?
 * Once it would not, it never would again. */
typedef bool stays_fn(struct machine *m, struct thread *th, int64_t ran);

/* Of `most` ends of a quantum of so many ns each, how many it outlasts. */
int64_t outlast_search(struct machine *m, struct thread *th, int64_t quantum,
		       int64_t most, stays_fn *stays);

#endif
