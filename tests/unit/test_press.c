/* SPDX-License-Identifier: MIT */
/* Keys: names there and back, characters of any length. */
#include "app/press.h"

#include "unit/unit.h"

#include <string.h>

static uint32_t find(const char *name)
{
	return press_find(name, strlen(name));
}

static void name_is(uint32_t press, const char *name)
{
	struct str out = {0};

	press_name(&out, press);
	ck_assert_str_eq(str_text(&out), name);
	ck_assert_uint_eq(find(name), press);
	str_fini(&out);
}

START_TEST(names_go_there_and_back)
{
	name_is(PRESS_RIGHT, "right");
	name_is(PRESS_SHIFT_LEFT, "shift-left");
	name_is(PRESS_SPACE, "space");
	name_is(PRESS_ESC, "esc");
	name_is(PRESS_CTRL | 'l', "ctrl-l");
	name_is('a', "a");
	name_is('?', "?");
}
END_TEST

START_TEST(characters_of_any_length)
{
	name_is(0x416, "Ж");
	name_is(0x20ac, "€");
	name_is(0x1f375, "🍵");
}
END_TEST

START_TEST(what_is_no_key)
{
	ck_assert_uint_eq(find("rihgt"), PRESS_NONE);
	ck_assert_uint_eq(find("ctrl-"), PRESS_NONE);
	ck_assert_uint_eq(find("ctrl-L"), PRESS_NONE);
	ck_assert_uint_eq(find("ab"), PRESS_NONE);
	ck_assert_uint_eq(find("\xff"), PRESS_NONE);
	ck_assert_uint_eq(press_find("", 0), PRESS_NONE);
}
END_TEST

START_TEST(arrows_are_shown_as_such)
{
	struct str out = {0};

	press_show(&out, PRESS_LEFT, false);
	press_show(&out, PRESS_LEFT, true);
	ck_assert_str_eq(str_text(&out), "←left");
	str_fini(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("press");
	TCase *tests = tcase_create("press");

	tcase_add_test(tests, names_go_there_and_back);
	tcase_add_test(tests, characters_of_any_length);
	tcase_add_test(tests, what_is_no_key);
	tcase_add_test(tests, arrows_are_shown_as_such);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
