/* SPDX-License-Identifier: MIT */
/*
 * Opening a scenario: load, compile, tell what is wrong.
 */
#include "cli/source.h"

#include "base/i18n.h"
#include "cli/command.h"
#include "cli/input.h"
#include "scenario/jobs.h"
#include "scenario/scenario.h"
#include "vos/setup.h"

#include <string.h>

static int compile(struct scenario_file *file, const char *path,
		   const uint64_t *seed)
{
	const struct source source = {
		.name = input_name(path),
		.text = str_text(&file->text),
		.len = file->text.len,
	};
	const struct scenario_options options = {
		.copies_max = SCENARIO_COPIES,
		.has_seed = seed != NULL,
		.seed = seed ? *seed : 0,
	};
	struct diags diags = {0};

	file->program = scenario_compile(&source, &options, &diags);
	input_tell(&diags, &source);
	return file->program ? EXIT_DONE : EXIT_WRONG;
}

int scenario_open(struct scenario_file *file, const char *path,
		  const uint64_t *seed)
{
	int code;

	*file = (struct scenario_file){0};
	code = input_read(path, SCENARIO_TEXT_MAX, EXIT_WRONG, &file->text);
	return code == EXIT_DONE ? compile(file, path, seed) : code;
}

/* The list may hold what a scenario refuses, such as a name. */
int scenario_from_jobs(struct scenario_file *file, const char *jobs,
		       const char *io, const uint64_t *seed)
{
	const struct source list = {"--jobs", jobs, strlen(jobs)};
	struct diags diags = {0};
	bool is_right;

	*file = (struct scenario_file){0};
	is_right = jobs_write(&list, io, &file->text, &diags);
	input_tell(&diags, &list);
	return is_right ? compile(file, "--jobs", seed) : EXIT_USAGE;
}

void scenario_close(struct scenario_file *file)
{
	program_free(file->program);
	str_fini(&file->text);
}

/* "quantum=2": a piece of a setup that was not kept together? */
static bool is_setup_key(const char *word)
{
	size_t n = strcspn(word, "=");

	for (int i = 0; word[n] == '=' && i < SETUP_KEYS; i++)
		if (strlen(setup_keys[i].name) == n &&
		    memcmp(setup_keys[i].name, word, n) == 0)
			return true;
	return false;
}

const char *only_file(int argc, char **argv, int first)
{
	if (argc - first == 1 && !is_setup_key(argv[first]))
		return argv[first];
	for (int i = first; i < argc; i++) {
		if (!is_setup_key(argv[i]))
			continue;
		complain(_("%s belongs to a setup: quote the two together, "
			   "--as \"threads %s\""),
			 argv[i], argv[i]);
		return NULL;
	}
	if (first == argc)
		complain(_("which scenario? A file is missing"));
	else
		complain(_("one scenario at a time, not also %s"),
			 argv[first + 1]);
	return NULL;
}
