/* SPDX-License-Identifier: MIT */
/*
 * Text made safe: what the sources of a scenario hold is not ours, and a
 * terminal obeys what it is sent. Each grapheme keeps at least one cell.
 */
#include "base/text.h"

#include <stdint.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>

enum {
	ZWNJ = 0x200c,
	ZWJ = 0x200d,
	SELECTOR_1 = 0xfe00,
	SELECTOR_16 = 0xfe0f,
	PICTURES = 0x2400, /* of the C0 controls, in their order */
	PICTURE_OF_DEL = 0x2421,
	CIRCLE = 0x25cc, /* dotted: stands for the letter that is not there */
};

#define REPLACEMENT   "\xef\xbf\xbd" /* U+FFFD */
#define DOTTED_CIRCLE "\xe2\x97\x8c" /* CIRCLE */

/* What a code point may do to the line it stands in. */
enum safe_kind {
	SAFE_BASE,    /* takes cells of its own */
	SAFE_MARK,    /* goes onto what stands before it */
	SAFE_JOINER,  /* binds its neighbours */
	SAFE_CONTROL, /* has a picture */
	SAFE_HIDDEN,  /* is not shown, or not by everyone */
};

/* What has been written since the last base. */
struct safe {
	struct str *out;
	size_t bytes;  /* of the grapheme; 0: there is no base yet */
	int marks;     /* on its last base */
	ucs4_t before; /* the code point written last, 0 after a replaced one */
};

static enum safe_kind safe_kind(ucs4_t c)
{
	const uint32_t hidden = UC_CATEGORY_MASK_Cc | UC_CATEGORY_MASK_Cf |
				UC_CATEGORY_MASK_Cs | UC_CATEGORY_MASK_Cn |
				UC_CATEGORY_MASK_Zl | UC_CATEGORY_MASK_Zp;

	if (c < 0x20 || c == 0x7f)
		return SAFE_CONTROL;
	if (c == ZWJ || c == ZWNJ)
		return SAFE_JOINER;
	if (c >= SELECTOR_1 && c <= SELECTOR_16)
		return SAFE_MARK;
	if (uc_is_general_category_withtable(c, hidden) ||
	    uc_is_property_default_ignorable_code_point(c))
		return SAFE_HIDDEN;
	return uc_width(c, "UTF-8") < 1 ? SAFE_MARK : SAFE_BASE;
}

static void safe_replace(struct safe *safe, const char *by)
{
	str_add(safe->out, by);
	safe->bytes = 3; /* as all of ours have */
	safe->marks = 0;
	safe->before = 0;
}

static void safe_control(struct safe *safe, ucs4_t c)
{
	ucs4_t picture = c == 0x7f ? PICTURE_OF_DEL : PICTURES + c;
	uint8_t utf8[6];
	int n = u8_uctomb(utf8, picture, sizeof utf8);

	safe_replace(safe, "");
	str_addn(safe->out, (const char *)utf8, (size_t)n);
}

static void safe_keep(struct safe *safe, const char *s, size_t n, ucs4_t c)
{
	str_addn(safe->out, s, n);
	safe->bytes += n;
	safe->before = c;
}

static void safe_base(struct safe *safe, const char *s, size_t n, ucs4_t c)
{
	if (safe->before != ZWJ)
		safe->bytes = 0;
	safe->marks = 0;
	safe_keep(safe, s, n, c);
}

/* Does C, which has no cells of its own, go onto what stands before it? A
 * selector says how its base looks, and anywhere else does nothing but hide. */
static bool safe_attaches(const struct safe *safe, ucs4_t c)
{
	if (c >= SELECTOR_1 && c <= SELECTOR_16 &&
	    (safe->marks || !safe->before))
		return false;
	return !uc_is_grapheme_break(safe->before ? safe->before : CIRCLE, c);
}

/* The first mark too many is told, the others are not. */
static void safe_mark(struct safe *safe, const char *s, size_t n, ucs4_t c)
{
	if (!safe_attaches(safe, c)) {
		safe_replace(safe, REPLACEMENT);
		return;
	}
	if (!safe->bytes)
		safe_replace(safe, DOTTED_CIRCLE);
	if (safe->marks > TEXT_MARKS)
		return;
	if (safe->marks == TEXT_MARKS || safe->bytes + n > TEXT_GRAPHEME_MAX) {
		safe_replace(safe, REPLACEMENT);
		safe->marks = TEXT_MARKS + 1;
		return;
	}
	safe->marks++;
	safe_keep(safe, s, n, c);
}

/* A joiner stays between two things of the scripts that are written with it,
 * where the joined grapheme does not grow too long. */
static void safe_joiner(struct safe *safe, const char *s, size_t n, size_t rest,
			ucs4_t c)
{
	ucs4_t next = 0;
	size_t len = rest > n ? (size_t)u8_mbtouc(&next, (const uint8_t *)s + n,
						  rest - n)
			      : 0;

	if (safe->before >= 0x80 && safe->before != ZWJ &&
	    safe->before != ZWNJ && next >= 0x80 && next != 0xfffd &&
	    safe_kind(next) == SAFE_BASE &&
	    safe->bytes + n + len <= TEXT_GRAPHEME_MAX)
		safe_keep(safe, s, n, c);
	else
		safe_replace(safe, REPLACEMENT);
}

/* The first of the N > 0 bytes that is not plain, from I on. */
static size_t safe_skip_plain(const char *s, size_t i, size_t n)
{
	while (i < n && s[i] >= 0x20 && s[i] < 0x7f)
		i++;
	return i;
}

static void safe_plain(struct safe *safe, const char *s, size_t n)
{
	str_addn(safe->out, s, n);
	safe->bytes = 1;
	safe->marks = 0;
	safe->before = (ucs4_t)s[n - 1];
}

/* Adds the first code point of the N bytes and says how long it was. */
static size_t safe_step(struct safe *safe, const char *s, size_t n)
{
	ucs4_t c;
	int length = u8_mbtoucr(&c, (const uint8_t *)s, n);
	size_t len = length > 0 ? (size_t)length : 1;
	enum safe_kind kind = length > 0 ? safe_kind(c) : SAFE_HIDDEN;

	if (uc_is_property_emoji_modifier(c) &&
	    uc_is_property_emoji_modifier_base(safe->before))
		kind = SAFE_MARK;
	switch (kind) {
	case SAFE_BASE:
		safe_base(safe, s, len, c);
		break;
	case SAFE_MARK:
		safe_mark(safe, s, len, c);
		break;
	case SAFE_JOINER:
		safe_joiner(safe, s, len, n, c);
		break;
	case SAFE_CONTROL:
		safe_control(safe, c);
		break;
	case SAFE_HIDDEN:
		safe_replace(safe, REPLACEMENT);
		break;
	}
	return len;
}

void text_safe(struct str *out, const char *s, size_t n)
{
	struct safe safe = {.out = out};
	size_t i = 0;

	while (i < n) {
		size_t plain = safe_skip_plain(s, i, n);

		if (plain > i)
			safe_plain(&safe, s + i, plain - i);
		if (plain < n)
			plain += safe_step(&safe, s + plain, n - plain);
		i = plain;
	}
}
