/* SPDX-License-Identifier: MIT */
/*
 * What is wrong with a text: messages that know their place as a range of
 * bytes, collected while it is read and rendered with the line and a caret.
 */
#ifndef TT_BASE_DIAG_H
#define TT_BASE_DIAG_H

#include "base/arena.h"
#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>

enum { DIAG_MAX = 20 };

/* A text with the name it goes by in messages; owns neither. */
struct source {
	const char *name;
	const char *text;
	size_t len;
};

/* Where a byte stands: line and column from 1, the column in graphemes (a
 * tab is one), and the range of bytes of its line without the line's end. */
struct place {
	size_t line, column;
	size_t begin, end;
};

/* OFFSET may be anything; beyond the end it is the end. */
struct place source_place(const struct source *source, size_t offset);

enum diag_level { DIAG_ERROR, DIAG_WARNING, DIAG_NOTE };

struct diag {
	enum diag_level level;
	size_t begin, end; /* bytes of the source; end == begin is a point */
	const char *message;
	const char *hint; /* what was expected, the nearest name; or NULL */
};

/* The first DIAG_MAX messages, and how many of each level in all. Zeroed it
 * is empty; the texts live until diags_fini(). */
struct diags {
	struct diag list[DIAG_MAX];
	size_t len;       /* of the list */
	size_t counts[3]; /* by level, with those not listed */
	bool last_kept;   /* is the newest one in the list? */
	struct arena arena;
	struct str scratch;
};

/* Adds a message about the bytes from BEGIN up to END. The format is
 * printf's; what it quotes need not be safe to show. */
void diag_add(struct diags *diags, enum diag_level level, size_t begin,
	      size_t end, const char *format, ...) STR_PRINTF(5, 6);
void diag_addv(struct diags *diags, enum diag_level level, size_t begin,
	       size_t end, const char *format, va_list args) STR_PRINTF(5, 0);

/* Gives the newest message a hint, another line under the caret. */
void diag_hint(struct diags *diags, const char *format, ...) STR_PRINTF(2, 3);

bool diags_has_errors(const struct diags *diags);

/*
 * Appends to OUT, in the order of adding, for each message
 *
 *	FILE:LINE:COLUMN: error: MESSAGE
 *	  the line, made safe, of a long one the part around the place
 *	        ^~~~
 *	  HINT
 *
 * (an empty line is not shown) and at the end how many more there are. Our own
 * words are in the reader's language.
 */
void diags_print(struct diags *diags, const struct source *source,
		 struct str *out);

void diags_fini(struct diags *diags);

#endif
