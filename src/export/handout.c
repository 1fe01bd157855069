/* SPDX-License-Identifier: MIT */
/* What a lesson's ways out share: the table, and stages as reports. */
#include "export/handout.h"

#include "base/str.h"

#include <string.h>

const struct handout_format handout_formats[] = {
	{"html", handout_html},
	{"text", handout_text},
};
const size_t n_handout_formats =
	sizeof handout_formats / sizeof *handout_formats;

const struct handout_format *handout_find(const char *name)
{
	for (size_t i = 0; i < n_handout_formats; i++)
		if (strcmp(handout_formats[i].name, name) == 0)
			return handout_formats + i;
	return NULL;
}

/* --- stages --- */

/* The report of a program: one of those there are, or a new one. */
static struct report *report_of(struct handout_stage *out,
				const struct handout *h,
				const struct program *program)
{
	struct report *r;

	for (size_t i = 0; i < out->n; i++)
		if (out->reports[i].program == program)
			return &out->reports[i];
	r = &out->reports[out->n++];
	*r = (struct report){.program = program, .ascii = h->ascii};
	return r;
}

/* The runs of a report stand together; so they are counted first. */
static void place_runs(struct handout_stage *out,
		       const struct showing *const *shown,
		       const struct staging *stage)
{
	size_t n = 0;

	for (size_t k = 0; k < out->n; k++) {
		struct report *r = &out->reports[k];

		r->runs = out->runs + n;
		for (size_t i = 0; i < stage->scope.n_setups; i++) {
			const struct showing *s = shown[i];

			if (!s || s->program != r->program)
				continue;
			out->runs[n++] = (struct report_run){
				.name = stage->setups[i].title,
				.setup = &s->setup,
				.trace = s->trace,
				.metrics = s->metrics,
			};
			r->n_runs++;
		}
	}
}

void handout_stage(struct handout_stage *out, const struct handout *h,
		   const struct staging *stage)
{
	const struct showing *shown[STAGE_SETUPS] = {0};
	int64_t reach = 0;

	*out = (struct handout_stage){0};
	for (size_t i = 0; i < stage->scope.n_setups; i++) {
		const struct query_setup *setup = &stage->setups[i];
		const struct showing *s = showings_get(
			h->showings, setup->program, &setup->setup);

		if (!s || s->status != RUN_DONE)
			continue;
		shown[i] = s;
		reach = s->trace->end > reach ? s->trace->end : reach;
		(void)report_of(out, h, s->program);
	}
	for (size_t i = 0; i < out->n; i++) {
		out->reports[i].reach = reach;
		out->reports[i].until = stage->until > 0 ? stage->until : 0;
	}
	place_runs(out, shown, stage);
}

const char *handout_scenario(const struct lesson *l,
			     const struct program *program)
{
	for (size_t i = 0; i < l->programs.len; i++)
		if (l->programs.at[i].program == program)
			return l->programs.at[i].name;
	return "";
}

/* --- questions --- */

bool handout_is_awaited(const struct lesson *l, size_t part)
{
	size_t step = l->parts.at[part].step;

	for (size_t i = part + 1; i < l->parts.len; i++) {
		const struct part *p = &l->parts.at[i];

		if (p->step != step || p->kind == PART_STAGE)
			return false;
		if (p->kind == PART_PREDICT)
			return true;
	}
	return false;
}

void handout_solution(struct str *out, const struct lesson *l,
		      const struct exercise *e)
{
	for (size_t i = 0; i < e->n_cures; i++) {
		const struct cure *c = &e->cures[i];

		if (i > 0 && c->begin == e->cures[i - 1].begin)
			continue;
		str_addn(out, l->source.text + c->begin, c->end - c->begin);
		str_addc(out, '\n');
	}
}
