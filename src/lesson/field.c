/* SPDX-License-Identifier: MIT */
/*
 * Blocks cut into fields: first where each begins and ends, line by line, then
 * what it says.
 */
#include "lesson/field.h"

#include "base/i18n.h"
#include "base/near.h"
#include "base/str.h"
#include "base/text.h"

#include <string.h>

struct cutter {
	struct fields *fields;
	const struct source *source;
	const struct field_form *form;
	struct diags *diags;
	bool open; /* the last field may go on */
};

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static bool is_of_key(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
	       (c >= '0' && c <= '9') || c == '_' || c == '-';
}

/* --- where fields begin and end --- */

static struct field *add_field(struct cutter *c, enum field_kind kind,
			       size_t begin, size_t end)
{
	struct field *f = vec_add(c->fields);

	f->kind = kind;
	f->key_begin = f->key_end = begin;
	f->value_begin = begin;
	f->value_end = end;
	c->open = kind != FIELD_PICTURE;
	return f;
}

static bool is_listed(const struct field_form *form, const char *key,
		      size_t len)
{
	for (size_t i = 0; form->keys && form->keys[i]; i++) {
		if (strlen(form->keys[i]) == len &&
		    memcmp(form->keys[i], key, len) == 0)
			return true;
	}
	return false;
}

/* A word that is nearly a key was meant as one. */
static bool is_misspelt(struct cutter *c, size_t begin, size_t len)
{
	const char *key = c->source->text + begin;
	size_t n = 0;
	const char *near;

	while (c->form->keys[n])
		n++;
	near = near_find(key, len, c->form->keys, n);
	if (!near || *key < 'a')
		return false;
	diag_add(c->diags, DIAG_ERROR, begin, begin + len, "%s",
		 _("no key is called so here"));
	diag_hint(c->diags, _("the nearest name: %.*s"), (int)strlen(near),
		  near);
	return true;
}

static size_t skip_blanks(const char *text, size_t begin, size_t end)
{
	while (begin < end && is_blank(text[begin]))
		begin++;
	return begin;
}

/* Where a "title" ends that begins there; BEGIN if none does. */
static size_t title_end(const struct cutter *c, size_t begin, size_t end)
{
	const char *quote = NULL;

	if (c->form->titled && begin < end && c->source->text[begin] == '"')
		quote = memchr(c->source->text + begin + 1, '"',
			       end - begin - 1);
	return quote ? (size_t)(quote - c->source->text) + 1 : begin;
}

/* `key: value`, where key is one of the form's or any is. */
static bool take_key(struct cutter *c, size_t begin, size_t end)
{
	const char *text = c->source->text;
	size_t key_end = begin, title, after, sign;
	bool listed;
	struct field *f;

	while (key_end < end && is_of_key(text[key_end]))
		key_end++;
	title = skip_blanks(text, key_end, end);
	after = title_end(c, title, end);
	sign = skip_blanks(text, after, end);
	if (key_end == begin || sign == end)
		return false;
	listed = is_listed(c->form, text + begin, key_end - begin);
	if (text[sign] != (listed ? ':' : c->form->sign))
		return false;
	if (!listed && c->form->keys && c->form->sign == ':' &&
	    !is_misspelt(c, begin, key_end - begin))
		return false;
	f = add_field(c, FIELD_KEY, begin, end);
	f->key_end = key_end;
	if (after > title) {
		f->title_begin = title;
		f->title_end = after;
	}
	f->value_begin = sign + 1;
	return true;
}

static void take_line(struct cutter *c, size_t begin, size_t end)
{
	const char *text = c->source->text;
	struct field *last = c->fields->len > 0 ? vec_last(c->fields) : NULL;
	size_t first = begin;
	bool is_answer;

	while (first < end && is_blank(text[first]))
		first++;
	is_answer = first + 1 < end && is_blank(text[first + 1]) &&
		    (text[first] == '*' || text[first] == '-');
	if (first == end || text[begin] == '#') {
		c->open = false;
		return;
	}
	if (text[first] == '|') {
		add_field(c, FIELD_PICTURE, first + 1, end);
	} else if (is_answer &&
		   (first == begin || !last || last->kind >= FIELD_RIGHT)) {
		add_field(c, text[first] == '*' ? FIELD_RIGHT : FIELD_WRONG,
			  first + 1, end);
	} else if (first > begin && c->open) {
		last->value_end = end;
	} else if (!take_key(c, first, end)) {
		if (last && last->kind == FIELD_TEXT)
			last->value_end = end;
		else
			add_field(c, FIELD_TEXT, first, end);
	}
}

