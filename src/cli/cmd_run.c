/* SPDX-License-Identifier: MIT */
/*
 * turntable run: a scenario under one setup or several, written in a format.
 * Everything is run before the first byte is written.
 */
#include "app/output.h"
#include "base/i18n.h"
#include "base/mem.h"
#include "base/str.h"
#include "cli/command.h"
#include "cli/progress.h"
#include "cli/source.h"
#include "cli/wish.h"
#include "runtime/run.h"
#include "story/metrics.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

enum { BUDGET = 1 << 18 }; /* events between two looks at the clock */

/* A run that is over, with its figures. */
struct played {
	struct run *run;
	struct metrics *metrics;
	bool was_cut; /* by the limit of events */
};

struct job {
	const struct wish *wish;
	const struct program *program;
	struct plan plan;
	struct played *played; /* as many as the plan has */
};

static void play(struct job *job, size_t i)
{
	const struct planned *planned = job->plan.runs.at + i;
	struct metrics_how how = metrics_how(&planned->setup, job->program);
	struct played *played = job->played + i;
	enum run_status status;
	struct progress progress;

	played->run = run_new(job->program, &planned->setup);
	run_limit(played->run, job->wish->limit);
	progress_begin(&progress);
	while ((status = run_advance(played->run, BUDGET)) == RUN_MORE)
		progress_tell(&progress, str_text(&planned->name),
			      run_trace(played->run)->n);
	progress_end(&progress);
	played->was_cut = status == RUN_STOPPED;
	played->metrics =
		metrics_new(job->program, run_trace(played->run), &how);
	if (played->was_cut)
		complain(_("%s: cut off after %llu events; --limit raises the "
			   "limit"),
			 str_text(&planned->name),
			 (unsigned long long)job->wish->limit);
}

static bool wants_colour(const struct wish *wish)
{
	const char *no = getenv("NO_COLOR"), *term = getenv("TERM");

	return !wish->mono && !wish->output && !(no && *no) && term &&
	       strcmp(term, "dumb") != 0 && isatty(STDOUT_FILENO) == 1;
}

static struct report_run *report_runs(const struct job *job)
{
	struct report_run *runs = mem_array(job->plan.runs.len, sizeof *runs);

	for (size_t i = 0; i < job->plan.runs.len; i++) {
		runs[i] = (struct report_run){
			.name = str_text(&job->plan.runs.at[i].name),
			.setup = &job->plan.runs.at[i].setup,
			.trace = run_trace(job->played[i].run),
			.metrics = job->played[i].metrics,
		};
	}
	return runs;
}

static void write_report(const struct job *job, struct sink *sink,
			 struct str *refused)
{
	const struct wish *wish = job->wish;
	struct report_run *runs = report_runs(job);
	const struct report report = {
		.program = job->program,
		.runs = runs,
		.n_runs = job->plan.runs.len,
		.width = wish->width,
		.sized = wish->sized,
		.steps = wish->steps,
		.machine = wish->machine,
		.ascii = wish->ascii,
		.refused = refused,
		.cast_version = wish->cast_version,
		.sched = wish->sched,
		.colour = wants_colour(wish),
	};

	wish->format->write(&report, sink);
	mem_free(runs);
}

static int refuse(const struct format *format, const struct str *why)
{
	complain("%s: %s", format->name, str_text(why));
	return EXIT_WRONG;
}

/* Nothing of a report that could not be written whole stays in a file. */
static int deliver(const struct job *job)
{
	const char *path = job->wish->output;
	struct output *out = output_open(path);
	struct sink sink = {.write = output_write, .to = out};
	struct str refused = {0};
	int error, code = EXIT_DONE;

	if (!out)
		return write_error(path, errno);
	write_report(job, &sink, &refused);
	if (sink.error || refused.len > 0) {
		if (sink.error)
			code = write_error(path, sink.error);
		else
			code = refuse(job->wish->format, &refused);
		output_drop(out);
		str_fini(&refused);
		return code;
	}
	error = output_close(out);
	return error ? write_error(path, error) : EXIT_DONE;
}

static bool ended_well(const struct played *played)
{
	const struct metrics *m = played->metrics;

	if (played->was_cut || m->deadlocked || m->livelock || m->unfinished)
		return false;
	for (size_t i = 0; i < m->n_tasks; i++) {
		if (m->tasks[i].fate == FATE_FAILED)
			return false;
	}
	return true;
}

static int exit_code(const struct job *job)
{
	for (size_t i = 0; job->wish->strict && i < job->plan.runs.len; i++) {
		if (!ended_well(job->played + i))
			return EXIT_UNHAPPY;
	}
	return EXIT_DONE;
}

static int play_all(struct job *job)
{
	size_t n = job->plan.runs.len;
	int code;

	job->played = mem_array(n, sizeof *job->played);
	for (size_t i = 0; i < n; i++)
		play(job, i);
	code = deliver(job);
	if (code == EXIT_DONE)
		code = exit_code(job);
	for (size_t i = 0; i < n; i++) {
		metrics_free(job->played[i].metrics);
		run_free(job->played[i].run);
	}
	mem_free(job->played);
	return code;
}

static int open_wish(const struct wish *wish, struct scenario_file *file)
{
	const uint64_t *seed = wish->plan.has_seed ? &wish->plan.seed : NULL;

	return wish->jobs ? scenario_from_jobs(file, wish->jobs, wish->io, seed)
			  : scenario_open(file, wish->file, seed);
}

static int run_wish(const struct wish *wish)
{
	struct scenario_file file;
	struct job job = {.wish = wish};
	int code = open_wish(wish, &file);

	job.program = file.program;
	if (code == EXIT_DONE &&
	    !plan_make(&job.plan, &wish->plan, job.program))
		code = usage_error(&command_run);
	if (code == EXIT_DONE)
		code = play_all(&job);
	plan_fini(&job.plan);
	scenario_close(&file);
	return code;
}

static int run(const struct cli *cli, int argc, char **argv)
{
	struct wish wish;
	enum options_end end = wish_read(&wish, cli, argc, argv);
	int code = end == OPTIONS_READ
			   ? run_wish(&wish)
			   : command_not_run(cli, &command_run, end);

	wish_fini(&wish);
	return code;
}

const struct command command_run = {
	.name = "run",
	.operands = N_("FILE | --jobs=LIST"),
	.summary = N_("run a scenario and show what happens when"),
	.options = wish_options,
	.run = run,
};
