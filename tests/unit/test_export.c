/* SPDX-License-Identifier: MIT */
/*
 * The formats for machines and the table, byte for byte, and the sink's error.
 */
#include "base/str.h"
#include "export/export.h"
#include "export/jsonl.h"
#include "story/metrics.h"
#include "unit/made.h"
#include "unit/unit.h"

static struct made made;
static struct str got;
static struct setup setups[2];
static struct metrics *metrics[2];
static struct report_run runs[2];
static struct report report;

static int collect(void *to, const char *bytes, size_t n)
{
	str_addn(to, bytes, n);
	return 0;
}

static int refuse(void *to, const char *bytes, size_t n)
{
	int *calls = to;

	(void)bytes;
	(void)n;
	++*calls;
	return 28;
}

static struct sink sink = {.write = collect, .to = &got};

static void setup(void)
{
	made_init(&made);
	setup_init(setups + 0, MODEL_SYNC, MS, 0);
	setup_init(setups + 1, MODEL_THREADS, MS, 0);
}

static void teardown(void)
{
	metrics_free(metrics[0]);
	metrics_free(metrics[1]);
	metrics[0] = metrics[1] = NULL;
	made_fini(&made);
	str_fini(&got);
}

/* The same trace under one name or two. */
static void make_report(size_t n)
{
	static const char *const names[] = {"sync", "threads, \"q\""};

	for (size_t i = 0; i < n; i++) {
		struct metrics_how how = metrics_how(setups + i, &made.program);

		metrics[i] = metrics_new(&made.program, &made.trace, &how);
		runs[i] = (struct report_run){names[i], setups + i, &made.trace,
					      metrics[i]};
	}
	report = (struct report){.program = &made.program,
				 .runs = runs,
				 .n_runs = n,
				 .width = 80};
}

static void add_run(void)
{
	struct event *e;

	made_do(&made, 0, EV_ARRIVE, TEA);
	e = made_add(&made, 0, EV_RUN, TASK(TEA), ACTOR_NONE, 1);
	e->rule = RULE_FIRST_READY;
	made_add(&made, 0, EV_WORK, TASK(TEA), ACTOR_NONE, 2 * MS)->stmt = 0;
	made_do(&made, 2, EV_END, TEA);
	made_add(&made, 2, EV_IDLE, ACTOR(ACTOR_CORE, 0), ACTOR_NONE, 0);
}

START_TEST(jsonl_of_one_run)
{
	add_run();
	make_report(1);
	export_jsonl(&report, &sink);
	ck_assert_str_eq(
		got.at,
		"{\"t\":0,\"ev\":\"arrive\",\"task\":\"tea\"}\n"
		"{\"t\":0,\"ev\":\"run\",\"task\":\"tea\",\"core\":0,"
		"\"why\":\"first in the ready queue\",\"first\":true}\n"
		"{\"t\":0,\"ev\":\"work\",\"task\":\"tea\",\"for\":2000000,"
		"\"label\":\"say \\\"hi\\\"\",\"line\":3}\n"
		"{\"t\":2000000,\"ev\":\"end\",\"task\":\"tea\","
		"\"status\":\"ok\"}\n"
		"{\"t\":2000000,\"ev\":\"idle\",\"core\":0}\n");
}
END_TEST

static const char *line_of(enum setup_model model, size_t skip)
{
	setup_init(setups, model, MS, 0);
	make_report(1);
	str_clear(&got);
	export_jsonl(&report, &sink);
	metrics_free(metrics[0]);
	metrics[0] = NULL;
	return got.at + skip;
}

START_TEST(jsonl_names_threads)
{
	made_add(&made, 0, EV_RUN, THREAD(0), ACTOR_NONE, 0)->core = CORE_NONE;
	ck_assert_str_eq(line_of(MODEL_ASYNC, 0),
			 "{\"t\":0,\"ev\":\"run\",\"thread\":\"loop\"}\n");
	ck_assert_str_eq(line_of(MODEL_THREADS, 0),
			 "{\"t\":0,\"ev\":\"run\",\"thread\":\"worker-1\"}\n");
}
END_TEST

START_TEST(jsonl_names_members_of_a_group)
{
	uint64_t text = trace_keep(&made.trace, "Boom, Boom", 10);

	made_add(&made, 0, EV_END, TASK(EGG),
		 ACTOR(ACTOR_FAILURE, FAILURE_GROUP), (int64_t)text + 1)
		->rule = END_FAILED;
	ck_assert_str_eq(line_of(MODEL_ASYNC, 0),
			 "{\"t\":0,\"ev\":\"end\",\"task\":\"egg\","
			 "\"status\":\"failed\","
			 "\"failure\":\"failures[Boom, Boom]\"}\n");
}
END_TEST

