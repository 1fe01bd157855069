/* SPDX-License-Identifier: MIT */
/*
 * A sheet: lines of text with roles, laid out first and drawn then, so that
 * their rows are known before anything is.  A zeroed one is empty and ready.
 */
#ifndef UI_SHEET_H
#define UI_SHEET_H

#include "base/vec.h"
#include "lesson/node.h"
#include "ui/canvas.h"

#include <stdbool.h>
#include <stddef.h>

#define SHEET_NO_PLACE SIZE_MAX

struct sheet_line {
	size_t begin, len; /* bytes of the text */
	size_t place;      /* what it stands for, for the mouse */
	bool chosen;
};

struct sheet {
	struct str text, roles; /* a role + 1 for each byte */
	struct VEC(struct sheet_line) lines;
};

void sheet_fini(struct sheet *sh);

/* Lines that a text takes, wrapped to WIDTH. */
int sheet_rows(const char *text, int width);

/* Appends a text, wrapped to WIDTH, all but its first line INDENT cells in;
 * with "" an empty line. */
void sheet_add(struct sheet *sh, const char *text, enum role role, int width,
	       int indent);

/* The same behind a head in a role of its own, with which the first line
 * begins; INDENT is the head's width. */
void sheet_add_headed(struct sheet *sh, const char *head, enum role head_role,
		      const char *text, enum role role, int width, int indent);

/* Appends a block of a lesson, with its emphasis. */
void sheet_add_block(struct sheet *sh, const struct node *block, int width);

/* The lines from FROM on stand for PLACE. */
void sheet_tag(struct sheet *sh, size_t from, size_t place, bool chosen);

/* Draws the lines from TOP on, a chosen one with its sign at its left; TITLE
 * rows of chosen lines are painted. */
void sheet_draw(struct canvas *c, struct rect r, const struct sheet *sh,
		size_t top);

/* The first line to draw in H rows so that the chosen ones are seen. */
size_t sheet_top(const struct sheet *sh, int h);

#endif
