/* SPDX-License-Identifier: MIT */
/*
 * The table of weights, and arithmetic that is exact.
 */
#include "policy/weight.h"

static const int32_t weights[] = {
	88761, 71755, 56483, 46273, 36291, 29154, 23254, 18705, 14949, 11916,
	9548,  7620,  6100,  4904,  3906,  3121,  2501,  1991,  1586,  1277,
	1024,  820,   655,   526,   423,   335,   272,   215,   172,   137,
	110,   87,    70,    56,    45,    36,    29,    23,    18,    15,
};

int64_t weight_of_nice(int64_t nice)
{
	return weights[nice + 20];
}

int64_t weight_of(const struct machine *m, const struct thread *th)
{
	const struct prog_task *decl = thread_decl(m, th);

	return weight_of_nice(decl ? decl->nice : 0);
}

int64_t tickets_of(const struct machine *m, const struct thread *th)
{
	const struct prog_task *decl = thread_decl(m, th);

	return decl ? decl->tickets : 1;
}

int64_t virtual_time(int64_t from, int64_t ran, int64_t share)
{
	int64_t t;

	if (__builtin_add_overflow(from, mul_div(ran, WEIGHT_NICE_0, share),
				   &t))
		return INT64_MAX;
	return t;
}

int64_t mul_div(int64_t a, int64_t b, int64_t c)
{
	int64_t whole;

	if (__builtin_mul_overflow(a / c, b, &whole) ||
	    __builtin_add_overflow(whole, a % c * b / c, &whole))
		return INT64_MAX;
	return whole;
}
