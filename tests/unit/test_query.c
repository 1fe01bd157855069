/* SPDX-License-Identifier: MIT */
/*
 * Expressions over runs: each function once against a run worked out by hand,
 * operators, and what is said against wrong ones.
 */
#include "story/query.h"

#include "unit/compiled.h"
#include "unit/unit.h"

/* threads policy=fcfs: a runs 0-4, b 4-6. rr quantum=2: a 0-2, b 2-4, a 4-6.
 * sync: the same as fcfs. */
static const char text[] = "unit s\n"
			   "lock l\n"
			   "var n = 3\n"
			   "task a \"Ann\":\n"
			   "    work 4\n"
			   "    n = n + 1\n"
			   "    print \"a {n}\"\n"
			   "task b \"Bo\":\n"
			   "    work 2\n"
			   "    print \"b\"\n"
			   "task c times 2 on demand:\n"
			   "    work 1\n";

static const char stuck[] = "unit s\n"
			    "lock x\n"
			    "task a:\n"
			    "    acquire x\n"
			    "    work 2\n"
			    "task b:\n"
			    "    sleep 1\n"
			    "    acquire x\n";

struct world {
	struct program *programs[2];
	struct query_program named[2];
	struct query_setup setups[3];
	struct query_scope scope;
	struct showings showings;
	struct arena arena;
};

static void add_setup(struct world *w, const char *name, const char *setup)
{
	struct source source = {"setup", setup, strlen(setup)};
	struct query_scope none = {.program = w->programs[0]};
	struct diags diags = {0};
	struct query_setup *s = w->setups + w->scope.n_setups++;

	ck_assert(query_read_setup(&source, 0, source.len, &none, s, &diags));
	s->name = name;
	diags_fini(&diags);
}

static void begin(struct world *w)
{
	*w = (struct world){0};
	w->programs[0] = compiled(text);
	w->programs[1] = compiled(stuck);
	w->named[0] = (struct query_program){"two", w->programs[0]};
	w->named[1] = (struct query_program){"stuck", w->programs[1]};
	add_setup(w, "free", "threads policy=fcfs");
	add_setup(w, "turns", "threads quantum=2 switch=0");
	w->scope.program = w->programs[0];
	w->scope.setups = w->setups;
	w->scope.programs = w->named;
	w->scope.n_programs = 2;
}

static void end(struct world *w)
{
	showings_fini(&w->showings);
	program_free(w->programs[0]);
	program_free(w->programs[1]);
	arena_free(&w->arena);
}

/* What comes of it: the value as an author writes it, or the first message. */
static void ask(struct world *w, const char *expression, struct str *out)
{
	struct source source = {"q", expression, strlen(expression)};
	struct diags diags = {0};
	struct query *q = query_parse(&w->arena, &source, 0, source.len,
				      &w->scope, &diags);
	struct query_run run;
	struct value value;
	enum query_status status;

	query_run_init(&run, &w->scope, &w->showings, &w->arena);
	if (!q) {
		str_add(out, diags.list[0].message);
		if (diags.list[0].hint)
			str_addf(out, " / %s", diags.list[0].hint);
	} else {
		status = query_eval(q, &run, &value);
		ck_assert(status != QUERY_OK || value.type == query_type(q));
		if (status == QUERY_OK)
			value_write(out, &value, 1000000000);
		else
			str_add(out, query_status_text(status));
	}
	query_run_fini(&run);
	diags_fini(&diags);
}

