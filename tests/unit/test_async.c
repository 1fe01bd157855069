/* SPDX-License-Identifier: MIT */
/*
 * The event loop from inside: nothing is left behind, a copy goes on as the
 * original does, nothing wakes for what nobody wants.  Its order is compared
 * with real asyncio's in tests/real.
 */
#include "base/mem.h"
#include "runtime/async.h"

#include "policy/policies.h"
#include "runtime/runtimes.h"
#include "unit/compiled.h"
#include "unit/unit.h"

#define MS INT64_C(1000000)

/* A bit of everything; leaves nobody behind. */
static const char everything[] =
	"device server latency 3 capacity 1\n"
	"lock key\n"
	"semaphore seats 1\n"
	"queue box capacity 1\n"
	"event open\n"
	"condition news\n"
	"var n = 0\n"
	"routine crunch:\n"
	"    repeat 2:\n"
	"        work 1\n"
	"        wait 1\n"
	"task clerk times 3 on demand:\n"
	"    with key:\n"
	"        wait on server\n"
	"    offload call crunch\n"
	"    with seats:\n"
	"        n = n + 1 over 1\n"
	"task bad on demand:\n"
	"    sleep 2\n"
	"    fail Boom\n"
	"task slow on demand:\n"
	"    try:\n"
	"        wait until open\n"
	"    finally:\n"
	"        sleep 1\n"
	"task getter on demand:\n"
	"    repeat 3:\n"
	"        get box\n"
	"        done box\n"
	"task reader on demand:\n"
	"    with news:\n"
	"        wait on news\n"
	"task main:\n"
	"    spawn clerk\n"
	"    spawn getter\n"
	"    spawn reader\n"
	"    repeat 3:\n"
	"        put box n\n"
	"    wait done box\n"
	"    try:\n"
	"        group bad slow:\n"
	"            block 1\n"
	"            sleep 9\n"
	"    except failures:\n"
	"        print \"{n}\"\n"
	"    timeout 2:\n"
	"        shield clerk.2\n"
	"    else:\n"
	"        yield\n"
	"    wait any clerk within 1\n"
	"    with news:\n"
	"        notify news\n"
	"    gather clerk getter reader keep failures\n"
	"    wait for clerk.1 within 4\n"
	"    print \"done {n}\"\n";

struct bench {
	struct program *program;
	struct setup setup;
	struct machine machine;
	struct trace trace;
};

static void start(struct bench *b, struct machine *m, struct trace *trace)
{
	machine_init(m, b->program, &b->setup, &runtime_async,
		     policies[b->setup.key[KEY_POLICY]], trace);
}

/* Run to its end. */
static void bench_init(struct bench *b, const char *text)
{
	b->program = compiled(text);
	setup_init(&b->setup, MODEL_ASYNC, b->program->unit, 0);
	trace_init(&b->trace);
	start(b, &b->machine, &b->trace);
	machine_run(&b->machine, UINT64_MAX);
}

static void bench_fini(struct bench *b)
{
	machine_fini(&b->machine);
	trace_fini(&b->trace);
	program_free(b->program);
}

static unsigned count(const struct bench *b, enum ev kind, unsigned rule)
{
	unsigned n = 0;

	for (uint64_t i = 0; i < b->trace.n; i++) {
		const struct event *e = trace_at(&b->trace, i);

		n += e->kind == kind && e->rule == rule;
	}
	return n;
}

static void prints(const struct bench *b, const char *last)
{
	const char *found = "";

	for (uint64_t i = 0; i < b->trace.n; i++) {
		const struct event *e = trace_at(&b->trace, i);

		if (e->kind == EV_PRINT)
			found = trace_text(&b->trace, (uint64_t)e->value);
	}
	ck_assert_str_eq(found, last);
}

/* --- rings --- */

START_TEST(a_ring_keeps_the_order_while_it_grows)
{
	struct ring r = {0};
	uint32_t in = 0, out = 0;

	for (unsigned round = 0; round < 50; round++) {
		for (unsigned i = 0; i < 7; i++)
			ring_push(&r, (struct handle){.ref = in++});
		for (unsigned i = 0; i < 5; i++)
			ck_assert_uint_eq(ring_pop(&r).ref, out++);
	}
	while (r.n > 0)
		ck_assert_uint_eq(ring_pop(&r).ref, out++);
	ck_assert_uint_eq(in, out);
	mem_free(r.at);
}
END_TEST

/* --- what is left --- */

static uint32_t given_back(const struct pool *p)
{
	uint32_t n = 0;

	for (uint32_t i = p->free; i != NONE; n++)
		memcpy(&i, (char *)p->data + (size_t)i * p->size, sizeof i);
	return n;
}

START_TEST(nothing_is_left_behind)
{
	const struct async *s;
	struct bench b;

	bench_init(&b, everything);
	s = async_of(&b.machine);
	prints(&b, "done 3");
	ck_assert_uint_eq(b.machine.end, ENDED_WELL);
	ck_assert_uint_eq(s->loops->live, 0);
	ck_assert_uint_eq(s->loops->io, 0);
	ck_assert_uint_eq(s->loops->busy, 0);
	ck_assert_uint_eq(given_back(&s->gangs), s->gangs.n);
	ck_assert_uint_eq(given_back(&s->guards), s->guards.n);
	ck_assert_uint_eq(given_back(&s->jobs), s->jobs.n);
	ck_assert_uint_eq(given_back(&s->nodes), s->nodes.n);
	ck_assert_uint_eq(given_back(&b.machine.blocks), b.machine.blocks.n);
	bench_fini(&b);
}
END_TEST

