/* SPDX-License-Identifier: MIT */
/*
 * Random scenarios under random setups: every law holds of every trace, and a
 * run is the same however it is computed.
 *
 *     prop              TT_COUNT scenarios from number 0
 *     prop FROM COUNT   so many from there
 *     prop FROM         that one alone, with its text, the traces' faults told
 */
#include "prop/laws.h"
#include "prop/random.h"
#include "prop/same.h"

#include "base/mem.h"
#include "scenario/scenario.h"
#include "scenario/setup_text.h"

#include <stdio.h>
#include <stdlib.h>

enum { N_CHECKS = 16 };

struct tally {
	struct str faults[N_CHECKS]; /* by check: laws, then sameness */
	struct str refused;
	uint64_t runs, events, ends[4];
};

static struct source source_of(const struct str *s, const char *name)
{
	return (struct source){
		.name = name, .text = str_text(s), .len = s->len};
}

static void told(struct str *faults, uint64_t number, const char *setup,
		 const struct str *more)
{
	if (more->len && faults->len < 4000)
		str_addf(faults, "scenario %llu, %s:\n%s",
			 (unsigned long long)number, setup, str_text(more));
}

static void look(struct tally *tally, const struct program *program,
		 const struct setup *setup, uint64_t number, const char *name)
{
	struct str more = {0};
	struct looked l = {.program = program,
			   .setup = setup,
			   .run = run_new(program, setup),
			   .faults = &more};

	run_limit(l.run, EVENTS_MAX);
	if (run_advance(l.run, UINT64_MAX) == RUN_DONE) {
		tally->ends[run_end(l.run)]++;
		l.well = run_end(l.run) == ENDED_WELL;
	}
	tally->runs++;
	tally->events += run_trace(l.run)->n;
	for (int i = 0; i < n_laws + n_samenesses; i++) {
		if (i < n_laws)
			laws[i].look(&l);
		else
			samenesses[i - n_laws].look(&l, number);
		told(&tally->faults[i], number, name, &more);
		str_clear(&more);
	}
	str_fini(&more);
	run_free(l.run);
}

static void look_under(struct tally *tally, const struct program *program,
		       uint64_t number, int k)
{
	struct str text = {0}, why = {0};
	struct diags diags = {0};
	struct source source;
	struct setup setup;

	random_setup(&text, number, k);
	source = source_of(&text, "setup");
	if (setup_parse(&source, program, &setup, &diags)) {
		look(tally, program, &setup, number, str_text(&text));
	} else {
		diags_print(&diags, &source, &why);
		told(&tally->refused, number, str_text(&text), &why);
	}
	diags_fini(&diags);
	str_fini(&text);
	str_fini(&why);
}

static void one(struct tally *tally, uint64_t number, bool show)
{
	struct str text = {0}, why = {0};
	struct diags diags = {0};
	struct source source;
	struct program *program;

	random_scenario(&text, number);
	source = source_of(&text, "random");
	program = scenario_compile(&source, NULL, &diags);
	if (show)
		puts(str_text(&text));
	if (!program) {
		diags_print(&diags, &source, &why);
		told(&tally->refused, number, "", &why);
	}
	for (int k = 0; program && k < RANDOM_SETUPS; k++)
		look_under(tally, program, number, k);
	program_free(program);
	diags_fini(&diags);
	str_fini(&text);
	str_fini(&why);
}

static void result(const char *name, struct str *faults)
{
	static int n;
	bool begins = true;

	printf("%sok %d - %s\n", faults->len ? "not " : "", ++n, name);
	for (size_t i = 0; i < faults->len; i++) {
		if (begins)
			fputs("# ", stdout);
		begins = faults->at[i] == '\n';
		putchar(faults->at[i]);
	}
	str_fini(faults);
}

static void results(struct tally *tally)
{
	printf("# %llu runs, %llu events; %llu ended well, %llu deadlocks, "
	       "%llu cut\n",
	       (unsigned long long)tally->runs,
	       (unsigned long long)tally->events,
	       (unsigned long long)tally->ends[ENDED_WELL],
	       (unsigned long long)tally->ends[ENDED_DEADLOCK],
	       (unsigned long long)tally->ends[ENDED_HORIZON]);
	result("random scenarios and setups are accepted", &tally->refused);
	for (int i = 0; i < n_laws + n_samenesses; i++)
		result(i < n_laws ? laws[i].name : samenesses[i - n_laws].name,
		       &tally->faults[i]);
	printf("1..%d\n", 1 + n_laws + n_samenesses);
}

int main(int argc, char **argv)
{
	const char *count = getenv("TT_COUNT");
	uint64_t from = argc > 1 ? strtoull(argv[1], NULL, 10) : 0;
	uint64_t n = argc > 2   ? strtoull(argv[2], NULL, 10)
		     : argc > 1 ? 1
		     : count    ? strtoull(count, NULL, 10)
				: 300;
	static struct tally tally;

	for (uint64_t i = from; i < from + n; i++)
		one(&tally, i, argc == 2);
	results(&tally);
	return 0;
}
