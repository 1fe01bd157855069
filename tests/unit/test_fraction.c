/* SPDX-License-Identifier: MIT */
/*
 * Fractions: compared and rounded exactly, also where products are long.
 */
#include "story/fraction.h"
#include "unit/unit.h"

static struct fraction of(uint64_t num, uint64_t den)
{
	return (struct fraction){num, den};
}

START_TEST(rounds_halves_up)
{
	ck_assert_uint_eq(fraction_round(of(1, 3), 1000), 333);
	ck_assert_uint_eq(fraction_round(of(2, 3), 1000), 667);
	ck_assert_uint_eq(fraction_round(of(1, 2), 1), 1);
	ck_assert_uint_eq(fraction_round(of(0, 7), 100), 0);
}
END_TEST

START_TEST(rounds_beyond_64_bits)
{
	ck_assert_uint_eq(fraction_round(of(UINT64_MAX, UINT64_MAX), 1000),
			  1000);
	ck_assert_uint_eq(fraction_round(of(UINT64_MAX - 1, UINT64_MAX), 1), 1);
	ck_assert_uint_eq(fraction_round(of(UINT64_C(1) << 63, 3), 3),
			  UINT64_C(1) << 63);
	ck_assert_uint_eq(fraction_round(of(UINT64_MAX, 1), 2), UINT64_MAX);
}
END_TEST

START_TEST(compares_exactly)
{
	ck_assert_int_eq(fraction_compare(of(1, 3), of(2, 6)), 0);
	ck_assert_int_eq(fraction_compare(of(1, 3), of(3333, 10000)), 1);
	ck_assert_int_eq(
		fraction_compare(of(UINT64_MAX - 1, UINT64_MAX), of(1, 1)), -1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("fraction");
	TCase *tcase = tcase_create("all");

	tcase_add_test(tcase, rounds_halves_up);
	tcase_add_test(tcase, rounds_beyond_64_bits);
	tcase_add_test(tcase, compares_exactly);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