/* --- copies --- */

START_TEST(a_copy_goes_on_as_the_original_does)
{
	struct machine m, copy;
	struct bench b;

	bench_init(&b, everything);
	start(&b, &m, NULL);
	while (!m.over) {
		machine_run(&m, m.n_events + 1);
		machine_copy(&copy, &m);
		machine_run(&copy, UINT64_MAX);
		ck_assert_uint_eq(copy.n_events, b.trace.n);
		ck_assert_int_eq(copy.now, b.machine.now);
		ck_assert_int_eq(copy.vars[0], b.machine.vars[0]);
		machine_fini(&copy);
	}
	machine_fini(&m);
	bench_fini(&b);
}
END_TEST

/* --- nobody wakes for nothing --- */

START_TEST(a_cancelled_timer_wakes_nobody)
{
	struct bench b;

	/* begin, its wake-up, its step, stop: none for the timeout at 5 */
	bench_init(&b, "task main:\n"
		       "    timeout 5:\n"
		       "        yield\n"
		       "    sleep 9\n");
	ck_assert_uint_eq(count(&b, EV_LOOP, LOOP_POLL), 5);
	bench_fini(&b);
}
END_TEST

START_TEST(a_deadlock_is_told_when_it_is_there)
{
	struct bench b;

	bench_init(&b, "event never\n"
		       "task main:\n"
		       "    timeout 99:\n"
		       "        sleep 5\n"
		       "    wait until never\n");
	ck_assert_uint_eq(b.machine.end, ENDED_DEADLOCK);
	ck_assert_uint_eq(count(&b, EV_DEADLOCK, 0), 1);
	ck_assert_int_eq(b.machine.now, 5 * MS);
	bench_fini(&b);
}
END_TEST

/* --- cancellation --- */

START_TEST(a_circle_of_waits_is_cancelled_without_end)
{
	struct bench b;

	bench_init(&b, "task a on demand:\n"
		       "    join b\n"
		       "task b on demand:\n"
		       "    gather a\n"
		       "task main:\n"
		       "    spawn a\n"
		       "    spawn b\n"
		       "    sleep 1\n"
		       "    cancel a\n");
	ck_assert_uint_eq(b.machine.end, ENDED_DEADLOCK);
	ck_assert_uint_eq(count(&b, EV_DEADLOCK, 0), 2);
	bench_fini(&b);
}
END_TEST

START_TEST(a_task_cannot_wait_for_itself)
{
	struct bench b;

	bench_init(&b, "task main:\n"
		       "    try:\n"
		       "        join main\n"
		       "    except misuse:\n"
		       "        print \"misuse\"\n");
	prints(&b, "misuse");
	bench_fini(&b);
}
END_TEST

START_TEST(who_has_not_begun_is_cancelled_unseen)
{
	struct bench b;

	bench_init(&b, "task child on demand:\n"
		       "    try:\n"
		       "        print \"child\"\n"
		       "    finally:\n"
		       "        print \"finally\"\n"
		       "task late at 7 on demand:\n"
		       "    pass\n"
		       "task main:\n"
		       "    spawn child\n"
		       "    spawn late\n"
		       "    cancel child\n"
		       "    cancel late\n"
		       "    gather child late keep failures\n"
		       "    print \"main\"\n");
	prints(&b, "main");
	ck_assert_uint_eq(count(&b, EV_PRINT, 0), 1);
	ck_assert_uint_eq(count(&b, EV_END, END_CANCELLED), 2);
	ck_assert_int_eq(b.machine.now, 0);
	bench_fini(&b);
}
END_TEST

/* --- the executor --- */

START_TEST(a_job_in_line_is_withdrawn_one_that_runs_is_not)
{
	struct bench b;

	bench_init(&b, "task a times 6 on demand:\n"
		       "    offload block 4\n"
		       "task main:\n"
		       "    spawn a\n"
		       "    sleep 1\n"
		       "    cancel a\n"
		       "    sleep 9\n");
	ck_assert_uint_eq(count(&b, EV_RUN, RULE_IDLE_WORKER), 5);
	ck_assert_uint_eq(count(&b, EV_END, END_CANCELLED), 6);
	/* five workers' jobs, and main */
	ck_assert_uint_eq(count(&b, EV_END, END_OK), 6);
	bench_fini(&b);
}
END_TEST

START_TEST(a_failure_in_a_job_is_raised_in_its_task)
{
	struct bench b;

	bench_init(&b, "var n = 0\n"
		       "task main:\n"
		       "    try:\n"
		       "        offload n = 1 // n\n"
		       "    except zero_division:\n"
		       "        print \"caught\"\n");
	prints(&b, "caught");
	bench_fini(&b);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("async");
	TCase *tests = tcase_create("async");

	tcase_add_test(tests, a_ring_keeps_the_order_while_it_grows);
	tcase_add_test(tests, nothing_is_left_behind);
	tcase_add_test(tests, a_copy_goes_on_as_the_original_does);
	tcase_add_test(tests, a_cancelled_timer_wakes_nobody);
	tcase_add_test(tests, a_deadlock_is_told_when_it_is_there);
	tcase_add_test(tests, a_circle_of_waits_is_cancelled_without_end);
	tcase_add_test(tests, a_task_cannot_wait_for_itself);
	tcase_add_test(tests, who_has_not_begun_is_cancelled_unseen);
	tcase_add_test(tests, a_job_in_line_is_withdrawn_one_that_runs_is_not);
	tcase_add_test(tests, a_failure_in_a_job_is_raised_in_its_task);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
