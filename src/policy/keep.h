/* SPDX-License-Identifier: MIT */
/*
 * What a policy keeps: the ready threads in its order, and a record for each
 * thread.  A policy's own state begins with a struct keep, is made by keep_new,
 * and gets keep_copy and keep_free for its hooks; the rest of it is plain data.
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

/* A zeroed state of size bytes, with records of so many. */
void *keep_new(size_t size, size_t record);
void *keep_copy(const void *state);
void keep_free(void *state);

/* The record of a thread. */
void *keep_record(const struct machine *m, const struct thread *th);

/* Into the order, behind those of an equal key, or before them if it was
 * interrupted. */
void keep_push(struct machine *m, struct thread *th, int64_t key,
	       enum ready_why why);

/* Takes off the first: because of `because`, or it was alone. */
struct thread *keep_pop(struct machine *m, enum rule because, enum rule *rule,
			enum tie *tie);

/* The policy's `first`. */
struct thread *keep_first(struct machine *m);

/* The policy's `move`: takes over the record. */
void keep_move(struct machine *m, const struct thread *th, const void *from);

/* Is anybody ready whose key is as good as this one? */
bool keep_has_equal(const struct machine *m, int64_t key);

#endif
