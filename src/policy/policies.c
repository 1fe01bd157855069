/* SPDX-License-Identifier: MIT */
/*
 * The table of policies.
 */
#include "policy/policies.h"

const struct policy *const policies[] = {
	[POLICY_FCFS] = &policy_fcfs,
	[POLICY_RR] = &policy_rr,
};
