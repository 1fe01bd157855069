/* SPDX-License-Identifier: MIT */
/*
 * A line that is typed: a text with a caret.  A zeroed one is empty and ready.
 *
 * What is proposed is as good as typed, but the first letter takes its place,
 * and what rubs a letter rubs all of it; moving in it keeps it.
 */
#ifndef APP_PROMPT_H
#define APP_PROMPT_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { PROMPT_MOST = 300 }; /* bytes that are typed */

struct prompt {
	struct str text;
	size_t caret; /* a byte of it: what is typed goes before it */
	bool is_proposed;
};

void prompt_fini(struct prompt *p);
void prompt_clear(struct prompt *p);

/* Takes a text over, the caret at its end. */
void prompt_set(struct prompt *p, const char *text);
void prompt_propose(struct prompt *p, const char *text);

/* A key that is a letter: PRESS is its code point. */
void prompt_type(struct prompt *p, uint32_t press);

enum prompt_deed {
	PROMPT_LEFT,
	PROMPT_RIGHT,
	PROMPT_WORD_LEFT,
	PROMPT_WORD_RIGHT,
	PROMPT_HOME,
	PROMPT_END,
	PROMPT_RUB,        /* the letter before the caret */
	PROMPT_RUB_WORD,   /* the word before it */
	PROMPT_RUB_BEFORE, /* all before it */
	PROMPT_DELETE,     /* the letter behind it */
	PROMPT_RUB_BEHIND, /* all behind it */
	PROMPT_DEEDS
};

void prompt_do(struct prompt *p, enum prompt_deed deed);

#endif
