/* SPDX-License-Identifier: MIT */
/*
 * Progress: kept over kills, second programs, damage and a home that cannot be
 * written; and the report that is folded from it.
 */
#include "app/journal.h"

#include "app/recap.h"
#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static char folder[] = "/tmp/journal-XXXXXX";
static char path[64];

static void setup(void)
{
	strcpy(strrchr(folder, '-'), "-XXXXXX");
	ck_assert_ptr_nonnull(mkdtemp(folder));
	snprintf(path, sizeof path, "%s/a/progress", folder);
}

static void teardown(void)
{
	char command[128];

	snprintf(command, sizeof command, "rm -rf '%s'", folder);
	ck_assert_int_eq(system(command), 0);
}

static void put(const char *text)
{
	char below[64];
	FILE *f;

	snprintf(below, sizeof below, "%s/a", folder);
	mkdir(below, 0700);
	f = fopen(path, "w");
	ck_assert_ptr_nonnull(f);
	fputs(text, f);
	fclose(f);
}

static bool exists(const char *suffix)
{
	char name[96];

	snprintf(name, sizeof name, "%s%s", path, suffix);
	return access(name, F_OK) == 0;
}

static void add(struct journal *j, unsigned number, enum fact_result result,
		const char *name)
{
	struct fact f = fact_of(FACT_ANSWER, "04-party", number);

	f.result = result;
	strcpy(f.name, name);
	journal_add(j, &f);
}

START_TEST(facts_come_back)
{
	struct journal j;

	journal_open(&j, path);
	ck_assert_uint_eq(j.problem.len, 0);
	add(&j, 7, RESULT_SECOND, "alone");
	journal_close(&j);
	journal_open(&j, path);
	ck_assert_uint_eq(j.facts.len, 1);
	ck_assert_str_eq(j.facts.at[0].lesson, "04-party");
	ck_assert_str_eq(j.facts.at[0].name, "alone");
	ck_assert_uint_eq(j.facts.at[0].number, 7);
	ck_assert_int_eq(j.facts.at[0].result, RESULT_SECOND);
	journal_close(&j);
}
END_TEST

START_TEST(a_torn_line_is_dropped)
{
	struct journal j;

	put("turntable-progress 1\nat\tx\t1\t-\t-\nanswer\tx\t2\tfir");
	journal_open(&j, path);
	ck_assert_uint_eq(j.facts.len, 1);
	ck_assert_uint_eq(j.problem.len, 0);
	add(&j, 3, RESULT_FIRST, "");
	journal_close(&j);
	journal_open(&j, path);
	ck_assert_uint_eq(j.facts.len, 2);
	ck_assert_uint_eq(j.facts.at[1].number, 3);
	journal_close(&j);
}
END_TEST

START_TEST(two_programs_lose_nothing)
{
	struct journal a, b;

	journal_open(&a, path);
	journal_open(&b, path);
	add(&a, 1, RESULT_FIRST, "");
	add(&b, 2, RESULT_FIRST, "");
	add(&a, 3, RESULT_FIRST, "");
	journal_close(&a);
	journal_close(&b);
	journal_open(&a, path);
	ck_assert_uint_eq(a.facts.len, 3);
	ck_assert_uint_eq(a.problem.len, 0);
	journal_close(&a);
}
END_TEST

static const struct {
	const char *text, *aside;
} others[] = {
	{"turntable-progress 2\nat\tx\t1\t-\t-\n", ".newer-1"},
	{"something else\n", ".damaged-1"},
	{"turntable-pro", ".damaged-1"},
	{"turntable-progress x\n", ".damaged-1"},
};

START_TEST(another_file_is_set_aside)
{
	struct journal j;

	put(others[_i].text);
	journal_open(&j, path);
	ck_assert_uint_eq(j.facts.len, 0);
	ck_assert_uint_gt(j.problem.len, 0);
	ck_assert(exists(others[_i].aside));
	add(&j, 1, RESULT_FIRST, "");
	journal_close(&j);
	put(others[_i].text);
	journal_open(&j, path);
	journal_close(&j);
	ck_assert(exists(others[_i].aside));
	journal_open(&j, path);
	ck_assert_uint_eq(j.problem.len, 0);
	journal_close(&j);
}
END_TEST

