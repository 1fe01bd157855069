/* SPDX-License-Identifier: MIT */
/*
 * The course: what may be seen before an answer and after, answers by keys,
 * exercises turned and undone, progress; without a terminal.
 */
#include "app/course.h"

#include "app/action.h"
#include "unit/opened.h"
#include "unit/seen.h"
#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

static const char text[] =
	"# A party\n\nBefore the first step.\n\n"
	"## One\n\n<!-- note: for the teacher -->\n\n"
	"```scenario party\n"
	"unit min\n"
	"task ann \"Ann\":\n    work 4\n"
	"task bo \"Bo\":\n    work 2\n"
	"```\n\n"
	"```words\nrunning = plays\nbreaks: never.\n```\n\n"
	"```stage\nfree: threads policy=fcfs\nturns: threads quantum=1\n```\n\n"
	"```predict\nMinute 2: who is next?\nanswer: next(turns, 2min)\n```\n\n"
	"```predict\nWhen is Bo done?\nanswer: finish(bo, free)\n"
	"- 2 min !alone  He must wait.\n```\n\n"
	"```quiz many\nWhich?\n* right one\n* right two\n"
	"- wrong !name  Because.\nwhy: So it is.\n```\n\n"
	"```quiz number\nHow many?\n* 3\n- 4 !off  One less.\n```\n\n"
	"```quiz order\nIn which order?\n* first\n* second\n* third\n"
	"why: So it is.\n```\n\n"
	"## Two\n\n"
	"```stage\nturns: threads quantum=3\n```\n\n"
	"```try\nBe quick.\nchange: quantum 1..4\nchange: line 'work 2'\n"
	"goal: finish(bo, turns) <= 2min\nhint: turn it.\n"
	"solution: quantum=1\n"
	"solution: line \'work 2\' = \'work 1\'\n```\n\nThat was it.\n";

static char folder[] = "/tmp/turntable-course-XXXXXX";

struct learner {
	struct session s;
	struct course c;
};

static void begin_with(struct learner *a, const char *from)
{
	char path[sizeof folder + 32];

	snprintf(path, sizeof path, "%s/turntable/progress", folder);
	unlink(path);
	session_blank(&a->s, 0);
	course_open(&a->c, &a->s, "en");
	course_enter(&a->c, opened("party", from), "party", 0);
}

static void begin(struct learner *a)
{
	begin_with(a, text);
}

static void end(struct learner *a)
{
	course_close(&a->c);
	session_fini(&a->s);
}

static void press(struct learner *a, const char *keys)
{
	for (; *keys; keys++)
		action_press(&a->s, *keys == '\r'   ? PRESS_ENTER
				    : *keys == '\t' ? PRESS_TAB
				    : *keys == '<'  ? PRESS_LEFT
				    : *keys == '>'  ? PRESS_RIGHT
				    : *keys == '^'  ? PRESS_UP
				    : *keys == '_'  ? PRESS_DOWN
						    : (uint32_t)*keys);
}

/* The number key of the option with this text. */
static char key_of(const struct learner *a, const char *option)
{
	const struct question *q = &a->c.ask.question;

	for (size_t i = 0; i < q->n_options; i++)
		if (strcmp(q->options[ask_option(&a->c, i)].text, option) == 0)
			return (char)('1' + i);
	ck_abort_msg("no option is called %s", option);
	return 0;
}

static void answer(struct learner *a, const char *option)
{
	const char keys[] = {key_of(a, option), '\0'};

	press(a, keys);
}

START_TEST(nothing_is_shown_before_a_guess)
{
	struct learner a;

	begin(&a);
	ck_assert_int_eq(a.s.view, VIEW_PAGE);
	press(&a, "n");
	ck_assert_int_eq(a.s.view, VIEW_ASK);
	ck_assert_int_eq(a.s.t, 2 * SEEN_MIN);
	press(&a, "p");
	for (const char *k = ">.x]f/Bo\rg9\r a>Xz>kce"; *k; k++) {
		const char keys[] = {*k, '\0'};

		press(&a, keys);
		session_tick(&a.s, 1000000000);
		session_tick(&a.s, 1900000000);
		ck_assert_int_le(a.s.t, 2 * SEEN_MIN);
		for (size_t i = 0; i < a.s.n_runs; i++)
			ck_assert_uint_le(
				a.s.runs[i].passed,
				trace_find_time(session_trace(&a.s, i),
						2 * SEEN_MIN));
		ck_assert(!a.s.ahead);
	}
	ck_assert_int_eq(a.s.errand, ERRAND_NONE);
	end(&a);
}
END_TEST

