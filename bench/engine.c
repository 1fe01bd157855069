/* SPDX-License-Identifier: MIT */
/*
 * The engine beside a floor: the least work that still records the same events.
 * Scenarios are compiled from text and run as `turntable run` runs them.
 */
#include "measure.h"

#include "base/mem.h"
#include "base/must.h"
#include "base/rng.h"
#include "base/str.h"
#include "runtime/run.h"
#include "scenario/scenario.h"

#include <limits.h>
#include <malloc.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define MS 1000000

/* --- one scenario under one setup --- */

struct job {
	struct program *program;
	struct setup setup;
	uint64_t events;
	int64_t end;
};

static struct job job_new(const char *text, enum setup_model model)
{
	struct source source = {
		.name = "bench", .text = text, .len = strlen(text)};
	struct scenario_options options = {.copies_max = SCENARIO_COPIES};
	struct diags diags = {0};
	struct job job = {0};

	job.program = scenario_compile(&source, &options, &diags);
	if (!job.program) {
		struct str out = {0};

		diags_print(&diags, &source, &out);
		fputs(str_text(&out), stderr);
		exit(1);
	}
	setup_init(&job.setup, model, job.program->unit, 0);
	return job;
}

static void job_run(void *arg)
{
	struct job *job = arg;
	struct run *run = run_new(job->program, &job->setup);

	while (run_advance(run, 1 << 20) == RUN_MORE)
		;
	must(run_end(run) == ENDED_WELL);
	job->events = run_trace(run)->n;
	job->end = run_trace(run)->end;
	run_free(run);
}

/* --- round robin: two events a slice --- */

struct floor {
	uint32_t tasks, slices;
};

static struct event *floor_event(struct trace *tr, int64_t t, uint32_t who,
				 unsigned kind)
{
	struct event *e = trace_add(tr);

	*e = (struct event){.t = t,
			    .who = who,
			    .by = ACTOR_NONE,
			    .stmt = who,
			    .kind = (uint8_t)kind};
	return e;
}

/* A ring of tasks, their rest, and a record each time one comes and goes. */
static void floor_rr(void *arg)
{
	const struct floor *f = arg;
	uint32_t n = f->tasks, cap = 1, head = 0, tail = n;
	uint32_t *ring, *rest;
	struct trace tr;
	int64_t t = 0;

	while (cap < n)
		cap *= 2;
	ring = mem_array(cap, sizeof *ring);
	rest = mem_array(n, sizeof *rest);
	for (uint32_t i = 0; i < n; i++) {
		ring[i] = i;
		rest[i] = f->slices;
	}
	trace_init(&tr);
	while (head != tail) {
		uint32_t who = ring[head++ & (cap - 1)];

		floor_event(&tr, t, who, EV_RUN);
		t += 10 * MS;
		floor_event(&tr, t, who, --rest[who] ? EV_PREEMPT : EV_END);
		if (rest[who])
			ring[tail++ & (cap - 1)] = who;
	}
	trace_fini(&tr);
	mem_free(ring);
	mem_free(rest);
}

static void bench_rr(void)
{
	struct floor floor = {1000, 1000};
	struct job job =
		job_new("task t times 1000:\n    work 10s\n", MODEL_THREADS);
	double least, ours;

	setup_give(&job.setup, KEY_QUANTUM, 10 * MS);
	heading("round robin, 1,000 tasks of 1,000 slices");
	least = median_ns(floor_rr, &floor, 7) / 1e6;
	ours = median_ns(job_run, &job, 7) / 1e6;
	row("floor: the same records", least, "ns/slice", 0, 0);
	row("engine", ours, "ns/slice", 0, 0);
	row("engine / floor", ours / least, "times", 6, 3);
	program_free(job.program);
}

/* --- sleepers --- */

static double napping_ns(const char *naps, uint32_t tasks, uint32_t rounds,
			 enum setup_model model)
{
	char text[200];
	struct job job;
	double ns;

