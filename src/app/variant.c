/* SPDX-License-Identifier: MIT */
/* Variants copied, and put on a session. */
#include "app/variant.h"

#include "base/mem.h"

#include <string.h>

enum { BUDGET = 1 << 20 };

static char *copy(const char *text)
{
	size_t n = strlen(text) + 1;

	return memcpy(mem_new(n), text, n);
}

void variant_take(struct variant *v, const struct attempt *a, const char *text,
		  char *const *lines, size_t n_lines)
{
	*v = (struct variant){.n_setups = a->n_setups};
	for (size_t i = 0; i < a->n_setups; i++)
		v->setups[i] = a->setups[i].setup;
	str_add(&v->text, text);
	for (size_t i = 0; i < n_lines; i++)
		vec_push(&v->lines, lines[i] ? copy(lines[i]) : NULL);
}

void variant_fini(struct variant *v)
{
	for (size_t i = 0; i < v->lines.len; i++)
		mem_free(v->lines.at[i]);
	vec_fini(&v->lines);
	str_fini(&v->text);
	*v = (struct variant){0};
}

bool variant_is_shown(const struct variant *v, const struct session *s)
{
	if (s->n_runs != v->n_setups ||
	    strcmp(str_text(&s->text), str_text(&v->text)) != 0)
		return false;
	for (size_t i = 0; i < s->n_runs; i++)
		if (s->runs[i].hidden ||
		    !showing_same_setup(&s->runs[i].setup, &v->setups[i]))
			return false;
	return true;
}

void variant_show(const struct variant *v, struct session *s)
{
	if (strcmp(str_text(&s->text), str_text(&v->text)) != 0)
		session_reload(s, &v->text);
	for (size_t i = 0; i < v->n_setups && i < s->n_runs; i++)
		if (!showing_same_setup(&s->runs[i].setup, &v->setups[i]))
			session_set_setup(s, i, &v->setups[i]);
	while (session_work(s, BUDGET))
		;
	session_zoom_fit(s);
	session_seek(s, session_end(s));
}
