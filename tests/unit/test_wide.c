/* SPDX-License-Identifier: MIT */
/*
 * 128 bits in two halves: products, signs, comparison, division.
 */
#include "base/wide.h"

#include "base/rng.h"
#include "unit/unit.h"

static const struct wide zero;

START_TEST(products_have_their_sign)
{
	struct wide w = wide_add_mul(zero, INT64_MAX, INT64_MAX);

	ck_assert_uint_eq(w.high, UINT64_C(0x3fffffffffffffff));
	ck_assert_uint_eq(w.low, 1);
	w = wide_add_mul(w, INT64_MAX, -INT64_MAX);
	ck_assert_uint_eq(w.high | w.low, 0);
	w = wide_add_mul(zero, INT64_MIN, 1);
	ck_assert_uint_eq(w.high, UINT64_MAX);
	ck_assert_uint_eq(w.low, UINT64_C(1) << 63);
	w = wide_add_mul(zero, INT64_MIN, INT64_MIN);
	ck_assert_uint_eq(w.high, UINT64_C(1) << 62);
}
END_TEST

START_TEST(sums_are_compared_and_divided)
{
	struct rng rng;

	rng_init(&rng, 5, 0);
	for (int i = 0; i < 20000; i++) {
		int64_t a = (int64_t)rng_next(&rng) >> (i % 32);
		int64_t b = (int64_t)(rng_next(&rng) >> (33 + i % 28)) + 1;
		int64_t rest = (int64_t)rng_below(&rng, (uint64_t)b);
		struct wide w = wide_add_mul(wide_add_mul(zero, a, b), rest, 1);

		ck_assert_int_eq(wide_div(w, b), a);
		ck_assert(!wide_is_less(w, w));
		ck_assert(wide_is_less(w, wide_add_mul(w, 1, 1)));
		ck_assert(wide_is_less(wide_add_mul(w, -b, 1), w));
	}
}
END_TEST

START_TEST(below_zero_is_below)
{
	struct wide minus = wide_add_mul(zero, -1, 1);

	ck_assert(wide_is_less(minus, zero));
	ck_assert(!wide_is_less(zero, minus));
	ck_assert_int_eq(wide_div(minus, 1000), -1);
	ck_assert_int_eq(wide_div(wide_add_mul(zero, -7, 3), 2), -11);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("wide");
	TCase *tests = tcase_create("wide");

	tcase_add_test(tests, products_have_their_sign);
	tcase_add_test(tests, sums_are_compared_and_divided);
	tcase_add_test(tests, below_zero_is_below);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
