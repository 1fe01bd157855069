/* SPDX-License-Identifier: MIT */
/*
 * Metrics against figures worked out by hand.
 */
#include "base/str.h"
#include "story/metrics.h"

#include "unit/made.h"
#include "unit/unit.h"
#include "vos/setup.h"

static struct made made;
static const struct metrics_how threads = {
	.cores = 1,
	.coroutine_bytes = FOOTPRINT_COROUTINE,
	.thread_bytes = FOOTPRINT_THREAD,
};

static void setup(void)
{
	made_init(&made);
}

static void teardown(void)
{
	made_fini(&made);
}

static struct event *work(int64_t t, uint32_t task, int64_t ms)
{
	return made_add(&made, t, EV_WORK, TASK(task), ACTOR_NONE, ms * MS);
}

/*
 * tea: runs 0-1, waits for I/O 1-3, ready 3-5, runs 5-6.
 * egg: arrives 0, runs 1-5 with a switch of 1 first (1-2), preempted never.
 * Work: 1 + 3 + 1 = 5 of 6.
 */
static void play(void)
{
	made_do(&made, 0, EV_ARRIVE, TEA);
	made_do(&made, 0, EV_ARRIVE, EGG);
	made_do(&made, 0, EV_RUN, TEA);
	work(0, TEA, 1);
	made_add(&made, 1, EV_WAIT, TASK(TEA), ACTOR_NONE, 2 * MS);
	made_add(&made, 1, EV_SWITCH, TASK(EGG), TASK(TEA), MS);
	made_do(&made, 2, EV_RUN, EGG);
	work(2, EGG, 3);
	made_do(&made, 3, EV_WAKE, TEA);
	made_do(&made, 5, EV_END, EGG);
	made_add(&made, 5, EV_SWITCH, TASK(TEA), TASK(EGG), 0);
	made_do(&made, 5, EV_RUN, TEA);
	work(5, TEA, 1);
	made_do(&made, 6, EV_END, TEA);
}

START_TEST(of_a_task)
{
	struct metrics *m;
	const struct task_figures *f;

	play();
	m = metrics_new(&made.program, &made.trace, &threads);
	f = m->tasks + TEA;
	ck_assert_int_eq(f->release, 0);
	ck_assert_int_eq(f->first_run, 0);
	ck_assert_int_eq(f->end, 6 * MS);
	ck_assert_int_eq(f->cpu, 2 * MS);
	ck_assert_int_eq(f->io, 2 * MS);
	ck_assert_int_eq(f->waiting, 2 * MS);
	ck_assert_int_eq(f->blocked + f->timer, 0);
	ck_assert_uint_eq(f->fate, FATE_OK);
	f = m->tasks + EGG;
	ck_assert_int_eq(f->first_run, 2 * MS);
	ck_assert_int_eq(f->waiting, 2 * MS); /* the switch to it counts */
	ck_assert_int_eq(f->cpu, 3 * MS);
	ck_assert_uint_eq(m->tasks[GUEST_1].fate, FATE_UNBORN);
	metrics_free(m);
}
END_TEST

START_TEST(of_the_run)
{
	struct metrics *m;

	made.tasks[2].on_demand = true;
	play();
	m = metrics_new(&made.program, &made.trace, &threads);
	ck_assert_int_eq(m->makespan, 6 * MS);
	ck_assert_int_eq(m->work, 5 * MS);
	ck_assert_uint_eq(m->ended, 2);
	ck_assert_uint_eq(m->unfinished, 0);
	ck_assert_uint_eq(m->switches, 2);
	ck_assert_uint_eq(m->preemptions, 0);
	ck_assert_int_eq(m->memory, 2 * FOOTPRINT_THREAD);
	ck_assert_uint_eq(fraction_round(m->response.mean, 1), MS);
	ck_assert_uint_eq(fraction_round(m->turnaround.mean, 2), 11 * MS);
	ck_assert_uint_eq(m->turnaround.p95.num, (uint64_t)(6 * MS));
	ck_assert_uint_eq(m->turnaround.max.num, (uint64_t)(6 * MS));
	metrics_free(m);
}
END_TEST

START_TEST(fairness_is_jains)
{
	struct metrics *m;

	play();
	m = metrics_new(&made.program, &made.trace, &threads);
	/* Speeds 4/6 and 3/5: (x + y)^2 / (2 (x^2 + y^2)) = 0.99724 */
	ck_assert_uint_eq(fraction_round(m->fairness, 100000), 99724);
	metrics_free(m);
}
END_TEST

START_TEST(work_survives_preemption)
{
	struct metrics *m;

	made_do(&made, 0, EV_ARRIVE, TEA);
	made_do(&made, 0, EV_RUN, TEA);
	work(0, TEA, 4);
	made_do(&made, 1, EV_PREEMPT, TEA);
	made_do(&made, 3, EV_RUN, TEA);
	made_do(&made, 7, EV_END, TEA); /* 1 ms of it is not `work` */
	m = metrics_new(&made.program, &made.trace, &threads);
	ck_assert_int_eq(m->work, 4 * MS);
	ck_assert_int_eq(m->tasks[TEA].cpu, 5 * MS);
	ck_assert_int_eq(m->tasks[TEA].waiting, 2 * MS);
	ck_assert_uint_eq(m->tasks[TEA].preemptions, 1);
	ck_assert_uint_eq(m->preemptions, 1);
	metrics_free(m);
}
END_TEST

