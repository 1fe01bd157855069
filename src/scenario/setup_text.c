/* SPDX-License-Identifier: MIT */
/*
 * Setups read and written. What may stand there is vos/setup.c's tables.
 */
#include "scenario/setup_text.h"

#include "base/dur.h"
#include "base/i18n.h"
#include "base/must.h"
#include "base/near.h"

#include <string.h>

/* Bytes of the text. */
struct piece_of {
	const char *at;
	size_t len;
};

struct setup_reader {
	const struct source *text;
	const struct program *program;
	struct setup *setup;
	struct diags *diags;
	size_t at;
	uint64_t seen;                     /* bit 1 << key */
	struct piece_of names[SETUP_KEYS]; /* of those seen */
};

static bool equals(struct piece_of piece, const char *word)
{
	return piece.len == strlen(word) &&
	       memcmp(piece.at, word, piece.len) == 0;
}

static void wrong(struct setup_reader *r, struct piece_of where,
		  const char *message)
{
	size_t begin = (size_t)(where.at - r->text->text);

	diag_add(r->diags, DIAG_ERROR, begin, begin + where.len, "%s", message);
}

/* The nearest of the names that were offered, or all of them. */
static void hint(struct setup_reader *r, const struct near *near,
		 struct str *all)
{
	if (near->best)
		diag_hint(r->diags, _("the nearest name: %.*s"),
			  (int)near->best_len, near->best);
	else
		diag_hint(r->diags, _("there are: %s"), str_text(all));
	str_fini(all);
}

static void offer(struct near *near, struct str *all, const char *name)
{
	near_offer(near, name, strlen(name));
	str_addf(all, "%s%s", all->len > 0 ? " " : "", name);
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}

/* The next word, up to a blank; empty at the end. */
static struct piece_of next_word(struct setup_reader *r)
{
	const char *text = r->text->text;
	size_t begin;

	while (r->at < r->text->len && is_blank(text[r->at]))
		r->at++;
	begin = r->at;
	while (r->at < r->text->len && !is_blank(text[r->at]))
		r->at++;
	return (struct piece_of){text + begin, r->at - begin};
}

static bool read_model(struct setup_reader *r)
{
	struct piece_of word = next_word(r);
	struct near near = {.name = word.at, .len = word.len};
	struct str all = {0};

	for (int i = 0; i < SETUP_MODELS; i++) {
		const char *name = setup_models[i].name;

		if (!equals(word, name)) {
			offer(&near, &all, name);
			continue;
		}
		setup_init(r->setup, (enum setup_model)i, r->program->unit,
			   r->program->seed);
		str_fini(&all);
		return true;
	}
	wrong(r, word,
	      word.len > 0 ? _("no setup is called so")
			   : _("a setup begins with its name"));
	hint(r, &near, &all);
	return false;
}

/* The key of this name, or SETUP_KEYS and a report. */
static enum setup_key find_key(struct setup_reader *r, struct piece_of name)
{
	enum setup_model model = (enum setup_model)r->setup->model;
	struct near near = {.name = name.at, .len = name.len};
	struct str all = {0};
	enum setup_key known = SETUP_KEYS;

	for (int i = 0; i < SETUP_KEYS; i++) {
		enum setup_key key = (enum setup_key)i;

		if (equals(name, setup_keys[key].name))
			known = key;
		if (setup_takes(model, key))
			offer(&near, &all, setup_keys[key].name);
	}
	if (known < SETUP_KEYS && setup_takes(model, known)) {
		str_fini(&all);
		return known;
	}
	wrong(r, name,
	      known < SETUP_KEYS ? _("this setup does not take this key")
				 : _("no key is called so"));
	if (known < SETUP_KEYS)
		near.best = NULL;
	hint(r, &near, &all);
	return SETUP_KEYS;
}

static enum dur_unit unit_of(int64_t ns)
{
	int unit = DUR_NS;

	while (unit < DUR_H && dur_unit_ns((enum dur_unit)unit) < ns)
		unit++;
	return (enum dur_unit)unit;
}

