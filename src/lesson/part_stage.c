/* SPDX-License-Identifier: MIT */
/*
 * Blocks `scenario [NAME]` and `stage [SCENARIO]`: what is played, and how.
 */
#include "base/dur.h"
#include "base/i18n.h"
#include "base/must.h"
#include "base/near.h"
#include "base/text.h"
#include "lesson/part.h"
#include "lesson/scene.h"
#include "scenario/scenario.h"
#include "story/fill.h"

#include <string.h>

enum { TITLE_MOST = 24 }; /* columns */

/* --- scenario --- */

/* Messages about a piece of the lesson, told of the lesson. */
static void move_diags(struct diags *to, struct diags *from, size_t shift)
{
	for (size_t i = 0; i < from->len; i++) {
		const struct diag *d = from->list + i;

		diag_add(to, d->level, d->begin + shift, d->end + shift, "%s",
			 d->message);
		if (d->hint)
			diag_hint(to, "%s", d->hint);
	}
	diags_fini(from);
}

static bool is_name(const char *s)
{
	bool ok = *s && !(*s >= '0' && *s <= '9');

	for (; ok && *s; s++)
		ok = (*s >= 'a' && *s <= 'z') || (*s >= 'A' && *s <= 'Z') ||
		     (*s >= '0' && *s <= '9') || *s == '_' || *s == '-';
	return ok;
}

static const struct query_program *find_program(const struct lesson *l,
						const char *name)
{
	for (size_t i = l->programs.len; i-- > 0;) {
		if (strcmp(l->programs.at[i].name, name) == 0)
			return l->programs.at + i;
	}
	return NULL;
}

void part_scenario(struct part_reader *r)
{
	const struct source text = {
		r->lesson->source.name,
		r->lesson->source.text + r->part->begin,
		r->part->end - r->part->begin,
	};
	struct diags own = {0};

	r->part->name = r->words;
	if (*r->words && !is_name(r->words))
		part_wrong(r, r->words_begin, r->words_end,
			   _("a name is made of letters, digits, _ and -"));
	else if (*r->words && find_program(r->lesson, r->words))
		part_wrong(r, r->words_begin, r->words_end,
			   _("a scenario above has this name already"));
	r->part->program = scenario_compile(&text, NULL, &own);
	move_diags(r->diags, &own, r->part->begin);
	if (!r->part->program) {
		r->is_broken = true;
		return;
	}
	vec_push(&r->lesson->programs,
		 ((struct query_program){r->words, r->part->program}));
}

/* --- stage --- */

/* The scenario it is of: the one named, or the last one above. */
static const struct query_program *stage_program(struct part_reader *r)
{
	const struct lesson *l = r->lesson;
	const struct query_program *found;
	struct near near = {.name = r->words, .len = strlen(r->words)};

	if (!*r->words && l->programs.len > 0)
		return l->programs.at + l->programs.len - 1;
	found = find_program(l, r->words);
	if (found && *r->words)
		return found;
	if (r->is_broken)
		return NULL;
	must(l->programs.len == 0 || l->programs.at);
	for (size_t i = 0; i < l->programs.len; i++)
		near_offer(&near, l->programs.at[i].name,
			   strlen(l->programs.at[i].name));
	part_wrong(r, *r->words ? r->words_begin : r->part->head, r->words_end,
		   _("no scenario above is called so"));
	part_nearest(r, &near);
	return NULL;
}

static bool has_setup(const struct staging *stage, const char *name)
{
	for (size_t i = 0; i < stage->scope.n_setups; i++) {
		if (strcmp(stage->setups[i].name, name) == 0)
			return true;
	}
	return false;
}

static bool has_title(const struct staging *stage, const char *title)
{
	for (size_t i = 0; i < stage->scope.n_setups; i++) {
		if (strcmp(stage->setups[i].title, title) == 0)
			return true;
	}
	return false;
}

/* A title may be left out; one that is there is to be read beside others. */
static bool check_title(struct part_reader *r, const struct staging *stage,
			const struct field *f)
{
	const char *message = NULL;

	if (f->title && !*f->title)
		message = _("this title is empty");
	else if (f->title && has_title(stage, f->title))
		message = _("this stage has this title already");
	else if (f->title &&
		 text_width(f->title, strlen(f->title)) > TITLE_MOST)
		message = _("a title is at most 24 columns wide");
	if (message)
		part_wrong(r, f->title_begin, f->title_end, message);
	return !message;
}

