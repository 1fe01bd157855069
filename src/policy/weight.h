/* SPDX-License-Identifier: MIT */
/*
 * Shares: by tickets, or by Linux's weights of nice values, in which a step is
 * a tenth of the CPU between two threads, a factor of 1.25; and time scaled by
 * them.
 *
 * Source: sched_prio_to_weight, kernel/sched/core.c; calc_delta_fair,
 * kernel/sched/fair.c.
 */
#ifndef POLICY_WEIGHT_H
#define POLICY_WEIGHT_H

#include "vos/policy.h"

#define WEIGHT_NICE_0 1024

/* nice is -20 to 19. */
int64_t weight_of_nice(int64_t nice);

/* By the `nice` of its task. */
int64_t weight_of(const struct machine *m, const struct thread *th);

/* The `tickets` of its task. */
int64_t tickets_of(const struct machine *m, const struct thread *th);

/* a * b / c, rounded down; a >= 0, 0 < b and c < 2^34; INT64_MAX if beyond. */
int64_t mul_div(int64_t a, int64_t b, int64_t c);

/* A virtual clock that stood at `from` and has gone on for `ran` ns, at 1024 a
 * `share` ns.  It is read off the whole way, so that it is no matter how often
 * it is looked at: parts, rounded one by one, would add up to less. */
int64_t virtual_time(int64_t from, int64_t ran, int64_t share);

#endif
