/* SPDX-License-Identifier: MIT */
/*
 * Spans and states: lanes of tasks, threads and cores out of a trace.
 */
#include "story/spans.h"
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

/* tea: ready 0, runs 0-1, waits 1-3, ready 3-4, runs 4-5; egg runs 1-4. */
static void play(void)
{
	made_do(&made, 0, EV_ARRIVE, TEA);
	made_do(&made, 0, EV_ARRIVE, EGG);
	made_do(&made, 0, EV_RUN, TEA);
	made_add(&made, 1, EV_WAIT, TASK(TEA), OBJ(SERVER), 2 * MS);
	made_add(&made, 1, EV_SWITCH, TASK(EGG), TASK(TEA), 0);
	made_do(&made, 1, EV_RUN, EGG);
	made_do(&made, 3, EV_WAKE, TEA);
	made_do(&made, 4, EV_END, EGG);
	made_do(&made, 4, EV_RUN, TEA);
	made_do(&made, 5, EV_END, TEA);
	made_add(&made, 5, EV_IDLE, ACTOR(ACTOR_CORE, 0), ACTOR_NONE, 0);
}

START_TEST(a_task_has_a_lane)
{
	static const uint8_t states[] = {
		STATE_UNBORN, STATE_READY,   STATE_RUNNING, STATE_WAITING,
		STATE_READY,  STATE_RUNNING, STATE_DONE};
	static const int64_t times[] = {0, 0, 0, 1, 3, 4, 5};
	struct spans *s;
	struct lane lane;

	play();
	s = spans_new(&made.program, &made.trace);
	lane = spans_task(s, TEA);
	ck_assert_uint_eq(lane.n, 7);
	for (size_t i = 0; i < lane.n; i++) {
		ck_assert_uint_eq(lane.spans[i].state, states[i]);
		ck_assert_int_eq(lane.spans[i].from, times[i] * MS);
	}
	ck_assert_uint_eq(lane.spans[3].by, OBJ(SERVER));
	ck_assert_uint_eq(lane.spans[2].core, 0);
	ck_assert_uint_eq(lane.spans[3].core, CORE_NONE);
	spans_free(s);
}
END_TEST

START_TEST(a_core_has_a_lane)
{
	struct spans *s;
	struct lane lane;

	play();
	s = spans_new(&made.program, &made.trace);
	ck_assert_uint_eq(spans_cores(s), 1);
	ck_assert_uint_eq(spans_threads(s), 0);
	lane = spans_core(s, 0);
	ck_assert_uint_eq(lane.n, 6);
	ck_assert_uint_eq(lane.spans[0].state, STATE_IDLE);
	ck_assert_uint_eq(lane.spans[1].by, TASK(TEA));
	ck_assert_uint_eq(lane.spans[2].state, STATE_SWITCHING);
	ck_assert_uint_eq(lane.spans[3].by, TASK(EGG));
	ck_assert_uint_eq(lane.spans[5].state, STATE_IDLE);
	spans_free(s);
}
END_TEST

START_TEST(a_moment_is_found)
{
	struct spans *s;

	play();
	s = spans_new(&made.program, &made.trace);
	ck_assert_uint_eq(state_at(s, TEA, 0), STATE_RUNNING);
	ck_assert_uint_eq(state_at(s, TEA, 1 * MS - 1), STATE_RUNNING);
	ck_assert_uint_eq(state_at(s, TEA, 1 * MS), STATE_WAITING);
	ck_assert_uint_eq(state_at(s, TEA, 99 * MS), STATE_DONE);
	ck_assert_uint_eq(state_at(s, GUEST_1, 2 * MS), STATE_UNBORN);
	ck_assert_uint_eq(lane_at_event(spans_task(s, TEA), 0)->state,
			  STATE_READY);
	ck_assert_uint_eq(lane_at_event(spans_task(s, EGG), 0)->state,
			  STATE_UNBORN);
	ck_assert_uint_eq(lane_at_event(spans_task(s, TEA), 7)->state,
			  STATE_READY);
	spans_free(s);
}
END_TEST

START_TEST(workers_have_lanes)
{
	struct spans *s;

	made_add(&made, 0, EV_RUN, THREAD(1), TASK(TEA), 0);
	made_add(&made, 0, EV_WORK, THREAD(1), ACTOR_NONE, MS);
	made_add(&made, 1, EV_END, THREAD(1), TASK(TEA), 0);
	s = spans_new(&made.program, &made.trace);
	ck_assert_uint_eq(spans_threads(s), 2);
	ck_assert_uint_eq(spans_thread(s, 0).n, 1);
	ck_assert_uint_eq(lane_at(spans_thread(s, 1), 0)->state, STATE_RUNNING);
	ck_assert_uint_eq(lane_at(spans_thread(s, 1), MS)->state, STATE_IDLE);
	spans_free(s);
}
END_TEST

