/* SPDX-License-Identifier: MIT */
/*
 * Values as text: shown to people in their language, and written and read as
 * authors write them, which is the same in every language.
 */
#include "story/value.h"

#include "base/dur.h"
#include "base/i18n.h"
#include "base/must.h"
#include "base/text.h"
#include "sim/trace.h"
#include "story/fill.h"
#include "story/fraction.h"
#include "story/metrics.h"
#include "story/names.h"

#include <string.h>

enum { DECIMALS = 1000 };

/* --- showing --- */

/* At most three decimals, without zeros at the end. */
static void show_number(struct str *out, const struct value *v,
			const char *point)
{
	uint64_t size = v->n < 0 ? ~(uint64_t)v->n + 1 : (uint64_t)v->n;
	uint64_t thousands = fraction_round(
		(struct fraction){size, (uint64_t)v->den}, DECIMALS);

	if (v->den == 1) {
		str_addi(out, v->n);
		return;
	}
	if (v->n < 0)
		str_addc(out, '-');
	str_addu(out, thousands / DECIMALS);
	thousands %= DECIMALS;
	if (thousands) {
		str_addf(out, "%s%03u", point, (unsigned)thousands);
		while (out->at[out->len - 1] == '0')
			str_cut(out, out->len - 1);
	}
}

static void show_size(struct str *out, int64_t bytes, int64_t unit)
{
	uint64_t n = bytes < 0 ? ~(uint64_t)bytes + 1 : (uint64_t)bytes;

	if (bytes < 0)
		str_addc(out, '-');
	figure_show(out, FIGURE_BYTES, (struct fraction){n, 1}, unit);
}

static void show_actor(struct str *out, const struct program *p, uint32_t actor)
{
	if (actor == ACTOR_NONE)
		str_add(out, _("nobody"));
	else
		name_add_called(out, NULL, p, 0, actor);
}

static void show_lines(struct str *out, const struct value *v)
{
	for (size_t i = 0; i < v->len; i++) {
		if (i > 0)
			str_add(out, " / ");
		text_safe(out, v->lines[i], strlen(v->lines[i]));
	}
}

static void show_list(struct str *out, const struct value *v)
{
	for (size_t i = 0; i < v->len; i++) {
		if (i > 0)
			str_add(out, ", ");
		show_actor(out, v->program, v->actors[i]);
	}
}

void value_show(struct str *out, const struct value *v, int64_t unit)
{
	switch (v->type) {
	case VALUE_TRUTH:
		str_add(out, v->n ? _("yes") : _("no"));
		return;
	case VALUE_NUMBER:
		show_number(out, v, decimal_point());
		return;
	case VALUE_DURATION:
		fill_dur(out, v->n, unit);
		return;
	case VALUE_SIZE:
		show_size(out, v->n, unit);
		return;
	case VALUE_ACTOR:
		show_actor(out, v->program, v->actor);
		return;
	case VALUE_LIST:
		show_list(out, v);
		return;
	case VALUE_LINES:
		show_lines(out, v);
		return;
	case VALUE_TYPES:
		break;
	}
	must_not_reach();
}

/* --- writing --- */

static void write_duration(struct str *out, int64_t ns, int64_t unit)
{
	int u = (int)unit_of(unit);

	/* the largest unit that says it exactly, from the scenario's down */
	while (u > DUR_NS && ns % dur_unit_ns((enum dur_unit)u) != 0)
		u--;
	str_addi(out, ns / dur_unit_ns((enum dur_unit)u));
	str_add(out, dur_unit_name((enum dur_unit)u));
}

static const struct {
	const char *name;
	int64_t bytes;
} sizes[] = {{"GiB", INT64_C(1) << 30},
	     {"MiB", INT64_C(1) << 20},
	     {"KiB", INT64_C(1) << 10},
	     {"B", 1}};

/* In the largest unit that says it exactly. */
static void write_size(struct str *out, int64_t bytes)
{
	size_t u = 0;

	while (sizes[u].bytes > 1 &&
	       (bytes == 0 || bytes % sizes[u].bytes != 0))
		u++;
	str_addi(out, bytes / sizes[u].bytes);
	str_add(out, sizes[u].name);
}

