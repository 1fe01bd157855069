/* SPDX-License-Identifier: MIT */
/* Scripts: keys, actions, counts, time, sizes, frames; what means nothing. */
#include "app/script.h"

#include "unit/seen.h"
#include "unit/unit.h"

static struct session s;
static int frames, width, height;

static void setup(void)
{
	seen_init(&s, seen_kitchen, 2);
	frames = width = height = 0;
}

static void teardown(void)
{
	session_fini(&s);
}

static void frame(void *to, struct session *session)
{
	(void)to;
	(void)session;
	frames++;
}

static void size(void *to, struct session *session, int w, int h)
{
	(void)to;
	(void)session;
	width = w;
	height = h;
}

static bool play(const char *text)
{
	const struct source source = {"script", text, strlen(text)};
	const struct script_host host = {.frame = frame, .size = size};
	struct diags diags = {0};
	bool right = script_play(&source, &s, &host, &diags);

	ck_assert(right != diags_has_errors(&diags));
	diags_fini(&diags);
	return right;
}

static int passed(void)
{
	return (int)(s.runs[0].passed + s.runs[1].passed);
}

START_TEST(keys_and_actions)
{
	ck_assert(play("right step 3 right # a comment\n2 step-back"));
	ck_assert_int_eq(passed(), 3);
}
END_TEST

START_TEST(what_is_typed)
{
	ck_assert(play("g \"4\" enter"));
	ck_assert_int_eq(s.t, 4 * SEEN_MIN);
	ck_assert(play("/ type \"omelette ends\" enter"));
	ck_assert_str_eq(str_text(&s.found), "omelette ends");
}
END_TEST

START_TEST(frames_and_sizes)
{
	ck_assert(play("frame size 40 10 right frame"));
	ck_assert_int_eq(frames, 2);
	ck_assert_int_eq(width, 40);
	ck_assert_int_eq(height, 10);
}
END_TEST

START_TEST(time_passes)
{
	ck_assert(play("play tick 10s"));
	ck_assert_int_ge(s.t, session_end(&s) / 2 - SEEN_MIN / 100);
	ck_assert_int_le(s.t, session_end(&s) / 2);
}
END_TEST

START_TEST(quitting_ends_it)
{
	ck_assert(play("right q right right"));
	ck_assert_int_eq(passed(), 1);
}
END_TEST

START_TEST(what_means_nothing)
{
	ck_assert(!play("right jmup right"));
	ck_assert_int_eq(passed(), 1);
	ck_assert(!play("12"));
	ck_assert(!play("size 80"));
	ck_assert(!play("tick soon"));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("script");
	TCase *tests = tcase_create("script");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, keys_and_actions);
	tcase_add_test(tests, what_is_typed);
	tcase_add_test(tests, frames_and_sizes);
	tcase_add_test(tests, time_passes);
	tcase_add_test(tests, quitting_ends_it);
	tcase_add_test(tests, what_means_nothing);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