START_TEST(a_question_is_not_stepped_over)
{
	struct learner a;

	begin(&a);
	press(&a, "nnnn");
	ck_assert_uint_eq(a.c.page, 1);
	ck_assert(course_is_open(&a.c));
	press(&a, "p5n");
	ck_assert_uint_eq(a.c.page, 1);
	press(&a, "0n");
	ck_assert_uint_eq(a.c.page, 2);
	end(&a);
}
END_TEST

START_TEST(not_to_know_has_the_number_nought_alone)
{
	struct learner a;
	char key[2] = "1";

	begin(&a);
	press(&a, "n");
	key[0] = (char)('0' + ask_places(&a.c));
	press(&a, key);
	ck_assert(course_is_open(&a.c));
	ck_assert_uint_gt(a.s.said.len, 0);
	press(&a, "0");
	ck_assert(!course_is_open(&a.c));
	end(&a);
}
END_TEST

START_TEST(a_count_ends_at_a_question)
{
	struct learner a;

	begin(&a);
	press(&a, "31n");
	ck_assert_int_eq(a.s.view, VIEW_ASK);
	ck_assert_uint_eq(a.c.page, 1);
	end(&a);
}
END_TEST

START_TEST(two_tries_and_then_the_event_that_decided)
{
	struct learner a;

	begin(&a);
	course_go(&a.c, 2);
	ck_assert_int_eq(a.s.gate, 0);
	ck_assert_int_ge(a.s.reach, 6 * SEEN_MIN);
	answer(&a, "2 min");
	ck_assert(course_is_open(&a.c));
	ck_assert_uint_eq(a.s.ghosts.len, 1);
	ck_assert_int_eq(a.s.ghosts.at[0].t, 2 * SEEN_MIN);
	ck_assert_int_eq(a.s.t, 0);
	answer(&a, "2 min");
	ck_assert_int_eq(a.c.ask.asking.tries, 1);
	answer(&a, "6 min");
	ck_assert(!course_is_open(&a.c));
	ck_assert_int_eq(a.s.t, 6 * SEEN_MIN);
	ck_assert_int_eq(a.s.view, VIEW_STAGE);
	ck_assert_int_eq(a.c.results.at[2], RESULT_SECOND);
	ck_assert(!session_is_gated(&a.s));
	press(&a, "b");
	ck_assert_int_eq(a.s.gate, 2 * SEEN_MIN);
	end(&a);
}
END_TEST

START_TEST(an_answer_is_explained_in_the_words_that_are_shown)
{
	struct learner a;
	const struct question *q = &a.c.ask.question;

	begin(&a);
	press(&a, "n");
	answer(&a, "Ann");
	ck_assert_ptr_nonnull(strstr(q->why, "Ann runs"));
	press(&a, "\t");
	ck_assert_ptr_null(strstr(q->why, "Ann runs"));
	ck_assert_ptr_nonnull(strstr(q->why, "Ann plays"));
	ck_assert(a.c.ask.asking.is_over);
	press(&a, "\t");
	ck_assert_ptr_nonnull(strstr(q->why, "Ann runs"));
	end(&a);
}
END_TEST

/* Two cooks, two things to hold, a number and lines. */
static const char kitchen[] =
	"# A kitchen\n\n"
	"```scenario\n"
	"unit min\nvar n = 0\nlock pan\nlock knife\n"
	"task ann \"Ann\":\n    acquire pan\n    work 4\n    n = n + 1\n"
	"    release pan\n    print \"ann\"\n"
	"task bo \"Bo\":\n    work 1\n    acquire pan\n    work 1\n"
	"    n = n + 1\n    release pan\n    print \"bo\"\n"
	"```\n\n## One\n\n"
	"```stage\nfree: threads policy=fcfs\nturns: threads quantum=1\n```\n\n"
	"```predict\nWhat?\nanswer: %s\n```\n";