static void write_actor(struct str *out, const struct program *p,
			uint32_t actor)
{
	if (actor == ACTOR_NONE)
		str_add(out, "nobody");
	else
		name_add(out, p, false, actor);
}

void value_write(struct str *out, const struct value *v, int64_t unit)
{
	switch (v->type) {
	case VALUE_TRUTH:
		str_add(out, v->n ? "yes" : "no");
		return;
	case VALUE_NUMBER:
		show_number(out, v, ".");
		return;
	case VALUE_DURATION:
		write_duration(out, v->n, unit);
		return;
	case VALUE_SIZE:
		write_size(out, v->n);
		return;
	case VALUE_ACTOR:
		write_actor(out, v->program, v->actor);
		return;
	case VALUE_LIST:
		for (size_t i = 0; i < v->len; i++) {
			str_add(out, i > 0 ? ", " : "");
			write_actor(out, v->program, v->actors[i]);
		}
		return;
	case VALUE_LINES:
		show_lines(out, v);
		return;
	case VALUE_TYPES:
		break;
	}
	must_not_reach();
}

/* --- reading --- */

struct word_list {
	const char *at;
	size_t len;
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static struct word_list trimmed(const char *at, size_t len)
{
	while (len > 0 && is_blank(*at)) {
		at++;
		len--;
	}
	while (len > 0 && is_blank(at[len - 1]))
		len--;
	return (struct word_list){at, len};
}

static bool is_word(struct word_list w, const char *word)
{
	return w.len == strlen(word) && memcmp(w.at, word, w.len) == 0;
}

static bool read_truth(struct word_list w, struct value *out)
{
	bool is_true = is_word(w, "yes") || is_word(w, "true");

	*out = value_truth(is_true);
	return is_true || is_word(w, "no") || is_word(w, "false");
}

static bool read_number(struct word_list w, struct value *out)
{
	int64_t n = 0, den = 1;
	bool is_negative = w.len > 1 && *w.at == '-', after = false;
	size_t i = is_negative;

	if (i == w.len)
		return false;
	for (; i < w.len; i++) {
		char c = w.at[i];

		if (c == '.' && !after && i > is_negative && i + 1 < w.len) {
			after = true;
			continue;
		}
		if (c < '0' || c > '9' || !dur_mul(n, 10, &n) ||
		    !dur_add(n, c - '0', &n) ||
		    (after && !dur_mul(den, 10, &den)))
			return false;
	}
	*out = value_fraction(is_negative ? -n : n, den);
	return true;
}

static bool read_duration(struct word_list w, const struct program *p,
			  struct value *out)
{
	enum dur_unit unit = p ? unit_of(p->unit) : DUR_MS;

	*out = value_duration(0);
	return dur_parse(w.at, w.len, unit, &out->n) == DUR_OK;
}

/* "48 KiB", "1.5MiB". */
static bool read_size(struct word_list w, struct value *out)
{
	struct value by;

	for (size_t u = 0; u < sizeof sizes / sizeof *sizes; u++) {
		size_t len = strlen(sizes[u].name);

		if (w.len <= len ||
		    memcmp(w.at + w.len - len, sizes[u].name, len) != 0)
			continue;
		by = value_size(sizes[u].bytes);
		return read_number(trimmed(w.at, w.len - len), out) &&
		       value_combine('*', out, &by, out);
	}
	return false;
}

static bool read_actor(struct word_list w, const struct program *p,
		       struct value *out)
{
	*out = value_actor(p, ACTOR_NONE);
	return value_find_actor(p, w.at, w.len, &out->actor);
}

/* The next piece before SIGN, which is a sign between blanks or a comma. */
static struct word_list next_piece(struct word_list *rest, char sign)
{
	size_t n = 0;
	struct word_list piece;

