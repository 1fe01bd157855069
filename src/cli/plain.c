/* SPDX-License-Identifier: MIT */
/*
 * Lines in, lines out: an action is run on the session, then what the cursor
 * stands behind is told.
 */
#include "cli/plain.h"

#include "app/action.h"
#include "app/knobs.h"
#include "base/i18n.h"
#include "base/text.h"
#include "cli/command.h"
#include "export/writing.h"
#include "story/fill.h"
#include "story/heading.h"
#include "story/narrate.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { BUDGET = 1 << 20, EVENTS_AT_ONCE = 10000 };

static void settle(struct session *s)
{
	while (session_work(s, BUDGET))
		;
}

/* Actions that change no more than how a picture is laid out are left out. */
static bool is_told(const struct action *a)
{
	return a->group == GROUP_TIME || a->group == GROUP_SETUP ||
	       strcmp(a->name, "up") == 0 || strcmp(a->name, "down") == 0 ||
	       strcmp(a->name, "help") == 0 || strcmp(a->name, "quit") == 0 ||
	       strcmp(a->name, "more") == 0 || strcmp(a->name, "less") == 0 ||
	       strcmp(a->name, "default") == 0;
}

/* --- what is said --- */

static void add_run(struct str *out, const struct session *s, size_t run)
{
	if (session_shown(s) > 1) {
		str_add(out, str_text(&s->runs[run].name));
		str_add(out, ": ");
	}
}

static void say_event(const struct session *s, struct str *out)
{
	size_t run = 0;
	uint64_t event = 0;
	struct narrator narrator;

	if (!session_event(s, &run, &event)) {
		str_add(out, _("Nothing has happened yet.\n"));
		return;
	}
	narrator = narrator_make(s->program, session_trace(s, run),
				 &s->runs[run].setup);
	fill_dur(out, trace_at(narrator.trace, event)->t, s->program->unit);
	str_add(out, ", ");
	add_run(out, s, run);
	narrate(out, &narrator, event);
	str_addc(out, '\n');
}

/* How a run came out, when the cursor has come to its end. */
static void say_end(const struct session *s, struct str *out)
{
	size_t run = 0;
	uint64_t event = 0;

	if (!session_event(s, &run, &event) || !session_is_over(s, run))
		return;
	add_run(out, s, run);
	heading_result(out, &s->words, session_trace(s, run),
		       s->runs[run].metrics, s->program->unit);
	str_addc(out, '\n');
}

static void say_help(struct str *out)
{
	str_add(out, _("Enter goes on. A command is a name or its number, with "
		       "a count before it: 12 step. What follows it is typed: "
		       "go 8.\n"));
	for (size_t i = 0; i < n_actions; i++)
		if (is_told(&actions[i]))
			str_addf(out, "%zu. %s: %s\n", i + 1, actions[i].name,
				 _(actions[i].help));
}

/* All of them, or the chosen one. */
static void say_knobs(const struct session *s, bool all, struct str *out)
{
	struct knobs k = {0};

	knobs_list(&k, s);
	for (size_t i = 0; i < k.list.len; i++) {
		if (!all && (int)i != s->item)
			continue;
		str_addf(out, "%s", (int)i == s->item ? "> " : "  ");
		knob_group(out, s, &k.list.at[i]);
		str_add(out, k.list.at[i].kind == KNOB_NUMBER ? ": " : "");
		knob_name(out, s, &k.list.at[i]);
		str_add(out, ": ");
		knob_value(out, s, &k.list.at[i]);
		str_addc(out, '\n');
	}
	knobs_fini(&k);
}

static void say_chosen(const struct session *s, struct str *out)
{
	const struct session_row *row = session_chosen(s);
	char name[256];

	if (row == NULL || row->class != ACTOR_TASK)
		return;
	add_run(out, s, row->run);
	program_copy_name(s->program, row->first, name, sizeof name);
	str_add(out, name);
	str_addc(out, '\n');
}

static void say(const struct session *s, const struct action *a,
		struct str *out)
{
	if (s->said.len > 0)
		str_addf(out, "%s\n", str_text(&s->said));
	if (s->view == VIEW_HELP)
		say_help(out);
	else if (s->view == VIEW_KNOBS || s->view == VIEW_SETUPS)
		say_knobs(s, a->group != GROUP_DIALOG, out);
	else if (s->view == VIEW_ERRORS)
		str_add(out, str_text(&s->errors));
	else if (a->group == GROUP_TASK)
		say_chosen(s, out);
	else
		say_event(s, out);
	if (s->view == VIEW_STAGE)
		say_end(s, out);
}

