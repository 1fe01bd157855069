/* SPDX-License-Identifier: MIT */
/*
 * A scenario compiled for a test, and its instructions as a line of text.
 */
#ifndef UNIT_COMPILED_H
#define UNIT_COMPILED_H

#include "scenario/scenario.h"

#include <check.h>
#include <string.h>

/* With its messages if it is refused; NULL then. */
static inline struct program *
compile_with(const char *text, const struct scenario_options *options,
	     struct str *said)
{
	struct source source = {"test.tt", text, strlen(text)};
	struct diags diags = {0};
	struct program *program = scenario_compile(&source, options, &diags);

	diags_print(&diags, &source, said);
	diags_fini(&diags);
	return program;
}

/* One that must be right. */
static inline struct program *compiled(const char *text)
{
	struct str said = {0};
	struct program *program = compile_with(text, NULL, &said);

	ck_assert_msg(program != NULL, "%s", str_text(&said));
	str_fini(&said);
	return program;
}

/* The first message against one that must be wrong, up to its line's end. */
static inline void refused(const char *text, const char *message)
{
	struct str said = {0};
	struct program *program = compile_with(text, NULL, &said);

	ck_assert_msg(program == NULL, "accepted: %s", text);
	said.at[strcspn(said.at, "\n")] = '\0';
	ck_assert_str_eq(said.at, message);
	str_fini(&said);
}

#endif
