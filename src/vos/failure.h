/* SPDX-License-Identifier: MIT */
/*
 * Failures on their way: a number below the program's n_failures is a plain
 * one (enum failure, then the scenario's names); above that it is a group with
 * its members (ExceptionGroup), kept in the machine.
 */
#ifndef VOS_FAILURE_H
#define VOS_FAILURE_H

#include "vos/machine.h"

/* Makes a group of n failures (n >= 1) in this order. */
uint32_t failure_group(struct machine *m, const uint32_t *members, uint32_t n);

static inline bool failure_is_group(const struct machine *m, uint32_t failure)
{
	return failure >= m->prog->n_failures;
}

/* The plain name's number: FAILURE_GROUP for a group. */
uint32_t failure_name(const struct machine *m, uint32_t failure);

/* For an event: actor of the name; *text is the offset + 1 of the members'
 * text "a, b, failures[c]" for a group, else 0. */
uint32_t failure_actor(struct machine *m, uint32_t failure, int64_t *text);

#endif
