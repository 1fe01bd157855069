/* SPDX-License-Identifier: MIT */
/* The session: its cursor, its window, its rows, other setups, other texts. */
#include "app/session.h"

#include "unit/seen.h"
#include "unit/unit.h"

#define SECOND INT64_C(1000000000)

static struct session s;

static void setup(void)
{
	seen_init(&s, seen_kitchen, 2);
}

static void teardown(void)
{
	session_fini(&s);
}

static uint64_t passed(void)
{
	return s.runs[0].passed + s.runs[1].passed;
}

static uint64_t events(void)
{
	return session_trace(&s, 0)->n + session_trace(&s, 1)->n;
}

/* --- the cursor --- */

START_TEST(it_begins_before_everything)
{
	size_t run;
	uint64_t event;

	ck_assert_int_eq(s.t, 0);
	ck_assert_uint_eq(passed(), 0);
	ck_assert(!session_event(&s, &run, &event));
	ck_assert(!s.playing);
	session_step(&s, -1);
	ck_assert_uint_eq(passed(), 0);
}
END_TEST

START_TEST(steps_go_through_all_events_in_time)
{
	uint64_t n = 0;
	int64_t before = 0;

	for (; passed() < events(); n++) {
		session_step(&s, 1);
		ck_assert_int_ge(s.t, before);
		ck_assert_uint_eq(passed(), n + 1);
		before = s.t;
	}
	session_step(&s, 1);
	ck_assert_uint_eq(passed(), events());
	ck_assert_int_eq(s.t, session_end(&s));
}
END_TEST

START_TEST(a_step_back_undoes_a_step)
{
	while (passed() < events()) {
		uint64_t a = s.runs[0].passed, b = s.runs[1].passed;
		int64_t t = s.t;

		session_step(&s, 1);
		session_step(&s, -1);
		ck_assert_uint_eq(s.runs[0].passed, a);
		ck_assert_uint_eq(s.runs[1].passed, b);
		ck_assert_int_eq(s.t, t);
		session_step(&s, 1);
	}
}
END_TEST

START_TEST(a_count_is_that_many_steps)
{
	struct session other;

	seen_init(&other, seen_kitchen, 2);
	session_step(&s, 17);
	for (int i = 0; i < 17; i++)
		session_step(&other, 1);
	ck_assert_uint_eq(s.runs[0].passed, other.runs[0].passed);
	ck_assert_uint_eq(s.runs[1].passed, other.runs[1].passed);
	session_fini(&other);
}
END_TEST

START_TEST(a_time_has_all_its_events_behind_it)
{
	for (int64_t t = 0; t < session_end(&s); t += SEEN_MIN / 2) {
		session_seek(&s, t);
		for (size_t i = 0; i < 2; i++) {
			const struct trace *tr = session_trace(&s, i);
			uint64_t n = s.runs[i].passed;

			ck_assert(n == 0 || trace_at(tr, n - 1)->t <= t);
			ck_assert(n == tr->n || trace_at(tr, n)->t > t);
		}
	}
	session_seek(&s, INT64_MAX);
	ck_assert_int_eq(s.t, session_end(&s));
	session_seek(&s, -5);
	ck_assert_int_eq(s.t, 0);
}
END_TEST

START_TEST(instants_are_whole)
{
	int64_t before = -1;

	while (passed() < events()) {
		session_instant(&s, 1);
		ck_assert_int_gt(s.t, before);
		before = s.t;
	}
	session_instant(&s, -1);
	ck_assert_int_lt(s.t, before);
	session_instant(&s, -1000);
	ck_assert_uint_eq(passed(), 0);
}
END_TEST

START_TEST(back_from_between_events_is_to_the_last_one)
{
	session_seek(&s, SEEN_MIN / 2);
	session_step(&s, -1);
	ck_assert_int_eq(s.t, 0);
	ck_assert_uint_gt(passed(), 0);
}
END_TEST

START_TEST(own_events)
{
	const struct session_row *row = session_chosen(&s);
	size_t run;
	uint64_t event;

	ck_assert_ptr_nonnull(row);
	for (int i = 0; i < 3; i++) {
		session_own(&s, 1);
		ck_assert(session_event(&s, &run, &event));
		ck_assert_uint_eq(run, row->run);
		ck_assert_uint_eq(trace_at(session_trace(&s, run), event)->who,
				  row->first);
	}
	event = s.runs[row->run].passed;
	session_own(&s, 1);
	session_own(&s, -1);
	ck_assert_uint_eq(s.runs[row->run].passed, event);
}
END_TEST

