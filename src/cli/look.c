/* SPDX-License-Identifier: MIT */
/*
 * The options of `turntable play`: a line says what one is called, what it
 * means; a switch takes its argument.
 */
#include "cli/look.h"

#include "base/i18n.h"
#include "cli/show.h"
#include "cli/source.h"

#include <stdlib.h>
#include <string.h>

enum { DEFAULT_LIMIT = 10000000 }; /* events */

enum {
	OPT_AS = 256,
	OPT_ASCII,
	OPT_FRAME,
	OPT_LANG,
	OPT_LIMIT,
	OPT_MONO,
	OPT_PLAIN,
	OPT_SCRIPT,
	OPT_SEED,
	OPT_STEPS,
	OPT_STILL,
	OPT_THEME,
	OPT_UNTIL
};

const struct option_info look_options[] = {
	{OPT_AS, "as", N_("SETUP"),
	 N_("how to run it: a setup and its keys, such as \"threads "
	    "quantum=2\", or all; up to four (default: async and threads)")},
	{OPT_ASCII, "ascii", NULL, N_("draw with ASCII only")},
	{OPT_FRAME, "frame", NULL,
	 N_("print the screen as text instead of taking the terminal")},
	{OPTION_HELP, "help", NULL, N_("print this and end")},
	{OPT_LANG, "lang", "en|ru", N_("the language to speak")},
	{OPT_LIMIT, "limit", N_("N"),
	 N_("stop a run after N events (default: 10000000)")},
	{OPT_MONO, "mono", NULL, N_("draw without colour")},
	{OPT_PLAIN, "plain", NULL,
	 N_("tell it in lines of text, an event a line, for screen readers")},
	{OPT_SCRIPT, "script", N_("FILE"),
	 N_("begin with the keys and actions in FILE")},
	{OPT_SEED, "seed", N_("N"), N_("what random choices depend on")},
	{OPT_STEPS, "steps", NULL, N_("draw a column for each event")},
	{OPT_STILL, "still", NULL, N_("let nothing move by itself")},
	{OPT_THEME, "theme", "dark|light", N_("the terminal's background")},
	{OPT_UNTIL, "until", N_("TIME"), N_("stop every run at this time")},
	{0, NULL, NULL, NULL},
};

static bool take_number(const char *name, const char *text, long long min,
			uint64_t *out)
{
	long long n;

	if (!number_option(name, text, min, INT64_MAX, &n))
		return false;
	*out = (uint64_t)n;
	return true;
}

static bool take_theme(struct look *look, const char *name)
{
	struct term_options options = {0};
	bool known = show_theme(&options, name);

	look->ground = options.ground;
	return known;
}

/* One option; false if its argument is wrong. */
static bool take(void *wanted, int id, const char *argument)
{
	struct look *look = wanted;

	switch (id) {
	case OPT_AS:
		vec_push(&look->plan.setups, argument);
		return true;
	case OPT_ASCII:
		return look->ascii = true;
	case OPT_FRAME:
		return look->frame = true;
	case OPT_LIMIT:
		return take_number("limit", argument, 1, &look->limit);
	case OPT_MONO:
		return look->mono = true;
	case OPT_PLAIN:
		return look->plain = true;
	case OPT_SCRIPT:
		look->script = argument;
		return true;
	case OPT_SEED:
		look->plan.has_seed = true;
		return take_number("seed", argument, 0, &look->plan.seed);
	case OPT_STEPS:
		return look->steps = true;
	case OPT_STILL:
		return look->still = true;
	case OPT_THEME:
		return take_theme(look, argument);
	case OPT_UNTIL:
		look->plan.until = argument;
		return true;
	default:
		return true; /* --lang was heard before */
	}
}

enum options_end look_read(struct look *look, const struct cli *cli, int argc,
			   char **argv)
{
	struct term_options options = show_defaults(cli->utf8);
	enum options_end end;

	*look = (struct look){
		.limit = DEFAULT_LIMIT,
		.ground = options.ground,
		.ascii = options.ascii,
		.mono = options.mono,
	};
	end = options_read(look_options, argc, argv, take, look);
	if (end != OPTIONS_READ)
		return end;
	look->file = only_file(argc, argv, options_rest());
	return look->file ? OPTIONS_READ : OPTIONS_WRONG;
}

void look_fini(struct look *look)
{
	vec_fini(&look->plan.setups);
	vec_fini(&look->run);
	arena_free(&look->arena);
}

void look_default_setups(struct look *look)
{
	if (look->plan.setups.len > 0)
		return;
	vec_push(&look->plan.setups, "async");
	vec_push(&look->plan.setups, "threads");
}

/* --- as a command line of `run` --- */

static void add_word(struct look *look, const char *name, const char *value)
{
	struct str word = {0};

	str_add(&word, name);
	if (value)
		str_add(&word, value);
	vec_push(&look->run,
		 arena_str(&look->arena, str_text(&word), word.len));
	str_fini(&word);
}

static void add_number(struct look *look, const char *name, uint64_t n)
{
	struct str text = {0};

	str_addu(&text, n);
	add_word(look, name, str_text(&text));
	str_fini(&text);
}

void look_as_run(struct look *look)
{
	add_word(look, "run", NULL);
	for (size_t i = 0; i < look->plan.setups.len; i++)
		add_word(look, "--as=", look->plan.setups.at[i]);
	if (look->ascii)
		add_word(look, "--ascii", NULL);
	if (look->mono)
		add_word(look, "--mono", NULL);
	if (look->steps)
		add_word(look, "--steps", NULL);
	if (look->plan.until)
		add_word(look, "--until=", look->plan.until);
	if (look->plan.has_seed)
		add_number(look, "--seed=", look->plan.seed);
	add_number(look, "--limit=", look->limit);
	add_word(look, "--", NULL);
	add_word(look, look->file, NULL);
	vec_push(&look->run, NULL);
}
