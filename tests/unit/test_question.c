/* SPDX-License-Identifier: MIT */
/*
 * Lessons read into parts, questions made of them, exercises tried, scenes
 * drawn.
 */
#include "lesson/question.h"

#include "lesson/exercise.h"
#include "lesson/prove.h"
#include "lesson/scene.h"
#include "unit/opened.h"
#include "unit/unit.h"

#include <string.h>

static const char text[] = "# Title with *stress* and `code`\n"
			   "\n"
			   "Before the first step.\n"
			   "\n"
			   "## One\n"
			   "\n"
			   "<!-- note: for the\nteacher -->\n"
			   "Some [text](http://example.org) &amp; more.\n"
			   "\n"
			   "```scenario party\n"
			   "unit min\n"
			   "task ann \"Ann\":\n    work 4\n"
			   "task bo \"Bo\":\n    work 2\n"
			   "```\n"
			   "\n"
			   "```scene\n"
			   "| ({on...}) line: {line......}|\n"
			   "| {a}\n"
			   "on: running else \"-\"\n"
			   "line: ready\n"
			   "a: of ann running \"up\" done \"zz\" else \"..\"\n"
			   "```\n"
			   "\n"
			   "```stage\n"
			   "free: threads policy=fcfs\n"
			   "turns \"In turns\": threads quantum=2\n"
			   "at: 2\n"
			   "focus: bo\n"
			   "```\n"
			   "\n"
			   "```predict\n"
			   "When is Bo done?\n"
			   "answer: finish(bo, free)\n"
			   "- 2 min !alone  He must wait.\n"
			   "```\n"
			   "\n"
			   "```quiz many\n"
			   "Which?\n"
			   "* right one\n"
			   "* right two\n"
			   "- wrong !name  Because.\n"
			   "why: So it is.\n"
			   "```\n"
			   "\n"
			   "```quiz number\n"
			   "How many?\n"
			   "* 3\n"
			   "- 4 !off  One less.\n"
			   "```\n"
			   "\n"
			   "```quiz order\n"
			   "In which order?\n"
			   "* first\n"
			   "* second\n"
			   "* third\n"
			   "why: One after another.\n"
			   "```\n"
			   "\n"
			   "## Two\n"
			   "\n"
			   "```stage\n"
			   "turns: threads quantum=3\n"
			   "```\n"
			   "\n"
			   "```try\n"
			   "Be quick.\n"
			   "change: quantum 1..4\n"
			   "change: line 'work 2'\n"
			   "goal: finish(bo, turns) <= 3min and "
			   "makespan(turns) <= 9min\n"
			   "hint: short\n"
			   "solution: quantum=1 \n"
			   "solution: line 'work 2' = 'work 1'\n"
			   "```\n";

START_TEST(a_lesson_has_steps_and_parts)
{
	struct lesson *l = opened("t.md", text);
	struct str said = {0};
	size_t note = find_part(l, PART_NOTE, 0);

	ck_assert_str_eq(l->title, "Title with stress and code");
	ck_assert_uint_eq(l->steps.len, 3);
	ck_assert_str_eq(l->steps.at[1].title, "One");
	ck_assert_str_eq(l->parts.at[note].node->text, "for the\nteacher");
	node_text(&said, l->parts.at[find_part(l, PART_TEXT, 1)].node);
	ck_assert_str_eq(str_text(&said), "Some text & more.");
	ck_assert_str_eq(l->parts.at[find_part(l, PART_SCENARIO, 0)].name,
			 "party");
	str_fini(&said);
	lesson_free(l);
}
END_TEST

START_TEST(a_stage_has_its_setups)
{
	struct lesson *l = opened("t.md", text);
	const struct staging *s =
		l->parts.at[find_part(l, PART_STAGE, 0)].stage;

	ck_assert_uint_eq(s->scope.n_setups, 2);
	ck_assert_str_eq(s->setups[1].name, "turns");
	ck_assert_str_eq(s->setups[1].title, "In turns");
	ck_assert_str_eq(s->setups[0].title, s->setups[0].name);
	ck_assert_int_eq(s->at, INT64_C(120000000000));
	ck_assert_int_eq(s->until, -1);
	ck_assert_uint_eq(s->focus, 1);
	ck_assert_ptr_eq(s, lesson_stage(l, find_part(l, PART_PREDICT, 0)));
	ck_assert_ptr_ne(s, lesson_stage(l, find_part(l, PART_TRY, 0)));
	ck_assert_ptr_null(lesson_stage(l, 0));
	lesson_free(l);
}
END_TEST

START_TEST(screenfuls_end_with_something_to_do)
{
	struct lesson *l = opened("t.md", text);
	struct screenfuls all = {0};

	lesson_screenfuls(l, &all);
	ck_assert_uint_eq(all.len, 6);
	ck_assert_uint_eq(all.at[0].act, SIZE_MAX);
	ck_assert_uint_eq(all.at[1].act, find_part(l, PART_PREDICT, 0));
	ck_assert_ptr_nonnull(all.at[1].stage);
	ck_assert_uint_eq(all.at[2].n, 1);
	ck_assert_ptr_eq(all.at[2].stage, all.at[1].stage);
	ck_assert_uint_eq(all.at[5].step, 2);
	vec_fini(&all);
	lesson_free(l);
}
END_TEST