/* Reports a number that is out of its range. */
static bool in_range(struct setup_reader *r, struct piece_of value,
		     const struct setup_key_info *info, int64_t number)
{
	if (number >= info->min && number <= info->max)
		return true;
	if (info->max == INT64_MAX) {
		wrong(r, value, _("this must be longer than 0"));
		return false;
	}
	wrong(r, value, _("this is out of range"));
	diag_hint(r->diags, _("from %lld to %lld"), (long long)info->min,
		  (long long)info->max);
	return false;
}

static bool read_count(struct setup_reader *r, struct piece_of value,
		       const struct setup_key_info *info, int64_t *number)
{
	*number = 0;
	if (info->value == SETUP_ANY && equals(value, "none")) {
		*number = SETUP_ANY;
		return true;
	}
	for (size_t i = 0; i < value.len; i++) {
		char c = value.at[i];

		if (c < '0' || c > '9') {
			wrong(r, value, _("a whole number belongs here"));
			return false;
		}
		if (!dur_mul(*number, 10, number) ||
		    !dur_add(*number, c - '0', number)) {
			wrong(r, value, _("this number is too large"));
			return false;
		}
	}
	return in_range(r, value, info, *number);
}

static bool read_duration(struct setup_reader *r, struct piece_of value,
			  const struct setup_key_info *info, int64_t *ns)
{
	static const char *const messages[] = {
		[DUR_OK] = NULL,
		[DUR_NO_NUMBER] = N_("a duration belongs here"),
		[DUR_BAD_UNIT] = N_("no such unit of time"),
		[DUR_TOO_FINE] = N_("nothing is shorter than a nanosecond"),
		[DUR_TOO_LONG] = N_("this is too long: more than 292 years"),
	};
	enum dur_status status;

	if (info->value == SETUP_NO_UNTIL && equals(value, "none")) {
		*ns = SETUP_NO_UNTIL;
		return true;
	}
	status = dur_parse(value.at, value.len, unit_of(r->program->unit), ns);
	if (status == DUR_OK)
		return in_range(r, value, info, *ns);
	wrong(r, value, _(messages[status]));
	diag_hint(r->diags, _("such as 5, 1.5s or 100ms; units are: %s"),
		  "ns us ms s min h");
	return false;
}

static bool read_choice(struct setup_reader *r, struct piece_of value,
			const struct setup_key_info *info, int64_t *choice)
{
	struct near near = {.name = value.at, .len = value.len};
	struct str all = {0};

	for (*choice = 0; info->choices[*choice]; ++*choice) {
		if (equals(value, info->choices[*choice])) {
			str_fini(&all);
			return true;
		}
		offer(&near, &all, info->choices[*choice]);
	}
	wrong(r, value, _("this key has no such value"));
	near.best = NULL;
	hint(r, &near, &all);
	return false;
}

typedef bool read_fn(struct setup_reader *r, struct piece_of value,
		     const struct setup_key_info *info, int64_t *out);

/* Items between commas; *n of them go where the key's list is. */
static bool read_list(struct setup_reader *r, struct piece_of value,
		      const struct setup_key_info *info, int64_t *n)
{
	read_fn *read = info->kind == KEY_COUNTS ? read_count : read_duration;
	int64_t *list =
		setup_list(r->setup, (enum setup_key)(info - setup_keys));
	const char *end = value.at + value.len;

	for (*n = 0;; ++*n) {
		const char *comma =
			memchr(value.at, ',', (size_t)(end - value.at));
		struct piece_of item = {value.at, 0};

		item.len = (size_t)((comma ? comma : end) - item.at);
		if (*n == SETUP_LEVELS) {
			wrong(r, item, _("so many a list may not have"));
			return false;
		}
		if (item.len == 0) {
			wrong(r, item, _("an item is missing: 10,20,40"));
			return false;
		}
		if (!read(r, item, info, &list[*n]))
			return false;
		if (!comma)
			break;
		value.at = comma + 1;
	}
	++*n;
	return true;
}

/* The units of sizes, each 1024 times the one before. */
static const char *const sizes[] = {"B", "KiB", "MiB", "GiB", "TiB"};

enum { SIZES = sizeof sizes / sizeof *sizes };

static bool wrong_size(struct setup_reader *r, struct piece_of value)
{
	wrong(r, value, _("a size belongs here"));
	diag_hint(r->diags, _("such as 512, 16KiB or 4MiB; units are: %s"),
		  "B KiB MiB GiB TiB");
	return false;
}

