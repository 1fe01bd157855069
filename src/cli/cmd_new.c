/* SPDX-License-Identifier: MIT */
/*
 * turntable new: a lesson to begin with, written to a file that must not exist.
 */
#include "base/i18n.h"
#include "cli/command.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

enum { OPT_LANG = 256 };

static const struct option_info options[] = {
	{OPTION_HELP, "help", NULL, N_("print this and end")},
	{OPT_LANG, "lang", "en|ru", N_("the language to speak")},
	{0, NULL, NULL, NULL},
};

/* Passes `turntable check`, in every language. */
static const char lesson[] =
	/* Translators: a whole lesson. Only prose is translated: texts, labels
	 * in quotes, answers' explanations, comments. */
	N_("# A lesson of my own\n"
	   "\n"
	   "<!-- One line of what it is about; the list of lessons shows the "
	   "title. -->\n"
	   "One counter, two customers.\n"
	   "\n"
	   "## First come, first served\n"
	   "\n"
	   "<!-- note: What only the instructor sees: ask before you show. "
	   "-->\n"
	   "\n"
	   "Anna has a long list, Boris wants one coffee. Who stands in front "
	   "is served first.\n"
	   "\n"
	   "```scenario shop\n"
	   "unit min\n"
	   "task anna \"Anna\":\n"
	   "    work 6 \"a long list\"\n"
	   "task boris \"Boris\":\n"
	   "    work 1 \"one coffee\"\n"
	   "```\n"
	   "\n"
	   "```words\n"
	   "core    = the shop assistant\n"
	   "task    = a customer\n"
	   "ready   = stands in line\n"
	   "breaks: a customer may lose patience and leave; a task never "
	   "does.\n"
	   "```\n"
	   "\n"
	   "```stage shop\n"
	   "line: threads policy=fcfs\n"
	   "```\n"
	   "\n"
	   "```predict\n"
	   "When does Boris have his coffee?\n"
	   "answer: finish(boris, line)\n"
	   "- 1 min !alone  That is how long it takes, once it is his turn.\n"
	   "```\n"
	   "\n"
	   "## In turns\n"
	   "\n"
	   "Now the assistant serves each for two minutes, then the next "
	   "one.\n"
	   "\n"
	   "```stage shop\n"
	   "line:  threads policy=fcfs\n"
	   "turns: threads policy=rr quantum=2\n"
	   "```\n"
	   "\n"
	   "```claim\n"
	   "finish(boris, turns) < finish(boris, line)\n"
	   "makespan(turns) = makespan(line)\n"
	   "```\n"
	   "\n"
	   "```quiz one\n"
	   "What has become shorter?\n"
	   "* Boris's waiting.\n"
	   "- The work as a whole. !faster  Both are done at the same minute "
	   "as before.\n"
	   "```\n"
	   "\n"
	   "```try\n"
	   "Let Boris be served by minute 2.\n"
	   "change: turns.quantum 1..6\n"
	   "goal: finish(boris, turns) <= 2min\n"
	   "hint: Shorter turns come round sooner.\n"
	   "solution: turns.quantum=1\n"
	   "```\n");

static int write_lesson(const char *path)
{
	int fd = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0666);
	const char *text = _(lesson);
	size_t left = strlen(text);
	int error = 0;

	if (fd < 0)
		return write_error(path, errno);
	while (left > 0 && error == 0) {
		ssize_t n = write(fd, text, left);

		if (n < 0 && errno != EINTR)
			error = errno;
		if (n > 0) {
			text += n;
			left -= (size_t)n;
		}
	}
	if (close(fd) != 0 && error == 0)
		error = errno;
	return error ? write_error(path, error) : EXIT_DONE;
}

static int run(const struct cli *cli, int argc, char **argv)
{
	enum options_end end =
		options_read(options, argc, argv, options_none, NULL);

	if (end != OPTIONS_READ)
		return command_not_run(cli, &command_new, end);
	if (argc - options_rest() != 1) {
		complain(_("a file to write the lesson to is wanted"));
		return usage_error(&command_new);
	}
	return write_lesson(argv[options_rest()]);
}

const struct command command_new = {
	.name = "new",
	.operands = N_("FILE"),
	.summary = N_("write a lesson to begin with"),
	.options = options,
	.run = run,
};
