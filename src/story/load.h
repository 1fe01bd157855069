/* SPDX-License-Identifier: MIT */
/*
 * How much of a core periodic tasks ask for, and up to what a real-time policy
 * is sure to meet their deadlines: the utilisation bound.
 *
 * A task is periodic if its copies come `every` so often; what one takes is the
 * most CPU any of its copies had.  The bound holds on one core for jobs due by
 * the next release.
 *
 * Source: Liu, Layland, J. ACM 20 (1973), theorems 5 and 7.
 */
#ifndef STORY_LOAD_H
#define STORY_LOAD_H

#include "sim/program.h"
#include "story/metrics.h"
#include "vos/setup.h"

struct load {
	uint32_t tasks; /* periodic ones; 0: nothing to tell */
	int64_t asked;  /* the sum of work / every, in millionths */
	int64_t bound;  /* in millionths; 0: there is none for this setup */
};

/* The tasks of a run under the policies edf and rm. */
struct load load_of(const struct program *program, const struct setup *setup,
		    const struct metrics *metrics);

#endif
