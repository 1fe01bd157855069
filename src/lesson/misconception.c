/* SPDX-License-Identifier: MIT */
/*
 * The table of misconceptions that the program knows, and who uses a name.
 */
#include "lesson/misconception.h"

#include "base/i18n.h"
#include "lesson/part.h"
#include "story/fill.h"

#include <string.h>

const struct misconception_word misconceptions[] = {
	{"adds_up", N_("Every addition counts, whoever comes between reading "
		       "and writing.")},
	{"all_count", N_("What is the same for one is the same for all.")},
	{"alone", N_("A task needs only its own time, as if nobody else were "
		     "there.")},
	{"arrival", N_("Who comes first is first in everything.")},
	{"as_before", N_("Under another setup it comes out the same.")},
	{"fence", N_("There are as many changes as turns.")},
	{"first_turn", N_("Who has had a turn is done.")},
	{"free_start", N_("A thread or a process is there at once and costs "
			  "nothing.")},
	{"free_switch", N_("A switch costs nothing.")},
	{"holder", N_("A task waits for a person, not for a thing.")},
	{"longest", N_("It takes as long as the longest task.")},
	{"longest_first", N_("The long ones go first.")},
	{"once", N_("Each has the core just once.")},
	{"other_figure", N_("Being in line, waiting, running: one taken for "
			    "another.")},
	{"own", N_("A task waits for what it has itself.")},
	{"preempted_only", N_("A switch is only where somebody is "
			      "interrupted.")},
	{"serial", N_("One after another: nothing goes on meanwhile.")},
	{"shortest", N_("The short ones go first.")},
	{"undone", N_("What tasks write does not last.")},
	{"waits_are_idle", N_("While one waits, nobody works.")},
	{"work_only", N_("Only work takes time; waiting is free.")},
	{"yields", N_("Whoever stops has been interrupted.")},
	{NULL, NULL},
};

static const char *words_in(const struct words *w, const char *name)
{
	for (size_t i = 0; i < w->len; i++)
		if (strcmp(w->at[i].term, name) == 0)
			return w->at[i].word;
	return NULL;
}

static const char *declared(const struct lesson *l, const char *name)
{
	const char *words = NULL;

	for (size_t i = 0; i < l->parts.len && !words; i++)
		if (l->parts.at[i].misconceptions)
			words = words_in(l->parts.at[i].misconceptions, name);
	return words;
}

static const char *known(const char *name)
{
	const struct misconception_word *m = misconceptions;

	while (m->name && strcmp(m->name, name) != 0)
		m++;
	return m->name ? _(m->words) : NULL;
}

const char *misconception_words(const struct lesson *l, const char *name)
{
	const char *words = declared(l, name);

	return words ? words : known(name);
}

/* --- the block --- */

static void add_name(struct part_reader *r, struct words *names,
		     struct word *at, const struct field *f)
{
	if (f->kind != FIELD_KEY)
		part_wrong(r, f->value_begin, f->value_end,
			   _("a line of this block is NAME = WORDS"));
	else if (words_in(names, f->key))
		part_wrong(r, f->key_begin, f->key_end,
			   _("this name has its words already"));
	else if (part_needs(r, f, f->key))
		at[names->len++] = (struct word){f->key, f->value, f->value};
}

void part_misconceptions(struct part_reader *r)
{
	static const struct field_form form = {.sign = '='};
	struct words *names = arena_alloc(r->arena, sizeof *names);
	struct fields fields = {0};
	struct word *at;

	part_fields(r, &fields, &form);
	at = arena_array(r->arena, fields.len, sizeof *at);
	names->at = at;
	for (size_t i = 0; i < fields.len; i++)
		add_name(r, names, at, fields.at + i);
	r->part->misconceptions = names;
	vec_fini(&fields);
}

static const struct choice *user_in(const struct asked *asked, const char *name)
{
	for (size_t i = 0; asked && i < asked->n_choices; i++)
		if (asked->choices[i].name &&
		    strcmp(asked->choices[i].name, name) == 0)
			return asked->choices + i;
	return NULL;
}

/* "28 ms", and why that is wrong. */
static void say_answer(struct str *out, const struct lesson *l, size_t part,
		       const struct choice *c)
{
	struct query_scope scope = lesson_scope(l, part);
	struct str answer = {0};
	struct fill fill = {"answer", NULL};

	if (l->parts.at[part].asked->answer)
		value_show(&answer, &c->value,
			   scope.program ? scope.program->unit : 1);
	else
		str_add(&answer, c->text);
	fill.text = str_text(&answer);
	fill_add(out, _("\"{answer}\""), &fill, 1);
	str_addf(out, " %s", c->why ? c->why : "");
	str_fini(&answer);
}

void misconception_say(struct str *out, const struct lesson *l,
		       const char *name)
{
	const char *words = misconception_words(l, name);
	const struct choice *c = NULL;
	struct fill fill = {"words", NULL};

	for (size_t i = 0; i < l->parts.len && !words && !c; i++) {
		c = user_in(l->parts.at[i].asked, name);
		if (c)
			say_answer(out, l, i, c);
	}
	fill.text = words;
	if (words)
		fill_add(out, _("Not so: \"{words}\""), &fill, 1);
	else if (!c)
		str_add(out, name);
}

/* --- checking --- */

/* How many questions before that part name it. */
static size_t users(const struct lesson *l, const char *name, size_t before)
{
	size_t n = 0;

	for (size_t i = 0; i < before; i++)
		n += user_in(l->parts.at[i].asked, name) != NULL;
	return n;
}

/* The second question that names it is where it is said. */
static void check_used(const struct lesson *l, size_t part, struct diags *diags)
{
	const struct asked *asked = l->parts.at[part].asked;

	for (size_t i = 0; asked && i < asked->n_choices; i++) {
		const struct choice *c = asked->choices + i;

		if (!c->name || !*c->name || misconception_words(l, c->name) ||
		    users(l, c->name, part) != 1)
			continue;
		diag_add(diags, DIAG_ERROR, c->begin, c->end,
			 _("another question names this misconception, too: "
			   "%s"),
			 c->name);
		diag_hint(diags,
			  _("if it is the same, say it once in a block "
			    "misconceptions: %s = WORDS; if not, name it "
			    "otherwise"),
			  c->name);
	}
}

static void check_declared(const struct lesson *l, const struct part *part,
			   struct diags *diags)
{
	const struct words *w = part->misconceptions;

	for (size_t i = 0; w && i < w->len; i++) {
		if (users(l, w->at[i].term, l->parts.len) > 0)
			continue;
		diag_add(diags, DIAG_ERROR, part->head, part->begin,
			 _("no wrong answer has this name: %s"), w->at[i].term);
	}
}

void misconception_check(const struct lesson *l, struct diags *diags)
{
	for (size_t i = 0; i < l->parts.len; i++) {
		check_used(l, i, diags);
		check_declared(l, l->parts.at + i, diags);
	}
}
