/* SPDX-License-Identifier: MIT */
/*
 * Where a lesson's page has its parts: nothing moves when a question is
 * answered, and the timelines have their rows whatever is said below them.
 */
#include "ui/course_plan.h"

#include "app/action.h"
#include "app/course.h"
#include "ui/screen.h"
#include "unit/opened.h"
#include "unit/unit.h"

#include <stdlib.h>
#include <string.h>

#define LONG                                                           \
	"A reason that goes on and on, for as long as its author has " \
	"something to say about why it is so and not in some other way, "

static const char text[] =
	"# A party\n\n## One\n\nTwo guests come to the party tonight, and "
	"both of them want to play what they like best.\n\n"
	"```scenario party\n"
	"unit min\n"
	"task ann \"Ann\":\n    work 4\n"
	"task bo \"Bo\":\n    work 2\n"
	"```\n\n"
	"```scene\n| decks: {decks....}\n| line:  {line.....}\n"
	"decks: running\nline: ready\n```\n\n"
	"```stage party\nfree: threads policy=fcfs\n"
	"turns: threads quantum=1\n```\n\n"
	"```predict\nWhen is Bo done, if nobody has a say in it?\n"
	"answer: finish(bo, free)\n- 2 min !alone  He must wait.\n"
	"why: " LONG LONG LONG LONG LONG LONG LONG "\n```\n\n"
	"And now?\n\n"
	"```predict\nAnd when in turns?\n"
	"answer: finish(bo, turns)\n- 2 min !alone  " LONG "\n```\n";

static const struct size {
	int w, h;
} sizes[] = {{80, 24}, {120, 40}, {60, 15}, {100, 30}, {40, 12}, {20, 6}};

enum { SIZES = sizeof sizes / sizeof *sizes };

static struct session s;
static struct course c;
static struct screen screen;

static void begin(void)
{
	session_blank(&s, 0);
	course_open(&c, &s, "en");
	course_enter(&c, opened("party", text), "party", 1);
	screen_init(&screen, false);
}

static void end(void)
{
	screen_fini(&screen);
	course_close(&c);
	session_fini(&s);
}

/* The page as it would be drawn in this size. */
static struct course_plan plan(struct size size)
{
	struct course_plan p;

	screen_size(&screen, &s, size.w, size.h);
	course_plan_make(&p, &s, size.w, size.h);
	course_plan_fini(&p);
	return p;
}

static void ask(void)
{
	if (s.view != VIEW_ASK)
		action_press(&s, 'p');
	ck_assert_int_eq(s.view, VIEW_ASK);
}

static void same_place(const struct course_plan *a, const struct course_plan *b)
{
	ck_assert_int_eq(a->stage.y, b->stage.y);
	ck_assert_int_eq(a->stage.h, b->stage.h);
	ck_assert_int_eq(a->scene.y, b->scene.y);
	ck_assert_int_eq(a->scene.h, b->scene.h);
	ck_assert_int_eq(a->told.y, b->told.y);
	ck_assert_int_eq(a->asked_at.y, b->asked_at.y);
}

START_TEST(nothing_moves_when_a_question_is_answered)
{
	struct size size = sizes[_i];
	struct course_plan asked, told;

	plan(size); /* the prose is read, if it comes first */
	ask();
	asked = plan(size);
	action_press(&s, '0');
	ck_assert(ask_is_told(&c));
	told = plan(size);
	same_place(&asked, &told);
}
END_TEST

START_TEST(the_timelines_always_have_rows)
{
	struct size size = sizes[_i];
	struct course_plan p;
	int least = size.h >= 12 ? 6 : 2;

	p = plan(size);
	ck_assert_int_ge(p.stage.h, least);
	ask();
	p = plan(size);
	ck_assert_int_ge(p.stage.h, least);
	action_press(&s, '0');
	p = plan(size);
	ck_assert_int_ge(p.stage.h, least);
	action_press(&s, 'n');
	p = plan(size);
	ck_assert_int_ge(p.stage.h, least);
	ask();
	action_press(&s, '1');
	p = plan(size);
	ck_assert_int_ge(p.stage.h, least);
}
END_TEST

