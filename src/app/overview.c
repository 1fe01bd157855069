/* SPDX-License-Identifier: MIT */
/*
 * Each lesson is read once, what its recap says is added, and it is let go.
 * A question that says where else to look sends the student there.
 */
#include "app/overview.h"

#include "app/recap.h"
#include "lesson/misconception.h"

#include <stdlib.h>
#include <string.h>

struct standing standing_of(const struct journal *j, const char *lesson)
{
	const struct fact *at = journal_last(j, FACT_AT, lesson);
	struct standing s = {.is_begun = at != NULL,
			     .step = at ? at->number : 0};
	struct recap recap;

	s.is_done = journal_last(j, FACT_DONE, lesson) != NULL;
	recap_init(&recap, j, lesson);
	s.first = recap.first;
	s.asked = recap.asked;
	recap_fini(&recap);
	return s;
}

/* --- misconceptions --- */

static void add_error(struct overview *o, size_t item, const struct lesson *l,
		      const struct misconception *m)
{
	struct overview_error *e = NULL;

	for (size_t i = 0; i < o->errors.len; i++)
		if (strcmp(o->errors.at[i].name, m->name) == 0)
			e = o->errors.at + i;
	if (!e && !misconception_words(l, m->name))
		return; /* one question's alone: that is looked at again */
	if (!e) {
		e = vec_add(&o->errors);
		memcpy(e->name, m->name, sizeof e->name);
		str_add(&e->words, misconception_words(l, m->name));
	}
	e->times += m->times;
	vec_push(&e->lessons, item);
}

static int by_times(const void *x, const void *y)
{
	const struct overview_error *a = x, *b = y;

	if (a->lessons.len != b->lessons.len)
		return a->lessons.len > b->lessons.len ? -1 : 1;
	if (a->times != b->times)
		return a->times > b->times ? -1 : 1;
	return strcmp(a->name, b->name);
}

/* --- what to look at again --- */

static void add_look(struct overview *o, size_t item, size_t step,
		     const char *asked)
{
	struct overview_look *look = NULL;

	for (size_t i = 0; i < o->looks.len; i++)
		if (o->looks.at[i].item == item && o->looks.at[i].step == step)
			look = o->looks.at + i;
	if (!look) {
		look = vec_add(&o->looks);
		look->item = item;
		look->step = step;
		str_add(&look->asked, asked);
	}
	look->times++;
}

static void add_again(struct overview *o, size_t item, const struct lesson *l,
		      unsigned number)
{
	const struct part *part;
	const char *asks;
	size_t n;

	if (number >= l->parts.len)
		return; /* the lesson has changed since */
	part = l->parts.at + number;
	asks = part_asks(part);
	n = part->asked ? part->asked->n_see : 0;
	for (size_t i = 0; i < n; i++) {
		const struct look *see = part->asked->see + i;
		const struct shelf_item *there =
			shelf_find(o->shelf, see->lesson);

		if (there)
			add_look(o, (size_t)(there - o->shelf->items.at),
				 see->step, asks);
	}
	if (n == 0 && asks)
		add_look(o, item, part->step, asks);
}

static int by_place(const void *x, const void *y)
{
	const struct overview_look *a = x, *b = y;

	if (a->item != b->item)
		return a->item < b->item ? -1 : 1;
	return (a->step > b->step) - (a->step < b->step);
}

/* Titles of steps, a lesson read once for all of them. */
static void find_titles(struct overview *o)
{
	struct lesson *l = NULL;

	for (size_t i = 0; i < o->looks.len; i++) {
		struct overview_look *look = o->looks.at + i;

		if (i == 0 || look->item != look[-1].item) {
			lesson_free(l);
			l = shelf_lesson(
				str_text(&o->shelf->items.at[look->item].path));
		}
		if (l && look->step < l->steps.len)
			str_add(&look->step_title,
				l->steps.at[look->step].title);
	}
	lesson_free(l);
}

/* --- all of it --- */

static void add_lesson(struct overview *o, size_t item, const struct journal *j)
{
	const char *id = str_text(&o->shelf->items.at[item].id);
	struct recap recap;
	struct lesson *l;

	recap_init(&recap, j, id);
	if (recap.misconceptions.len + recap.again.len > 0) {
		l = shelf_lesson(str_text(&o->shelf->items.at[item].path));
		for (size_t i = 0; l && i < recap.misconceptions.len; i++)
			add_error(o, item, l, recap.misconceptions.at + i);
		for (size_t i = 0; l && i < recap.again.len; i++)
			add_again(o, item, l, recap.again.at[i].number);
		lesson_free(l);
	}
	recap_fini(&recap);
}

void overview_init(struct overview *o, const struct shelf *shelf,
		   const struct journal *j)
{
	*o = (struct overview){.shelf = shelf};
	for (size_t i = 0; i < shelf->items.len; i++) {
		struct standing s =
			standing_of(j, str_text(&shelf->items.at[i].id));

		vec_push(&o->standings, s);
		o->begun += s.is_begun;
		o->done += s.is_done;
		o->asked += s.asked;
		o->first += s.first;
		if (s.asked > 0)
			add_lesson(o, i, j);
	}
	if (o->errors.len > 0)
		qsort(o->errors.at, o->errors.len, sizeof *o->errors.at,
		      by_times);
	if (o->looks.len > 0)
		qsort(o->looks.at, o->looks.len, sizeof *o->looks.at, by_place);
	find_titles(o);
}

void overview_fini(struct overview *o)
{
	for (size_t i = 0; i < o->errors.len; i++) {
		str_fini(&o->errors.at[i].words);
		vec_fini(&o->errors.at[i].lessons);
	}
	for (size_t i = 0; i < o->looks.len; i++) {
		str_fini(&o->looks.at[i].step_title);
		str_fini(&o->looks.at[i].asked);
	}
	vec_fini(&o->standings);
	vec_fini(&o->errors);
	vec_fini(&o->looks);
	*o = (struct overview){0};
}
