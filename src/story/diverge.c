/* SPDX-License-Identifier: MIT */
/*
 * Each task's two lanes are walked side by side; the earliest instant that
 * leaves one of them different is the answer, the first task's among equals.
 */
#include "story/diverge.h"

#include "base/i18n.h"
#include "story/fill.h"
#include "story/names.h"
#include "story/spans.h"

#include <stdlib.h>

/* A lane walked instant by instant: what each leaves. */
struct walk {
	struct lane lane;
	size_t at; /* the last span of the present instant */
};

static bool walk_next(const struct walk *w, int64_t *t)
{
	if (w->at + 1 == w->lane.n)
		return false;
	*t = w->lane.spans[w->at + 1].from;
	return true;
}

static void walk_to(struct walk *w, int64_t t)
{
	while (w->at + 1 < w->lane.n && w->lane.spans[w->at + 1].from <= t)
		w->at++;
}

static const struct span *walk_span(const struct walk *w)
{
	return w->lane.spans + w->at;
}

/* The next instant at which either changes. */
static bool next_instant(const struct walk *a, const struct walk *b, int64_t *t)
{
	int64_t x, y;
	bool has_x = walk_next(a, &x), has_y = walk_next(b, &y);

	if (has_x && has_y)
		*t = x < y ? x : y;
	else if (has_x || has_y)
		*t = has_x ? x : y;
	return has_x || has_y;
}

/* Looks for an instant behind `after` and before the one found already. */
static void search_task(struct divergence *d, uint32_t task, struct walk a,
			struct walk b, int64_t after)
{
	int64_t t;

	while (next_instant(&a, &b, &t) && !(d->found && t >= d->t)) {
		walk_to(&a, t);
		walk_to(&b, t);
		if (t <= after || walk_span(&a)->state == walk_span(&b)->state)
			continue;
		*d = (struct divergence){
			.found = true,
			.t = t,
			.task = task,
			.a = (enum state)walk_span(&a)->state,
			.b = (enum state)walk_span(&b)->state,
			.ev_a = walk_span(&a)->ev,
			.ev_b = walk_span(&b)->ev,
		};
		return;
	}
}

struct divergence diverge_find(const struct program *p, const struct trace *a,
			       const struct trace *b, int64_t after)
{
	struct spans *spans_a = spans_new(p, a), *spans_b = spans_new(p, b);
	struct divergence found = {0};

	for (uint32_t i = 0; i < p->n_copies; i++)
		search_task(&found, i, (struct walk){spans_task(spans_a, i), 0},
			    (struct walk){spans_task(spans_b, i), 0}, after);
	spans_free(spans_a);
	spans_free(spans_b);
	return found;
}

/* --- all of them --- */

static void add_task(struct differences *d, struct difference one,
		     struct walk a, struct walk b)
{
	while (next_instant(&a, &b, &one.t)) {
		walk_to(&a, one.t);
		walk_to(&b, one.t);
		if (walk_span(&a)->state == walk_span(&b)->state)
			continue;
		one.a = walk_span(&a)->state;
		one.b = walk_span(&b)->state;
		vec_push(&d->list, one);
	}
}

void diverge_add(struct differences *d, const struct program *p,
		 const struct trace *a, const struct trace *b, uint8_t run)
{
	struct spans *spans_a = spans_new(p, a), *spans_b = spans_new(p, b);

	for (uint32_t i = 0; i < p->n_copies; i++)
		add_task(d, (struct difference){.task = i, .run = run},
			 (struct walk){spans_task(spans_a, i), 0},
			 (struct walk){spans_task(spans_b, i), 0});
	spans_free(spans_a);
	spans_free(spans_b);
}

static int earlier(const void *x, const void *y)
{
	const struct difference *a = x, *b = y;

	if (a->t != b->t)
		return a->t < b->t ? -1 : 1;
	if (a->run != b->run)
		return a->run < b->run ? -1 : 1;
	return (a->task > b->task) - (a->task < b->task);
}

void diverge_sort(struct differences *d)
{
	size_t n = 0;

	if (d->list.len > 1)
		qsort(d->list.at, d->list.len, sizeof *d->list.at, earlier);
	for (size_t i = 0; i < d->list.len; i++)
		if (n == 0 || d->list.at[n - 1].t != d->list.at[i].t)
			d->list.at[n++] = d->list.at[i];
	d->list.len = n;
}

size_t diverge_count(const struct differences *d, int64_t t)
{
	size_t low = 0, high = d->list.len;

	while (low < high) {
		size_t middle = low + (high - low) / 2;

		if (d->list.at[middle].t <= t)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* --- in words --- */

void diverge_tell(struct str *out, const struct words *words,
		  const struct program *p, const struct divergence *d,
		  const char *name_a, const char *name_b)
{
	struct str when = {0}, task = {0};

	if (!d->found) {
		const struct fill same[] = {{"a", name_a}, {"b", name_b}};

		fill_add(out, _("{a} and {b} never part."), same, 2);
		return;
	}
	fill_dur(&when, d->t, p->unit);
	name_add_shown(&task, p, d->task);
	{
		const struct fill fills[] = {
			{"time", str_text(&when)},
			{"task", str_text(&task)},
			{"a", name_a},
			{"b", name_b},
			{"state_a", words_state(words, d->a)},
			{"state_b", words_state(words, d->b)},
		};

		fill_add(out,
			 _("They part at {time}: {task} is {state_a} in {a}, "
			   "{state_b} in {b}."),
			 fills, sizeof fills / sizeof *fills);
	}
	str_fini(&when);
	str_fini(&task);
}