/* The signs after a wrong guess and once the answer is told: "lane@minute". */
static void signs(const char *ask, const char *guess, const char *open,
		  const char *told)
{
	struct learner a;
	struct str lesson = {0}, seen = {0};

	str_addf(&lesson, kitchen, ask);
	begin_with(&a, str_text(&lesson));
	press(&a, "n");
	ck_assert_msg(course_is_open(&a.c), "%s", ask);
	answer(&a, guess);
	for (int i = 0; i < 2; i++) {
		str_clear(&seen);
		for (size_t k = 0; k < a.s.ghosts.len; k++) {
			const struct ghost *g = a.s.ghosts.at + k;

			str_addf(&seen, "%s%s%d:%d@%d", k > 0 ? " " : "",
				 g->sign, (int)g->run, (int)g->copy,
				 (int)(g->t / SEEN_MIN));
		}
		ck_assert_msg(strcmp(str_text(&seen), i ? told : open) == 0,
			      "%s: %s", ask, str_text(&seen));
		press(&a, "0");
	}
	str_fini(&lesson);
	str_fini(&seen);
	end(&a);
}

START_TEST(guesses_stand_on_the_timeline)
{
	signs("finish(bo, free)", "2 min", "?0:1@2", "?0:1@2");
	signs("order(turns)", "Bo, Ann", "", "11:1@5 21:0@6");
	signs("next(turns, 1min)", "Ann", "", "?1:0@1");
	signs("blocked_on(bo, turns, 3min)", "Ann", "", "?1:0@3");
	signs("blocked_on(bo, turns, 3min)", "knife", "", "?1:1@3");
	signs("ready(ann, turns, 1min)", "no", "", "?1:0@1");
	signs("prints(turns)", "bo / ann", "", "11:1@5 21:0@6");
}
END_TEST

START_TEST(a_question_chooses_its_lane)
{
	struct learner a;
	struct str lesson = {0};

	str_addf(&lesson, kitchen, "finish(bo, turns)");
	begin_with(&a, str_text(&lesson));
	press(&a, "n");
	ck_assert_uint_eq(a.s.rows.at[a.s.row].run, 1);
	ck_assert_uint_eq(a.s.rows.at[a.s.row].first, 1);
	str_fini(&lesson);
	end(&a);
}
END_TEST

START_TEST(several_numbers_and_orders_are_answers)
{
	struct learner a;

	begin(&a);
	press(&a, "n0n0n");
	ck_assert_int_eq(a.c.ask.question.kind, QUIZ_MANY);
	answer(&a, "right one");
	answer(&a, "right two");
	press(&a, "\r");
	ck_assert_int_eq(a.c.results.at[a.c.page], RESULT_FIRST);
	press(&a, "n");
	ck_assert_int_eq(a.s.view, VIEW_NUMBER);
	press(&a, "4\r");
	ck_assert_int_eq(a.s.view, VIEW_NUMBER);
	press(&a, "\r3\r");
	ck_assert_int_eq(a.c.results.at[a.c.page], RESULT_SECOND);
	press(&a, "n");
	answer(&a, "first");
	answer(&a, "second");
	answer(&a, "third");
	press(&a, "\r");
	ck_assert_int_eq(a.c.results.at[a.c.page], RESULT_FIRST);
	end(&a);
}
END_TEST

START_TEST(a_question_begins_where_the_last_was_told)
{
	struct learner a;

	begin(&a);
	press(&a, "n0n");
	ck_assert(course_is_open(&a.c));
	ck_assert_int_eq(a.s.t, 2 * SEEN_MIN);
	end(&a);
}
END_TEST

START_TEST(what_was_ticked_stays_to_be_mended)
{
	struct learner a;

	begin(&a);
	press(&a, "n0n0n");
	answer(&a, "right one");
	press(&a, "\r");
	ck_assert_int_eq(a.c.results.at[a.c.page], RESULT_NONE);
	answer(&a, "right two");
	press(&a, "\r");
	ck_assert_int_eq(a.c.results.at[a.c.page], RESULT_SECOND);
	end(&a);
}
END_TEST

static void go_to_try(struct learner *a)
{
	course_go_step(&a->c, 2);
	ck_assert_int_eq(a->s.view, VIEW_TRY);
}

