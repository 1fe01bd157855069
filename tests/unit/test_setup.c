/* SPDX-License-Identifier: MIT */
/*
 * Setups: read, written and read again; what keys are where nobody gives them.
 * What is refused stands in tests/bad/setup.tt.
 */
#include "scenario/setup_text.h"

#include "base/dur.h"
#include "unit/unit.h"

#include <string.h>

#define MIN INT64_C(60000000000)

static const struct program program = {.unit = MIN, .seed = 42};

static bool reads(const char *text, struct setup *setup)
{
	struct source source = {"--as", text, strlen(text)};
	struct diags diags = {0};
	bool ok = setup_parse(&source, &program, setup, &diags);

	diags_fini(&diags);
	return ok;
}

START_TEST(keys_have_defaults)
{
	struct setup s;

	ck_assert(reads("async", &s));
	ck_assert_int_eq(s.model, MODEL_ASYNC);
	ck_assert_uint_eq(s.given, 0);
	ck_assert_int_eq(s.key[KEY_CORES], 1);
	ck_assert_int_eq(s.key[KEY_POLICY], POLICY_RR);
	ck_assert_int_eq(s.key[KEY_QUANTUM], MIN);
	ck_assert_int_eq(s.key[KEY_SWITCH], 0);
	ck_assert_int_eq(s.key[KEY_START], 0);
	ck_assert_int_eq(s.key[KEY_STEP], 0);
	ck_assert_int_eq(s.key[KEY_EXECUTOR], 5);
	ck_assert_int_eq(s.key[KEY_TIES], TIES_ARRIVALS_FIRST);
	ck_assert_int_eq(s.key[KEY_UNTIL], SETUP_NO_UNTIL);
	ck_assert_int_eq(s.key[KEY_PYTHON], PYTHON_3_11_7);
	ck_assert_int_eq(s.key[KEY_SEED], 42);
}
END_TEST

START_TEST(an_executor_grows_with_the_cores)
{
	struct setup s;

	ck_assert(reads("async cores=8", &s));
	ck_assert_int_eq(s.key[KEY_EXECUTOR], 12);
	ck_assert(reads("async cores=64", &s));
	ck_assert_int_eq(s.key[KEY_EXECUTOR], 32);
	ck_assert(reads("async executor=3 cores=8", &s));
	ck_assert_int_eq(s.key[KEY_EXECUTOR], 3);
}
END_TEST

START_TEST(durations_are_in_the_scenarios_unit)
{
	struct setup s;

	ck_assert(reads("threads quantum=1.5 switch=2s until=none", &s));
	ck_assert_int_eq(s.key[KEY_QUANTUM], 3 * MIN / 2);
	ck_assert_int_eq(s.key[KEY_SWITCH], INT64_C(2000000000));
	ck_assert_int_eq(s.key[KEY_UNTIL], SETUP_NO_UNTIL);
}
END_TEST

START_TEST(typical_costs_are_the_models)
{
	struct setup s;

	ck_assert(reads("threads costs=typical", &s));
	ck_assert_int_eq(s.key[KEY_SWITCH], 5000);
	ck_assert_int_eq(s.key[KEY_START], 100000);
	ck_assert(reads("processes costs=typical switch=7us", &s));
	ck_assert_int_eq(s.key[KEY_SWITCH], 7000);
	ck_assert_int_eq(s.key[KEY_START], 3000000);
	ck_assert(reads("async step=1us costs=typical", &s));
	ck_assert_int_eq(s.key[KEY_STEP], 1000);
	ck_assert(reads("async costs=typical", &s));
	ck_assert_int_eq(s.key[KEY_STEP], 3000);
	ck_assert(reads("async costs=none", &s));
	ck_assert_int_eq(s.key[KEY_STEP], 0);
}
END_TEST

START_TEST(the_lock_is_the_models)
{
	struct setup s;

	ck_assert(reads("gil", &s));
	ck_assert(setup_has_gil(&s));
	ck_assert_int_eq(s.key[KEY_INTERVAL], 5 * MIN);
	ck_assert(reads("threads", &s));
	ck_assert(!setup_has_gil(&s));
	ck_assert(reads("pool gil=on interval=1s", &s));
	ck_assert(setup_has_gil(&s));
	ck_assert(!reads("processes gil=on", &s));
	ck_assert(!reads("gil gil=off", &s));
	ck_assert(!reads("threads thread=1.5KiB", &s));
	ck_assert(!reads("threads thread=KiB", &s));
	ck_assert(!reads("threads thread=2TiB", &s));
}
END_TEST

static const char *const strays[] = {
	"threads gil=on quantum=2",
	"pool gil=on policy=fcfs",
	"async gil=on ties=expired-first",
	"threads gil=on policy=mlfq boost=9",
	"threads interval=3",
	"async successor=random",
	"processes step=1",
	"processes executor=2",
	"threads cores=2 steal=1",
	"threads gil=on queues=each",
	"processes each=async workers=65",
	"processes each=async executor=1001",
	"processes each=async boost=3",
};

