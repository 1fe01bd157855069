/* SPDX-License-Identifier: MIT */
/*
 * The scheduling policies there are, by enum setup_policy.
 */
#ifndef POLICY_POLICIES_H
#define POLICY_POLICIES_H

#include "vos/policy.h"

extern const struct policy policy_fcfs;
extern const struct policy policy_rr;

extern const struct policy *const policies[];

#endif
