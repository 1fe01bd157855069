/* SPDX-License-Identifier: MIT */
/*
 * A checked tree to a program. Only compile() is for others.
 * sim/program.h says what each instruction wants; the tables grow here.
 */
#ifndef TT_SCENARIO_COMPILE_H
#define TT_SCENARIO_COMPILE_H

#include "scenario/check.h"

/* A loop round the place. Jumps to its end or its next round are chained
 * through their target until that is known; NONE ends a chain. */
struct loop {
	struct loop *outer;
	uint32_t breaks, continues;
	unsigned outside, inside; /* blocks open round it, and in its body */
};

struct compiler {
	const struct checker *checked;
	struct program *program;
	struct arena *keep;
	uint64_t seed;

	struct VEC(struct insn) code;
	struct VEC(struct prog_stmt) stmts;
	struct VEC(struct prog_task) tasks;
	struct VEC(struct prog_routine) routines;
	struct VEC(struct prog_object) objects;
	struct VEC(struct prog_var) vars;
	struct VEC(struct prog_dur) durs;
	struct VEC(struct prog_ref) refs;
	struct VEC(struct prog_text) texts;
	struct VEC(struct prog_piece) pieces;
	struct VEC(uint32_t) exprs;
	struct VEC(int64_t) consts;
	struct VEC(const char *) failures;
	struct VEC(int64_t) gaps;

	/* the body under way */
	struct loop *loop; /* the innermost, or NULL */
	unsigned blocks;   /* open */
	uint32_t slots;    /* of its own */
};

/* Fills PROGRAM from a tree without errors; what still does not fit is
 * reported, and PROGRAM is to be thrown away. */
void compile(const struct checker *checked, struct program *program,
	     struct arena *keep, uint64_t seed);

/* --- compile_task.c: declarations --- */
void compile_decls(struct compiler *c);

/* --- compile_stmt.c --- */
void compile_body(struct compiler *c, const struct node *first);
uint32_t compile_stmt(struct compiler *c, struct span at, uint32_t line,
		      const char *label);
uint32_t compile_insn(struct compiler *c, enum op op, uint32_t stmt);

/* --- compile_value.c: entries of tables, by index --- */
uint32_t compile_expr(struct compiler *c, const struct expr *expr);
uint32_t compile_dur(struct compiler *c, const struct duration *d);
uint32_t compile_refs(struct compiler *c, const struct target *list,
		      uint16_t *n);
uint32_t compile_text(struct compiler *c, const struct piece *pieces);
const char *compile_name(struct compiler *c, const struct name *name);

#endif