	while (n < rest->len &&
	       !(rest->at[n] == sign &&
		 (sign == ',' ||
		  ((n == 0 || is_blank(rest->at[n - 1])) &&
		   (n + 1 == rest->len || is_blank(rest->at[n + 1]))))))
		n++;
	piece = trimmed(rest->at, n);
	n += n < rest->len;
	rest->at += n;
	rest->len -= n;
	return piece;
}

static size_t count_pieces(struct word_list w, char sign)
{
	size_t n = 0;

	while (w.len > 0) {
		next_piece(&w, sign);
		n++;
	}
	return n;
}

static bool read_list(struct word_list w, const struct program *p,
		      struct arena *arena, struct value *out)
{
	size_t n = count_pieces(w, ',');
	uint32_t *actors = arena_array(arena, n, sizeof *actors);

	*out = (struct value){.type = VALUE_LIST,
			      .den = 1,
			      .program = p,
			      .actors = actors,
			      .len = n};
	for (size_t i = 0; i < n; i++) {
		struct word_list name = next_piece(&w, ',');

		if (!value_find_actor(p, name.at, name.len, actors + i))
			return false;
	}
	return n > 0;
}

static bool read_lines(struct word_list w, struct arena *arena,
		       struct value *out)
{
	size_t n = count_pieces(w, '/');
	const char **lines = arena_array(arena, n, sizeof *lines);

	*out = (struct value){
		.type = VALUE_LINES, .den = 1, .lines = lines, .len = n};
	for (size_t i = 0; i < n; i++) {
		struct word_list line = next_piece(&w, '/');

		lines[i] = arena_str(arena, line.at, line.len);
	}
	return true;
}

bool value_read(const char *text, size_t len, enum value_type type,
		const struct program *p, struct arena *arena, struct value *out)
{
	struct word_list w = trimmed(text, len);

	switch (type) {
	case VALUE_TRUTH:
		return read_truth(w, out);
	case VALUE_NUMBER:
		return read_number(w, out);
	case VALUE_DURATION:
		return read_duration(w, p, out);
	case VALUE_SIZE:
		return read_size(w, out);
	case VALUE_ACTOR:
		return read_actor(w, p, out);
	case VALUE_LIST:
		return read_list(w, p, arena, out);
	case VALUE_LINES:
		return read_lines(w, arena, out);
	case VALUE_TYPES:
		break;
	}
	must_not_reach();
	return false;
}

/* --- names --- */

static bool read_copy(const char *at, size_t len, uint32_t count,
		      uint32_t *number)
{
	*number = 0;
	for (size_t i = 0; i < len; i++) {
		if (at[i] < '0' || at[i] > '9' || *number > count)
			return false;
		*number = *number * 10 + (uint32_t)(at[i] - '0');
	}
	return len > 0 && *number >= 1 && *number <= count;
}

bool value_find_task(const struct program *p, const char *name, size_t len,
		     uint32_t *first, uint32_t *count)
{
	const char *dot = memchr(name, '.', len);
	struct word_list base = {name, dot ? (size_t)(dot - name) : len};
	uint32_t number;

	for (uint32_t i = 0; i < p->n_tasks; i++) {
		const struct prog_task *task = p->tasks + i;

		if (!is_word(base, task->name))
			continue;
		*first = task->first;
		*count = task->count;
		if (!dot)
			return true;
		if (!read_copy(dot + 1, len - base.len - 1, task->count,
			       &number))
			return false;
		*first += number - 1;
		*count = 1;
		return true;
	}
	return false;
}

bool value_find_actor(const struct program *p, const char *name, size_t len,
		      uint32_t *actor)
{
	struct word_list w = {name, len};
	uint32_t first, count;

	*actor = ACTOR_NONE;
	if (is_word(w, "nobody"))
		return true;
	if (!p || len == 0)
		return false;
	if (value_find_task(p, name, len, &first, &count)) {
		*actor = ACTOR(ACTOR_TASK, first);
		return count == 1;
	}
	for (uint32_t i = 0; i < p->n_objects; i++) {
		if (is_word(w, p->objects[i].name)) {
			*actor = ACTOR(ACTOR_OBJECT, i);
			return true;
		}
	}
	return false;
}
