/* SPDX-License-Identifier: MIT */
/* Tallies: exact totals by lane and column, and the state chosen from them. */
#include "ui/tally.h"

#include "unit/unit.h"

#include <string.h>

static struct program program;
static struct trace trace;
static struct tally tally;

static void setup(void)
{
	program = (struct program){.unit = 1};
	tally = (struct tally){0};
	trace_init(&trace);
}

static void teardown(void)
{
	tally_fini(&tally);
	trace_fini(&trace);
}

static void add(int64_t t, enum ev kind, uint32_t who, uint8_t core)
{
	*trace_add(&trace) = (struct event){
		.t = t,
		.value = -1,
		.who = who,
		.by = ACTOR_NONE,
		.stmt = NONE,
		.kind = (uint8_t)kind,
		.core = core,
	};
	trace.end = t;
}

/* One task: ready at 1, runs 3-5, waits 5-9, runs 9-10. */
static void one_task(void)
{
	add(1, EV_READY, 0, CORE_NONE);
	add(3, EV_RUN, 0, 0);
	add(5, EV_WAIT, 0, CORE_NONE);
	add(9, EV_WAKE, 0, CORE_NONE);
	add(9, EV_RUN, 0, 0);
	add(10, EV_END, 0, CORE_NONE);
}

static const struct tally_lane first_task = {ACTOR_TASK, 0, 1, false};

static void scan(int64_t from, int64_t to, int cols)
{
	struct window window = {from, to, cols, false};

	tally_scan(&tally, &program, &trace, window, &first_task, 1);
}

/* The picked states as letters: a blank for being gone. */
static void lane_is(uint32_t lane, const char *expected)
{
	static const char letters[] = {
		[STATE_READY] = '.',   [STATE_RUNNING] = '#',
		[STATE_WAITING] = '~', [STATE_SLEEPING] = '-',
		[STATE_BLOCKED] = '=', [STATE_SWITCHING] = 'x',
		[STATE_IDLE] = 'o',    [STATE_DONE] = ' ',
		[STATE_UNBORN] = 'u',
	};
	char picked[64] = {0};
	enum shade shade;

	for (int x = 0; x < tally.axis.cols; x++)
		picked[x] = letters[tally_pick(&tally, lane, x, &shade)];
	ck_assert_str_eq(picked, expected);
}

static int64_t time_in(int column, enum state state)
{
	return tally_slot(&tally, 0, column)->time[state];
}

START_TEST(a_column_each)
{
	one_task();
	scan(0, 12, 12);
	lane_is(0, " ..##~~~~#  ");
}
END_TEST

START_TEST(many_columns_each)
{
	one_task();
	scan(0, 12, 24);
	lane_is(0, "  ....####~~~~~~~~##    ");
}
END_TEST

START_TEST(window_in_the_middle)
{
	one_task();
	scan(4, 8, 4);
	lane_is(0, "#~~~");
}
END_TEST

START_TEST(most_of_a_column_wins)
{
	one_task();
	/* [0,4): 1 unborn, 2 ready, 1 running; [4,8): 1, 3 waiting; [8,12): 1
	 * waiting, 1 running, 2 gone. */
	scan(0, 12, 3);
	lane_is(0, ".~#");
	ck_assert_int_eq(time_in(0, STATE_READY), 2 * 3);
	ck_assert_int_eq(time_in(0, STATE_RUNNING), 1 * 3);
	ck_assert_int_eq(time_in(1, STATE_WAITING), 3 * 3);
}
END_TEST

START_TEST(totals_add_up_where_edges_fall_between_times)
{
	int64_t waiting = 0, running = 0, ready = 0;

	one_task();
	scan(0, 12, 7);
	for (int x = 0; x < 7; x++) {
		waiting += time_in(x, STATE_WAITING);
		running += time_in(x, STATE_RUNNING);
		ready += time_in(x, STATE_READY);
	}
	ck_assert_int_eq(waiting, 4 * 7);
	ck_assert_int_eq(running, 3 * 7);
	ck_assert_int_eq(ready, 2 * 7);
}
END_TEST

