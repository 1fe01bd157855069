/* SPDX-License-Identifier: MIT */
/*
 * Random numbers, the same on every machine and for every compiler.
 * A task's draws are a function of where they stand; policies keep streams.
 */
#ifndef TT_BASE_RNG_H
#define TT_BASE_RNG_H

#include <stdint.h>

/*
 * The K-th draw of copy COPY of task TASK: 64 random bits that depend on
 * these four and on nothing else, so that every setup gets the same work in
 * whatever order it comes to run.
 */
uint64_t rng_draw(uint64_t seed, uint32_t task, uint32_t copy, uint64_t k);

/*
 * The same draw as a number from LO to HI, both included, each equally
 * likely (LO <= HI; any two int64). One range takes exactly one K: numbers
 * that must be thrown away are replaced by others made from the draw itself.
 */
int64_t rng_between(uint64_t seed, uint32_t task, uint32_t copy, uint64_t k,
		    int64_t lo, int64_t hi);

/* A stream (SplitMix64: Steele, Lea, Flood, OOPSLA 2014). */
struct rng {
	uint64_t state;
};

/* NAME tells streams of one seed apart: any number, one a purpose. */
void rng_init(struct rng *rng, uint64_t seed, uint64_t name);

/* The next 64 bits. */
uint64_t rng_next(struct rng *rng);

/* The next number below N, each equally likely; N > 0. */
uint64_t rng_below(struct rng *rng, uint64_t n);

#endif