START_TEST(jsonl_keeps_printed_text)
{
	uint64_t text = trace_keep(&made.trace, "a\n\"b\"", 5);

	made_add(&made, 0, EV_PRINT, TASK(GUEST_2), ACTOR_NONE, (int64_t)text);
	ck_assert_str_eq(line_of(MODEL_SYNC, 0),
			 "{\"t\":0,\"ev\":\"print\",\"task\":\"guest.2\","
			 "\"text\":\"a\\n\\\"b\\\"\"}\n");
}
END_TEST

START_TEST(jsonl_tells_setups_apart)
{
	add_run();
	make_report(2);
	export_jsonl(&report, &sink);
	ck_assert_ptr_nonnull(strstr(
		got.at, "{\"t\":0,\"ev\":\"arrive\",\"setup\":\"sync\","));
	ck_assert_ptr_nonnull(strstr(
		got.at, "\"ev\":\"idle\",\"setup\":\"threads, \\\"q\\\"\","));
}
END_TEST

START_TEST(every_kind_has_fields)
{
	for (int kind = 0; kind < EV_COUNT; kind++) {
		ck_assert_ptr_nonnull(jsonl_field((enum ev)kind, 0));
		ck_assert_ptr_null(jsonl_field((enum ev)kind, 8));
	}
}
END_TEST

START_TEST(csv_quotes_what_needs_it)
{
	add_run();
	make_report(2);
	export_csv(&report, &sink);
	ck_assert_ptr_nonnull(strstr(got.at, "setup,task,fate,release,"));
	ck_assert_ptr_nonnull(
		strstr(got.at, "\r\nsync,tea,ok,0,0,2000000,2000000,0,"));
	ck_assert_ptr_nonnull(
		strstr(got.at, "\r\n\"threads, \"\"q\"\"\",tea,ok,0,"));
	ck_assert_ptr_nonnull(strstr(got.at, "\r\nsync,guest.2,unborn,,,"));
}
END_TEST

START_TEST(csv_rows_are_equally_long)
{
	size_t commas = 0, want = 2 + n_task_metrics + n_total_metrics;

	add_run();
	make_report(1);
	export_csv(&report, &sink);
	for (const char *c = got.at; *c; c++) {
		commas += *c == ',';
		if (*c == '\n') {
			ck_assert_uint_eq(commas, want);
			commas = 0;
		}
	}
}
END_TEST

START_TEST(table_marks_the_best)
{
	made.tasks[2].on_demand = true;
	add_run();
	made_do(&made, 2, EV_ARRIVE, EGG);
	made_do(&made, 3, EV_RUN, EGG);
	made_do(&made, 3, EV_END, EGG);
	make_report(2);
	metrics[1]->makespan = 4 * MS;
	export_table(&report, &sink);
	ck_assert_ptr_nonnull(strstr(got.at, "setup         makespan"));
	ck_assert_ptr_nonnull(strstr(got.at, "sync"
					     "              3 ms*"));
	ck_assert_ptr_nonnull(strstr(got.at, "threads, \"q\"      4 ms "));
	for (char *line = strtok(got.at, "\n"); line; line = strtok(NULL, "\n"))
		ck_assert_uint_le(strlen(line), 80);
}
END_TEST

START_TEST(the_first_error_is_kept)
{
	int calls = 0;
	struct sink full = {.write = refuse, .to = &calls};

	add_run();
	make_report(2);
	export_csv(&report, &full);
	export_jsonl(&report, &full);
	export_table(&report, &full);
	ck_assert_int_eq(full.error, 28);
	ck_assert_int_eq(calls, 1);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("export");
	TCase *tcase = tcase_create("all");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, jsonl_of_one_run);
	tcase_add_test(tcase, jsonl_names_threads);
	tcase_add_test(tcase, jsonl_names_members_of_a_group);
	tcase_add_test(tcase, jsonl_keeps_printed_text);
	tcase_add_test(tcase, jsonl_tells_setups_apart);
	tcase_add_test(tcase, every_kind_has_fields);
	tcase_add_test(tcase, csv_quotes_what_needs_it);
	tcase_add_test(tcase, csv_rows_are_equally_long);
	tcase_add_test(tcase, table_marks_the_best);
	tcase_add_test(tcase, the_first_error_is_kept);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
