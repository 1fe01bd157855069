/* SPDX-License-Identifier: MIT */
/*
 * A lesson: a Markdown text with living blocks, read into steps and parts.
 *
 * lesson_read() makes one, or says with diagnostics why not; nothing has been
 * run then. What is computed of it (questions, claims) is question.h's and
 * prove.h's. All text in it is safe to show. It owns all it refers to.
 */
#ifndef LESSON_LESSON_H
#define LESSON_LESSON_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/str.h"
#include "base/vec.h"
#include "lesson/node.h"
#include "sim/program.h"
#include "story/query.h"
#include "story/showing.h"
#include "story/words.h"
#include "vos/setup.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum {
	STAGE_SETUPS = 4, /* side by side */
	CHOICES_MAX = 9,  /* answers by number key */
	LOOKS_MOST = 4,   /* at other lessons, by one question */
	LESSON_PARTS = 2000
};

enum part_kind {
	PART_TEXT, /* node: a paragraph, list, table, code... */
	PART_NOTE, /* node: the instructor's note */
	PART_SCENARIO,
	PART_STAGE,
	PART_WORDS,
	PART_SCENE,
	PART_PREDICT,
	PART_QUIZ,
	PART_TRY,
	PART_CLAIM,
	PART_MISCONCEPTIONS,
	PART_KINDS
};

/* --- what living blocks hold --- */

/* What the step shows, on one clock. */
struct staging {
	struct query_scope scope; /* its setups, by name */
	struct query_setup setups[STAGE_SETUPS];
	int64_t at, until;    /* ns, -1: not given */
	uint32_t focus;       /* a copy, or NONE */
	const char *scenario; /* name of the scenario it is of, "" if none */
};

/* The analogy: words of the program's own and the story's for them. */
struct lens {
	struct word *at;
	size_t len;
	const char *breaks; /* where the analogy stops being true, or NULL */
};

/* An answer as its author wrote it. */
struct choice {
	bool is_right;
	const char *text;
	const char *name; /* of the misconception; "" or NULL: none */
	const char *why;  /* or NULL */
	size_t begin, end;
	struct value value; /* of a predict's, read in the answer's type */
};

enum quiz_kind { QUIZ_ONE, QUIZ_MANY, QUIZ_NUMBER, QUIZ_ORDER, QUIZ_KINDS };

/* Where something is taught, in another lesson. */
struct look {
	const char *lesson; /* its id */
	size_t step;        /* 0: none in particular */
	size_t begin, end;  /* bytes of the lesson that says so */
};

/* A question: a predict has `answer`, a quiz right choices. */
struct asked {
	enum quiz_kind kind; /* a predict is QUIZ_ONE */
	const char *text;
	struct query *answer; /* or NULL */
	struct choice *choices;
	size_t n_choices;
	const char *why;  /* of the right answer, the author's; or NULL */
	struct look *see; /* what to look at again, who did not know */
	size_t n_see;
};

/* What a student may change. */
enum change_kind { CHANGE_KEY, CHANGE_LINE };

struct change {
	enum change_kind kind;
	size_t setup; /* of the stage's, or SIZE_MAX: all that take the key */
	enum setup_key key;
	int64_t lo, hi;    /* of a count or a duration */
	uint64_t allowed;  /* of a choice: bit 1 << value */
	const char *line;  /* CHANGE_LINE: the statement as it stands */
	size_t begin, end; /* bytes of the lesson */
};

/* One thing the solution does. */
struct cure {
	enum change_kind kind;
	size_t setup; /* or SIZE_MAX */
	enum setup_key key;
	int64_t value;
	const char *line, *new_line;
	size_t begin, end;
};

struct exercise {
	const char *text, *hint; /* hint may be NULL */
	struct change *changes;
	size_t n_changes;
	struct cure *cures;
	size_t n_cures;
	size_t goal_begin, goal_end; /* bytes of the lesson */
	struct query *goal;
};

struct scene; /* scene.h */

/* Assertions about the stage's runs. */
struct claims {
	struct query **at;
	size_t len;
};

/* --- the lesson --- */

struct part {
	enum part_kind kind;
	const struct node *node;
	size_t step;
	size_t head;       /* the byte where its head line's words stand */
	size_t begin, end; /* the bytes between its fences */
	const char *name;  /* scenario: its name, "" if none */
	/* by its kind; NULL where it could not be read */
	struct program *program;
	struct staging *stage;
	struct lens *lens;
	struct scene *scene;
	struct asked *asked;
	struct exercise *exercise;
	struct claims *claims;
	struct words *misconceptions; /* term: the name behind a ! */
};

/* Step 0 is what stands before the first `## `; it may be empty. */
struct step {
	const char *title; /* "" for step 0 */
	size_t begin;      /* the byte its title stands at */
	size_t first, n;   /* parts */
};

struct lesson {
	struct source source; /* its text, owned */
	const char *title;
	struct VEC(struct step) steps;
	struct VEC(struct part) parts;
	struct VEC(struct query_program) programs; /* in order */
	struct arena arena;
	struct str text, name;
};

/* NAME is what it is called in messages. NULL: the diagnostics say why; their
 * places are in TEXT. */
struct lesson *lesson_read(const char *name, const char *text, size_t len,
			   struct diags *diags);
void lesson_free(struct lesson *l); /* NULL is allowed */

/* What counts at a part: the nearest of its kind above, in the same step for a
 * stage, in the lesson for words and scenes; NULL if there is none. */
const struct staging *lesson_stage(const struct lesson *l, size_t part);
const struct lens *lesson_lens(const struct lesson *l, size_t part);
const struct scene *lesson_scene(const struct lesson *l, size_t part);

/* What names mean at a part: the stage's setups, the scenarios above. */
struct query_scope lesson_scope(const struct lesson *l, size_t part);

/* The story's word for a term of the program's ("core", "preempt"), or NULL.
 * LENS may be NULL. */
const char *lens_find(const struct lens *lens, const char *term);

/* The terms that may be given words, up to a NULL. */
struct lens_term {
	const char *name;  /* as a lesson writes it */
	const char *shown; /* to be translated, or NULL: the name */
	const char *place; /* what {...} its words may have, or NULL */
};

extern const struct lens_term lens_terms[];

/* The term as people read it, translated. */
const char *lens_term_shown(const char *term);

/* What is asked or to be done there; NULL: nothing. */
const char *part_asks(const struct part *part);

/* "predict"...: the word behind the fence; "" for text. */
const char *part_name(enum part_kind kind);

/* --- screenfuls --- */

/*
 * What stands on the screen at one time: texts, and at most one thing to do,
 * which is the last of its parts. Of the parts first up to first + n those of
 * kind PART_TEXT are shown.
 */
struct screenful {
	size_t step;
	size_t first, n;
	size_t act; /* a predict, quiz or try, or SIZE_MAX */
	const struct staging *stage;
};

struct screenfuls VEC(struct screenful);

/* Appends those of the whole lesson, in order. */
void lesson_screenfuls(const struct lesson *l, struct screenfuls *out);

#endif
