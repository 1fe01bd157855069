/* SPDX-License-Identifier: MIT */
/*
 * The scheduling policies there are, by enum setup_policy.
 */
#ifndef POLICY_POLICIES_H
#define POLICY_POLICIES_H

#include "vos/policy.h"

extern const struct policy policy_cfs, policy_edf, policy_eevdf, policy_fcfs;
extern const struct policy policy_fifo99, policy_lottery, policy_mlfq;
extern const struct policy policy_priority, policy_ring, policy_rm, policy_rr,
	policy_rr99;
extern const struct policy policy_sjf, policy_srtf, policy_stride;

extern const struct policy *const policies[SETUP_POLICIES];

#endif