START_TEST(differences_follow_each_other)
{
	int64_t before;

	session_difference(&s, 1);
	ck_assert_int_eq(s.t, s.runs[1].parted.t);
	before = s.t;
	session_difference(&s, 1);
	ck_assert_int_gt(s.t, before);
	session_seek(&s, INT64_MAX);
	before = s.t;
	session_difference(&s, 1);
	ck_assert_int_eq(s.t, before);
	ck_assert_uint_gt(s.said.len, 0);
}
END_TEST

START_TEST(differences_go_back)
{
	int64_t there[3];

	session_difference(&s, -1);
	ck_assert_int_eq(s.t, 0);
	ck_assert_uint_gt(s.said.len, 0);
	for (int i = 0; i < 3; i++) {
		session_difference(&s, 1);
		there[i] = s.t;
	}
	session_difference(&s, -1);
	ck_assert_int_eq(s.t, there[1]);
	session_difference(&s, -5);
	ck_assert_int_eq(s.t, there[0]);
	session_difference(&s, 3);
	ck_assert_int_gt(s.t, there[2]);
	session_hide(&s, 1, true);
	session_difference(&s, -1);
	ck_assert_ptr_nonnull(strstr(str_text(&s.said), "one setup"));
}
END_TEST

START_TEST(a_search_goes_on_for_as_long_as_it_takes)
{
	static const char text[] = "task busy:\n"
				   "    repeat 3000:\n"
				   "        work 1ms\n"
				   "        yield\n"
				   "    print \"ДОШЛИ\"\n";
	struct session other;
	size_t run;
	uint64_t event;

	seen_init(&other, text, 2);
	session_search(&other, "дошли");
	ck_assert(other.seek.on);
	ck_assert_ptr_nonnull(strstr(str_text(&other.said), "дошли"));
	settle(&other);
	ck_assert(!other.seek.on);
	ck_assert(session_event(&other, &run, &event));
	ck_assert_uint_eq(run, 0);
	ck_assert_uint_eq(trace_at(session_trace(&other, run), event)->kind,
			  EV_PRINT);
	session_home(&other);
	session_search(&other, "never said");
	session_search_stop(&other);
	settle(&other);
	ck_assert_int_eq(other.t, 0);
	session_fini(&other);
}
END_TEST

START_TEST(words_are_found)
{
	size_t run;
	uint64_t event;

	session_search(&s, "OMELETTE WAITS");
	ck_assert(session_event(&s, &run, &event));
	ck_assert_uint_eq(trace_at(session_trace(&s, run), event)->kind,
			  EV_WAIT);
	session_search(&s, "a word that nobody says");
	ck_assert_uint_gt(s.said.len, 0);
}
END_TEST

START_TEST(times_as_they_are_typed)
{
	ck_assert(session_go(&s, "3"));
	ck_assert_int_eq(s.t, 3 * SEEN_MIN);
	ck_assert(session_go(&s, "90s"));
	ck_assert_int_eq(s.t, 3 * SEEN_MIN / 2);
	ck_assert(!session_go(&s, "soon"));
	ck_assert_int_eq(s.t, 3 * SEEN_MIN / 2);
}
END_TEST

/* --- playing --- */

static int64_t seconds_to_end(void)
{
	int64_t now = 5 * SECOND;

	session_play(&s, true);
	session_tick(&s, now);
	while (s.playing && now < 200 * SECOND) {
		now += SECOND / 30;
		session_tick(&s, now);
	}
	return (now - 5 * SECOND + SECOND / 2) / SECOND;
}

START_TEST(all_of_it_takes_twenty_seconds)
{
	ck_assert_int_eq(seconds_to_end(), 20);
	ck_assert_int_eq(s.t, session_end(&s));
	s.speed = 0;
	ck_assert_int_eq(seconds_to_end(), 80);
	s.speed = 4;
	ck_assert_int_eq(seconds_to_end(), 5);
}
END_TEST

START_TEST(steps_take_three_quarters_of_a_second)
{
	int64_t now = 0;

	session_set_steps(&s, true);
	session_play(&s, true);
	session_tick(&s, now);
	for (int i = 0; i < 30; i++)
		session_tick(&s, now += SECOND / 10);
	ck_assert_uint_eq(passed(), 4);
}
END_TEST

