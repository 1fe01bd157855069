/* SPDX-License-Identifier: MIT */
/*
 * A scenario as a whole: declarations, copies and releases, locals, options,
 * and the limits that no file of tests/bad could hold.
 */
#include "unit/compiled.h"
#include "unit/unit.h"

#define MS INT64_C(1000000)

START_TEST(attributes_are_kept)
{
	struct program *p = compiled(
		"unit s\nseed 9\n"
		"task a \"Ann\" at 1 times 3 every 2 nice -5 priority 7 "
		"tickets 4 deadline 10:\n pass\n"
		"task b on demand daemon \"Bo\":\n pass\n");
	const struct prog_task *a = &p->tasks[0], *b = &p->tasks[1];

	ck_assert_int_eq(p->unit, 1000 * MS);
	ck_assert_uint_eq(p->seed, 9);
	ck_assert_uint_eq(p->main, NONE);
	ck_assert_uint_eq(p->n_copies, 4);
	ck_assert(p->any_deadline);
	ck_assert_str_eq(a->name, "a");
	ck_assert_str_eq(a->label, "Ann");
	ck_assert_int_eq(a->at, 1000 * MS);
	ck_assert_int_eq(a->every, 2000 * MS);
	ck_assert_int_eq(a->deadline, 10000 * MS);
	ck_assert_int_eq(a->nice, -5);
	ck_assert_int_eq(a->priority, 7);
	ck_assert_int_eq(a->tickets, 4);
	ck_assert_uint_eq(b->first, 3);
	ck_assert_str_eq(b->label, "Bo");
	ck_assert(b->on_demand && b->daemon);
	ck_assert_int_eq(b->deadline, -1);
	program_free(p);
}
END_TEST

START_TEST(objects_are_kept)
{
	struct program *p =
		compiled("device d latency 1..2 capacity 5 \"net\"\n"
			 "lock l\nsemaphore s 3\nqueue q capacity 4\n"
			 "queue r\nevent e\ncondition c\nvar x = -7\n"
			 "task t:\n pass\n");
	const struct prog_object *o = p->objects;

	ck_assert_uint_eq(p->n_objects, 7);
	ck_assert_int_eq(o[0].kind, OBJECT_DEVICE);
	ck_assert_int_eq(p->durs[o[0].latency].hi, 2 * MS);
	ck_assert_int_eq(o[0].amount, 5);
	ck_assert_str_eq(o[0].label, "net");
	ck_assert_int_eq(o[1].kind, OBJECT_LOCK);
	ck_assert_int_eq(o[2].amount, 3);
	ck_assert_int_eq(o[3].amount, 4);
	ck_assert_int_eq(o[4].amount, 0);
	ck_assert_uint_eq(o[4].latency, NONE);
	ck_assert_int_eq(o[6].kind, OBJECT_CONDITION);
	ck_assert_int_eq(p->vars[0].initial, -7);
	program_free(p);
}
END_TEST

START_TEST(with_a_main_the_others_are_on_demand)
{
	struct program *p = compiled("task a:\n pass\ntask main:\n join a\n");

	ck_assert_uint_eq(p->main, 1);
	ck_assert(p->tasks[0].on_demand);
	ck_assert(!p->tasks[1].on_demand);
	program_free(p);
}
END_TEST

START_TEST(a_seed_may_be_given_from_outside)
{
	struct scenario_options options = {.has_seed = true, .seed = 5};
	struct str said = {0};
	struct program *p =
		compile_with("seed 9\ntask t:\n pass\n", &options, &said);

	ck_assert_uint_eq(p->seed, 5);
	program_free(p);
	str_fini(&said);
}
END_TEST

