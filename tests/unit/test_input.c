/* SPDX-License-Identifier: MIT */
/* What terminals send: whole, byte by byte, and what nobody knows. */
#include "term/input.h"

#include "app/press.h"
#include "unit/unit.h"

#include <string.h>

static struct reader reader;

static void setup(void)
{
	reader = (struct reader){0};
}

/* The only thing that the bytes bring, given at once or one by one. */
static struct input only(const char *bytes, bool late)
{
	struct input in = {0}, more;
	struct reader slow = {0};
	size_t n = strlen(bytes);
	bool found = false;

	ck_assert_uint_eq(reader_feed(&reader, bytes, n), n);
	ck_assert(reader_next(&reader, late, &in));
	ck_assert(!reader_next(&reader, late, &more));
	for (size_t i = 0; i < n && !late; i++) {
		ck_assert(!found);
		reader_feed(&slow, bytes + i, 1);
		found = reader_next(&slow, false, &more);
	}
	ck_assert(late || (found && more.press == in.press));
	return in;
}

static void is_key(const char *bytes, uint32_t press)
{
	struct input in = only(bytes, false);

	ck_assert_uint_eq(in.kind, INPUT_KEY);
	ck_assert_uint_eq(in.press, press);
}

START_TEST(keys)
{
	is_key("a", 'a');
	is_key(" ", PRESS_SPACE);
	is_key("\r", PRESS_ENTER);
	is_key("\x7f", PRESS_BACKSPACE);
	is_key("\x0c", PRESS_CTRL | 'l');
	is_key("ж", 0x436);
	is_key("\033[C", PRESS_RIGHT);
	is_key("\033OC", PRESS_RIGHT);
	is_key("\033[1;2C", PRESS_SHIFT_RIGHT);
	is_key("\033[1~", PRESS_HOME);
	is_key("\033[Z", PRESS_SHIFT_TAB);
}
END_TEST

START_TEST(escape_alone_waits)
{
	struct input in;

	reader_feed(&reader, "\033", 1);
	ck_assert(!reader_next(&reader, false, &in));
	ck_assert(reader_waits(&reader));
	ck_assert(reader_next(&reader, true, &in));
	ck_assert_uint_eq(in.press, PRESS_ESC);
	ck_assert(!reader_waits(&reader));
}
END_TEST

START_TEST(escape_before_something_else)
{
	struct input in;

	reader_feed(&reader, "\033q", 2);
	ck_assert(reader_next(&reader, false, &in));
	ck_assert_uint_eq(in.press, PRESS_ESC);
	ck_assert(reader_next(&reader, false, &in));
	ck_assert_uint_eq(in.press, 'q');
}
END_TEST

START_TEST(mouse)
{
	struct input in = only("\033[<0;12;5M", false);

	ck_assert_uint_eq(in.kind, INPUT_CLICK);
	ck_assert_int_eq(in.x, 11);
	ck_assert_int_eq(in.y, 4);
	ck_assert_uint_eq(only("\033[<32;13;5M", false).kind, INPUT_DRAG);
	ck_assert_uint_eq(only("\033[<0;13;5m", false).kind, INPUT_UP);
	in = only("\033[<64;1;1M", false);
	ck_assert_uint_eq(in.kind, INPUT_WHEEL);
	ck_assert_int_eq(in.turn, 1);
	ck_assert_int_eq(only("\033[<65;1;1M", false).turn, -1);
}
END_TEST

START_TEST(what_nobody_knows)
{
	static const char *const junk[] = {
		"\033[99;99Z", "\033[<0;0;0M", "\033[<9;1;1M",
		"\xff",        "\033[<M",      "\033[I",
	};
	struct input in;

	for (size_t i = 0; i < sizeof junk / sizeof *junk; i++) {
		reader_feed(&reader, junk[i], strlen(junk[i]));
		reader_feed(&reader, "k", 1);
		ck_assert(reader_next(&reader, false, &in));
		ck_assert_uint_eq(in.press, 'k');
	}
}
END_TEST

START_TEST(what_is_pasted_is_told_from_keys)
{
	static const char bytes[] = "\033[200~q\033[201~q";
	struct input in;

	reader_feed(&reader, bytes, sizeof bytes - 1);
	ck_assert(reader_next(&reader, false, &in));
	ck_assert_uint_eq(in.press, 'q');
	ck_assert(in.pasted);
	ck_assert(reader_next(&reader, false, &in));
	ck_assert_uint_eq(in.press, 'q');
	ck_assert(!in.pasted);
}
END_TEST

START_TEST(longer_than_anything)
{
	struct input in;
	char bytes[INPUT_BYTES + 8];

	memset(bytes, '1', sizeof bytes);
	memcpy(bytes, "\033[", 2);
	ck_assert_uint_eq(reader_feed(&reader, bytes, sizeof bytes),
			  INPUT_BYTES);
	ck_assert(!reader_next(&reader, false, &in));
	ck_assert(!reader_waits(&reader));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("input");
	TCase *tests = tcase_create("input");

	tcase_add_checked_fixture(tests, setup, NULL);
	tcase_add_test(tests, keys);
	tcase_add_test(tests, escape_alone_waits);
	tcase_add_test(tests, escape_before_something_else);
	tcase_add_test(tests, mouse);
	tcase_add_test(tests, what_nobody_knows);
	tcase_add_test(tests, what_is_pasted_is_told_from_keys);
	tcase_add_test(tests, longer_than_anything);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
