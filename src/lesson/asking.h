/* SPDX-License-Identifier: MIT */
/*
 * A question being answered: two tries, or "I don't know"; what is right of an
 * answer, and what is said of one that is wrong.
 *
 * asking_init(); asking_answer() with what the student gives, until it is over;
 * asking_verdict() and asking_explain() after a wrong one.
 */
#ifndef LESSON_ASKING_H
#define LESSON_ASKING_H

#include "lesson/question.h"

enum { ASKING_TRIES = 2 };

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
	bool is_right;    /* once it is over */
	bool first_right; /* right at the first try */
	size_t hit;       /* the wrong option of the last try, or SIZE_MAX */
	size_t first_hit; /* the same of the first try */
	bool was_wrong;   /* the last try was */
	uint32_t taken;   /* many: what the last try chose, bit 1 << option */
	uint8_t order[CHOICES_MAX]; /* order: the same */
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
