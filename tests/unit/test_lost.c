/* SPDX-License-Identifier: MIT */
/*
 * Lost updates: what the final value does not descend from.
 */
#include "story/lost.h"
#include "unit/made.h"
#include "unit/unit.h"

static struct made made;

static void setup(void)
{
	made_init(&made);
}

static void teardown(void)
{
	made_fini(&made);
}

static void reads(uint32_t task)
{
	made_add(&made, 0, EV_READ, TASK(task), VAR(0), 0);
}

static void writes(uint32_t task)
{
	made_add(&made, 0, EV_WRITE, TASK(task), VAR(0), 0);
}

static uint64_t lost(bool copies)
{
	return lost_updates(&made.program, &made.trace, copies, false);
}

START_TEST(none_in_turn)
{
	for (uint32_t i = 0; i < 4; i++) {
		reads(i);
		writes(i);
	}
	ck_assert_uint_eq(lost(false), 0);
}
END_TEST

START_TEST(one_between_read_and_write)
{
	reads(TEA);
	reads(EGG);
	writes(TEA);
	writes(EGG);
	ck_assert_uint_eq(lost(false), 1);
}
END_TEST

/* tea reads 0; egg adds three times; tea writes 1: three are missing. */
START_TEST(a_stale_write_loses_all_since)
{
	reads(TEA);
	for (int i = 0; i < 3; i++) {
		reads(EGG);
		writes(EGG);
	}
	writes(TEA);
	ck_assert_uint_eq(lost(false), 3);
}
END_TEST

START_TEST(who_never_read_begins_anew)
{
	reads(TEA);
	writes(TEA);
	writes(EGG);
	reads(TEA);
	writes(TEA);
	ck_assert_uint_eq(lost(false), 1);
}
END_TEST

START_TEST(offloaded_updates_count)
{
	made_add(&made, 0, EV_READ, THREAD(1), VAR(0), 0);
	made_add(&made, 0, EV_READ, THREAD(2), VAR(0), 0);
	made_add(&made, 0, EV_WRITE, THREAD(1), VAR(0), 1);
	made_add(&made, 0, EV_WRITE, THREAD(2), VAR(0), 1);
	ck_assert_uint_eq(lost(false), 1);
}
END_TEST

/* Each process counts in its own copy; the main one keeps its own only. */
START_TEST(copies_are_lost_with_their_process)
{
	made.program.main = 0;
	reads(TEA);
	writes(TEA);
	made_add(&made, 0, EV_SPAWN, TASK(TEA), TASK(EGG), 0);
	reads(EGG);
	writes(EGG);
	reads(TEA);
	writes(TEA);
	ck_assert_uint_eq(lost(true), 1);
	ck_assert_uint_eq(lost(false), 0);
}
END_TEST

START_TEST(many_tasks)
{
	enum { MANY = 1000 };
	struct prog_task crowd = {.name = "crowd", .count = MANY};

	made.program.tasks = &crowd;
	made.program.n_tasks = 1;
	made.program.n_copies = MANY;
	for (uint32_t i = 0; i < MANY; i++)
		reads(i);
	for (uint32_t i = 0; i < MANY; i++)
		writes(i);
	ck_assert_uint_eq(lost(false), MANY - 1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lost");
	TCase *tcase = tcase_create("all");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, none_in_turn);
	tcase_add_test(tcase, one_between_read_and_write);
	tcase_add_test(tcase, a_stale_write_loses_all_since);
	tcase_add_test(tcase, who_never_read_begins_anew);
	tcase_add_test(tcase, offloaded_updates_count);
	tcase_add_test(tcase, copies_are_lost_with_their_process);
	tcase_add_test(tcase, many_tasks);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