/* --- what is asked for --- */

/* The rest of a line typed into a dialog. */
static void type(struct session *s, const char *text)
{
	size_t n;
	int cells;

	for (; *text != '\0'; text += n) {
		n = text_next(text, strlen(text), &cells);
		action_press(s, press_find(text, n));
	}
	action_press(s, PRESS_ENTER);
}

/* All that is still to come, an event a line. */
static void tell_rest(struct session *s, struct str *out)
{
	for (int i = 0; i < EVENTS_AT_ONCE; i++) {
		session_step(s, 1);
		if (s->said.len > 0)
			break;
		say_event(s, out);
		say_end(s, out);
	}
}

static const struct action *find(const char *word, size_t n)
{
	char *end;
	unsigned long number = strtoul(word, &end, 10);

	if (end == word + n && number >= 1 && number <= n_actions)
		return &actions[number - 1];
	return action_find(word, n);
}

/* In a list its own actions come first, and any other closes it. */
static void run(struct session *s, const struct action *a, int64_t count,
		const char *rest, struct str *out)
{
	bool list = s->view == VIEW_KNOBS || s->view == VIEW_SETUPS;

	if (list && strcmp(a->name, "down") == 0)
		a = action_find("item-down", strlen("item-down"));
	else if (list && strcmp(a->name, "up") == 0)
		a = action_find("item-up", strlen("item-up"));
	else if (s->view != VIEW_STAGE && a->group != GROUP_DIALOG)
		session_show(s, VIEW_STAGE);
	if (strcmp(a->name, "play") == 0) {
		tell_rest(s, out);
		return;
	}
	action_run(a, s, count);
	if (s->view == VIEW_WRITE)
		prompt_clear(&s->line);
	if (s->view == VIEW_TIME || s->view == VIEW_SEARCH ||
	    s->view == VIEW_WRITE)
		type(s, rest);
	settle(s);
	if (s->errand == ERRAND_WRITE)
		writing_do(s);
	if (s->errand == ERRAND_EDIT)
		session_say(s, "%s",
			    _("edit the file elsewhere, then start "
			      "again"));
	if (s->errand != ERRAND_QUIT) {
		s->errand = ERRAND_NONE;
		say(s, a, out);
	}
}

static const char *skip_blanks(const char *s)
{
	return s + strspn(s, " \t");
}

static void answer(struct session *s, const char *line, struct str *out)
{
	size_t n;
	int64_t count = 0;
	const struct action *a;

	line = skip_blanks(line);
	n = strcspn(line, " \t");
	if (n == 0) {
		line = "step";
		n = strlen(line);
	} else if (strspn(line, "0123456789") == n && line[n] != '\0') {
		count = strtoll(line, NULL, 10);
		count = count > 1000000 ? 1000000 : count;
		line = skip_blanks(line + n);
		n = strcspn(line, " \t");
	}
	a = find(line, n);
	if (a == NULL)
		str_addf(out, _("there is no such command; help lists them\n"));
	else
		run(s, a, count, skip_blanks(line + n), out);
}

/* A line without its end, made safe; false at the end of the input. */
static bool read_line(struct str *line)
{
	int c;

	str_clear(line);
	while ((c = getchar()) != EOF && c != '\n')
		if (c != '\r' && line->len < 1000)
			str_addc(line, (char)c);
	return c != EOF || line->len > 0;
}

int plain_play(struct session *s)
{
	struct str out = {0}, line = {0}, safe = {0};
	int code;

	s->endings = writing_endings;
	settle(s);
	str_addf(&out, _("%s. Enter goes on; help lists the commands.\n"),
		 str_text(&s->file));
	say_event(s, &out);
	while ((code = print_text(&out)) == EXIT_DONE &&
	       s->errand != ERRAND_QUIT && read_line(&line)) {
		str_clear(&out);
		str_clear(&safe);
		text_safe(&safe, str_text(&line), line.len);
		answer(s, str_text(&safe), &out);
	}
	str_fini(&out);
	str_fini(&line);
	str_fini(&safe);
	return code;
}
