/* SPDX-License-Identifier: MIT */
/*
 * JSON written into a string: the writer puts the commas and the escapes.
 * What is opened is to be closed; nothing checks more than the depth.
 *
 *	struct json j = {.out = &s};
 *	json_open(&j, '{');
 *	json_key(&j, "t");
 *	json_int(&j, 5);
 *	json_close(&j, '}');                 {"t":5}
 */
#ifndef TT_BASE_JSON_H
#define TT_BASE_JSON_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct json {
	struct str *out;
	bool comma; /* is one due before the next value? */
	int depth;
};

/* BRACKET is one of { [ and } ]. */
void json_open(struct json *json, char bracket);
void json_close(struct json *json, char bracket);

/* A key of an object; the value is to follow. KEY is a plain word of ours:
 * printable ASCII without quotes or backslashes. */
void json_key(struct json *json, const char *key);

/* Any bytes: controls are escaped, what is not UTF-8 becomes U+FFFD. */
void json_str(struct json *json, const char *text, size_t len);

/* More of the string that was put last: its closing quote was cut off, and is
 * put again. */
void json_more(struct json *json, const char *text, size_t len);
void json_int(struct json *json, int64_t value);
void json_bool(struct json *json, bool value);
void json_null(struct json *json);

/* A newline between two documents (JSON Lines); the depth must be 0. */
void json_line(struct json *json);

#endif