/* --- what they say --- */

/* Runs of blanks become one, none stays at the ends. */
static const char *joined(struct arena *arena, const char *text, size_t len)
{
	struct str plain = {0}, safe = {0};
	const char *out;

	for (size_t i = 0; i < len; i++) {
		if (!is_blank(text[i]))
			str_addc(&plain, text[i]);
		else if (plain.len > 0 && plain.at[plain.len - 1] != ' ')
			str_addc(&plain, ' ');
	}
	if (plain.len > 0 && plain.at[plain.len - 1] == ' ')
		str_cut(&plain, plain.len - 1);
	text_safe(&safe, str_text(&plain), plain.len);
	out = arena_str(arena, str_text(&safe), safe.len);
	str_fini(&plain);
	str_fini(&safe);
	return out;
}

/* The first `!name` or `!` with blanks round it; END if there is none. */
static size_t find_mark(const char *text, size_t begin, size_t end,
			size_t *mark_end)
{
	for (size_t i = begin; i < end; i++) {
		if (text[i] != '!' || (i > begin && !is_blank(text[i - 1])))
			continue;
		*mark_end = i + 1;
		while (*mark_end < end && is_of_key(text[*mark_end]))
			++*mark_end;
		if (*mark_end == end || is_blank(text[*mark_end]))
			return i;
	}
	*mark_end = end;
	return end;
}

static void trim(const char *text, struct field *f)
{
	while (f->value_begin < f->value_end && is_blank(text[f->value_begin]))
		f->value_begin++;
	while (f->value_end > f->value_begin &&
	       is_blank(text[f->value_end - 1]))
		f->value_end--;
}

static const char *picture(struct arena *arena, const char *text, size_t len)
{
	struct str safe = {0};
	const char *out;

	while (len > 0 && is_blank(text[len - 1]))
		len--;
	text_safe(&safe, text, len);
	out = arena_str(arena, str_text(&safe), safe.len);
	str_fini(&safe);
	return out;
}

static void finish(struct field *f, struct arena *arena, const char *text)
{
	size_t end = f->value_end, mark, mark_end;

	f->key = arena_str(arena, text + f->key_begin,
			   f->key_end - f->key_begin);
	if (f->title_end > 0)
		f->title = joined(arena, text + f->title_begin + 1,
				  f->title_end - f->title_begin - 2);
	if (f->kind == FIELD_PICTURE) {
		f->value = picture(arena, text + f->value_begin,
				   end - f->value_begin);
		return;
	}
	if (f->kind == FIELD_RIGHT || f->kind == FIELD_WRONG) {
		mark = find_mark(text, f->value_begin, end, &mark_end);
		if (mark < end) {
			f->mark = arena_str(arena, text + mark + 1,
					    mark_end - mark - 1);
			f->why = joined(arena, text + mark_end, end - mark_end);
		}
		f->value_end = mark;
	}
	trim(text, f);
	f->value = joined(arena, text + f->value_begin,
			  f->value_end - f->value_begin);
}

void fields_read(struct fields *fields, struct arena *arena,
		 const struct source *source, size_t begin, size_t end,
		 const struct field_form *form, struct diags *diags)
{
	struct cutter c = {.fields = fields,
			   .source = source,
			   .form = form,
			   .diags = diags};

	while (begin < end) {
		const char *line = source->text + begin;
		const char *newline = memchr(line, '\n', end - begin);
		size_t next = newline ? begin + (size_t)(newline - line) : end;

		take_line(&c, begin, next);
		begin = next + (newline != NULL);
	}
	for (size_t i = 0; i < fields->len; i++)
		finish(fields->at + i, arena, source->text);
}

const struct field *fields_find(const struct fields *fields, const char *key)
{
	for (size_t i = fields->len; i-- > 0;) {
		if (fields->at[i].kind == FIELD_KEY &&
		    strcmp(fields->at[i].key, key) == 0)
			return fields->at + i;
	}
	return NULL;
}
