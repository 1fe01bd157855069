/* SPDX-License-Identifier: MIT */
/*
 * turntable complete: what the last of some words may become, for shells.
 *
 * The words are those behind `turntable` on a command line, the last one as
 * far as it is typed.  Each line is a word, a tab and what it means; no line:
 * a file is wanted, or nothing is known.  The names are those of the tables
 * that define them, so that no shell has a list of its own.
 */
#include "app/shelf.h"
#include "base/i18n.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/locale.h"
#include "export/export.h"
#include "vos/setup.h"

#include <string.h>

struct offers {
	struct str head;  /* what stands before the part that is completed */
	const char *part; /* of it, as far as it is typed */
	struct str word;  /* that may be one of them */
	struct str out;
};

static void offer(struct offers *o, const char *word, const char *tail,
		  const char *help)
{
	str_clear(&o->word);
	str_addf(&o->word, "%s%s", word, tail);
	if (strncmp(str_text(&o->word), o->part, strlen(o->part)) == 0)
		str_addf(&o->out, "%s%s\t%s\n", str_text(&o->head),
			 str_text(&o->word), help);
}

/* What comes before LEN more bytes stays as it is. */
static void keep(struct offers *o, size_t len)
{
	str_addn(&o->head, o->part, len);
	o->part += len;
}

/* --- arguments of options --- */

static void offer_formats(struct offers *o)
{
	for (size_t i = 0; i < n_formats; i++)
		offer(o, formats[i].name, "", _(formats[i].summary));
}

static void offer_languages(struct offers *o)
{
	for (size_t i = 0; languages[i]; i++)
		offer(o, languages[i], "", _("the language to speak"));
}

static void offer_values(struct offers *o, enum setup_key key)
{
	const struct setup_key_info *info = &setup_keys[key];

	for (size_t i = 0; info->choices && info->choices[i]; i++)
		offer(o, info->choices[i], "",
		      key == KEY_POLICY ? _(setup_policies[i].help)
					: _(info->help));
}

/* A key of the model's, or what the key may be. */
static void offer_keys(struct offers *o, enum setup_model model)
{
	size_t name = strcspn(o->part, "=");

	for (int key = 0; key < SETUP_KEYS; key++) {
		const char *known = setup_keys[key].name;

		if (!setup_takes(model, (enum setup_key)key))
			continue;
		if (!o->part[name]) {
			offer(o, known, "=", _(setup_keys[key].help));
		} else if (strlen(known) == name &&
			   strncmp(known, o->part, name) == 0) {
			keep(o, name + 1);
			offer_values(o, (enum setup_key)key);
			return;
		}
	}
}

/* "threads policy=rr quan": its last word is completed. */
static void offer_setups(struct offers *o)
{
	const char *typed = o->part, *blank = strrchr(typed, ' ');
	size_t len = strcspn(typed, " ");

	if (blank)
		keep(o, (size_t)(blank - typed) + 1);
	for (int i = 0; i < SETUP_MODELS; i++) {
		const char *name = setup_models[i].name;

		if (!blank)
			offer(o, name, "", _(setup_models[i].help));
		else if (strlen(name) == len && strncmp(name, typed, len) == 0)
			offer_keys(o, (enum setup_model)i);
	}
	if (!blank)
		offer(o, "all", "", _("every setup and policy"));
}

static const struct {
	const char *option;
	void (*offer)(struct offers *o);
} arguments[] = {
	{"as", offer_setups},
	{"format", offer_formats},
	{"lang", offer_languages},
};

static void offer_argument(struct offers *o, const char *option, size_t len)
{
	for (size_t i = 0; i < sizeof arguments / sizeof *arguments; i++) {
		if (strlen(arguments[i].option) == len &&
		    strncmp(arguments[i].option, option, len) == 0)
			arguments[i].offer(o);
	}
}

/* --- options and operands --- */

static void offer_options(struct offers *o, const struct option_info *table)
{
	size_t name = strcspn(o->part, "=");

	if (name > 2 && o->part[name]) {
		const char *option = o->part + 2;

		keep(o, name + 1);
		offer_argument(o, option, name - 2);
		return;
	}
	for (; table->name; table++)
		offer(o, "--", table->name, _(table->help));
}

static void offer_commands(struct offers *o)
{
	for (size_t i = 0; commands[i]; i++)
		offer(o, commands[i]->name, "", _(commands[i]->summary));
}

static void offer_lists(struct offers *o)
{
	const char *name;

	for (size_t i = 0; (name = list_name(i)) != NULL; i++)
		offer(o, name, "", list_summary(i));
}

static void offer_lessons(struct offers *o)
{
	struct shelf shelf;

	shelf_init(&shelf, language_now());
	for (size_t i = 0; i < shelf.items.len; i++)
		offer(o, str_text(&shelf.items.at[i].id), "",
		      str_text(&shelf.items.at[i].title));
	shelf_fini(&shelf);
}

/* Operands that are no files. */
static const struct {
	const struct command *command;
	void (*offer)(struct offers *o);
} operands[] = {
	{&command_learn, offer_lessons},
	{&command_list, offer_lists},
};

static void offer_operand(struct offers *o, const struct command *command)
{
	for (size_t i = 0; i < sizeof operands / sizeof *operands; i++) {
		if (operands[i].command == command)
			operands[i].offer(o);
	}
}

/* The option this word is, if its argument is the next word; or NULL. */
static const struct option_info *waiting(const struct option_info *table,
					 const char *word)
{
	for (; table->name; table++) {
		bool is_long = strncmp(word, "--", 2) == 0 &&
			       strcmp(word + 2, table->name) == 0;
		bool is_short =
			word[0] == '-' && word[1] == table->id && !word[2];

		if (table->argument && (is_long || is_short))
			return table;
	}
	return NULL;
}

static const struct command *command_called(const char *name)
{
	for (size_t i = 0; commands[i]; i++) {
		if (strcmp(commands[i]->name, name) == 0)
			return commands[i];
	}
	return NULL;
}

/* Words[0] names the command; the last one is completed. */
static void offer_words(struct offers *o, const struct command *command, int n,
			char **words)
{
	const struct option_info *option = NULL;

	for (int i = 1; i < n - 1; i++)
		option = option ? NULL : waiting(command->options, words[i]);
	if (option)
		offer_argument(o, option->name, strlen(option->name));
	else if (o->part[0] == '-')
		offer_options(o, command->options);
	else
		offer_operand(o, command);
}

/* Nothing here is an option of its own: the words are somebody else's. */
static int run(const struct cli *cli, int argc, char **argv)
{
	struct offers o = {.part = argc > 1 ? argv[argc - 1] : ""};
	const struct command *command;
	int code;

	(void)cli;
	if (argc > 2 && strcmp(argv[1], "--") == 0)
		argc--, argv++;
	if (argc <= 2 && o.part[0] == '-')
		offer_options(&o, program_options);
	else if (argc <= 2)
		offer_commands(&o);
	else if ((command = command_called(argv[1])) != NULL)
		offer_words(&o, command, argc - 1, argv + 1);
	code = print_text(&o.out);
	str_fini(&o.head);
	str_fini(&o.word);
	str_fini(&o.out);
	return code;
}

static const struct option_info options[] = {
	{0, NULL, NULL, NULL},
};

const struct command command_complete = {
	.name = "complete",
	.operands = N_("[--] [WORD]..."),
	.summary = N_("say what a word may become, for completion in shells"),
	.options = options,
	.run = run,
};
