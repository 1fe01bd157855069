/* SPDX-License-Identifier: MIT */
/*
 * In steps that double, then by halves: where there is little to pass over, it
 * costs little.
 */
#include "policy/outlast.h"

int64_t outlast_search(struct machine *m, struct thread *th, int64_t quantum,
		       int64_t most, stays_fn *stays)
{
	int64_t passed = 0, bound = most, step = 1;

	while (passed < bound) {
		int64_t left = bound - passed;
		int64_t at = passed + (step < left ? step : left);

		machine_spend(m, 1);
		if (stays(m, th, at * quantum))
			passed = at;
		else
			bound = at - 1;
		if (bound < most)
			step = (bound - passed + 1) / 2;
		else
			step = step <= most / 2 ? 2 * step : most;
	}
	return passed;
}
