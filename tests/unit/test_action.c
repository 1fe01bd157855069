/* SPDX-License-Identifier: MIT */
/* The table of actions: no key means two things, counts and dialogs work. */
#include "app/action.h"

#include "app/course.h"
#include "app/knobs.h"
#include "unit/seen.h"
#include "unit/unit.h"

static struct session s;

static void setup(void)
{
	seen_init(&s, seen_kitchen, 2);
}

static void teardown(void)
{
	session_fini(&s);
}

static void press(const char *name)
{
	uint32_t key = press_find(name, strlen(name));

	ck_assert_uint_ne(key, PRESS_NONE);
	action_press(&s, key);
	settle(&s);
}

/* A lesson's keys are its own; the others mean theirs where there is none. */
static void means(const struct action *a, int view, uint32_t key)
{
	struct course course = {0};

	s.view = (enum view)view;
	s.course = a->group == GROUP_LESSON ? &course : NULL;
	ck_assert_ptr_eq(action_of(&s, key), a);
	s.view = VIEW_STAGE;
	s.course = NULL;
}

START_TEST(no_key_means_two_things)
{
	for (size_t i = 0; i < n_actions; i++)
		for (int k = 0; k < ACTION_KEYS; k++)
			for (int view = 0; view < VIEW_COUNT; view++)
				if (actions[i].keys[k] != PRESS_NONE &&
				    actions[i].views >> view & 1)
					means(&actions[i], view,
					      actions[i].keys[k]);
}
END_TEST

START_TEST(every_action_has_a_name_of_its_own_and_help)
{
	for (size_t i = 0; i < n_actions; i++) {
		const char *name = actions[i].name;

		ck_assert_ptr_eq(action_find(name, strlen(name)), &actions[i]);
		ck_assert_uint_gt(strlen(actions[i].help), 0);
		ck_assert_uint_ne(actions[i].views, 0);
	}
}
END_TEST

START_TEST(no_action_is_called_as_a_word_of_scripts)
{
	static const char *const words[] = {"frame", "size", "tick", "type"};

	for (size_t i = 0; i < sizeof words / sizeof *words; i++)
		ck_assert_ptr_null(action_find(words[i], strlen(words[i])));
}
END_TEST

START_TEST(a_name_that_is_a_key_means_the_same)
{
	for (size_t i = 0; i < n_actions; i++) {
		const char *name = actions[i].name;
		uint32_t key = press_find(name, strlen(name));

		if (key != PRESS_NONE)
			means(&actions[i], VIEW_STAGE, key);
	}
}
END_TEST

START_TEST(counts)
{
	press("1");
	press("0");
	ck_assert_int_eq(s.count, 10);
	press("right");
	ck_assert_int_eq(s.count, 0);
	ck_assert_uint_eq(s.runs[0].passed + s.runs[1].passed, 10);
	for (int i = 0; i < 40; i++)
		press("9");
	ck_assert_int_le(s.count, 1000000);
	press("left");
	ck_assert_int_eq(s.t, 0);
}
END_TEST

START_TEST(nought_is_a_key_of_its_own)
{
	session_zoom(&s, 0, 2);
	press("0");
	ck_assert(s.fit);
}
END_TEST

START_TEST(a_time_is_typed)
{
	press("g");
	press("4");
	press("5");
	press("backspace");
	ck_assert_str_eq(str_text(&s.line.text), "4");
	press("enter");
	ck_assert_int_eq(s.t, 4 * SEEN_MIN);
	press("g");
	press("1");
	press("esc");
	ck_assert_int_eq(s.t, 4 * SEEN_MIN);
	ck_assert_int_eq(s.view, VIEW_STAGE);
}
END_TEST

START_TEST(a_paste_is_typed_and_never_pressed)
{
	action_paste(&s, 'q');
	ck_assert_int_eq(s.errand, ERRAND_NONE);
	ck_assert_int_eq(s.view, VIEW_STAGE);
	press("g");
	action_paste(&s, '7');
	action_paste(&s, PRESS_ENTER);
	ck_assert_int_eq(s.view, VIEW_TIME);
	ck_assert_str_eq(str_text(&s.line.text), "7");
}
END_TEST

START_TEST(words_are_looked_for_again)
{
	int64_t first;

	press("/");
	for (const char *c = "works"; *c; c++)
		action_press(&s, (uint32_t)*c);
	press("enter");
	first = (int64_t)(s.runs[0].passed + s.runs[1].passed);
	press("/");
	press("enter");
	ck_assert_int_gt((int64_t)(s.runs[0].passed + s.runs[1].passed), first);
}
END_TEST

START_TEST(help_opens_and_closes)
{
	press("?");
	ck_assert_int_eq(s.view, VIEW_HELP);
	press("down");
	ck_assert_int_eq(s.scroll, 1);
	press("?");
	ck_assert_int_eq(s.view, VIEW_STAGE);
}
END_TEST

START_TEST(what_only_the_terminal_can_do_is_asked_for)
{
	press("e");
	ck_assert_int_eq(s.errand, ERRAND_EDIT);
	press("q");
	ck_assert_int_eq(s.errand, ERRAND_QUIT);
}
END_TEST

