/* SPDX-License-Identifier: MIT */
/*
 * Memory: zeroed, of any size, and a hook when there is no more.
 */
#include "base/mem.h"

#include "unit/oom.h"
#include "unit/unit.h"

#include <signal.h>
#include <stdint.h>
#include <string.h>

static volatile size_t wanted;

static void note_size(size_t n)
{
	wanted = n;
	longjmp(oom_jump, 1);
}

START_TEST(new_memory_is_zeroed)
{
	unsigned char *p = mem_new(1000);

	for (size_t i = 0; i < 1000; i++)
		ck_assert_uint_eq(p[i], 0);
	mem_free(p);
}
END_TEST

START_TEST(nothing_is_something)
{
	void *p = mem_new(0), *q = mem_array(0, 8), *r = mem_grow(NULL, 0);

	ck_assert_ptr_nonnull(p);
	ck_assert_ptr_nonnull(q);
	ck_assert_ptr_nonnull(r);
	ck_assert_ptr_ne(p, q);
	mem_free(p);
	mem_free(q);
	mem_free(r);
	mem_free(NULL);
}
END_TEST

START_TEST(growing_keeps_what_was)
{
	char *p = mem_grow(NULL, 4);

	memcpy(p, "abcd", 4);
	p = mem_grow(p, 100000);
	ck_assert_int_eq(memcmp(p, "abcd", 4), 0);
	p = mem_grow_array(p, 2, 1);
	ck_assert_int_eq(memcmp(p, "ab", 2), 0);
	mem_free(p);
}
END_TEST

START_TEST(a_product_that_overflows_is_out_of_memory)
{
	wanted = 0;
	mem_set_hook(note_size);
	if (setjmp(oom_jump) == 0)
		mem_array(SIZE_MAX / 8 + 1, 8);
	ck_assert_uint_eq(wanted, SIZE_MAX);
	wanted = 0;
	if (setjmp(oom_jump) == 0)
		mem_grow_array(NULL, 2, SIZE_MAX);
	ck_assert_uint_eq(wanted, SIZE_MAX);
}
END_TEST

START_TEST(more_than_there_is_calls_the_hook)
{
	mem_set_hook(note_size);
	wanted = 0;
	if (setjmp(oom_jump) == 0)
		mem_new(SIZE_MAX / 2 + 1);
	ck_assert_uint_eq(wanted, SIZE_MAX / 2 + 1);
}
END_TEST

static void *grown;

static void grow_twice(void *thing)
{
	(void)thing;
	grown = mem_grow(NULL, 10);
	grown = mem_grow(grown, 20);
}

static void free_grown(void *thing)
{
	(void)thing;
	mem_free(grown);
	grown = NULL;
}

START_TEST(what_could_not_grow_stays_valid)
{
	ck_assert_int_eq(oom_each(grow_twice, free_grown, NULL), 2);
}
END_TEST

static bool never(size_t n)
{
	(void)n;
	return false;
}

START_TEST(without_a_hook_it_aborts)
{
	mem_set_gate(never);
	mem_new(1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("mem");
	TCase *tests = tcase_create("mem");

	tcase_add_test(tests, new_memory_is_zeroed);
	tcase_add_test(tests, nothing_is_something);
	tcase_add_test(tests, growing_keeps_what_was);
	tcase_add_test(tests, a_product_that_overflows_is_out_of_memory);
	tcase_add_test(tests, more_than_there_is_calls_the_hook);
	tcase_add_test(tests, what_could_not_grow_stays_valid);
	tcase_add_test_raise_signal(tests, without_a_hook_it_aborts, SIGABRT);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