START_TEST(a_program_that_was_stopped_does_not_leap)
{
	session_play(&s, true);
	session_tick(&s, 0);
	session_tick(&s, 100 * SECOND);
	ck_assert(s.playing);
	ck_assert_int_lt(s.t, session_end(&s) / 100);
}
END_TEST

START_TEST(still_means_still)
{
	s.still = true;
	session_play(&s, true);
	ck_assert(!s.playing);
	ck_assert_int_eq(session_wait(&s), -1);
}
END_TEST

/* --- the window --- */

START_TEST(zoom_goes_down_to_a_nanosecond)
{
	session_seek(&s, 4 * SEEN_MIN);
	session_zoom(&s, s.t, 60);
	ck_assert_int_eq(s.to - s.from, 1);
	ck_assert(s.from <= s.t && s.t <= s.to);
	session_zoom(&s, s.t, -60);
	ck_assert(s.fit);
}
END_TEST

START_TEST(pages_follow_the_cursor)
{
	session_zoom(&s, 0, 3);
	for (int i = 0; passed() < events(); i++) {
		session_step(&s, 1);
		ck_assert(s.from <= s.t && s.t <= s.to);
	}
}
END_TEST

START_TEST(behind_the_end_is_no_page)
{
	s.fit = false;
	s.from = 0;
	s.to = session_end(&s) / 3;
	session_seek(&s, session_end(&s));
	ck_assert_int_lt(s.from, s.t);
	ck_assert_int_eq(s.to, s.t);
}
END_TEST

START_TEST(pans_stay_within)
{
	session_zoom(&s, 0, 2);
	session_pan(&s, -5, 1);
	ck_assert_int_eq(s.from, 0);
	session_pan(&s, 1000, 1);
	ck_assert_int_eq(s.to, session_end(&s));
}
END_TEST

START_TEST(pages_of_steps)
{
	session_set_steps(&s, true);
	ck_assert_int_eq(session_page(&s, 10), 10);
	session_step(&s, 2 * 10 * 3);
	ck_assert_int_eq(session_page_from(&s, 0, 10) % 10, 0);
	session_zoom(&s, 0, 1);
	ck_assert_int_eq(session_page(&s, 10), 5);
	session_zoom(&s, 0, -20);
	ck_assert_int_eq(session_page_from(&s, 0, 10), 0);
}
END_TEST

START_TEST(two_marks)
{
	session_mark(&s);
	session_seek(&s, 2 * SEEN_MIN);
	session_mark(&s);
	ck_assert_int_eq(s.mark[0].t, 0);
	ck_assert_int_eq(s.mark[1].t, 2 * SEEN_MIN);
	ck_assert_ptr_nonnull(strstr(str_text(&s.said), "2 min"));
	session_mark(&s);
	ck_assert_int_eq(s.mark[0].t, 2 * SEEN_MIN);
	ck_assert(s.mark[1].t == SESSION_NO_TIME);
}
END_TEST

START_TEST(marks_of_one_instant_count_events)
{
	session_step(&s, 2);
	session_mark(&s);
	session_step(&s, 3);
	session_mark(&s);
	ck_assert_int_eq(s.mark[0].t, s.mark[1].t);
	ck_assert_ptr_nonnull(strstr(str_text(&s.said), "3 events"));
	ck_assert_uint_eq(session_mark_passed(&s, &s.mark[0], 0), 2);
	ck_assert_uint_eq(session_mark_passed(&s, &s.mark[1], 0), 5);
	session_set_setup(&s, 0, &s.runs[0].setup);
	settle(&s);
	ck_assert_uint_eq(session_mark_passed(&s, &s.mark[1], 0),
			  trace_find_time(session_trace(&s, 0), 1));
}
END_TEST

/* --- rows --- */

static size_t lanes(void)
{
	size_t n = 0;

	for (size_t i = 0; i < s.rows.len; i++)
		n += !s.rows.at[i].heading;
	return n;
}

START_TEST(what_does_not_fit_is_folded)
{
	session_set_room(&s, 20);
	ck_assert_uint_eq(lanes(), 2 * 3);
	session_set_room(&s, 200);
	ck_assert_uint_eq(lanes(), 2 * 52);
}
END_TEST

