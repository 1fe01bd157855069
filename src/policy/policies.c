/* SPDX-License-Identifier: MIT */
/*
 * The table of policies.
 */
#include "policy/policies.h"

const struct policy *const policies[SETUP_POLICIES] = {
	[POLICY_FCFS] = &policy_fcfs,     [POLICY_SJF] = &policy_sjf,
	[POLICY_SRTF] = &policy_srtf,     [POLICY_RING] = &policy_ring,
	[POLICY_RR] = &policy_rr,         [POLICY_PRIORITY] = &policy_priority,
	[POLICY_FIFO99] = &policy_fifo99, [POLICY_RR99] = &policy_rr99,
	[POLICY_MLFQ] = &policy_mlfq,     [POLICY_LOTTERY] = &policy_lottery,
	[POLICY_STRIDE] = &policy_stride, [POLICY_CFS] = &policy_cfs,
	[POLICY_EEVDF] = &policy_eevdf,   [POLICY_EDF] = &policy_edf,
	[POLICY_RM] = &policy_rm,
};
