/* SPDX-License-Identifier: MIT */
/*
 * A question ready to be asked: its right answer computed, wrong ones checked
 * to be wrong and filled up from the engine, every one of them explained.
 *
 * question_init(); show text and options; what the student answers is judged by
 * asking.h. Then show `why`.
 */
#ifndef LESSON_QUESTION_H
#define LESSON_QUESTION_H

#include "lesson/lesson.h"

enum {
	QUESTION_OPTIONS = 4,
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

#endif
