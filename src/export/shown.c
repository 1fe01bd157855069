/* SPDX-License-Identifier: MIT */
/* What a timeline is told about the runs of a report. */
#include "export/shown.h"

#include "base/mem.h"
#include "base/str.h"
#include "story/crew.h"
#include "story/heading.h"
#include "story/metrics.h"

/* Kept while the runs are shown. */
struct shown_texts {
	struct str about, result;
};

static void add_machine(struct timeline_run *shown,
			const struct report_run *run)
{
	uint32_t cores = (uint32_t)run->setup->key[KEY_CORES];

	if (!setup_takes((enum setup_model)run->setup->model, KEY_CORES))
		cores = 0;
	shown->cores = cores;
	shown->threads = crew_threads(run->trace);
	shown->setup = run->setup;
	shown->lines = true;
}

static struct timeline_run run_of(const struct report *r, size_t i,
				  struct shown_texts *texts)
{
	const struct report_run *run = &r->runs[i];
	uint32_t cores = (uint32_t)run->setup->key[KEY_CORES];
	struct timeline_run shown = {
		.trace = run->trace,
		.name = run->name,
		.cores = cores > 1 ? cores : 0,
	};

	if (r->machine)
		add_machine(&shown, run);
	heading_about(&texts->about, NULL, run->setup, r->program->unit);
	if (report_tells_end(r, i)) {
		shown.bad = heading_result(&texts->result, NULL, run->trace,
					   run->metrics, r->program->unit);
		shown.stuck = run->metrics->deadlocked > 0;
	}
	shown.about = str_text(&texts->about);
	shown.result = str_text(&texts->result);
	return shown;
}

void shown_init(struct shown *s, const struct report *r)
{
	*s = (struct shown){
		.runs = mem_array(r->n_runs, sizeof *s->runs),
		.texts = mem_array(r->n_runs, sizeof *s->texts),
		.parted = mem_array(r->n_runs, sizeof *s->parted),
		.marks = mem_array(r->n_runs, sizeof *s->marks),
		.n_runs = r->n_runs,
	};
	for (size_t i = 0; i < r->n_runs; i++)
		s->runs[i] = run_of(r, i, &s->texts[i]);
	for (size_t i = 1; i < r->n_runs; i++) {
		s->parted[i] = diverge_find(r->program, r->runs[0].trace,
					    r->runs[i].trace, -1);
		if (s->parted[i].found && report_tells(r, s->parted[i].t))
			s->marks[s->n_marks++] = (struct timeline_mark){
				s->parted[i].t, GLYPH_DIFFERENT};
	}
}

void shown_fini(struct shown *s)
{
	for (size_t i = 0; i < s->n_runs; i++) {
		str_fini(&s->texts[i].about);
		str_fini(&s->texts[i].result);
	}
	mem_free(s->runs);
	mem_free(s->texts);
	mem_free(s->parted);
	mem_free(s->marks);
}

bool shown_in_steps(const struct report *r)
{
	for (size_t i = 0; i < r->n_runs; i++)
		if (r->runs[i].trace->end > 0)
			return r->steps;
	return true;
}
