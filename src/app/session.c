/* SPDX-License-Identifier: MIT */
/*
 * The session's scenario and runs: made, computed in slices, made anew.
 * A run that is made anew is dropped at once, however far it had come.
 */
#include "app/session.h"

#include "base/must.h"
#include "scenario/scenario.h"
#include "scenario/setup_text.h"
#include "story/crew.h"

#include <stdarg.h>
#include <string.h>

/* --- runs --- */

static void drop(struct session_run *r)
{
	metrics_free(r->metrics);
	moments_free(r->moments);
	run_free(r->run);
	r->metrics = NULL;
	r->moments = NULL;
	r->run = NULL;
}

static void start(struct session *s, struct session_run *r)
{
	struct metrics_how how = metrics_how(&r->setup, r->program);

	r->run = run_new(r->program, &r->setup);
	r->moments = moments_new(r->program, run_trace(r->run), &how);
	run_limit(r->run, s->limit);
	r->status = RUN_MORE;
	r->passed = 0;
	r->threads = 0;
	session_search_stop(s);
	for (int i = 0; i < 2; i++)
		s->mark[i].passed[r - s->runs] = SESSION_BY_TIME;
	str_clear(&r->name);
	if (r->label.len > 0)
		str_add(&r->name, str_text(&r->label));
	else
		setup_format(&r->setup, r->program, &r->name);
}

static void touch(struct session *s)
{
	s->version++;
	s->dirty = true;
}

static const struct session_run *first_shown(const struct session *s)
{
	size_t i = 0;

	while (s->runs[i].hidden)
		i++;
	return &s->runs[i];
}

/* Where each run parts from the first, as soon as both are there. */
static void compare(struct session *s)
{
	const struct session_run *first = first_shown(s);

	s->has_differences = false;
	for (size_t i = 0; i < s->n_runs; i++) {
		struct session_run *r = &s->runs[i];

		r->parted = (struct divergence){0};
		if (r != first && !r->hidden && first->status != RUN_MORE &&
		    r->status != RUN_MORE)
			r->parted =
				diverge_find(s->program, run_trace(first->run),
					     run_trace(r->run), -1);
	}
}

/* The cursor at the start of all there is. */
static void look_anew(struct session *s)
{
	s->t = 0;
	s->exact = true;
	s->playing = false;
	s->clock = SESSION_NO_TIME;
	s->steps = false;
	s->fit = true;
	s->zoom = 0;
	s->pan = 0;
	s->ahead = false;
	s->row = 0;
	s->chosen = -1;
	s->lanes = LANES_CORES;
	s->open = 0;
	s->mark[0].t = s->mark[1].t = SESSION_NO_TIME;
	session_search_stop(s);
	s->has_differences = false;
	vec_clear(&s->differences.list);
	s->gate = SESSION_NO_GATE;
	s->reach = 0;
}

void session_blank(struct session *s, uint64_t limit)
{
	*s = (struct session){
		.limit = limit, .speed = 2, .room = 16, .dirty = true};
	look_anew(s);
}

void session_stage(struct session *s, struct program *program, const char *file,
		   const char *text, size_t len, const struct setup *setups,
		   size_t n)
{
	session_unstage(s);
	look_anew(s);
	s->program = program;
	str_add(&s->file, file);
	str_addn(&s->text, text, len);
	s->folds = mem_array(program->n_tasks, sizeof *s->folds);
	must(n > 0);
	for (size_t i = 0; i < n && i < SESSION_RUNS; i++)
		session_add(s, &setups[i]);
}

void session_unstage(struct session *s)
{
	for (size_t i = 0; i < s->n_runs; i++) {
		drop(&s->runs[i]);
		str_fini(&s->runs[i].name);
		str_fini(&s->runs[i].label);
		s->runs[i] = (struct session_run){0};
	}
	s->n_runs = 0;
	program_free(s->program);
	s->program = NULL;
	str_clear(&s->file);
	str_clear(&s->text);
	mem_free(s->folds);
	s->folds = NULL;
	vec_clear(&s->rows);
	vec_clear(&s->ghosts);
	touch(s);
}