START_TEST(the_picture_yields_before_the_timelines)
{
	struct course_plan p;

	ask();
	p = plan(sizes[1]);
	ck_assert_int_eq(p.scene.h, 2);
	p = plan(sizes[2]);
	ck_assert_int_eq(p.scene.h, 0);
	ck_assert_int_ge(p.stage.h, 6);
}
END_TEST

START_TEST(a_page_without_prose_stands_where_the_one_before_did)
{
	struct course_plan first, second;

	ask();
	first = plan(sizes[1]);
	action_press(&s, '0');
	action_press(&s, 'n');
	second = plan(sizes[1]);
	ck_assert_int_eq(first.stage.y, second.stage.y);
	ck_assert_int_eq(first.asked_at.y, second.asked_at.y);
}
END_TEST

static bool shows(const char *words)
{
	struct str row = {0};
	bool found = false;

	screen_prepare(&screen, &s);
	screen_draw(&screen, &s);
	for (int y = 0; y < screen.canvas.h && !found; y++) {
		str_clear(&row);
		canvas_row(&screen.canvas, y, &row);
		found = strstr(str_text(&row), words) != NULL;
	}
	str_fini(&row);
	return found;
}

START_TEST(a_long_reason_is_a_key_away)
{
	plan(sizes[0]);
	ask();
	action_press(&s, '0');
	ck_assert(shows("p: more"));
	action_press(&s, 'p');
	ck_assert_int_eq(s.view, VIEW_TOLD);
	ck_assert(shows("I don't know") || shows("The answer"));
	ck_assert(!shows("p: more"));
	action_press(&s, PRESS_ESC);
	ck_assert_int_eq(s.view, VIEW_STAGE);
}
END_TEST

START_TEST(a_wrong_guess_is_explained_to_its_end)
{
	const struct question *q = &c.ask.question;
	size_t wrong = 0;

	plan(sizes[_i]);
	ask();
	while (q->options[wrong].is_right)
		wrong++;
	action_press(&s, (uint32_t)('1' + wrong));
	ck_assert_int_eq(s.view, VIEW_ASK);
	ck_assert(shows("One more try."));
}
END_TEST

START_TEST(the_wheel_scrolls_a_report_to_its_end)
{
	plan((struct size){40, 6});
	ask();
	action_press(&s, '0');
	course_report(&c, false);
	ck_assert(shows("Questions: 1"));
	screen_wheel(&screen, &s, 5, 3, -1);
	ck_assert(!shows("Questions: 1"));
	for (int i = 0; i < 50; i++)
		screen_wheel(&screen, &s, 5, 3, -1);
	ck_assert(!shows("pgdn"));
	screen_wheel(&screen, &s, 5, 3, 1);
	ck_assert(shows("pgdn"));
}
END_TEST

START_TEST(how_far_one_is_stands_beside_any_title)
{
	plan((struct size){40, 12});
	ck_assert(shows("○○"));
	ck_assert(shows("?"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("course_plan");
	TCase *tests = tcase_create("course_plan");

	if (setenv("XDG_STATE_HOME", "/dev/null", 1) != 0) /* nothing is kept */
		return EXIT_FAILURE;
	tcase_add_checked_fixture(tests, begin, end);
	tcase_add_loop_test(tests, nothing_moves_when_a_question_is_answered, 0,
			    SIZES);
	tcase_add_loop_test(tests, the_timelines_always_have_rows, 0, SIZES);
	tcase_add_test(tests, the_picture_yields_before_the_timelines);
	tcase_add_test(tests,
		       a_page_without_prose_stands_where_the_one_before_did);
	tcase_add_test(tests, a_long_reason_is_a_key_away);
	tcase_add_loop_test(tests, a_wrong_guess_is_explained_to_its_end, 0,
			    SIZES - 2);
	tcase_add_test(tests, the_wheel_scrolls_a_report_to_its_end);
	tcase_add_test(tests, how_far_one_is_stands_beside_any_title);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
