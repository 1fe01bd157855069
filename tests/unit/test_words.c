/* SPDX-License-Identifier: MIT */
/*
 * A story's words: what stands alone, what is filled in, what is told.
 */
#include "story/heading.h"
#include "story/narrate.h"
#include "story/words.h"
#include "unit/made.h"
#include "unit/unit.h"

static const struct word list[] = {
	{"running", "plays", "plays"},
	{"ready", "stands in line", "stands in line"},
	{"preempt", "the organiser stops {task}", "the organiser stops …"},
	{"switch", "the change-over", "the change-over"},
	{"blocked", "is stuck", "is stuck"},
	{"core", "table {n}", "table"},
	{"worker", "waiter", "waiter"},
	{"queue", "the line", "the line"},
	{"gil", "the book", "the book"},
	{"threads", "guests", "guests"},
	{"rr", "{time} each", "… each"},
	{"end", "all have played", "all have played"},
};
static const struct words words = {list, sizeof list / sizeof *list};

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

static const char *plain(const char *word)
{
	str_clear(&said);
	words_plain(&said, word);
	return str_text(&said);
}

START_TEST(places_are_left_out_of_what_stands_alone)
{
	ck_assert_str_eq(plain("plays"), "plays");
	ck_assert_str_eq(plain("builder {n}"), "builder");
	ck_assert_str_eq(plain("clerk {n} in the back"), "clerk in the back");
	ck_assert_str_eq(plain("{task} stops"), "… stops");
	ck_assert_str_eq(plain("{n}"), "");
	ck_assert_str_eq(plain("a { brace"), "a { brace");
}
END_TEST

START_TEST(no_words_are_the_programs_own)
{
	ck_assert_ptr_null(words_find(NULL, "core"));
	ck_assert_ptr_null(words_find(&words, "timer"));
	ck_assert_ptr_null(words_find(&words, NULL));
	ck_assert_str_eq(words_or(&words, "timer", "timers"), "timers");
	ck_assert_str_eq(words_or(&words, "core", "core"), "table");
	ck_assert_str_eq(words_state(&words, STATE_RUNNING), "plays");
	ck_assert_str_eq(words_state(NULL, STATE_RUNNING), "running");
}
END_TEST

START_TEST(a_number_has_its_place_or_none)
{
	ck_assert(words_number(&said, &words, "core", 1));
	ck_assert_str_eq(str_text(&said), "table 1");
	str_clear(&said);
	ck_assert(words_number(&said, &words, "worker", 2));
	ck_assert_str_eq(str_text(&said), "waiter");
	str_clear(&said);
	ck_assert(!words_number(&said, &words, "loop", 2));
	ck_assert_uint_eq(said.len, 0);
}
END_TEST

/* What is said of the last event. */
static const char *last(uint32_t loops)
{
	const struct narrator n = {.program = &made.program,
				   .trace = &made.trace,
				   .loops = loops,
				   .words = words};

	str_clear(&said);
	narrate(&said, &n, made.trace.n - 1);
	return str_text(&said);
}

START_TEST(what_happens_is_told_in_the_storys_words)
{
	struct event *e = made_do(&made, 0, EV_RUN, TEA);

	e->rule = RULE_FIRST_READY;
	ck_assert_str_eq(last(0), "Kettle plays: in front: the line");
	made_do(&made, 0, EV_PREEMPT, TEA);
	ck_assert_str_eq(last(0), "the organiser stops Kettle");
	made_do(&made, 0, EV_SWITCH, TEA);
	ck_assert_str_eq(last(0), "the change-over: Kettle");
	made_add(&made, 0, EV_BLOCK, TASK(EGG), OBJ(LOCK), 0);
	ck_assert_str_eq(last(0), "egg is stuck: stove");
	made_add(&made, 0, EV_RUN, TASK(EGG), THREAD(0), 0);
	ck_assert_str_eq(last(0), "egg plays: waiter");
	made_add(&made, 0, EV_GIL_TAKE, TASK(EGG), ACTOR_NONE, 0);
	ck_assert_str_eq(last(0), "egg takes the book");
	made_add(&made, 0, EV_IDLE, ACTOR(ACTOR_CORE, 1), ACTOR_NONE, 0);
	ck_assert_str_eq(last(0), "table 1: nothing to do");
}
END_TEST

/* A call that waits for a device is drawn as waiting, and told so. */
START_TEST(what_has_no_word_stays_technical)
{
	made_add(&made, 0, EV_BLOCK, TASK(EGG), ACTOR_NONE, 2 * MS)->rule =
		BLOCKED_BY_CALL;
	ck_assert_str_eq(last(0), "egg makes a blocking call of 2 ms");
	made_add(&made, 0, EV_LOOP, ACTOR(ACTOR_LOOP, 0), ACTOR_NONE, 4)->rule =
		LOOP_POLL;
	ck_assert_str_eq(last(1),
			 "The event loop asks what has happened (iteration 4)");
}
END_TEST

START_TEST(setups_are_headed_by_them)
{
	struct setup s;
	struct metrics m = {.makespan = 3 * MS};

	setup_init(&s, MODEL_THREADS, MS, 1);
	setup_give(&s, KEY_QUANTUM, 2 * MS);
	heading_about(&said, &words, &s, MS);
	ck_assert_str_eq(str_text(&said), "guests, 2 ms each");
	setup_give(&s, KEY_POLICY, POLICY_FCFS);
	str_clear(&said);
	heading_about(&said, &words, &s, MS);
	ck_assert_str_eq(str_text(&said), "guests, each until it waits");
	setup_init(&s, MODEL_GIL, MS, 1);
	str_clear(&said);
	heading_about(&said, &words, &s, MS);
	ck_assert_str_eq(str_text(&said), "guests, sharing the book");
	str_clear(&said);
	ck_assert(!heading_result(&said, &words, &made.trace, &m, MS));
	ck_assert_str_eq(str_text(&said), "all have played: 3 ms");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("words");
	TCase *tests = tcase_create("words");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, places_are_left_out_of_what_stands_alone);
	tcase_add_test(tests, no_words_are_the_programs_own);
	tcase_add_test(tests, a_number_has_its_place_or_none);
	tcase_add_test(tests, what_happens_is_told_in_the_storys_words);
	tcase_add_test(tests, what_has_no_word_stays_technical);
	tcase_add_test(tests, setups_are_headed_by_them);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
