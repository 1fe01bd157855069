/* SPDX-License-Identifier: MIT */
/*
 * Text broken into lines: where a break may stand is UAX 14's (libunistring),
 * what fits is text_next()'s, and each line takes as much as it can.
 */
#include "base/text.h"

#include "base/must.h"

#include <stdint.h>
#include <unilbrk.h>

/* A walk over the text: a line from BEGIN, WIDTH cells of it up to AT, and the
 * last place after BEGIN where it may be broken (BEGIN: there is none). */
struct walk {
	const char *s;
	size_t begin, at, width, may;
};

static bool wrap_is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

static void wrap_emit(struct text_wrap *wrap, struct walk *walk, size_t end)
{
	size_t len = end - walk->begin;

	while (len && wrap_is_blank(walk->s[walk->begin + len - 1]))
		len--;
	vec_push(&wrap->lines, ((struct text_line){walk->begin, len}));
}

/* Ends the line before byte NEXT and begins another at it. */
static void wrap_break(struct text_wrap *wrap, struct walk *walk, size_t next)
{
	wrap_emit(wrap, walk, next);
	walk->begin = walk->at = walk->may = next;
	walk->width = 0;
}

/* Takes the grapheme at AT into the line, or breaks the line. Blanks may hang
 * over its end, and a grapheme wider than the line stands alone. */
static void wrap_step(struct text_wrap *wrap, struct walk *walk, size_t n,
		      size_t cells)
{
	int more;
	size_t step = text_next(walk->s + walk->at, n - walk->at, &more);

	/* A carriage return is a blank, the newline behind it ends the line. */
	if (walk->s[walk->at] == '\r')
		step = 1;
	if (wrap->breaks.at[walk->at] == UC_BREAK_POSSIBLE)
		walk->may = walk->at;
	if (walk->at == walk->begin || wrap_is_blank(walk->s[walk->at]) ||
	    walk->width + (size_t)more <= cells) {
		walk->width += (size_t)more;
		walk->at += step;
	} else {
		wrap_break(wrap, walk,
			   walk->may > walk->begin ? walk->may : walk->at);
	}
}

/* LB29, which the library leaves out: `asyncio.run` and "e.g." stay whole. */
static void wrap_join(struct text_wrap *wrap, const char *s, size_t n)
{
	for (size_t i = 1; i < n; i++) {
		int letter = s[i] | ('a' - 'A');

		if (s[i - 1] == '.' && letter >= 'a' && letter <= 'z')
			wrap->breaks.at[i] = UC_BREAK_PROHIBITED;
	}
}

void text_wrap(struct text_wrap *wrap, const char *s, size_t n, size_t cells)
{
	struct walk walk = {.s = s};

	must(cells > 0);
	vec_clear(&wrap->lines);
	vec_reserve(&wrap->breaks, n);
	if (n) {
		u8_possible_linebreaks((const uint8_t *)s, n, "UTF-8",
				       wrap->breaks.at);
		wrap_join(wrap, s, n);
	}
	while (walk.at < n) {
		if (s[walk.at] != '\n') {
			wrap_step(wrap, &walk, n, cells);
			continue;
		}
		wrap_emit(wrap, &walk, walk.at);
		walk.begin = walk.at = walk.may = walk.at + 1;
		walk.width = 0;
	}
	if (walk.begin < n)
		wrap_emit(wrap, &walk, n);
}

void text_wrap_fini(struct text_wrap *wrap)
{
	vec_fini(&wrap->lines);
	vec_fini(&wrap->breaks);
}
