/* SPDX-License-Identifier: MIT */
/*
 * Options from a table: one line of it feeds getopt_long and the help.
 * options_read() reads all of a command's; for what ends elsewhere there are
 * options_begin() and options_next(), called until it is done.
 */
#ifndef CLI_OPTIONS_H
#define CLI_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

struct str;

enum { OPTIONS_MAX = 32 };

struct option_info {
	int id;               /* what options_next() returns: > 0; a letter is
			       * its short form too */
	const char *name;     /* "format" */
	const char *argument; /* "NAME", to be translated; NULL: takes none */
	const char *help;     /* a line, to be translated */
};

/* An option's id, or one of these. */
enum {
	OPTIONS_DONE = -1, /* what follows are operands: see options_rest() */
	OPTIONS_BAD = -2   /* told on standard error */
};

/* --help and -h are this in every table. */
enum { OPTION_HELP = 'h' };

/* A table ends where the name is NULL.  argv[0] is passed over; with `stop` the
 * first operand ends the options, else they may stand anywhere before "--". */
void options_begin(void);
int options_next(const struct option_info *table, bool stop, int argc,
		 char **argv, const char **argument);

enum options_end {
	OPTIONS_READ,
	OPTIONS_HELP, /* it is asked for */
	OPTIONS_WRONG /* told on standard error */
};

/* Takes one option into what is wanted; false, and told, if its argument is
 * wrong. */
typedef bool option_take(void *wanted, int id, const char *argument);

/* Reads all options, up to the first mistake or --help. */
enum options_end options_read(const struct option_info *table, int argc,
			      char **argv, option_take *take, void *wanted);

/* It takes none but those that every command has. */
bool options_none(void *wanted, int id, const char *argument);

/* Index of the first operand, once the options are read. */
int options_rest(void);

/* Appends a line or more for each option, wrapped to `width` cells. */
void options_help(struct str *out, const struct option_info *table,
		  size_t width);

/* Appends "  NAME  text", the text wrapped beside the name, which has `column`
 * cells. */
void help_line(struct str *out, const char *name, size_t column,
	       const char *text, size_t width);

#endif