START_TEST(enter_unfolds_and_esc_folds)
{
	session_set_room(&s, 20);
	session_select(&s, 2);
	ck_assert_uint_eq(session_chosen(&s)->count, 50);
	ck_assert(session_open(&s));
	ck_assert_uint_eq(lanes(), 2 * 52);
	ck_assert_uint_eq(session_chosen(&s)->count, 1);
	ck_assert(!session_open(&s));
	ck_assert(session_shut(&s));
	ck_assert_uint_eq(lanes(), 2 * 3);
}
END_TEST

START_TEST(three_setups_are_one_lane_each)
{
	struct setup third = s.runs[1].setup;

	session_set_room(&s, 10);
	ck_assert(session_add(&s, &third));
	settle(&s);
	ck_assert_uint_eq(lanes(), 3);
	ck_assert(session_is_collapsed(&s, 0));
	session_select(&s, 1);
	ck_assert(session_open(&s));
	ck_assert(!session_is_collapsed(&s, 1));
	ck_assert_uint_eq(lanes(), 3 + 2);
	ck_assert(session_shut(&s));
	ck_assert_uint_eq(lanes(), 3);
	session_hide(&s, 0, true);
	ck_assert_uint_eq(session_shown(&s), 2);
}
END_TEST

/* How many rows of a class a run has. */
static size_t rows_of(size_t run, enum actor_class class)
{
	size_t n = 0;

	for (size_t i = 0; i < s.rows.len; i++)
		n += s.rows.at[i].run == run && !s.rows.at[i].heading &&
		     s.rows.at[i].class == class;
	return n;
}

START_TEST(what_is_behind_the_tasks_has_lanes)
{
	struct setup setup = s.runs[0].setup;

	setup_init(&setup, MODEL_POOL, SEEN_MIN, 0);
	setup_give(&setup, KEY_WORKERS, 20);
	setup_give(&setup, KEY_GIL, GIL_ON);
	session_set_setup(&s, 0, &setup);
	settle(&s);
	session_set_room(&s, 200);
	ck_assert_uint_eq(rows_of(0, ACTOR_THREAD), 0);
	s.lanes = LANES_ALL;
	session_plan(&s);
	ck_assert_uint_eq(rows_of(0, ACTOR_THREAD), 1);
	ck_assert_uint_eq(rows_of(0, ACTOR_GIL), 3);
	ck_assert_uint_eq(rows_of(0, ACTOR_CORE), 1);
	ck_assert_uint_eq(rows_of(1, ACTOR_GIL), 1); /* the loop's phase */
	while (session_chosen(&s)->class != ACTOR_THREAD)
		session_select(&s, 1);
	ck_assert(session_open(&s));
	ck_assert_uint_eq(rows_of(0, ACTOR_THREAD), 20);
	ck_assert(session_shut(&s));
	ck_assert_uint_eq(rows_of(0, ACTOR_THREAD), 1);
	s.lanes = LANES_NONE;
	session_plan(&s);
	ck_assert_uint_eq(rows_of(0, ACTOR_THREAD) + rows_of(0, ACTOR_CORE), 0);
}
END_TEST

START_TEST(one_run_is_always_shown)
{
	session_hide(&s, 0, true);
	session_hide(&s, 1, true);
	ck_assert_uint_eq(session_shown(&s), 1);
}
END_TEST

/* --- other setups, other texts --- */

START_TEST(another_setup_keeps_the_cursor)
{
	struct setup other = s.runs[0].setup;

	session_seek(&s, 3 * SEEN_MIN);
	setup_give(&other, KEY_UNTIL, 4 * SEEN_MIN);
	session_set_setup(&s, 0, &other);
	settle(&s);
	ck_assert_int_eq(s.t, 3 * SEEN_MIN);
	ck_assert_uint_gt(s.runs[0].passed, 0);
	ck_assert_int_eq(session_trace(&s, 0)->end, 4 * SEEN_MIN);
	ck_assert_ptr_nonnull(strstr(str_text(&s.runs[0].name), "until"));
}
END_TEST

START_TEST(another_text_keeps_the_cursor)
{
	struct str text = {0};

	session_seek(&s, 3 * SEEN_MIN);
	str_add(&text, "unit min\ntask one:\n    work 8\n");
	ck_assert(session_reload(&s, &text));
	settle(&s);
	ck_assert_int_eq(s.t, 3 * SEEN_MIN);
	ck_assert_int_eq(session_end(&s), 8 * SEEN_MIN);
	ck_assert_uint_eq(lanes(), 2);
	str_fini(&text);
}
END_TEST

