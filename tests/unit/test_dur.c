/* SPDX-License-Identifier: MIT */
/*
 * Durations: exact to the nanosecond, and an error where that cannot be.
 */
#include "base/dur.h"

#include "base/rng.h"
#include "unit/unit.h"

#include <string.h>

static const struct {
	const char *text;
	enum dur_unit unit;
	int64_t ns;
} good[] = {
	{"0", DUR_MS, 0},
	{"5", DUR_MS, 5000000},
	{"5", DUR_MIN, INT64_C(300000000000)},
	{"1.5s", DUR_MS, 1500000000},
	{"100ms", DUR_H, 100000000},
	{"100 ms", DUR_H, 100000000},
	{"7ns", DUR_S, 7},
	{"0.001us", DUR_S, 1},
	{"00000000000000000000000000012", DUR_NS, 12},
	{"1.500000000000000000000000000s", DUR_NS, 1500000000},
	{"3.0ns", DUR_S, 3},
	{"0.0001220703125h", DUR_S, 439453125},
	{"2h", DUR_S, INT64_C(7200000000000)},
	{"1.05min", DUR_S, INT64_C(63000000000)},
	{"9223372036854775807ns", DUR_S, INT64_MAX},
	{"9223372036.854775807s", DUR_NS, INT64_MAX},
	{"9223372036854.775807ms", DUR_NS, INT64_MAX},
};

static const struct {
	const char *text;
	enum dur_status status;
} bad[] = {
	{"", DUR_NO_NUMBER},
	{"ms", DUR_NO_NUMBER},
	{".5s", DUR_NO_NUMBER},
	{"5.", DUR_NO_NUMBER},
	{"5.s", DUR_NO_NUMBER},
	{"-5s", DUR_NO_NUMBER},
	{"+5s", DUR_NO_NUMBER},
	{" 5s", DUR_NO_NUMBER},
	{"5 ", DUR_BAD_UNIT},
	{"5x", DUR_BAD_UNIT},
	{"5e3", DUR_BAD_UNIT},
	{"5msx", DUR_BAD_UNIT},
	{"5m", DUR_BAD_UNIT},
	{"5MS", DUR_BAD_UNIT},
	{"5s ", DUR_BAD_UNIT},
	{"1.2.3s", DUR_BAD_UNIT},
	{"1,5s", DUR_BAD_UNIT},
	{"0.5ns", DUR_TOO_FINE},
	{"0.000000000001h", DUR_TOO_FINE},
	{"1.0005us", DUR_TOO_FINE},
	{"0.0000000001s", DUR_TOO_FINE},
	{"0.0001220703124h", DUR_TOO_FINE},
	{"0.00006103515625h", DUR_TOO_FINE},
	{"0.33333333333333333333333333333333333333333333333h", DUR_TOO_FINE},
	{"9223372036854775808ns", DUR_TOO_LONG},
	{"9223372036.854775808s", DUR_TOO_LONG},
	{"2562048h", DUR_TOO_LONG},
	{"18446744073709551617ns", DUR_TOO_LONG},
	{"99999999999999999999999999999999999h", DUR_TOO_LONG},
};

START_TEST(good_ones_are_read)
{
	int64_t ns = -7;
	enum dur_status status = dur_parse(good[_i].text, strlen(good[_i].text),
					   good[_i].unit, &ns);

	ck_assert_int_eq(status, DUR_OK);
	ck_assert_int_eq(ns, good[_i].ns);
}
END_TEST

START_TEST(bad_ones_are_refused)
{
	int64_t ns = -7;

	ck_assert_int_eq(
		dur_parse(bad[_i].text, strlen(bad[_i].text), DUR_MS, &ns),
		bad[_i].status);
	ck_assert_int_eq(ns, -7);
}
END_TEST

START_TEST(only_the_given_bytes_are_read)
{
	int64_t ns;

	ck_assert_int_eq(dur_parse("15ms", 2, DUR_NS, &ns), DUR_OK);
	ck_assert_int_eq(ns, 15);
	ck_assert_int_eq(dur_parse("1.5ms", 2, DUR_NS, &ns), DUR_NO_NUMBER);
	ck_assert_int_eq(dur_parse("15min", 3, DUR_NS, &ns), DUR_BAD_UNIT);
}
END_TEST

static const struct {
	int64_t ns;
	enum dur_unit unit;
	const char *text;
} shown[] = {
	{0, DUR_MIN, "0 min"},
	{1, DUR_H, "1 ns"},
	{-1, DUR_H, "-1 ns"},
	{1500000000, DUR_S, "1.5 s"},
	{1500000000, DUR_MS, "1.5 s"},
	{300000000, DUR_S, "300 ms"},
	{999000000, DUR_MS, "999 ms"},
	{INT64_C(480000000000), DUR_MIN, "8 min"},
	{INT64_C(480000000000), DUR_MS, "8 min"},
	{INT64_C(5400000000000), DUR_MIN, "90 min"},
	{INT64_C(5400000000000), DUR_MS, "1.5 h"},
	{INT64_C(4500000000000), DUR_MS, "75 min"},
	{INT64_C(61500000000), DUR_MS, "61.5 s"},
	{INT64_C(30000000000), DUR_MIN, "30 s"},
	{1234567, DUR_NS, "1234.567 us"},
	{1234567891, DUR_MS, "1234567.891 us"},
	{-1500, DUR_US, "-1.5 us"},
	{INT64_MAX, DUR_S, "9223372036854775.807 us"},
	{INT64_MIN, DUR_NS, "-9223372036854775.808 us"},
};

