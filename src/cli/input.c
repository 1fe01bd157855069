/* SPDX-License-Identifier: MIT */
/* Reading files that the command line names, and telling what is wrong. */
#include "cli/input.h"

#include "app/load.h"
#include "base/i18n.h"
#include "cli/command.h"

#include <errno.h>
#include <stdio.h>
#include <string.h>

const char *input_name(const char *path)
{
	return strcmp(path, "-") == 0 ? _("standard input") : path;
}

int input_failed(const char *path)
{
	complain(_("cannot read %s: %s"), input_name(path), strerror(errno));
	return EXIT_ENVIRONMENT;
}

int input_too_large(const char *path, size_t limit, int code)
{
	complain(_("%s is larger than the %zu KiB that it may have"),
		 input_name(path), limit / 1024);
	return code;
}

int input_read(const char *path, size_t limit, int too_large, struct str *text)
{
	switch (load_file(path, limit, text)) {
	case LOAD_OK:
		return EXIT_DONE;
	case LOAD_FAILED:
		return input_failed(path);
	case LOAD_TOO_LARGE:
		return input_too_large(path, limit, too_large);
	}
	return EXIT_ENVIRONMENT;
}

void input_tell(struct diags *diags, const struct source *source)
{
	struct str said = {0};

	diags_print(diags, source, &said);
	fputs(str_text(&said), stderr);
	str_fini(&said);
	diags_fini(diags);
}
