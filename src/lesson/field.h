/* SPDX-License-Identifier: MIT */
/*
 * The one line form of all living blocks: `key: value`, `key = value`, `key
 * "title": value` where the form has titles, `* right answer`, `- wrong answer
 * !misconception explanation`, `| a line of a picture`, and text. What is
 * indented goes on with the line above; a line that begins with # is left out.
 */
#ifndef LESSON_FIELD_H
#define LESSON_FIELD_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/vec.h"

#include <stdbool.h>
#include <stddef.h>

enum field_kind {
	FIELD_TEXT, /* lines before the first key or answer */
	FIELD_KEY,
	FIELD_RIGHT,
	FIELD_WRONG,
	FIELD_PICTURE /* value: as it stands, behind the | */
};

struct field {
	enum field_kind kind;
	size_t key_begin, key_end;     /* bytes of the source */
	size_t value_begin, value_end; /* the mark and why left out */
	size_t title_begin, title_end; /* with its quotes; or both 0 */
	const char *key;               /* "" but for a key */
	const char *title;             /* safe to show, or NULL */
	const char *value;             /* on one line, safe to show */
	const char *mark;              /* behind the !: "" without a name */
	const char *why;               /* behind the mark; both may be NULL */
};

struct fields VEC(struct field);

/* What a block's fields may be. */
struct field_form {
	const char *const *keys; /* up to NULL; NULL: any name is a key */
	char sign;               /* behind a key: ':' or '='; a key that is
				  * named takes ':' always */
	bool titled;             /* a "title" may stand behind a key */
	const char *expected;    /* for who wrote no such field; to be
				  * translated */
};

/* Reads the bytes of the source; a misspelt key is reported. */
void fields_read(struct fields *fields, struct arena *arena,
		 const struct source *source, size_t begin, size_t end,
		 const struct field_form *form, struct diags *diags);

/* The last field of this key, or NULL. */
const struct field *fields_find(const struct fields *fields, const char *key);

#endif
