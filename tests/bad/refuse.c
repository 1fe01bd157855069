/* SPDX-License-Identifier: MIT */
/*
 * Prints what the language has to say against a file, and, if nothing, against
 * each setup that the file names in a line `#as SETUP`.
 * Ends with 0 when all was refused, 1 when something was accepted.
 */
#include "scenario/scenario.h"
#include "scenario/setup_text.h"

#include <stdio.h>
#include <string.h>

static char text[SCENARIO_TEXT_MAX + 1];

static void tell(struct diags *diags, const struct source *source)
{
	struct str out = {0};

	diags_print(diags, source, &out);
	fputs(str_text(&out), stdout);
	str_fini(&out);
	diags_fini(diags);
}

/* Setups that were accepted, and the lines that named one. */
static int refuse_setups(const struct program *program, int *named)
{
	int accepted = 0;
	char *line = text, *end;

	for (; (end = strchr(line, '\n')) != NULL; line = end + 1) {
		struct source source = {"--as", line + 4, 0};
		struct diags diags = {0};
		struct setup setup;

		if (strncmp(line, "#as ", 4) != 0)
			continue;
		source.len = (size_t)(end - source.text);
		accepted += setup_parse(&source, program, &setup, &diags);
		++*named;
		tell(&diags, &source);
	}
	return accepted;
}

int main(int argc, char **argv)
{
	FILE *file = argc == 2 ? fopen(argv[1], "rb") : NULL;
	struct source source = {argv[1], text, 0};
	struct diags diags = {0};
	struct program *program;
	int named = 0, accepted = 0;

	if (!file)
		return 2;
	source.len = fread(text, 1, sizeof text - 1, file);
	fclose(file);
	program = scenario_compile(&source, NULL, &diags);
	tell(&diags, &source);
	if (program)
		accepted = refuse_setups(program, &named);
	accepted += program && named == 0;
	program_free(program);
	return accepted > 0;
}
