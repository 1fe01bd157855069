/* SPDX-License-Identifier: MIT */
/*
 * The one small language of questions and claims: expressions over runs, such
 * as `finish(bo, organised) <= 5min and lost_updates(threads quantum=2) = 0`.
 *
 * query_parse() once, with what names mean; then query_eval() as often as one
 * likes: it runs what it needs. What can be asked is query_functions[]; the
 * grammar stands above the parser's functions, and in turntable-lesson(5).
 */
#ifndef STORY_QUERY_H
#define STORY_QUERY_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"
#include "sim/program.h"
#include "story/showing.h"
#include "story/value.h"
#include "vos/setup.h"

#include <stdbool.h>
#include <stddef.h>

enum { QUERY_DEPTH = 32, QUERY_HEIGHT = 200, QUERY_PARAMS = 3 };

/* A scenario with its name, "" for the only one. */
struct query_program {
	const char *name;
	const struct program *program;
};

/* A setup of some program with the name that a stage gives it, and what is
 * shown for that name: a title, or else the name. */
struct query_setup {
	const char *name;
	const char *title;
	const struct program *program;
	struct setup setup;
};

/* What names mean. All of it must outlive the queries. */
struct query_scope {
	const struct program *program; /* whose tasks a bare name may be */
	const struct query_program *programs;
	size_t n_programs;
	const struct query_setup *setups;
	size_t n_setups;
};

/* Reads `NAME of a stage`, `MODEL key=value ...` or `SCENARIO in ...` from the
 * bytes of the source; name and title are not set. False: the diagnostics say
 * why. */
bool query_read_setup(const struct source *source, size_t begin, size_t end,
		      const struct query_scope *scope, struct query_setup *out,
		      struct diags *diags);

struct query;

/* The expression in these bytes of the source, in the arena; NULL: the
 * diagnostics say why not. */
struct query *query_parse(struct arena *arena, const struct source *source,
			  size_t begin, size_t end,
			  const struct query_scope *scope, struct diags *diags);

enum value_type query_type(const struct query *q);
void query_range(const struct query *q, size_t *begin, size_t *end);

/* The function if the expression is a call and nothing else, and which copy it
 * is about, or NONE; else NULL. */
const struct query_function *query_called(const struct query *q,
					  uint32_t *copy);

/* The earliest moment, ns, that its calls name; -1 if one of them names none,
 * or one that is to be computed. */
int64_t query_moment(const struct query *q);

#define QUERY_NO_EVENT UINT64_MAX
#define QUERY_AS_IS    SIZE_MAX

/* What a function gave, and what in its run shows it. */
struct query_note {
	const struct query *call;
	const struct query_function *function;
	struct value value;
	const struct showing *showing;
	uint64_t event; /* or QUERY_NO_EVENT */
	uint32_t task;  /* the copy asked about, or NONE */
	uint32_t var;   /* the variable, or NONE */
	int64_t at;     /* the moment, ns, or -1 */
};

enum query_status {
	QUERY_OK,
	QUERY_CUT,      /* a run does not end within a lesson's limit */
	QUERY_TOO_MUCH, /* all runs together are too long */
	QUERY_NEVER,    /* what is asked for never happens in the run */
	QUERY_LONG,     /* a list is too long to be asked about */
	QUERY_OVERFLOW  /* a number does not fit */
};

/* One evaluation. Set the first five; be done with query_run_fini(). */
struct query_run {
	struct showings *showings;
	struct arena *arena; /* where lists and lines go */
	size_t setup_as;     /* every setup named in the expression is taken
			      * for this one of the scope, or QUERY_AS_IS */
	uint32_t task_as;    /* the same for tasks: a copy, or NONE */
	bool whole; /* notes are wanted of all calls, also of those that the
		     * value does not depend on */
	const struct query_scope *scope;
	struct VEC(struct query_note) notes; /* in order, inner ones first */
	const struct query *failed;          /* the part that failed */
};

void query_run_init(struct query_run *run, const struct query_scope *scope,
		    struct showings *showings, struct arena *arena);
void query_run_fini(struct query_run *run);

/* The value of the expression; the notes of an earlier one are dropped. */
enum query_status query_eval(const struct query *q, struct query_run *run,
			     struct value *out);

/* Appends what its calls gave, as the author wrote them, each once:
 * "finish(bo, free) = 14 min; ..."; SOURCE is what the query was read from. */
void query_tell(struct str *out, const struct source *source,
		const struct query_run *run);

/* Appends the expression in words: "Bo ends by 5 min; nobody is interrupted".
 * The scope is what it was parsed with; setups are named where there are
 * several. */
void query_say(struct str *out, const struct query *q,
	       const struct query_scope *scope);

/* Appends what its calls gave in words, each once: "Bo ends at 6 min". */
void query_say_values(struct str *out, const struct query_run *run);

/* Why there is none, in the reader's language; NULL for QUERY_OK. */
const char *query_status_text(enum query_status status);

/* --- what can be asked --- */

struct query_call;

struct query_function {
	const char *name;
	enum value_type type;
	/* T task, S setup, A moment, V variable; a small letter may be left
	 * out */
	const char *params;
	const char *help; /* a line, to be translated */
	enum query_status (*get)(struct query_call *call, struct value *out);
};

extern const struct query_function query_functions[];
extern const size_t n_query_functions;

/* Appends "finish(TASK, SETUP)"; what may be left out stands in []. */
void query_form(const struct query_function *f, struct str *out);

/* What a function's caller has found out about its arguments. */
struct query_call {
	const struct showing *showing;
	const struct program *program;
	uint32_t first, count; /* copies of the task; count 0: left out */
	uint32_t var;          /* NONE: left out */
	int64_t at;            /* ns, -1: left out */
	struct arena *arena;
	uint64_t event; /* to be set to what shows the answer */
};

/* How long the cores had nothing to do up to the makespan; of the call only
 * the showing is looked at. */
enum query_status query_idle(struct query_call *call, struct value *out);

#endif