START_TEST(a_key_without_a_say_is_a_mistake)
{
	struct setup s;

	ck_assert_msg(!reads(strays[_i], &s), "%s", strays[_i]);
}
END_TEST

/* A knob was turned: what it makes of no account is kept, but not written. */
START_TEST(a_key_without_a_say_is_not_written)
{
	struct str out = {0};
	struct setup s;

	ck_assert(reads("threads quantum=3", &s));
	setup_give(&s, KEY_GIL, GIL_ON);
	setup_format(&s, &program, &out);
	ck_assert_str_eq(str_text(&out), "threads gil=on");
	str_fini(&out);
}
END_TEST

START_TEST(processes_come_in_three_ways)
{
	struct program crowd = program;
	struct setup s;

	crowd.n_copies = 100;
	crowd.main = 0;
	ck_assert(reads("processes cores=3", &s));
	ck_assert(!setup_has_workers(&s) && !setup_has_loops(&s));
	ck_assert_uint_eq(setup_loops(&s, &crowd), 0);
	ck_assert(reads("processes cores=3 workers=2", &s));
	ck_assert(setup_has_workers(&s));
	ck_assert(reads("processes cores=3 each=async step=1", &s));
	ck_assert(setup_has_loops(&s) && !setup_has_workers(&s));
	ck_assert_uint_eq(setup_loops(&s, &crowd), 4);
	ck_assert(reads("processes each=async workers=64", &s));
	ck_assert_uint_eq(setup_loops(&s, &crowd), SETUP_LOOPS_MAX);
	ck_assert(reads("async", &s));
	ck_assert_uint_eq(setup_loops(&s, &crowd), 1);
}
END_TEST

static const struct {
	const char *text, *written;
} forms[] = {
	{"sync", "sync"},
	{"  threads \t policy=fcfs   cores=2 ", "threads cores=2 policy=fcfs"},
	{"threads quantum=90s", "threads quantum=1.5"},
	{"threads quantum=1s", "threads quantum=1s"},
	{"threads quantum=60000000001ns", "threads quantum=60000000.001us"},
	{"async seed=7 python=3.11.2 step=3us",
	 "async step=3us python=3.11.2 seed=7"},
	{"async until=none executor=5", "async executor=5 until=none"},
	{"threads thread=2048KiB", "threads thread=2MiB"},
	{"async coroutine=0 thread=512B costs=typical",
	 "async costs=typical coroutine=0B thread=512B"},
	{"pool backlog=none workers=2 gil=on",
	 "pool workers=2 backlog=none gil=on"},
	{"processes workers=3 each=async cores=2",
	 "processes cores=2 each=async workers=3"},
	{"threads ties=expired-first until=1h",
	 "threads ties=expired-first until=60"},
};

START_TEST(a_setup_is_written_in_one_form)
{
	struct setup s, again;
	struct str out = {0};

	ck_assert(reads(forms[_i].text, &s));
	setup_format(&s, &program, &out);
	ck_assert_str_eq(str_text(&out), forms[_i].written);
	ck_assert(reads(str_text(&out), &again));
	ck_assert_int_eq(again.model, s.model);
	ck_assert_uint_eq(again.given, s.given);
	for (int key = 0; key < SETUP_KEYS; key++)
		ck_assert_int_eq(again.key[key], s.key[key]);
	str_fini(&out);
}
END_TEST

START_TEST(the_tables_are_whole)
{
	for (int i = 0; i < SETUP_KEYS; i++) {
		const struct setup_key_info *key = &setup_keys[i];

		ck_assert_ptr_nonnull(key->name);
		ck_assert_ptr_nonnull(key->help);
		ck_assert_uint_ne(key->models, 0);
		ck_assert((key->kind == KEY_CHOICE) == (key->choices != NULL));
	}
	for (int i = 0; i < SETUP_MODELS; i++)
		ck_assert_ptr_nonnull(setup_models[i].help);
	ck_assert(setup_takes(MODEL_ASYNC, KEY_STEP));
	ck_assert(!setup_takes(MODEL_THREADS, KEY_STEP));
	ck_assert(!setup_takes(MODEL_SYNC, KEY_CORES));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("setup");
	TCase *tests = tcase_create("setup");

	tcase_add_test(tests, keys_have_defaults);
	tcase_add_test(tests, an_executor_grows_with_the_cores);
	tcase_add_test(tests, durations_are_in_the_scenarios_unit);
	tcase_add_test(tests, typical_costs_are_the_models);
	tcase_add_test(tests, the_lock_is_the_models);
	tcase_add_loop_test(tests, a_key_without_a_say_is_a_mistake, 0,
			    sizeof strays / sizeof *strays);
	tcase_add_test(tests, a_key_without_a_say_is_not_written);
	tcase_add_test(tests, processes_come_in_three_ways);
	tcase_add_loop_test(tests, a_setup_is_written_in_one_form, 0,
			    sizeof forms / sizeof *forms);
	tcase_add_test(tests, the_tables_are_whole);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
