/* SPDX-License-Identifier: MIT */
/*
 * Who works for whom: a pool's line and workers, the holder of the interpreter
 * lock and its line, out of traces made by hand.
 */
#include "story/crew.h"

#include "unit/made.h"
#include "unit/unit.h"
#include "vos/setup.h"

static struct made made;
static struct crew crew;

static void begin(enum setup_model model)
{
	struct setup setup;

	made_init(&made);
	setup_init(&setup, model, MS, 0);
	crew_init(&crew, &made.program, &setup);
}

static void end(void)
{
	crew_fini(&crew);
	trace_fini(&made.trace);
}

static uint32_t tell(enum ev kind, uint32_t who, uint32_t by)
{
	return crew_tell(&crew, made_add(&made, 0, kind, who, by, 0));
}

START_TEST(jobs_stand_in_the_pools_line_until_they_begin)
{
	begin(MODEL_POOL);
	tell(EV_ARRIVE, TASK(TEA), ACTOR_NONE);
	tell(EV_ARRIVE, TASK(EGG), ACTOR_NONE);
	ck_assert_uint_eq(crew.jobs, 2);
	ck_assert_uint_eq(crew.line, 0);
	ck_assert_uint_eq(tell(EV_RUN, TASK(TEA), THREAD(1)), THREAD(1));
	ck_assert_uint_eq(crew.jobs, 1);
	ck_assert_uint_eq(tell(EV_WAIT, TASK(TEA), ACTOR_NONE), THREAD(1));
	ck_assert_uint_eq(tell(EV_END, TASK(EGG), ACTOR_NONE), ACTOR_NONE);
	ck_assert_uint_eq(crew.jobs, 0);
	ck_assert_uint_eq(tell(EV_END, TASK(TEA), ACTOR_NONE), THREAD(1));
	ck_assert_uint_eq(tell(EV_CANCEL, TASK(TEA), ACTOR_NONE), ACTOR_NONE);
	ck_assert_uint_eq(crew_threads(&made.trace), 0);
	end();
}
END_TEST

START_TEST(the_lock_has_a_holder_and_a_line)
{
	begin(MODEL_GIL);
	tell(EV_ARRIVE, TASK(TEA), ACTOR_NONE);
	tell(EV_ARRIVE, TASK(EGG), ACTOR_NONE);
	ck_assert_uint_eq(crew.line, 2);
	ck_assert_uint_eq(crew.holder, ACTOR_NONE);
	tell(EV_GIL_TAKE, TASK(TEA), ACTOR_NONE);
	tell(EV_RUN, TASK(TEA), ACTOR_NONE);
	ck_assert_uint_eq(crew.line, 1);
	ck_assert_uint_eq(crew.holder, TASK(TEA));
	tell(EV_GIL_DROP, TASK(TEA), ACTOR_NONE);
	tell(EV_PREEMPT, TASK(TEA), ACTOR_NONE);
	ck_assert_uint_eq(crew.line, 2);
	ck_assert_uint_eq(crew.holder, ACTOR_NONE);
	end();
}
END_TEST

START_TEST(threads_go_by_their_tasks)
{
	begin(MODEL_ASYNC);
	tell(EV_ARRIVE, TASK(TEA), ACTOR_NONE);
	tell(EV_READY, THREAD(0), ACTOR_NONE);
	tell(EV_READY, THREAD(1), ACTOR_NONE);
	ck_assert_uint_eq(crew.line, 2);
	tell(EV_GIL_TAKE, THREAD(0), ACTOR_NONE);
	tell(EV_RUN, THREAD(0), ACTOR_NONE);
	ck_assert_uint_eq(crew.holder, THREAD(0));
	tell(EV_RUN, TASK(TEA), ACTOR_NONE);
	ck_assert_uint_eq(crew.holder, TASK(TEA));
	tell(EV_GIL_DROP, THREAD(0), ACTOR_NONE);
	tell(EV_GIL_TAKE, THREAD(1), THREAD(0));
	tell(EV_RUN, THREAD(1), TASK(EGG));
	ck_assert_uint_eq(crew.holder, TASK(EGG));
	ck_assert_uint_eq(crew.line, 0);
	tell(EV_END, THREAD(1), TASK(EGG));
	ck_assert_uint_eq(crew_threads(&made.trace), 2);
	end();
}
END_TEST

static void tell_loop(uint32_t loop, enum loop_phase phase)
{
	struct event *e = made_add(&made, 0, EV_LOOP, ACTOR(ACTOR_LOOP, loop),
				   ACTOR_NONE, 1);

	e->rule = (uint8_t)phase;
	crew_tell(&crew, e);
}

START_TEST(the_loop_has_phases)
{
	begin(MODEL_ASYNC);
	ck_assert_int_eq(crew_phase(&crew, 0), PHASE_NONE);
	tell_loop(0, LOOP_POLL);
	ck_assert_int_eq(crew_phase(&crew, 0), PHASE_POLL);
	tell_loop(0, LOOP_TIMERS);
	ck_assert_int_eq(crew_phase(&crew, 0), PHASE_TIMERS);
	tell_loop(0, LOOP_RUN);
	ck_assert_int_eq(crew_phase(&crew, 0), PHASE_RUN);
	tell_loop(0, LOOP_STOP);
	ck_assert_int_eq(crew_phase(&crew, 0), PHASE_NONE);
	end();
}
END_TEST

START_TEST(each_of_several_loops_has_its_own)
{
	begin(MODEL_PROCESSES);
	tell_loop(1, LOOP_RUN);
	tell_loop(0, LOOP_POLL);
	ck_assert_int_eq(crew_phase(&crew, 0), PHASE_POLL);
	ck_assert_int_eq(crew_phase(&crew, 1), PHASE_RUN);
	ck_assert_int_eq(crew_phase(&crew, 2), PHASE_NONE);
	end();
}
END_TEST

START_TEST(loops_have_lanes_unless_there_are_many)
{
	uint32_t lines[CREW_LINES];
	struct setup setup;

	begin(MODEL_PROCESSES);
	setup_init(&setup, MODEL_PROCESSES, MS, 0);
	setup_give(&setup, KEY_EACH, EACH_ASYNC);
	setup_give(&setup, KEY_WORKERS, 2);
	ck_assert_uint_eq(crew_lines(&setup, &made.program, lines), 2);
	ck_assert_uint_eq(lines[0], LINE_PHASE);
	ck_assert_uint_eq(lines[1], LINE_PHASE + 1);
	made.program.n_copies = 100;
	setup_give(&setup, KEY_WORKERS, CREW_PHASES + 1);
	ck_assert_uint_eq(crew_lines(&setup, &made.program, lines), 0);
	made.program.n_copies = COPIES;
	end();
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("crew");
	TCase *tests = tcase_create("crew");

	tcase_add_test(tests, jobs_stand_in_the_pools_line_until_they_begin);
	tcase_add_test(tests, the_lock_has_a_holder_and_a_line);
	tcase_add_test(tests, threads_go_by_their_tasks);
	tcase_add_test(tests, the_loop_has_phases);
	tcase_add_test(tests, each_of_several_loops_has_its_own);
	tcase_add_test(tests, loops_have_lanes_unless_there_are_many);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
