/* SPDX-License-Identifier: MIT */
/*
 * Where two runs part: instants, not what comes and goes within one.
 */
#include "story/diverge.h"
#include "unit/made.h"
#include "unit/unit.h"

static struct made a, b;

static void setup(void)
{
	made_init(&a);
	made_init(&b);
}

static void teardown(void)
{
	made_fini(&a);
	made_fini(&b);
}

static struct divergence find(int64_t after)
{
	return diverge_find(&a.program, &a.trace, &b.trace, after);
}

START_TEST(the_same_never_part)
{
	struct str said = {0};
	struct divergence d;

	made_do(&a, 0, EV_RUN, TEA);
	made_do(&b, 0, EV_RUN, TEA);
	d = find(-1);
	ck_assert(!d.found);
	diverge_tell(&said, NULL, &a.program, &d, "sync", "async");
	ck_assert_str_eq(said.at, "sync and async never part.");
	str_fini(&said);
}
END_TEST

START_TEST(only_what_an_instant_leaves_counts)
{
	made_do(&a, 0, EV_READY, TEA);
	made_do(&a, 0, EV_RUN, TEA);
	made_do(&b, 0, EV_RUN, TEA);
	made_do(&b, 0, EV_PREEMPT, TEA);
	made_do(&b, 0, EV_RUN, TEA);
	ck_assert(!find(-1).found);
}
END_TEST

START_TEST(the_first_instant_is_found)
{
	struct str said = {0};
	struct divergence d;

	made_do(&a, 0, EV_RUN, TEA);
	made_do(&b, 0, EV_RUN, TEA);
	made_add(&a, 2, EV_WAIT, TASK(TEA), ACTOR_NONE, 9 * MS);
	made_add(&b, 2, EV_WAIT, TASK(TEA), ACTOR_NONE, 9 * MS);
	made_do(&b, 2, EV_RUN, GUEST_2);
	made_do(&a, 7, EV_END, TEA);
	d = find(-1);
	ck_assert(d.found);
	ck_assert_int_eq(d.t, 2 * MS);
	ck_assert_uint_eq(d.task, GUEST_2);
	ck_assert_uint_eq(d.a, STATE_UNBORN);
	ck_assert_uint_eq(d.b, STATE_RUNNING);
	ck_assert_uint_eq(d.ev_a, DIVERGE_NO_EVENT);
	ck_assert_uint_eq(d.ev_b, 2);
	diverge_tell(&said, NULL, &a.program, &d, "sync", "async");
	ck_assert_str_eq(said.at, "They part at 2 ms: guest.2 is not begun in "
				  "sync, running in async.");
	str_fini(&said);
	ck_assert_int_eq(find(2 * MS).t, 7 * MS);
	ck_assert(!find(7 * MS).found);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("diverge");
	TCase *tcase = tcase_create("all");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, the_same_never_part);
	tcase_add_test(tcase, only_what_an_instant_leaves_counts);
	tcase_add_test(tcase, the_first_instant_is_found);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
