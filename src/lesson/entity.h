/* SPDX-License-Identifier: MIT */
/*
 * HTML's names for characters, as Markdown allows them: `&nbsp;`, `&#8212;`.
 * A few by name, all by number; others stay as they are written.
 */
#ifndef LESSON_ENTITY_H
#define LESSON_ENTITY_H

#include <stddef.h>

enum { ENTITY_MAX = 64 };

/* Writes what the LEN bytes stand for to OUT; returns its length. */
size_t entity_decode(const char *text, size_t len, char out[ENTITY_MAX]);

#endif
