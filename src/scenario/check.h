/* SPDX-License-Identifier: MIT */
/*
 * What a tree means: names are found, things are of the right kind, and what
 * the compiler wants to know is filled in. Only check() is for others.
 *
 * Functions report and go on; what is wrong is not compiled.
 */
#ifndef TT_SCENARIO_CHECK_H
#define TT_SCENARIO_CHECK_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"
#include "scenario/lex.h"
#include "scenario/scenario.h"
#include "scenario/tree.h"

/* A call of a routine, from the declaration `from`. */
struct call {
	struct decl *routine;
	struct span at;
	bool offloaded;
};

struct checker {
	/* given */
	const struct source *source;
	const struct tokens *tokens;
	struct tree *tree;
	const struct scenario_options *options;
	struct arena *keep; /* for texts that the program keeps */
	struct arena *work; /* for the rest */
	struct diags *diags;
	size_t errors; /* there were before */

	/* by number of a name */
	struct decl **things;  /* declared so, or NULL */
	uint32_t *local_owner; /* last body that has a local of this name */
	uint32_t *local_slot;  /* its slot there */
	uint32_t *failures;    /* failure of this name, or FAILURE_NONE */

	/* found */
	struct VEC(struct call) calls;
	struct VEC(uint32_t) failure_names; /* from FAILURE_USER on */
	uint32_t counts[THING_KINDS];
	struct decl *main; /* or NULL */

	/* the body under way */
	struct decl *in;
	uint32_t body;               /* number of it, from 1 */
	struct VEC(uint32_t) locals; /* names of its locals so far */
};

/* Things by kinds: 1 << enum thing_kind. */
enum {
	IS_DEVICE = 1 << THING_DEVICE,
	IS_LOCK = 1 << THING_LOCK,
	IS_SEMAPHORE = 1 << THING_SEMAPHORE,
	IS_QUEUE = 1 << THING_QUEUE,
	IS_EVENT = 1 << THING_EVENT,
	IS_CONDITION = 1 << THING_CONDITION,
	IS_VAR = 1 << THING_VAR,
	IS_ROUTINE = 1 << THING_ROUTINE,
	IS_TASK = 1 << THING_TASK
};

/* Fills in CHECKER's tree; begin with the given fields set and the others
 * zeroed. End with check_fini(). */
void check(struct checker *c);
bool check_is_clean(const struct checker *c); /* nothing was wrong so far */
void check_fini(struct checker *c);

/* --- check_name.c --- */
void check_error(struct checker *c, struct span at, const char *format, ...)
	STR_PRINTF(3, 4);

/* A name's text, for "%.*s". */
#define NAME_ARGS(c, name)                        \
	(int)((name)->at.end - (name)->at.begin), \
		(c)->source->text + (name)->at.begin

/* Finds what a name stands for, of one of these kinds, and sets its ref; NULL
 * if there is no such thing. WHAT is what is needed here, translated. */
struct decl *check_thing(struct checker *c, struct name *name, unsigned kinds,
			 const char *what);

/* The same for a variable; its ref becomes that of struct program. */
bool check_var(struct checker *c, struct name *name);

/* From here to the end of the body the name is a local variable. */
void check_local(struct checker *c, struct name *name);

/* Names of tasks, each one or one of its copies. */
void check_target(struct checker *c, struct target *target);
void check_targets(struct checker *c, struct target *list);

/* --- check_expr.c --- */
void check_expr(struct checker *c, struct expr *expr);
void check_duration(struct checker *c, struct duration *d);

/* --- check_text.c --- */
/* What a label says, or NULL if it is empty or not there. */
const char *check_label(struct checker *c, struct span label);
struct piece *check_print(struct checker *c, struct span text);

/* --- check_stmt.c --- */
void check_body(struct checker *c, struct decl *decl);

/* --- check_calls.c --- */
void check_calls(struct checker *c);

#endif