void session_init(struct session *s, struct program *program, const char *file,
		  const struct str *text, const struct setup *setups, size_t n,
		  uint64_t limit)
{
	session_blank(s, limit);
	session_stage(s, program, file, str_text(text), text->len, setups, n);
}

void session_fini(struct session *s)
{
	session_unstage(s);
	str_fini(&s->file);
	str_fini(&s->text);
	prompt_fini(&s->line);
	str_fini(&s->found);
	str_fini(&s->said);
	str_fini(&s->errors);
	str_fini(&s->to_write);
	str_fini(&s->seek.words);
	vec_fini(&s->differences.list);
	vec_fini(&s->rows);
	vec_fini(&s->ghosts);
}

void session_label(struct session *s, size_t run, const char *label)
{
	struct session_run *r = &s->runs[run];

	must(run < s->n_runs);
	str_clear(&r->label);
	str_add(&r->label, label);
	str_clear(&r->name);
	str_add(&r->name, label);
	touch(s);
}

bool session_add(struct session *s, const struct setup *setup)
{
	struct session_run *r = &s->runs[s->n_runs];

	if (s->n_runs == SESSION_RUNS)
		return false;
	s->n_runs++;
	r->setup = *setup;
	r->program = s->program;
	start(s, r);
	session_plan(s);
	session_follow(s);
	return true;
}

void session_set_program(struct session *s, size_t run,
			 const struct program *program)
{
	struct session_run *r = &s->runs[run];

	must(run < s->n_runs && program_same_tasks(program, s->program));
	drop(r);
	r->program = program;
	start(s, r);
	session_plan(s);
	session_follow(s);
}

void session_set_setup(struct session *s, size_t run, const struct setup *setup)
{
	struct session_run *r = &s->runs[run];

	must(run < s->n_runs);
	drop(r);
	r->setup = *setup;
	start(s, r);
	session_plan(s);
	session_follow(s);
}

void session_hide(struct session *s, size_t run, bool hidden)
{
	must(run < s->n_runs);
	if (hidden && session_shown(s) == 1 && !s->runs[run].hidden)
		return;
	s->runs[run].hidden = hidden;
	compare(s);
	session_plan(s);
	session_follow(s);
}

/* --- computing --- */

enum { SEARCH_COST = 16 }; /* times what it costs to make an event */

static void finish(struct session *s, struct session_run *r)
{
	struct metrics_how how = metrics_how(&r->setup, r->program);

	r->metrics = metrics_new(r->program, run_trace(r->run), &how);
	r->threads = crew_threads(run_trace(r->run));
	session_plan(s);
	compare(s);
}

static int64_t longest(const struct session *s)
{
	int64_t end = 0;

	for (size_t i = 0; i < s->n_runs; i++)
		if (!s->runs[i].hidden && session_trace(s, i)->end > end)
			end = session_trace(s, i)->end;
	return end;
}

/* A run that takes no time is shown in steps from the start. */
static void choose_axis(struct session *s)
{
	if (!session_is_working(s) && longest(s) == 0 && !s->steps)
		session_set_steps(s, true);
}

static struct session_run *next_to_do(struct session *s)
{
	for (size_t i = 0; i < s->n_runs; i++)
		if (s->runs[i].status == RUN_MORE && !s->runs[i].hidden)
			return &s->runs[i];
	return NULL;
}

bool session_is_working(const struct session *s)
{
	for (size_t i = 0; i < s->n_runs; i++)
		if (s->runs[i].status == RUN_MORE && !s->runs[i].hidden)
			return true;
	return false;
}

bool session_work(struct session *s, uint64_t budget)
{
	struct session_run *r;

	while (budget > 0 && (r = next_to_do(s)) != NULL) {
		uint64_t before = run_trace(r->run)->n, done;

		r->status = run_advance(r->run, budget);
		done = run_trace(r->run)->n - before;
		budget -= done < budget ? done : budget;
		if (r->status != RUN_MORE)
			finish(s, r);
		touch(s);
		session_follow(s);
		if (r->status == RUN_MORE)
			break;
		choose_axis(s);
	}
	if (s->seek.on && !session_is_working(s))
		session_search_work(s, budget / SEARCH_COST);
	return s->seek.on || session_is_working(s);
}