START_TEST(a_lesson_is_proved)
{
	struct lesson *l = opened("t.md", text);
	struct diags diags = {0};
	struct proved proved;

	ck_assert(lesson_prove(l, &proved, &diags));
	ck_assert(lesson_fits(l, &diags));
	ck_assert(lesson_compare(l, l, &diags) || diags.len == 0);
	ck_assert_uint_eq(proved.stages, 2);
	ck_assert_uint_eq(proved.answers, 4);
	ck_assert_uint_eq(proved.exercises, 1);
	diags_fini(&diags);
	lesson_free(l);
}
END_TEST

/* --- questions --- */

struct posed {
	struct lesson *l;
	struct showings showings;
	struct question q;
};

static void pose(struct posed *p, enum part_kind kind, size_t n)
{
	*p = (struct posed){.l = opened("t.md", text)};
	ck_assert_int_eq(question_init(&p->q, p->l, find_part(p->l, kind, n),
				       &p->showings, NULL),
			 QUERY_OK);
}

static void done(struct posed *p)
{
	question_fini(&p->q);
	showings_fini(&p->showings);
	lesson_free(p->l);
}

static size_t option(const struct posed *p, const char *name)
{
	size_t i = 0;

	while (i < p->q.n_options && strcmp(p->q.options[i].text, name) != 0)
		i++;
	ck_assert_uint_lt(i, p->q.n_options);
	return i;
}

START_TEST(a_prediction_is_computed_and_filled_up)
{
	struct posed p;
	size_t right = 0;

	pose(&p, PART_PREDICT, 0);
	ck_assert_uint_eq(p.q.n_options, QUESTION_OPTIONS);
	for (size_t i = 0; i < p.q.n_options; i++) {
		const struct option *o = p.q.options + i;

		right += o->is_right;
		ck_assert(o->is_right || *o->why);
		for (size_t k = 0; k < i; k++)
			ck_assert_str_ne(o->text, p.q.options[k].text);
	}
	ck_assert_uint_eq(right, 1);
	ck_assert(p.q.options[option(&p, "6 min")].is_right);
	ck_assert_str_eq(p.q.options[option(&p, "2 min")].name, "alone");
	/* under the other setup, and for the other task: both are 4 or 6 */
	ck_assert(p.q.options[option(&p, "4 min")].is_made);
	ck_assert_ptr_nonnull(strstr(p.q.why, "Bo: 2 min of work"));
	ck_assert_ptr_nonnull(p.q.showing);
	ck_assert_uint_ne(p.q.event, QUERY_NO_EVENT);
	done(&p);
}
END_TEST

/* Why it is so, for an answer about a run with one wait and one line. */
static void explained(const char *answer, const char *wanted)
{
	struct str lesson = {0};
	struct diags diags = {0};
	struct posed p = {0};

	str_addf(&lesson,
		 "# T\n\n```scenario\ntask t \"Tom\":\n    work 1\n"
		 "    wait 4 \"the post\"\n    print \"hello\"\n```\n\n"
		 "```stage\ns: sync\n```\n\n"
		 "```predict\nWhat?\nanswer: %s\n```\n",
		 answer);
	p.l = lesson_read("t.md", str_text(&lesson), lesson.len, &diags);
	ck_assert_ptr_nonnull(p.l);
	ck_assert_int_eq(question_init(&p.q, p.l,
				       find_part(p.l, PART_PREDICT, 0),
				       &p.showings, NULL),
			 QUERY_OK);
	ck_assert_msg(strstr(p.q.why, wanted), "%s", p.q.why);
	done(&p);
	diags_fini(&diags);
	str_fini(&lesson);
}

START_TEST(a_prediction_says_why)
{
	explained("running(s, 3ms)", "At 1 ms Tom waits 4 ms: the post.");
	explained("ready(t, s, 3ms)",
		  "Tom: 1 ms of work, 0 ms in line, 4 ms of waiting");
	explained("idle(s)", "Work 1 ms, nothing to do 4 ms: 5 ms in all.");
	explained("prints(s)", "At 5 ms Tom prints: hello.");
}
END_TEST

/* --- exercises --- */

