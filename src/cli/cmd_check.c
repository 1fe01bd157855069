/* SPDX-License-Identifier: MIT */
/*
 * turntable check: is the scenario right?  Nothing is run.
 */
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/source.h"

enum { OPT_HELP = 'h', OPT_LANG = 256 };

static const struct option_info options[] = {
	{OPT_HELP, "help", NULL, N_("print this and end")},
	{OPT_LANG, "lang", "en|ru", N_("the language to speak")},
	{0, NULL, NULL, NULL},
};

static int run(const struct cli *cli, int argc, char **argv)
{
	struct scenario_file file;
	const char *argument, *path;
	int id, code;

	options_begin();
	while ((id = options_next(options, false, argc, argv, &argument)) !=
	       OPTIONS_DONE) {
		if (id == OPT_HELP)
			return command_help(cli, &command_check);
		if (id == OPTIONS_BAD)
			return usage_error(&command_check);
	}
	path = only_file(argc, argv, options_rest());
	if (!path)
		return usage_error(&command_check);
	code = scenario_open(&file, path, NULL);
	scenario_close(&file);
	return code;
}

const struct command command_check = {
	.name = "check",
	.operands = N_("FILE"),
	.summary = N_("tell what is wrong with a scenario, and run nothing"),
	.options = options,
	.run = run,
};
