/* SPDX-License-Identifier: MIT */
/*
 * The report: the first answer to a question counts for the score, the last
 * one for what to look at again.
 */
#include "app/recap.h"

#include <string.h>

static bool is_of(const struct fact *f, enum fact_kind kind, const char *lesson)
{
	return f->kind == kind && (!lesson || strcmp(f->lesson, lesson) == 0);
}

static bool same_question(const struct fact *a, const struct fact *b)
{
	return a->kind == b->kind && a->number == b->number &&
	       strcmp(a->lesson, b->lesson) == 0;
}

static bool is_first(const struct journal *j, size_t i)
{
	for (size_t k = 0; k < i; k++) {
		if (same_question(j->facts.at + k, j->facts.at + i))
			return false;
	}
	return true;
}

static bool is_last(const struct journal *j, size_t i)
{
	for (size_t k = i + 1; k < j->facts.len; k++) {
		if (same_question(j->facts.at + k, j->facts.at + i))
			return false;
	}
	return true;
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

static void count_answer(struct recap *r, const struct journal *j, size_t i)
{
	const struct fact *f = j->facts.at + i;

	count_misconception(r, f->name);
	if (is_first(j, i)) {
		r->asked++;
		r->first += f->result == RESULT_FIRST;
		r->second += f->result == RESULT_SECOND;
		r->wrong += f->result == RESULT_WRONG;
		r->unknown += f->result == RESULT_UNKNOWN;
	}
	if (is_last(j, i) && f->result != RESULT_FIRST) {
		struct again *again = vec_add(&r->again);

		memcpy(again->lesson, f->lesson, sizeof f->lesson);
		again->number = f->number;
	}
}

void recap_init(struct recap *r, const struct journal *j, const char *lesson)
{
	*r = (struct recap){0};
	for (size_t i = 0; i < j->facts.len; i++) {
		const struct fact *f = j->facts.at + i;

		if (is_of(f, FACT_ANSWER, lesson))
			count_answer(r, j, i);
		else if (is_of(f, FACT_SOLVED, lesson))
			r->solved +=
				is_first(j, i) && f->result != RESULT_WRONG;
	}
}

void recap_fini(struct recap *r)
{
	vec_fini(&r->misconceptions);
	vec_fini(&r->again);
}
