/* SPDX-License-Identifier: MIT */
/*
 * The table of policies, and in the long run: the shares of those that share,
 * by nice and by tickets; Python's random numbers.  Cases that can be followed
 * by hand are tests/rules/policy-*.tt.
 */
#include "policy/policies.h"

#include "policy/mersenne.h"
#include "policy/weight.h"
#include "story/metrics.h"
#include "unit/engine.h"

static struct metrics *figures_of(const char *text, const char *as)
{
	struct engine e = engine_new(text, as);
	struct metrics_how how = metrics_how(&e.setup, e.program);
	struct metrics *metrics;

	while (run_advance(e.run, 1 << 20) == RUN_MORE)
		;
	metrics = metrics_new(e.program, run_trace(e.run), &how);
	engine_free(&e);
	return metrics;
}

START_TEST(the_tables_agree)
{
	for (int i = 0; i < SETUP_POLICIES; i++) {
		ck_assert_ptr_nonnull(policies[i]);
		ck_assert_str_eq(policies[i]->name, setup_policies[i].name);
		ck_assert_str_eq(setup_keys[KEY_POLICY].choices[i],
				 setup_policies[i].name);
		ck_assert_ptr_nonnull(setup_policies[i].help);
		ck_assert(!policies[i]->first == !policies[i]->better);
		ck_assert(!policies[i]->next == !policies[i]->due);
	}
	ck_assert_ptr_null(setup_keys[KEY_POLICY].choices[SETUP_POLICIES]);
}
END_TEST

START_TEST(weights_are_linuxs)
{
	ck_assert_int_eq(weight_of_nice(-20), 88761);
	ck_assert_int_eq(weight_of_nice(0), 1024);
	ck_assert_int_eq(weight_of_nice(5), 335);
	ck_assert_int_eq(weight_of_nice(10), 110);
	ck_assert_int_eq(weight_of_nice(19), 15);
	for (int64_t nice = -20; nice < 19; nice++) {
		int64_t w = weight_of_nice(nice), v = weight_of_nice(nice + 1);

		ck_assert_int_ge(w * 100, v * 115);
		ck_assert_int_le(w * 100, v * 135);
	}
}
END_TEST

START_TEST(mul_div_rounds_down_and_stops_at_the_end)
{
	ck_assert_int_eq(mul_div(7, 3, 2), 10);
	ck_assert_int_eq(mul_div(INT64_MAX, 1024, 1024), INT64_MAX);
	ck_assert_int_eq(mul_div(INT64_MAX - 1, 5, 5), INT64_MAX - 1);
	ck_assert_int_eq(mul_div(INT64_MAX, 1024, 15), INT64_MAX);
}
END_TEST

#define PAIR(a, b) \
	"task x " a ":\n    work 1000000\ntask y " b ":\n    work 1000000\n"
#define AWAKE(a, b)                                                          \
	"task x " a ":\n    forever:\n        work 3\n        sleep 0.001\n" \
	"task y " b ":\n    work 1000000\n"

/* What x gets of what y gets, in hundredths, and how far it may be off. */
static const struct {
	const char *text, *as;
	int64_t ratio, off;
} shares[] = {
	{PAIR("nice 0", "nice 0"), "threads policy=cfs until=20000", 100, 1},
	{PAIR("nice 0", "nice 5"), "threads policy=cfs until=20000", 306, 3},
	{PAIR("nice 0", "nice 10"), "threads policy=cfs until=20000", 931, 10},
	{PAIR("nice -5", "nice 0"), "threads policy=cfs until=20000", 305, 3},
	{PAIR("nice 0", "nice 5"), "threads policy=eevdf until=20000", 306, 3},
	{PAIR("nice 0", "nice 10"), "threads policy=eevdf until=20000", 931,
	 10},
	{PAIR("nice -5", "nice 0"), "threads policy=eevdf until=20000", 305, 3},
	{PAIR("tickets 3", "tickets 1"), "threads policy=stride until=20000",
	 300, 1},
	{PAIR("tickets 7", "tickets 2"), "threads policy=stride until=20000",
	 350, 1},
	{PAIR("tickets 3", "tickets 1"), "threads policy=lottery until=20000",
	 300, 15},
	{PAIR("tickets 3", "tickets 1"),
	 "threads policy=lottery like=ostep until=20000", 300, 15},
	{PAIR("", ""), "threads policy=rr quantum=3 until=20000", 100, 1},
	{AWAKE("nice 0", "nice 0"), "threads policy=cfs until=20000", 100, 3},
	{AWAKE("nice 0", "nice 0"), "threads policy=eevdf until=20000", 100, 3},
	{AWAKE("", ""), "threads policy=stride until=20000", 100, 3},
};

START_TEST(shares_are_by_weight)
{
	struct metrics *m = figures_of(shares[_i].text, shares[_i].as);
	int64_t ratio = 100 * m->tasks[0].cpu / m->tasks[1].cpu;

	ck_assert_msg(ratio >= shares[_i].ratio - shares[_i].off &&
			      ratio <= shares[_i].ratio + shares[_i].off,
		      "%s: %lld hundredths", shares[_i].as, (long long)ratio);
	metrics_free(m);
}
END_TEST

/* random.seed(N); [int(random.random() * 1000001) for _ in range(5)] */
static const struct {
	uint64_t seed;
	uint32_t draws[5];
} python[] = {
	{UINT64_C(0), {844422, 757955, 420572, 258917, 511275}},
	{UINT64_C(1), {134364, 847434, 763775, 255069, 495435}},
	{UINT64_C(42), {639427, 25010, 275029, 223210, 736471}},
	{UINT64_C(4294967303), {225509, 358601, 799233, 960357, 922224}},
};

START_TEST(python_draws_the_same)
{
	struct mersenne mt;

	mersenne_init(&mt, python[_i].seed);
	for (int i = 0; i < 5; i++)
		ck_assert_uint_eq(mersenne_below(&mt, 1000001),
				  python[_i].draws[i]);
	for (int i = 0; i < 2000; i++)
		ck_assert_uint_lt(mersenne_below(&mt, 10), 10);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("policies");
	TCase *tests = tcase_create("policies");

	tcase_add_test(tests, the_tables_agree);
	tcase_add_test(tests, weights_are_linuxs);
	tcase_add_test(tests, mul_div_rounds_down_and_stops_at_the_end);
	tcase_add_loop_test(tests, shares_are_by_weight, 0,
			    sizeof shares / sizeof *shares);
	tcase_add_loop_test(tests, python_draws_the_same, 0,
			    sizeof python / sizeof *python);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
