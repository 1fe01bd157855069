/* SPDX-License-Identifier: MIT */
/*
 * Durations for people: exact where that is short, else nearly.
 */
#include "story/fill.h"

#include "unit/unit.h"

#include <stdlib.h>

#define MIN INT64_C(60000000000)
#define MS  INT64_C(1000000)
#define US  INT64_C(1000)

static const struct {
	int64_t ns, unit;
	const char *text;
} rows[] = {
	{0, MIN, "0 min"},
	{18 * MIN, MIN, "18 min"},
	{15 * MIN / 10, MIN, "1.5 min"},
	{123023 * US, MS, "123.023 ms"},
	{699998, MS, "699.998 us"},
	{3600000 * MS, MS, "1 h"},
	{INT64_C(2168511459589), MIN, "~36.142 min"},
	{-INT64_C(2168511459589), MIN, "-2168511459.589 us"},
	{INT64_C(361418576), MS, "~361.419 ms"},
	{INT64_C(1999999999), MS, "~2 s"},
	{INT64_C(1234567891), US, "1234567.891 us"},
	{INT64_C(1234567891), 1, "1234567.891 us"},
};

START_TEST(a_time_is_short)
{
	struct str out = {0};

	str_add(&out, "2026 "); /* digits that stood there before */
	fill_dur(&out, rows[_i].ns, rows[_i].unit);
	ck_assert_str_eq(str_text(&out) + 5, rows[_i].text);
	str_fini(&out);
}
END_TEST

/* At the end of time it is rounded down. */
START_TEST(nothing_overflows)
{
	struct str out = {0};

	fill_dur(&out, INT64_MAX, MIN);
	ck_assert_int_eq(str_text(&out)[0], '~');
	str_fini(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("fill");
	TCase *tcase = tcase_create("fill");

	tcase_add_loop_test(tcase, a_time_is_short, 0,
			    sizeof rows / sizeof *rows);
	tcase_add_test(tcase, nothing_overflows);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
