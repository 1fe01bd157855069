/* SPDX-License-Identifier: MIT */
/*
 * What a subcommand is, what it is given, and what it may end with.
 * One subcommand is one file with one const struct command.
 */
#ifndef CLI_COMMAND_H
#define CLI_COMMAND_H

#include "cli/options.h"

#include <stdbool.h>
#include <stddef.h>

/* How the program ends; told in turntable(1). */
enum exit_code {
	EXIT_DONE = 0,
	EXIT_WRONG = 1,       /* the scenario is wrong: nothing was run */
	EXIT_USAGE = 2,       /* the command line is wrong: nothing was run */
	EXIT_ENVIRONMENT = 3, /* a file cannot be read or written */
	EXIT_UNHAPPY = 4      /* --strict: a run did not end well */
};

/* What the world round the program is like. */
struct cli {
	bool utf8;    /* the terminal takes more than ASCII */
	size_t width; /* of it, cells */
};

struct command {
	const char *name;
	const char *operands; /* "FILE", to be translated */
	const char *summary;  /* a line, to be translated */
	const struct option_info *options;
	int (*run)(const struct cli *cli, int argc, char **argv);
};

extern const struct command *const commands[]; /* up to NULL */
extern const struct command command_check, command_complete, command_learn,
	command_list, command_new, command_play, command_report, command_run;

/* The options that stand before a command. */
extern const struct option_info program_options[];

/* What `list` lists: name and, translated, summary; NULL past the last. */
const char *list_name(size_t i);
const char *list_summary(size_t i);

/* One line on standard error, after the program's name; what it quotes is
 * made safe.  printf's format without an end of line. */
void complain(const char *format, ...) __attribute__((format(printf, 1, 2)));

/* The last line of a usage error; returns EXIT_USAGE. */
int usage_error(const struct command *command);

/* Prints a command's help; EXIT_DONE, or EXIT_ENVIRONMENT. */
int command_help(const struct cli *cli, const struct command *command);

/* What becomes of a command whose options were not all read: its help, or a
 * usage error's last line. */
int command_not_run(const struct cli *cli, const struct command *command,
		    enum options_end end);

/* Writes a text to standard output whole; EXIT_DONE, or EXIT_ENVIRONMENT. */
int print_text(const struct str *text);

/* Tells that writing to path (NULL: standard output) failed, but for a reader
 * who went away, which is no news.  Returns EXIT_ENVIRONMENT. */
int write_error(const char *path, int error);

/* An option's whole number from min to max, or a complaint and false. */
bool number_option(const char *name, const char *text, long long min,
		   long long max, long long *out);

#endif
