/* SPDX-License-Identifier: MIT */
/* The canvas: wide graphemes, cuts at every edge, comparison. */
#include "ui/canvas.h"

#include "unit/unit.h"

#include <string.h>

static struct canvas c;

static void setup(void)
{
	canvas_init(&c, 10, 3);
}

static void teardown(void)
{
	canvas_fini(&c);
}

static void row_is(int y, const char *expected)
{
	struct str row = {0};

	canvas_row(&c, y, &row);
	ck_assert_str_eq(str_text(&row), expected);
	str_fini(&row);
}

static struct rect at(int x, int y, int w)
{
	return (struct rect){x, y, w, 1};
}

START_TEST(new_is_blank)
{
	row_is(0, "");
	ck_assert_int_eq(canvas_at(&c, 9, 2)->width, 1);
	ck_assert_int_eq(canvas_at(&c, 9, 2)->role, ROLE_TEXT);
}
END_TEST

START_TEST(text_is_cut_at_the_right)
{
	ck_assert_int_eq(canvas_put(&c, at(6, 0, 100), "kettle", ROLE_LANE), 4);
	row_is(0, "      kett");
	ck_assert_int_eq(canvas_at(&c, 6, 0)->role, ROLE_LANE);
}
END_TEST

START_TEST(text_is_cut_at_the_left)
{
	canvas_put(&c, at(-2, 1, 6), "kettle", ROLE_LANE);
	row_is(1, "ttle");
}
END_TEST

START_TEST(rows_outside_are_left_out)
{
	ck_assert_int_eq(canvas_put(&c, at(0, 3, 9), "x", ROLE_TEXT), 0);
	ck_assert_int_eq(canvas_put(&c, at(0, -1, 9), "x", ROLE_TEXT), 0);
	canvas_fill(&c, (struct rect){-5, -5, 7, 6}, "#", ROLE_TEXT,
		    SHADE_FULL);
	row_is(0, "##");
	row_is(1, "");
}
END_TEST

START_TEST(wide_takes_two_cells)
{
	canvas_put(&c, at(0, 0, 10), "茶x", ROLE_TEXT);
	row_is(0, "茶x");
	ck_assert_int_eq(canvas_at(&c, 0, 0)->width, 2);
	ck_assert_int_eq(canvas_at(&c, 1, 0)->width, 0);
	ck_assert_int_eq(canvas_at(&c, 2, 0)->width, 1);
}
END_TEST

START_TEST(wide_is_never_cut_in_half)
{
	canvas_put(&c, at(0, 0, 3), "茶茶", ROLE_TEXT);
	row_is(0, "茶");
	canvas_put(&c, at(-1, 1, 9), "茶x", ROLE_TEXT);
	row_is(1, " x");
}
END_TEST

START_TEST(half_overwritten_wide_leaves_blank)
{
	canvas_put(&c, at(0, 0, 9), "茶茶", ROLE_TEXT);
	canvas_put(&c, at(1, 0, 1), "a", ROLE_TEXT);
	row_is(0, " a茶");
	canvas_put(&c, at(1, 0, 2), "湯", ROLE_TEXT);
	row_is(0, " 湯");
	canvas_put(&c, at(2, 0, 1), "b", ROLE_TEXT);
	row_is(0, "  b");
}
END_TEST

START_TEST(marks_stay_with_their_letter)
{
	canvas_put(&c, at(0, 0, 9), "e\xcc\x81t", ROLE_TEXT);
	ck_assert_int_eq(canvas_at(&c, 0, 0)->len, 3);
	ck_assert_int_eq(canvas_at(&c, 1, 0)->text[0], 't');
}
END_TEST

/* A family of four, joined: 25 bytes, more than a cell holds. */
static const char family[] =
	"\xf0\x9f\x91\xa8\xe2\x80\x8d\xf0\x9f\x91\xa9\xe2\x80\x8d"
	"\xf0\x9f\x91\xa7\xe2\x80\x8d\xf0\x9f\x91\xa6";

START_TEST(long_graphemes_are_kept)
{
	size_t len;
	const char *text;

	canvas_put(&c, at(1, 0, 9), family, ROLE_TEXT);
	text = canvas_text(&c, canvas_at(&c, 1, 0), &len);
	ck_assert_uint_eq(len, strlen(family));
	ck_assert(memcmp(text, family, len) == 0);
	ck_assert_int_eq(canvas_at(&c, 1, 0)->width, 2);
}
END_TEST

START_TEST(right_and_cut)
{
	canvas_put_right(&c, at(0, 0, 10), "30 min", ROLE_TEXT);
	row_is(0, "    30 min");
	canvas_put_cut(&c, at(0, 1, 5), "kettles", ROLE_TEXT);
	row_is(1, "kett…");
	c.ascii = true;
	canvas_put_cut(&c, at(0, 2, 5), "kettles", ROLE_TEXT);
	row_is(2, "kett~");
}
END_TEST

START_TEST(box_and_rule)
{
	canvas_box(&c, (struct rect){0, 0, 4, 3}, ROLE_FAINT);
	row_is(0, "┌──┐");
	row_is(1, "│  │");
	row_is(2, "└──┘");
}
END_TEST

START_TEST(comparison_finds_the_cell)
{
	struct canvas d;
	int x = 0, y = 0;

	canvas_init(&d, 10, 3);
	canvas_put(&c, at(0, 0, 9), family, ROLE_TEXT);
	canvas_put(&d, at(5, 2, 9), family, ROLE_TEXT);
	canvas_put(&d, at(0, 0, 9), family, ROLE_TEXT);
	ck_assert(canvas_differ(&c, &d, &x, &y));
	ck_assert_int_eq(x, 5);
	ck_assert_int_eq(y, 2);
	canvas_put(&c, at(5, 2, 9), family, ROLE_TEXT);
	x = y = 0;
	ck_assert(!canvas_differ(&c, &d, &x, &y));
	canvas_paint(&c, at(0, 0, 1), ROLE_MARK);
	ck_assert(canvas_differ(&c, &d, &x, &y));
	canvas_fini(&d);
}
END_TEST

START_TEST(reset_changes_size)
{
	canvas_put(&c, at(0, 0, 9), "kettle", ROLE_TEXT);
	canvas_reset(&c, 0, -4);
	ck_assert_int_eq(c.w, 1);
	ck_assert_int_eq(c.h, 1);
	row_is(0, "");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("canvas");
	TCase *tests = tcase_create("canvas");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, new_is_blank);
	tcase_add_test(tests, text_is_cut_at_the_right);
	tcase_add_test(tests, text_is_cut_at_the_left);
	tcase_add_test(tests, rows_outside_are_left_out);
	tcase_add_test(tests, wide_takes_two_cells);
	tcase_add_test(tests, wide_is_never_cut_in_half);
	tcase_add_test(tests, half_overwritten_wide_leaves_blank);
	tcase_add_test(tests, marks_stay_with_their_letter);
	tcase_add_test(tests, long_graphemes_are_kept);
	tcase_add_test(tests, right_and_cut);
	tcase_add_test(tests, box_and_rule);
	tcase_add_test(tests, comparison_finds_the_cell);
	tcase_add_test(tests, reset_changes_size);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
