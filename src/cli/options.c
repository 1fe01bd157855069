/* SPDX-License-Identifier: MIT */
/*
 * getopt_long fed by our table; its own messages are off, ours name the
 * nearest option there is.
 */
#include "cli/options.h"

#include "base/i18n.h"
#include "base/near.h"
#include "base/str.h"
#include "base/text.h"
#include "cli/command.h"

#include <getopt.h>
#include <string.h>

enum { SHORTS_MAX = 2 * OPTIONS_MAX + 4, FIRST_LONG = 256 };

static bool has_letter(const struct option_info *o)
{
	return o->id < FIRST_LONG;
}

/* "+:o:h": stop at the first operand, tell a missing argument apart. */
static void fill_shorts(const struct option_info *table, bool stop,
			char *shorts)
{
	if (stop)
		*shorts++ = '+';
	*shorts++ = ':';
	for (; table->name; table++) {
		if (!has_letter(table))
			continue;
		*shorts++ = (char)table->id;
		if (table->argument)
			*shorts++ = ':';
	}
	*shorts = '\0';
}

static void fill_longs(const struct option_info *table, struct option *longs)
{
	for (; table->name; table++, longs++) {
		*longs = (struct option){
			.name = table->name,
			.has_arg = table->argument ? required_argument
						   : no_argument,
			.val = table->id,
		};
	}
	*longs = (struct option){0};
}

static const char *nearest(const struct option_info *table, const char *name,
			   size_t len)
{
	struct near near = {.name = name, .len = len};

	for (; table->name; table++)
		near_offer(&near, table->name, strlen(table->name));
	return near.best;
}

static void tell_unknown(const struct option_info *table, const char *word)
{
	const char *near = NULL;

	if (strncmp(word, "--", 2) == 0)
		near = nearest(table, word + 2, strcspn(word + 2, "="));
	if (near)
		complain(_("unknown option: %s; perhaps --%s is meant"), word,
			 near);
	else
		complain(_("unknown option: %s"), word);
}

void options_begin(void)
{
	optind = 0;
	opterr = 0;
}

int options_next(const struct option_info *table, bool stop, int argc,
		 char **argv, const char **argument)
{
	char shorts[SHORTS_MAX];
	struct option longs[OPTIONS_MAX + 1];
	int before = optind ? optind : 1, id;

	fill_shorts(table, stop, shorts);
	fill_longs(table, longs);
	id = getopt_long(argc, argv, shorts, longs, NULL);
	*argument = optarg;
	if (id == ':') {
		complain(_("this option wants an argument: %s"),
			 argv[optind - 1]);
		return OPTIONS_BAD;
	}
	if (id == '?') {
		tell_unknown(table,
			     argv[optind > before ? optind - 1 : before]);
		return OPTIONS_BAD;
	}
	return id;
}

enum options_end options_read(const struct option_info *table, int argc,
			      char **argv, option_take *take, void *wanted)
{
	const char *argument;
	int id;

	options_begin();
	while ((id = options_next(table, false, argc, argv, &argument)) !=
	       OPTIONS_DONE) {
		if (id == OPTION_HELP)
			return OPTIONS_HELP;
		if (id == OPTIONS_BAD || !take(wanted, id, argument))
			return OPTIONS_WRONG;
	}
	return OPTIONS_READ;
}

bool options_none(void *wanted, int id, const char *argument)
{
	(void)wanted, (void)id, (void)argument;
	return true; /* --lang was heard before */
}

int options_rest(void)
{
	return optind;
}

void help_line(struct str *out, const char *name, size_t column,
	       const char *text, size_t width)
{
	struct text_wrap wrap = {0};
	size_t used = text_width(name, strlen(name));
	size_t room = width > column + 24 ? width - column - 4 : 24;

	str_add(out, "  ");
	str_add(out, name);
	if (used > column) {
		str_addc(out, '\n');
		str_fill(out, ' ', column + 4);
	} else {
		str_fill(out, ' ', column - used + 2);
	}
	text_wrap(&wrap, text, strlen(text), room);
	for (size_t i = 0; i < wrap.lines.len; i++) {
		if (i > 0)
			str_fill(out, ' ', column + 4);
		str_addn(out, text + wrap.lines.at[i].begin,
			 wrap.lines.at[i].len);
		str_addc(out, '\n');
	}
	text_wrap_fini(&wrap);
}

void options_help(struct str *out, const struct option_info *table,
		  size_t width)
{
	struct str name = {0};

	for (; table->name; table++) {
		str_clear(&name);
		if (has_letter(table))
			str_addf(&name, "-%c, ", table->id);
		else
			str_add(&name, "    ");
		str_addf(&name, "--%s", table->name);
		if (table->argument)
			str_addf(&name, " %s", _(table->argument));
		help_line(out, str_text(&name), 20, _(table->help), width);
	}
	str_fini(&name);
}
