/* SPDX-License-Identifier: MIT */
/*
 * What stands behind the tasks, told by one scan of a trace: which worker does
 * which job, how many jobs stand in the pool's line, who has the interpreter
 * lock and how many want it, in which phase the event loop is.
 *
 * crew_init(), then crew_tell() with every event, in order; the fields say what
 * is so then.  crew_fini() in the end.
 */
#ifndef STORY_CREW_H
#define STORY_CREW_H

#include "base/vec.h"
#include "sim/program.h"
#include "sim/trace.h"

#include <stdbool.h>

/* What has a lane of its own behind the tasks. */
enum crew_line {
	LINE_HOLDER, /* who has the interpreter lock */
	LINE_LOCK,   /* how many want it */
	LINE_JOBS,   /* how many jobs stand in the pool's line */
	LINE_PHASE   /* of event loop 0: enum crew_phase; then of the others */
};

enum {
	CREW_PHASES = 8, /* event loops with a lane; of more none has */
	CREW_LINES = LINE_PHASE + CREW_PHASES
};

enum crew_phase { PHASE_NONE, PHASE_POLL, PHASE_TIMERS, PHASE_RUN };

struct crew {
	const struct program *program;
	bool has_loop;   /* tasks are coroutines: they wait for no lock */
	bool has_pool;   /* tasks but `main` are jobs */
	uint32_t holder; /* of the lock, or ACTOR_NONE */
	uint32_t line;   /* how many stand in line for it */
	uint32_t jobs;   /* how many stand in the pool's */
	struct VEC(uint32_t) worker; /* by copy: 1 + its thread, 0 none */
	struct VEC(uint32_t) job;    /* by thread: 1 + its task, 0 none */
	struct VEC(uint8_t) tasks;   /* by copy: in which line */
	struct VEC(uint8_t) threads; /* the same */
	struct VEC(uint8_t) loops;   /* by loop: enum crew_phase */
};

/* By the setup of the run. */
struct setup;
void crew_init(struct crew *c, const struct program *p,
	       const struct setup *setup);
void crew_fini(struct crew *c);

/* Those that a run under a setup has, from top to bottom; returns how many. */
size_t crew_lines(const struct setup *setup, const struct program *p,
		  uint32_t lines[CREW_LINES]);

/* In which phase a loop is. */
enum crew_phase crew_phase(const struct crew *c, uint32_t loop);

/* How many threads that are no task's own a trace has. */
uint32_t crew_threads(const struct trace *tr);

/* Returns the worker whose job the event's task is, or ACTOR_NONE. */
uint32_t crew_tell(struct crew *c, const struct event *e);

#endif
