/* SPDX-License-Identifier: MIT */
/*
 * A scenario's text cut into tokens: words, numbers, strings, signs, and the
 * shape of its lines (NEWLINE, INDENT, DEDENT), as Python's tokenizer does.
 *
 * The list always ends in TOKEN_END, every line in TOKEN_NEWLINE, and what was
 * indented is dedented, whatever the text. Equal names have equal numbers.
 */
#ifndef TT_SCENARIO_LEX_H
#define TT_SCENARIO_LEX_H

#include "base/diag.h"
#include "base/vec.h"
#include "scenario/word.h"

#include <stdint.h>

enum {
	NAME_MAX_LEN = 64 /* bytes */
};

enum token_kind {
	TOKEN_END,
	TOKEN_NEWLINE,
	TOKEN_INDENT,
	TOKEN_DEDENT,
	TOKEN_NAME,   /* a word or a name */
	TOKEN_NUMBER, /* digits, a fraction if any, letters behind them */
	TOKEN_STRING, /* with its quotes */
	TOKEN_BAD,    /* already reported */
	TOKEN_COLON,
	TOKEN_DOT,
	TOKEN_DOTS, /* .. */
	TOKEN_OPEN,
	TOKEN_CLOSE,
	TOKEN_ASSIGN,
	TOKEN_ADD_TO,    /* += */
	TOKEN_TAKE_FROM, /* -= */
	TOKEN_PLUS,
	TOKEN_MINUS,
	TOKEN_STAR,
	TOKEN_SLASHES, /* // */
	TOKEN_PERCENT,
	TOKEN_LT,
	TOKEN_LE,
	TOKEN_GT,
	TOKEN_GE,
	TOKEN_EQ,
	TOKEN_NE
};

struct token {
	uint8_t kind; /* enum token_kind */
	uint8_t word; /* enum word, of a NAME */
	uint32_t begin, end;
	uint32_t line; /* from 1 */
	uint32_t name; /* number of a NAME that is not reserved, else NONE */
};

/* A name of the text, where it stands first. */
struct name_text {
	const char *text;
	uint32_t len;
};

struct tokens {
	struct VEC(struct token) list;
	struct VEC(struct name_text) names; /* by number, in order of letters */
};

/* Fills zeroed TOKENS, which point into SOURCE; reports what is no token. */
void lex(const struct source *source, struct tokens *tokens,
	 struct diags *diags);

/* The number of a name of the text, or NONE. */
uint32_t lex_name_find(const struct tokens *tokens, const char *text,
		       size_t len);

void lex_fini(struct tokens *tokens);

#endif
