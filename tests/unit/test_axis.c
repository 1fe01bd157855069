/* SPDX-License-Identifier: MIT */
/* The axis: every instant in one column, exactly, at every scale. */
#include "ui/axis.h"

#include "unit/unit.h"

#include <string.h>

#define MIN INT64_C(60000000000)

static struct axis a;
static struct canvas c;

static void setup(void)
{
	a = (struct axis){0};
	canvas_init(&c, 70, 2);
}

static void teardown(void)
{
	axis_fini(&a);
	canvas_fini(&c);
}

static void row_is(int y, const char *expected)
{
	struct str row = {0};

	canvas_row(&c, y, &row);
	ck_assert_str_eq(str_text(&row), expected);
	str_fini(&row);
}

/* Columns follow each other without gap or overlap, and own their times. */
static void check_columns(void)
{
	ck_assert_int_eq(axis_begin(&a, 0), a.from);
	ck_assert_int_eq(axis_end(&a, a.cols - 1), a.to);
	for (int x = 0; x < a.cols; x++) {
		int64_t begin = axis_begin(&a, x), end = axis_end(&a, x);

		ck_assert_int_le(begin, end);
		if (begin == end)
			continue;
		ck_assert_int_eq(axis_column(&a, begin), x);
		ck_assert_int_eq(axis_column(&a, end - 1), x);
	}
	ck_assert_int_eq(axis_column(&a, a.from - 1), -1);
	ck_assert_int_eq(axis_column(&a, a.to), a.cols);
}

START_TEST(columns_are_exact)
{
	static const int64_t windows[][2] = {
		{0, 1},
		{0, 13},
		{5, 6},
		{7, 1000003},
		{0, 30 * MIN},
		{3 * MIN, 3 * MIN + 17},
		{INT64_MAX - 11, INT64_MAX - 1},
		{0, INT64_MAX - 1},
		{12345, INT64_C(1) << 61},
	};
	static const int cols[] = {1, 2, 7, 60, 299};

	for (size_t i = 0; i < sizeof windows / sizeof *windows; i++)
		for (size_t j = 0; j < sizeof cols / sizeof *cols; j++) {
			axis_set(&a, windows[i][0], windows[i][1], cols[j], 1);
			check_columns();
		}
}
END_TEST

START_TEST(sums_of_many_actors_fit)
{
	axis_set(&a, 0, INT64_MAX - 1, 100, 10000000);
	ck_assert_int_le(a.edges.at[100], INT64_MAX / 10000000);
	ck_assert_int_eq(axis_column(&a, INT64_MAX - 2), 99);
}
END_TEST

START_TEST(empty_window_is_one_long)
{
	axis_set(&a, 4, 4, 10, 1);
	ck_assert_int_eq(a.to, 5);
	check_columns();
}
END_TEST

START_TEST(fit_gives_each_grain_as_many_columns)
{
	int64_t length = 30;

	ck_assert_int_eq(axis_fit(&length, 1, 66), 60);
	ck_assert_int_eq(axis_fit(&length, 30, 66), 66);
	ck_assert_int_eq(axis_fit(&length, 0, 66), 66);
	ck_assert_int_eq(length, 30);
}
END_TEST

START_TEST(fit_gives_each_column_as_many_grains)
{
	int64_t length = 7 * 234;

	ck_assert_int_eq(axis_fit(&length, 7, 66), 59);
	ck_assert_int_eq(length, 7 * 236);
	length = 70;
	ck_assert_int_eq(axis_fit(&length, 1, 66), 66);
	ck_assert_int_eq(length, 70);
}
END_TEST

START_TEST(fit_gives_each_column_a_round_time)
{
	int64_t length = 30 * MIN + 1;

	ck_assert_int_eq(axis_fit(&length, 1, 66), 61);
	ck_assert_int_eq(length, 61 * MIN / 2);
	length = 30 * MIN;
	ck_assert_int_eq(axis_fit(&length, 0, 66), 60);
	ck_assert_int_eq(length, 30 * MIN);
}
END_TEST

static void ticks_are(int64_t from, int64_t to, int cols, int64_t step,
		      enum dur_unit unit)
{
	struct ticks ticks;

	axis_set(&a, from, to, cols, 1);
	ticks = axis_ticks(&a);
	ck_assert_int_eq(ticks.step, step);
	ck_assert_int_eq(ticks.unit, unit);
}

START_TEST(ticks_are_round)
{
	ticks_are(0, 1, 60, 1, DUR_NS);
	ticks_are(0, 30, 60, 5, DUR_NS);
	ticks_are(0, 30 * MIN, 60, 5 * MIN, DUR_MIN);
	ticks_are(0, MIN / 30, 60, MIN / 300, DUR_S);
	ticks_are(0, 2 * MIN, 60, MIN / 4, DUR_S);
	ticks_are(0, 100 * MIN, 60, 10 * MIN, DUR_MIN);
	ticks_are(0, 600 * MIN, 60, 60 * MIN, DUR_H);
	ticks_are(0, 26640 * 60 * MIN, 60, 5000 * 60 * MIN, DUR_H);
}
END_TEST

START_TEST(who_reckons_in_minutes_reads_no_seconds)
{
	a.unit = MIN;
	ticks_are(0, 2 * MIN, 60, MIN, DUR_MIN);
	ticks_are(0, MIN, 60, MIN / 12, DUR_S);
	a.unit = 1000000;
	ticks_are(0, 2 * MIN, 60, MIN / 4, DUR_S);
	a.unit = 0;
}
END_TEST

START_TEST(ticks_end_for_the_longest_window)
{
	struct ticks ticks;

	axis_set(&a, 0, INT64_MAX - 1, 2, 1);
	ticks = axis_ticks(&a);
	ck_assert_int_gt(ticks.step, 0);
	axis_draw(&c, canvas_rect(&c), &a);
}
END_TEST

START_TEST(labels_stand_at_their_ticks)
{
	axis_set(&a, 0, 30 * MIN, 60, 1);
	axis_draw(&c, canvas_rect(&c), &a);
	row_is(0, "└─────────┴─────────┴─────────┴─────────┴─────────┴"
		  "─────────┘");
	row_is(1, "0         5         10        15        20        25"
		  "        30");
}
END_TEST

START_TEST(window_may_begin_anywhere)
{
	c.ascii = true;
	axis_set(&a, 7 * MIN, 19 * MIN, 36, 1);
	axis_draw(&c, canvas_rect(&c), &a);
	row_is(0, "+--+-----+-----+-----+-----+-----+--+");
	row_is(1, "   8     10    12    14    16    18");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("axis");
	TCase *tests = tcase_create("axis");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, columns_are_exact);
	tcase_add_test(tests, sums_of_many_actors_fit);
	tcase_add_test(tests, empty_window_is_one_long);
	tcase_add_test(tests, fit_gives_each_grain_as_many_columns);
	tcase_add_test(tests, fit_gives_each_column_as_many_grains);
	tcase_add_test(tests, fit_gives_each_column_a_round_time);
	tcase_add_test(tests, ticks_are_round);
	tcase_add_test(tests, who_reckons_in_minutes_reads_no_seconds);
	tcase_add_test(tests, ticks_end_for_the_longest_window);
	tcase_add_test(tests, labels_stand_at_their_ticks);
	tcase_add_test(tests, window_may_begin_anywhere);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
