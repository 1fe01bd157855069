/* SPDX-License-Identifier: MIT */
/*
 * Random numbers from one mixing function, SplitMix64's.
 * Only unsigned 64-bit arithmetic, so that the bits agree everywhere.
 */
#include "base/rng.h"

#include "base/must.h"

/* 2^64 divided by the golden ratio, odd. */
#define RNG_STEP UINT64_C(0x9e3779b97f4a7c15)

/* A bijection of 64 bits in which each input bit reaches all others. */
static uint64_t rng_mix(uint64_t x)
{
	x = (x ^ (x >> 30)) * UINT64_C(0xbf58476d1ce4e5b9);
	x = (x ^ (x >> 27)) * UINT64_C(0x94d049bb133111eb);
	return x ^ (x >> 31);
}

uint64_t rng_draw(uint64_t seed, uint32_t task, uint32_t copy, uint64_t k)
{
	uint64_t who = (uint64_t)task << 32 | copy;
	uint64_t x = rng_mix(seed + RNG_STEP);

	x = rng_mix((x ^ who) + RNG_STEP);
	return rng_mix((x ^ k) + RNG_STEP);
}

int64_t rng_between(uint64_t seed, uint32_t task, uint32_t copy, uint64_t k,
		    int64_t lo, int64_t hi)
{
	struct rng rng = {rng_draw(seed, task, copy, k)};
	uint64_t span = (uint64_t)hi - (uint64_t)lo + 1;
	uint64_t x;

	must(lo <= hi);
	x = span ? rng_below(&rng, span) : rng_next(&rng);
	x += (uint64_t)lo;
	return x <= INT64_MAX ? (int64_t)x : -(int64_t)~x - 1;
}

void rng_init(struct rng *rng, uint64_t seed, uint64_t name)
{
	rng->state = rng_mix(rng_mix(seed + RNG_STEP) ^ name);
}

uint64_t rng_next(struct rng *rng)
{
	rng->state += RNG_STEP;
	return rng_mix(rng->state);
}

/* The last multiple of N is incomplete: what falls into it is drawn anew. */
uint64_t rng_below(struct rng *rng, uint64_t n)
{
	uint64_t x, rest;

	must(n > 0);
	do {
		x = rng_next(rng);
		rest = x % n;
	} while (x - rest > 0 - n);
	return rest;
}
