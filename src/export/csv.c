/* SPDX-License-Identifier: MIT */
/*
 * The metrics as RFC 4180 has it: a row for each task of each setup, then one
 * for the setup itself, whose column "task" is empty.
 */
#include "base/str.h"
#include "export/export.h"
#include "story/metrics.h"
#include "story/names.h"

#include <string.h>

static void add_field(struct str *out, const char *text)
{
	if (strpbrk(text, ",\"\r\n") == NULL) {
		str_add(out, text);
		return;
	}
	str_addc(out, '"');
	for (; *text; text++) {
		if (*text == '"')
			str_addc(out, '"');
		str_addc(out, *text);
	}
	str_addc(out, '"');
}

static void add_heading(struct str *out)
{
	str_add(out, "setup,task,fate");
	for (size_t i = 0; i < n_task_metrics; i++) {
		str_addc(out, ',');
		str_add(out, task_metrics[i].key);
	}
	for (size_t i = 0; i < n_total_metrics; i++) {
		str_add(out, ",total_");
		str_add(out, total_metrics[i].key);
	}
	str_add(out, "\r\n");
}

static void add_task(struct str *out, const struct report *r,
		     const struct report_run *run, uint32_t copy)
{
	const struct task_figures *f = run->metrics->tasks + copy;

	add_field(out, run->name);
	str_addc(out, ',');
	name_add(out, r->program, false, ACTOR(ACTOR_TASK, copy));
	str_addc(out, ',');
	str_add(out, fate_name((enum fate)f->fate));
	for (size_t i = 0; i < n_task_metrics; i++) {
		str_addc(out, ',');
		if (f->fate != FATE_UNBORN)
			figure_write(out, task_metrics[i].kind,
				     task_metrics[i].get(f));
	}
	str_fill(out, ',', n_total_metrics);
	str_add(out, "\r\n");
}

static void add_totals(struct str *out, const struct report_run *run)
{
	add_field(out, run->name);
	str_add(out, ",,");
	str_fill(out, ',', n_task_metrics);
	for (size_t i = 0; i < n_total_metrics; i++) {
		str_addc(out, ',');
		figure_write(out, total_metrics[i].kind,
			     total_metrics[i].get(run->metrics));
	}
	str_add(out, "\r\n");
}

static void put_run(const struct report *r, const struct report_run *run,
		    struct sink *s)
{
	struct str line = {0};

	for (uint32_t i = 0; i < r->program->n_copies; i++) {
		add_task(&line, r, run, i);
		sink_put_str(s, &line);
	}
	add_totals(&line, run);
	sink_put_str(s, &line);
	str_fini(&line);
}

void export_csv(const struct report *r, struct sink *s)
{
	struct str line = {0};

	add_heading(&line);
	sink_put_str(s, &line);
	str_fini(&line);
	for (size_t i = 0; i < r->n_runs; i++)
		put_run(r, r->runs + i, s);
}
