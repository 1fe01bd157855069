/* SPDX-License-Identifier: MIT */
/*
 * Values: Python's integers as far as 64 bits go, and failures beyond.
 * Expressions are written as the words of their postfix form.
 */
#include "vos/runtime.h"

#include "base/mem.h"
#include "unit/unit.h"

static int64_t consts[16];
static uint32_t words[64];
static struct insn code[1];
static struct prog_task decl = {.name = "t", .count = 3};
static struct prog_dur dur;
static int64_t locals[4];
static struct program prog = {.code = code,
			      .n_code = 1,
			      .consts = consts,
			      .exprs = words,
			      .tasks = &decl,
			      .n_copies = 3,
			      .n_tasks = 1,
			      .durs = &dur};
static struct machine *m;
static struct task *t;
static int n_consts, n_words;

static void setup(void)
{
	m = mem_new(sizeof *m);
	m->prog = &prog;
	m->tasks = mem_array(3, sizeof *m->tasks);
	m->locals = locals;
	t = &m->tasks[1];
	t->thread = NONE;
	n_consts = n_words = 0;
}

static void teardown(void)
{
	mem_free(m->tasks);
	mem_free(m);
}

static void word(uint32_t w)
{
	words[n_words++] = w;
	words[n_words] = EXPR_END;
}

static void number(int64_t value)
{
	consts[n_consts] = value;
	word(EXPR_CONST);
	word((uint32_t)n_consts++);
}

static int64_t value_of_words(void)
{
	int64_t value = 0;

	n_words = n_consts = 0;
	ck_assert(eval(m, t, 0, &value));
	return value;
}

static int64_t value_of(int64_t a, enum expr_op op, int64_t b)
{
	number(a);
	number(b);
	word(op);
	return value_of_words();
}

static uint32_t failure_of(int64_t a, enum expr_op op, int64_t b)
{
	int64_t value;

	number(a);
	number(b);
	word(op);
	n_words = n_consts = 0;
	ck_assert(!eval(m, t, 0, &value));
	return t->failure;
}

START_TEST(division_rounds_down)
{
	for (int64_t a = -9; a <= 9; a++) {
		for (int64_t b = -4; b <= 4; b++) {
			int64_t q, r;

			if (b == 0)
				continue;
			q = value_of(a, EXPR_DIV, b);
			r = value_of(a, EXPR_MOD, b);
			ck_assert_int_eq(q * b + r, a);
			ck_assert(b > 0 ? 0 <= r && r < b : b < r && r <= 0);
		}
	}
	ck_assert_int_eq(value_of(-7, EXPR_DIV, 2), -4);
	ck_assert_int_eq(value_of(7, EXPR_MOD, -2), -1);
	ck_assert_int_eq(value_of(INT64_MIN, EXPR_MOD, -1), 0);
	ck_assert_int_eq(value_of(INT64_MIN, EXPR_DIV, 1), INT64_MIN);
}
END_TEST

START_TEST(what_does_not_fit_fails)
{
	ck_assert_uint_eq(failure_of(INT64_MAX, EXPR_ADD, 1), FAILURE_OVERFLOW);
	ck_assert_uint_eq(failure_of(INT64_MIN, EXPR_SUB, 1), FAILURE_OVERFLOW);
	ck_assert_uint_eq(failure_of(INT64_MAX, EXPR_MUL, 2), FAILURE_OVERFLOW);
	ck_assert_uint_eq(failure_of(INT64_MIN, EXPR_DIV, -1),
			  FAILURE_OVERFLOW);
	ck_assert_uint_eq(failure_of(1, EXPR_DIV, 0), FAILURE_ZERO_DIVISION);
	ck_assert_uint_eq(failure_of(0, EXPR_MOD, 0), FAILURE_ZERO_DIVISION);
	ck_assert_int_eq(value_of(INT64_MAX, EXPR_SUB, INT64_MAX), 0);
	ck_assert_int_eq(value_of(INT64_MIN, EXPR_ADD, INT64_MAX), -1);
}
END_TEST

START_TEST(negation_of_the_least_fails)
{
	int64_t value;

	number(INT64_MIN);
	word(EXPR_NEG);
	ck_assert(!eval(m, t, 0, &value));
	ck_assert_uint_eq(t->failure, FAILURE_OVERFLOW);
	n_words = n_consts = 0;
	number(5);
	word(EXPR_NEG);
	ck_assert_int_eq(value_of_words(), -5);
}
END_TEST

