/* SPDX-License-Identifier: MIT */
/*
 * Sentences filled in. More places than there is room for are a bug.
 */
#include "lesson/telling.h"

#include "base/must.h"
#include "story/names.h"

static struct str *next_place(struct telling *t, const char *place)
{
	must(t->n < TELLING_PLACES);
	t->places[t->n] = place;
	return t->words + t->n++;
}

void tell_task(struct telling *t, const char *place, uint32_t copy)
{
	name_add_shown(next_place(t, place), t->showing->program, copy);
}

void tell_actor(struct telling *t, const char *place, uint32_t actor)
{
	if (actor != ACTOR_NONE && actor_class(actor) == ACTOR_TASK)
		tell_task(t, place, actor_index(actor));
	else
		name_add_called(next_place(t, place), t->showing->words,
				t->showing->program, showing_loops(t->showing),
				actor);
}

void tell_dur(struct telling *t, const char *place, int64_t ns)
{
	fill_dur(next_place(t, place), ns, t->showing->program->unit);
}

void tell_count(struct telling *t, const char *place, int64_t n)
{
	str_addi(next_place(t, place), n);
}

void tell_text(struct telling *t, const char *place, const char *text)
{
	str_add(next_place(t, place), text);
}

void tell_nothing(struct telling *t)
{
	for (size_t i = 0; i < t->n; i++)
		str_fini(t->words + i);
	*t = (struct telling){.showing = t->showing};
}

void tell(struct str *out, struct telling *t, const char *sentence)
{
	struct fill fills[TELLING_PLACES];

	for (size_t i = 0; i < t->n; i++)
		fills[i] = (struct fill){t->places[i], str_text(t->words + i)};
	if (out->len > 0 && out->at[out->len - 1] != ' ')
		str_addc(out, ' ');
	fill_add(out, sentence, fills, t->n);
	tell_nothing(t);
}
