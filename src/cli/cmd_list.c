/* SPDX-License-Identifier: MIT */
/*
 * turntable list: the names one may use, out of the tables that define them.
 * What can be listed is a table as well.
 */
#include "app/action.h"
#include "app/shelf.h"
#include "base/i18n.h"
#include "base/near.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/locale.h"
#include "export/export.h"
#include "export/jsonl.h"
#include "lesson/lesson.h"
#include "lesson/misconception.h"
#include "sim/trace.h"
#include "story/metrics.h"
#include "story/query.h"
#include "vos/setup.h"

#include <string.h>

enum { COLUMN = 14, FORM = 30, KEYS = 18, OPT_LANG = 256 };

static const struct option_info options[] = {
	{OPTION_HELP, "help", NULL, N_("print this and end")},
	{OPT_LANG, "lang", "en|ru", N_("the language to speak")},
	{0, NULL, NULL, NULL},
};

static void list_commands(struct str *out, size_t width)
{
	for (size_t i = 0; commands[i]; i++)
		help_line(out, commands[i]->name, COLUMN,
			  _(commands[i]->summary), width);
}

/* An event and its fields, as jsonl writes them; never translated. */
static void list_events(struct str *out, size_t width)
{
	struct str fields = {0};

	for (int kind = 0; kind < EV_COUNT; kind++) {
		const char *field;

		str_clear(&fields);
		for (size_t i = 0; (field = jsonl_field((enum ev)kind, i));
		     i++) {
			if (i > 0)
				str_addc(&fields, ' ');
			str_add(&fields, field);
		}
		help_line(out, ev_name((enum ev)kind), COLUMN,
			  str_text(&fields), width);
	}
	str_fini(&fields);
}

static void list_formats(struct str *out, size_t width)
{
	for (size_t i = 0; i < n_formats; i++)
		help_line(out, formats[i].name, COLUMN, _(formats[i].summary),
			  width);
}

/* What an expression of a lesson may ask. */
static void list_functions(struct str *out, size_t width)
{
	struct str form = {0};

	for (size_t i = 0; i < n_query_functions; i++) {
		str_clear(&form);
		query_form(query_functions + i, &form);
		help_line(out, str_text(&form), FORM,
			  _(query_functions[i].help), width);
	}
	str_fini(&form);
}

/* "quantum (async, threads)": the key and whose it is. */
static void add_models(struct str *out, const struct setup_key_info *key)
{
	const char *before = " (";

	for (int model = 0; model < SETUP_MODELS; model++) {
		if (key->models >> model & 1) {
			str_add(out, before);
			str_add(out, setup_models[model].name);
			before = ", ";
		}
	}
	str_addc(out, ')');
}

static void list_keys(struct str *out, size_t width)
{
	struct str text = {0};

	for (size_t i = 0; i < n_actions; i++) {
		str_clear(&text);
		action_keys(&text, &actions[i], true);
		str_fill(&text, ' ', text.len < KEYS ? KEYS - text.len : 1);
		str_add(&text, _(actions[i].help));
		help_line(out, actions[i].name, COLUMN + 2, str_text(&text),
			  width);
	}
	str_fini(&text);
}

/* "; of policy mlfq": whose it is among the policies. */
static void add_policies(struct str *out, enum setup_key key)
{
	uint32_t whose = setup_key_policies(key);
	struct str names = {0};

	for (int i = 0; i < SETUP_POLICIES; i++)
		if (whose >> i & 1)
			str_addf(&names, "%s%s", names.len > 0 ? ", " : "",
				 setup_policies[i].name);
	if (names.len > 0)
		str_addf(out, _("; of policy %s"), str_text(&names));
	str_fini(&names);
}

static void list_knobs(struct str *out, size_t width)
{
	struct str text = {0};

	for (int i = 0; i < SETUP_KEYS; i++) {
		const struct setup_key_info *key = &setup_keys[i];

		str_clear(&text);
		str_add(&text, _(key->help));
		for (size_t c = 0; key->choices && key->choices[c]; c++) {
			str_add(&text, c ? ", " : ": ");
			str_add(&text, key->choices[c]);
		}
		add_models(&text, key);
		add_policies(&text, (enum setup_key)i);
		help_line(out, key->name, COLUMN, str_text(&text), width);
	}
	str_fini(&text);
}

/* Those that can be learnt here, in the reader's language. */
static void list_lessons(struct str *out, size_t width)
{
	struct shelf shelf;

	shelf_init(&shelf, language_now());
	for (size_t i = 0; i < shelf.items.len; i++)
		help_line(out, str_text(&shelf.items.at[i].id), COLUMN,
			  str_text(&shelf.items.at[i].title), width);
	shelf_fini(&shelf);
}

static void list_metrics(struct str *out, size_t width)
{
	for (size_t i = 0; i < n_total_metrics; i++)
		help_line(out, total_metrics[i].key, COLUMN + 6,
			  _(total_metrics[i].heading), width);
}

