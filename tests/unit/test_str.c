/* SPDX-License-Identifier: MIT */
/*
 * Strings that grow: what is appended, and every allocation failing once.
 */
#include "base/str.h"

#include "unit/oom.h"
#include "unit/unit.h"

#include <string.h>

START_TEST(empty_is_a_text)
{
	struct str s = {0};

	ck_assert_str_eq(str_text(&s), "");
	str_add(&s, "");
	str_addn(&s, NULL, 0);
	str_fill(&s, 'x', 0);
	str_addf(&s, "%s", "");
	str_cut(&s, 10);
	str_clear(&s);
	ck_assert_uint_eq(s.len, 0);
	ck_assert_str_eq(str_text(&s), "");
	str_fini(&s);
	str_fini(&s);
}
END_TEST

START_TEST(all_ways_append)
{
	struct str s = {0};

	str_add(&s, "one ");
	str_addn(&s, "two and more", 4);
	str_addc(&s, 'c');
	str_fill(&s, '-', 3);
	str_addf(&s, "%d/%s", 5, "x");
	memcpy(str_extend(&s, 2), "!!", 2);
	ck_assert_str_eq(str_text(&s), "one two c---5/x!!");
	ck_assert_uint_eq(s.len, strlen(str_text(&s)));
	str_cut(&s, 3);
	ck_assert_str_eq(str_text(&s), "one");
	str_clear(&s);
	str_add(&s, "again");
	ck_assert_str_eq(str_text(&s), "again");
	str_fini(&s);
}
END_TEST

START_TEST(formats_of_any_length_fit)
{
	struct str s = {0};

	for (int n = 0; n < 300; n++) {
		size_t before = s.len;

		str_addf(&s, "%*d", n + 1, 7);
		ck_assert_uint_eq(s.len, before + (size_t)n + 1);
		ck_assert_uint_eq(strlen(str_text(&s)), s.len);
		ck_assert_int_eq(s.at[s.len - 1], '7');
	}
	str_fini(&s);
}
END_TEST

START_TEST(integers_are_exact)
{
	static const struct {
		int64_t value;
		const char *text;
	} rows[] = {
		{0, "0"},
		{-1, "-1"},
		{10, "10"},
		{INT64_MAX, "9223372036854775807"},
		{INT64_MIN, "-9223372036854775808"},
	};
	struct str s = {0};

	for (size_t i = 0; i < sizeof rows / sizeof *rows; i++) {
		str_clear(&s);
		str_addi(&s, rows[i].value);
		ck_assert_str_eq(str_text(&s), rows[i].text);
	}
	str_clear(&s);
	str_addu(&s, UINT64_MAX);
	ck_assert_str_eq(str_text(&s), "18446744073709551615");
	str_fini(&s);
}
END_TEST

START_TEST(it_holds_any_bytes)
{
	struct str s = {0};

	str_addn(&s, "a\0b", 3);
	ck_assert_uint_eq(s.len, 3);
	ck_assert_int_eq(memcmp(str_text(&s), "a\0b", 4), 0);
	str_fini(&s);
}
END_TEST

static void work(void *thing)
{
	struct str *s = thing;

	for (int i = 0; i < 200; i++) {
		str_addf(s, "%d %s", i, "a text of some length");
		str_addi(s, INT64_MIN);
		str_fill(s, '=', 20);
		str_addc(s, '\n');
	}
}

static void check_and_free(void *thing)
{
	struct str *s = thing;

	ck_assert_uint_eq(strlen(str_text(s)), s->len);
	str_fini(s);
}

START_TEST(each_failing_allocation_leaves_a_text)
{
	struct str s = {0};

	ck_assert_int_gt(oom_each(work, check_and_free, &s), 8);
}
END_TEST

START_TEST(what_is_too_long_runs_out)
{
	struct str s = {0};
	volatile bool failed = false;

	str_add(&s, "abc");
	mem_set_hook(oom_hook);
	if (setjmp(oom_jump) == 0)
		str_fill(&s, 'x', SIZE_MAX - 2);
	else
		failed = true;
	ck_assert(failed);
	ck_assert_str_eq(str_text(&s), "abc");
	str_fini(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("str");
	TCase *tests = tcase_create("str");

	tcase_add_test(tests, empty_is_a_text);
	tcase_add_test(tests, all_ways_append);
	tcase_add_test(tests, formats_of_any_length_fit);
	tcase_add_test(tests, integers_are_exact);
	tcase_add_test(tests, it_holds_any_bytes);
	tcase_add_test(tests, each_failing_allocation_leaves_a_text);
	tcase_add_test(tests, what_is_too_long_runs_out);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