	snprintf(text, sizeof text,
		 "unit us\ntask t times %u:\n    repeat %u:\n"
		 "        sleep %s\n",
		 tasks, rounds, naps);
	job = job_new(text, model);
	ns = median_ns(job_run, &job, 3);
	program_free(job.program);
	return ns;
}

/* What more rounds cost: how tasks begin and end is no part of a wake. */
static double per_wake(const char *naps, uint32_t tasks, uint32_t rounds,
		       enum setup_model model)
{
	double few = napping_ns(naps, tasks, rounds, model);
	double more = napping_ns(naps, tasks, 2 * rounds, model);

	return (more - few) / ((double)tasks * rounds);
}

static void bench_sleepers(void)
{
	static const struct {
		uint32_t tasks, rounds;
		double goal;
	} sizes[] = {{1000, 1000, 200}, {100000, 10, 250}, {1000000, 3, 350}};
	char what[80];

	heading("sleepers: a wake, three events each");
	for (int i = 0; i < 3; i++) {
		snprintf(what, sizeof what, "threads, %u asleep",
			 sizes[i].tasks);
		row(what,
		    per_wake("1..1000000", sizes[i].tasks, sizes[i].rounds,
			     MODEL_THREADS),
		    "ns/wake", sizes[i].goal, 100);
	}
	for (int i = 0; i < 3; i++) {
		snprintf(what, sizeof what, "async, %u asleep", sizes[i].tasks);
		row(what,
		    per_wake("1..1000000", sizes[i].tasks, sizes[i].rounds,
			     MODEL_ASYNC),
		    "ns/wake", sizes[i].goal, 100);
	}
	row("100,000 equal timers / different ones, threads",
	    per_wake("1000", 100000, 10, MODEL_THREADS) /
		    per_wake("1..1000000", 100000, 10, MODEL_THREADS),
	    "times", 1.05, 1);
}

/* --- a thousand requests --- */

static void bench_requests(void)
{
	heading("1,000 requests of 100 ms");
	for (int model = 0; model < SETUP_MODELS; model++) {

		struct job job =
			job_new("task request times 1000:\n    wait 100ms\n",
				(enum setup_model)model);

		row(setup_models[model].name,
		    median_ns(job_run, &job, 51) / 1e3, "us", 1000, 200);
		program_free(job.program);
	}
}

/* --- cost an event from 10^4 to 10^7 --- */

static double per_event(unsigned tasks, int times)
{
	char text[100];
	struct job job;
	double ns;

	snprintf(text, sizeof text,
		 "task t times %u:\n    repeat 10:\n        work 3\n"
		 "        sleep 7\n",
		 tasks);
	job = job_new(text, MODEL_THREADS);
	ns = median_ns(job_run, &job, times) / (double)job.events;
	program_free(job.program);
	return ns;
}

static void bench_flat(void)
{
	double small = per_event(150, 51), large = per_event(150000, 3);

	heading("cost an event");
	row("of about 10^4", small, "ns", 0, 0);
	row("of about 10^7", large, "ns", 0, 0);
	row("ratio", large / small, "times", 1.5, 1);
}

/* --- decisions --- */

/* Tasks of several kinds that work and yield.  The policy is no matter where
 * there is an interpreter lock. */
static double deciding_ns(enum setup_model model, enum setup_policy policy,
			  uint32_t tasks, uint32_t rounds)
{
	struct str text = {0};
	struct job job;
	double ns;

	str_add(&text, "unit us\n");
	for (int i = 0; i < 10; i++)
		str_addf(&text,
			 "task t%d times %u nice %d priority %d tickets %d "
			 "every 0.001 deadline %d:\n    repeat %u:\n"
			 "        work %d\n        yield\n",
			 i, tasks / 10, 3 * i - 10, i / 2, 1 + i,
			 1000 * (10 - i), rounds, 1 + i % 3);
	job = job_new(str_text(&text), model);
	setup_give(&job.setup, KEY_POLICY, policy);
	setup_give(&job.setup, KEY_QUANTUM, MS); /* nobody is interrupted */
	ns = median_ns(job_run, &job, 3);
	program_free(job.program);
	str_fini(&text);
	return ns;
}

