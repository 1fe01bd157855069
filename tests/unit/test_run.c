/* SPDX-License-Identifier: MIT */
/*
 * Runs: budgets, limits, how they end, and finding any event again.
 */
#include "runtime/run.h"

#include "unit/engine.h"

#define TWO "task a:\n    work 3\ntask b:\n    work 2\n"

START_TEST(a_budget_is_not_more_than_it_says)
{
	struct engine e = engine_new(TWO, "threads");
	uint64_t n = 0;

	ck_assert_uint_eq(run_trace(e.run)->n, 0);
	ck_assert_int_eq(run_advance(e.run, 0), RUN_MORE);
	ck_assert_uint_eq(run_trace(e.run)->n, 0);
	while (run_advance(e.run, 1) == RUN_MORE) {
		ck_assert_uint_gt(run_trace(e.run)->n, n);
		n = run_trace(e.run)->n;
	}
	ck_assert_int_eq(run_end(e.run), ENDED_WELL);
	ck_assert_int_eq(run_trace(e.run)->end, 5000000);
	n = run_trace(e.run)->n;
	ck_assert_int_eq(run_advance(e.run, 100), RUN_DONE);
	ck_assert_uint_eq(run_trace(e.run)->n, n);
	engine_free(&e);
	run_free(NULL);
}
END_TEST

START_TEST(a_limit_stops_a_run)
{
	struct engine e = engine_new("task a:\n    forever:\n"
				     "        print \"x\"\n        work 1\n",
				     "threads");

	run_limit(e.run, 1000);
	ck_assert_int_eq(run_advance(e.run, 600), RUN_MORE);
	ck_assert_int_eq(run_advance(e.run, 600), RUN_STOPPED);
	ck_assert_uint_ge(run_trace(e.run)->n, 1000);
	ck_assert_uint_lt(run_trace(e.run)->n, 1010);
	ck_assert_int_eq(run_advance(e.run, 1), RUN_STOPPED);
	engine_free(&e);
}
END_TEST

/* Statements that record nothing count as well: no input makes it hang. */
START_TEST(a_loop_without_events_is_cut)
{
	struct engine e = engine_new("task a:\n    forever:\n"
				     "        repeat 400000:\n"
				     "            pass\n        sleep 1\n",
				     "threads");
	uint64_t slices = 0;

	run_limit(e.run, 100000);
	while (run_advance(e.run, 1000) == RUN_MORE)
		slices++;
	ck_assert_uint_eq(slices, 99);
	ck_assert_int_eq(run_advance(e.run, 1), RUN_STOPPED);
	ck_assert_uint_lt(run_trace(e.run)->n, 100);
	engine_free(&e);
}
END_TEST

static enum machine_end end_of(const char *text, const char *setup)
{
	struct engine e = engine_new(text, setup);
	enum machine_end end;

	ck_assert_int_eq(run_advance(e.run, 100000), RUN_DONE);
	end = run_end(e.run);
	engine_free(&e);
	return end;
}

START_TEST(how_a_run_ends)
{
	const char *stuck = "event e\ntask a:\n    wait until e\n";
	const char *busy = "task a:\n    forever:\n        pass\n";
	const char *setups[] = {"sync", "async", "threads"};

	for (int i = 0; i < 3; i++) {
		ck_assert_int_eq(end_of(TWO, setups[i]), ENDED_WELL);
		ck_assert_int_eq(end_of(stuck, setups[i]), ENDED_DEADLOCK);
		ck_assert_int_eq(end_of(busy, setups[i]), ENDED_LIVELOCK);
	}
	ck_assert_int_eq(end_of(TWO, "sync until=3"), ENDED_HORIZON);
	ck_assert_int_eq(end_of(TWO, "async until=3"), ENDED_HORIZON);
	ck_assert_int_eq(end_of(TWO, "threads until=3"), ENDED_HORIZON);
	ck_assert_int_eq(end_of(TWO, "threads until=5"), ENDED_WELL);
}
END_TEST

/* The end of time is a horizon too, never a wrap. */
START_TEST(time_does_not_wrap)
{
	const char *text = "unit h\ntask a:\n    repeat 9:\n"
			   "        sleep 2000000\n";

	ck_assert_int_eq(end_of(text, "sync"), ENDED_HORIZON);
	ck_assert_int_eq(end_of(text, "async"), ENDED_HORIZON);
	ck_assert_int_eq(end_of(text, "threads"), ENDED_HORIZON);
}
END_TEST

/* x counts the prints, so the machine is known by it. */
#define LONG                                              \
	"var x = 0\ntask a times 3:\n    repeat 12000:\n" \
	"        x += 1\n        work 1\n        print \"{x}\"\n"

static void look_at(struct engine *e, uint64_t event)
{
	const struct trace *tr = run_trace(e->run);
	const struct machine *m = run_at(e->run, event);
	int64_t x = 0;
	uint64_t i = m->n_events;

	ck_assert_uint_gt(m->n_events, event);
	while (i-- > 0)
		if (trace_at(tr, i)->kind == EV_WRITE)
			break;
	if (i != UINT64_MAX)
		x = trace_at(tr, i)->value;
	ck_assert_int_eq(m->vars[0], x);
	ck_assert_int_eq(m->now, trace_at(tr, m->n_events - 1)->t);
}

START_TEST(any_event_is_found_again)
{
	struct engine e = engine_new(LONG, "threads cores=2 quantum=3");
	uint64_t n;

	ck_assert_int_eq(run_advance(e.run, UINT64_MAX), RUN_DONE);
	n = run_trace(e.run)->n;
	ck_assert_uint_gt(n, 2 * 65536); /* several copies were kept */
	look_at(&e, 0);
	look_at(&e, n - 1);
	look_at(&e, 65536);
	look_at(&e, 65535);
	for (uint64_t i = 0; i < n; i += n / 37)
		look_at(&e, i);
	for (uint64_t i = n; i > n / 29; i -= n / 29)
		look_at(&e, i - 1);
	for (uint64_t i = n / 2; i > n / 2 - 3000; i -= 7)
		look_at(&e, i);
	engine_free(&e);
}
END_TEST

/* Asked while it is still being computed. */
START_TEST(an_unfinished_run_may_be_asked)
{
	struct engine e = engine_new(LONG, "async");

	(void)run_advance(e.run, 1000);
	look_at(&e, 500);
	(void)run_advance(e.run, 1000);
	look_at(&e, 1500);
	look_at(&e, 999);
	engine_free(&e);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("run");
	TCase *tests = tcase_create("run");

	tcase_set_timeout(tests, 60);
	tcase_add_test(tests, a_budget_is_not_more_than_it_says);
	tcase_add_test(tests, a_limit_stops_a_run);
	tcase_add_test(tests, a_loop_without_events_is_cut);
	tcase_add_test(tests, how_a_run_ends);
	tcase_add_test(tests, time_does_not_wrap);
	tcase_add_test(tests, any_event_is_found_again);
	tcase_add_test(tests, an_unfinished_run_may_be_asked);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
