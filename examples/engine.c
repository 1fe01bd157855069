/* SPDX-License-Identifier: MIT */
/*
 * The engine as a library: one scenario under two setups, and when each task
 * ends.  make -C build examples/engine; it needs libturntable.a alone.
 */
#include "runtime/run.h"
#include "scenario/scenario.h"
#include "scenario/setup_text.h"

#include <stdio.h>
#include <string.h>

static const char scenario[] = "task tea:\n  wait 5\n  work 1\n"
			       "task toast:\n  work 4\n";

static void show(const struct program *program, const char *text)
{
	const struct source name = {"setup", text, strlen(text)};
	struct diags diags = {0};
	struct setup setup;
	char task[64];

	if (!setup_parse(&name, program, &setup, &diags))
		return; /* diags_print() would say what is wrong */
	struct run *run = run_new(program, &setup);
	while (run_advance(run, 100000) == RUN_MORE)
		; /* here a clock may be looked at, and progress told */
	for (uint64_t i = 0; i < run_trace(run)->n; i++) {
		const struct event *e = trace_at(run_trace(run), i);
		if (e->kind == EV_END)
			printf("%s: %s ends at %lld ms\n", text,
			       program_copy_name(program, e->who, task,
						 sizeof task),
			       (long long)e->t / 1000000);
	}
	run_free(run);
	diags_fini(&diags);
}

int main(void)
{
	const struct source text = {"example", scenario, sizeof scenario - 1};
	struct diags diags = {0};
	struct program *program = scenario_compile(&text, NULL, &diags);

	show(program, "sync");
	show(program, "async");
	program_free(program);
	diags_fini(&diags);
}
