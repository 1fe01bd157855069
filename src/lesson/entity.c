/* SPDX-License-Identifier: MIT */
/*
 * Characters by name and by number. What is no character becomes U+FFFD.
 */
#include "lesson/entity.h"

#include <stdint.h>
#include <string.h>

static const struct {
	const char *name, *text;
} entities[] = {
	{"amp", "&"},         {"lt", "<"},         {"gt", ">"},
	{"quot", "\""},       {"nbsp", "\u00a0"},  {"ndash", "\u2013"},
	{"mdash", "\u2014"},  {"laquo", "\u00ab"}, {"raquo", "\u00bb"},
	{"hellip", "\u2026"}, {"times", "\u00d7"}, {"rarr", "\u2192"},
};

static size_t encode(uint32_t c, char *out)
{
	if (c == 0 || c > 0x10ffff || (c >= 0xd800 && c < 0xe000))
		c = 0xfffd;
	if (c < 0x80) {
		out[0] = (char)c;
		return 1;
	}
	if (c < 0x800) {
		out[0] = (char)(0xc0 | c >> 6);
		out[1] = (char)(0x80 | (c & 0x3f));
		return 2;
	}
	if (c < 0x10000) {
		out[0] = (char)(0xe0 | c >> 12);
		out[1] = (char)(0x80 | (c >> 6 & 0x3f));
		out[2] = (char)(0x80 | (c & 0x3f));
		return 3;
	}
	out[0] = (char)(0xf0 | c >> 18);
	out[1] = (char)(0x80 | (c >> 12 & 0x3f));
	out[2] = (char)(0x80 | (c >> 6 & 0x3f));
	out[3] = (char)(0x80 | (c & 0x3f));
	return 4;
}

static uint32_t digit(char c)
{
	if (c >= '0' && c <= '9')
		return (uint32_t)(c - '0');
	return (uint32_t)((c | 0x20) - 'a' + 10);
}

/* The digits between "&#" or "&#x" and ";". */
static uint32_t number(const char *text, size_t len)
{
	uint32_t base = text[2] == 'x' || text[2] == 'X' ? 16 : 10, n = 0;

	for (size_t i = base == 16 ? 3 : 2; i + 1 < len && n < 0x110000; i++)
		n = n * base + digit(text[i]);
	return n;
}

size_t entity_decode(const char *text, size_t len, char out[ENTITY_MAX])
{
	size_t i = 0, n = sizeof entities / sizeof *entities;

	if (len > 3 && text[1] == '#')
		return encode(number(text, len), out);
	while (i < n && (strlen(entities[i].name) + 2 != len ||
			 memcmp(text + 1, entities[i].name, len - 2) != 0))
		i++;
	if (i < n) {
		text = entities[i].text;
		len = strlen(text);
	}
	len = len < ENTITY_MAX ? len : ENTITY_MAX;
	memcpy(out, text, len);
	return len;
}