static void add_setup(struct part_reader *r, struct staging *stage,
		      const struct field *f)
{
	struct query_scope scope = stage->scope;
	struct query_setup *setup = stage->setups + stage->scope.n_setups;

	if (stage->scope.n_setups == STAGE_SETUPS) {
		part_wrong(r, f->key_begin, f->key_end,
			   _("a stage has room for four setups"));
		return;
	}
	if (has_setup(stage, f->key)) {
		part_wrong(r, f->key_begin, f->key_end,
			   _("this stage has a setup of this name already"));
		return;
	}
	scope.n_setups = 0;
	if (!check_title(r, stage, f))
		return;
	if (query_read_setup(&r->lesson->source, f->value_begin, f->value_end,
			     &scope, setup, r->diags)) {
		if (!program_same_tasks(setup->program, scope.program))
			part_wrong(r, f->value_begin, f->value_end,
				   _("the scenarios of one stage have the "
				     "same tasks"));
		setup->name = f->key;
		setup->title = f->title ? f->title : f->key;
		stage->scope.n_setups++;
	}
}

static void read_moment(struct part_reader *r, const struct program *program,
			const struct field *f, int64_t *out)
{
	const char *text = r->lesson->source.text + f->value_begin;

	if (dur_parse(text, f->value_end - f->value_begin,
		      unit_of(program->unit), out) != DUR_OK)
		part_wrong(r, f->value_begin, f->value_end,
			   _("a moment belongs here, such as 6min"));
}

static void read_focus(struct part_reader *r, const struct program *program,
		       const struct field *f, uint32_t *out)
{
	const char *text = r->lesson->source.text + f->value_begin;
	struct near near = {.name = text, .len = f->value_end - f->value_begin};
	uint32_t count;

	if (value_find_task(program, near.name, near.len, out, &count))
		return;
	for (uint32_t i = 0; i < program->n_tasks; i++)
		near_offer(&near, program->tasks[i].name,
			   strlen(program->tasks[i].name));
	part_wrong(r, f->value_begin, f->value_end, _("no task is called so"));
	part_nearest(r, &near);
}

/* The lines that are no setup. */
static bool is_key(const struct field *f)
{
	return strcmp(f->key, "at") == 0 || strcmp(f->key, "until") == 0 ||
	       strcmp(f->key, "focus") == 0;
}

static void read_field(struct part_reader *r, struct staging *stage,
		       const struct field *f)
{
	if (f->kind != FIELD_KEY) {
		part_wrong(r, f->value_begin, f->value_end,
			   _("a line of a stage is NAME: SETUP"));
		part_hint(r, _("a title may stand between: NAME \"TITLE\": "
			       "SETUP"));
	} else if (f->title && is_key(f)) {
		part_wrong(r, f->title_begin, f->title_end,
			   _("only a setup has a title"));
	} else if (strcmp(f->key, "at") == 0) {
		read_moment(r, stage->scope.program, f, &stage->at);
	} else if (strcmp(f->key, "until") == 0) {
		read_moment(r, stage->scope.program, f, &stage->until);
	} else if (strcmp(f->key, "focus") == 0) {
		read_focus(r, stage->scope.program, f, &stage->focus);
	} else {
		add_setup(r, stage, f);
	}
}

/* The scene above serves a stage of another scenario too, if none of its
 * places is one task's. */
static void borrow_scene(struct part_reader *r, const struct staging *stage)
{
	const struct scene *above = lesson_scene(r->lesson, r->index);
	struct scene *scene;

	if (!above || above->program == stage->scope.program)
		return;
	for (size_t i = 0; i < above->n_rules; i++) {
		if (above->rules[i].count > 0)
			return;
	}
	scene = arena_alloc(r->arena, sizeof *scene);
	*scene = *above;
	scene->program = stage->scope.program;
	r->part->scene = scene;
}

void part_stage(struct part_reader *r)
{
	static const struct field_form form = {.sign = ':', .titled = true};
	const struct query_program *program = stage_program(r);
	struct staging *stage = arena_alloc(r->arena, sizeof *stage);
	size_t before = r->diags->counts[DIAG_ERROR];
	struct fields fields = {0};

	if (!program) {
		r->is_broken = true;
		return;
	}
	stage->at = stage->until = -1;
	stage->focus = NONE;
	stage->scenario = program->name;
	stage->scope = (struct query_scope){
		.program = program->program,
		.setups = stage->setups,
		.n_programs = r->lesson->programs.len,
	};
	stage->scope.programs =
		memcpy(arena_array(r->arena, stage->scope.n_programs,
				   sizeof *stage->scope.programs),
		       r->lesson->programs.at,
		       stage->scope.n_programs * sizeof *stage->scope.programs);
	part_fields(r, &fields, &form);
	for (size_t i = 0; i < fields.len; i++)
		read_field(r, stage, fields.at + i);
	if (stage->scope.n_setups == 0 &&
	    r->diags->counts[DIAG_ERROR] == before)
		part_wrong(r, r->part->head, r->words_end,
			   _("a stage needs a line NAME: SETUP"));
	r->is_broken = r->is_broken || r->diags->counts[DIAG_ERROR] > before;
	r->part->stage = stage;
	borrow_scene(r, stage);
	vec_fini(&fields);
}
