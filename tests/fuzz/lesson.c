/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a lesson: read, proved, measured and laid out, within little
 * more than no time; and nothing that comes of it may reach a terminal raw.
 */
#include "base/must.h"
#include "lesson/para.h"
#include "lesson/prove.h"

#include <string.h>

enum { TEXT = 1 << 15 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Nothing but text and line ends. */
static void check_safe(const struct str *said)
{
	for (size_t i = 0; i < said->len; i++) {
		unsigned char c = (unsigned char)said->at[i];

		must(c >= ' ' || c == '\n');
		must(c != 0x7f);
	}
}

static void lay_out(const struct lesson *l)
{
	struct str said = {0};

	for (size_t i = 0; i < l->parts.len; i++) {
		str_clear(&said);
		para_block(&said, l->parts.at[i].node, 40, 0);
		check_safe(&said);
	}
	str_fini(&said);
}

static void prove(const struct lesson *l, struct diags *diags)
{
	struct proved proved;

	lay_out(l);
	lesson_prove(l, &proved, diags);
	lesson_fits(l, diags);
	lesson_compare(l, l, diags);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source source = {"fuzz.md", (const char *)data, size};
	struct diags diags = {0};
	struct str said = {0};
	struct lesson *l;

	if (size > TEXT)
		return 0;
	l = lesson_read("fuzz.md", source.text, size, &diags);
	must(l || diags_has_errors(&diags));
	if (l)
		prove(l, &diags);
	diags_print(&diags, &source, &said);
	check_safe(&said);
	lesson_free(l);
	diags_fini(&diags);
	str_fini(&said);
	return 0;
}
