/* SPDX-License-Identifier: MIT */
/*
 * turntable learn: a lesson, by its number, its id or its file.
 */
#include "app/course.h"
#include "app/journal.h"
#include "app/output.h"
#include "app/reader.h"
#include "app/shelf.h"
#include "base/i18n.h"
#include "base/near.h"
#include "cli/command.h"
#include "cli/lesson_file.h"
#include "cli/locale.h"
#include "cli/show.h"
#include "export/handout.h"
#include "term/play.h"

#include <errno.h>
#include <string.h>

enum {
	OPT_FORMAT = 'f',
	OPT_OUTPUT = 'o',
	OPT_ANSWERS = 256,
	OPT_ASCII,
	OPT_FRAME,
	OPT_LANG,
	OPT_MONO,
	OPT_PLAIN,
	OPT_SCRIPT,
	OPT_STEP,
	OPT_STILL,
	OPT_THEME,
	OPT_VOTE
};

static const struct option_info options[] = {
	{OPT_ANSWERS, "answers", NULL,
	 N_("with --format: answers and notes are seen, for the teacher")},
	{OPT_ASCII, "ascii", NULL, N_("draw with ASCII only")},
	{OPT_FORMAT, "format", "html|text",
	 N_("write the lesson down: as a page, or as text")},
	{OPT_FRAME, "frame", NULL,
	 N_("print the screen as text instead of taking the terminal")},
	{OPTION_HELP, "help", NULL, N_("print this and end")},
	{OPT_LANG, "lang", "en|ru", N_("the language to speak")},
	{OPT_MONO, "mono", NULL, N_("draw without colour")},
	{OPT_OUTPUT, "output", N_("FILE"),
	 N_("write to FILE, which appears when it is whole")},
	{OPT_PLAIN, "plain", NULL,
	 N_("lines of text instead of a screen: for a screen reader")},
	{OPT_SCRIPT, "script", N_("FILE"),
	 N_("begin with the keys and actions in FILE")},
	{OPT_STEP, "step", N_("NUMBER"), N_("begin with this step")},
	{OPT_STILL, "still", NULL, N_("let nothing move by itself")},
	{OPT_THEME, "theme", "dark|light", N_("the terminal's background")},
	{OPT_VOTE, "vote", NULL,
	 N_("a class answers: number keys count hands, twice")},
	{0, NULL, NULL, NULL},
};

struct wanted {
	const char *lesson; /* NULL: the list */
	long long step;     /* -1: not given */
	bool plain, still, vote, answers;
	const struct handout_format *format; /* NULL: it is read here */
	const char *output;                  /* NULL: standard output */
	struct show show;
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
		reading_report(stdout, &journal, l, id);
	journal_close(&journal);
	return code;
}

/* --- lines --- */

/* The list, as text. */
static int list_lessons(const struct cli *cli)
{
	char list[] = "list", lessons[] = "lessons";
	char *words[] = {list, lessons, NULL};

	return command_list.run(cli, 2, words);
}

/* --- the screen --- */

/* The course takes the lesson over. */
static int enter(struct course *c, const struct wanted *wanted,
		 struct lesson *lesson, const char *id)
{
	size_t step;
	int code = first_step(wanted, lesson, &c->journal, id, &step);

	if (code == EXIT_DONE)
		course_enter(c, lesson, id, step);
	else
		lesson_free(lesson);
	return code;
}

static int show_course(const struct wanted *wanted, struct lesson *lesson,
		       const char *id)
{
	struct session s;
	struct course course;
	int code = EXIT_DONE;

	session_blank(&s, 0);
	s.ascii = wanted->show.options.ascii;
	s.still = wanted->still;
	course_open(&course, &s, language_now());
	course.voting = wanted->vote;
	if (lesson)
		code = enter(&course, wanted, lesson, id);
	else
		course_show_list(&course);
	if (code == EXIT_DONE)
		code = show_session(&wanted->show, &s);
	course_close(&course);
	session_fini(&s);
	return code;
}

/* --- a handout --- */

