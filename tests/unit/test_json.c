/* SPDX-License-Identifier: MIT */
/*
 * JSON: commas, escapes of every byte, and hostile text.
 */
#include "base/json.h"

#include "base/text.h"
#include "unit/oom.h"
#include "unit/unit.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>

#define BAD "\xef\xbf\xbd"

static const struct {
	const char *bytes;
	size_t len;
	const char *json;
} rows[] = {
	{"", 0, "\"\""},
	{"plain", 5, "\"plain\""},
	{"a\"b\\c/", 6, "\"a\\\"b\\\\c/\""},
	{"\b\f\n\r\t", 5, "\"\\b\\f\\n\\r\\t\""},
	{"\0\x01\x1f\x7f", 4, "\"\\u0000\\u0001\\u001f\x7f\""},
	{"\xd1\x8f\xe4\xb8\x96\xf0\x9f\x91\xa9", 9,
	 "\"\xd1\x8f\xe4\xb8\x96\xf0\x9f\x91\xa9\""},
	{"\xff", 1, "\"" BAD "\""},
	{"a\xd1", 2, "\"a" BAD "\""},
	{"\xd1\x22", 2, "\"" BAD "\\\"\""},
	{"\xc0\x80", 2, "\"" BAD BAD "\""},
	{"\xf5"
	 "a",
	 2, "\"" BAD "a\""},
	{"\xef\xbf\xbd", 3, "\"" BAD "\""},
};

START_TEST(strings_are_escaped)
{
	struct str s = {0};
	struct json json = {.out = &s};

	json_str(&json, rows[_i].bytes, rows[_i].len);
	ck_assert_str_eq(str_text(&s), rows[_i].json);
	str_fini(&s);
}
END_TEST

/* All pairs of bytes: never a raw control, never what is not UTF-8. */
START_TEST(no_bytes_break_it)
{
	struct str s = {0};

	for (unsigned i = 0; i < 0x10000; i++) {
		const char bytes[2] = {(char)(i >> 8), (char)(i & 0xff)};
		struct json json = {.out = &s};

		str_clear(&s);
		json_str(&json, bytes, 2);
		ck_assert(text_is_valid(str_text(&s), s.len));
		for (size_t j = 0; j < s.len; j++)
			ck_assert_uint_ge((unsigned char)s.at[j], 0x20);
	}
	str_fini(&s);
}
END_TEST

static void write_event(struct json *json)
{
	json_open(json, '{');
	json_key(json, "t");
	json_int(json, INT64_MIN);
	json_key(json, "list");
	json_open(json, '[');
	json_int(json, 1);
	json_str(json, "two", 3);
	json_open(json, '[');
	json_close(json, ']');
	json_open(json, '{');
	json_close(json, '}');
	json_close(json, ']');
	json_key(json, "yes");
	json_bool(json, true);
	json_key(json, "no");
	json_bool(json, false);
	json_key(json, "none");
	json_null(json);
	json_close(json, '}');
	json_line(json);
}

START_TEST(commas_stand_between)
{
	static const char event[] =
		"{\"t\":-9223372036854775808,\"list\":[1,\"two\",[],{}],"
		"\"yes\":true,\"no\":false,\"none\":null}\n";
	struct str s = {0};
	struct json json = {.out = &s};

	write_event(&json);
	ck_assert_str_eq(str_text(&s), event);
	write_event(&json);
	ck_assert_str_eq(str_text(&s) + strlen(event), event);
	str_fini(&s);
}
END_TEST

static void work(void *thing)
{
	struct json json = {.out = thing};

	for (int i = 0; i < 20; i++)
		write_event(&json);
}

static void fini(void *thing)
{
	str_fini(thing);
}

START_TEST(each_failing_allocation_can_be_freed)
{
	struct str s = {0};

	ck_assert_int_gt(oom_each(work, fini, &s), 5);
}
END_TEST

START_TEST(what_is_not_open_cannot_be_closed)
{
	struct str s = {0};
	struct json json = {.out = &s};

	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
	json_close(&json, '}');
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("json");
	TCase *tests = tcase_create("json");

	tcase_add_loop_test(tests, strings_are_escaped, 0,
			    sizeof rows / sizeof *rows);
	tcase_add_test(tests, no_bytes_break_it);
	tcase_add_test(tests, commas_stand_between);
	tcase_add_test(tests, each_failing_allocation_can_be_freed);
	tcase_add_test_raise_signal(tests, what_is_not_open_cannot_be_closed,
				    SIGABRT);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
