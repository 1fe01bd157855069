/* SPDX-License-Identifier: MIT */
/*
 * Showings, found by comparing setups key by key: there are never many.
 * A showing that is begun belongs to the list at once, whatever becomes of it.
 */
#include "story/showing.h"

#include "base/mem.h"

#include <string.h>

enum {
	BUDGET = 1 << 16,
	/* what a showing and a copy weigh beside their events, so that the sum
	 * bounds the memory too */
	SHOWING_WEIGHT = 4096,
	COPY_WEIGHT = 16
};

uint32_t showing_loops(const struct showing *showing)
{
	return setup_loops(&showing->setup, showing->program);
}

bool showing_same_setup(const struct setup *a, const struct setup *b)
{
	return a->model == b->model &&
	       memcmp(a->key, b->key, sizeof a->key) == 0 &&
	       memcmp(a->quanta, b->quanta, sizeof a->quanta) == 0 &&
	       memcmp(a->allotment, b->allotment, sizeof a->allotment) == 0;
}

static bool is_of(const struct showing *showing, const struct program *program,
		  const struct setup *setup)
{
	return showing->program == program &&
	       showing_same_setup(&showing->setup, setup);
}

static struct showing *find(const struct showings *showings,
			    const struct program *program,
			    const struct setup *setup)
{
	for (size_t i = 0; i < showings->all.len; i++) {
		if (is_of(showings->all.at[i], program, setup))
			return showings->all.at[i];
	}
	return NULL;
}

static struct showing *add(struct showings *showings,
			   const struct program *program,
			   const struct setup *setup)
{
	struct showing *showing = mem_new(sizeof *showing);

	vec_push(&showings->all, showing);
	showing->program = program;
	showing->setup = *setup;
	showing->words = showings->words;
	showing->run = run_new(program, setup);
	showing->trace = run_trace(showing->run);
	return showing;
}

static void measure(struct showing *showing)
{
	struct metrics_how how = metrics_how(&showing->setup, showing->program);

	showing->metrics = metrics_new(showing->program, showing->trace, &how);
	showing->spans = spans_new(showing->program, showing->trace);
}

struct showing *showings_get(struct showings *showings,
			     const struct program *program,
			     const struct setup *setup)
{
	uint64_t budget =
		showings->budget ? showings->budget : SHOWINGS_EVENTS_LESSON;
	struct showing *showing = find(showings, program, setup);

	if (showing)
		return showing;
	if (showings->events >= budget)
		return NULL;
	showing = add(showings, program, setup);
	run_limit(showing->run,
		  showings->limit ? showings->limit : SHOWING_EVENTS_LESSON);
	do
		showing->status = run_advance(showing->run, BUDGET);
	while (showing->status == RUN_MORE);
	showings->events += showing->trace->n + SHOWING_WEIGHT +
			    COPY_WEIGHT * (uint64_t)program->n_copies;
	if (showing->status == RUN_DONE)
		measure(showing);
	return showing;
}

void showings_fini(struct showings *showings)
{
	for (size_t i = 0; i < showings->all.len; i++) {
		struct showing *showing = showings->all.at[i];

		metrics_free(showing->metrics);
		spans_free(showing->spans);
		run_free(showing->run);
		mem_free(showing);
	}
	vec_fini(&showings->all);
	showings->events = 0;
}

struct narrator showing_narrator(const struct showing *showing)
{
	struct narrator n = narrator_make(showing->program, showing->trace,
					  &showing->setup);

	if (showing->words)
		n.words = *showing->words;
	return n;
}