START_TEST(an_exercise_is_turned_and_undone)
{
	struct learner a;

	begin(&a);
	go_to_try(&a);
	press(&a, "<<<");
	ck_assert_int_eq(a.s.runs[0].setup.key[KEY_QUANTUM], SEEN_MIN);
	ck_assert(!a.c.trial.holds);
	press(&a, "uu");
	ck_assert_int_eq(a.s.runs[0].setup.key[KEY_QUANTUM], 3 * SEEN_MIN);
	press(&a, "s");
	ck_assert(a.c.trial.holds);
	ck_assert_ptr_nonnull(strstr(str_text(&a.s.text), "work 1"));
	press(&a, "u");
	ck_assert(!a.c.trial.holds);
	ck_assert_ptr_null(strstr(str_text(&a.s.text), "work 1"));
	end(&a);
}
END_TEST

START_TEST(a_line_is_written_anew)
{
	struct learner a;

	begin(&a);
	go_to_try(&a);
	trial_choose(&a.c, 1);
	trial_line(&a.c, "work wrong");
	ck_assert_uint_gt(a.s.said.len, 0);
	ck_assert_ptr_nonnull(strstr(str_text(&a.s.text), "work 2"));
	trial_line(&a.c, "work 1");
	ck_assert_ptr_nonnull(strstr(str_text(&a.s.text), "work 1"));
	press(&a, "u");
	ck_assert_ptr_nonnull(strstr(str_text(&a.s.text), "work 2"));
	end(&a);
}
END_TEST

/* Presses enter on a line of which the keys are typed anew. */
static void rewrite(struct learner *a, const char *line)
{
	press(a, "\r");
	ck_assert_int_eq(a->s.view, VIEW_STATEMENT);
	action_press(&a->s, PRESS_CTRL | 'u');
	press(a, line);
	press(a, "\r");
	ck_assert_int_eq(a->s.view, VIEW_TRY);
}

START_TEST(enter_changes_a_line_until_the_goal_is_reached)
{
	struct learner a;
	size_t page;

	begin(&a);
	go_to_try(&a);
	page = a.c.page;
	press(&a, "<<\r");
	ck_assert_uint_eq(a.c.page, page);
	press(&a, "_");
	rewrite(&a, "work 3");
	ck_assert(!a.c.trial.holds);
	rewrite(&a, "work 1");
	ck_assert(a.c.trial.holds);
	press(&a, "e");
	ck_assert_int_eq(a.s.view, VIEW_STATEMENT);
	press(&a, "\r\r");
	ck_assert_uint_eq(a.c.page, page + 1);
	end(&a);
}
END_TEST

START_TEST(a_line_that_is_refused_can_be_mended)
{
	struct learner a;

	begin(&a);
	go_to_try(&a);
	press(&a, "_\r");
	action_press(&a.s, PRESS_CTRL | 'u');
	press(&a, "werk 1\r");
	ck_assert_int_eq(a.s.view, VIEW_STATEMENT);
	ck_assert_str_eq(str_text(&a.s.line.text), "werk 1");
	ck_assert_uint_gt(a.s.said.len, 0);
	action_press(&a.s, PRESS_HOME);
	action_press(&a.s, PRESS_RIGHT);
	action_press(&a.s, PRESS_DELETE);
	press(&a, "o\r");
	ck_assert_int_eq(a.s.view, VIEW_TRY);
	ck_assert_ptr_nonnull(strstr(str_text(&a.s.text), "work 1"));
	end(&a);
}
END_TEST

START_TEST(what_comes_back_stands_where_its_answer_led)
{
	struct learner a;
	int64_t led;

	begin(&a);
	press(&a, "n");
	answer(&a, "Ann");
	led = a.s.t;
	if (course_is_open(&a.c))
		press(&a, "0");
	led = a.s.t;
	press(&a, "b");
	press(&a, "n");
	ck_assert(!course_is_open(&a.c));
	ck_assert_int_eq(a.s.t, led);
	ck_assert(!strstr(str_text(&a.s.said), "asked"));
	end(&a);
}
END_TEST

