/* SPDX-License-Identifier: MIT */
/*
 * Random numbers: the same everywhere, without bias, apart from each other.
 */
#include "base/rng.h"

#include "unit/unit.h"

#include <signal.h>
#include <stdio.h>

START_TEST(the_stream_is_splitmix64)
{
	/* The published sequence of the state 1234567. */
	static const uint64_t known[] = {
		UINT64_C(6457827717110365317), UINT64_C(3203168211198807973),
		UINT64_C(9817491932198370423), UINT64_C(4593380528125082431),
		UINT64_C(16408922859458223821)};
	struct rng rng = {1234567};

	for (int i = 0; i < 5; i++)
		ck_assert_uint_eq(rng_next(&rng), known[i]);
}
END_TEST

START_TEST(draws_never_change)
{
	ck_assert_uint_eq(rng_draw(0, 0, 0, 0), UINT64_C(2558736989570252433));
	ck_assert_uint_eq(rng_draw(7, 1, 2, 3), UINT64_C(18433536605025543084));
	ck_assert_int_eq(rng_between(7, 1, 2, 3, 3, 5), 4);
	ck_assert_int_eq(rng_between(7, 1, 2, 4, -1000000, 1000000), 825878);
}
END_TEST

START_TEST(draws_depend_on_each_argument)
{
	uint64_t x = rng_draw(1, 2, 3, 4);

	ck_assert_uint_eq(x, rng_draw(1, 2, 3, 4));
	ck_assert_uint_ne(x, rng_draw(2, 2, 3, 4));
	ck_assert_uint_ne(x, rng_draw(1, 3, 3, 4));
	ck_assert_uint_ne(x, rng_draw(1, 2, 4, 4));
	ck_assert_uint_ne(x, rng_draw(1, 2, 3, 5));
	ck_assert_uint_ne(rng_draw(1, 2, 3, 4), rng_draw(1, 3, 2, 4));
	ck_assert_uint_ne(rng_draw(1, 2, 3, 4), rng_draw(1, 2, 4, 3));
	ck_assert_uint_ne(rng_draw(1, 2, 3, 4), rng_draw(2, 1, 3, 4));
}
END_TEST

/* Each of the 64 bits is set about half the time, when one argument counts. */
START_TEST(every_bit_is_fair)
{
	enum { N = 4096 };

	for (int argument = 0; argument < 4; argument++) {
		int set[64] = {0};

		for (uint32_t i = 0; i < N; i++) {
			uint64_t x = rng_draw(
				argument == 0 ? i : 9, argument == 1 ? i : 9,
				argument == 2 ? i : 9, argument == 3 ? i : 9);

			for (int bit = 0; bit < 64; bit++)
				set[bit] += (int)(x >> bit & 1);
		}
		for (int bit = 0; bit < 64; bit++) {
			ck_assert_int_gt(set[bit], N / 2 - 200);
			ck_assert_int_lt(set[bit], N / 2 + 200);
		}
	}
}
END_TEST

START_TEST(ranges_are_even_and_reach_both_ends)
{
	int count[7] = {0};

	for (uint64_t k = 0; k < 70000; k++) {
		int64_t x = rng_between(1, 2, 3, k, -3, 3);

		ck_assert_int_ge(x, -3);
		ck_assert_int_le(x, 3);
		count[x + 3]++;
	}
	for (int i = 0; i < 7; i++) {
		ck_assert_int_gt(count[i], 9500);
		ck_assert_int_lt(count[i], 10500);
	}
}
END_TEST

START_TEST(ranges_at_the_limits)
{
	int negative = 0;

	for (uint64_t k = 0; k < 1000; k++) {
		ck_assert_int_eq(rng_between(1, 1, 1, k, 5, 5), 5);
		ck_assert_int_eq(rng_between(1, 1, 1, k, INT64_MIN, INT64_MIN),
				 INT64_MIN);
		ck_assert_int_ge(
			rng_between(1, 1, 1, k, INT64_MAX - 1, INT64_MAX),
			INT64_MAX - 1);
		negative += rng_between(1, 1, 1, k, INT64_MIN, INT64_MAX) < 0;
	}
	ck_assert_int_gt(negative, 400);
	ck_assert_int_lt(negative, 600);
}
END_TEST

/* 3 * 2^62 leaves a quarter over, which would make the first third likelier. */
START_TEST(large_ranges_have_no_bias)
{
	uint64_t third = UINT64_C(1) << 62;
	int count[3] = {0};
	struct rng rng;

	rng_init(&rng, 1, 1);
	for (int i = 0; i < 30000; i++)
		count[rng_below(&rng, 3 * third) / third]++;
	for (int i = 0; i < 3; i++) {
		ck_assert_int_gt(count[i], 9600);
		ck_assert_int_lt(count[i], 10400);
	}
	ck_assert_uint_eq(rng_below(&rng, 1), 0);
	ck_assert_uint_lt(rng_below(&rng, UINT64_MAX), UINT64_MAX);
}
END_TEST

START_TEST(streams_are_apart)
{
	struct rng a, b, c;

	rng_init(&a, 7, 0);
	rng_init(&b, 7, 1);
	rng_init(&c, 8, 0);
	ck_assert_uint_ne(rng_next(&a), rng_next(&b));
	ck_assert_uint_ne(rng_next(&a), rng_next(&c));
	rng_init(&b, 7, 0);
	rng_next(&b);
	rng_next(&b);
	ck_assert_uint_eq(rng_next(&a), rng_next(&b));
}
END_TEST

START_TEST(an_empty_range_is_a_bug)
{
	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
	rng_between(0, 0, 0, 0, 2, 1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("rng");
	TCase *tests = tcase_create("rng");

	tcase_add_test(tests, the_stream_is_splitmix64);
	tcase_add_test(tests, draws_never_change);
	tcase_add_test(tests, draws_depend_on_each_argument);
	tcase_add_test(tests, every_bit_is_fair);
	tcase_add_test(tests, ranges_are_even_and_reach_both_ends);
	tcase_add_test(tests, ranges_at_the_limits);
	tcase_add_test(tests, large_ranges_have_no_bias);
	tcase_add_test(tests, streams_are_apart);
	tcase_add_test_raise_signal(tests, an_empty_range_is_a_bug, SIGABRT);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
