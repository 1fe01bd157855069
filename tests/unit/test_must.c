/* SPDX-License-Identifier: MIT */
/*
 * Assertions: on in every build, with their place and time.
 */
#include "base/must.h"

#include "unit/unit.h"

#include <setjmp.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>

static jmp_buf back;
static const char *broken_file, *broken_expr;
static int broken_line;
static int64_t broken_now;

static void note(const char *file, int line, const char *expr, int64_t now)
{
	broken_file = file;
	broken_line = line;
	broken_expr = expr;
	broken_now = now;
	longjmp(back, 1);
}

static int64_t never_asked(void)
{
	ck_abort_msg("the time is asked only when something is broken");
	return 0;
}

START_TEST(what_holds_goes_on)
{
	must(1 + 1 == 2);
	must_at(1 + 1 == 2, never_asked());
}
END_TEST

START_TEST(the_hook_learns_the_place)
{
	must_set_hook(note);
	if (setjmp(back) == 0)
		must(1 + 1 == 3);
	ck_assert_ptr_nonnull(strstr(broken_file, "test_must.c"));
	ck_assert_int_eq(broken_line, __LINE__ - 2);
	ck_assert_str_eq(broken_expr, "1 + 1 == 3");
	ck_assert_int_eq(broken_now, MUST_NO_TIME);
}
END_TEST

START_TEST(the_hook_learns_the_time)
{
	must_set_hook(note);
	if (setjmp(back) == 0)
		must_at(broken_line < 0, 123);
	ck_assert_int_eq(broken_now, 123);
	if (setjmp(back) == 0)
		must_not_reach();
	ck_assert_str_eq(broken_expr, "not reached");
}
END_TEST

START_TEST(without_a_hook_it_aborts)
{
	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
	must_at(1 > 2, 5);
}
END_TEST

static void come_back(const char *file, int line, const char *expr, int64_t now)
{
	(void)file, (void)line, (void)expr, (void)now;
}

START_TEST(a_hook_that_returns_does_not_help)
{
	must_set_hook(come_back);
	must(1 > 2);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("must");
	TCase *tests = tcase_create("must");

	tcase_add_test(tests, what_holds_goes_on);
	tcase_add_test(tests, the_hook_learns_the_place);
	tcase_add_test(tests, the_hook_learns_the_time);
	tcase_add_test_raise_signal(tests, without_a_hook_it_aborts, SIGABRT);
	tcase_add_test_raise_signal(tests, a_hook_that_returns_does_not_help,
				    SIGABRT);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
