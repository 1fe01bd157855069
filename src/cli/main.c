/* SPDX-License-Identifier: MIT */
/*
 * The program: learns what the world round it is like, and hands over to the
 * command that the first word names.
 */
#include "config.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "base/near.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/locale.h"

#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

enum { DEFAULT_WIDTH = 80, LEAST_WIDTH = 20, MOST_WIDTH = 10000 };

const struct command *const commands[] = {
	&command_check,  &command_complete, &command_learn,
	&command_list,   &command_new,      &command_play,
	&command_report, &command_run,      NULL,
};

static _Noreturn void out_of_memory(size_t n)
{
	(void)n;
	fputs("turntable: out of memory\n", stderr);
	_exit(EXIT_ENVIRONMENT);
}

/* --lang wherever it stands, since help and complaints already need it. */
static const char *language_option(int argc, char **argv)
{
	const char *language = NULL;

	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			language = argv[i] + 7;
		else if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			language = argv[i + 1];
	}
	return language;
}

static size_t terminal_width(void)
{
	const char *columns = getenv("COLUMNS");
	long width = columns ? strtol(columns, NULL, 10) : 0;
	struct winsize size;

	if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
	if (width <= 0)
		return DEFAULT_WIDTH;
	if (width < LEAST_WIDTH)
		return LEAST_WIDTH;
	return width < MOST_WIDTH ? (size_t)width : MOST_WIDTH;
}

/* --- options before the command --- */

enum { OPT_VERSION = 'V', OPT_LANG = 256 };

const struct option_info program_options[] = {
	{OPTION_HELP, "help", NULL, N_("print this and end")},
	{OPT_LANG, "lang", "en|ru", N_("the language to speak")},
	{OPT_VERSION, "version", NULL, N_("print the version and end")},
	{0, NULL, NULL, NULL},
};

static int print_help(const struct cli *cli)
{
	struct str out = {0};
	int code;

	str_add(&out, _("Usage: turntable [COMMAND [OPTION]... [FILE]]\n"));
	str_add(&out, _("Shows how tasks take turns: one program, several "
			"ways to run it.\n"));
	str_add(&out, _("Without a command it opens the list of lessons.\n"));
	str_add(&out, _("\nCommands:\n"));
	for (size_t i = 0; commands[i]; i++)
		help_line(&out, commands[i]->name, 20, _(commands[i]->summary),
			  cli->width);
	str_add(&out, _("\nOptions:\n"));
	options_help(&out, program_options, cli->width);
	str_add(&out, _("\nturntable help COMMAND tells more.\n"));
	code = print_text(&out);
	str_fini(&out);
	return code;
}

static int print_version(void)
{
	struct str out = {0};
	int code;

	str_add(&out, "turntable " PACKAGE_VERSION "\n");
	code = print_text(&out);
	str_fini(&out);
	return code;
}

static int unknown_command(const char *name)
{
	struct near near = {.name = name, .len = strlen(name)};

	for (size_t i = 0; commands[i]; i++)
		near_offer(&near, commands[i]->name, strlen(commands[i]->name));
	if (near.best)
		complain(_("unknown command: %s; perhaps %s is meant"), name,
			 near.best);
	else
		complain(_("unknown command: %s"), name);
	return usage_error(NULL);
}

/* "turntable help", "turntable help run": as --help has it. */
static int help_command(const struct cli *cli, int argc, char **argv)
{
	if (argc < 2)
		return print_help(cli);
	for (size_t i = 0; commands[i]; i++)
		if (strcmp(commands[i]->name, argv[1]) == 0)
			return command_help(cli, commands[i]);
	return unknown_command(argv[1]);
}

static int run_command(const struct cli *cli, int argc, char **argv)
{
	for (size_t i = 0; commands[i]; i++) {
		if (strcmp(commands[i]->name, argv[0]) == 0)
			return commands[i]->run(cli, argc, argv);
	}
	if (strcmp(argv[0], "help") == 0)
		return help_command(cli, argc, argv);
	return unknown_command(argv[0]);
}

/* Without a command: the lessons. */
static int open_course(const struct cli *cli)
{
	char learn[] = "learn";
	char *words[] = {learn, NULL};

	return command_learn.run(cli, 1, words);
}

/* The program's own options end where the command's name stands. */
static int begin(const struct cli *cli, int argc, char **argv)
{
	const char *argument;
	int id, first;

	options_begin();
	while ((id = options_next(program_options, true, argc, argv,
				  &argument)) != OPTIONS_DONE) {
		if (id == OPTION_HELP)
			return print_help(cli);
		if (id == OPT_VERSION)
			return print_version();
		if (id == OPTIONS_BAD)
			return usage_error(NULL);
	}
	first = options_rest();
	if (first == argc)
		return open_course(cli);
	return run_command(cli, argc - first, argv + first);
}

int main(int argc, char **argv)
{
	const char *language = language_option(argc, argv);
	bool known = !language || language_is_known(language);
	struct cli cli = {
		.utf8 = locale_begin(known ? language : NULL),
		.width = terminal_width(),
	};

	mem_set_hook(out_of_memory);
	signal(SIGPIPE, SIG_IGN);
	if (!known) {
		complain(_("unknown language: %s; there are en and ru"),
			 language);
		return usage_error(NULL);
	}
	if (language && !language_has_words())
		complain("no words of %s are installed: it speaks English",
			 language);
	return begin(&cli, argc, argv);
}
