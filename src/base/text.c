/* SPDX-License-Identifier: MIT */
/*
 * UTF-8 text as a terminal shows it. Tables are libunistring's; printable
 * ASCII, which nearly all text is, never reaches them.
 */
#include "base/text.h"

#include <stdint.h>
#include <string.h>
#include <unicase.h>
#include <unictype.h>
#include <unigbrk.h>
#include <unistr.h>
#include <uniwidth.h>

enum {
	ZWJ = 0x200d,
	EMOJI_SELECTOR = 0xfe0f, /* "as a picture" */
	FLAG_A = 0x1f1e6, /* regional indicators, two of which make a flag */
	FLAG_Z = 0x1f1ff,
};

static const uint8_t *text_bytes(const char *s)
{
	return (const uint8_t *)s;
}

static bool text_is_plain(char c)
{
	return c >= 0x20 && c < 0x7f;
}

/* Bytes of the first code point of N > 0; what is not UTF-8 is U+FFFD. */
static size_t text_decode(const char *s, size_t n, ucs4_t *c)
{
	return (size_t)u8_mbtouc(c, text_bytes(s), n);
}

/* At most MOST bytes of the N, not ending inside a code point. */
static size_t text_whole(const char *s, size_t n, size_t most)
{
	size_t len = n < most ? n : most;

	for (int i = 0; i < 3 && len < n && (s[len] & 0xc0) == 0x80; i++)
		len--;
	return len;
}

/* Bytes of the first grapheme by UAX 29 alone. Where neighbours do not decide
 * (flags, joined emoji), the slower of the library's functions does. */
static size_t text_cluster(const char *s, size_t n)
{
	size_t most = text_whole(s, n, TEXT_GRAPHEME_MAX);
	const uint8_t *start = text_bytes(s), *end = start + most;
	const uint8_t *stop = u8_grapheme_next(start, end);
	char breaks[TEXT_GRAPHEME_MAX];
	ucs4_t first, last = 0;
	size_t len;

	u8_prev(&last, stop, start);
	text_decode(s, most, &first);
	if (last != ZWJ && (first < FLAG_A || first > FLAG_Z))
		return (size_t)(stop - start);
	u8_grapheme_breaks(start, most, breaks);
	for (len = 1; len < most && !breaks[len]; len++)
		;
	return len;
}

/* Cells of a grapheme that began with FIRST and took CELLS, with C as well. A
 * tone on its emoji and an emoji joined to others take no more than it. */
static int text_measure(ucs4_t first, ucs4_t before, ucs4_t c, int cells)
{
	int width = uc_width(c, "UTF-8");

	if (c == EMOJI_SELECTOR && first >= 0x80 && uc_is_property_emoji(first))
		return 2;
	if (before == ZWJ || (uc_is_property_emoji_modifier(c) &&
			      uc_is_property_emoji_modifier_base(before)))
		return cells;
	return cells + (width > 0 ? width : 0);
}

size_t text_next(const char *s, size_t n, int *cells)
{
	ucs4_t first, before, c;
	size_t most, len;
	int width;

	*cells = n && text_is_plain(*s);
	if (n <= 1 ? *cells || !n : *cells && text_is_plain(s[1]))
		return n ? 1 : 0;
	most = text_cluster(s, n);
	len = text_decode(s, most, &first);
	width = uc_width(first, "UTF-8");
	*cells = width > 0 ? width : 0;
	for (before = first; len < most; before = c) {
		size_t more = text_decode(s + len, most - len, &c);

		width = text_measure(first, before, c, *cells);
		if (width > 2)
			break;
		*cells = width;
		len += more;
	}
	return len;
}

/* How many of the N bytes from the first on are certain to be graphemes of
 * one cell each: plain ones, of which the last could carry what follows. */
static size_t text_plain_run(const char *s, size_t n)
{
	size_t run = 0;

	while (run < n && text_is_plain(s[run]))
		run++;
	return run && run < n ? run - 1 : run;
}

size_t text_fit(const char *s, size_t n, size_t cells, size_t *used)
{
	size_t len = 0, width = 0;

	while (len < n) {
		size_t left = n - len, room = cells - width, step;
		int more;

		/* One byte further shows what stands behind the last. */
		step = text_plain_run(s + len, left <= room ? left : room + 1);
		if (step > room)
			step = room;
		len += step;
		width += step;
		step = text_next(s + len, n - len, &more);
		if (!step || width + (size_t)more > cells)
			break;
		width += (size_t)more;
		len += step;
	}
	if (used)
		*used = width;
	return len;
}

size_t text_width(const char *s, size_t n)
{
	size_t width;

	text_fit(s, n, SIZE_MAX / 2, &width);
	return width;
}

size_t text_count(const char *s, size_t n)
{
	size_t count = 0;
	int cells;

	for (size_t i = 0; i < n; i += text_next(s + i, n - i, &cells))
		count++;
	return count;
}

size_t text_cut(struct str *out, const char *s, size_t n, size_t cells,
		const char *ellipsis)
{
	size_t used, len = text_fit(s, n, cells, &used);
	size_t tail = text_width(ellipsis, strlen(ellipsis));

	if (len < n && tail <= cells) {
		len = text_fit(s, n, cells - tail, &used);
		str_addn(out, s, len);
		str_add(out, ellipsis);
		return used + tail;
	}
	str_addn(out, s, len);
	return used;
}

void text_pad(struct str *out, const char *s, size_t n, size_t cells,
	      const char *ellipsis)
{
	size_t used = text_cut(out, s, n, cells, ellipsis);

	str_fill(out, ' ', cells - used);
}

void text_lower(struct str *out, const char *s, size_t n)
{
	uint8_t bytes[6];
	ucs4_t c;
	int len;

	for (size_t used; n > 0; s += used, n -= used) {
		if (text_is_plain(*s)) {
			used = 1;
			str_addc(out, *s >= 'A' && *s <= 'Z'
					      ? (char)(*s - 'A' + 'a')
					      : *s);
			continue;
		}
		used = text_decode(s, n, &c);
		len = u8_uctomb(bytes, uc_tolower(c), sizeof bytes);
		if (len > 0)
			str_addn(out, (const char *)bytes, (size_t)len);
	}
}

void text_capital(struct str *out, const char *s, size_t n)
{
	uint8_t bytes[6];
	ucs4_t c;
	size_t used;
	int len;

	if (n == 0)
		return;
	used = text_decode(s, n, &c);
	len = u8_uctomb(bytes, uc_toupper(c), sizeof bytes);
	if (len > 0)
		str_addn(out, (const char *)bytes, (size_t)len);
	str_addn(out, s + used, n - used);
}

void text_add_bare(struct str *out, const char *text)
{
	size_t n = strlen(text);

	str_addn(out, text, n > 0 && text[n - 1] == '.' ? n - 1 : n);
}

bool text_is_valid(const char *s, size_t n)
{
	return !n || !u8_check(text_bytes(s), n);
}