START_TEST(only_what_is_allowed_may_be_changed)
{
	struct lesson *l = opened("t.md", text);
	size_t part = find_part(l, PART_TRY, 0);
	const struct exercise *e = l->parts.at[part].exercise;
	const char *source = lesson_stage(l, part)->scope.program->source;
	struct str why = {0}, changed = {0}, note = {0};
	struct attempt a;
	bool holds;

	attempt_init(&a, l, part);
	ck_assert_int_eq(attempt_check(&a, l, part, &holds, &note), QUERY_OK);
	ck_assert(!holds);
	/* all of it, though the first half decides */
	ck_assert_str_eq(str_text(&note),
			 "Bo ends at 5 min; all is done at 6 min");
	str_fini(&note);
	ck_assert(!attempt_set(&a, l, part, "quantum=9", &why));
	ck_assert(!attempt_set(&a, l, part, "cores=2", &why));
	ck_assert(!attempt_set(&a, l, part, "quantum", &why));
	ck_assert(attempt_set(&a, l, part, "turns.quantum=1", &why));
	ck_assert(!attempt_set(&a, l, part, "free.quantum=1", &why));
	str_add(&changed, source);
	ck_assert(exercise_allows_text(e, source, str_text(&changed)));
	memcpy(strstr(changed.at, "work 2"), "wait 1", 6);
	ck_assert(exercise_allows_text(e, source, str_text(&changed)));
	memcpy(strstr(changed.at, "work 4"), "work 1", 6);
	ck_assert(!exercise_allows_text(e, source, str_text(&changed)));
	str_fini(&changed);
	str_fini(&why);
	attempt_fini(&a);
	lesson_free(l);
}
END_TEST

/* --- the scene --- */

START_TEST(a_scene_shows_states)
{
	struct lesson *l = opened("t.md", text);
	const struct scene *scene = lesson_scene(l, l->parts.len - 1);
	enum state states[2] = {STATE_RUNNING, STATE_READY};
	struct str out = {0};

	scene_show(&out, scene, states, NULL);
	ck_assert_str_eq(str_text(&out), " (Ann    ) line: Bo          |\n"
					 " up \n");
	str_clear(&out);
	states[0] = STATE_READY;
	scene_show(&out, scene, states, (const uint32_t[]){1, 0});
	ck_assert_str_eq(str_text(&out), " (-      ) line: Bo Ann      |\n"
					 " .. \n");
	str_clear(&out);
	states[0] = states[1] = STATE_DONE;
	scene_show(&out, scene, states, NULL);
	ck_assert_str_eq(str_text(&out), " (-      ) line:             |\n"
					 " zz \n");
	str_fini(&out);
	lesson_free(l);
}
END_TEST

/* A scene of names is drawn for other scenarios as well, one with a task's own
 * look for its own only. */
START_TEST(a_scene_of_names_is_every_scenarios)
{
	static const char *const places[] = {"on: running\n",
					     "on: of a running \"up\"\n"};

	for (int i = 0; i < 2; i++) {
		struct diags diags = {0};
		struct str written = {0};
		struct lesson *l;
		const struct scene *scene;

		str_addf(&written,
			 "# T\n\n## S\n\n"
			 "```scenario\ntask a:\n    work 1\n```\n\n"
			 "```scene\n| {on....}\n%s```\n\n"
			 "```scenario other\ntask b:\n    work 1\n```\n\n"
			 "```stage other\nx: sync\n```\n",
			 places[i]);
		l = lesson_read("l.md", str_text(&written), written.len,
				&diags);
		ck_assert_ptr_nonnull(l);
		scene = lesson_scene(l, l->parts.len - 1);
		ck_assert_ptr_nonnull(scene);
		ck_assert_str_eq(scene->program->tasks[0].name,
				 i == 0 ? "b" : "a");
		lesson_free(l);
		str_fini(&written);
		diags_fini(&diags);
	}
}
END_TEST

START_TEST(a_scene_without_room_counts)
{
	static const char lesson[] =
		"# T\n\n## S\n\n"
		"```scenario\ntask b \"Bo\" times 12:\n    work 1\n"
		"task a:\n    work 1\n```\n\n"
		"```scene\n| {on.......}|\non: ready\n```\n";
	struct diags diags = {0};
	struct lesson *l = lesson_read("l.md", lesson, strlen(lesson), &diags);
	enum state states[13];
	struct str out = {0};

	ck_assert_ptr_nonnull(l);
	for (int i = 0; i < 13; i++)
		states[i] = i < 10 || i == 12 ? STATE_READY : STATE_DONE;
	scene_show(&out, lesson_scene(l, l->parts.len - 1), states, NULL);
	ck_assert_str_eq(str_text(&out), " Bo (10) a  |\n");
	str_fini(&out);
	lesson_free(l);
	diags_fini(&diags);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("question");
	TCase *tests = tcase_create("question");

	tcase_add_test(tests, a_lesson_has_steps_and_parts);
	tcase_add_test(tests, a_stage_has_its_setups);
	tcase_add_test(tests, screenfuls_end_with_something_to_do);
	tcase_add_test(tests, a_lesson_is_proved);
	tcase_add_test(tests, a_prediction_is_computed_and_filled_up);
	tcase_add_test(tests, a_prediction_says_why);
	tcase_add_test(tests, only_what_is_allowed_may_be_changed);
	tcase_add_test(tests, a_scene_shows_states);
	tcase_add_test(tests, a_scene_of_names_is_every_scenarios);
	tcase_add_test(tests, a_scene_without_room_counts);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
