/* SPDX-License-Identifier: MIT */
/*
 * The program put together: tables grown by the compiler become its own.
 */
#include "scenario/compile.h"

/* Names of the built-in failures, then the scenario's. */
static void add_failures(struct compiler *c)
{
	static const char *const names[FAILURE_USER] = {
		[FAILURE_NONE] = "",
		[FAILURE_CANCELLED] = "cancelled",
		[FAILURE_GROUP] = "failures",
		[FAILURE_MISUSE] = "misuse",
		[FAILURE_ZERO_DIVISION] = "zero_division",
		[FAILURE_OVERFLOW] = "overflow",
		[FAILURE_TIMEOUT] = "timeout",
	};
	const struct checker *checked = c->checked;

	for (size_t i = 0; i < FAILURE_USER; i++)
		vec_push(&c->failures, names[i]);
	for (size_t i = 0; i < checked->failure_names.len; i++) {
		struct name name = {.id = checked->failure_names.at[i]};

		vec_push(&c->failures, compile_name(c, &name));
	}
}

/* Makes a grown table the program's. */
#define GIVE(table, n) (p->table = c->table.at, p->n = (uint32_t)c->table.len)

static void give_tables(struct compiler *c)
{
	struct program *p = c->program;

	GIVE(code, n_code);
	GIVE(stmts, n_stmts);
	GIVE(tasks, n_tasks);
	GIVE(routines, n_routines);
	GIVE(objects, n_objects);
	GIVE(vars, n_vars);
	GIVE(durs, n_durs);
	GIVE(refs, n_refs);
	GIVE(texts, n_texts);
	GIVE(pieces, n_pieces);
	GIVE(exprs, n_exprs);
	GIVE(consts, n_consts);
	GIVE(failures, n_failures);
	p->release_gaps = c->gaps.at;
	p->n_gaps = (uint32_t)c->gaps.len;
}

void compile(const struct checker *checked, struct program *program,
	     struct arena *keep, uint64_t seed)
{
	struct compiler c = {.checked = checked,
			     .program = program,
			     .keep = keep,
			     .seed = seed};

	program->seed = seed;
	program->main = checked->main ? checked->main->index : NONE;
	add_failures(&c);
	compile_decls(&c);
	give_tables(&c);
}
