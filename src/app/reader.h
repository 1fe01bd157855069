/* SPDX-License-Identifier: MIT */
/*
 * A lesson read line by line, without a screen: text, what happens as one event
 * a line, questions by number. Enter goes on; words do the rest.
 *
 * Fill a struct reading and call reading_play(). It ends at the lesson's end,
 * at `quit`, or where the input ends; progress goes into the journal at once.
 */
#ifndef APP_READER_H
#define APP_READER_H

#include "app/journal.h"
#include "lesson/lesson.h"

#include <stdio.h>

struct reading {
	const struct lesson *lesson;
	const char *id; /* the lesson's, for the journal */
	struct journal *journal;
	FILE *in, *out;
	size_t width; /* cells of a line */
	size_t step;  /* to begin with */
	/* the reader's own */
	struct showings showings;
	struct words words; /* the story's, if they are wanted */
	bool is_lens;
	struct str line;
	bool is_over;
};

/* True: the lesson was gone through to its end. */
bool reading_play(struct reading *r);

/* Prints a report about the lesson of this id. */
void reading_report(FILE *out, const struct journal *j, const struct lesson *l,
		    const char *id);

#endif