static bool read_bytes(struct setup_reader *r, struct piece_of value,
		       const struct setup_key_info *info, int64_t *bytes)
{
	struct piece_of unit = value;
	int64_t factor = 1;
	int i = 0;

	*bytes = 0;
	for (; unit.len > 0 && *unit.at >= '0' && *unit.at <= '9';
	     unit.at++, unit.len--)
		if (!dur_mul(*bytes, 10, bytes) ||
		    !dur_add(*bytes, *unit.at - '0', bytes))
			return wrong_size(r, value);
	while (unit.len > 0 && i < SIZES && !equals(unit, sizes[i])) {
		factor *= 1024;
		i++;
	}
	if (unit.len == value.len || i == SIZES ||
	    !dur_mul(*bytes, factor, bytes))
		return wrong_size(r, value);
	return in_range(r, value, info, *bytes);
}

static read_fn *const readers[] = {
	[KEY_COUNT] = read_count,    [KEY_DURATION] = read_duration,
	[KEY_CHOICE] = read_choice,  [KEY_COUNTS] = read_list,
	[KEY_DURATIONS] = read_list, [KEY_BYTES] = read_bytes};

/* key=value */
static void read_pair(struct setup_reader *r, struct piece_of word)
{
	const char *sign = memchr(word.at, '=', word.len);
	struct piece_of name = word, value = {0};
	enum setup_key key;
	int64_t number;

	if (sign)
		name.len = (size_t)(sign - word.at);
	key = find_key(r, name);
	if (key == SETUP_KEYS)
		return;
	if (sign)
		value = (struct piece_of){sign + 1, word.len - name.len - 1};
	if (value.len == 0) {
		wrong(r, word, _("a key has a value: key=value, no spaces"));
		return;
	}
	if (r->seen >> key & 1) {
		wrong(r, name, _("this key is given twice"));
		return;
	}
	r->seen |= UINT64_C(1) << key;
	r->names[key] = name;
	if (readers[setup_keys[key].kind](r, value, &setup_keys[key], &number))
		setup_give(r->setup, key, number);
}

static void hint_policies(struct setup_reader *r, enum setup_key key)
{
	struct str all = {0};

	for (int i = 0; i < SETUP_POLICIES; i++)
		if (setup_key_policies(key) >> i & 1)
			str_addf(&all, "%s%s", all.len > 0 ? " " : "",
				 setup_policies[i].name);
	diag_hint(r->diags, _("it belongs to policy= %s"), str_text(&all));
	str_fini(&all);
}

/* Keys that have no say are mistakes. */
static void look_for_strays(struct setup_reader *r)
{
	static const char *const messages[] = {
		[STRAY_NONE] = NULL,
		[STRAY_POLICY] = N_("this policy does not take this key"),
		[STRAY_LOCKED] = N_("the interpreter's lock decides here"),
		[STRAY_FREE] = N_("there is no interpreter's lock here"),
		[STRAY_EACH] = N_("there is no event loop in these processes"),
		[STRAY_SHARED] = N_("all cores have one queue here"),
		[STRAY_COLD] = N_("data in a cache make nobody faster here"),
	};
	static const char *const words[] = {[STRAY_LOCKED] = "gil=off",
					    [STRAY_FREE] = "gil=on",
					    [STRAY_EACH] = "each=async",
					    [STRAY_SHARED] = "queues=each",
					    [STRAY_COLD] = "rate="};
	enum setup_key key = setup_stray_key(r->setup);
	enum setup_stray why;

	if (key == SETUP_KEYS)
		return;
	why = setup_stray(r->setup, key);
	wrong(r, r->names[key], _(messages[why]));
	if (why == STRAY_POLICY)
		hint_policies(r, key);
	else
		diag_hint(r->diags, _("it belongs to %s"), words[why]);
}

