/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a scenario: compiled, and what is accepted run for a bounded
 * number of events under every setup. A line `#as SETUP` is a setup to try.
 */
#include "scenario/scenario.h"
#include "base/must.h"
#include "runtime/run.h"
#include "scenario/setup_text.h"

#include <string.h>

enum {
	EVENTS = 3000,      /* of a run */
	COPIES = 2000,      /* of all tasks */
	SETUPS_OF_FILE = 3, /* lines #as that are tried */
	TEXT = 1 << 16
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Runs it, so many events at a time. */
static struct run *played(const struct program *program,
			  const struct setup *setup, uint64_t budget)
{
	struct run *run = run_new(program, setup);
	enum run_status status = RUN_MORE;

	run_limit(run, EVENTS);
	while (status == RUN_MORE)
		status = run_advance(run, budget);
	return run;
}

/* A run is the same in whatever slices it is computed, and can be looked at
 * anywhere. */
static void play(const struct program *program, const struct setup *setup)
{
	struct run *run = played(program, setup, EVENTS);
	struct run *sliced = played(program, setup, 7);
	const struct trace *a = run_trace(run), *b = run_trace(sliced);

	must(a->n == b->n && a->end == b->end);
	for (uint64_t i = 0; i < a->n; i++)
		must(memcmp(trace_at(a, i), trace_at(b, i),
			    sizeof(struct event)) == 0);
	if (a->n > 0)
		run_at(run, a->n / 2);
	run_free(run);
	run_free(sliced);
}

static void try_setup(const struct program *program, const char *text,
		      size_t len)
{
	struct source source = {"--as", text, len};
	struct diags diags = {0};
	struct setup setup;
	struct str out = {0};

	if (setup_parse(&source, program, &setup, &diags)) {
		setup_format(&setup, program, &out);
		play(program, &setup);
	}
	diags_print(&diags, &source, &out);
	diags_fini(&diags);
	str_fini(&out);
}

/* The setups that the file itself names. */
static void try_own(const struct program *program)
{
	const char *at = program->source;
	int left = SETUPS_OF_FILE;

	while (left-- > 0 && (at = strstr(at, "#as ")) != NULL) {
		at += 4;
		try_setup(program, at, strcspn(at, "\n"));
	}
}

/* Each model as it is, and with keys that change much. */
static void try_all(const struct program *program)
{
	static const char *const setups[] = {
		"async step=1 python=3.11.2 executor=1",
		"threads cores=2 quantum=3 switch=1 start=1",
		"threads policy=fcfs ties=expired-first until=50",
		"gil cores=2 interval=2 start=1",
	};

	for (int i = 0; i < SETUP_MODELS; i++)
		try_setup(program, setup_models[i].name,
			  strlen(setup_models[i].name));
	for (size_t i = 0; i < sizeof setups / sizeof *setups; i++)
		try_setup(program, setups[i], strlen(setups[i]));
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct source source = {"fuzz.tt", (const char *)data, size};
	struct scenario_options options = {.copies_max = COPIES};
	struct diags diags = {0};
	struct str out = {0};
	struct program *program;

	if (size > TEXT)
		return 0;
	program = scenario_compile(&source, &options, &diags);
	diags_print(&diags, &source, &out);
	if (program) {
		try_all(program);
		try_own(program);
	}
	program_free(program);
	diags_fini(&diags);
	str_fini(&out);
	return 0;
}
