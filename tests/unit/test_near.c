/* SPDX-License-Identifier: MIT */
/*
 * Nearest names: distances, and when none is near enough.
 */
#include "base/near.h"

#include "base/rng.h"
#include "unit/unit.h"

#include <string.h>

static const struct {
	const char *a, *b;
	size_t steps;
} rows[] = {
	{"", "", 0},         {"work", "work", 0},     {"work", "Work", 0},
	{"work", "wrk", 1},  {"work", "woork", 1},    {"work", "word", 1},
	{"work", "owrk", 1}, {"ca", "abc", 3},        {"kitten", "sitting", 3},
	{"", "abc", 3},      {"abcdef", "badcfe", 3},
};

static size_t distance(const char *a, const char *b, size_t most)
{
	return near_distance(a, strlen(a), b, strlen(b), most);
}

START_TEST(distances_count_steps)
{
	ck_assert_uint_eq(distance(rows[_i].a, rows[_i].b, 60), rows[_i].steps);
	ck_assert_uint_eq(distance(rows[_i].b, rows[_i].a, 60), rows[_i].steps);
	for (size_t most = 0; most < rows[_i].steps; most++)
		ck_assert_uint_eq(distance(rows[_i].a, rows[_i].b, most),
				  most + 1);
}
END_TEST

START_TEST(the_bound_changes_nothing_below_it)
{
	struct rng rng;

	rng_init(&rng, 3, 3);
	for (int i = 0; i < 20000; i++) {
		char a[8] = "", b[8] = "";
		size_t most, whole;

		for (size_t j = rng_below(&rng, 8); j-- > 0;)
			a[j] = (char)('a' + rng_below(&rng, 3));
		for (size_t j = rng_below(&rng, 8); j-- > 0;)
			b[j] = (char)('a' + rng_below(&rng, 3));
		most = rng_below(&rng, 9);
		whole = distance(a, b, 60);
		ck_assert_uint_eq(distance(a, b, most),
				  whole > most ? most + 1 : whole);
		ck_assert_uint_eq(distance(b, a, most),
				  whole > most ? most + 1 : whole);
	}
}
END_TEST

static const char *nearest(const char *name)
{
	static const char *const names[] = {"work",     "wait",    "kettle",
					    "omelette", "at",      "x",
					    "counter",  "counters"};

	return near_find(name, strlen(name), names,
			 sizeof names / sizeof *names);
}

START_TEST(the_nearest_is_found)
{
	ck_assert_str_eq(nearest("wrk"), "work");
	ck_assert_str_eq(nearest("WORK"), "work");
	ck_assert_str_eq(nearest("owrk"), "work");
	ck_assert_str_eq(nearest("wiat"), "wait");
	ck_assert_str_eq(nearest("ketle"), "kettle");
	ck_assert_str_eq(nearest("omelett"), "omelette");
	ck_assert_str_eq(nearest("counterz"), "counter");
	ck_assert_str_eq(nearest("X"), "x");
}
END_TEST

START_TEST(what_is_far_is_not_offered)
{
	ck_assert_ptr_null(nearest("guest"));
	ck_assert_ptr_null(nearest("y"));
	ck_assert_ptr_null(nearest("zz"));
	ck_assert_ptr_null(nearest(""));
	ck_assert_ptr_null(near_find("work", 4, NULL, 0));
}
END_TEST

START_TEST(names_of_any_length_are_safe)
{
	char name[200];
	struct near near = {.name = name, .len = sizeof name};

	memset(name, 'n', sizeof name);
	near_offer(&near, name, sizeof name);
	near_offer(&near, name, 3);
	ck_assert_ptr_null(near.best);
	near.len = NEAR_NAME_MAX;
	near_offer(&near, name, sizeof name);
	ck_assert_ptr_null(near.best);
	near_offer(&near, name, NEAR_NAME_MAX - 1);
	ck_assert_uint_eq(near.best_distance, 1);
	near_offer(&near, name, NEAR_NAME_MAX);
	ck_assert_uint_eq(near.best_distance, 0);
	near_offer(&near, name, NEAR_NAME_MAX);
	ck_assert_uint_eq(near.best_len, NEAR_NAME_MAX);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("near");
	TCase *tests = tcase_create("near");

	tcase_add_loop_test(tests, distances_count_steps, 0,
			    sizeof rows / sizeof *rows);
	tcase_add_test(tests, the_bound_changes_nothing_below_it);
	tcase_add_test(tests, the_nearest_is_found);
	tcase_add_test(tests, what_is_far_is_not_offered);
	tcase_add_test(tests, names_of_any_length_are_safe);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