START_TEST(what_was_solved_stays_as_it_was_left)
{
	struct learner a;

	begin(&a);
	go_to_try(&a);
	press(&a, "_");
	rewrite(&a, "work 1");
	press(&a, "^<<");
	ck_assert(a.c.trial.holds);
	press(&a, "\r");
	ck_assert_int_eq(a.s.view, VIEW_STAGE);
	ck_assert_ptr_nonnull(strstr(str_text(&a.s.text), "work 1"));
	ck_assert_int_eq(a.s.runs[0].setup.key[KEY_QUANTUM], SEEN_MIN);
	ck_assert_int_eq(a.s.t, session_end(&a.s));
	press(&a, "pk>q\tb");
	ck_assert(a.c.trial.holds);
	ck_assert_int_eq(a.s.runs[0].setup.key[KEY_QUANTUM], SEEN_MIN);
	press(&a, "un");
	ck_assert_ptr_nonnull(strstr(str_text(&a.s.text), "work 1"));
	end(&a);
}
END_TEST

START_TEST(a_class_counts_hands_twice)
{
	struct learner a;
	size_t facts;

	begin(&a);
	a.c.voting = true;
	facts = a.c.journal.facts.len;
	press(&a, "n112\r2220\r");
	ck_assert(!course_is_open(&a.c));
	ck_assert_uint_eq(a.c.ask.votes[0][0], 2);
	ck_assert_uint_eq(a.c.ask.votes[1][1], 3);
	go_to_try(&a);
	press(&a, "s");
	ck_assert_uint_eq(a.c.journal.facts.len, facts);
	end(&a);
}
END_TEST

START_TEST(what_was_changed_is_as_the_lesson_has_it_on_the_next_page)
{
	struct learner a;

	begin(&a);
	press(&a, "n0n0n");
	ck_assert(!session_is_gated(&a.s));
	press(&a, "pk");
	ck_assert_int_eq(a.s.view, VIEW_KNOBS);
	press(&a, ">");
	ck_assert_int_ne(a.s.runs[0].setup.model, MODEL_THREADS);
	press(&a, "q");
	course_turn(&a.c, 1);
	ck_assert_int_eq(a.s.runs[0].setup.model, MODEL_THREADS);
	end(&a);
}
END_TEST

START_TEST(enter_goes_on_where_nothing_is_asked)
{
	struct learner a;

	begin(&a);
	press(&a, "\r");
	ck_assert_int_eq(a.s.view, VIEW_ASK);
	press(&a, "p\r");
	ck_assert_int_eq(a.s.view, VIEW_ASK);
	press(&a, "0v");
	ck_assert_int_eq(a.s.view, VIEW_INSPECT);
	press(&a, "\r");
	ck_assert_int_eq(a.s.view, VIEW_STAGE);
	ck_assert_uint_eq(a.c.page, 1);
	press(&a, "\r");
	ck_assert_uint_eq(a.c.page, 2);
	go_to_try(&a);
	press(&a, "p\r");
	ck_assert_int_eq(a.s.view, VIEW_TRY);
	press(&a, "sp\r\r");
	ck_assert_int_eq(a.s.view, VIEW_REPORT);
	end(&a);
}
END_TEST

START_TEST(behind_the_report_come_the_other_lessons)
{
	struct learner a;

	begin(&a);
	go_to_try(&a);
	press(&a, "sp\r\r");
	ck_assert_int_eq(a.s.view, VIEW_REPORT);
	vec_clear(&a.c.again); /* all was right */
	press(&a, "\r");
	ck_assert_int_eq(a.s.view, VIEW_LESSONS);
	end(&a);
}
END_TEST

START_TEST(what_was_answered_is_not_asked_again)
{
	struct learner a;

	begin(&a);
	press(&a, "n0n");
	ck_assert_int_eq(a.s.view, VIEW_ASK);
	course_close(&a.c);
	session_fini(&a.s);
	session_blank(&a.s, 0);
	course_open(&a.c, &a.s, "en");
	course_enter(&a.c, opened("party", text), "party", 0);
	press(&a, "n");
	ck_assert_int_eq(a.s.view, VIEW_STAGE);
	ck_assert(!course_is_open(&a.c));
	press(&a, "n");
	ck_assert_int_eq(a.s.view, VIEW_ASK);
	course_report(&a.c, true);
	course_enter(&a.c, opened("party", text), "party", 0);
	press(&a, "n");
	ck_assert_int_eq(a.s.view, VIEW_ASK);
	end(&a);
}
END_TEST