static const struct {
	const char *expression, *value;
} values[] = {
	{"finish(b, free)", "6s"},
	{"finish(b, turns)", "4s"},
	{"finish(b, threads policy=fcfs)", "6s"},
	{"start(b, free)", "4s"},
	{"makespan(turns)", "6s"},
	{"next(turns, 2s)", "b"},
	{"next(free, 1s)", "b"},
	{"next(free, 7s)", "nobody"},
	{"running(turns, 3s)", "b"},
	{"running(turns, 9s)", "nobody"},
	{"ready(a, turns, 3s)", "yes"},
	{"order(turns)", "b, a"},
	{"starts(turns)", "a, b"},
	{"turns(turns)", "a, b, a"},
	{"response(b, turns)", "2s"},
	{"turnaround(a, turns)", "6s"},
	{"waiting(a, turns)", "2s"},
	{"cpu(a, turns)", "4s"},
	{"preemptions(turns)", "1"},
	{"preemptions(b, turns)", "0"},
	{"switches(turns)", "2"},
	{"misses(turns)", "0"},
	{"idle(turns)", "0s"},
	{"idle(threads cores=2)", "2s"},
	{"utilisation(turns)", "1"},
	{"utilisation(threads cores=2)", "0.75"},
	{"utilisation(threads cores=2) = 75%", "yes"},
	{"fairness(turns) <= 1", "yes"},
	{"memory(turns) = 32KiB", "yes"},
	{"memory(turns) = 32768B and memory(turns) > 0", "yes"},
	{"memory(turns)", "32KiB"},
	{"memory(turns) * 3 // 2 + 1B", "49153B"},
	{"memory(turns) // 1.5KiB", "21"},
	{"lost_updates(turns)", "0"},
	{"value(n, turns)", "4"},
	{"value(n, turns, 5s)", "3"},
	{"prints(turns)", "b / a 4"},
	{"prints(free) = [\"a 4\", \"b\"]", "yes"},
	{"deadlock(free)", "no"},
	{"livelock(free)", "no"},
	{"deadlock(stuck in threads)", "yes"},
	{"blocked_on(b, stuck in threads, 2s)", "x"},
	{"blocked_on(a, turns, 1s)", "nobody"},
	{"ended(a, free)", "yes"},
	{"failed(a, free)", "no"},
	{"cancelled(a, free)", "no"},
	{"finish(c, free)", "this never happens in the run"},
	{"1 + 2 * 3 - 4 // 3", "6"},
	{"(1 + 2) * 3", "9"},
	{"2s + 500ms", "2500ms"},
	{"finish(b, free) - finish(b, turns) = 2s", "yes"},
	{"finish(b, free) // 2", "3s"},
	{"finish(b, free) // finish(b, turns)", "1"},
	{"1 // 0", "this number does not fit"},
	{"9223372036854775807 + 1", "this number does not fit"},
	{"0.1 + 0.2 = 0.3", "yes"},
	{"not 1 = 2 and (1 < 2 or 1 // 0 = 1)", "yes"},
	{"order(free) = [a, b]", "yes"},
	{"order(free) != order(turns)", "yes"},
	{"next(turns, 2s) = b", "yes"},
	{"idle(free) = 0", "yes"},
	{"next(turns, finish(b, turns))", "a"},
	/* what is wrong */
	{"", "a value belongs here"},
	{"1 +", "a value belongs here"},
	{"1 2", "this is too much; the expression ended before it"},
	{"(1", "this bracket is not closed"},
	{"finish(b, free", "this bracket is not closed"},
	{"finish(b)", "these are not the arguments it takes / "
		      "finish(TASK, SETUP)"},
	{"value(n)", "these are not the arguments it takes / "
		     "value(VAR, SETUP, [TIME])"},
	{"finsh(b, free)", "nothing of this name can be asked / "
			   "the nearest name: finish"},
	{"finish(bb, free)", "no task is called so"},
	{"finish(b, fre)", "no setup is called so / the nearest name: free"},
	{"finish(b, )", "a setup belongs here"},
	{"finish(b, stuk in sync)",
	 "no scenario above is called so / the nearest name: stuck"},
	{"finish(b, threads qantum=2)",
	 "no key is called so / the nearest name: quantum"},
	{"value(m, free)", "no variable is called so"},
	{"next(free, 2)", "a moment belongs here, such as 6min"},
	{"next(free, 2s) = c", "this task has several copies; which one? / "
			       "for the second one: c.2"},
	{"next(free, 2s) = zebra", "nothing is called so"},
	{"makespan(free) = 6", "these two do not go together / "
			       "a duration - a number"},
	{"order(free) < order(turns)", "these two do not go together / "
				       "a list of names - a list of names"},
	{"1 and 2", "a claim belongs here, something true or false / "
		    "this is: a number"},
	{"3x", "no such unit / there are: ns us ms s min h % B KiB MiB GiB"},
	{"1.2.3", "this is no number"},
	{"0.0000000001s", "this duration is too long or too fine"},
	{"\"abc", "this text is not closed"},
	{"[a b]", "expected here: a list such as [a, b]"},
};

