/* SPDX-License-Identifier: MIT */
/*
 * Blocks: whatever leaves one, what has to be done on the way is done.
 * Each case is a task's body and what it prints.
 */
#include "unit/engine.h"

#define TRY(...) "    try:\n" __VA_ARGS__

struct body {
	const char *text, *prints;
};

static void says(const struct body *bodies, size_t n, const char *setup)
{
	for (size_t i = 0; i < n; i++) {
		struct str text = {0}, said = {0};
		struct engine e;

		str_add(&text, "lock l\nvar x = 0\n"
			       "routine r:\n    with l:\n"
			       "        try:\n            return 7\n"
			       "        finally:\n            print \"f\"\n"
			       "task t:\n");
		str_add(&text, bodies[i].text);
		str_add(&text, "    print \"end{x}\"\n");
		e = engine_new(str_text(&text), setup);
		ck_assert_int_eq(run_advance(e.run, 10000), RUN_DONE);
		engine_prints(&e, &said);
		ck_assert_msg(strcmp(str_text(&said), bodies[i].prints) == 0,
			      "%s says %s", bodies[i].text, str_text(&said));
		str_fini(&text);
		str_fini(&said);
		engine_free(&e);
	}
}

static const struct body finals[] = {
	{TRY("        print \"a\"\n    finally:\n        print \"f\"\n"),
	 "a f end0"},
	{TRY("        fail boom\n    finally:\n        print \"f\"\n"), "f"},
	{TRY("        return\n    finally:\n        print \"f\"\n"), "f"},
	/* a failure in the finally takes the place of the other */
	{TRY("        try:\n            fail boom\n"
	     "        finally:\n            fail bang\n"
	     "    except bang:\n        print \"bang\"\n"),
	 "bang end0"},
	/* the inner one first */
	{TRY("        try:\n            fail boom\n"
	     "        finally:\n            print \"in\"\n"
	     "    except:\n        print \"out\"\n"
	     "    finally:\n        print \"f\"\n"),
	 "in out f end0"},
	/* a failure in a handler still goes through its finally */
	{TRY("        try:\n            fail boom\n"
	     "        except boom:\n            fail bang\n"
	     "        finally:\n            print \"f\"\n"
	     "    except bang:\n        print \"b\"\n"),
	 "f b end0"},
};

static const struct body loops[] = {
	{"    repeat 3:\n        try:\n            x += 1\n"
	 "            continue\n        finally:\n            print \"{x}\"\n",
	 "1 2 3 end3"},
	{"    repeat 3:\n        with l:\n            break\n"
	 "    with l:\n        print \"free\"\n",
	 "free end0"},
	{"    repeat 2:\n        repeat 2:\n            with l:\n"
	 "                x += 1\n                break\n"
	 "        x += 10\n",
	 "end22"},
	{"    while x < 5:\n        x += 1\n        if x == 2:\n"
	 "            continue\n        if x == 4:\n            break\n"
	 "        print \"{x}\"\n",
	 "1 3 end4"},
	{"    repeat 0:\n        print \"never\"\n", "end0"},
	{"    repeat 0 - 3:\n        print \"never\"\n", "end0"},
	{"    forever:\n        try:\n            try:\n"
	 "                break\n            finally:\n"
	 "                print \"a\"\n        finally:\n"
	 "            print \"b\"\n",
	 "a b end0"},
};

static const struct body calls[] = {
	/* return goes out through the routine's own blocks, no further */
	{"    call r into x\n", "f end7"},
	{"    repeat 2:\n        call r\n", "f f end0"},
	{TRY("        call r into x\n    finally:\n        print \"g\"\n"),
	 "f g end7"},
	/* the lock was let go on the way out */
	{"    call r\n    with l:\n        print \"q\"\n", "f q end0"},
};

static const struct body handlers[] = {
	{TRY("        fail boom\n    except bang:\n        print \"no\"\n"
	     "    except boom:\n        print \"yes\"\n"),
	 "yes end0"},
	{TRY("        pass\n    except:\n        print \"no\"\n"), "end0"},
	{TRY("        fail boom\n    except bang:\n        print \"no\"\n"),
	 ""},
	/* a bare fail raises what this handler caught, not an inner one's */
	{TRY("        try:\n            fail boom\n        except boom:\n"
	     "            try:\n                fail bang\n"
	     "            except bang:\n                print \"in\"\n"
	     "            fail\n    except boom:\n        print \"out\"\n"),
	 "in out end0"},
	/* leaving a handler ends it */
	{"    repeat 2:\n        try:\n            fail boom\n"
	 "        except boom:\n            x += 1\n"
	 "            continue\n",
	 "end2"},
	{TRY("        x = 1 // 0\n    except zero_division:\n"
	     "        print \"z\"\n"),
	 "z end0"},
	/* a cancellation is no failure; a pending one comes at the wait */
	{TRY("        cancel self\n        sleep 1\n    except:\n"
	     "        print \"no\"\n    finally:\n        print \"f\"\n"),
	 "f"},
};

#define SAYS(bodies, setup) says(bodies, sizeof bodies / sizeof *bodies, setup)

START_TEST(finally_runs_on_every_way_out)
{
	SAYS(finals, "sync");
	SAYS(finals, "threads");
	SAYS(finals, "async");
}
END_TEST

START_TEST(loops_are_left_through_their_blocks)
{
	SAYS(loops, "sync");
	SAYS(loops, "threads");
	SAYS(loops, "async");
}
END_TEST

START_TEST(a_return_ends_its_own_call)
{
	SAYS(calls, "sync");
	SAYS(calls, "threads");
	SAYS(calls, "async");
}
END_TEST

START_TEST(the_first_handler_that_fits)
{
	SAYS(handlers, "threads");
	SAYS(handlers, "async");
}
END_TEST

/* Leaves every kind of block at once, deep down. */
START_TEST(a_deep_way_out)
{
	struct str text = {0}, said = {0};
	struct engine e;

	str_add(&text, "lock l\ntask t:\n    try:\n");
	for (int i = 1; i <= 12; i++) {
		str_fill(&text, ' ', (size_t)(2 * i + 2) * 2);
		str_add(&text, "repeat 1:\n");
		str_fill(&text, ' ', (size_t)(2 * i + 3) * 2);
		str_add(&text, i % 3 == 0   ? "timeout 5:\n"
			       : i % 3 == 1 ? "if 1:\n"
					    : "while 1:\n");
	}
	str_fill(&text, ' ', 56);
	str_add(&text, "fail boom\n    except boom:\n        print \"out\"\n");
	e = engine_new(str_text(&text), "threads");
	ck_assert_int_eq(run_advance(e.run, 10000), RUN_DONE);
	engine_prints(&e, &said);
	ck_assert_str_eq(str_text(&said), "out");
	str_fini(&text);
	str_fini(&said);
	engine_free(&e);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("interp");
	TCase *tests = tcase_create("interp");

	tcase_add_test(tests, finally_runs_on_every_way_out);
	tcase_add_test(tests, loops_are_left_through_their_blocks);
	tcase_add_test(tests, a_return_ends_its_own_call);
	tcase_add_test(tests, the_first_handler_that_fits);
	tcase_add_test(tests, a_deep_way_out);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
