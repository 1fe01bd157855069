/* SPDX-License-Identifier: MIT */
/*
 * A string that grows: text is appended, read with str_text(), and freed.
 * A zeroed struct str is the empty string. It may hold any bytes.
 */
#ifndef TT_BASE_STR_H
#define TT_BASE_STR_H

#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#if defined __GNUC__
#define STR_PRINTF(fmt, first) __attribute__((format(printf, fmt, first)))
#else
#define STR_PRINTF(fmt, first)
#endif

struct str {
	char *at; /* NULL or LEN bytes and a NUL */
	size_t len;
	size_t room; /* bytes at AT, the NUL's among them */
};

/* What is appended must not lie in S itself: its bytes may move. */
void str_add(struct str *s, const char *text);
void str_addn(struct str *s, const char *bytes, size_t n);
void str_addc(struct str *s, char c);
void str_addf(struct str *s, const char *format, ...) STR_PRINTF(2, 3);
void str_addv(struct str *s, const char *format, va_list args) STR_PRINTF(2, 0);

/* An integer in decimal, quicker than by str_addf(). */
void str_addi(struct str *s, int64_t value);
void str_addu(struct str *s, uint64_t value);

/* N times C. */
void str_fill(struct str *s, char c, size_t n);

/* N bytes to be written by the caller, already counted in the length. */
char *str_extend(struct str *s, size_t n);

/* The text with a NUL behind it, "" when there is none, until S changes. */
const char *str_text(const struct str *s);

/* Shortened to LEN bytes; longer than it is, it stays. */
void str_cut(struct str *s, size_t len);

/* Empty, its room kept; empty, its memory given back. Both may be used on. */
void str_clear(struct str *s);
void str_fini(struct str *s);

#endif
