/* SPDX-License-Identifier: MIT */
/*
 * turntable learn: a lesson, by its number, its id or its file.
 */
#include "app/journal.h"
#include "app/reader.h"
#include "app/shelf.h"
#include "base/i18n.h"
#include "base/near.h"
#include "cli/command.h"
#include "cli/lesson_file.h"
#include "cli/locale.h"

#include <string.h>

enum { OPT_HELP = 'h', OPT_LANG = 256, OPT_PLAIN, OPT_STEP };

static const struct option_info options[] = {
	{OPT_HELP, "help", NULL, N_("print this and end")},
	{OPT_LANG, "lang", "en|ru", N_("the language to speak")},
	{OPT_PLAIN, "plain", NULL,
	 N_("lines of text instead of a screen: for a screen reader")},
	{OPT_STEP, "step", N_("NUMBER"), N_("begin with this step")},
	{0, NULL, NULL, NULL},
};

struct wanted {
	const char *lesson;
	long long step; /* -1: not given */
};

static int unknown_lesson(const struct shelf *shelf, const char *name)
{
	struct near near = {.name = name, .len = strlen(name)};

	for (size_t i = 0; i < shelf->items.len; i++)
		near_offer(&near, str_text(&shelf->items.at[i].id),
			   shelf->items.at[i].id.len);
	if (near.best)
		complain(_("unknown lesson: %s; perhaps %s is meant"), name,
			 near.best);
	else
		complain(_("unknown lesson: %s"), name);
	return EXIT_USAGE;
}

/* Appends the path of the lesson that was named. */
static int find_lesson(const char *name, struct str *path)
{
	const struct shelf_item *item;
	struct shelf shelf;
	int code = EXIT_DONE;

	if (shelf_is_path(name)) {
		str_add(path, name);
		return code;
	}
	shelf_init(&shelf, language_now());
	item = shelf_find(&shelf, name);
	if (item)
		str_add(path, str_text(&item->path));
	else
		code = unknown_lesson(&shelf, name);
	shelf_fini(&shelf);
	return code;
}

/* The step to begin with: the one asked for, or where the reader was. */
static int first_step(const struct wanted *wanted, const struct lesson *l,
		      const struct journal *j, const char *id, size_t *step)
{
	const struct fact *at = journal_last(j, FACT_AT, id);
	const struct fact *done = journal_last(j, FACT_DONE, id);

	*step = 0;
	if (wanted->step >= 0) {
		*step = (size_t)wanted->step;
		if (*step < l->steps.len)
			return EXIT_DONE;
		complain(_("the steps of this lesson: 0 to %zu"),
			 l->steps.len - 1);
		return EXIT_USAGE;
	}
	if (at && at->number < l->steps.len && !(done && done > at))
		*step = at->number;
	return EXIT_DONE;
}

static int read_lesson(const struct wanted *wanted, const struct lesson *l,
		       const char *id, size_t width)
{
	struct journal journal;
	struct reading reading = {.lesson = l,
				  .id = id,
				  .journal = &journal,
				  .in = stdin,
				  .out = stdout,
				  .width = width};
	int code;

	journal_open(&journal, NULL);
	if (journal.problem.len > 0)
		complain("%s", str_text(&journal.problem));
	code = first_step(wanted, l, &journal, id, &reading.step);
	if (code == EXIT_DONE && reading_play(&reading))
		reading_report(stdout, &journal, id, width);
	journal_close(&journal);
	return code;
}

static int learn(const struct wanted *wanted, size_t width)
{
	struct str path = {0}, id = {0};
	struct lesson *lesson = NULL;
	int code = find_lesson(wanted->lesson, &path);

	if (code == EXIT_DONE)
		code = lesson_open(str_text(&path), &lesson);
	if (code == EXIT_DONE) {
		shelf_id(&id, str_text(&path));
		code = read_lesson(wanted, lesson, str_text(&id), width);
	}
	lesson_free(lesson);
	str_fini(&path);
	str_fini(&id);
	return code;
}

static int run(const struct cli *cli, int argc, char **argv)
{
	struct wanted wanted = {.step = -1};
	const char *argument;
	int id;

	options_begin();
	while ((id = options_next(options, false, argc, argv, &argument)) !=
	       OPTIONS_DONE) {
		if (id == OPT_HELP)
			return command_help(cli, &command_learn);
		if (id == OPTIONS_BAD ||
		    (id == OPT_STEP &&
		     !number_option("step", argument, 0, 9999, &wanted.step)))
			return usage_error(&command_learn);
	}
	if (argc - options_rest() != 1) {
		complain(_("one lesson is wanted; turntable list lessons names "
			   "them"));
		return usage_error(&command_learn);
	}
	wanted.lesson = argv[options_rest()];
	return learn(&wanted, cli->width);
}

const struct command command_learn = {
	.name = "learn",
	.operands = N_("LESSON"),
	.summary = N_("go through a lesson"),
	.options = options,
	.run = run,
};
