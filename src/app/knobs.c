/* SPDX-License-Identifier: MIT */
/*
 * Knobs made of the tables of models and keys, and of the digits that stand in
 * the scenario's statements.  Turning one of those edits the text.
 */
#include "app/knobs.h"

#include "base/i18n.h"
#include "base/must.h"
#include "base/text.h"
#include "scenario/setup_text.h"
#include "story/fill.h"

#include <string.h>

enum { NUMBERS_MOST = 200, DIGITS_MOST = 9 };

/* --- which there are --- */

/* Has it a say as things are? */
static bool matters(const struct setup *setup, enum setup_key key)
{
	uint32_t whose = setup_key_policies(key);
	bool lock = setup_has_gil(setup);

	if (key == KEY_INTERVAL || key == KEY_SUCCESSOR)
		return lock;
	if (key == KEY_POLICY || key == KEY_QUANTUM || key == KEY_TIES)
		return !lock;
	return whose == 0 || (!lock && whose >> setup->key[KEY_POLICY] & 1);
}

static void add_setup(struct knobs *k, const struct session *s, size_t run)
{
	struct knob knob = {.kind = KNOB_MODEL, .run = (uint8_t)run};
	const struct setup *setup = &s->runs[run].setup;

	vec_push(&k->list, knob);
	knob.kind = KNOB_KEY;
	for (int key = 0; key < SETUP_KEYS; key++) {
		knob.key = (uint8_t)key;
		if (setup_takes((enum setup_model)setup->model,
				(enum setup_key)key) &&
		    matters(setup, (enum setup_key)key))
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
		if (!has_model(s, model) && s->n_runs < SESSION_RUNS)
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

	if (k->task != NONE)
		str_addf(out, "%s: ", s->program->tasks[k->task].name);
	text_safe(out, text, end ? (size_t)(end - text) : n);
}

void knob_name(struct str *out, const struct session *s, const struct knob *k)
{
	switch ((enum knob_kind)k->kind) {
	case KNOB_MODEL:
		str_addf(out, _("setup %u"), k->run + 1U);
		return;
	case KNOB_KEY:
		str_add(out, setup_keys[k->key].name);
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

	if (value == SETUP_NO_UNTIL)
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
		str_add(out, _("not yet"));
		return;
	}
	must_not_reach();
}

/* --- turning them --- */

void knobs_select(struct session *s, int64_t down)
{
	struct knobs k = {0};
	int64_t item = s->item + down;

	knobs_list(&k, s);
	item = item < (int64_t)k.list.len ? item : (int64_t)k.list.len - 1;
	s->item = item > 0 ? (int)item : 0;
	s->dirty = true;
	knobs_fini(&k);
}

static int64_t within(int64_t value, int64_t min, int64_t max)
{
	value = value < min ? min : value;
	return value > max ? max : value;
}

static int64_t turn_around(int64_t value, int64_t by, int64_t n)
{
	must(n > 0);
	return ((value + by) % n + n) % n;
}

/* By the scenario's units, near nought by tenths of them; what must not be
 * nought stops at the least of those. */
static int64_t turned_dur(const struct session *s, int64_t value,
			  int64_t notches, const struct setup_key_info *info)
{
	int64_t notch = s->program->unit, least = info->min;

	if (value == SETUP_NO_UNTIL)
		value = session_end(s);
	if (notch >= 10 && (value < notch || (value == notch && notches < 0)))
		notch /= 10;
	if (notches > (INT64_MAX - value) / notch)
		return value;
	if (least > 0 && least < notch)
		least = notch < value ? notch : value;
	return within(value + notches * notch, least, info->max);
}

/* Twice as much, or half. */
static int64_t turned_bytes(int64_t value, int64_t notches,
			    const struct setup_key_info *info)
{
	for (; notches > 0 && value <= info->max / 2; notches--)
		value = value > 0 ? value * 2 : 1;
	for (; notches < 0 && value > info->min; notches++)
		value /= 2;
	return value;
}

/* Only what is one value can be turned. */
static bool turns(enum setup_key key)
{
	return setup_keys[key].kind != KEY_COUNTS &&
	       setup_keys[key].kind != KEY_DURATIONS;
}

static int64_t turned(const struct session *s, const struct setup *setup,
		      int key, int64_t notches)
{
	const struct setup_key_info *info = &setup_keys[key];
	int64_t value = setup->key[key], n = 0;

	if (info->kind == KEY_DURATION)
		return turned_dur(s, value, notches, info);
	if (info->kind == KEY_COUNT)
		return notches > info->max - value
			       ? info->max
			       : within(value + notches, info->min, info->max);
	if (info->kind == KEY_BYTES)
		return turned_bytes(value, notches, info);
	while (info->choices[n] != NULL)
		n++;
	return turn_around(value, notches, n);
}

static void turn_key(struct session *s, const struct knob *k, int64_t notches)
{
	struct setup setup = s->runs[k->run].setup;

	if (!turns((enum setup_key)k->key))
		return;
	setup_give(&setup, (enum setup_key)k->key,
		   turned(s, &setup, k->key, notches));
	session_set_setup(s, k->run, &setup);
}

/* The other model takes over the keys that it knows. */
static void turn_model(struct session *s, const struct knob *k, int64_t notches)
{
	const struct setup *old = &s->runs[k->run].setup;
	struct setup setup;
	int64_t model = turn_around(old->model, notches, SETUP_MODELS);

	setup_init(&setup, (enum setup_model)model, s->program->unit,
		   s->program->seed);
	for (int key = 0; key < SETUP_KEYS; key++)
		if (setup_is_given(old, (enum setup_key)key) &&
		    setup_takes((enum setup_model)model, (enum setup_key)key))
			setup_give(&setup, (enum setup_key)key, old->key[key]);
	session_set_setup(s, k->run, &setup);
}

static void turn_number(struct session *s, const struct knob *k,
			int64_t notches)
{
	const char *text = str_text(&s->text);
	struct str changed = {0};
	int64_t value = 0;

	if (k->end - k->begin > DIGITS_MOST)
		return;
	for (uint32_t i = k->begin; i < k->end; i++)
		value = value * 10 + (text[i] - '0');
	value = within(value + notches, 0, 999999999);
	str_addn(&changed, text, k->begin);
	str_addi(&changed, value);
	str_add(&changed, text + k->end);
	session_reload(s, &changed);
	str_fini(&changed);
}

static void add_run(struct session *s, const struct knob *k)
{
	struct setup setup;

	setup_init(&setup, (enum setup_model)k->key, s->program->unit,
		   s->program->seed);
	if (session_add(s, &setup))
		s->item = (int)s->n_runs - 1;
}

static void turn(struct session *s, const struct knob *k, int64_t notches)
{
	switch ((enum knob_kind)k->kind) {
	case KNOB_MODEL:
		turn_model(s, k, notches);
		return;
	case KNOB_KEY:
		turn_key(s, k, notches);
		return;
	case KNOB_NUMBER:
		turn_number(s, k, notches);
		return;
	case KNOB_RUN:
		session_hide(s, k->run, !s->runs[k->run].hidden);
		return;
	case KNOB_NEW:
		add_run(s, k);
		return;
	}
	must_not_reach();
}

void knobs_turn(struct session *s, int64_t notches)
{
	struct knobs k = {0};

	knobs_list(&k, s);
	if (s->item >= 0 && (size_t)s->item < k.list.len)
		turn(s, &k.list.at[s->item], notches);
	knobs_fini(&k);
	s->dirty = true;
}
