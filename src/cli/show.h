/* SPDX-License-Identifier: MIT */
/*
 * A session shown: on the terminal until it is quit, or as frames without one.
 */
#ifndef CLI_SHOW_H
#define CLI_SHOW_H

#include "app/session.h"
#include "term/term.h"

#include <stdbool.h>

struct show {
	struct term_options options;
	const char *script; /* a file of keys to begin with, or NULL */
	bool frame;         /* print the screen, with no terminal */
};

/* EXIT_DONE, or what to end with, after a complaint. */
int show_session(const struct show *show, struct session *s);

/* What the options of a look say where none is given. */
struct term_options show_defaults(bool utf8);

/* --theme; false after a complaint. */
bool show_theme(struct term_options *options, const char *name);

#endif