/* Where there are several loops some counts have less room. */
static void look_at_counts(struct setup_reader *r)
{
	static const enum setup_key counts[] = {KEY_WORKERS, KEY_EXECUTOR};

	for (size_t i = 0; i < sizeof counts / sizeof *counts; i++) {
		enum setup_key key = counts[i];
		int64_t most = setup_most(r->setup, key);

		if (!setup_is_given(r->setup, key) ||
		    r->setup->key[key] <= most)
			continue;
		wrong(r, r->names[key], _("this is out of range"));
		diag_hint(r->diags, _("from %lld to %lld"),
			  (long long)setup_keys[key].min, (long long)most);
	}
}

static void look_at_lists(struct setup_reader *r)
{
	static const enum setup_key lists[] = {KEY_QUANTA, KEY_ALLOTMENT};

	for (size_t i = 0; i < sizeof lists / sizeof *lists; i++)
		if (r->setup->key[lists[i]] > r->setup->key[KEY_LEVELS])
			wrong(r, r->names[lists[i]],
			      _("there are fewer levels than this has items"));
}

bool setup_parse(const struct source *text, const struct program *program,
		 struct setup *setup, struct diags *diags)
{
	struct setup_reader r = {.text = text,
				 .program = program,
				 .setup = setup,
				 .diags = diags};
	size_t errors = diags->counts[DIAG_ERROR];

	if (!read_model(&r))
		return false;
	for (;;) {
		struct piece_of word = next_word(&r);

		if (word.len == 0)
			break;
		read_pair(&r, word);
	}
	if (diags->counts[DIAG_ERROR] == errors) {
		look_for_strays(&r);
		look_at_lists(&r);
		look_at_counts(&r);
	}
	return diags->counts[DIAG_ERROR] == errors;
}

/* "1.5" in the scenario's unit, "2s" in another. */
static void format_duration(struct str *out, int64_t ns, enum dur_unit unit)
{
	struct str text = {0};
	const char *space;

	if (ns == SETUP_NO_UNTIL) {
		str_add(out, "none");
		return;
	}
	dur_format(&text, ns, unit, ".");
	space = strchr(str_text(&text), ' ');
	must(space != NULL);
	str_addn(out, text.at, (size_t)(space - text.at));
	if (strcmp(space + 1, dur_unit_name(unit)) != 0)
		str_add(out, space + 1);
	str_fini(&text);
}

static void format_list(struct str *out, const struct setup *setup,
			enum setup_key key, enum dur_unit unit)
{
	const int64_t *list =
		key == KEY_QUANTA ? setup->quanta : setup->allotment;

	for (int64_t i = 0; i < setup->key[key]; i++) {
		if (i > 0)
			str_addc(out, ',');
		if (setup_keys[key].kind == KEY_COUNTS)
			str_addi(out, list[i]);
		else
			format_duration(out, list[i], unit);
	}
}

static void format_bytes(struct str *out, int64_t bytes)
{
	int i = 0;

	while (i + 1 < SIZES && bytes > 0 && bytes % 1024 == 0) {
		bytes /= 1024;
		i++;
	}
	str_addi(out, bytes);
	str_add(out, sizes[i]);
}

void setup_format_value(const struct setup *setup, enum setup_key key,
			int64_t unit, struct str *out)
{
	const struct setup_key_info *info = &setup_keys[key];
	int64_t value = setup->key[key];

	switch ((enum key_kind)info->kind) {
	case KEY_COUNT:
		if (value == SETUP_ANY)
			str_add(out, "none");
		else
			str_addi(out, value);
		return;
	case KEY_DURATION:
		format_duration(out, value, unit_of(unit));
		return;
	case KEY_CHOICE:
		str_add(out, info->choices[value]);
		return;
	case KEY_BYTES:
		format_bytes(out, value);
		return;
	case KEY_COUNTS:
	case KEY_DURATIONS:
		format_list(out, setup, key, unit_of(unit));
		return;
	}
}

void setup_format(const struct setup *setup, const struct program *program,
		  struct str *out)
{
	str_add(out, setup_models[setup->model].name);
	for (int i = 0; i < SETUP_KEYS; i++) {
		enum setup_key key = (enum setup_key)i;

		if (!setup_is_given(setup, key) ||
		    setup_stray(setup, key) != STRAY_NONE)
			continue;
		str_addf(out, " %s=", setup_keys[key].name);
		setup_format_value(setup, key, program->unit, out);
	}
}
