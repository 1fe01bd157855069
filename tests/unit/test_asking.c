/* SPDX-License-Identifier: MIT */
/*
 * Answers: two tries, of each kind of question; and what is said of wrong ones.
 */
#include "lesson/asking.h"

#include "unit/opened.h"
#include "unit/unit.h"

#include <string.h>

static const char text[] =
	"# T\n\n## One\n\n"
	"```scenario\nunit min\n"
	"task ann \"Ann\":\n    work 4\n"
	"task bo \"Bo\":\n    work 2\n```\n\n"
	"```stage\nfree: threads policy=fcfs\nturns: threads quantum=2\n```\n\n"
	"```predict\nWhen is Bo done?\nanswer: finish(bo, free)\n"
	"- 2 min !alone  He must wait.\n```\n\n"
	"```quiz many\nWhich?\n* right one\n* right two\n"
	"- wrong !name  Because.\nwhy: So it is.\n```\n\n"
	"```quiz number\nHow many?\n* 3\n- 4 !off  One less.\n```\n\n"
	"```quiz order\nIn which order?\n* first\n* second\n* third\n"
	"why: One after another.\n```\n";

struct posed {
	struct lesson *l;
	struct showings showings;
	struct question q;
	struct asking asking;
};

static void pose(struct posed *p, enum part_kind kind, size_t n)
{
	*p = (struct posed){.l = opened("t.md", text)};
	ck_assert_int_eq(question_init(&p->q, p->l, find_part(p->l, kind, n),
				       &p->showings, NULL),
			 QUERY_OK);
	asking_init(&p->asking, &p->q);
}

static void done(struct posed *p)
{
	question_fini(&p->q);
	showings_fini(&p->showings);
	lesson_free(p->l);
}

static enum verdict choose(struct posed *p, uint32_t chosen)
{
	struct given given = {.chosen = chosen};

	return asking_answer(&p->asking, &given);
}

static size_t option(const struct posed *p, const char *name)
{
	size_t i = 0;

	while (i < p->q.n_options && strcmp(p->q.options[i].text, name) != 0)
		i++;
	ck_assert_uint_lt(i, p->q.n_options);
	return i;
}

START_TEST(there_are_two_tries)
{
	struct posed p;
	uint32_t wrong;

	pose(&p, PART_PREDICT, 0);
	wrong = 1u << option(&p, "2 min");
	ck_assert_int_eq(choose(&p, 0), VERDICT_UNREADABLE);
	ck_assert_int_eq(choose(&p, wrong), VERDICT_WRONG);
	ck_assert_uint_eq(p.asking.struck, wrong);
	ck_assert(!p.asking.is_over);
	ck_assert_int_eq(choose(&p, wrong), VERDICT_UNREADABLE);
	ck_assert_uint_eq(p.asking.hit, option(&p, "2 min"));
	ck_assert_int_eq(choose(&p, 1u << option(&p, "6 min")), VERDICT_RIGHT);
	ck_assert(p.asking.is_over && p.asking.is_right);
	ck_assert(!p.asking.first_right);
	ck_assert_uint_eq(p.asking.first_hit, option(&p, "2 min"));
	done(&p);
}
END_TEST

START_TEST(not_to_know_is_an_answer)
{
	struct given given = {.is_unknown = true};
	struct posed p;

	pose(&p, PART_PREDICT, 0);
	ck_assert_int_eq(asking_answer(&p.asking, &given), VERDICT_UNKNOWN);
	ck_assert(p.asking.is_over && !p.asking.is_right);
	ck_assert_int_eq(choose(&p, 1), VERDICT_UNREADABLE);
	done(&p);
}
END_TEST

START_TEST(many_must_all_be_there)
{
	struct posed p;
	uint32_t both;

	pose(&p, PART_QUIZ, 0);
	both = 1u << option(&p, "right one") | 1u << option(&p, "right two");
	ck_assert_int_eq(choose(&p, 7), VERDICT_WRONG);
	ck_assert_uint_eq(p.asking.hit, option(&p, "wrong"));
	ck_assert_int_eq(choose(&p, both), VERDICT_RIGHT);
	done(&p);
}
END_TEST

/* What is said of the last try. */
static void said(const struct posed *p, const char *wanted)
{
	struct str out = {0};

	asking_explain(&out, &p->asking);
	ck_assert_str_eq(str_text(&out), wanted);
	str_fini(&out);
}

