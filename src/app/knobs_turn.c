/* SPDX-License-Identifier: MIT */
/*
 * Turning knobs: what a notch is for each kind.  A setup's gives it another
 * run; a number's edits the text, which is then read anew.
 */
#include "app/knobs.h"

#include "base/i18n.h"
#include "base/must.h"

enum { DIGITS_MOST = 9 };

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

/* Is it none by itself?  Then that comes before the least and, turned up,
 * after nothing. */
static bool can_be_none(const struct setup *setup, enum setup_key key)
{
	struct setup without = *setup;

	setup_reset(&without, key);
	return without.key[key] == SETUP_NEVER;
}

/* By the scenario's units, near nought by tenths of them; what must not be
 * nought stops at the least of those. */
static int64_t turned_dur(const struct session *s, const struct setup *setup,
			  enum setup_key key, int64_t notches)
{
	const struct setup_key_info *info = &setup_keys[key];
	int64_t notch = s->program->unit, least = info->min;
	int64_t value = setup->key[key];

	if (value == SETUP_NEVER)
		return session_end(s) > least ? session_end(s) : notch;
	if (notch >= 10 && (value < notch || (value == notch && notches < 0)))
		notch /= 10;
	if (notches > (INT64_MAX - value) / notch)
		return value;
	if (can_be_none(setup, key) && value + notches * notch < notch)
		return SETUP_NEVER;
	if (least > 0 && least < notch)
		least = notch < value ? notch : value;
	return within(value + notches * notch, least, info->max);
}

/* From no bound at all down to what the scenario may just fill. */
static int64_t turned_count(const struct session *s, const struct setup *setup,
			    enum setup_key key, int64_t notches)
{
	const struct setup_key_info *info = &setup_keys[key];
	int64_t value = setup->key[key];
	bool none = can_be_none(setup, key);

	if (none && value == SETUP_ANY)
		return within(notches > 0 ? info->min + notches - 1
					  : s->program->n_copies,
			      info->min, info->max);
	if (none && notches < 0 && value + notches < info->min)
		return SETUP_ANY;
	return notches > info->max - value
		       ? info->max
		       : within(value + notches, info->min, info->max);
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
		      enum setup_key key, int64_t notches)
{
	const struct setup_key_info *info = &setup_keys[key];
	int64_t value = setup->key[key], n = 0;

	if (info->kind == KEY_DURATION)
		return turned_dur(s, setup, key, notches);
	if (info->kind == KEY_COUNT)
		return turned_count(s, setup, key, notches);
	if (info->kind == KEY_BYTES)
		return turned_bytes(value, notches, info);
	while (info->choices[n] != NULL)
		n++;
	return turn_around(value, notches, n);
}

/* Takes back what makes no sense any more. */
static void tidy(struct setup *setup)
{
	static const enum setup_key lists[] = {KEY_QUANTA, KEY_ALLOTMENT};
	static const enum setup_key counts[] = {KEY_WORKERS, KEY_EXECUTOR};
	enum setup_key stray;

	while ((stray = setup_stray_key(setup)) != SETUP_KEYS)
		setup_reset(setup, stray);
	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (setup->key[lists[i]] > setup->key[KEY_LEVELS])
			setup_reset(setup, lists[i]);
	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++)
		if (setup_is_given(setup, counts[i]) &&
		    setup->key[counts[i]] > setup_most(setup, counts[i]))
			setup_reset(setup, counts[i]);
}

/* Gives a key a value, or takes it back if that is what it is by itself. */
static void give(struct setup *setup, enum setup_key key, int64_t value)
{
	struct setup without = *setup;

	setup_reset(&without, key);
	if (without.key[key] == value)
		*setup = without;
	else
		setup_give(setup, key, value);
	tidy(setup);
}

static void turn_key(struct session *s, const struct knob *k, int64_t notches)
{
	struct setup setup = s->runs[k->run].setup;

	if (!turns((enum setup_key)k->key)) {
		session_say(s, "%s", _("a list is given with the setup: --as"));
		return;
	}
	give(&setup, (enum setup_key)k->key,
	     turned(s, &setup, (enum setup_key)k->key, notches));
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
	tidy(&setup);
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
	else
		session_say(s, "%s",
			    _("four setups at most; k makes another of one"));
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

void knobs_reset(struct session *s)
{
	struct knobs k = {0};
	const struct knob *knob;

	knobs_list(&k, s);
	knob = s->item >= 0 && (size_t)s->item < k.list.len
		       ? &k.list.at[s->item]
		       : NULL;
	if (knob != NULL && knob_is_given(s, knob)) {
		struct setup setup = s->runs[knob->run].setup;

		setup_reset(&setup, (enum setup_key)knob->key);
		tidy(&setup);
		session_set_setup(s, knob->run, &setup);
	} else if (knob != NULL && knob->kind == KNOB_KEY) {
		session_say(s, "%s", _("it is what it is by itself"));
	}
	knobs_fini(&k);
	s->dirty = true;
}
