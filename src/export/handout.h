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
	bool answers; /* the teacher's: answers and notes are to be seen */
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

/* A stage shows runs of one program, or of several: as many reports, whose
 * axes reach equally far. */
struct handout_stage {
	struct report reports[STAGE_SETUPS];
	struct report_run runs[STAGE_SETUPS];
	size_t n; /* 0: they cannot be shown */
};

void handout_stage(struct handout_stage *out, const struct handout *h,
		   const struct staging *stage);

/* A scenario's name in the lesson, "" if it has none. */
const char *handout_scenario(const struct lesson *l,
			     const struct program *program);

/* Is a question about what the stage at this part shows still to come? */
bool handout_is_awaited(const struct lesson *l, size_t part);

/*
 * Appends the story's picture at the moment with which a part's stage begins,
 * as the run of one of its setups has it; CAPTION gets whose it is and when.
 * False if there is none; how all begins is shown once in a lesson, of one
 * setup.
 */
bool handout_scene(struct str *out, struct str *caption,
		   const struct handout *h, size_t part, size_t setup);

/* Appends what an exercise's solution does, a line each. */
void handout_solution(struct str *out, const struct lesson *l,
		      const struct exercise *e);

/* A block of HTML for a block of the lesson's text. */
void handout_block(struct str *out, const struct node *node);

#endif
