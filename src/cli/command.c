/* SPDX-License-Identifier: MIT */
/*
 * What all subcommands share: complaints, help, numbers.
 * Nothing else in the program writes to standard error.
 */
#include "cli/command.h"

#include "app/output.h"
#include "base/i18n.h"
#include "base/str.h"
#include "base/text.h"

#include <errno.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void complain(const char *format, ...)
{
	struct str text = {0}, safe = {0};
	va_list args;

	va_start(args, format);
	str_addv(&text, format, args);
	va_end(args);
	text_safe(&safe, str_text(&text), text.len);
	fprintf(stderr, "turntable: %s\n", str_text(&safe));
	str_fini(&text);
	str_fini(&safe);
}

int usage_error(const struct command *command)
{
	if (command)
		fprintf(stderr, _("Try: turntable %s --help\n"), command->name);
	else
		fputs(_("Try: turntable --help\n"), stderr);
	return EXIT_USAGE;
}

int write_error(const char *path, int error)
{
	if (error != EPIPE)
		complain(_("cannot write to %s: %s"),
			 path ? path : _("standard output"), strerror(error));
	return EXIT_ENVIRONMENT;
}

int print_text(const struct str *text)
{
	struct output *out = output_open(NULL);
	int error = output_write(out, str_text(text), text->len);
	int closed = output_close(out);

	if (error == 0)
		error = closed;
	return error ? write_error(NULL, error) : EXIT_DONE;
}

int command_help(const struct cli *cli, const struct command *command)
{
	struct str out = {0};
	int code;

	str_addf(&out, _("Usage: turntable %s [OPTION]..."), command->name);
	if (*command->operands)
		str_addf(&out, " %s", _(command->operands));
	str_addc(&out, '\n');
	str_addf(&out, "%s\n\n", _(command->summary));
	options_help(&out, command->options, cli->width);
	code = print_text(&out);
	str_fini(&out);
	return code;
}

int command_not_run(const struct cli *cli, const struct command *command,
		    enum options_end end)
{
	return end == OPTIONS_HELP ? command_help(cli, command)
				   : usage_error(command);
}

bool number_option(const char *name, const char *text, long long min,
		   long long max, long long *out)
{
	char *end;

	errno = 0;
	*out = strtoll(text, &end, 10);
	if (*text >= '0' && *text <= '9' && *end == '\0' && errno == 0 &&
	    *out >= min && *out <= max)
		return true;
	complain(_("--%s wants a whole number from %lld to %lld, not %s"), name,
		 min, max, text);
	return false;
}