START_TEST(comparisons_give_0_or_1)
{
	ck_assert_int_eq(value_of(1, EXPR_LT, 2), 1);
	ck_assert_int_eq(value_of(2, EXPR_LT, 2), 0);
	ck_assert_int_eq(value_of(2, EXPR_LE, 2), 1);
	ck_assert_int_eq(value_of(3, EXPR_GT, 2), 1);
	ck_assert_int_eq(value_of(2, EXPR_GE, 3), 0);
	ck_assert_int_eq(value_of(2, EXPR_EQ, 2), 1);
	ck_assert_int_eq(value_of(2, EXPR_NE, 2), 0);
	number(7);
	word(EXPR_NOT);
	ck_assert_int_eq(value_of_words(), 0);
}
END_TEST

/* a OP (1 // 0): the right side only counts if the left leaves it open. */
static bool is_short(int64_t a, enum expr_op op, int64_t *value)
{
	n_words = n_consts = 0;
	number(a);
	word(op);
	word(9);
	number(1);
	number(0);
	word(EXPR_DIV);
	n_words = n_consts = 0;
	return eval(m, t, 0, value);
}

START_TEST(and_or_give_an_operand)
{
	int64_t value;

	ck_assert(is_short(0, EXPR_AND, &value));
	ck_assert_int_eq(value, 0);
	ck_assert(is_short(5, EXPR_OR, &value));
	ck_assert_int_eq(value, 5);
	ck_assert(!is_short(5, EXPR_AND, &value));
	ck_assert(!is_short(0, EXPR_OR, &value));
	number(3);
	word(EXPR_AND);
	word(6);
	number(8);
	ck_assert_int_eq(value_of_words(), 8);
}
END_TEST

START_TEST(number_and_locals)
{
	word(EXPR_NUMBER);
	ck_assert_int_eq(value_of_words(), 2);
	locals[3] = 41;
	t->locals = 2;
	word(EXPR_LOCAL);
	word(1);
	ck_assert_int_eq(value_of_words(), 41);
	var_write(m, t, VAR_LOCAL | 1, 6);
	ck_assert_int_eq(locals[3], 6);
	ck_assert_int_eq(var_read(m, t, VAR_LOCAL | 1), 6);
}
END_TEST

START_TEST(durations)
{
	int64_t d;

	dur = (struct prog_dur){.kind = DUR_EXPR, .step = 1000};
	number(-5);
	ck_assert(eval_dur(m, t, 0, &d));
	ck_assert_int_eq(d, 0);
	n_words = n_consts = 0;
	number(7);
	ck_assert(eval_dur(m, t, 0, &d));
	ck_assert_int_eq(d, 7000);
	n_words = n_consts = 0;
	number(INT64_MAX / 10);
	ck_assert(!eval_dur(m, t, 0, &d));
	ck_assert_uint_eq(t->failure, FAILURE_OVERFLOW);
}
END_TEST

START_TEST(draws_depend_on_nothing_else)
{
	int64_t first[20], d;
	bool low = false, high = false;

	dur = (struct prog_dur){
		.kind = DUR_RANGE, .lo = 3000, .hi = 5000, .step = 1000};
	for (int i = 0; i < 20; i++) {
		ck_assert(eval_dur(m, t, 0, &first[i]));
		ck_assert_int_eq(first[i] % 1000, 0);
		ck_assert(3000 <= first[i] && first[i] <= 5000);
		low = low || first[i] == 3000;
		high = high || first[i] == 5000;
	}
	ck_assert(low && high);
	t->draws = 0;
	for (int i = 0; i < 20; i++) {
		ck_assert(eval_dur(m, &m->tasks[2], 0, &d));
		ck_assert(eval_dur(m, t, 0, &d));
		ck_assert_int_eq(d, first[i]);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("eval");
	TCase *tests = tcase_create("eval");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, division_rounds_down);
	tcase_add_test(tests, what_does_not_fit_fails);
	tcase_add_test(tests, negation_of_the_least_fails);
	tcase_add_test(tests, comparisons_give_0_or_1);
	tcase_add_test(tests, and_or_give_an_operand);
	tcase_add_test(tests, number_and_locals);
	tcase_add_test(tests, durations);
	tcase_add_test(tests, draws_depend_on_nothing_else);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
