/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 text as a terminal shows it: graphemes, cells, cuts, lines, and text
 * made safe. The one authority on width: nobody else counts cells.
 *
 * A grapheme is what a reader takes for one character. Here it is never
 * more than TEXT_GRAPHEME_MAX bytes and takes 0, 1 or 2 cells; 0 only in
 * text that has not been made safe. Lengths are in bytes; any bytes may be
 * given: what is not UTF-8 counts as U+FFFD, one cell. Widths follow
 * Unicode's East Asian Width, the ambiguous being narrow; a sequence of emoji
 * takes 2 cells.
 */
#ifndef TT_BASE_TEXT_H
#define TT_BASE_TEXT_H

#include "base/str.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>

enum { TEXT_GRAPHEME_MAX = 48 };

/* Bytes of the first grapheme of the N at S (0: N is 0); sets its *CELLS. */
size_t text_next(const char *s, size_t n, int *cells);

/* Cells that the N bytes take on a terminal, on one line. */
size_t text_width(const char *s, size_t n);

/* Graphemes in the N bytes. */
size_t text_count(const char *s, size_t n);

/* Bytes of the longest beginning that takes at most CELLS cells; *USED (may be
 * NULL) is what it takes. */
size_t text_fit(const char *s, size_t n, size_t cells, size_t *used);

/* Appends the text to OUT cut to CELLS cells: whole if it fits, else a
 * beginning and ELLIPSIS (UTF-8, "" for none). Returns the cells taken. */
size_t text_cut(struct str *out, const char *s, size_t n, size_t cells,
		const char *ellipsis);

/* As text_cut(), and padded with blanks to exactly CELLS cells. */
void text_pad(struct str *out, const char *s, size_t n, size_t cells,
	      const char *ellipsis);

/* Appends the text in small letters, for comparing. */
void text_lower(struct str *out, const char *s, size_t n);

/* Appends the text with a capital letter first, as a sentence begins. */
void text_capital(struct str *out, const char *s, size_t n);

/* Appends the text without the full stop that it may end with. */
void text_add_bare(struct str *out, const char *text);

/* True if all of it is well-formed UTF-8. */
bool text_is_valid(const char *s, size_t n);

/*
 * Appends the text to OUT in a form that may be shown: it cannot move the
 * cursor, hide, reorder or pile up. Control characters become their pictures
 * (U+2400...), bytes that are not UTF-8, bidirectional controls, invisible and
 * unassigned characters U+FFFD; of more than TEXT_MARKS marks on one letter
 * the rest becomes one U+FFFD, and a mark on nothing gets a dotted circle.
 * Joiners stay where they join. Safe text stays as it is.
 */
void text_safe(struct str *out, const char *s, size_t n);

enum { TEXT_MARKS = 4 };

/* A line of wrapped text: where it begins and how long it is, in bytes,
 * without the blanks at which it was broken. */
struct text_line {
	size_t begin, len;
};

/* The lines of a text; zeroed it is ready, and may be used again and again. */
struct text_wrap {
	struct VEC(struct text_line) lines;
	struct VEC(char) breaks; /* its own */
};

/* Breaks the text into lines of at most CELLS cells (> 0) where Unicode (UAX
 * 14) allows a break, else between graphemes; a newline ends a line. An
 * empty text has no lines. */
void text_wrap(struct text_wrap *wrap, const char *s, size_t n, size_t cells);
void text_wrap_fini(struct text_wrap *wrap);

#endif
