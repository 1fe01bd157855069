/* SPDX-License-Identifier: MIT */
/* Rows as text: plain, coloured, and never a colour left behind. */
#include "export/ansi.h"

#include "ui/theme.h"
#include "unit/unit.h"

static struct canvas c;

static void setup(void)
{
	canvas_init(&c, 20, 1);
}

static void teardown(void)
{
	canvas_fini(&c);
}

static void row_is(bool colour, const char *expected)
{
	struct str row = {0};

	ansi_row(&row, &c, 0, colour);
	ck_assert_str_eq(str_text(&row), expected);
	str_fini(&row);
}

static void put(int x, const char *text, enum role role)
{
	canvas_put(&c, rect_right(canvas_rect(&c), x), text, role);
}

START_TEST(blank_rows_are_empty)
{
	row_is(false, "\n");
	row_is(true, "\n");
}
END_TEST

START_TEST(plain_rows_have_no_sequences)
{
	put(1, "meat", ROLE_LANE);
	put(6, "██", ROLE_RUNNING);
	row_is(false, " meat ██\n");
}
END_TEST

START_TEST(runs_of_one_style_are_one_sequence)
{
	put(1, "meat", ROLE_LANE);
	put(6, "██", ROLE_RUNNING);
	put(8, "░", ROLE_WAITING);
	row_is(true, " meat \033[0;32m██\033[0;36m░\033[0m\n");
}
END_TEST

START_TEST(headings_are_bold)
{
	put(0, "sync", ROLE_TITLE);
	row_is(true, "\033[0;1msync\033[0m\n");
}
END_TEST

START_TEST(wide_graphemes_come_once)
{
	put(0, "茶x", ROLE_RUNNING);
	row_is(true, "\033[0;32m茶x\033[0m\n");
}
END_TEST

/* Whatever says something by colour says it without, too. */
START_TEST(no_colours_are_asked_of_mono)
{
	for (int role = 0; role < ROLE_COUNT; role++)
		for (int shade = 0; shade < SHADE_COUNT; shade++) {
			struct style style =
				theme_style(GROUND_DARK, DEPTH_MONO,
					    (enum role)role, (enum shade)shade);

			ck_assert_int_eq(style.fg, COLOUR_NONE);
			ck_assert_int_eq(style.bg, COLOUR_NONE);
		}
}
END_TEST

static int colour(int ground, int depth, int role)
{
	return theme_style((enum ground)ground, (enum depth)depth,
			   (enum role)role, SHADE_FULL)
		.fg;
}

static void check_states(int ground, int depth)
{
	for (int a = ROLE_RUNNING; a <= ROLE_SWITCHING; a++)
		for (int b = a + 1; b <= ROLE_SWITCHING; b++)
			ck_assert_int_ne(colour(ground, depth, a),
					 colour(ground, depth, b));
}

START_TEST(states_differ_in_colour)
{
	for (int ground = 0; ground < GROUND_COUNT; ground++) {
		check_states(ground, DEPTH_16);
		check_states(ground, DEPTH_256);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("ansi");
	TCase *tests = tcase_create("ansi");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, blank_rows_are_empty);
	tcase_add_test(tests, plain_rows_have_no_sequences);
	tcase_add_test(tests, runs_of_one_style_are_one_sequence);
	tcase_add_test(tests, headings_are_bold);
	tcase_add_test(tests, wide_graphemes_come_once);
	tcase_add_test(tests, no_colours_are_asked_of_mono);
	tcase_add_test(tests, states_differ_in_colour);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