START_TEST(ties_go_to_who_does_more)
{
	add(0, EV_READY, 0, CORE_NONE);
	add(1, EV_RUN, 0, 0);
	add(2, EV_SLEEP, 0, CORE_NONE);
	add(3, EV_WAKE, 0, CORE_NONE);
	add(4, EV_END, 0, CORE_NONE);
	scan(0, 4, 2);
	lane_is(0, "#-");
}
END_TEST

START_TEST(gone_for_most_of_a_column_is_blank)
{
	add(0, EV_RUN, 0, 0);
	add(14, EV_END, 0, CORE_NONE);
	scan(0, 30, 3);
	lane_is(0, "#  ");
	scan(0, 26, 2);
	lane_is(0, "# ");
}
END_TEST

START_TEST(unfinished_ends_with_the_trace)
{
	add(0, EV_RUN, 0, 0);
	trace.end = 6;
	scan(0, 10, 10);
	lane_is(0, "######    ");
}
END_TEST

START_TEST(mixed_columns_are_shaded)
{
	enum shade shade;

	for (int i = 0; i < 8; i++) {
		add(2 * i, EV_RUN, 0, 0);
		add(2 * i + 1, EV_YIELD, 0, CORE_NONE);
	}
	add(16, EV_END, 0, CORE_NONE);
	scan(0, 16, 2);
	ck_assert_int_eq(tally_pick(&tally, 0, 0, &shade), STATE_RUNNING);
	ck_assert_int_eq(shade, SHADE_MOST);
	scan(0, 16, 16);
	ck_assert_int_eq(tally_pick(&tally, 0, 0, &shade), STATE_RUNNING);
	ck_assert_int_eq(shade, SHADE_FULL);
}
END_TEST

START_TEST(copies_share_a_lane)
{
	static const struct tally_lane lane = {ACTOR_TASK, 0, 4, false};
	struct window window = {0, 8, 2, false};
	enum shade shade;

	for (uint32_t i = 0; i < 4; i++) {
		add(0, EV_SLEEP, i, CORE_NONE);
	}
	add(4, EV_END, 0, CORE_NONE);
	add(4, EV_END, 1, CORE_NONE);
	add(4, EV_END, 2, CORE_NONE);
	trace.end = 8;
	tally_scan(&tally, &program, &trace, window, &lane, 1);
	ck_assert_int_eq(tally_pick(&tally, 0, 0, &shade), STATE_SLEEPING);
	ck_assert_int_eq(shade, SHADE_FULL);
	ck_assert_int_eq(tally_pick(&tally, 0, 1, &shade), STATE_SLEEPING);
	ck_assert_int_eq(shade, SHADE_PART);
}
END_TEST

/* One of four runs, then one of five: most stand in line. */
START_TEST(one_of_a_few_that_runs_is_seen)
{
	struct tally_lane lane = {ACTOR_TASK, 0, 4, false};
	struct window window = {0, 4, 1, false};
	enum shade shade;

	for (uint32_t i = 0; i < 5; i++)
		add(0, EV_READY, i, CORE_NONE);
	add(0, EV_RUN, 2, 0);
	trace.end = 4;
	tally_scan(&tally, &program, &trace, window, &lane, 1);
	ck_assert_int_eq(tally_pick(&tally, 0, 0, &shade), STATE_RUNNING);
	ck_assert_int_eq(shade, SHADE_PART);
	lane.count = 5;
	tally_scan(&tally, &program, &trace, window, &lane, 1);
	ck_assert_int_eq(tally_pick(&tally, 0, 0, &shade), STATE_READY);
}
END_TEST

START_TEST(cores_are_busy_or_idle)
{
	static const struct tally_lane lanes[] = {{ACTOR_CORE, 0, 1, false},
						  {ACTOR_CORE, 1, 1, false}};
	struct window window = {0, 8, 8, false};

	add(0, EV_RUN, 0, 0);
	add(1, EV_SWITCH, 1, 1);
	add(3, EV_RUN, 1, 1);
	add(4, EV_IDLE, ACTOR(ACTOR_CORE, 0), 0);
	add(6, EV_IDLE, ACTOR(ACTOR_CORE, 1), 1);
	trace.end = 8;
	tally_scan(&tally, &program, &trace, window, lanes, 2);
	lane_is(0, "####oooo");
	lane_is(1, "oxx###oo");
}
END_TEST

