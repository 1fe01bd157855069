/* SPDX-License-Identifier: MIT */
/* Escaped text; what is escaped is ASCII. */
#include "export/xml.h"

#include <stdbool.h>
#include <string.h>

static const char *escape_of(char c)
{
	switch (c) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	default:
		return NULL;
	}
}

static void add_ascii(struct str *out, char c)
{
	const char *escape = escape_of(c);
	bool allowed = (unsigned char)c >= 0x20 || c == '\n' || c == '\t';

	if (escape)
		str_add(out, escape);
	else if (allowed && c != 0x7f)
		str_addc(out, c);
}

/* U+FFFE and U+FFFF, which XML has no place for. */
static bool is_banned(const char *text, size_t len)
{
	return len >= 3 && (memcmp(text, "\xef\xbf\xbe", 3) == 0 ||
			    memcmp(text, "\xef\xbf\xbf", 3) == 0);
}

void xml_addn(struct str *out, const char *text, size_t len)
{
	for (size_t i = 0; i < len; i++) {
		if ((unsigned char)text[i] < 0x80)
			add_ascii(out, text[i]);
		else if (is_banned(text + i, len - i))
			i += 2;
		else
			str_addc(out, text[i]);
	}
}

void xml_add(struct str *out, const char *text)
{
	xml_addn(out, text, strlen(text));
}