static int write_lesson(const struct wanted *wanted, const struct lesson *l,
			const struct cli *cli)
{
	struct showings showings = {0};
	const struct handout handout = {
		.lesson = l,
		.showings = &showings,
		.width = cli->width,
		.ascii = wanted->show.options.ascii,
		.answers = wanted->answers,
	};
	struct output *out = output_open(wanted->output);
	struct sink sink = {.write = output_write, .to = out};
	int error;

	if (!out)
		return write_error(wanted->output, errno);
	wanted->format->write(&handout, &sink);
	showings_fini(&showings);
	if (sink.error) {
		output_drop(out);
		return write_error(wanted->output, sink.error);
	}
	error = output_close(out);
	return error ? write_error(wanted->output, error) : EXIT_DONE;
}

/* --- both --- */

static int learn_lesson(const struct wanted *wanted, const struct cli *cli,
			bool screen)
{
	struct str path = {0}, id = {0};
	struct lesson *lesson = NULL;
	int code = find_lesson(wanted->lesson, &path);

	if (code == EXIT_DONE)
		code = lesson_open(str_text(&path), &lesson);
	if (code == EXIT_DONE) {
		shelf_id(&id, str_text(&path));
		if (wanted->format)
			code = write_lesson(wanted, lesson, cli);
		else if (screen)
			code = show_course(wanted, lesson, str_text(&id));
		else
			code = read_lesson(wanted, lesson, str_text(&id),
					   cli->width);
	}
	if (!screen)
		lesson_free(lesson);
	str_fini(&path);
	str_fini(&id);
	return code;
}

static int learn(const struct wanted *wanted, const struct cli *cli)
{
	bool screen = wanted->show.frame || (!wanted->plain && term_is_there());

	if (wanted->answers && !wanted->format) {
		complain(_("--answers goes with --format"));
		return usage_error(&command_learn);
	}
	if (wanted->format && !wanted->lesson) {
		complain(_("which lesson? turntable list lessons names them"));
		return usage_error(&command_learn);
	}
	screen = screen && !wanted->format;

	if (wanted->lesson)
		return learn_lesson(wanted, cli, screen);
	return screen ? show_course(wanted, NULL, NULL) : list_lessons(cli);
}

/* --- the command line --- */

static bool take_format(struct wanted *w, const char *name)
{
	w->format = handout_find(name);
	if (!w->format)
		complain(_("a lesson is written as html or text, not as %s"),
			 name);
	return w->format != NULL;
}

/* One option; false if its argument is wrong. */
static bool take(void *wanted, int id, const char *argument)
{
	struct wanted *w = wanted;

	switch (id) {
	case OPT_ANSWERS:
		return w->answers = true;
	case OPT_ASCII:
		return w->show.options.ascii = true;
	case OPT_FORMAT:
		return take_format(w, argument);
	case OPT_FRAME:
		return w->show.frame = true;
	case OPT_MONO:
		return w->show.options.mono = true;
	case OPT_OUTPUT:
		w->output = argument;
		return true;
	case OPT_PLAIN:
		return w->plain = true;
	case OPT_SCRIPT:
		w->show.script = argument;
		return true;
	case OPT_STEP:
		return number_option("step", argument, 0, 9999, &w->step);
	case OPT_STILL:
		return w->still = true;
	case OPT_THEME:
		return show_theme(&w->show.options, argument);
	case OPT_VOTE:
		return w->vote = true;
	default:
		return true; /* --lang was heard before */
	}
}

static int run(const struct cli *cli, int argc, char **argv)
{
	struct wanted wanted = {.step = -1,
				.show.options = show_defaults(cli->utf8)};
	enum options_end end;

	end = options_read(options, argc, argv, take, &wanted);
	if (end != OPTIONS_READ)
		return command_not_run(cli, &command_learn, end);
	if (argc - options_rest() > 1) {
		complain(_("one lesson is wanted; turntable list lessons names "
			   "them"));
		return usage_error(&command_learn);
	}
	if (options_rest() < argc)
		wanted.lesson = argv[options_rest()];
	return learn(&wanted, cli);
}

const struct command command_learn = {
	.name = "learn",
	.operands = N_("[LESSON]"),
	.summary = N_("go through a lesson"),
	.options = options,
	.run = run,
};
