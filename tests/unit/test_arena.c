/* SPDX-License-Identifier: MIT */
/*
 * Arenas: aligned, zeroed, unmoved, and every allocation failing once.
 */
#include "base/arena.h"

#include "unit/oom.h"
#include "unit/unit.h"

#include <stdalign.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

START_TEST(pieces_are_aligned_zeroed_and_apart)
{
	struct arena arena = {0};
	unsigned char *before = NULL;

	for (size_t n = 0; n < 3000; n++) {
		unsigned char *p = arena_alloc(&arena, n % 97);

		ck_assert_uint_eq((uintptr_t)p % alignof(max_align_t), 0);
		for (size_t i = 0; i < n % 97; i++)
			ck_assert_uint_eq(p[i], 0);
		memset(p, 0xff, n % 97);
		if (before && n % 97 > 1)
			ck_assert_ptr_ne(p, before);
		before = p;
	}
	arena_free(&arena);
	ck_assert_ptr_null(arena.chunks);
	ck_assert_uint_eq(arena.given, 0);
}
END_TEST

START_TEST(strings_stay_where_they_are)
{
	struct arena arena = {0};
	const char *texts[2000];

	for (int i = 0; i < 2000; i++) {
		char text[20];
		int n = snprintf(text, sizeof text, "text %d", i);

		texts[i] = arena_str(&arena, text, (size_t)n);
	}
	for (int i = 0; i < 2000; i++) {
		ck_assert_int_eq(strncmp(texts[i], "text ", 5), 0);
		ck_assert_int_eq(atoi(texts[i] + 5), i);
	}
	ck_assert_str_eq(arena_str(&arena, NULL, 0), "");
	ck_assert_str_eq(arena_str(&arena, "abc", 2), "ab");
	arena_free(&arena);
}
END_TEST

START_TEST(large_pieces_and_odd_ones_mix)
{
	struct arena arena = {0};
	char *large;

	arena_str(&arena, "x", 1);
	large = arena_alloc(&arena, 1 << 20);
	memset(large, 1, 1 << 20);
	arena_str(&arena, "yz", 2);
	ck_assert_uint_eq(
		(uintptr_t)arena_alloc(&arena, 8) % alignof(max_align_t), 0);
	ck_assert_ptr_nonnull(arena_array(&arena, 1000, 24));
	arena_free(&arena);
	arena_free(&arena);
}
END_TEST

START_TEST(an_empty_arena_gives_nothing_too)
{
	struct arena arena = {0};

	ck_assert_ptr_nonnull(arena_alloc(&arena, 0));
	arena_free(&arena);
}
END_TEST

START_TEST(what_is_too_large_runs_out)
{
	struct arena arena = {0};
	volatile int failed = 0;

	mem_set_hook(oom_hook);
	if (setjmp(oom_jump) == 0)
		arena_array(&arena, SIZE_MAX / 4, 8);
	else
		failed++;
	if (setjmp(oom_jump) == 0)
		arena_alloc(&arena, SIZE_MAX - 3);
	else
		failed++;
	ck_assert_int_eq(failed, 2);
	ck_assert_str_eq(arena_str(&arena, "still there", 11), "still there");
	arena_free(&arena);
}
END_TEST

static void work(void *thing)
{
	struct arena *arena = thing;

	for (size_t i = 0; i < 200; i++) {
		arena_str(arena, "some words", 10);
		arena_alloc(arena, i * 8);
	}
}

static void fini(void *thing)
{
	arena_free(thing);
}

START_TEST(each_failing_allocation_can_be_freed)
{
	struct arena arena = {0};

	ck_assert_int_gt(oom_each(work, fini, &arena), 4);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("arena");
	TCase *tests = tcase_create("arena");

	tcase_add_test(tests, pieces_are_aligned_zeroed_and_apart);
	tcase_add_test(tests, strings_stay_where_they_are);
	tcase_add_test(tests, large_pieces_and_odd_ones_mix);
	tcase_add_test(tests, an_empty_arena_gives_nothing_too);
	tcase_add_test(tests, what_is_too_large_runs_out);
	tcase_add_test(tests, each_failing_allocation_can_be_freed);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