/* Releases drawn depend on seed and task alone, and are whole units. */
START_TEST(releases_are_drawn_once)
{
	static const char text[] = "task a:\n pass\n"
				   "task t times 50 every 2..4 at 1:\n pass\n";
	static const char other[] = "seed 0\nvar x = 1\ntask a:\n work 5\n"
				    "task t times 50 every 2..4 at 1:\n pass\n";
	struct program *p = compiled(text), *q = compiled(other);
	int seen[3] = {0};

	ck_assert_int_eq(program_release(p, 1), MS);
	for (uint32_t copy = 2; copy <= 50; copy++) {
		int64_t gap =
			program_release(p, copy) - program_release(p, copy - 1);

		ck_assert_int_eq(gap % MS, 0);
		ck_assert(gap >= 2 * MS && gap <= 4 * MS);
		ck_assert_int_eq(program_release(q, copy),
				 program_release(p, copy));
		seen[gap / MS - 2]++;
	}
	ck_assert(seen[0] > 5 && seen[1] > 5 && seen[2] > 5);
	program_free(p);
	program_free(q);
}
END_TEST

START_TEST(locals_are_laid_out)
{
	struct program *p = compiled("routine deep:\n my a = 1\n my b = 2\n"
				     "routine mid:\n my c = 1\n call deep\n"
				     "task t times 2:\n my x = 1\n call deep\n"
				     " call mid\n my y = 2\n"
				     "task u:\n pass\n"
				     "task v:\n my z = 0\n");

	ck_assert_uint_eq(p->routines[0].slots, 2);
	ck_assert_uint_eq(p->tasks[0].slots, 2);
	ck_assert_uint_eq(p->tasks[0].all_slots, 5);
	ck_assert_uint_eq(p->tasks[0].locals, 0);
	ck_assert_uint_eq(p->tasks[1].all_slots, 0);
	ck_assert_uint_eq(p->tasks[2].locals, 10);
	ck_assert_uint_eq(p->n_locals, 11);
	program_free(p);
}
END_TEST

/* A copy's reference: the copies it stands for. */
START_TEST(references_name_copies)
{
	struct program *p = compiled("task a times 3:\n pass\n"
				     "task b:\n join a\n join a.2\n join b\n");

	ck_assert_uint_eq(p->refs[0].first, 0);
	ck_assert_uint_eq(p->refs[0].count, 3);
	ck_assert_uint_eq(p->refs[1].first, 1);
	ck_assert_uint_eq(p->refs[1].count, 1);
	ck_assert_uint_eq(p->refs[2].first, 3);
	ck_assert_uint_eq(p->refs[2].task, 1);
	program_free(p);
}
END_TEST

START_TEST(what_is_shown_is_safe)
{
	struct program *p = compiled("task t \"a\xe2\x80\xae"
				     "b\\nc\":\n"
				     " print \"x\xe2\x80\xae\\ny\"\n");

	ck_assert_str_eq(p->tasks[0].label, "a\xef\xbf\xbd"
					    "b c");
	ck_assert_str_eq(p->pieces[0].text, "x\xef\xbf\xbd\ny");
	program_free(p);
}
END_TEST

START_TEST(more_copies_from_the_command_line)
{
	struct scenario_options options = {.copies_max = SCENARIO_COPIES};
	const char *text = "task t times 1000000 every 1:\n work 1\n";
	struct str said = {0};
	struct program *p = compile_with(text, &options, &said);

	ck_assert_ptr_nonnull(p);
	ck_assert_uint_eq(p->n_copies, 1000000);
	program_free(p);
	str_fini(&said);
	refused(text, "test.tt:1:14: error: more than 100000 tasks, all copies "
		      "counted");
}
END_TEST

/* HEAD, then UNIT with the numbers from 0 to N - 1 put into it. */
static void many(struct str *text, const char *head, const char *unit, int n)
{
	str_clear(text);
	str_add(text, head);
	for (int i = 0; i < n; i++) {
		const char *hole = strchr(unit, '#');

		if (!hole) {
			str_add(text, unit);
			continue;
		}
		str_addn(text, unit, (size_t)(hole - unit));
		str_addi(text, i);
		str_add(text, hole + 1);
	}
}

static const struct {
	const char *head, *unit;
	int n;
	const char *message;
} limits[] = {
	{"task t:\n pass\n", "#\n", SCENARIO_TEXT_MAX,
	 "test.tt:1:1: error: the text is longer than 1048576 bytes"},
	{"task t:\n", " fail f#\n", 65600,
	 "test.tt:65530:7: error: too many names of failures"},
	{"task t:\n gather", " t", 65536,
	 "test.tt:2:2009: error: more than 1000 tasks in one statement"},
};

