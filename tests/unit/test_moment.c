/* SPDX-License-Identifier: MIT */
/*
 * Moments: the last has the report's figures, the way there and back is the
 * same, and ready queues are in the order that then comes true.
 */
#include "runtime/ready.h"
#include "story/moment.h"
#include "unit/engine.h"

static const char kitchen[] =
	"unit min\n"
	"task kettle:\n    work 1\n    wait 5\n    work 1\n    print \"tea\"\n"
	"task omelette:\n    work 2\n    sleep 4\n    work 1\n"
	"task dessert:\n    work 3\n    wait 6\n    work 1\n";

static const char many[] = "unit ms\n"
			   "task busy times 3:\n    repeat 30000:\n"
			   "        sleep 1\n        work 1\n";

static const char *const setups[] = {"sync", "async", "threads",
				     "threads cores=2 quantum=30s",
				     "threads policy=fcfs"};

struct played {
	struct engine e;
	struct metrics_how how;
	struct moments *moments;
};

static struct played play(const char *text, const char *setup)
{
	struct played p = {.e = engine_new(text, setup)};

	while (run_advance(p.e.run, 100000) == RUN_MORE)
		;
	p.how = metrics_how(&p.e.setup, p.e.program);
	p.moments = moments_new(p.e.program, run_trace(p.e.run), &p.how);
	return p;
}

static void stop(struct played *p)
{
	moments_free(p->moments);
	engine_free(&p->e);
}

static void compare(const struct moment *m, const struct metrics *is, int64_t t)
{
	ck_assert_uint_eq(m->switches, is->switches);
	ck_assert_uint_eq(m->ended, is->ended);
	for (uint32_t i = 0; i < m->n_tasks; i++) {
		const struct task_figures *f = &is->tasks[i];

		ck_assert_int_eq(m->tasks[i].release, f->release);
		ck_assert_int_eq(m->tasks[i].first_run, f->first_run);
		ck_assert_int_eq(moment_spent(m, i, STATE_RUNNING, t), f->cpu);
		ck_assert_int_eq(moment_spent(m, i, STATE_WAITING, t), f->io);
		ck_assert_int_eq(moment_spent(m, i, STATE_SLEEPING, t),
				 f->timer);
		ck_assert_int_eq(moment_spent(m, i, STATE_READY, t) +
					 moment_spent(m, i, STATE_SWITCHING, t),
				 f->waiting);
	}
}

START_TEST(the_last_has_the_figures_of_the_report)
{
	struct played p = play(kitchen, setups[_i]);
	const struct trace *tr = run_trace(p.e.run);
	struct metrics *is = metrics_new(p.e.program, tr, &p.how);

	compare(moments_at(p.moments, tr->n), is, tr->end);
	metrics_free(is);
	stop(&p);
}
END_TEST

/* What a moment says in a few figures. */
static uint64_t digest(const struct moment *m, int64_t t)
{
	uint64_t sum = m->ended * 31 + m->switches;

	for (uint32_t i = 0; i < m->n_tasks; i++) {
		sum = sum * 31 + moment_state(m, i, t);
		sum = sum * 31 + m->tasks[i].ev;
		for (int k = 0; k < STATE_COUNT; k++)
			sum = sum * 31 +
			      (uint64_t)moment_spent(m, i, (enum state)k, t);
	}
	return sum + (uint64_t)moment_idle(m, 1, t);
}

START_TEST(the_way_back_is_the_way_there)
{
	struct played p = play(many, "async");
	const struct trace *tr = run_trace(p.e.run);
	uint64_t there[64], step = tr->n / 64;

	ck_assert_uint_gt(tr->n, 200000);
	for (uint64_t i = 0; i < 64; i++)
		there[i] = digest(moments_at(p.moments, i * step),
				  trace_at(tr, i * step)->t);
	for (uint64_t i = 64; i-- > 0;)
		ck_assert_uint_eq(there[i],
				  digest(moments_at(p.moments, i * step),
					 trace_at(tr, i * step)->t));
	for (uint64_t i = 0; i < 64; i++)
		there[i] = digest(moments_at(p.moments, 100000 + i * 40),
				  trace_at(tr, 100000 + i * 40)->t);
	for (uint64_t i = 64; i-- > 0;)
		ck_assert_uint_eq(there[i],
				  digest(moments_at(p.moments, 100000 + i * 40),
					 trace_at(tr, 100000 + i * 40)->t));
	stop(&p);
}
END_TEST

START_TEST(printed_lines_are_found)
{
	struct played p = play(kitchen, "async");
	uint64_t n = run_trace(p.e.run)->n, at;
	size_t found;

	at = moments_prints(p.moments, n, &found)[0];
	ck_assert_uint_eq(found, 1);
	moments_prints(p.moments, at, &found);
	ck_assert_uint_eq(found, 0);
	moments_prints(p.moments, at + 1, &found);
	ck_assert_uint_eq(found, 1);
	stop(&p);
}
END_TEST

/* Who runs next is who was first in the queue. */
START_TEST(the_first_ready_is_the_next)
{
	struct played p = play(kitchen, setups[_i]);
	const struct trace *tr = run_trace(p.e.run);
	uint32_t first = ACTOR_NONE, actors[8];
	size_t all, checked = 0;

	for (uint64_t i = 0; i < tr->n; i++) {
		const struct machine *m = run_at(p.e.run, i);
		const struct event *e = trace_at(tr, i);

		if (e->kind == EV_RUN && actor_class(e->who) == ACTOR_TASK &&
		    first != ACTOR_NONE && _i != 3) {
			ck_assert_uint_eq(e->who, first);
			checked++;
		}
		first = ACTOR_NONE;
		if (ready_list(m, actors, 8, &all) > 0 && m->n_events == i + 1)
			first = actors[0];
		ck_assert_uint_le(all, p.e.program->n_copies);
	}
	ck_assert(checked > 0 || _i == 3);
	stop(&p);
}
END_TEST

int main(void)
{
	TCase *tc = tcase_create("moment");
	Suite *s = suite_create("moment");
	int n = sizeof setups / sizeof *setups;

	tcase_set_timeout(tc, 60);
	tcase_add_loop_test(tc, the_last_has_the_figures_of_the_report, 0, n);
	tcase_add_test(tc, the_way_back_is_the_way_there);
	tcase_add_test(tc, printed_lines_are_found);
	tcase_add_loop_test(tc, the_first_ready_is_the_next, 0, n);
	suite_add_tcase(s, tc);
	return unit_run(s);
}
