/* SPDX-License-Identifier: MIT */
/*
 * What a policy keeps: the ready threads in its order, and a record for each
 * thread.  A policy's own state begins with a struct keep, and its hooks are
 * those of here; what else is in it is plain data.
 */
#ifndef POLICY_KEEP_H
#define POLICY_KEEP_H

#include "policy/order.h"
#include "vos/policy.h"

#include <stddef.h>

struct keep {
	size_t size; /* of the whole state */
	struct order order;
	struct pool records; /* by thread, zeroed at first */
};

/* A policy's hooks.  The state is zeroed, of state_size bytes, with records of
 * record_size; whose own `begin` wants more of it calls this one first. */
void keep_begin(struct machine *m);
void *keep_copy(const void *state);
void keep_free(void *state);

/* The record of a thread. */
void *keep_record(const struct machine *m, const struct thread *th);

/* Into the order, behind those of an equal key, or before them if it was
 * interrupted. */
void keep_push(struct machine *m, struct thread *th, int64_t key,
	       enum ready_why why);

/* The policy's `pick`: takes off the first, because of its first_rule, or it is
 * alone. */
struct thread *keep_pick(struct machine *m, enum rule *rule, enum tie *tie);

/* The policy's `first`. */
struct thread *keep_first(struct machine *m);

/* The policy's `move`: takes over the record. */
void keep_move(struct machine *m, const struct thread *th, const void *from);

/* Is anybody ready whose key is as good as this one? */
bool keep_has_equal(const struct machine *m, int64_t key);

#endif
