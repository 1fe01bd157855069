/* SPDX-License-Identifier: MIT */
/*
 * A scenario given as text, run under a setup given as text.
 */
#ifndef UNIT_ENGINE_H
#define UNIT_ENGINE_H

#include "runtime/run.h"
#include "scenario/scenario.h"
#include "scenario/setup_text.h"
#include "unit/unit.h"

#include <string.h>

struct engine {
	struct program *program;
	struct setup setup;
	struct run *run;
};

/* Nothing has happened yet. */
static inline struct engine engine_new(const char *text, const char *setup)
{
	struct source source = {"test", text, strlen(text)};
	struct source words = {"setup", setup, strlen(setup)};
	struct engine e = {0};
	struct diags diags = {0};
	struct str said = {0};

	e.program = scenario_compile(&source, NULL, &diags);
	diags_print(&diags, &source, &said);
	ck_assert_msg(e.program != NULL, "%s", str_text(&said));
	ck_assert(setup_parse(&words, e.program, &e.setup, &diags));
	e.run = run_new(e.program, &e.setup);
	str_fini(&said);
	diags_fini(&diags);
	return e;
}

static inline void engine_free(struct engine *e)
{
	run_free(e->run);
	program_free(e->program);
}

/* What is printed, with blanks between. */
static inline void engine_prints(const struct engine *e, struct str *out)
{
	const struct trace *tr = run_trace(e->run);

	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *at = trace_at(tr, i);

		if (at->kind != EV_PRINT)
			continue;
		str_add(out, out->len ? " " : "");
		str_add(out, trace_text(tr, (uint64_t)at->value));
	}
}

#endif
