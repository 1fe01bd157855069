/* SPDX-License-Identifier: MIT */
/*
 * The options of `turntable run`: a line says what one is called, what it
 * means, and which function takes its argument.
 */
#include "cli/wish.h"

#include "base/i18n.h"
#include "base/near.h"
#include "cli/source.h"

#include <string.h>

enum {
	DEFAULT_LIMIT = 32000000, /* events */
	WIDTH_MIN = 20,
	WIDTH_MAX = 10000
};

enum {
	OPT_FORMAT = 'f',
	OPT_OUTPUT = 'o',
	OPT_AS = 256,
	OPT_ASCII,
	OPT_CAST_VERSION,
	OPT_IO,
	OPT_JOBS,
	OPT_LANG,
	OPT_LIMIT,
	OPT_MACHINE,
	OPT_MONO,
	OPT_SEED,
	OPT_STEPS,
	OPT_STRICT,
	OPT_TRACE_SCHED,
	OPT_UNTIL,
	OPT_WIDTH
};

const struct option_info wish_options[] = {
	{OPT_AS, "as", N_("SETUP"),
	 N_("how to run it: a setup and its keys, such as \"threads "
	    "quantum=2\", or all: every setup and policy; may be given again "
	    "(default: every setup)")},
	{OPT_ASCII, "ascii", NULL, N_("draw with ASCII only")},
	{OPT_CAST_VERSION, "cast-version", "2|3",
	 N_("which of asciinema's formats cast is (default: 2)")},
	{OPT_FORMAT, "format", N_("NAME"),
	 N_("how to write it; \"turntable list formats\" names the ways "
	    "(default: text)")},
	{OPTION_HELP, "help", NULL, N_("print this and end")},
	{OPT_IO, "io", N_("N"),
	 N_("how long the I/O of --jobs takes, in ms (default: 5)")},
	{OPT_JOBS, "jobs", N_("LIST"),
	 N_("run a list of jobs as OSTEP's simulators take it instead of a "
	    "FILE: 5,10,15 or 0,180,0:100,20,5 or 10:100,10:50")},
	{OPT_LANG, "lang", "en|ru", N_("the language to speak")},
	{OPT_LIMIT, "limit", N_("N"),
	 N_("stop a run after N events (default: 32000000)")},
	{OPT_MACHINE, "machine", NULL,
	 N_("draw what is behind the tasks, too: cores, threads, the "
	    "interpreter lock and who wants it, the pool's queue")},
	{OPT_MONO, "mono", NULL, N_("draw without colour")},
	{OPT_OUTPUT, "output", N_("FILE"),
	 N_("write to FILE, which appears when it is whole")},
	{OPT_SEED, "seed", N_("N"), N_("what random choices depend on")},
	{OPT_STEPS, "steps", NULL, N_("draw a column for each event")},
	{OPT_STRICT, "strict", NULL,
	 N_("end with 4 if a run does not end well")},
	{OPT_TRACE_SCHED, "trace-sched", NULL,
	 N_("chrome: the states of threads too, as Perfetto alone reads "
	    "them")},
	{OPT_UNTIL, "until", N_("TIME"), N_("stop every run at this time")},
	{OPT_WIDTH, "width", N_("N"), N_("draw N cells wide")},
	{0, NULL, NULL, NULL},
};

static bool take_format(struct wish *wish, const char *name)
{
	struct near near = {.name = name, .len = strlen(name)};

	wish->format = format_find(name);
	if (wish->format)
		return true;
	for (size_t i = 0; i < n_formats; i++)
		near_offer(&near, formats[i].name, strlen(formats[i].name));
	if (near.best)
		complain(_("unknown format: %s; perhaps %s is meant"), name,
			 near.best);
	else
		complain(_("unknown format: %s"), name);
	return false;
}

static bool take_limit(struct wish *wish, const char *text)
{
	long long n;

	if (!number_option("limit", text, 1, INT64_MAX, &n))
		return false;
	wish->limit = (uint64_t)n;
	return true;
}

static bool take_io(struct wish *wish, const char *text)
{
	long long n;

	wish->io = text;
	return number_option("io", text, 0, 1000000000, &n);
}

static bool take_cast_version(struct wish *wish, const char *text)
{
	long long n;

	if (!number_option("cast-version", text, 2, 3, &n))
		return false;
	wish->cast_version = (int)n;
	return true;
}

static bool take_width(struct wish *wish, const char *text)
{
	long long n;

	if (!number_option("width", text, WIDTH_MIN, WIDTH_MAX, &n))
		return false;
	wish->width = (size_t)n;
	return wish->sized = true;
}

static bool take_seed(struct wish *wish, const char *text)
{
	long long n;

	if (!number_option("seed", text, 0, INT64_MAX, &n))
		return false;
	wish->plan.has_seed = true;
	wish->plan.seed = (uint64_t)n;
	return true;
}

/* One option; false if its argument is wrong. */
static bool take(void *wanted, int id, const char *argument)
{
	struct wish *wish = wanted;

	switch (id) {
	case OPT_AS:
		vec_push(&wish->plan.setups, argument);
		return true;
	case OPT_ASCII:
		return wish->ascii = true;
	case OPT_CAST_VERSION:
		return take_cast_version(wish, argument);
	case OPT_FORMAT:
		return take_format(wish, argument);
	case OPT_IO:
		return take_io(wish, argument);
	case OPT_JOBS:
		wish->jobs = argument;
		return true;
	case OPT_LIMIT:
		return take_limit(wish, argument);
	case OPT_MACHINE:
		return wish->machine = true;
	case OPT_MONO:
		return wish->mono = true;
	case OPT_OUTPUT:
		wish->output = argument;
		return true;
	case OPT_SEED:
		return take_seed(wish, argument);
	case OPT_STEPS:
		return wish->steps = true;
	case OPT_STRICT:
		return wish->strict = true;
	case OPT_TRACE_SCHED:
		return wish->sched = true;
	case OPT_UNTIL:
		wish->plan.until = argument;
		return true;
	case OPT_WIDTH:
		return take_width(wish, argument);
	default:
		return true; /* --lang was heard before */
	}
}

enum options_end wish_read(struct wish *wish, const struct cli *cli, int argc,
			   char **argv)
{
	enum options_end end;

	*wish = (struct wish){
		.format = formats,
		.limit = DEFAULT_LIMIT,
		.cast_version = 2,
		.io = "5",
		.width = cli->width,
		.ascii = !cli->utf8,
	};
	end = options_read(wish_options, argc, argv, take, wish);
	if (end != OPTIONS_READ)
		return end;
	if (wish->jobs && options_rest() < argc) {
		complain(_("a FILE or --jobs, not both"));
		return OPTIONS_WRONG;
	}
	if (!wish->jobs)
		wish->file = only_file(argc, argv, options_rest());
	return wish->jobs || wish->file ? OPTIONS_READ : OPTIONS_WRONG;
}

void wish_fini(struct wish *wish)
{
	vec_fini(&wish->plan.setups);
}
