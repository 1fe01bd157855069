/* SPDX-License-Identifier: MIT */
/*
 * A string that grows, always with a NUL behind its last byte.
 * When memory runs out the string is as it was.
 */
#include "base/str.h"

#include "base/must.h"
#include "base/vec.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

char *str_extend(struct str *s, size_t n)
{
	char *end;

	if (n >= s->room - s->len) {
		size_t want =
			n > SIZE_MAX - s->len - 1 ? SIZE_MAX : s->len + n + 1;

		s->at = vec_enlarge(s->at, &s->room, want, 1);
	}
	end = s->at + s->len;
	s->len += n;
	s->at[s->len] = '\0';
	return end;
}

void str_addn(struct str *s, const char *bytes, size_t n)
{
	if (n)
		memcpy(str_extend(s, n), bytes, n);
}

void str_add(struct str *s, const char *text)
{
	str_addn(s, text, strlen(text));
}

void str_addc(struct str *s, char c)
{
	*str_extend(s, 1) = c;
}

void str_fill(struct str *s, char c, size_t n)
{
	if (n)
		memset(str_extend(s, n), c, n);
}

/* Formats into the room there is, and once more when that was too little. */
void str_addv(struct str *s, const char *format, va_list args)
{
	va_list again;
	size_t room = s->room - s->len;
	int n;

	va_copy(again, args);
	n = vsnprintf(room ? s->at + s->len : NULL, room, format, args);
	must(n >= 0);
	if ((size_t)n < room) {
		s->len += (size_t)n;
	} else {
		char *end;

		if (room)
			s->at[s->len] = '\0';
		end = str_extend(s, (size_t)n);
		vsnprintf(end, (size_t)n + 1, format, again);
	}
	va_end(again);
}

void str_addf(struct str *s, const char *format, ...)
{
	va_list args;

	va_start(args, format);
	str_addv(s, format, args);
	va_end(args);
}

void str_addu(struct str *s, uint64_t value)
{
	char digits[20];
	size_t i = sizeof digits;

	do {
		digits[--i] = (char)('0' + value % 10);
		value /= 10;
	} while (value);
	str_addn(s, digits + i, sizeof digits - i);
}

void str_addi(struct str *s, int64_t value)
{
	if (value < 0)
		str_addc(s, '-');
	str_addu(s, value < 0 ? 0 - (uint64_t)value : (uint64_t)value);
}

const char *str_text(const struct str *s)
{
	return s->at ? s->at : "";
}

void str_cut(struct str *s, size_t len)
{
	if (len < s->len) {
		s->len = len;
		s->at[len] = '\0';
	}
}

void str_clear(struct str *s)
{
	str_cut(s, 0);
}

void str_fini(struct str *s)
{
	mem_free(s->at);
	*s = (struct str){0};
}
