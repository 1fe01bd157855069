/* SPDX-License-Identifier: MIT */
/*
 * Lessons listed, opened, and turned page by page; progress written down as it
 * is made.
 */
#include "app/course.h"

#include "base/i18n.h"
#include "base/must.h"
#include "lesson/scene.h"
#include "scenario/scenario.h"

#include <errno.h>
#include <string.h>

enum { BUDGET = 1 << 20 };

void course_open(struct course *c, struct session *s, const char *language)
{
	*c = (struct course){.session = s, .language = language};
	s->course = c;
	s->base = VIEW_LESSONS;
	s->limit = SHOWING_EVENTS_LESSON;
	journal_open(&c->journal, NULL);
	if (c->journal.problem.len > 0)
		session_say(s, "%s", str_text(&c->journal.problem));
}

static void close_page(struct course *c)
{
	ask_end(c);
	trial_end(c);
	vec_clear(&c->session->ghosts);
}

void course_shut(struct course *c)
{
	close_page(c);
	session_unstage(c->session);
	trial_forget(c);
	showings_fini(&c->showings);
	vec_fini(&c->pages);
	vec_fini(&c->results);
	vec_fini(&c->again);
	recap_fini(&c->recap);
	c->recap = (struct recap){0};
	c->session->words = (struct words){NULL, 0};
	lesson_free(c->lesson);
	c->lesson = NULL;
	c->staged = c->revealed = NULL;
	str_clear(&c->id);
}

void course_close(struct course *c)
{
	course_shut(c);
	overview_fini(&c->overview);
	if (c->has_shelf)
		shelf_fini(&c->shelf);
	vec_fini(&c->standings);
	str_fini(&c->id);
	journal_close(&c->journal);
	c->session->course = NULL;
}

/* --- the lesson --- */

/* What was answered since the lesson was last begun is answered still. */
static void recall_results(struct course *c)
{
	const struct journal *j = &c->journal;
	const char *id = str_text(&c->id);
	const struct fact *done = journal_last(j, FACT_DONE, id);
	size_t i = done ? (size_t)(done - j->facts.at) + 1 : 0;

	for (; i < j->facts.len && !c->voting; i++) {
		const struct fact *f = j->facts.at + i;

		if ((f->kind != FACT_ANSWER && f->kind != FACT_SOLVED) ||
		    strcmp(f->lesson, id) != 0)
			continue;
		for (size_t p = 0; p < c->pages.len; p++)
			if (c->pages.at[p].act == f->number)
				c->results.at[p] = (uint8_t)f->result;
	}
}

void course_enter(struct course *c, struct lesson *lesson, const char *id,
		  size_t step)
{
	struct str own = {0};

	str_add(&own, id);
	course_shut(c);
	c->lesson = lesson;
	c->id = (str_fini(&c->id), own);
	c->is_lens = false;
	c->showings.words = &c->session->words;
	lesson_screenfuls(lesson, &c->pages);
	vec_extend(&c->results, c->pages.len);
	recall_results(c);
	c->session->base = VIEW_PAGE;
	session_show(c->session, VIEW_PAGE);
	course_go_step(c, step);
}

void course_go_step(struct course *c, size_t step)
{
	size_t page = 0;

	while (page + 1 < c->pages.len && c->pages.at[page].step < step)
		page++;
	course_go(c, page);
}

const struct screenful *course_page(const struct course *c)
{
	return c->page < c->pages.len ? c->pages.at + c->page : NULL;
}

const struct part *course_act(const struct course *c)
{
	const struct screenful *page = course_page(c);

	if (!page || page->act == SIZE_MAX)
		return NULL;
	return c->lesson->parts.at + page->act;
}

bool course_is_open(const struct course *c)
{
	return c->ask.is_there && !c->ask.asking.is_over;
}

const struct lens *course_words(const struct course *c)
{
	const struct screenful *page = course_page(c);

	return page && page->n > 0
		       ? lesson_lens(c->lesson, page->first + page->n - 1)
		       : NULL;
}

const struct scene *course_scene(const struct course *c)
{
	const struct screenful *page = course_page(c);
	const struct scene *scene;

	if (!page || !page->stage)
		return NULL;
	scene = lesson_scene(c->lesson, page->first + page->n - 1);
	return scene && scene->program == page->stage->scope.program ? scene
								     : NULL;
}

static void set_words(struct course *c)
{
	const struct lens *lens = c->is_lens ? course_words(c) : NULL;
	struct words none = {NULL, 0};

	c->session->words = lens ? (struct words){lens->at, lens->len} : none;
	c->session->version++;
	c->session->dirty = true;
}

void course_lens(struct course *c)
{
	if (!course_words(c)) {
		session_say(c->session, "%s",
			    _("this page has no other words"));
		return;
	}
	c->is_lens = !c->is_lens;
	set_words(c);
	ask_retell(c);
	session_say(c->session, "%s",
		    c->is_lens ? _("the story's words; t shows the table")
			       : _("the technical words"));
}

