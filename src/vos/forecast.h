/* SPDX-License-Identifier: MIT */
/*
 * Looking ahead: how much CPU a thread will need up to its next wait or its
 * end, as its program would now go on.  No real system can know that; `sjf` and
 * `srtf` are told, so that the others have something to be measured by.
 *
 * The program is run on a copy of all that it could change, with its coming
 * random draws; what others will do is not looked at: a taken lock, an empty
 * queue are waits.  After FORECAST_LIMIT statements the rest is left out.
 *
 * Source: rule S14 of turntable-setups(7).
 */
#ifndef VOS_FORECAST_H
#define VOS_FORECAST_H

#include "vos/machine.h"

#define FORECAST_LIMIT 10000

struct forecast;

struct forecast *forecast_new(void);
void forecast_free(struct forecast *f);

/* ns of CPU, what the statement under way still needs included. */
int64_t forecast_need(struct forecast *f, struct machine *m,
		      const struct thread *th);

#endif