START_TEST(steps_are_events)
{
	struct window window = {0, 6, 6, true};

	one_task();
	tally_scan(&tally, &program, &trace, window, &first_task, 1);
	lane_is(0, ".#~.# ");
	window.from = 2;
	window.cols = 4;
	tally_scan(&tally, &program, &trace, window, &first_task, 1);
	lane_is(0, "~.# ");
}
END_TEST

START_TEST(longest_times)
{
	int64_t end = INT64_MAX - 1;

	add(0, EV_RUN, 0, 0);
	add(end / 2, EV_WAIT, 0, CORE_NONE);
	add(end, EV_END, 0, CORE_NONE);
	scan(0, end, 4);
	lane_is(0, "##~~");
}
END_TEST

/* What happens at the very end of the window is no part of it, but a failure
 * is told there. */
START_TEST(end_of_the_window)
{
	add(0, EV_RUN, 0, 0);
	add(4, EV_END, 0, CORE_NONE);
	trace_add(&trace)[0] = *trace_at(&trace, 1);
	scan(0, 4, 4);
	lane_is(0, "####");
	ck_assert_int_eq(tally_failure(&tally, 0), -1);
	trace.chunks[0][1].rule = END_FAILED;
	scan(0, 4, 4);
	lane_is(0, "####");
	ck_assert_int_eq(tally_failure(&tally, 0), 4);
	scan(0, 8, 4);
	lane_is(0, "##  ");
	ck_assert_int_eq(tally_failure(&tally, 0), 2);
}
END_TEST

START_TEST(cores_remember_whom_they_had_longest)
{
	static const struct tally_lane core = {ACTOR_CORE, 0, 1, false};
	struct window window = {0, 8, 2, false};

	add(0, EV_RUN, 0, 0);
	add(1, EV_RUN, 1, 0);
	add(6, EV_RUN, 0, 0);
	trace.end = 8;
	tally_scan(&tally, &program, &trace, window, &core, 1);
	lane_is(0, "##");
	ck_assert_uint_eq(tally_slot(&tally, 0, 0)->holder, 1);
	ck_assert_uint_eq(tally_slot(&tally, 0, 1)->holder, 1);
	window.from = 4;
	tally_scan(&tally, &program, &trace, window, &core, 1);
	ck_assert_uint_eq(tally_slot(&tally, 0, 0)->holder, 1);
	ck_assert_uint_eq(tally_slot(&tally, 0, 1)->holder, 0);
}
END_TEST

START_TEST(deadlock_lasts)
{
	add(0, EV_RUN, 0, 0);
	add(2, EV_ACQUIRE, 0, CORE_NONE);
	add(2, EV_BLOCK, 0, CORE_NONE);
	trace.chunks[0][2].value = -1;
	tally.stuck = true;
	scan(0, 6, 6);
	lane_is(0, "##====");
}
END_TEST

START_TEST(empty_trace)
{
	scan(0, 0, 3);
	lane_is(0, "   ");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("tally");
	TCase *tests = tcase_create("tally");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, a_column_each);
	tcase_add_test(tests, many_columns_each);
	tcase_add_test(tests, window_in_the_middle);
	tcase_add_test(tests, most_of_a_column_wins);
	tcase_add_test(tests, totals_add_up_where_edges_fall_between_times);
	tcase_add_test(tests, ties_go_to_who_does_more);
	tcase_add_test(tests, gone_for_most_of_a_column_is_blank);
	tcase_add_test(tests, unfinished_ends_with_the_trace);
	tcase_add_test(tests, mixed_columns_are_shaded);
	tcase_add_test(tests, copies_share_a_lane);
	tcase_add_test(tests, one_of_a_few_that_runs_is_seen);
	tcase_add_test(tests, cores_are_busy_or_idle);
	tcase_add_test(tests, steps_are_events);
	tcase_add_test(tests, longest_times);
	tcase_add_test(tests, end_of_the_window);
	tcase_add_test(tests, cores_remember_whom_they_had_longest);
	tcase_add_test(tests, deadlock_lasts);
	tcase_add_test(tests, empty_trace);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