/* One run is of a kitchen whose kettle boils for ten minutes more; a text with
 * other tasks takes its place, too. */
START_TEST(a_run_may_be_of_another_program)
{
	static const char slow[] = "unit min\n"
				   "task kettle:\n"
				   "    work 1\n"
				   "    wait 15\n"
				   "    work 1\n"
				   "task omelette:\n"
				   "    work 2\n"
				   "    wait 4\n"
				   "    work 1\n"
				   "task guest times 50:\n"
				   "    sleep 3\n";
	struct source source = {"slow", slow, sizeof slow - 1};
	struct diags diags = {0};
	struct program *other = scenario_compile(&source, NULL, &diags);
	struct str text = {0};
	int64_t end = session_trace(&s, 0)->end;

	ck_assert_ptr_nonnull(other);
	session_set_program(&s, 1, other);
	settle(&s);
	ck_assert_int_eq(session_trace(&s, 0)->end, end);
	ck_assert_int_eq(session_trace(&s, 1)->end, 17 * SEEN_MIN);
	str_add(&text, "unit min\ntask a:\n    work 3\n");
	ck_assert(session_reload(&s, &text));
	settle(&s);
	ck_assert_int_eq(session_trace(&s, 1)->end, 3 * SEEN_MIN);
	str_fini(&text);
	diags_fini(&diags);
	session_unstage(&s);
	program_free(other);
}
END_TEST

START_TEST(a_wrong_text_changes_nothing)
{
	struct str text = {0};
	uint64_t n = events();

	str_add(&text, "task one:\n    wrok 8\n");
	ck_assert(!session_reload(&s, &text));
	ck_assert_uint_eq(events(), n);
	ck_assert_int_eq(s.view, VIEW_ERRORS);
	ck_assert_ptr_nonnull(strstr(str_text(&s.errors), "wrok"));
	str_fini(&text);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("session");
	TCase *cursor = tcase_create("cursor"), *rest = tcase_create("rest");

	tcase_add_checked_fixture(cursor, setup, teardown);
	tcase_add_test(cursor, it_begins_before_everything);
	tcase_add_test(cursor, steps_go_through_all_events_in_time);
	tcase_add_test(cursor, a_step_back_undoes_a_step);
	tcase_add_test(cursor, a_count_is_that_many_steps);
	tcase_add_test(cursor, a_time_has_all_its_events_behind_it);
	tcase_add_test(cursor, instants_are_whole);
	tcase_add_test(cursor, back_from_between_events_is_to_the_last_one);
	tcase_add_test(cursor, own_events);
	tcase_add_test(cursor, differences_follow_each_other);
	tcase_add_test(cursor, differences_go_back);
	tcase_add_test(cursor, a_search_goes_on_for_as_long_as_it_takes);
	tcase_add_test(cursor, words_are_found);
	tcase_add_test(cursor, times_as_they_are_typed);
	suite_add_tcase(suite, cursor);
	tcase_add_checked_fixture(rest, setup, teardown);
	tcase_add_test(rest, all_of_it_takes_twenty_seconds);
	tcase_add_test(rest, steps_take_three_quarters_of_a_second);
	tcase_add_test(rest, a_program_that_was_stopped_does_not_leap);
	tcase_add_test(rest, still_means_still);
	tcase_add_test(rest, zoom_goes_down_to_a_nanosecond);
	tcase_add_test(rest, pages_follow_the_cursor);
	tcase_add_test(rest, behind_the_end_is_no_page);
	tcase_add_test(rest, pans_stay_within);
	tcase_add_test(rest, pages_of_steps);
	tcase_add_test(rest, two_marks);
	tcase_add_test(rest, marks_of_one_instant_count_events);
	tcase_add_test(rest, what_does_not_fit_is_folded);
	tcase_add_test(rest, enter_unfolds_and_esc_folds);
	tcase_add_test(rest, three_setups_are_one_lane_each);
	tcase_add_test(rest, what_is_behind_the_tasks_has_lanes);
	tcase_add_test(rest, one_run_is_always_shown);
	tcase_add_test(rest, another_setup_keeps_the_cursor);
	tcase_add_test(rest, another_text_keeps_the_cursor);
	tcase_add_test(rest, a_run_may_be_of_another_program);
	tcase_add_test(rest, a_wrong_text_changes_nothing);
	suite_add_tcase(suite, rest);
	return unit_run(suite);
}
