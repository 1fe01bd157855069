/* SPDX-License-Identifier: MIT */
/*
 * A question ready to be asked: its right answer computed, wrong ones checked
 * to be wrong and filled up from the engine, every one of them explained.
 *
 * question_init(); show text and options; asking_answer() with what the student
 * gives, until it is over: two tries, or "I don't know". Then show `why`.
 */
#ifndef LESSON_QUESTION_H
#define LESSON_QUESTION_H

#include "lesson/lesson.h"

enum {
	QUESTION_OPTIONS = 4,
	QUESTION_TRIES = 2,
	QUESTION_LIST = 32 /* names or lines of one answer */
};

struct option {
	const char *text;
	bool is_right;
	bool is_made;     /* by us, not by the author */
	const char *name; /* of the misconception, or "" */
	const char *why;  /* it is wrong, or "" */
	struct value value;
};

struct question {
	enum quiz_kind kind;
	const char *text;
	struct option *options; /* a quiz with an order: in the right one */
	size_t n_options;
	const char *why; /* of the right answer; "" if nobody knows */
	/* of a predict */
	bool is_computed;
	struct value answer;
	int64_t unit;
	const struct showing *showing; /* whose event shows it, or NULL */
	uint64_t event;                /* or QUERY_NO_EVENT */
	/* order: what to show at each place, an index into options */
	uint8_t shown[CHOICES_MAX];
	struct arena arena;
};

/* The part is a predict or a quiz. If it is not QUERY_OK the answer could not
 * be computed, and FAILED tells where (NULL is allowed). The showings must
 * outlive the question. */
enum query_status question_init(struct question *q, const struct lesson *l,
				size_t part, struct showings *showings,
				size_t *failed);
void question_fini(struct question *q);

/* --- answering --- */

struct given {
	bool is_unknown;            /* "I don't know" */
	uint32_t chosen;            /* one, many: bit 1 << option */
	const char *typed;          /* number */
	uint8_t order[CHOICES_MAX]; /* order: indexes into options */
};

enum verdict {
	VERDICT_RIGHT,
	VERDICT_WRONG,
	VERDICT_UNKNOWN,   /* the student does not know: it is over */
	VERDICT_UNREADABLE /* this is no answer: it does not count */
};

struct asking {
	const struct question *question;
	int tries;
	uint32_t struck; /* options that were tried: bit 1 << option */
	bool is_over;
	bool is_right;      /* once it is over */
	bool first_right;   /* right at the first try */
	size_t hit;         /* the wrong option of the last try, or SIZE_MAX */
	size_t first_hit;   /* the same of the first try */
	bool was_wrong;     /* the last try was */
	uint32_t taken;     /* many: what the last try chose, bit 1 << option */
	size_t in_place;    /* order: how many stood in their place then */
	struct value typed; /* number: what was typed then */
};

void asking_init(struct asking *a, const struct question *q);
enum verdict asking_answer(struct asking *a, const struct given *given);

/* "No.", or that the last try, which was wrong, is right as far as it goes. */
const char *asking_verdict(const struct asking *a);

/* Appends what is to be said about the last try, which was wrong: why what was
 * chosen is wrong, how much of it is right, and that something is missing, but
 * not what. */
void asking_explain(struct str *out, const struct asking *a);

#endif
