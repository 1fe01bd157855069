/* SPDX-License-Identifier: MIT */
/*
 * What it takes to write a million events down, and how much memory beside
 * the trace: into a sink that throws everything away.
 */
#include "measure.h"

#include "base/must.h"
#include "export/export.h"
#include "runtime/run.h"
#include "scenario/scenario.h"
#include "story/metrics.h"

#include <stdio.h>
#include <string.h>

struct job {
	struct report report;
	const struct format *format;
};

static int forget(void *to, const char *bytes, size_t n)
{
	(void)to, (void)bytes, (void)n;
	return 0;
}

static void write_once(void *arg)
{
	const struct job *job = arg;
	struct sink sink = {.write = forget};

	job->format->write(&job->report, &sink);
	must(sink.error == 0);
}

static void bench_format(struct job *job, const char *format)
{
	double events = (double)job->report.runs->trace->n;
	double before = resident_bytes(), after;
	char what[80];

	job->format = format_find(format);
	snprintf(what, sizeof what, "%s, %s", format, job->report.runs->name);
	row(what, median_ns(write_once, job, 5) / events, "ns/event", 2000,
	    300);
	after = resident_bytes();
	snprintf(what, sizeof what, "%s, memory beside the trace", format);
	row(what, (after - before) / 1e6, "MB", 0, 0);
}

static void bench_model(const struct program *p, enum setup_model model)
{
	struct setup setup;
	struct run *run;
	struct report_run reported = {.name = setup_models[model].name};
	struct job job = {
		.report = {.program = p, .runs = &reported, .n_runs = 1}};

	setup_init(&setup, model, p->unit, 0);
	run = run_new(p, &setup);
	while (run_advance(run, 1 << 20) == RUN_MORE)
		;
	reported.setup = &setup;
	reported.trace = run_trace(run);
	bench_format(&job, "jsonl");
	bench_format(&job, "chrome");
	run_free(run);
}

int main(void)
{
	static const char text[] = "task t times 1000:\n    repeat 150:\n"
				   "        work 3\n        sleep 7\n";
	struct source source = {
		.name = "bench", .text = text, .len = sizeof text - 1};
	struct diags diags = {0};
	struct program *p = scenario_compile(&source, NULL, &diags);

	must(p);
	heading("writing a million events down");
	bench_model(p, MODEL_THREADS);
	bench_model(p, MODEL_ASYNC);
	program_free(p);
	return 0;
}