/* What more rounds cost: how tasks begin and end is no part of a decision. */
static double per_decision(enum setup_model model, enum setup_policy policy,
			   uint32_t tasks, uint32_t rounds)
{
	double few = deciding_ns(model, policy, tasks, rounds);
	double more = deciding_ns(model, policy, tasks, 2 * rounds);

	return (more - few) / ((double)tasks * rounds);
}

static void decision(const char *name, double ns, double ten)
{
	char what[80];

	snprintf(what, sizeof what, "%s, %.0f ns", name, ns);
	row(what, ns / ten, "times", 3, 2);
}

static void bench_decisions(void)
{
	double ten = per_decision(MODEL_THREADS, POLICY_RR, 10, 100000);

	heading("decisions: 100,000 ready threads, beside round robin with 10");
	row("rr, 10 threads", ten, "ns", 0, 0);
	for (int i = 0; i < SETUP_POLICIES; i++)
		decision(setup_policies[i].name,
			 per_decision(MODEL_THREADS, (enum setup_policy)i,
				      100000, 10),
			 ten);
	decision("gil", per_decision(MODEL_GIL, POLICY_RR, 100000, 10), ten);
}

/* --- looking back --- */

static void bench_at(void)
{
	struct job job = job_new("task t times 1000:\n    repeat 100:\n"
				 "        work 3\n        sleep 7\n",
				 MODEL_THREADS);
	struct run *run = run_new(job.program, &job.setup);
	double worst = 0, values[101];
	struct rng rng;

	rng_init(&rng, 1, 1);
	while (run_advance(run, 1 << 20) == RUN_MORE)
		;
	for (int i = 0; i < 101; i++) {
		uint64_t n = rng_below(&rng, run_trace(run)->n);
		double begun = now_ns();

		must(run_at(run, n)->n_events > n);
		values[i] = (now_ns() - begun) / 1e6;
		if (values[i] > worst)
			worst = values[i];
	}
	heading("run_at, anywhere in a million events");
	row("events", (double)run_trace(run)->n, "", 0, 0);
	row("median", median_of(values, 101), "ms", 5, 2);
	row("worst", worst, "ms", 0, 0);
	run_free(run);
	program_free(job.program);
}

/* --- memory --- */

static void bench_memory(enum setup_model model)
{
	struct job job =
		job_new("task t times 1000000:\n    wait 100ms\n", model);
	double before = resident_bytes(), after;
	struct run *run = run_new(job.program, &job.setup);
	uint64_t n;

	/* each arrives, runs and waits; then nothing until the first is back */
	(void)run_advance(run, 3000000 - 10);
	while (run_trace(run)->end == 0)
		(void)run_advance(run, 1);
	n = run_trace(run)->n;
	after = resident_bytes();
	row(setup_models[model].name, (after - before - (double)n * 32) / 1e6,
	    "B/task", 100, 90);
	run_free(run);
	program_free(job.program);
}

/* From here on what a run gives back is kept for the next: the price of new
 * memory would be paid by whoever comes first.  Before, the engine and its
 * floor both pay it, as a process does that runs one scenario.
 */
static void keep_memory(void)
{
	mallopt(M_MMAP_THRESHOLD, 1 << 30);
	mallopt(M_TRIM_THRESHOLD, INT_MAX);
}

int main(int argc, char **argv)
{
	if (argc > 1 && strcmp(argv[1], "memory") == 0) {
		bench_memory(argc > 2 ? MODEL_ASYNC : MODEL_THREADS);
		return 0;
	}
	if (argc > 1 && strcmp(argv[1], "decisions") == 0) {
		keep_memory();
		bench_decisions();
		return 0;
	}
	bench_rr();
	keep_memory();
	bench_decisions();
	bench_sleepers();
	bench_requests();
	bench_flat();
	bench_at();
	return 0;
}
