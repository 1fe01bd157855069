/* SPDX-License-Identifier: MIT */
/*
 * 128 bits as two halves; products by schoolbook multiplication.
 */
#include "base/wide.h"

#include "base/must.h"

static struct wide add(struct wide a, struct wide b)
{
	a.low += b.low;
	a.high += b.high + (a.low < b.low);
	return a;
}

static struct wide negated(struct wide a)
{
	return (struct wide){~a.high + (a.low == 0), ~a.low + 1};
}

static uint64_t size_of(int64_t a)
{
	return a < 0 ? ~(uint64_t)a + 1 : (uint64_t)a;
}

static struct wide mul(uint64_t a, uint64_t b)
{
	const uint64_t mask = UINT32_MAX;
	uint64_t low = (a & mask) * (b & mask);
	uint64_t mid = (a >> 32) * (b & mask) + (low >> 32);
	uint64_t other = (a & mask) * (b >> 32) + (mid & mask);

	return (struct wide){(a >> 32) * (b >> 32) + (mid >> 32) +
				     (other >> 32),
			     other << 32 | (low & mask)};
}

struct wide wide_add_mul(struct wide w, int64_t a, int64_t b)
{
	struct wide product = mul(size_of(a), size_of(b));

	return add(w, (a < 0) != (b < 0) ? negated(product) : product);
}

static bool is_negative(struct wide w)
{
	return w.high >> 63;
}

bool wide_is_less(struct wide a, struct wide b)
{
	const uint64_t sign = UINT64_C(1) << 63;

	if (a.high != b.high)
		return (a.high ^ sign) < (b.high ^ sign);
	return a.low < b.low;
}

/* Long division, a bit at a time. */
int64_t wide_div(struct wide w, int64_t d)
{
	struct wide rest = is_negative(w) ? negated(w) : w;
	uint64_t by = (uint64_t)d, high = 0, quotient = 0;

	must(d > 0 && rest.high < by);
	high = rest.high;
	for (int i = 63; i >= 0; i--) {
		high = high << 1 | (rest.low >> i & 1);
		quotient <<= 1;
		if (high >= by) {
			high -= by;
			quotient |= 1;
		}
	}
	must(quotient <= INT64_MAX);
	if (is_negative(w))
		return -(int64_t)quotient - (high > 0);
	return (int64_t)quotient;
}
