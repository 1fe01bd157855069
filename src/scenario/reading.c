/* SPDX-License-Identifier: MIT */
/* Tokens, tree, check, once more; the text is known to be right. */
#include "scenario/reading.h"

#include "base/mem.h"
#include "base/must.h"
#include "scenario/check.h"
#include "scenario/lex.h"
#include "scenario/parse.h"

struct reading_again {
	struct source source;
	struct tokens tokens;
	struct tree tree;
	struct scenario_options options;
	struct diags diags;
	struct arena keep, work;
};

struct reading_again *reading_new(const struct program *p)
{
	struct reading_again *r = mem_new(sizeof *r);
	struct checker c = {
		.source = &r->source,
		.tokens = &r->tokens,
		.tree = &r->tree,
		.options = &r->options,
		.keep = &r->keep,
		.work = &r->work,
		.diags = &r->diags,
	};
	enum dur_unit unit;

	r->source = (struct source){p->file, p->source, p->source_len};
	r->options.copies_max = SCENARIO_COPIES;
	lex(&r->source, &r->tokens, &r->diags);
	parse(&r->source, &r->tokens, &r->work, &r->diags, &r->tree, &unit);
	check(&c);
	must(check_is_clean(&c));
	check_fini(&c);
	return r;
}

void reading_free(struct reading_again *r)
{
	if (r == NULL)
		return;
	lex_fini(&r->tokens);
	diags_fini(&r->diags);
	arena_free(&r->keep);
	arena_free(&r->work);
	mem_free(r);
}

const struct tree *reading_tree(const struct reading_again *r)
{
	return &r->tree;
}