/* --- the stage --- */

void course_settle(struct course *c)
{
	while (session_work(c->session, BUDGET))
		;
}

/* Is the run of the scenario that the stage has there? */
static bool is_program(const struct session *s, const struct staging *stage,
		       size_t run)
{
	const struct program *p = stage->setups[run].program;

	return s->runs[run].program ==
	       (p == stage->scope.program ? s->program : p);
}

/* Does the session show it as the lesson has it? */
static bool is_as_given(const struct session *s, const struct staging *stage)
{
	const struct program *p = stage->scope.program;

	if (s->n_runs != stage->scope.n_setups ||
	    s->text.len != p->source_len ||
	    memcmp(str_text(&s->text), p->source, p->source_len) != 0)
		return false;
	for (size_t i = 0; i < s->n_runs; i++)
		if (s->runs[i].hidden || !is_program(s, stage, i) ||
		    !showing_same_setup(&s->runs[i].setup,
					&stage->setups[i].setup))
			return false;
	return true;
}

static void place_cursor(struct session *s, const struct staging *stage)
{
	course_settle(s->course);
	if (stage->until > 0 && stage->until < session_end(s)) {
		s->fit = false;
		s->from = 0;
		s->to = stage->until;
	}
	for (size_t i = 0; i < s->rows.len; i++) {
		const struct session_row *row = s->rows.at + i;

		if (stage->focus != NONE && !row->heading &&
		    row->class == ACTOR_TASK && stage->focus >= row->first &&
		    stage->focus - row->first < row->count)
			s->row = i;
	}
	if (stage->at > 0)
		session_seek(s, stage->at);
}

void course_stage(struct course *c)
{
	const struct staging *stage = course_page(c)->stage;
	const struct source source = {stage->scenario,
				      stage->scope.program->source,
				      stage->scope.program->source_len};
	struct setup setups[STAGE_SETUPS];
	struct diags diags = {0};
	struct program *own = scenario_compile(&source, NULL, &diags);
	size_t n = stage->scope.n_setups;

	must(own != NULL && n > 0);
	for (size_t i = 0; i < n; i++)
		setups[i] = stage->setups[i].setup;
	session_stage(c->session, own, stage->scenario, source.text, source.len,
		      setups, n);
	for (size_t i = 0; i < n; i++) {
		if (stage->setups[i].program != stage->scope.program)
			session_set_program(c->session, i,
					    stage->setups[i].program);
		session_label(c->session, i, stage->setups[i].title);
	}
	c->staged = stage;
	place_cursor(c->session, stage);
	diags_fini(&diags);
}

/* Has something about this page's stage been answered before it? */
static bool is_known(const struct course *c)
{
	const struct staging *stage = course_page(c)->stage;

	for (size_t i = 0; i < c->page; i++)
		if (c->pages.at[i].stage == stage &&
		    c->results.at[i] != RESULT_NONE)
			return true;
	return false;
}

static void set_stage(struct course *c)
{
	struct session *s = c->session;
	const struct staging *stage = course_page(c)->stage;
	const struct variant *left = stage ? trial_left(c) : NULL;

	s->base = stage ? VIEW_STAGE : VIEW_PAGE;
	if (!stage) {
		session_unstage(s);
		c->staged = NULL;
	} else if (stage != c->staged || !(left ? variant_is_shown(left, s)
						: is_as_given(s, stage))) {
		course_stage(c);
		if (left)
			variant_show(left, s);
		else if (is_known(c))
			session_seek(s, session_end(s));
	}
}

/* --- pages --- */

void course_keep(struct course *c, const struct fact *fact)
{
	if (!c->voting)
		journal_add(&c->journal, fact);
}

static void note_step(struct course *c)
{
	const struct fact *at =
		journal_last(&c->journal, FACT_AT, str_text(&c->id));
	unsigned step = (unsigned)course_page(c)->step;
	struct fact fact = fact_of(FACT_AT, str_text(&c->id), step);

	if (!at || at->number != step ||
	    strcmp(vec_last(&c->journal.facts)->lesson, at->lesson) != 0)
		course_keep(c, &fact);
}

static void begin_act(struct course *c)
{
	const struct part *act = course_act(c);
	struct session *s = c->session;

	session_show(s, s->base);
	if (!act)
		return;
	if (act->kind == PART_TRY)
		trial_begin(c);
	else
		ask_begin(c);
}

void course_go(struct course *c, size_t page)
{
	if (page >= c->pages.len)
		return;
	close_page(c);
	c->page = page;
	c->is_new = true;
	set_stage(c);
	set_words(c);
	begin_act(c);
	course_gate(c);
	note_step(c);
}

void course_turn(struct course *c, int64_t pages)
{
	int64_t page = (int64_t)c->page + pages;

	if (c->pages.len == 0 || page >= (int64_t)c->pages.len)
		course_report(c, true);
	else
		course_go(c, page > 0 ? (size_t)page : 0);
}
