/* SPDX-License-Identifier: MIT */
/*
 * Progress, as a journal: one line a fact, appended by one write each. Nothing
 * is ever rewritten, so that no kill and no second program loses anything.
 *
 * journal_open(); journal_add() as things happen; journal_close(). What cannot
 * be done is no failure: facts stay in memory, and `problem` says why.
 */
#ifndef APP_JOURNAL_H
#define APP_JOURNAL_H

#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	JOURNAL_VERSION = 1,
	JOURNAL_MAX = 16 * 1024 * 1024,
	FACT_LESSON = 64, /* bytes, with a NUL */
	FACT_NAME = 48
};

enum fact_kind {
	FACT_AT,     /* the student came to step `number` */
	FACT_ANSWER, /* question `number` was answered: result, name */
	FACT_SOLVED, /* exercise `number` was solved: result */
	FACT_DONE,   /* the lesson was gone through */
	FACT_KINDS
};

enum fact_result {
	RESULT_NONE,
	RESULT_FIRST,   /* right at the first try; solved alone */
	RESULT_SECOND,  /* at the second; solved with a hint */
	RESULT_WRONG,   /* neither; the solution was shown */
	RESULT_UNKNOWN, /* "I don't know" */
	RESULTS
};

struct fact {
	enum fact_kind kind;
	char lesson[FACT_LESSON]; /* its id */
	unsigned number; /* a step, or a question's place in its lesson */
	enum fact_result result;
	char name[FACT_NAME]; /* of the misconception of the first try, or "" */
};

struct journal {
	struct VEC(struct fact) facts; /* oldest first */
	int fd;                        /* -1: nothing is saved */
	bool ends_torn; /* the file's last line has no end: a kill */
	bool is_empty;  /* the file has no head yet */
	struct str path;
	struct str problem; /* for the reader, or empty */
};

/* The file, or NULL for XDG_STATE_HOME/turntable/progress (or the same in
 * ~/.local/state). A damaged or newer one is set aside first. */
void journal_open(struct journal *j, const char *path);
void journal_close(struct journal *j);

/* Remembers the fact, and saves it if that is possible. */
void journal_add(struct journal *j, const struct fact *fact);

/* A fact about a lesson, its texts cut to what fits. */
struct fact fact_of(enum fact_kind kind, const char *lesson, unsigned number);

/* Gives it a misconception's name, cut to what fits. */
void fact_set_name(struct fact *f, const char *name);

/* The newest fact of this kind about the lesson, or NULL. */
const struct fact *journal_last(const struct journal *j, enum fact_kind kind,
				const char *lesson);

#endif
