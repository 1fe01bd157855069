/* SPDX-License-Identifier: MIT */
/*
 * What `turntable run` is asked for: its options, read from one table.
 */
#ifndef CLI_WISH_H
#define CLI_WISH_H

#include "cli/command.h"
#include "cli/plan.h"
#include "export/export.h"

struct wish {
	struct plan_wish plan;
	const struct format *format;
	const char *file;   /* the scenario, or NULL: */
	const char *jobs;   /* made from a list of jobs */
	const char *io;     /* how long their I/O takes, in units */
	const char *output; /* NULL: standard output */
	uint64_t limit;     /* of events a run */
	size_t width;       /* cells */
	int cast_version;   /* 2 or 3 */
	bool sized;         /* the width was asked for */
	bool machine, ascii, mono, sched, steps, strict;
};

extern const struct option_info wish_options[];

/* To be ended by wish_fini() in any case. */
enum options_end wish_read(struct wish *wish, const struct cli *cli, int argc,
			   char **argv);
void wish_fini(struct wish *wish);

#endif
