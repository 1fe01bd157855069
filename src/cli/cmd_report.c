/* SPDX-License-Identifier: MIT */
/*
 * turntable report: what was right in all lessons, and where to look again; on
 * the screen, or as lines of text.
 */
#include "app/course.h"
#include "base/i18n.h"
#include "cli/command.h"
#include "cli/locale.h"
#include "cli/show.h"
#include "term/play.h"
#include "ui/reports.h"

enum {
	OPT_ASCII = 256,
	OPT_FRAME,
	OPT_LANG,
	OPT_MONO,
	OPT_PLAIN,
	OPT_SCRIPT,
	OPT_THEME
};

static const struct option_info options[] = {
	{OPT_ASCII, "ascii", NULL, N_("draw with ASCII only")},
	{OPT_FRAME, "frame", NULL,
	 N_("print the screen as text instead of taking the terminal")},
	{OPTION_HELP, "help", NULL, N_("print this and end")},
	{OPT_LANG, "lang", "en|ru", N_("the language to speak")},
	{OPT_MONO, "mono", NULL, N_("draw without colour")},
	{OPT_PLAIN, "plain", NULL,
	 N_("lines of text instead of a screen: for a screen reader")},
	{OPT_SCRIPT, "script", N_("FILE"),
	 N_("begin with the keys and actions in FILE")},
	{OPT_THEME, "theme", "dark|light", N_("the terminal's background")},
	{0, NULL, NULL, NULL},
};

struct wanted {
	bool plain;
	struct show show;
};

static bool take(void *wanted, int id, const char *argument)
{
	struct wanted *w = wanted;

	switch (id) {
	case OPT_ASCII:
		return w->show.options.ascii = true;
	case OPT_FRAME:
		return w->show.frame = true;
	case OPT_MONO:
		return w->show.options.mono = true;
	case OPT_PLAIN:
		return w->plain = true;
	case OPT_SCRIPT:
		w->show.script = argument;
		return true;
	case OPT_THEME:
		return show_theme(&w->show.options, argument);
	default:
		return true; /* --lang was heard before */
	}
}

/* A line each, as the screen has them. */
static int print_report(const struct session *s, size_t width)
{
	struct sheet sh = {0};
	struct str out = {0};
	int code;

	report_fill_lines(&sh, s, (int)width);
	for (size_t i = 0; i < sh.lines.len; i++) {
		const struct sheet_line *line = sh.lines.at + i;

		str_addn(&out, str_text(&sh.text) + line->begin, line->len);
		while (out.len > 0 && out.at[out.len - 1] == ' ')
			str_cut(&out, out.len - 1);
		str_addc(&out, '\n');
	}
	code = print_text(&out);
	str_fini(&out);
	sheet_fini(&sh);
	return code;
}

static int report(const struct wanted *wanted, const struct cli *cli)
{
	bool screen = wanted->show.frame || (!wanted->plain && term_is_there());
	struct session s;
	struct course course;
	int code;

	session_blank(&s, 0);
	s.ascii = wanted->show.options.ascii;
	course_open(&course, &s, language_now());
	course_show_list(&course);
	course_overview(&course);
	code = screen ? show_session(&wanted->show, &s)
		      : print_report(&s, cli->width);
	course_close(&course);
	session_fini(&s);
	return code;
}

static int run(const struct cli *cli, int argc, char **argv)
{
	struct wanted wanted = {.show.options = show_defaults(cli->utf8)};
	enum options_end end;

	end = options_read(options, argc, argv, take, &wanted);
	if (end != OPTIONS_READ)
		return command_not_run(cli, &command_report, end);
	if (options_rest() < argc) {
		complain(_("nothing more is wanted: the report is about all "
			   "lessons"));
		return usage_error(&command_report);
	}
	return report(&wanted, cli);
}

const struct command command_report = {
	.name = "report",
	.operands = "",
	.summary = N_("tell what you know, and what to look at again"),
	.options = options,
	.run = run,
};