START_TEST(they_are_shown_as_people_say_them)
{
	struct str s = {0};

	dur_format(&s, shown[_i].ns, shown[_i].unit, ".");
	ck_assert_str_eq(str_text(&s), shown[_i].text);
	str_fini(&s);
}
END_TEST

START_TEST(the_point_is_the_languages)
{
	struct str s = {0};

	dur_format(&s, 1500000000, DUR_S, ",");
	ck_assert_str_eq(str_text(&s), "1,5 s");
	str_fini(&s);
}
END_TEST

START_TEST(a_given_unit_is_exact_or_refused)
{
	struct str s = {0};

	ck_assert(dur_format_in(&s, 439453125, DUR_H, "."));
	ck_assert_str_eq(str_text(&s), "0.0001220703125");
	str_clear(&s);
	ck_assert(!dur_format_in(&s, 1, DUR_MIN, "."));
	ck_assert_str_eq(str_text(&s), "");
	ck_assert(dur_format_in(&s, INT64_MIN, DUR_NS, "."));
	ck_assert_str_eq(str_text(&s), "-9223372036854775808");
	str_fini(&s);
}
END_TEST

START_TEST(what_is_written_is_read_again)
{
	struct str s = {0};
	struct rng rng;

	rng_init(&rng, 1, 1);
	for (int i = 0; i < 20000; i++) {
		enum dur_unit unit = (enum dur_unit)rng_below(&rng, DUR_UNITS);
		int64_t back, ns = (int64_t)(rng_next(&rng) >>
					     (1 + rng_below(&rng, 63)));

		if (i % 2)
			ns -= ns % dur_unit_ns(unit);
		str_clear(&s);
		if (dur_format_in(&s, ns, unit, ".")) {
			ck_assert_int_eq(
				dur_parse(str_text(&s), s.len, unit, &back),
				DUR_OK);
			ck_assert_int_eq(back, ns);
		}
		str_clear(&s);
		dur_format(&s, ns, unit, ".");
		ck_assert_int_eq(dur_parse(str_text(&s), s.len, unit, &back),
				 DUR_OK);
		ck_assert_int_eq(back, ns);
	}
	str_fini(&s);
}
END_TEST

START_TEST(sums_and_products_do_not_wrap)
{
	static const int64_t edges[] = {INT64_MIN,
					INT64_MIN + 1,
					-3,
					-2,
					-1,
					0,
					1,
					2,
					3,
					INT64_MAX - 1,
					INT64_MAX,
					INT64_C(3037000499),
					INT64_C(3037000500),
					INT64_MIN / 2,
					INT64_MAX / 2};
	const size_t n = sizeof edges / sizeof *edges;

	for (size_t i = 0; i < n * n; i++) {
		int64_t a = edges[i / n], b = edges[i % n], got, want;

		ck_assert_int_eq(dur_add(a, b, &got),
				 !__builtin_add_overflow(a, b, &want));
		if (dur_add(a, b, &got))
			ck_assert_int_eq(got, want);
		ck_assert_int_eq(dur_mul(a, b, &got),
				 !__builtin_mul_overflow(a, b, &want));
		if (dur_mul(a, b, &got))
			ck_assert_int_eq(got, want);
	}
}
END_TEST

START_TEST(units_have_names)
{
	for (int i = 0; i < DUR_UNITS; i++) {
		const char *name = dur_unit_name((enum dur_unit)i);
		enum dur_unit unit = DUR_UNITS;

		ck_assert(dur_unit_find(name, strlen(name), &unit));
		ck_assert_int_eq((int)unit, i);
	}
	ck_assert_int_eq(dur_unit_ns(DUR_H), INT64_C(3600000000000));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("dur");
	TCase *tests = tcase_create("dur");

	tcase_add_loop_test(tests, good_ones_are_read, 0,
			    sizeof good / sizeof *good);
	tcase_add_loop_test(tests, bad_ones_are_refused, 0,
			    sizeof bad / sizeof *bad);
	tcase_add_test(tests, only_the_given_bytes_are_read);
	tcase_add_loop_test(tests, they_are_shown_as_people_say_them, 0,
			    sizeof shown / sizeof *shown);
	tcase_add_test(tests, the_point_is_the_languages);
	tcase_add_test(tests, a_given_unit_is_exact_or_refused);
	tcase_add_test(tests, what_is_written_is_read_again);
	tcase_add_test(tests, sums_and_products_do_not_wrap);
	tcase_add_test(tests, units_have_names);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