START_TEST(limits_are_told)
{
	struct str text = {0};

	many(&text, limits[_i].head, limits[_i].unit, limits[_i].n);
	refused(str_text(&text), limits[_i].message);
	str_fini(&text);
}
END_TEST

/* Long texts that no quadratic step would get through in time. */
static const struct {
	const char *head, *unit;
	int n;
	bool right;
} large[] = {
	{"task t:\n", " my x# = 1\n", 60000, true},
	{"task t:\n", " x# = y#\n", 60000, false},
	{"", "task t#:\n pass\n", 50000, true},
	{"", "task t:\n pass\n", 50000, false},
	{"task t:\n if 1:\n  pass\n", " elif 1:\n  pass\n", 50000, true},
	{"task t:\n try:\n  pass\n", " except a#:\n  pass\n", 40000, true},
	{"routine r:\n pass\ntask t:\n call r\n", "routine r#:\n call r\n",
	 40000, true},
	{"task t:\n forever:\n", "  break\n", 100000, true},
	{"task t:\n my x = ", "(", 1000000, false},
	{"task t:\n my x = ", "not ", 250000, false},
	{"task t:\n my x = 1", "+1", 500000, false},
	{"task t:\n print \"", "{a}", 200000, false},
	{"task t:\n print \"", "{", 1000000, false},
	{"", "\"", 1000000, false},
	{"", ":", 1000000, false},
	{"lock ", "a", 1000000, false},
};

START_TEST(large_texts_take_no_time)
{
	struct str text = {0}, said = {0};
	struct program *p;

	many(&text, large[_i].head, large[_i].unit, large[_i].n);
	p = compile_with(str_text(&text), NULL, &said);
	ck_assert((p != NULL) == large[_i].right);
	program_free(p);
	str_fini(&text);
	str_fini(&said);
}
END_TEST

/* Calls in a chain as long as the text: nothing recurses along it. */
START_TEST(a_long_chain_of_calls)
{
	struct str text = {0};
	struct program *p;

	str_add(&text, "task t:\n call r0\n");
	for (int i = 0; i < 20000; i++)
		str_addf(&text, "routine r%d:\n my x = 1\n call r%d\n", i,
			 i + 1);
	str_add(&text, "routine r20000:\n pass\n");
	p = compiled(str_text(&text));
	ck_assert_uint_eq(p->tasks[0].all_slots, 20000);
	program_free(p);
	str_fini(&text);
}
END_TEST

START_TEST(messages_stand_in_the_order_of_the_text)
{
	struct source source = {"test.tt", "task t:\n a = 1\n b = (\n c = 1\n",
				29};
	struct diags diags = {0};

	ck_assert_ptr_null(scenario_compile(&source, NULL, &diags));
	ck_assert_uint_eq(diags.len, 3);
	for (size_t i = 1; i < diags.len; i++)
		ck_assert(diags.list[i - 1].begin < diags.list[i].begin);
	diags_fini(&diags);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("scenario");
	TCase *tests = tcase_create("scenario");

	tcase_add_test(tests, attributes_are_kept);
	tcase_add_test(tests, objects_are_kept);
	tcase_add_test(tests, with_a_main_the_others_are_on_demand);
	tcase_add_test(tests, a_seed_may_be_given_from_outside);
	tcase_add_test(tests, releases_are_drawn_once);
	tcase_add_test(tests, locals_are_laid_out);
	tcase_add_test(tests, references_name_copies);
	tcase_add_test(tests, what_is_shown_is_safe);
	tcase_add_test(tests, more_copies_from_the_command_line);
	tcase_add_loop_test(tests, limits_are_told, 0,
			    sizeof limits / sizeof *limits);
	tcase_add_loop_test(tests, large_texts_take_no_time, 0,
			    sizeof large / sizeof *large);
	tcase_add_test(tests, a_long_chain_of_calls);
	tcase_add_test(tests, messages_stand_in_the_order_of_the_text);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