START_TEST(a_request_is_io_no_longer_than_it_takes)
{
	struct metrics *m;

	made_do(&made, 0, EV_ARRIVE, TEA);
	made_do(&made, 0, EV_RUN, TEA);
	made_add(&made, 0, EV_WAIT, TASK(TEA), ACTOR_NONE, 2 * MS);
	made_do(&made, 5, EV_WAKE, TEA);
	made_do(&made, 6, EV_RUN, TEA);
	made_do(&made, 6, EV_END, TEA);
	m = metrics_new(&made.program, &made.trace, &threads);
	ck_assert_int_eq(m->tasks[TEA].io, 2 * MS);
	ck_assert_int_eq(m->tasks[TEA].waiting, 4 * MS);
	metrics_free(m);
}
END_TEST

START_TEST(unfinished_has_no_makespan)
{
	const struct total_metric *makespan = total_metric_find("makespan");
	struct metrics *m;

	made_do(&made, 0, EV_ARRIVE, TEA);
	made_do(&made, 0, EV_ARRIVE, EGG);
	made_do(&made, 1, EV_END, EGG);
	made_add(&made, 2, EV_BLOCK, TASK(TEA), OBJ(LOCK), -1);
	made_add(&made, 2, EV_DEADLOCK, TASK(TEA), OBJ(LOCK), TASK(EGG));
	made.tasks[2].on_demand = true;
	m = metrics_new(&made.program, &made.trace, &threads);
	ck_assert_uint_eq(m->unfinished, 1);
	ck_assert_uint_eq(m->deadlocked, 1);
	ck_assert(!fraction_is_known(makespan->get(m)));
	metrics_free(m);
}
END_TEST

START_TEST(coroutines_are_light)
{
	const struct metrics_how loop = {
		.cores = 1,
		.loops = 1,
		.coroutine_bytes = FOOTPRINT_COROUTINE,
		.thread_bytes = FOOTPRINT_THREAD,
	};
	struct metrics *m;

	made_do(&made, 0, EV_ARRIVE, GUEST_1);
	made_do(&made, 0, EV_ARRIVE, GUEST_2);
	made_add(&made, 0, EV_RUN, THREAD(0), ACTOR_NONE, 0);
	made_add(&made, 0, EV_RUN, THREAD(1), TASK(GUEST_1), 0);
	made_do(&made, 1, EV_END, GUEST_1);
	made_do(&made, 1, EV_ARRIVE, TEA);
	m = metrics_new(&made.program, &made.trace, &loop);
	ck_assert_int_eq(m->memory,
			 2 * FOOTPRINT_THREAD + 2 * FOOTPRINT_COROUTINE);
	metrics_free(m);
}
END_TEST

static void check_show(enum figure_kind kind, uint64_t num, uint64_t den,
		       int64_t unit, const char *want)
{
	struct str s = {0};

	figure_show(&s, kind, (struct fraction){num, den}, unit);
	ck_assert_str_eq(str_text(&s), want);
	str_fini(&s);
}

START_TEST(figures_are_shown)
{
	const int64_t min = INT64_C(60000000000);

	check_show(FIGURE_TIME, (uint64_t)(13 * min), 1, min, "13 min");
	check_show(FIGURE_TIME, (uint64_t)(10 * min), 3, min, "3.333 min");
	check_show(FIGURE_TIME, 0, 0, min, "-");
	check_show(FIGURE_TIME, 0, 1, min, "0 min");
	check_show(FIGURE_TIME, (uint64_t)min / 2, 1, min, "0.5 min");
	check_show(FIGURE_TIME, 5000, 1, min, "5 us");
	check_show(FIGURE_PART, 12, 13, min, "92.3%");
	check_show(FIGURE_INDEX, 12, 13, min, "0.923");
	check_show(FIGURE_RATE, 4, (uint64_t)(13 * min), min, "0.308/min");
	check_show(FIGURE_BYTES, 3 * 16384 + 512, 1, min, "48.5 KiB");
	check_show(FIGURE_BYTES, 4194304, 1, min, "4 MiB");
	check_show(FIGURE_COUNT, 7, 1, min, "7");
}
END_TEST

START_TEST(keys_are_different)
{
	for (size_t i = 0; i < n_total_metrics; i++)
		ck_assert_ptr_eq(total_metric_find(total_metrics[i].key),
				 total_metrics + i);
	ck_assert_ptr_null(total_metric_find("nonsense"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("metrics");
	TCase *tcase = tcase_create("all");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, of_a_task);
	tcase_add_test(tcase, of_the_run);
	tcase_add_test(tcase, fairness_is_jains);
	tcase_add_test(tcase, work_survives_preemption);
	tcase_add_test(tcase, a_request_is_io_no_longer_than_it_takes);
	tcase_add_test(tcase, unfinished_has_no_makespan);
	tcase_add_test(tcase, coroutines_are_light);
	tcase_add_test(tcase, figures_are_shown);
	tcase_add_test(tcase, keys_are_different);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