START_TEST(setups_are_hidden_and_added)
{
	press("c");
	press("space");
	ck_assert(s.runs[0].hidden);
	press("down");
	press("down");
	press("right");
	ck_assert_uint_eq(s.n_runs, 3);
	ck_assert_uint_eq(session_shown(&s), 2);
}
END_TEST

/* The knob that has this name is turned so many notches up. */
static void turn(const char *name, int64_t notches)
{
	struct knobs k = {0};
	struct str text = {0};
	size_t i = 0;

	s.view = VIEW_KNOBS;
	knobs_list(&k, &s);
	for (; i < k.list.len; i++) {
		str_clear(&text);
		knob_name(&text, &s, &k.list.at[i]);
		if (strcmp(str_text(&text), name) == 0)
			break;
	}
	ck_assert_msg(i < k.list.len, "no knob: %s", name);
	s.item = (int)i;
	knobs_turn(&s, notches);
	settle(&s);
	str_fini(&text);
	knobs_fini(&k);
}

START_TEST(a_number_in_the_text_is_turned)
{
	int64_t end = session_end(&s);

	turn("work 1", 2);
	ck_assert_int_eq(session_end(&s), end + 2 * SEEN_MIN);
	ck_assert_ptr_nonnull(strstr(str_text(&s.text), "work 3"));
	turn("work 3", -9);
	ck_assert_ptr_nonnull(strstr(str_text(&s.text), "work 0"));
}
END_TEST

START_TEST(a_setup_is_turned)
{
	turn("setup 1", 1);
	ck_assert_uint_eq(s.runs[0].setup.model, MODEL_ASYNC);
	turn("cores", 1);
	ck_assert_int_eq(s.runs[0].setup.key[KEY_CORES], 2);
	turn("quantum", 3);
	ck_assert_int_eq(s.runs[0].setup.key[KEY_QUANTUM], 4 * SEEN_MIN);
	turn("quantum", -1000);
	ck_assert_int_ge(s.runs[0].setup.key[KEY_QUANTUM], 1);
}
END_TEST

static int64_t key_of(enum setup_key key)
{
	return s.runs[0].setup.key[key];
}

START_TEST(none_is_below_the_least)
{
	turn("setup 1", MODEL_POOL - MODEL_SYNC);
	ck_assert_int_eq(s.runs[0].setup.model, MODEL_POOL);
	turn("backlog", -1);
	ck_assert_int_eq(key_of(KEY_BACKLOG), s.program->n_copies);
	turn("backlog", -1000);
	ck_assert(key_of(KEY_BACKLOG) == SETUP_ANY);
	ck_assert_str_eq(str_text(&s.runs[0].name), "pool");
	turn("backlog", 1);
	ck_assert_int_eq(key_of(KEY_BACKLOG), 0);
	turn("until", -1);
	ck_assert_int_eq(key_of(KEY_UNTIL), session_end(&s));
	turn("until", -1000);
	ck_assert(key_of(KEY_UNTIL) == SETUP_NEVER);
}
END_TEST

START_TEST(a_knob_goes_back_to_what_it_was)
{
	turn("setup 1", 1);
	turn("cores", 3);
	ck_assert_str_eq(str_text(&s.runs[0].name), "async cores=4");
	press("backspace");
	ck_assert_str_eq(str_text(&s.runs[0].name), "async");
	press("backspace");
	ck_assert_uint_gt(s.said.len, 0);
}
END_TEST

START_TEST(another_policy_takes_its_keys_along)
{
	struct setup setup = s.runs[0].setup;

	setup_init(&setup, MODEL_THREADS, SEEN_MIN, 0);
	setup_give(&setup, KEY_POLICY, POLICY_MLFQ);
	setup_give(&setup, KEY_LEVELS, 4);
	session_set_setup(&s, 0, &setup);
	turn("policy", 1);
	ck_assert_str_eq(str_text(&s.runs[0].name), "threads policy=lottery");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("action");
	TCase *tests = tcase_create("action");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, no_key_means_two_things);
	tcase_add_test(tests, every_action_has_a_name_of_its_own_and_help);
	tcase_add_test(tests, no_action_is_called_as_a_word_of_scripts);
	tcase_add_test(tests, a_name_that_is_a_key_means_the_same);
	tcase_add_test(tests, counts);
	tcase_add_test(tests, nought_is_a_key_of_its_own);
	tcase_add_test(tests, a_time_is_typed);
	tcase_add_test(tests, a_paste_is_typed_and_never_pressed);
	tcase_add_test(tests, words_are_looked_for_again);
	tcase_add_test(tests, help_opens_and_closes);
	tcase_add_test(tests, what_only_the_terminal_can_do_is_asked_for);
	tcase_add_test(tests, setups_are_hidden_and_added);
	tcase_add_test(tests, a_number_in_the_text_is_turned);
	tcase_add_test(tests, a_setup_is_turned);
	tcase_add_test(tests, none_is_below_the_least);
	tcase_add_test(tests, a_knob_goes_back_to_what_it_was);
	tcase_add_test(tests, another_policy_takes_its_keys_along);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
