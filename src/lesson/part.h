/* SPDX-License-Identifier: MIT */
/*
 * The readers of living blocks: one a kind, each in a file of its own, in the
 * table of part.c. What they share while a lesson is read.
 */
#ifndef LESSON_PART_H
#define LESSON_PART_H

#include "lesson/field.h"
#include "lesson/lesson.h"

struct part_reader {
	struct lesson *lesson;
	struct diags *diags;
	struct arena *arena; /* the lesson's */
	size_t index;        /* of the part, which is the lesson's last */
	struct part *part;
	const char *words; /* what stands behind the block's name, trimmed */
	size_t words_begin, words_end;
	bool is_broken; /* a scenario or stage above could not be read: what
			 * needs it says nothing */
};

/* Reads the words behind a fence; false: this is no living block. */
bool part_begin(struct part_reader *r, const struct node *node);

/* Sets the words behind the first one of a fence's, which stands at BEGIN;
 * where that one ends. */
size_t part_head(struct part_reader *r, size_t begin);

/* Reports living blocks within a node, where none is read. */
void part_check_within(struct part_reader *r, const struct node *node);

/* Reads the block; what is wrong is reported. */
void part_read(struct part_reader *r);

/* Once all is read: reports blocks `python NAME` of no scenario, or of one that
 * no stage shows. */
void part_check_python(struct part_reader *r);

/* The readers. */
void part_scenario(struct part_reader *r);
void part_stage(struct part_reader *r);
void part_lens(struct part_reader *r);
void part_scene(struct part_reader *r);
void part_predict(struct part_reader *r);
void part_quiz(struct part_reader *r);
void part_try(struct part_reader *r);
void part_claim(struct part_reader *r);
void part_misconceptions(struct part_reader *r);

/* --- what they share --- */

void part_wrong(struct part_reader *r, size_t begin, size_t end,
		const char *message);
void part_hint(struct part_reader *r, const char *hint);

/* The block's fields in this form. */
void part_fields(struct part_reader *r, struct fields *fields,
		 const struct field_form *form);

/* The text of the first field, or "" after a report. */
const char *part_text(struct part_reader *r, const struct fields *fields);

/* An expression of a field, or NULL after a report (none where a scenario is
 * broken). */
struct query *part_query(struct part_reader *r, size_t begin, size_t end);

/* Is the field there? If not it is reported. */
bool part_needs(struct part_reader *r, const struct field *field,
		const char *key);

/* What it is called in a list of names that was misspelt, as a hint. */
struct near;
void part_nearest(struct part_reader *r, const struct near *near);

#endif
