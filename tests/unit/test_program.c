/* SPDX-License-Identifier: MIT */
/*
 * Copies of a program: whose they are, their numbers, releases and names.
 */
#include "sim/program.h"

#include "unit/unit.h"

static int64_t gaps[] = {0, 3, 10};
static struct prog_task tasks[] = {
	{.name = "one", .first = 0, .count = 1, .at = 7, .gaps = NONE},
	{.name = "guest",
	 .first = 1,
	 .count = 12,
	 .at = 100,
	 .every = 5,
	 .gaps = NONE},
	{.name = "late",
	 .first = 13,
	 .count = 3,
	 .at = 1000,
	 .every = 3,
	 .gaps = 0},
	{.name = "last", .first = 16, .count = 1, .gaps = NONE},
};
static const struct program program = {
	.tasks = tasks, .n_tasks = 4, .n_copies = 17, .release_gaps = gaps};

static const struct {
	uint32_t copy, task, number;
	int64_t release;
	const char *name;
} copies[] = {
	{0, 0, 1, 7, "one"},        {1, 1, 1, 100, "guest.1"},
	{2, 1, 2, 105, "guest.2"},  {12, 1, 12, 155, "guest.12"},
	{13, 2, 1, 1000, "late.1"}, {14, 2, 2, 1003, "late.2"},
	{15, 2, 3, 1010, "late.3"}, {16, 3, 1, 0, "last"},
};

START_TEST(a_copy_knows_its_task)
{
	char name[20];
	uint32_t copy = copies[_i].copy;

	ck_assert_uint_eq(program_task_of(&program, copy), copies[_i].task);
	ck_assert_uint_eq(program_number(&program, copy), copies[_i].number);
	ck_assert_int_eq(program_release(&program, copy), copies[_i].release);
	ck_assert_str_eq(program_copy_name(&program, copy, name, sizeof name),
			 copies[_i].name);
}
END_TEST

START_TEST(a_name_is_cut_to_its_buffer)
{
	char name[8] = "#######";

	ck_assert_str_eq(program_copy_name(&program, 12, name, 5), "gues");
	ck_assert_str_eq(program_copy_name(&program, 12, name, 8), "guest.1");
	ck_assert_str_eq(program_copy_name(&program, 12, name, 1), "");
	name[0] = '#';
	program_copy_name(&program, 12, name, 0);
	ck_assert_int_eq(name[0], '#');
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("program");
	TCase *tests = tcase_create("program");

	tcase_add_loop_test(tests, a_copy_knows_its_task, 0,
			    sizeof copies / sizeof *copies);
	tcase_add_test(tests, a_name_is_cut_to_its_buffer);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
