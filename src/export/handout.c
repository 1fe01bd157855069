/* SPDX-License-Identifier: MIT */
/* What a lesson's ways out share: the table, and stages as reports. */
#include "export/handout.h"

#include "base/mem.h"

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

/* Runs of one program side by side; a stage may have those of several, which
 * is as many reports: the first is taken with all that share its program. */
struct report_run *handout_stage(const struct handout *h,
				 const struct staging *stage, struct report *r)
{
	size_t n = stage->scope.n_setups;
	struct report_run *runs = mem_array(n, sizeof *runs);

	*r = (struct report){.runs = runs, .ascii = h->ascii};
	for (size_t i = 0; i < n; i++) {
		const struct query_setup *setup = &stage->setups[i];
		struct showing *s = showings_get(h->showings, setup->program,
						 &setup->setup);

		if (!s || s->status != RUN_DONE ||
		    (r->n_runs > 0 && r->program != s->program))
			continue;
		r->program = s->program;
		runs[r->n_runs++] = (struct report_run){
			.name = setup->title,
			.setup = &s->setup,
			.trace = s->trace,
			.metrics = s->metrics,
		};
	}
	if (r->n_runs > 0)
		return runs;
	mem_free(runs);
	return NULL;
}

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
