/* SPDX-License-Identifier: MIT */
/*
 * The random numbers of Python's `random` module, for runs that are to draw
 * what a program in Python drew: like=ostep.
 *
 * Source: Matsumoto, Nishimura, Mersenne Twister, ACM TOMACS 8 (1998): MT19937
 * with init_by_array; CPython Modules/_randommodule.c: random_seed, random.
 */
#ifndef POLICY_MERSENNE_H
#define POLICY_MERSENNE_H

#include <stdint.h>

#define MERSENNE_WORDS 624

struct mersenne {
	uint32_t word[MERSENNE_WORDS];
	uint32_t at;
};

/* As random.seed(seed) does with an integer. */
void mersenne_init(struct mersenne *mt, uint64_t seed);

/* As int(random.random() * n) gives: 0 to n - 1. */
uint64_t mersenne_below(struct mersenne *mt, uint32_t n);

#endif