/* What it does, and the keys that only it takes. */
static void list_policies(struct str *out, size_t width)
{
	struct str text = {0};

	for (int i = 0; i < SETUP_POLICIES; i++) {
		struct str keys = {0};

		str_clear(&text);
		str_add(&text, _(setup_policies[i].help));
		for (int key = 0; key < SETUP_KEYS; key++) {
			if (!(setup_key_policies((enum setup_key)key) >> i & 1))
				continue;
			str_addf(&keys, " %s", setup_keys[key].name);
		}
		if (keys.len > 0)
			str_addf(&text, _("; its keys:%s"), str_text(&keys));
		str_fini(&keys);
		help_line(out, setup_policies[i].name, COLUMN, str_text(&text),
			  width);
	}
	str_fini(&text);
}

/* What it is, and below that the keys that it takes under any policy. */
static void list_setup(struct str *out, int model, size_t width)
{
	struct str keys = {0};

	str_add(&keys, _("keys:"));
	help_line(out, setup_models[model].name, COLUMN,
		  _(setup_models[model].help), width);
	for (int key = 0; key < SETUP_KEYS; key++)
		if (setup_takes((enum setup_model)model, (enum setup_key)key) &&
		    setup_key_policies((enum setup_key)key) == 0)
			str_addf(&keys, " %s", setup_keys[key].name);
	help_line(out, "", COLUMN, str_text(&keys), width);
	str_fini(&keys);
}

static void list_setups(struct str *out, size_t width)
{
	for (int i = 0; i < SETUP_MODELS; i++)
		list_setup(out, i, width);
}

static void list_terms(struct str *out, size_t width)
{
	for (size_t i = 0; lens_terms[i].name; i++)
		help_line(out, lens_terms[i].name, COLUMN,
			  lens_term_shown(lens_terms[i].name), width);
}

static void list_misconceptions(struct str *out, size_t width)
{
	for (size_t i = 0; misconceptions[i].name; i++)
		help_line(out, misconceptions[i].name, COLUMN,
			  _(misconceptions[i].words), width);
}

static const struct {
	const char *name;
	const char *summary;
	void (*list)(struct str *out, size_t width);
} lists[] = {
	{"commands", N_("what the program can do"), list_commands},
	{"events", N_("events and their fields in jsonl"), list_events},
	{"formats", N_("what --format takes"), list_formats},
	{"functions", N_("what a lesson may ask of a run"), list_functions},
	{"keys", N_("keys of the screen, words of scripts"), list_keys},
	{"knobs", N_("what a setup may set"), list_knobs},
	{"lessons", N_("lessons that can be learnt"), list_lessons},
	{"metrics", N_("figures of a run"), list_metrics},
	{"misconceptions", N_("what is behind wrong answers"),
	 list_misconceptions},
	{"policies", N_("which ready thread runs next"), list_policies},
	{"setups", N_("ways to run a scenario"), list_setups},
	{"terms", N_("words of the lens"), list_terms},
};

enum { LISTS = sizeof lists / sizeof *lists };

const char *list_name(size_t i)
{
	return i < LISTS ? lists[i].name : NULL;
}

const char *list_summary(size_t i)
{
	return i < LISTS ? _(lists[i].summary) : NULL;
}

static int list_lists(const struct cli *cli)
{
	struct str out = {0};
	int code;

	for (size_t i = 0; i < LISTS; i++)
		help_line(&out, lists[i].name, COLUMN, _(lists[i].summary),
			  cli->width);
	code = print_text(&out);
	str_fini(&out);
	return code;
}

static int unknown_list(const char *name)
{
	struct near near = {.name = name, .len = strlen(name)};

	for (size_t i = 0; i < LISTS; i++)
		near_offer(&near, lists[i].name, strlen(lists[i].name));
	if (near.best)
		complain(_("unknown list: %s; perhaps %s is meant"), name,
			 near.best);
	else
		complain(_("unknown list: %s"), name);
	return usage_error(&command_list);
}

static int print_list(const struct cli *cli, const char *name)
{
	struct str out = {0};
	int code;

	for (size_t i = 0; i < LISTS; i++) {
		if (strcmp(lists[i].name, name) == 0) {
			lists[i].list(&out, cli->width);
			code = print_text(&out);
			str_fini(&out);
			return code;
		}
	}
	return unknown_list(name);
}

static int run(const struct cli *cli, int argc, char **argv)
{
	enum options_end end =
		options_read(options, argc, argv, options_none, NULL);
	int rest;

	if (end != OPTIONS_READ)
		return command_not_run(cli, &command_list, end);
	rest = options_rest();
	if (argc - rest > 1) {
		complain(_("one list at a time"));
		return usage_error(&command_list);
	}
	return rest == argc ? list_lists(cli) : print_list(cli, argv[rest]);
}

const struct command command_list = {
	.name = "list",
	.operands = N_("[LIST]"),
	.summary = N_("list setups, their keys, formats and other names"),
	.options = options,
	.run = run,
};
