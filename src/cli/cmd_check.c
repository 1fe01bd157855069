/* SPDX-License-Identifier: MIT */
/*
 * turntable check: are these scenarios and lessons right?  Of a lesson
 * everything is run and proved; a scenario is only compiled.
 */
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/lesson_file.h"
#include "cli/source.h"

#include <string.h>

enum { OPT_LANG = 256 };

static const struct option_info options[] = {
	{OPTION_HELP, "help", NULL, N_("print this and end")},
	{OPT_LANG, "lang", "en|ru", N_("the language to speak")},
	{0, NULL, NULL, NULL},
};

static bool is_lesson(const char *path)
{
	size_t len = strlen(path);

	return len > 3 && strcmp(path + len - 3, ".md") == 0;
}

static int check_file(const char *path)
{
	struct scenario_file file;
	int code;

	if (is_lesson(path))
		return lesson_check_file(path);
	code = scenario_open(&file, path, NULL);
	scenario_close(&file);
	return code;
}

/* All of them, and of their exit codes the worst. */
static int check_all(char **paths)
{
	int worst = EXIT_DONE;

	for (; *paths; paths++) {
		int code = check_file(*paths);

		if (code > worst)
			worst = code;
	}
	return worst;
}

static int run(const struct cli *cli, int argc, char **argv)
{
	enum options_end end =
		options_read(options, argc, argv, options_none, NULL);

	if (end != OPTIONS_READ)
		return command_not_run(cli, &command_check, end);
	if (options_rest() == argc) {
		complain(_("which scenario or lesson? A file is missing"));
		return usage_error(&command_check);
	}
	return check_all(argv + options_rest());
}

const struct command command_check = {
	.name = "check",
	.operands = N_("FILE..."),
	.summary = N_("tell what is wrong with scenarios and lessons"),
	.options = options,
	.run = run,
};