/* The request is answered at 2, but the loop looks at 5 only. */
START_TEST(ready_before_anybody_looks)
{
	struct spans *s;
	struct lane lane;

	made_do(&made, 0, EV_RUN, TEA);
	made_add(&made, 0, EV_WAIT, TASK(TEA), ACTOR_NONE, 2 * MS);
	made_do(&made, 0, EV_RUN, EGG);
	made_add(&made, 1, EV_SLEEP, TASK(EGG), ACTOR_NONE, MS);
	made_do(&made, 5, EV_WAKE, TEA);
	s = spans_new(&made.program, &made.trace);
	lane = spans_task(s, TEA);
	ck_assert_uint_eq(lane.n, 5);
	ck_assert_uint_eq(lane.spans[3].state, STATE_READY);
	ck_assert_int_eq(lane.spans[3].from, 2 * MS);
	ck_assert_uint_eq(lane.spans[3].ev, 4);
	ck_assert_uint_eq(state_at(s, TEA, 2 * MS - 1), STATE_WAITING);
	ck_assert_uint_eq(state_at(s, TEA, 2 * MS), STATE_READY);
	ck_assert_uint_eq(state_at(s, EGG, 4 * MS), STATE_READY);
	spans_free(s);
}
END_TEST

START_TEST(a_step_stands_still_with_the_loop)
{
	struct spans *s;

	made_add(&made, 0, EV_RUN, THREAD(0), ACTOR_NONE, 0);
	made_do(&made, 0, EV_RUN, TEA)->rule = RULE_LOOP_ORDER;
	made_add(&made, 1, EV_PREEMPT, THREAD(0), ACTOR_NONE, 0);
	made_add(&made, 1, EV_RUN, THREAD(1), ACTOR_NONE, 0);
	made_add(&made, 3, EV_RUN, THREAD(0), ACTOR_NONE, 0);
	made_do(&made, 4, EV_YIELD, TEA);
	made_add(&made, 4, EV_PREEMPT, THREAD(0), ACTOR_NONE, 0);
	made_add(&made, 5, EV_RUN, THREAD(0), ACTOR_NONE, 0);
	made_do(&made, 6, EV_END, TEA);
	s = spans_new(&made.program, &made.trace);
	ck_assert_uint_eq(state_at(s, TEA, 0), STATE_RUNNING);
	ck_assert_uint_eq(state_at(s, TEA, 1 * MS), STATE_READY);
	ck_assert_uint_eq(state_at(s, TEA, 3 * MS), STATE_RUNNING);
	ck_assert_uint_eq(state_at(s, TEA, 5 * MS), STATE_READY);
	ck_assert_uint_eq(state_at(s, TEA, 6 * MS), STATE_DONE);
	spans_free(s);
}
END_TEST

START_TEST(blocked_or_waiting)
{
	const struct event request = {.kind = EV_BLOCK,
				      .by = ACTOR_NONE,
				      .value = 5,
				      .rule = BLOCKED_BY_CALL};
	const struct event device = {
		.kind = EV_BLOCK, .by = OBJ(SERVER), .value = -1};
	const struct event lock = {
		.kind = EV_BLOCK, .by = OBJ(LOCK), .value = -1};
	const struct event several = {
		.kind = EV_BLOCK, .by = ACTOR_NONE, .value = -1};

	ck_assert_uint_eq(state_after(&request, &made.program), STATE_WAITING);
	ck_assert_uint_eq(state_after(&device, &made.program), STATE_WAITING);
	ck_assert_uint_eq(state_after(&lock, &made.program), STATE_BLOCKED);
	ck_assert_uint_eq(state_after(&several, &made.program), STATE_BLOCKED);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("spans");
	TCase *tcase = tcase_create("all");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_task_has_a_lane);
	tcase_add_test(tcase, a_core_has_a_lane);
	tcase_add_test(tcase, a_moment_is_found);
	tcase_add_test(tcase, workers_have_lanes);
	tcase_add_test(tcase, ready_before_anybody_looks);
	tcase_add_test(tcase, a_step_stands_still_with_the_loop);
	tcase_add_test(tcase, blocked_or_waiting);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
