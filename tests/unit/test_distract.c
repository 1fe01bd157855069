/* SPDX-License-Identifier: MIT */
/*
 * Wrong answers that are made: what they stand for, and that every one of them
 * is told from the run.
 */
#include "lesson/misconception.h"
#include "lesson/question.h"
#include "unit/opened.h"
#include "unit/unit.h"

#include <string.h>

/* What there is to be asked about. */
static const char party[] =
	"unit min\n"
	"task ann \"Ann\":\n    work 6\n"
	"task bo \"Bo\":\n    work 2\n    wait 3\n"
	"    work 1\n    print \"bo\"\n"
	"task cy \"Cy\" at 1:\n    work 4\n    print \"cy\"\n";

static const char waits[] =
	"task t \"Tom\":\n    work 1\n    wait 4\n    work 1\n"
	"task u \"Una\":\n    work 1\n    wait 3\n";

static const char sums[] = "unit min\nvar n = 0\n"
			   "task ann \"Ann\":\n    n = n + 1 over 2\n"
			   "task bo \"Bo\":\n    n = n + 1 over 2\n";

static const char locks[] = "unit min\nlock pan\nlock knife\nlock salt\n"
			    "task ann \"Ann\":\n    acquire pan\n    work 2\n"
			    "    acquire knife\n    release knife\n"
			    "    release pan\n"
			    "task bo \"Bo\":\n    acquire knife\n    work 2\n"
			    "    acquire pan\n    release pan\n"
			    "    release knife\n"
			    "task cy \"Cy\":\n    work 1\n";

struct posed {
	struct lesson *l;
	struct showings showings;
	struct question q;
};

static void pose(struct posed *p, const char *scenario, const char *answer)
{
	struct str text = {0};

	*p = (struct posed){0};
	str_addf(&text,
		 "# T\n\n```scenario\n%s```\n\n"
		 "```stage\nfree: threads policy=fcfs\n"
		 "turns: threads quantum=1 switch=0.5\n```\n\n"
		 "```predict\nWhat?\nanswer: %s\n```\n",
		 scenario, answer);
	p->l = opened("t.md", str_text(&text));
	ck_assert_int_eq(question_init(&p->q, p->l,
				       find_part(p->l, PART_PREDICT, 0),
				       &p->showings, NULL),
			 QUERY_OK);
	str_fini(&text);
}

static void done(struct posed *p)
{
	question_fini(&p->q);
	showings_fini(&p->showings);
	lesson_free(p->l);
}

/* One wrong answer is called TEXT, stands for NAME, and WHY is in what is said
 * of it; the right one stands in none of them. */
static void offers(const char *scenario, const char *answer, const char *text,
		   const char *name, const char *why)
{
	struct posed p;
	const struct option *found = NULL;
	struct str all = {0};

	pose(&p, scenario, answer);
	for (size_t i = 0; i < p.q.n_options; i++) {
		const struct option *o = p.q.options + i;

		str_addf(&all, "\n%s !%s %s", o->text, o->name, o->why);
		if (!o->is_right && strcmp(o->text, text) == 0)
			found = o;
	}
	ck_assert_msg(found, "%s: no %s%s", answer, text, str_text(&all));
	ck_assert_msg(strcmp(found->name, name) == 0, "%s%s", answer,
		      str_text(&all));
	ck_assert_msg(strstr(found->why, why), "%s%s", answer, str_text(&all));
	str_fini(&all);
	done(&p);
}

START_TEST(times_are_those_of_misconceptions)
{
	offers(party, "finish(bo, free)", "6 min", "alone", "Bo all alone");
	offers(party, "finish(bo, turns)", "6 min", "alone",
	       "At 6 min Bo runs, with 2 min still to do");
	offers(party, "makespan(turns)", "16 min", "serial", "handed to Ann");
	offers(waits, "makespan(free)", "3 ms", "work_only",
	       "adds up the work");
	offers(party, "makespan(turns)", "6 min", "longest", "Ann");
	offers(party, "start(cy, free)", "0 min", "", "another begins: Ann.");
	offers(party, "waiting(cy, free)", "4 min", "other_figure",
	       "how long it runs");
	offers(party, "turnaround(free)", "280 s", "other_figure",
	       "how long it is in line");
	offers(party, "response(cy, free)", "11 min", "other_figure",
	       "Too late: by 12 min Cy has run for 4 min");
	offers(party, "cpu(bo, free)", "6 min", "other_figure",
	       "first turn from 6 min to 8 min");
	offers(waits, "idle(free)", "7 ms", "waits_are_idle",
	       "The first begins at 2 ms");
}
END_TEST

START_TEST(counts_are_those_of_misconceptions)
{
	offers(party, "switches(free)", "0", "preempted_only",
	       "only who is interrupted");
	offers(party, "switches(turns)", "12", "fence", "Up to");
	offers(party, "preemptions(free)", "3", "yields",
	       "Who stops here does so by itself");
	offers(party, "preemptions(turns)", "0", "", "Ann is preempted");
	offers(sums, "value(n, turns)", "2", "adds_up",
	       "What counts is what Bo reads there, at");
	offers(sums, "value(n, turns)", "0", "undone", "at the beginning");
	offers("task a \"A\" deadline 1:\n    work 2\n"
	       "task b \"B\" deadline 9:\n    work 2\n",
	       "misses(free)", "2", "all_count", "B is in time");
	offers(party, "memory(free)", "24 KiB", "", "A thread takes");
}
END_TEST

