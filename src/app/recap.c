/* SPDX-License-Identifier: MIT */
/*
 * The report: the first answer to a question counts for the score, the last
 * one for what to look at again.
 */
#include "app/recap.h"

#include <stdlib.h>
#include <string.h>

enum { NAMES_MOST = 500 }; /* a lesson has far fewer */

static bool is_of(const struct fact *f, const char *lesson)
{
	return (f->kind == FACT_ANSWER || f->kind == FACT_SOLVED) &&
	       (!lesson || strcmp(f->lesson, lesson) == 0);
}

static int compare_questions(const struct fact *a, const struct fact *b)
{
	int lessons = strcmp(a->lesson, b->lesson);

	if (lessons != 0)
		return lessons;
	if (a->kind != b->kind)
		return a->kind < b->kind ? -1 : 1;
	return (a->number > b->number) - (a->number < b->number);
}

/* A fact with what it is of its question: the first that is told, the last. */
struct told {
	const struct fact *fact;
	bool is_first, is_last;
};

struct tellings {
	struct VEC(struct told) list;     /* as told */
	struct VEC(struct told *) sorted; /* by question, then as told */
};

static int by_question(const void *x, const void *y)
{
	const struct told *a = *(struct told *const *)x;
	const struct told *b = *(struct told *const *)y;
	int questions = compare_questions(a->fact, b->fact);

	return questions != 0 ? questions : (a > b) - (a < b);
}

static void tell(struct tellings *t, const struct journal *j,
		 const char *lesson)
{
	for (size_t i = 0; i < j->facts.len; i++)
		if (is_of(j->facts.at + i, lesson))
			vec_push(&t->list,
				 (struct told){j->facts.at + i, false, false});
	for (size_t i = 0; i < t->list.len; i++)
		vec_push(&t->sorted, t->list.at + i);
	if (t->sorted.len > 0)
		qsort(t->sorted.at, t->sorted.len, sizeof *t->sorted.at,
		      by_question);
	for (size_t i = 0; i < t->sorted.len; i++) {
		struct told **at = t->sorted.at + i;

		at[0]->is_first = i == 0 || compare_questions(at[-1]->fact,
							      at[0]->fact) != 0;
		at[0]->is_last =
			i + 1 == t->sorted.len ||
			compare_questions(at[0]->fact, at[1]->fact) != 0;
	}
}

static void count_misconception(struct recap *r, const char *name)
{
	struct misconception *m = NULL;
	size_t i = 0;

	if (!*name)
		return;
	while (i < r->misconceptions.len &&
	       strcmp(r->misconceptions.at[i].name, name) != 0)
		i++;
	if (i == r->misconceptions.len && i == NAMES_MOST)
		return;
	if (i == r->misconceptions.len) {
		m = vec_add(&r->misconceptions);
		memcpy(m->name, name, strlen(name) + 1);
	}
	r->misconceptions.at[i].times++;
	for (; i > 0 && r->misconceptions.at[i].times >
				r->misconceptions.at[i - 1].times;
	     i--) {
		struct misconception other = r->misconceptions.at[i];

		r->misconceptions.at[i] = r->misconceptions.at[i - 1];
		r->misconceptions.at[i - 1] = other;
	}
}

static void add_again(struct recap *r, const struct fact *f)
{
	struct again *again = vec_add(&r->again);

	memcpy(again->lesson, f->lesson, sizeof f->lesson);
	again->number = f->number;
}

static void count_answer(struct recap *r, const struct told *told)
{
	const struct fact *f = told->fact;

	count_misconception(r, f->name);
	if (told->is_first) {
		r->asked++;
		r->first += f->result == RESULT_FIRST;
		r->second += f->result == RESULT_SECOND;
		r->wrong += f->result == RESULT_WRONG;
		r->unknown += f->result == RESULT_UNKNOWN;
	}
	if (told->is_last && f->result != RESULT_FIRST)
		add_again(r, f);
}

/* One whose solution was looked at is one to look at again. */
static void count_exercise(struct recap *r, const struct told *told)
{
	bool alone = told->fact->result != RESULT_WRONG;

	r->solved += told->is_first && alone;
	if (told->is_last && !alone)
		add_again(r, told->fact);
}

void recap_init(struct recap *r, const struct journal *j, const char *lesson)
{
	struct tellings t = {0};

	*r = (struct recap){0};
	tell(&t, j, lesson);
	for (size_t i = 0; i < t.list.len; i++) {
		const struct told *told = t.list.at + i;

		if (told->fact->kind == FACT_ANSWER)
			count_answer(r, told);
		else
			count_exercise(r, told);
	}
	vec_fini(&t.list);
	vec_fini(&t.sorted);
}

void recap_fini(struct recap *r)
{
	vec_fini(&r->misconceptions);
	vec_fini(&r->again);
}
