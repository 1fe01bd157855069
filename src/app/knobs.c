/* SPDX-License-Identifier: MIT */
/*
 * Knobs made of the tables of models and keys, and of the digits that stand in
 * the scenario's statements.  What turning them does is in knobs_turn.c.
 */
#include "app/knobs.h"

#include "base/i18n.h"
#include "base/must.h"
#include "base/text.h"
#include "scenario/setup_text.h"
#include "story/fill.h"
#include "story/heading.h"

#include <string.h>

enum { NUMBERS_MOST = 200 };

/* --- which there are --- */

/* What is said of tasks' data is of no use where nobody has any. */
static bool has_use(const struct program *p, enum setup_key key)
{
	if (key != KEY_RATE && key != KEY_WARMUP && key != KEY_CACHE)
		return true;
	for (uint32_t i = 0; i < p->n_tasks; i++)
		if (p->tasks[i].data > 0)
			return true;
	return false;
}

/* Does the setup take the key, and does it change anything? */
static bool is_knob(const struct session *s, const struct setup *setup,
		    enum setup_key key)
{
	return setup_takes((enum setup_model)setup->model, key) &&
	       setup_stray(setup, key) == STRAY_NONE &&
	       has_use(s->program, key);
}

static void add_setup(struct knobs *k, const struct session *s, size_t run)
{
	struct knob knob = {.kind = KNOB_MODEL, .run = (uint8_t)run};
	const struct setup *setup = &s->runs[run].setup;

	vec_push(&k->list, knob);
	knob.kind = KNOB_KEY;
	for (int key = 0; key < SETUP_KEYS; key++) {
		knob.key = (uint8_t)key;
		if (is_knob(s, setup, (enum setup_key)key))
			vec_push(&k->list, knob);
	}
}

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_word(char c)
{
	return is_digit(c) || c == '_' || c == '.' || (c >= 'a' && c <= 'z') ||
	       (c >= 'A' && c <= 'Z');
}

static uint32_t task_of_line(const struct program *p, uint32_t line)
{
	uint32_t found = NONE;

	for (uint32_t i = 0; i < p->n_tasks; i++)
		if (p->tasks[i].line < line)
			found = i;
	return found;
}

/* The numbers of a statement that stand outside its quoted texts. */
static void add_numbers(struct knobs *k, const struct session *s, uint32_t stmt)
{
	const struct prog_stmt *st = &s->program->stmts[stmt];
	const char *text = str_text(&s->text);
	bool quoted = false;

	for (uint32_t i = st->begin; i < st->end && i < s->text.len; i++) {
		uint32_t begin = i;

		quoted ^= text[i] == '"';
		if (quoted || !is_digit(text[i]) ||
		    (i > st->begin && is_word(text[i - 1])))
			continue;
		while (i < st->end && is_digit(text[i]))
			i++;
		vec_push(&k->list, (struct knob){.kind = KNOB_NUMBER,
						 .task = task_of_line(
							 s->program, st->line),
						 .stmt = stmt,
						 .begin = begin,
						 .end = i});
		i--;
	}
}

static bool has_model(const struct session *s, int model)
{
	for (size_t i = 0; i < s->n_runs; i++)
		if (s->runs[i].setup.model == model)
			return true;
	return false;
}

static void list_setups(struct knobs *k, const struct session *s)
{
	for (size_t i = 0; i < s->n_runs; i++)
		vec_push(&k->list,
			 (struct knob){.kind = KNOB_RUN, .run = (uint8_t)i});
	for (int model = 0; model < SETUP_MODELS; model++)
		if (!has_model(s, model))
			vec_push(&k->list,
				 (struct knob){.kind = KNOB_NEW,
					       .key = (uint8_t)model});
}