START_TEST(what_is_missing_is_not_told)
{
	struct posed p;

	pose(&p, PART_QUIZ, 0);
	choose(&p, 1u << option(&p, "right one"));
	ck_assert_str_eq(asking_verdict(&p.asking), "Not all yet.");
	said(&p, "What you chose is right (1), but something is missing.");
	choose(&p, 1u << option(&p, "right two") | 1u << option(&p, "wrong"));
	said(&p, "\"wrong\" Because. Right among what you chose: 1. "
		 "Something is missing.");
	ck_assert(p.asking.is_over);
	ck_assert_str_eq(asking_verdict(&p.asking), "No.");
	done(&p);
	pose(&p, PART_QUIZ, 0);
	choose(&p, 7);
	ck_assert_str_eq(asking_verdict(&p.asking), "No.");
	said(&p, "\"wrong\" Because. Right among what you chose: 2.");
	done(&p);
}
END_TEST

static void typed(const char *number, const char *wanted)
{
	struct given given = {.typed = number};
	struct posed p;

	pose(&p, PART_QUIZ, 1);
	ck_assert_int_eq(asking_answer(&p.asking, &given), VERDICT_WRONG);
	said(&p, wanted);
	done(&p);
}

START_TEST(a_number_is_told_how_it_misses)
{
	typed("4", "One less.");
	typed("2", "One off: what is counted, and from where to where?");
	typed("3000", "The digits are right. In which unit?");
	typed("7", "That is too much.");
	typed("1", "That is too little.");
}
END_TEST

/* The same behind the order that was said, by the keys. */
static void said_order(const struct posed *p, const char *wanted)
{
	struct str all = {0};

	str_add(&all, "You said ");
	for (size_t i = 0; i < p->q.n_options; i++)
		for (size_t k = 0; k < p->q.n_options; k++)
			if (p->q.shown[k] == p->asking.order[i])
				str_addf(&all, "%s%zu", i > 0 ? ", " : "",
					 k + 1);
	str_addf(&all, ". %s", wanted);
	said(p, str_text(&all));
	str_fini(&all);
}

START_TEST(an_order_is_told_how_much_is_right)
{
	struct given given = {.order = {0, 2, 1}};
	struct posed p;

	pose(&p, PART_QUIZ, 2);
	ck_assert_int_eq(asking_answer(&p.asking, &given), VERDICT_WRONG);
	said_order(&p, "In their places: 1 of 3.");
	given = (struct given){.order = {1, 2, 0}};
	ck_assert_int_eq(asking_answer(&p.asking, &given), VERDICT_WRONG);
	said_order(&p, "None of them is in its place.");
	ck_assert(p.asking.is_over);
	done(&p);
}
END_TEST

START_TEST(a_number_is_read)
{
	struct given given = {.typed = "many"};
	struct posed p;

	pose(&p, PART_QUIZ, 1);
	ck_assert_int_eq(asking_answer(&p.asking, &given), VERDICT_UNREADABLE);
	given.typed = " 4 ";
	ck_assert_int_eq(asking_answer(&p.asking, &given), VERDICT_WRONG);
	ck_assert_str_eq(p.q.options[p.asking.hit].name, "off");
	given.typed = "3";
	ck_assert_int_eq(asking_answer(&p.asking, &given), VERDICT_RIGHT);
	done(&p);
}
END_TEST

START_TEST(an_order_is_shuffled)
{
	struct given given = {.order = {0, 0, 2}};
	struct posed p;

	pose(&p, PART_QUIZ, 2);
	ck_assert(p.q.shown[0] != 0 || p.q.shown[1] != 1);
	ck_assert_int_eq(asking_answer(&p.asking, &given), VERDICT_UNREADABLE);
	given.order[1] = 2;
	given.order[2] = 1;
	ck_assert_int_eq(asking_answer(&p.asking, &given), VERDICT_WRONG);
	given.order[1] = 1;
	given.order[2] = 2;
	ck_assert_int_eq(asking_answer(&p.asking, &given), VERDICT_RIGHT);
	done(&p);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("asking");
	TCase *tests = tcase_create("asking");

	tcase_add_test(tests, there_are_two_tries);
	tcase_add_test(tests, not_to_know_is_an_answer);
	tcase_add_test(tests, many_must_all_be_there);
	tcase_add_test(tests, what_is_missing_is_not_told);
	tcase_add_test(tests, a_number_is_told_how_it_misses);
	tcase_add_test(tests, an_order_is_told_how_much_is_right);
	tcase_add_test(tests, a_number_is_read);
	tcase_add_test(tests, an_order_is_shuffled);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
