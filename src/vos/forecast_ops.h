/* SPDX-License-Identifier: MIT */
/*
 * Inside the forecast: its statements, run on the shadow of a machine.
 */
#ifndef VOS_FORECAST_OPS_H
#define VOS_FORECAST_OPS_H

#include "vos/ops.h"

extern op_fn *const forecast_ops[OP_COUNT];

/* So many ns of CPU more are needed; at most INT64_MAX in all. */
void forecast_add(struct machine *shadow, int64_t ns);

#endif