/* They lie in the lesson, which is no longer there. */
START_TEST(the_list_has_no_story_of_the_lesson_that_was_left)
{
	struct learner a;

	begin(&a);
	course_go(&a.c, 1);
	course_lens(&a.c);
	ck_assert_uint_gt(a.s.words.len, 0);
	course_show_list(&a.c);
	ck_assert_ptr_null(a.s.words.at);
	course_lens(&a.c);
	ck_assert_ptr_null(a.s.words.at);
	end(&a);
}
END_TEST

START_TEST(the_outline_leads_to_what_is_chosen)
{
	struct learner a;

	begin(&a);
	press(&a, "o");
	ck_assert_int_eq(a.s.view, VIEW_OUTLINE);
	action_press(&a.s, PRESS_PGDN); /* nothing is chosen then */
	press(&a, "\r");
	ck_assert_uint_eq(a.c.page, 0);
	ck_assert_int_eq(a.s.view, VIEW_PAGE);
	press(&a, "o__\r");
	ck_assert_uint_eq(course_page(&a.c)->step, 2);
	end(&a);
}
END_TEST

START_TEST(a_lesson_goes_on_where_one_was)
{
	struct learner a;
	struct lesson *l;

	begin(&a);
	go_to_try(&a);
	end(&a);
	session_blank(&a.s, 0);
	course_open(&a.c, &a.s, "en");
	l = opened("party", text);
	ck_assert_uint_eq(course_step(&a.c, l, "party"), 2);
	course_enter(&a.c, l, "party", 2);
	press(&a, "nn");
	ck_assert_int_eq(a.s.view, VIEW_REPORT);
	ck_assert_uint_eq(course_step(&a.c, l, "party"), 0);
	press(&a, "q");
	ck_assert_int_eq(a.s.errand, ERRAND_QUIT);
	end(&a);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("course");
	TCase *tests = tcase_create("course");

	if (!mkdtemp(folder) || setenv("XDG_STATE_HOME", folder, 1) != 0)
		return EXIT_FAILURE;
	tcase_add_test(tests, nothing_is_shown_before_a_guess);
	tcase_add_test(tests, a_question_is_not_stepped_over);
	tcase_add_test(tests, not_to_know_has_the_number_nought_alone);
	tcase_add_test(tests, a_count_ends_at_a_question);
	tcase_add_test(tests, two_tries_and_then_the_event_that_decided);
	tcase_add_test(tests,
		       an_answer_is_explained_in_the_words_that_are_shown);
	tcase_add_test(tests, guesses_stand_on_the_timeline);
	tcase_add_test(tests, a_question_chooses_its_lane);
	tcase_add_test(tests, several_numbers_and_orders_are_answers);
	tcase_add_test(tests, a_question_begins_where_the_last_was_told);
	tcase_add_test(tests, what_was_ticked_stays_to_be_mended);
	tcase_add_test(tests, an_exercise_is_turned_and_undone);
	tcase_add_test(tests, a_line_is_written_anew);
	tcase_add_test(tests, enter_changes_a_line_until_the_goal_is_reached);
	tcase_add_test(tests, what_was_solved_stays_as_it_was_left);
	tcase_add_test(tests, a_line_that_is_refused_can_be_mended);
	tcase_add_test(tests, what_comes_back_stands_where_its_answer_led);
	tcase_add_test(tests, a_class_counts_hands_twice);
	tcase_add_test(
		tests,
		what_was_changed_is_as_the_lesson_has_it_on_the_next_page);
	tcase_add_test(tests, enter_goes_on_where_nothing_is_asked);
	tcase_add_test(tests, behind_the_report_come_the_other_lessons);
	tcase_add_test(tests, what_was_answered_is_not_asked_again);
	tcase_add_test(tests,
		       the_list_has_no_story_of_the_lesson_that_was_left);
	tcase_add_test(tests, the_outline_leads_to_what_is_chosen);
	tcase_add_test(tests, a_lesson_goes_on_where_one_was);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
