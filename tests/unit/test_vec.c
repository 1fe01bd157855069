/* SPDX-License-Identifier: MIT */
/*
 * Growable arrays: order, growth, and every allocation failing once.
 */
#include "base/vec.h"

#include "unit/oom.h"
#include "unit/unit.h"

#include <signal.h>
#include <stdio.h>

struct numbers VEC(int);

struct pair {
	char letter;
	long number;
};

START_TEST(pushed_is_kept_in_order)
{
	struct numbers v = {0};

	for (int i = 0; i < 10000; i++)
		vec_push(&v, i);
	ck_assert_uint_eq(v.len, 10000);
	ck_assert_uint_le(v.len, v.room);
	ck_assert_uint_lt(v.room, 2 * v.len);
	for (int i = 0; i < 10000; i++)
		ck_assert_int_eq(v.at[i], i);
	ck_assert_int_eq(*vec_last(&v), 9999);
	for (int i = 9999; i >= 0; i--)
		ck_assert_int_eq(vec_pop(&v), i);
	vec_fini(&v);
	ck_assert_ptr_null(v.at);
}
END_TEST

START_TEST(an_element_of_itself_may_be_pushed)
{
	struct numbers v = {0};

	vec_push(&v, 7);
	for (int i = 0; i < 1000; i++)
		vec_push(&v, v.at[0]);
	for (size_t i = 0; i < v.len; i++)
		ck_assert_int_eq(v.at[i], 7);
	vec_fini(&v);
}
END_TEST

START_TEST(structs_and_anonymous_vectors)
{
	struct VEC(struct pair) v = {0};
	struct pair *last;

	vec_push(&v, ((struct pair){.letter = 'a', .number = 1}));
	last = vec_add(&v);
	ck_assert_int_eq(last->letter, 0);
	ck_assert_int_eq(last->number, 0);
	last->letter = 'b';
	ck_assert_int_eq(v.at[0].letter, 'a');
	ck_assert_int_eq(v.at[1].letter, 'b');
	vec_fini(&v);
}
END_TEST

START_TEST(added_is_zeroed_even_where_something_was)
{
	struct numbers v = {0};

	vec_push(&v, 5);
	vec_push(&v, 6);
	vec_clear(&v);
	ck_assert_int_eq(*vec_add(&v), 0);
	vec_extend(&v, 3);
	vec_extend(&v, 0);
	ck_assert_uint_eq(v.len, 4);
	for (size_t i = 0; i < v.len; i++)
		ck_assert_int_eq(v.at[i], 0);
	vec_fini(&v);
	vec_extend(&v, 0);
	ck_assert_uint_eq(v.len, 0);
}
END_TEST

START_TEST(inserted_and_deleted_anywhere)
{
	struct numbers v = {0};

	for (int i = 0; i < 100; i++)
		*(int *)vec_insert(&v, v.len / 2) = i;
	for (int i = 0; i < 100; i += 2)
		ck_assert_int_eq(v.at[99 - i / 2], i);
	for (int i = 1; i < 100; i += 2)
		ck_assert_int_eq(v.at[i / 2], i);
	vec_del(&v, 0);
	ck_assert_int_eq(v.at[0], 3);
	vec_del(&v, v.len - 1);
	ck_assert_int_eq(*vec_last(&v), 2);
	vec_del(&v, 48);
	ck_assert_int_eq(v.at[47], 97);
	ck_assert_int_eq(v.at[48], 98);
	ck_assert_uint_eq(v.len, 97);
	vec_fini(&v);
}
END_TEST

START_TEST(reserved_room_is_not_moved)
{
	struct numbers v = {0};
	int *at;

	vec_reserve(&v, 100);
	at = v.at;
	for (int i = 0; i < 100; i++)
		vec_push(&v, i);
	ck_assert_ptr_eq(v.at, at);
	vec_fini(&v);
}
END_TEST

static void work(void *thing)
{
	struct numbers *v = thing;

	for (int i = 0; i < 500; i++)
		vec_push(v, i);
	vec_extend(v, 1000);
	*(int *)vec_insert(v, 0) = 5;
}

static void check_and_free(void *thing)
{
	struct numbers *v = thing;

	ck_assert_uint_le(v->len, v->room);
	if (v->len <= 500) {
		for (size_t i = 0; i < v->len; i++)
			ck_assert_int_eq(v->at[i], (int)i);
	}
	vec_fini(v);
}

START_TEST(each_failing_allocation_leaves_it_as_it_was)
{
	struct numbers v = {0};

	ck_assert_int_gt(oom_each(work, check_and_free, &v), 5);
}
END_TEST

START_TEST(nothing_cannot_be_popped)
{
	struct numbers v = {0};

	ck_assert_ptr_nonnull(freopen("/dev/null", "w", stderr));
	(void)vec_pop(&v);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("vec");
	TCase *tests = tcase_create("vec");

	tcase_add_test(tests, pushed_is_kept_in_order);
	tcase_add_test(tests, an_element_of_itself_may_be_pushed);
	tcase_add_test(tests, structs_and_anonymous_vectors);
	tcase_add_test(tests, added_is_zeroed_even_where_something_was);
	tcase_add_test(tests, inserted_and_deleted_anywhere);
	tcase_add_test(tests, reserved_room_is_not_moved);
	tcase_add_test(tests, each_failing_allocation_leaves_it_as_it_was);
	tcase_add_test_raise_signal(tests, nothing_cannot_be_popped, SIGABRT);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
