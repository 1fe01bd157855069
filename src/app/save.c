/* SPDX-License-Identifier: MIT */
/* A name to write to, and the endings it may have. */
#include "app/save.h"

#include "base/i18n.h"
#include "base/must.h"

#include <string.h>

/* The name's ending, point and all; its end if it has none. */
static size_t ending_at(const struct str *name)
{
	const char *text = str_text(name), *slash = strrchr(text, '/');
	const char *point = strrchr(slash ? slash : text, '.');

	return point ? (size_t)(point - text) : name->len;
}

static void put_ending(struct str *name, const char *ending)
{
	str_cut(name, ending_at(name));
	str_add(name, ending);
}

void save_ask(struct session *s)
{
	const char *file = str_text(&s->file), *slash = strrchr(file, '/');
	struct str name = {0};

	if (s->endings == NULL)
		return;
	session_show(s, VIEW_WRITE);
	str_add(&name, slash ? slash + 1 : file);
	if (name.len == 0)
		str_add(&name, "turntable");
	put_ending(&name, s->endings[0]);
	prompt_propose(&s->line, str_text(&name));
	str_fini(&name);
}

/* Which of the endings the name has; the last one if none. */
static size_t ending_of(const struct session *s, size_t *n)
{
	const struct str *name = &s->line.text;
	const char *ending = str_text(name) + ending_at(name);
	size_t found = SIZE_MAX;

	for (*n = 0; s->endings[*n]; ++*n)
		if (strcmp(s->endings[*n], ending) == 0)
			found = *n;
	return found < *n ? found : *n - 1;
}

void save_turn(struct session *s, int64_t n)
{
	size_t count, at = ending_of(s, &count);
	struct str name = {0};
	int64_t next;

	must(count > 0);
	next = ((int64_t)at + n) % (int64_t)count;
	str_add(&name, str_text(&s->line.text));
	put_ending(&name, s->endings[next < 0 ? next + (int64_t)count : next]);
	if (s->line.is_proposed)
		prompt_propose(&s->line, str_text(&name));
	else
		prompt_set(&s->line, str_text(&name));
	str_fini(&name);
	s->dirty = true;
}

void save_typed(struct session *s, const char *name)
{
	struct str whole = {0};

	if (*name == '\0')
		return;
	str_add(&whole, name);
	if (ending_at(&whole) == whole.len && s->endings)
		str_add(&whole, s->endings[0]);
	if (strcmp(str_text(&whole), str_text(&s->to_write)) != 0) {
		str_clear(&s->to_write);
		str_add(&s->to_write, str_text(&whole));
		s->asked_twice = false;
	}
	str_fini(&whole);
	s->errand = ERRAND_WRITE;
}

bool save_confirms(struct session *s, bool is_taken)
{
	bool sure = !is_taken || s->asked_twice;

	s->asked_twice = !sure;
	if (sure)
		return true;
	session_show(s, VIEW_WRITE);
	prompt_propose(&s->line, str_text(&s->to_write));
	session_say(s, _("%s is there already; Enter once more replaces it"),
		    str_text(&s->to_write));
	return false;
}
