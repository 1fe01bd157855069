/* SPDX-License-Identifier: MIT */
/*
 * What the parts of the Python exporter share: the program under way, and which
 * helpers it turns out to need.
 *
 * There are two dialects: coroutines, for an event loop, and plain functions
 * for all other setups, which differ only in their helpers.
 */
#ifndef EXPORT_PYTHON_H
#define EXPORT_PYTHON_H

#include "base/str.h"
#include "base/vec.h"
#include "export/export.h"
#include "scenario/tree.h"

#include <stdbool.h>
#include <stdint.h>

/* Helpers that stand before the program, in this order. */
enum python_need {
	NEED_UNIT,
	NEED_SAY,
	NEED_ME,
	NEED_NUMBER,
	NEED_DRAW,
	NEED_WORK,
	NEED_BLOCK,
	NEED_DEVICE,
	NEED_REQUEST,
	NEED_HELD,
	NEED_COPIES,
	NEED_TASKS,
	NEED_RUN,
	NEED_SPAWN,
	NEED_NEXT,
	NEED_BEGUN,
	NEED_THOSE,
	NEED_JOIN,
	NEED_GATHER,
	NEED_WAIT,
	NEED_WAIT_FOR,
	NEED_SHIELD,
	NEED_GROUP,
	NEED_CANCEL,
	NEED_DONE,
	NEED_FAILED,
	NEED_LATE,
	NEED_CANCELLED,
	NEED_FROM_THREAD,
	NEED_SHARE,
	/* of waits that have limits */
	NEED_LIMIT,
	NEED_WITHIN,
	NEED_TAKING,
	NEED_PAUSE,
	NEED_EMPTIED,
	NEED_OVER,
	NEEDS
};

struct python {
	struct str *out; /* the text under way */
	const struct program *program;
	const struct tree *tree;
	const struct setup *setup;
	bool async;    /* coroutines; not while `plain` */
	bool shares;   /* an event loop in each of several processes */
	bool plain;    /* another thread does it */
	bool limited;  /* no coroutines, but timeouts: waits have limits */
	bool cancels;  /* somebody may be cancelled */
	int depth;     /* of blocks */
	int failures;  /* handlers round the place */
	int jobs;      /* functions made so far for other threads */
	uint64_t need; /* bit 1 << enum python_need */

	/* the body under way */
	const struct decl *in;
	bool uses_number;
	struct VEC(const struct decl *) globals; /* that it sets */
};

static inline void python_want(struct python *py, enum python_need need)
{
	py->need |= UINT64_C(1) << need;
}

/* A task that others begin. */
static inline bool python_is_spawned(const struct python *py,
				     const struct decl *d)
{
	return d->kind == THING_TASK && d->index != py->program->main;
}

/* --- python_expr.c --- */

/* Appends a word as one that is free in Python. */
void python_word(struct str *out, const char *text, size_t len);
/* Appends a name of the scenario's as one that is free in Python. */
void python_name(struct str *out, const struct python *py,
		 const struct name *name);
/* What a name declares, or NULL for a local variable. */
const struct decl *python_decl(const struct python *py,
			       const struct name *name);
const struct prog_task *python_task(const struct python *py,
				    const struct name *name);

/* Appends an expression; TEST: only whether it holds matters. */
void python_expr(struct str *out, struct python *py, const struct expr *e,
		 bool test);
/* Appends a duration in units of the scenario; python_units() a constant. */
void python_duration(struct str *out, struct python *py,
		     const struct duration *d);
void python_units(struct str *out, const struct python *py, int64_t ns);
/* Appends 'a', 'b.1', *c_copies. */
void python_targets(struct str *out, struct python *py,
		    const struct target *list);
void python_all_copies(struct str *out, struct python *py,
		       const struct prog_task *task);
/* Appends a printed text as a string of Python's. */
void python_text(struct str *out, struct python *py, const struct piece *list);

/* --- python_stmt.c --- */

/* A statement's line in both dialects; python_stmt.c tells its places. */
struct python_form {
	const char *async, *blocking;
	int8_t need, need_blocking; /* enum python_need, or NEEDS */
};

void python_put(struct python *py, const struct node *n,
		const struct python_form *form);
void python_fill(struct str *out, struct python *py, const struct node *n,
		 const char *form);
/* Puts the text as a line and empties it. */
void python_put_line(struct python *py, struct str *text, const char *label);
/* Is it a coroutine that is written? */
bool python_awaits(const struct python *py);

void python_statement(struct python *py, const struct node *n);
/* Appends a line of its own, indented; LABEL as a comment, or NULL. */
void python_line(struct python *py, const char *text, const char *label);

/* --- python_block.c --- */

/* Writes a statement that has a block, false if it has none. */
bool python_compound(struct python *py, const struct node *n);
/* Appends the statements of a block, one level deeper. */
void python_block(struct python *py, const struct node *first);
/* A task or routine as a function. */
void python_function(struct python *py, const struct decl *decl);

/* --- python_begin.c --- */

/* Tasks by their names; and what makes the program begin. */
void python_bodies(struct python *py);
void python_begin(struct python *py);

/* --- python_refuse.c --- */

/* The first statement of a kind, or NULL. */
const struct node *python_find(const struct tree *tree, enum node_kind kind);
/* Does a task of a group fail in the run, and cut the group's block? */
bool python_cuts_group(const struct python *py, const struct report *r);
/* Says why this cannot be written, and is true; or false. */
bool python_refuses(const struct python *py, const struct report *r);

/* --- python_help.c --- */

/* Appends the helpers that are needed. */
void python_helpers(struct str *out, struct python *py);

#endif
