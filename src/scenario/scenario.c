/* SPDX-License-Identifier: MIT */
/*
 * Text to program, stage by stage: tokens, tree, checked tree, program.
 * The tree lies in an arena that is gone at the end.
 */
#include "scenario/scenario.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "scenario/check.h"
#include "scenario/compile.h"
#include "scenario/lex.h"
#include "scenario/parse.h"

#include <string.h>

/* A program with the texts it points to. */
struct storage {
	struct program program;
	struct arena keep;
};

static struct program *new_program(const struct source *source)
{
	struct storage *storage = mem_new(sizeof *storage);
	struct program *p = &storage->program;

	p->memory = storage;
	p->source = arena_str(&storage->keep, source->text, source->len);
	p->source_len = source->len;
	p->file = arena_str(&storage->keep, source->name, strlen(source->name));
	return p;
}

void program_free(struct program *program)
{
	struct storage *storage;

	if (!program)
		return;
	mem_free(program->code);
	mem_free(program->stmts);
	mem_free(program->tasks);
	mem_free(program->routines);
	mem_free(program->objects);
	mem_free(program->vars);
	mem_free(program->durs);
	mem_free(program->refs);
	mem_free(program->texts);
	mem_free(program->pieces);
	mem_free(program->exprs);
	mem_free(program->consts);
	mem_free(program->failures);
	mem_free(program->release_gaps);
	storage = program->memory;
	arena_free(&storage->keep);
	mem_free(storage);
}

/* Sorts the messages from the I-th on by their place; few, and mostly so. */
static void sort_diags(struct diags *diags, size_t first)
{
	for (size_t i = first + 1; i < diags->len; i++) {
		struct diag moved = diags->list[i];
		size_t j = i;

		for (; j > first && diags->list[j - 1].begin > moved.begin; j--)
			diags->list[j] = diags->list[j - 1];
		diags->list[j] = moved;
	}
}

/* Tokens, tree, check, program; what is wrong is in the checker's diags. */
static void build(struct checker *c, struct program *program)
{
	struct storage *storage = program->memory;
	struct tokens tokens = {0};
	struct tree tree = {0};
	enum dur_unit unit;

	lex(c->source, &tokens, c->diags);
	parse(c->source, &tokens, c->work, c->diags, &tree, &unit);
	c->tokens = &tokens;
	c->tree = &tree;
	c->keep = &storage->keep;
	check(c);
	program->unit = dur_unit_ns(unit);
	if (check_is_clean(c))
		compile(c, program, &storage->keep,
			c->options->has_seed ? c->options->seed : tree.seed);
	check_fini(c);
	lex_fini(&tokens);
}

struct program *scenario_compile(const struct source *source,
				 const struct scenario_options *options,
				 struct diags *diags)
{
	struct scenario_options chosen = {0};
	struct arena work = {0};
	struct checker checker = {.source = source,
				  .options = &chosen,
				  .work = &work,
				  .diags = diags,
				  .errors = diags->counts[DIAG_ERROR]};
	struct program *program;
	size_t before = diags->len;

	if (options)
		chosen = *options;
	if (chosen.copies_max == 0)
		chosen.copies_max = SCENARIO_COPIES_LESSON;
	if (source->len > SCENARIO_TEXT_MAX) {
		diag_add(diags, DIAG_ERROR, 0, 0,
			 _("the text is longer than %d bytes"),
			 SCENARIO_TEXT_MAX);
		return NULL;
	}
	program = new_program(source);
	build(&checker, program);
	arena_free(&work);
	if (check_is_clean(&checker))
		return program;
	sort_diags(diags, before);
	program_free(program);
	return NULL;
}
