/* SPDX-License-Identifier: MIT */
/*
 * JSON written into a string. Most bytes need no escape and are copied in
 * runs, which is all the speed there is to have.
 */
#include "base/json.h"

#include "base/must.h"

#include <string.h>
#include <unistr.h>

static void json_before(struct json *json)
{
	if (json->comma)
		str_addc(json->out, ',');
	json->comma = true;
}

void json_open(struct json *json, char bracket)
{
	json_before(json);
	str_addc(json->out, bracket);
	json->comma = false;
	json->depth++;
}

void json_close(struct json *json, char bracket)
{
	must(json->depth > 0);
	str_addc(json->out, bracket);
	json->comma = true;
	json->depth--;
}

void json_key(struct json *json, const char *key)
{
	json_before(json);
	str_addc(json->out, '"');
	str_add(json->out, key);
	str_addn(json->out, "\":", 2);
	json->comma = false;
}

/* Bytes that may stand in a string as they are, from I on. */
static size_t json_run(const char *text, size_t i, size_t len)
{
	while (i < len && (unsigned char)text[i] >= 0x20 && text[i] != '"' &&
	       text[i] != '\\' && (unsigned char)text[i] < 0x80)
		i++;
	return i;
}

/* C is a control character, a quote or a backslash. */
static void json_escape(struct str *out, char c)
{
	/* Each one that has a letter, and its letter. */
	static const char pairs[] = "\"\"\\\\\bb\ff\nn\rr\tt";
	const char *pair = c ? strchr(pairs, c) : NULL;

	if (pair) {
		str_addc(out, '\\');
		str_addc(out, pair[1]);
	} else {
		str_addf(out, "\\u%04x", (unsigned)c);
	}
}

/* One character that is not ASCII; returns its bytes. */
static size_t json_wide(struct str *out, const char *text, size_t len)
{
	ucs4_t c;
	int n = u8_mbtouc(&c, (const uint8_t *)text, len);

	if (c == 0xfffd)
		str_add(out, "\xef\xbf\xbd");
	else
		str_addn(out, text, (size_t)n);
	return (size_t)n;
}

void json_more(struct json *json, const char *text, size_t len)
{
	struct str *out = json->out;
	size_t i = 0;

	while (i < len) {
		size_t run = json_run(text, i, len);

		str_addn(out, text + i, run - i);
		i = run;
		if (i < len && (unsigned char)text[i] >= 0x80)
			i += json_wide(out, text + i, len - i);
		else if (i < len)
			json_escape(out, text[i++]);
	}
	str_addc(out, '"');
}

void json_str(struct json *json, const char *text, size_t len)
{
	json_before(json);
	str_addc(json->out, '"');
	json_more(json, text, len);
}

void json_int(struct json *json, int64_t value)
{
	json_before(json);
	str_addi(json->out, value);
}

void json_bool(struct json *json, bool value)
{
	json_before(json);
	str_add(json->out, value ? "true" : "false");
}

void json_null(struct json *json)
{
	json_before(json);
	str_add(json->out, "null");
}

void json_line(struct json *json)
{
	must(json->depth == 0);
	str_addc(json->out, '\n');
	json->comma = false;
}
