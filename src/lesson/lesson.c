/* SPDX-License-Identifier: MIT */
/*
 * A lesson put together: the tree's children become parts of steps, and living
 * blocks are read in order, so that each sees what stands above it.
 */
#include "lesson/lesson.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "lesson/part.h"
#include "scenario/scenario.h"

#include <string.h>

/* --- steps and parts --- */

static const char *text_of(struct lesson *l, const struct node *node)
{
	struct str text = {0};
	const char *out;

	node_text(&text, node);
	out = arena_str(&l->arena, str_text(&text), text.len);
	str_fini(&text);
	return out;
}

static void add_step(struct lesson *l, const char *title, size_t begin)
{
	struct step *step = vec_add(&l->steps);

	step->title = title;
	step->begin = begin;
	step->first = l->parts.len;
}

static void add_heading(struct part_reader *r, const struct node *node)
{
	struct lesson *l = r->lesson;

	if (node->number == 2) {
		add_step(l, text_of(l, node), node->begin);
	} else if (node->number == 1 && *l->title) {
		part_wrong(r, node->begin, node->end,
			   _("a lesson has one title; a step begins with ##"));
	} else if (node->number == 1) {
		l->title = text_of(l, node);
		if (!*l->title)
			part_wrong(r, node->begin, node->end,
				   _("the title is empty"));
	} else {
		part_wrong(r, node->begin, node->end,
			   _("a lesson has no headings below ##"));
	}
}

static void add_part(struct part_reader *r, const struct node *node)
{
	struct lesson *l = r->lesson;
	bool is_living;

	r->index = l->parts.len;
	r->part = vec_add(&l->parts);
	r->part->kind = node->kind == NODE_NOTE ? PART_NOTE : PART_TEXT;
	r->part->node = node;
	r->part->step = l->steps.len - 1;
	r->part->head = node->begin;
	r->part->end = node->end;
	r->part->begin = node->begin;
	r->part->name = "";
	vec_last(&l->steps)->n++;
	is_living = node->kind == NODE_CODE && part_begin(r, node);
	if (is_living)
		part_read(r);
	else
		part_check_within(r, node);
}

static void add_all(struct part_reader *r, const struct node *root)
{
	add_step(r->lesson, "", 0);
	for (const struct node *n = root->first; n; n = n->next) {
		if (n->kind == NODE_HEADING)
			add_heading(r, n);
		else
			add_part(r, n);
		if (r->lesson->parts.len + r->lesson->steps.len >
		    LESSON_PARTS) {
			part_wrong(r, n->begin, n->end,
				   _("this lesson has too many parts"));
			return;
		}
	}
	part_check_python(r);
	if (!*r->lesson->title && !diags_has_errors(r->diags))
		part_wrong(r, 0, 0,
			   _("a lesson begins with its title: # TITLE"));
}

struct lesson *lesson_read(const char *name, const char *text, size_t len,
			   struct diags *diags)
{
	struct lesson *l = mem_new(sizeof *l);
	struct part_reader r = {
		.lesson = l, .diags = diags, .arena = &l->arena};
	struct node *root;

	str_add(&l->name, name);
	str_addn(&l->text, text, len);
	l->source =
		(struct source){str_text(&l->name), str_text(&l->text), len};
	l->title = "";
	root = markdown_read(&l->arena, &l->source, diags);
	if (root)
		add_all(&r, root);
	if (root && !diags_has_errors(diags))
		return l;
	lesson_free(l);
	return NULL;
}

void lesson_free(struct lesson *l)
{
	if (!l)
		return;
	for (size_t i = 0; i < l->parts.len; i++)
		program_free(l->parts.at[i].program);
	vec_fini(&l->steps);
	vec_fini(&l->parts);
	vec_fini(&l->programs);
	arena_free(&l->arena);
	str_fini(&l->text);
	str_fini(&l->name);
	mem_free(l);
}

/* --- what counts at a part --- */

const struct staging *lesson_stage(const struct lesson *l, size_t part)
{
	size_t step = l->parts.at[part].step;

	for (size_t i = part + 1; i-- > 0 && l->parts.at[i].step == step;) {
		if (l->parts.at[i].kind == PART_STAGE)
			return l->parts.at[i].stage;
	}
	return NULL;
}

const struct lens *lesson_lens(const struct lesson *l, size_t part)
{
	for (size_t i = part + 1; i-- > 0;) {
		if (l->parts.at[i].lens)
			return l->parts.at[i].lens;
	}
	return NULL;
}

const struct scene *lesson_scene(const struct lesson *l, size_t part)
{
	for (size_t i = part + 1; i-- > 0;) {
		if (l->parts.at[i].scene)
			return l->parts.at[i].scene;
	}
	return NULL;
}

struct query_scope lesson_scope(const struct lesson *l, size_t part)
{
	const struct staging *stage = lesson_stage(l, part);
	struct query_scope scope = {0};

	if (stage)
		return stage->scope;
	scope.programs = l->programs.at;
	scope.n_programs = l->programs.len;
	if (l->programs.len > 0)
		scope.program = l->programs.at[l->programs.len - 1].program;
	return scope;
}

/* --- screenfuls --- */

static bool is_act(enum part_kind kind)
{
	return kind == PART_PREDICT || kind == PART_QUIZ || kind == PART_TRY;
}

static bool is_shown(enum part_kind kind)
{
	return is_act(kind) || kind == PART_TEXT || kind == PART_STAGE;
}

static void end_screenful(const struct lesson *l, struct screenful *s,
			  struct screenfuls *out)
{
	bool something = false;

	for (size_t i = s->first; i < s->first + s->n; i++)
		something = something || is_shown(l->parts.at[i].kind);
	if (s->n > 0)
		s->stage = lesson_stage(l, s->first + s->n - 1);
	if (something)
		vec_push(out, *s);
	s->first += s->n;
	s->n = 0;
	s->act = SIZE_MAX;
}

/* A stage ends a screenful that has one already. */
void lesson_screenfuls(const struct lesson *l, struct screenfuls *out)
{
	for (size_t i = 0; i < l->steps.len; i++) {
		const struct step *step = l->steps.at + i;
		struct screenful s = {i, step->first, 0, SIZE_MAX, NULL};
		bool staged = false;

		for (size_t p = step->first; p < step->first + step->n; p++) {
			enum part_kind kind = l->parts.at[p].kind;

			if (kind == PART_STAGE && staged)
				end_screenful(l, &s, out);
			staged = kind == PART_STAGE || (staged && s.n > 0);
			s.n++;
			if (!is_act(kind))
				continue;
			s.act = p;
			end_screenful(l, &s, out);
			staged = false;
		}
		end_screenful(l, &s, out);
	}
}

const char *part_asks(const struct part *part)
{
	if (part->asked)
		return part->asked->text;
	return part->exercise ? part->exercise->text : NULL;
}
