/* SPDX-License-Identifier: MIT */
/*
 * A lesson on its way out, for paper or a browser: its prose, what its stages
 * show, its questions with the answers put away.
 */
#ifndef EXPORT_HANDOUT_H
#define EXPORT_HANDOUT_H

#include "export/export.h"
#include "lesson/lesson.h"

struct handout {
	const struct lesson *lesson;
	struct showings *showings; /* of its runs */
	size_t width;              /* cells, for text */
	bool ascii;
};

struct handout_format {
	const char *name;
	void (*write)(const struct handout *h, struct sink *s);
};

extern const struct handout_format handout_formats[];
extern const size_t n_handout_formats;

/* NULL if there is none of this name. */
const struct handout_format *handout_find(const char *name);

void handout_html(const struct handout *h, struct sink *s);
void handout_text(const struct handout *h, struct sink *s);

/* --- what both need --- */

/* The runs of a stage as a report; they are to be freed by mem_free().  NULL if
 * they cannot be shown. */
struct report_run *handout_stage(const struct handout *h,
				 const struct staging *stage, struct report *r);

/* Is a question about what the stage at this part shows still to come? */
bool handout_is_awaited(const struct lesson *l, size_t part);

/* A block of HTML for a block of the lesson's text. */
void handout_block(struct str *out, const struct node *node);

#endif
