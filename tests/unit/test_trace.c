/* SPDX-License-Identifier: MIT */
/*
 * Events in chunks that stay where they are, texts by offset, times by search.
 */
#include "sim/trace.h"

#include "unit/unit.h"

#include <stdio.h>

enum { MANY = 200 * TRACE_CHUNK + 17 }; /* slabs of all sizes */

static void fill(struct trace *tr)
{
	for (uint32_t i = 0; i < MANY; i++) {
		struct event *e = trace_add(tr);

		*e = (struct event){.t = i / 10 * 2, .who = i};
	}
}

START_TEST(events_stay_where_they_are)
{
	const struct event *first;
	struct trace tr;

	trace_init(&tr);
	trace_add(&tr)->who = 77;
	first = trace_at(&tr, 0);
	fill(&tr);
	ck_assert_uint_eq(tr.n, MANY + 1);
	ck_assert_ptr_eq(first, trace_at(&tr, 0));
	ck_assert_uint_eq(first->who, 77);
	for (uint32_t i = 0; i < MANY; i++)
		ck_assert_uint_eq(trace_at(&tr, i + 1)->who, i);
	trace_fini(&tr);
	ck_assert_uint_eq(tr.n, 0);
}
END_TEST

START_TEST(an_event_is_32_bytes)
{
	ck_assert_uint_eq(sizeof(struct event), 32);
}
END_TEST

START_TEST(times_are_found)
{
	struct trace tr;

	trace_init(&tr);
	ck_assert_uint_eq(trace_find_time(&tr, 0), 0);
	fill(&tr); /* ten events at each even time */
	ck_assert_uint_eq(trace_find_time(&tr, -5), 0);
	ck_assert_uint_eq(trace_find_time(&tr, 0), 0);
	ck_assert_uint_eq(trace_find_time(&tr, 1), 10);
	ck_assert_uint_eq(trace_find_time(&tr, 2), 10);
	ck_assert_uint_eq(trace_find_time(&tr, 1000), 5000);
	ck_assert_uint_eq(trace_find_time(&tr, MANY), MANY);
	trace_fini(&tr);
}
END_TEST

START_TEST(texts_are_kept)
{
	uint64_t at[500];
	char text[32];
	struct trace tr;

	trace_init(&tr);
	for (int i = 0; i < 500; i++) {
		int len = snprintf(text, sizeof text, "line %d", i);

		at[i] = trace_keep(&tr, text, (uint64_t)len);
	}
	ck_assert_str_eq(trace_text(&tr, trace_keep(&tr, "", 0)), "");
	ck_assert_str_eq(trace_text(&tr, trace_keep(&tr, "cut here", 3)),
			 "cut");
	for (int i = 0; i < 500; i++) {
		snprintf(text, sizeof text, "line %d", i);
		ck_assert_str_eq(trace_text(&tr, at[i]), text);
	}
	trace_fini(&tr);
}
END_TEST

START_TEST(actors_are_one_scheme)
{
	uint32_t last = ACTOR(ACTOR_FAILURE, ACTOR_INDEX);

	ck_assert_int_eq(actor_class(ACTOR(ACTOR_OBJECT, 5)), ACTOR_OBJECT);
	ck_assert_uint_eq(actor_index(ACTOR(ACTOR_OBJECT, 5)), 5);
	ck_assert_uint_eq(ACTOR(ACTOR_TASK, 5), 5);
	ck_assert_uint_eq(actor_index(last), ACTOR_INDEX);
	ck_assert_uint_ne(last, ACTOR_NONE);
}
END_TEST

START_TEST(every_kind_has_a_name_of_its_own)
{
	for (int i = 0; i < EV_COUNT; i++) {
		ck_assert_ptr_nonnull(ev_name((enum ev)i));
		for (int k = 0; k < i; k++)
			ck_assert_str_ne(ev_name((enum ev)i),
					 ev_name((enum ev)k));
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("trace");
	TCase *tests = tcase_create("trace");

	tcase_add_test(tests, events_stay_where_they_are);
	tcase_add_test(tests, an_event_is_32_bytes);
	tcase_add_test(tests, times_are_found);
	tcase_add_test(tests, texts_are_kept);
	tcase_add_test(tests, actors_are_one_scheme);
	tcase_add_test(tests, every_kind_has_a_name_of_its_own);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
