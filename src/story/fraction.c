/* SPDX-License-Identifier: MIT */
/*
 * Fractions by way of 128-bit products, kept as two halves.
 * Plain long multiplication and division: nothing here is called often.
 */
#include "story/fraction.h"

struct wide {
	uint64_t hi, lo;
};

static struct wide multiply(uint64_t a, uint64_t b)
{
	const uint64_t low = UINT32_MAX;
	uint64_t mid = (a >> 32) * (b & low);
	uint64_t lo = (a & low) * (b & low);
	uint64_t cross = (a & low) * (b >> 32) + (lo >> 32) + (mid & low);

	return (struct wide){
		(a >> 32) * (b >> 32) + (mid >> 32) + (cross >> 32),
		cross << 32 | (lo & low),
	};
}

static struct wide add(struct wide a, uint64_t b)
{
	uint64_t lo = a.lo + b;

	return (struct wide){a.hi + (lo < b), lo};
}

/* Bit by bit; the quotient must fit. */
static uint64_t divide(struct wide n, uint64_t d)
{
	uint64_t rest = n.hi, quotient = 0;

	for (int bit = 63; bit >= 0; bit--) {
		bool carry = rest >> 63;

		rest = rest << 1 | (n.lo >> bit & 1);
		quotient <<= 1;
		if (carry || rest >= d) {
			rest -= d;
			quotient |= 1;
		}
	}
	return quotient;
}

int fraction_compare(struct fraction a, struct fraction b)
{
	struct wide x = multiply(a.num, b.den), y = multiply(b.num, a.den);

	if (x.hi != y.hi)
		return x.hi < y.hi ? -1 : 1;
	return x.lo == y.lo ? 0 : x.lo < y.lo ? -1 : 1;
}

uint64_t fraction_round(struct fraction f, uint64_t scale)
{
	struct wide n = add(multiply(f.num, scale), f.den / 2);

	return n.hi >= f.den ? UINT64_MAX : divide(n, f.den);
}
