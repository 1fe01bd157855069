/* SPDX-License-Identifier: MIT */
/*
 * Options from a table: one line of it feeds getopt_long and the help.
 * To read them call options_begin(), then options_next() until it is done.
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

/* A table ends where the name is NULL.  argv[0] is passed over; with `stop` the
 * first operand ends the options, else they may stand anywhere before "--". */
void options_begin(void);
int options_next(const struct option_info *table, bool stop, int argc,
		 char **argv, const char **argument);

/* Index of the first operand, once options_next() is done. */
int options_rest(void);

/* Appends a line or more for each option, wrapped to `width` cells. */
void options_help(struct str *out, const struct option_info *table,
		  size_t width);

/* Appends "  NAME  text", the text wrapped beside the name, which has `column`
 * cells. */
void help_line(struct str *out, const char *name, size_t column,
	       const char *text, size_t width);

#endif