/* --- another text --- */

static void adopt(struct session *s, struct program *program)
{
	struct program *old = s->program;

	for (size_t i = 0; i < s->n_runs; i++) {
		struct session_run *r = &s->runs[i];
		struct str form = {0};
		struct diags diags = {0};
		struct source source = {"", NULL, 0};
		struct setup setup;

		setup_format(&r->setup, old, &form);
		source.text = str_text(&form);
		source.len = form.len;
		drop(r);
		if (r->program == old ||
		    !program_same_tasks(r->program, program))
			r->program = program;
		if (setup_parse(&source, program, &setup, &diags))
			r->setup = setup;
		diags_fini(&diags);
		str_fini(&form);
	}
	s->program = program;
	program_free(old);
	mem_free(s->folds);
	s->folds = mem_array(program->n_tasks, sizeof *s->folds);
	for (size_t i = 0; i < s->n_runs; i++)
		start(s, &s->runs[i]);
	session_plan(s);
	session_follow(s);
}

bool session_reload(struct session *s, const struct str *text)
{
	const struct source source = {str_text(&s->file), str_text(text),
				      text->len};
	const struct scenario_options options = {
		.copies_max = SCENARIO_COPIES,
		.has_seed = s->has_seed,
		.seed = s->seed,
	};
	struct diags diags = {0};
	struct program *program = scenario_compile(&source, &options, &diags);

	str_clear(&s->errors);
	if (program == NULL)
		diags_print(&diags, &source, &s->errors);
	diags_fini(&diags);
	if (program == NULL) {
		session_show(s, VIEW_ERRORS);
		return false;
	}
	str_clear(&s->text);
	str_addn(&s->text, str_text(text), text->len);
	adopt(s, program);
	if (s->view == VIEW_ERRORS)
		session_show(s, VIEW_STAGE);
	touch(s);
	return true;
}

/* --- asking and telling --- */

const struct trace *session_trace(const struct session *s, size_t run)
{
	must(run < s->n_runs);
	return run_trace(s->runs[run].run);
}

size_t session_shown(const struct session *s)
{
	size_t n = 0;

	for (size_t i = 0; i < s->n_runs; i++)
		n += !s->runs[i].hidden;
	return n;
}

int64_t session_end(const struct session *s)
{
	int64_t end = longest(s);

	return end < s->gate ? end : s->gate;
}

void session_set_gate(struct session *s, int64_t t, int64_t reach)
{
	s->gate = t < 0 ? 0 : t;
	s->reach = reach;
	s->ahead = s->ahead && s->gate == SESSION_NO_GATE;
	if (s->t >= s->gate)
		session_seek(s, s->t);
	touch(s);
}

bool session_is_gated(const struct session *s)
{
	return s->gate != SESSION_NO_GATE;
}

bool session_is_over(const struct session *s, size_t run)
{
	const struct session_run *r = &s->runs[run];

	return r->status != RUN_MORE && r->passed == run_trace(r->run)->n;
}

void session_say(struct session *s, const char *format, ...)
{
	va_list args;

	str_clear(&s->said);
	va_start(args, format);
	str_addv(&s->said, format, args);
	va_end(args);
	s->dirty = true;
}

/* One that stands by itself, and is not opened from another. */
static bool is_own(enum view view)
{
	return view == VIEW_STAGE || (view >= VIEW_PAGE && view <= VIEW_TRY);
}

void session_back(struct session *s)
{
	session_show(s, s->back);
}

void session_show(struct session *s, enum view view)
{
	if (view == VIEW_STAGE)
		view = s->base;
	if (is_own(view))
		s->back = view;
	s->view = view;
	s->scroll = 0;
	s->count = 0;
	s->dirty = true;
	prompt_clear(&s->line);
	if (view != VIEW_STAGE && s->program)
		session_play(s, false);
}
