/* SPDX-License-Identifier: MIT */
/*
 * Nodes as plain lines of text: for readers without a screen, and for
 * measuring. What is drawn on the screen breaks its lines in the same places.
 */
#ifndef LESSON_PARA_H
#define LESSON_PARA_H

#include "base/str.h"
#include "lesson/node.h"

/* Appends the block's lines, at most WIDTH cells wide but for code and tables,
 * each ended by a newline; INDENT blanks before each. */
void para_block(struct str *out, const struct node *block, size_t width,
		size_t indent);

/* How a byte of a text is meant. */
enum para_mark {
	PARA_PLAIN = '.',
	PARA_EMPHASIS = 'e',
	PARA_STRONG = 's',
	PARA_CODE = 'c',
	PARA_LINK = 'l'
};

/* The same, with a mark for each byte appended to MARKS; both hold as much
 * before. */
void para_marked(struct str *out, struct str *marks, const struct node *block,
		 size_t width);

/* Appends a text wrapped in the same way. */
void para_text(struct str *out, const char *text, size_t width, size_t indent);

#endif
