/* SPDX-License-Identifier: MIT */
/*
 * What `turntable play` is asked for: its options, read from one table.
 */
#ifndef CLI_LOOK_H
#define CLI_LOOK_H

#include "base/arena.h"
#include "cli/command.h"
#include "cli/plan.h"
#include "ui/theme.h"

struct look {
	struct plan_wish plan;
	const char *file;
	const char *script; /* NULL: none */
	uint64_t limit;     /* of events a run */
	enum ground ground;
	bool ascii, mono, steps, still;
	bool frame; /* print it, with no terminal */
	bool plain; /* lines of text instead of a screen */
	/* The same as a command line of `run`, see look_as_run(). */
	struct VEC(char *) run;
	struct arena arena;
};

extern const struct option_info look_options[];

/* To be ended by look_fini() in any case. */
enum options_end look_read(struct look *look, const struct cli *cli, int argc,
			   char **argv);
void look_fini(struct look *look);

/* Fills look.run with words that make `run` tell the same as text. */
void look_as_run(struct look *look);

/* The setups that are shown where none was asked for. */
void look_default_setups(struct look *look);

#endif