START_TEST(an_expression_has_its_value)
{
	struct world w;
	struct str out = {0};

	begin(&w);
	ask(&w, values[_i].expression, &out);
	ck_assert_str_eq(str_text(&out), values[_i].value);
	str_fini(&out);
	end(&w);
}
END_TEST

START_TEST(deep_and_long_ones_are_refused)
{
	struct world w;
	struct str text_of = {0}, out = {0};

	begin(&w);
	str_fill(&text_of, '(', 100000);
	ask(&w, str_text(&text_of), &out);
	ck_assert_str_eq(str_text(&out), "brackets are nested too deeply");
	str_clear(&text_of);
	str_clear(&out);
	for (int i = 0; i < 50000; i++)
		str_add(&text_of, "1+");
	str_add(&text_of, "1");
	ask(&w, str_text(&text_of), &out);
	ck_assert_str_eq(str_text(&out), "this expression is too long");
	str_fini(&text_of);
	str_fini(&out);
	end(&w);
}
END_TEST

START_TEST(the_table_is_whole_and_sorted)
{
	for (size_t i = 0; i < n_query_functions; i++) {
		const struct query_function *f = query_functions + i;

		ck_assert(f->get != NULL);
		ck_assert_uint_gt(strlen(f->help), 0);
		ck_assert_uint_le(strlen(f->params), QUERY_PARAMS);
		ck_assert_ptr_nonnull(strchr(f->params, 'S'));
		if (i > 0)
			ck_assert_int_lt(strcmp(f[-1].name, f->name), 0);
	}
}
END_TEST

/* Each function stands in the table above with a value. */
START_TEST(every_function_is_tried)
{
	for (size_t i = 0; i < n_query_functions; i++) {
		size_t k = 0, len = strlen(query_functions[i].name);

		while (k < sizeof values / sizeof *values &&
		       (strncmp(values[k].expression, query_functions[i].name,
				len) != 0 ||
			values[k].expression[len] != '('))
			k++;
		ck_assert_msg(k < sizeof values / sizeof *values, "%s",
			      query_functions[i].name);
	}
}
END_TEST

/* What shows it is the turn asked about: what comes after may be a secret. */
START_TEST(a_first_turn_is_shown_by_its_event)
{
	static const char asked[] = "start(b, free)";
	struct source source = {"q", asked, strlen(asked)};
	struct world w;
	struct diags diags = {0};
	struct query_run run;
	struct value value;
	struct query *q;

	begin(&w);
	q = query_parse(&w.arena, &source, 0, source.len, &w.scope, &diags);
	query_run_init(&run, &w.scope, &w.showings, &w.arena);
	ck_assert_int_eq(query_eval(q, &run, &value), QUERY_OK);
	ck_assert_uint_eq(run.notes.len, 1);
	ck_assert_uint_ne(run.notes.at[0].event, QUERY_NO_EVENT);
	ck_assert_int_eq(
		trace_at(run.notes.at[0].showing->trace, run.notes.at[0].event)
			->t,
		value.n);
	query_run_fini(&run);
	diags_fini(&diags);
	end(&w);
}
END_TEST

START_TEST(a_run_that_does_not_end_is_no_answer)
{
	struct world w;
	struct str out = {0};

	begin(&w);
	w.showings.limit = 5;
	ask(&w, "makespan(free)", &out);
	ck_assert_str_eq(str_text(&out),
			 "this run does not end: it was cut at the limit of a "
			 "lesson's events");
	str_clear(&out);
	w.showings.budget = 1;
	ask(&w, "makespan(sync)", &out);
	ck_assert_str_eq(str_text(&out),
			 "the runs of this lesson are too long together");
	str_fini(&out);
	end(&w);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("query");
	TCase *tests = tcase_create("query");

	tcase_add_loop_test(tests, an_expression_has_its_value, 0,
			    sizeof values / sizeof *values);
	tcase_add_test(tests, deep_and_long_ones_are_refused);
	tcase_add_test(tests, the_table_is_whole_and_sorted);
	tcase_add_test(tests, every_function_is_tried);
	tcase_add_test(tests, a_first_turn_is_shown_by_its_event);
	tcase_add_test(tests, a_run_that_does_not_end_is_no_answer);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