void knobs_list(struct knobs *k, const struct session *s)
{
	vec_clear(&k->list);
	if (s->view == VIEW_SETUPS) {
		list_setups(k, s);
		return;
	}
	for (size_t i = 0; i < s->n_runs; i++)
		if (!s->runs[i].hidden)
			add_setup(k, s, i);
	for (uint32_t i = 0; i < s->program->n_stmts; i++)
		if (k->list.len < NUMBERS_MOST)
			add_numbers(k, s, i);
}

void knobs_fini(struct knobs *k)
{
	vec_fini(&k->list);
}

/* --- what they say --- */

static void name_number(struct str *out, const struct session *s,
			const struct knob *k)
{
	const struct prog_stmt *st = &s->program->stmts[k->stmt];
	const char *text = str_text(&s->text) + st->begin;
	size_t n = st->end - st->begin;
	const char *end = memchr(text, '\n', n);

	text_safe(out, text, end ? (size_t)(end - text) : n);
}

void knob_group(struct str *out, const struct session *s, const struct knob *k)
{
	if (k->kind == KNOB_NUMBER && k->task != NONE)
		str_add(out, s->program->tasks[k->task].name);
}

void knob_name(struct str *out, const struct session *s, const struct knob *k)
{
	switch ((enum knob_kind)k->kind) {
	case KNOB_MODEL:
		if (s->runs[k->run].label.len > 0)
			str_add(out, str_text(&s->runs[k->run].label));
		else
			str_addf(out, _("setup %u"), k->run + 1U);
		return;
	case KNOB_KEY:
		str_add(out, words_or(&s->words, setup_keys[k->key].name,
				      setup_keys[k->key].name));
		return;
	case KNOB_NUMBER:
		name_number(out, s, k);
		return;
	case KNOB_RUN:
		str_add(out, str_text(&s->runs[k->run].name));
		return;
	case KNOB_NEW:
		str_add(out, setup_models[k->key].name);
		return;
	}
	must_not_reach();
}

static void key_value(struct str *out, const struct session *s,
		      const struct setup *setup, int key)
{
	const struct setup_key_info *info = &setup_keys[key];
	int64_t value = setup->key[key];

	if (value == SETUP_NEVER)
		str_add(out, _("none"));
	else if (info->kind == KEY_DURATION)
		fill_dur(out, value, s->program->unit);
	else
		setup_format_value(setup, (enum setup_key)key, s->program->unit,
				   out);
}

void knob_value(struct str *out, const struct session *s, const struct knob *k)
{
	const struct setup *setup = &s->runs[k->run].setup;

	switch ((enum knob_kind)k->kind) {
	case KNOB_MODEL:
		str_add(out, setup_models[setup->model].name);
		return;
	case KNOB_KEY:
		key_value(out, s, setup, k->key);
		return;
	case KNOB_NUMBER:
		str_addn(out, str_text(&s->text) + k->begin, k->end - k->begin);
		return;
	case KNOB_RUN:
		str_add(out, s->runs[k->run].hidden ? _("hidden") : _("shown"));
		return;
	case KNOB_NEW:
		str_add(out, _("not compared"));
		return;
	}
	must_not_reach();
}

bool knob_is_given(const struct session *s, const struct knob *k)
{
	return k->kind == KNOB_KEY &&
	       setup_is_given(&s->runs[k->run].setup, (enum setup_key)k->key);
}

void knob_help(struct str *out, const struct session *s, const struct knob *k)
{
	switch ((enum knob_kind)k->kind) {
	case KNOB_MODEL:
		str_add(out, _(setup_models[s->runs[k->run].setup.model].help));
		return;
	case KNOB_KEY:
		str_add(out, _(setup_keys[k->key].help));
		return;
	case KNOB_NUMBER:
		str_add(out, _("a number of the scenario; the file stays as it "
			       "is"));
		return;
	case KNOB_RUN:
		str_add(out, s->runs[k->run].hidden
				     ? _("space shows it again")
				     : _("space hides it; it is kept"));
		return;
	case KNOB_NEW:
		str_add(out, _(setup_models[k->key].help));
		return;
	}
	must_not_reach();
}
