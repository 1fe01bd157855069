/* SPDX-License-Identifier: MIT */
/*
 * Narration: every kind has a sentence, and the ones that teach say why.
 */
#include "story/narrate.h"
#include "unit/made.h"
#include "unit/unit.h"

static struct made made;
static struct str said;

static void setup(void)
{
	made_init(&made);
}

static void teardown(void)
{
	made_fini(&made);
	str_fini(&said);
}

static bool in_line; /* all tasks on one thread */

static const char *last(uint32_t loops)
{
	const struct narrator n = {.program = &made.program,
				   .trace = &made.trace,
				   .loops = loops,
				   .in_line = in_line};

	str_clear(&said);
	narrate(&said, &n, made.trace.n - 1);
	return str_text(&said);
}

START_TEST(every_kind_has_a_sentence)
{
	for (int kind = 0; kind < EV_COUNT; kind++) {
		uint32_t who = kind == EV_LOOP   ? ACTOR(ACTOR_LOOP, 0)
			       : kind == EV_IDLE ? ACTOR(ACTOR_CORE, 0)
						 : TASK(TEA);

		made_add(&made, 0, (enum ev)kind, who, ACTOR_NONE,
			 kind == EV_PRINT
				 ? (int64_t)trace_keep(&made.trace, "tea", 3)
				 : 5);
		ck_assert_uint_ge(strlen(last(true)), 6);
		ck_assert_ptr_null(strchr(said.at, '{'));
	}
}
END_TEST

START_TEST(a_dispatch_says_why)
{
	struct event *e = made_do(&made, 0, EV_RUN, TEA);

	e->rule = RULE_FIRST_READY;
	e->tie = TIE_QUEUED_FIRST;
	ck_assert_str_eq(last(false), "Kettle runs: first in the ready queue; "
				      "it has been ready longer");
}
END_TEST

START_TEST(statements_bring_their_label)
{
	made_add(&made, 0, EV_WORK, TASK(GUEST_2), ACTOR_NONE, 3 * MS)->stmt =
		0;
	ck_assert_str_eq(last(false), "guest.2 works for 3 ms: say \"hi\"");
	made_add(&made, 0, EV_WAIT, TASK(EGG), OBJ(SERVER), 2 * MS);
	ck_assert_str_eq(last(false), "egg asks server and waits 2 ms");
	made_add(&made, 0, EV_WAIT, TASK(EGG), OBJ(SERVER), -1);
	ck_assert_str_eq(last(false), "egg stands in line for server");
}
END_TEST

START_TEST(threads_have_names)
{
	made_add(&made, 0, EV_READY, THREAD(0), ACTOR_NONE, 0);
	ck_assert_str_eq(last(true), "The event loop has something to do");
	ck_assert_str_eq(last(false), "Thread worker-1 joins the ready queue");
	made_add(&made, 0, EV_RUN, THREAD(0), ACTOR_NONE, 0);
	ck_assert_str_eq(last(true), "The event loop runs");
	ck_assert_str_eq(last(false), "Thread worker-1 runs");
	made_add(&made, 0, EV_RUN, THREAD(1), TASK(EGG), 0);
	ck_assert_str_eq(last(true), "Thread worker-1 takes the job: egg");
	made_add(&made, 0, EV_END, THREAD(1), TASK(EGG), 0);
	ck_assert_str_eq(last(true), "Thread worker-1 finishes the job: egg");
}
END_TEST

START_TEST(groups_name_their_members)
{
	uint64_t text = trace_keep(&made.trace, "Boom, Boom", 10);

	made_add(&made, 0, EV_END, TASK(EGG),
		 ACTOR(ACTOR_FAILURE, FAILURE_GROUP), (int64_t)text + 1)
		->rule = END_FAILED;
	ck_assert_str_eq(last(false), "egg fails: failures[Boom, Boom]");
}
END_TEST

START_TEST(names_are_not_filled_in_again)
{
	made.tasks[0].label = "{by}";
	made_add(&made, 0, EV_ACQUIRE, TASK(TEA), OBJ(LOCK), 0);
	ck_assert_str_eq(last(false), "{by} takes stove");
}
END_TEST

START_TEST(one_thread_for_all_is_told)
{
	made_add(&made, 0, EV_IDLE, ACTOR(ACTOR_CORE, 0), ACTOR_NONE, 0);
	ck_assert_str_eq(last(false),
			 "Core 0 is idle: no thread is ready to run");
	in_line = true;
	ck_assert_str_eq(
		last(false),
		"Core 0 is idle: its task waits, and no other is begun");
	in_line = false;
}
END_TEST

START_TEST(the_stuck_are_told)
{
	const struct narrator n = {.program = &made.program,
				   .trace = &made.trace};

	made_add(&made, 0, EV_DEADLOCK, TASK(TEA), OBJ(LOCK), TASK(EGG));
	made_add(&made, 0, EV_DEADLOCK, TASK(EGG), OBJ(QUEUE), ACTOR_NONE);
	made_add(&made, 0, EV_DEADLOCK, TASK(EGG), TASK(TEA), TASK(TEA));
	ck_assert_uint_eq(narrate_stuck(&said, &n), 3);
	ck_assert_str_eq(
		said.at,
		"Deadlock: Kettle waits for stove, held by egg\n"
		"Deadlock: egg waits for orders, and nothing will bring it\n"
		"Deadlock: egg waits until Kettle has ended\n");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("narrate");
	TCase *tcase = tcase_create("all");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, every_kind_has_a_sentence);
	tcase_add_test(tcase, a_dispatch_says_why);
	tcase_add_test(tcase, statements_bring_their_label);
	tcase_add_test(tcase, threads_have_names);
	tcase_add_test(tcase, groups_name_their_members);
	tcase_add_test(tcase, names_are_not_filled_in_again);
	tcase_add_test(tcase, one_thread_for_all_is_told);
	tcase_add_test(tcase, the_stuck_are_told);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
