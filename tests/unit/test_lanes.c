/* SPDX-License-Identifier: MIT */
/* Lanes: which there are, which are folded or left out, their names. */
#include "ui/lanes.h"

#include "unit/unit.h"

static struct prog_task tasks[4];
static struct program program;
static struct lanes lanes;

static void give(uint32_t i, const char *name, uint32_t count)
{
	uint32_t first = i > 0 ? tasks[i - 1].first + tasks[i - 1].count : 0;

	tasks[i] = (struct prog_task){
		.name = name, .first = first, .count = count};
	program.tasks = tasks;
	program.n_tasks = i + 1;
	program.n_copies = first + count;
}

static void setup(void)
{
	program = (struct program){.unit = 1};
	lanes = (struct lanes){0};
	give(0, "main", 1);
	give(1, "guest", 3);
	give(2, "request", 1000);
	give(3, "cook", 1);
}

static void teardown(void)
{
	lanes_fini(&lanes);
}

static void name_is(size_t i, const char *expected)
{
	struct str name = {0};

	lane_name(&name, NULL, &program, &lanes.list.at[i], false);
	ck_assert_str_eq(str_text(&name), expected);
	str_fini(&name);
}

START_TEST(all_copies_where_there_is_room)
{
	lanes_plan(&lanes, &program, 1005);
	ck_assert_uint_eq(lanes.list.len, 1005);
	ck_assert_uint_eq(lanes.left_out, 0);
	name_is(0, "main");
	name_is(3, "guest.3");
	name_is(1003, "request.1000");
}
END_TEST

START_TEST(most_copies_are_folded_first)
{
	lanes_plan(&lanes, &program, 1004);
	ck_assert_uint_eq(lanes.list.len, 6);
	name_is(2, "guest.2");
	name_is(4, "request ×1000");
	name_is(5, "cook");
	ck_assert_uint_eq(lanes.list.at[4].first, 4);
	ck_assert_uint_eq(lanes.list.at[4].count, 1000);
}
END_TEST

START_TEST(all_are_folded_if_need_be)
{
	lanes_plan(&lanes, &program, 4);
	ck_assert_uint_eq(lanes.list.len, 4);
	name_is(1, "guest ×3");
	ck_assert_int_eq(lanes_width(&lanes, NULL, &program), 13);
}
END_TEST

START_TEST(last_tasks_are_left_out)
{
	lanes_plan(&lanes, &program, 2);
	ck_assert_uint_eq(lanes.list.len, 2);
	ck_assert_uint_eq(lanes.left_out, 2);
}
END_TEST

START_TEST(labels_are_shown)
{
	tasks[2].label = "запрос";
	tasks[3].label = "厨师";
	lanes_plan(&lanes, &program, 4);
	name_is(2, "запрос ×1000");
	name_is(3, "厨师");
}
END_TEST

START_TEST(machines_have_lanes)
{
	lanes_plan(&lanes, &program, 4);
	lanes_add(&lanes, ACTOR_CORE, 2);
	ck_assert_uint_eq(lanes.list.len, 6);
	name_is(5, "core 1");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lanes");
	TCase *tests = tcase_create("lanes");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, all_copies_where_there_is_room);
	tcase_add_test(tests, most_copies_are_folded_first);
	tcase_add_test(tests, all_are_folded_if_need_be);
	tcase_add_test(tests, last_tasks_are_left_out);
	tcase_add_test(tests, labels_are_shown);
	tcase_add_test(tests, machines_have_lanes);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