START_TEST(names_are_told_what_they_do)
{
	offers(party, "next(free, 6min)", "Cy", "",
	       "Cy has been in line since 1 min");
	offers(party, "next(free, 6min)", "Ann", "",
	       "through by then, at 6 min");
	offers(party, "next(turns, 2min)", "Ann", "", "has just had its turn");
	offers(party, "running(free, 3min)", "Cy", "", "Cy has been in line");
	offers(party, "next(threads policy=srtf, 0min)", "Cy", "",
	       "comes at 1 min");
	offers(party, "next(threads policy=sjf, 2min)", "Ann", "",
	       "but has 6 min still to do");
}
END_TEST

START_TEST(whom_one_waits_for_makes_sense)
{
	const char *ask = "blocked_on(ann, turns, 7min)";
	struct posed p;

	offers(locks, ask, "Bo", "holder", "Bo does have it.");
	offers(locks, ask, "pan", "own", "what Ann has itself");
	offers(locks, ask, "salt", "", "Ann has not asked for it");
	pose(&p, locks, ask);
	for (size_t i = 0; i < p.q.n_options; i++) {
		ck_assert_str_ne(p.q.options[i].text, "Ann");
		ck_assert_str_ne(p.q.options[i].text, "Cy"); /* ended */
	}
	ck_assert_msg(strstr(p.q.why, "Ann waits for knife, and Bo has it. Bo "
				      "waits for pan, and Ann has it. That is "
				      "a circle"),
		      "%s", p.q.why);
	done(&p);
	offers(locks, "deadlock(turns)", "no", "", "still waiting for");
}
END_TEST

START_TEST(orders_are_told_where_they_go_wrong)
{
	offers(party, "order(free)", "Ann, Bo, Cy", "arrival",
	       "Bo done before Cy. But look at the moment when Cy ends. At 12 "
	       "min Bo is still in line");
	offers(party, "starts(free)", "Bo, Cy, Ann", "shortest",
	       "a core goes to Ann first. ");
	offers(party, "prints(free)", "bo / cy", "as_before",
	       "\"bo\" comes too early. At 12 min Bo is still in line.");
}
END_TEST

/* Why it is so. */
static void says(const char *scenario, const char *answer, const char *why)
{
	struct posed p;

	pose(&p, scenario, answer);
	ck_assert_msg(strstr(p.q.why, why), "%s: %s", answer, p.q.why);
	done(&p);
}

START_TEST(the_right_one_is_told_with_its_evidence)
{
	says(party, "next(turns, 2min)", "Behind it in line: ");
	says(party, "next(threads policy=sjf, 2min)",
	     "The others have still to do: ");
	says(sums, "value(n, turns)", "Bo reads n: 0. ");
	says("unit min\nlock pan\ntask ann:\n    acquire pan\n    work 1\n"
	     "task bo:\n    acquire pan\n    work 1\n",
	     "deadlock(free)", "bo waits for pan, and ann has it. So it stays");
}
END_TEST

/* No answer may be left without a reason, whatever is asked. */
START_TEST(every_function_is_explained)
{
	static const char *const args[] = {
		['T'] = "bo", ['S'] = "turns", ['A'] = "2min", ['V'] = "n"};

	for (size_t i = 0; i < n_query_functions; i++) {
		const struct query_function *f = query_functions + i;
		const char *scenario = strchr(f->params, 'V') ? sums : party;
		struct str ask = {0};
		struct posed p;

		str_addf(&ask, "%s(", f->name);
		for (const char *c = f->params; *c; c++)
			if (*c >= 'A' && *c <= 'Z')
				str_addf(&ask, "%s%s",
					 ask.at[ask.len - 1] == '(' ? "" : ", ",
					 args[(int)*c]);
		str_addc(&ask, ')');
		pose(&p, scenario, str_text(&ask));
		ck_assert_uint_ge(p.q.n_options, 2);
		for (size_t k = 0; k < p.q.n_options; k++)
			ck_assert_msg(p.q.options[k].is_right ||
					      strlen(p.q.options[k].why) > 10,
				      "%s: %s", str_text(&ask),
				      p.q.options[k].text);
		done(&p);
		str_fini(&ask);
	}
}
END_TEST

START_TEST(sums_are_told_by_their_parts)
{
	offers(party, "finish(cy, free) - finish(ann, free)", "7 min", "",
	       "Ann ends at 6 min");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("distract");
	TCase *tests = tcase_create("distract");

	tcase_add_test(tests, times_are_those_of_misconceptions);
	tcase_add_test(tests, counts_are_those_of_misconceptions);
	tcase_add_test(tests, names_are_told_what_they_do);
	tcase_add_test(tests, whom_one_waits_for_makes_sense);
	tcase_add_test(tests, orders_are_told_where_they_go_wrong);
	tcase_add_test(tests, the_right_one_is_told_with_its_evidence);
	tcase_add_test(tests, every_function_is_explained);
	tcase_add_test(tests, sums_are_told_by_their_parts);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
