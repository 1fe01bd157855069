/* SPDX-License-Identifier: MIT */
/*
 * Filling in sentences, and durations as people read them.
 * What is filled in is not looked at again: braces in it are text.
 */
#include "story/fill.h"

#include "base/i18n.h"

#include <string.h>

static const struct fill *fill_find(const char *name, size_t len,
				    const struct fill *fills, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (strlen(fills[i].name) == len &&
		    memcmp(fills[i].name, name, len) == 0)
			return fills + i;
	}
	return NULL;
}

void fill_add(struct str *out, const char *sentence, const struct fill *fills,
	      size_t n)
{
	while (*sentence) {
		size_t plain = strcspn(sentence, "{");
		const char *close;
		const struct fill *f = NULL;

		str_addn(out, sentence, plain);
		sentence += plain;
		close = strchr(sentence, '}');
		if (close)
			f = fill_find(sentence + 1,
				      (size_t)(close - sentence - 1), fills, n);
		if (f) {
			str_add(out, f->text);
			sentence = close + 1;
		} else if (*sentence) {
			str_addc(out, *sentence++);
		}
	}
}

const char *decimal_point(void)
{
	/* Translators: the sign between a number's whole part and the rest. */
	return _(".");
}

enum dur_unit unit_of(int64_t ns)
{
	int found = DUR_NS;

	for (int u = DUR_NS; u < DUR_UNITS; u++) {
		if (dur_unit_ns((enum dur_unit)u) <= ns)
			found = u;
	}
	return (enum dur_unit)found;
}

/* The digits of what was appended from there on. */
static size_t digits_from(const struct str *out, size_t begin)
{
	size_t n = 0;

	for (size_t i = begin; i < out->len; i++)
		n += out->at[i] >= '0' && out->at[i] <= '9';
	return n;
}

/* To the nearest thousandth of a unit; so near the end of time as it is. */
static int64_t nearest(int64_t ns, int64_t unit)
{
	int64_t grain = unit / 1000, rest = ns % grain, to;

	return 2 * rest < grain || !dur_add(ns, grain - rest, &to) ? ns - rest
								   : to;
}

void fill_dur(struct str *out, int64_t ns, int64_t unit)
{
	enum { DIGITS = 7 }; /* more than that nobody reads */
	size_t begin = out->len;

	dur_format(out, ns, unit_of(unit), decimal_point());
	if (digits_from(out, begin) <= DIGITS || unit <= 1000 || ns < 0)
		return;
	str_cut(out, begin);
	str_addc(out, '~');
	dur_format(out, nearest(ns, unit), unit_of(unit), decimal_point());
}