/* What stands in the way of the folder, of the file, and a full disk. */
START_TEST(where_nothing_can_be_saved_it_goes_on)
{
	const char *const places[] = {"/dev/null/progress", "/proc/progress",
				      "/dev/full", "/dev/null"};

	for (size_t i = 0; i < sizeof places / sizeof *places; i++) {
		struct journal j;

		journal_open(&j, places[i]);
		add(&j, 1, RESULT_FIRST, "");
		ck_assert_uint_eq(j.facts.len, 1);
		ck_assert_uint_gt(j.problem.len, 0);
		journal_close(&j);
	}
}
END_TEST

START_TEST(words_cannot_break_a_line)
{
	struct fact f = fact_of(FACT_AT, "a b\tc\nd", 1);
	struct journal j;

	journal_open(&j, path);
	journal_add(&j, &f);
	journal_close(&j);
	journal_open(&j, path);
	ck_assert_uint_eq(j.facts.len, 1);
	ck_assert_str_eq(j.facts.at[0].lesson, "a_b_c_d");
	journal_close(&j);
}
END_TEST

START_TEST(the_report_counts_first_answers)
{
	struct journal j;
	struct recap r;

	journal_open(&j, path);
	add(&j, 1, RESULT_FIRST, "");
	add(&j, 2, RESULT_WRONG, "alone");
	add(&j, 3, RESULT_SECOND, "free");
	add(&j, 4, RESULT_UNKNOWN, "");
	add(&j, 2, RESULT_FIRST, "");
	add(&j, 5, RESULT_WRONG, "free");
	recap_init(&r, &j, "04-party");
	ck_assert_uint_eq(r.asked, 5);
	ck_assert_uint_eq(r.first, 1);
	ck_assert_uint_eq(r.second, 1);
	ck_assert_uint_eq(r.wrong, 2);
	ck_assert_uint_eq(r.unknown, 1);
	ck_assert_uint_eq(r.misconceptions.len, 2);
	ck_assert_str_eq(r.misconceptions.at[0].name, "free");
	ck_assert_uint_eq(r.misconceptions.at[0].times, 2);
	ck_assert_uint_eq(r.again.len, 3);
	recap_fini(&r);
	recap_init(&r, &j, "other");
	ck_assert_uint_eq(r.asked, 0);
	recap_fini(&r);
	journal_close(&j);
}
END_TEST

START_TEST(an_exercise_that_was_shown_is_looked_at_again)
{
	struct fact shown = fact_of(FACT_SOLVED, "04-party", 7);
	struct fact alone = fact_of(FACT_SOLVED, "04-party", 8);
	struct journal j;
	struct recap r;

	journal_open(&j, path);
	shown.result = RESULT_WRONG;
	alone.result = RESULT_SECOND;
	journal_add(&j, &shown);
	journal_add(&j, &alone);
	recap_init(&r, &j, "04-party");
	ck_assert_uint_eq(r.solved, 1);
	ck_assert_uint_eq(r.again.len, 1);
	ck_assert_uint_eq(r.again.at[0].number, 7);
	recap_fini(&r);
	journal_close(&j);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("journal");
	TCase *tests = tcase_create("journal");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, facts_come_back);
	tcase_add_test(tests, a_torn_line_is_dropped);
	tcase_add_test(tests, two_programs_lose_nothing);
	tcase_add_loop_test(tests, another_file_is_set_aside, 0,
			    sizeof others / sizeof *others);
	tcase_add_test(tests, where_nothing_can_be_saved_it_goes_on);
	tcase_add_test(tests, words_cannot_break_a_line);
	tcase_add_test(tests, the_report_counts_first_answers);
	tcase_add_test(tests, an_exercise_that_was_shown_is_looked_at_again);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
