/* SPDX-License-Identifier: MIT */
/*
 * The face of the engine: a run is a pure function of a program and a setup.
 *
 *   run = run_new(program, &setup);
 *   while (run_advance(run, 100000) == RUN_MORE)
 *           tell_progress(run_trace(run));
 *   look_at(run_trace(run));
 *   run_free(run);
 *
 * Whoever owns a clock chooses the budget; nothing here reads one.  The same
 * program and setup give the same trace on every machine, byte for byte, in
 * whatever slices it is computed.
 */
#ifndef RUNTIME_RUN_H
#define RUNTIME_RUN_H

#include "sim/trace.h"
#include "vos/machine.h"
#include "vos/setup.h"

struct run;

enum run_status {
	RUN_MORE,   /* the budget is used up */
	RUN_DONE,   /* the run has ended: run_end says how */
	RUN_STOPPED /* the limit of events, or of statements, was reached */
};

/* Nothing has happened yet.  The program is borrowed until run_free; the setup
 * is copied. */
struct run *run_new(const struct program *program, const struct setup *setup);
void run_free(struct run *run);

/* At most so many events in all, and statements in proportion; no limit unless
 * set. */
void run_limit(struct run *run, uint64_t events);

/* Computes at most about `budget` more events, or as long as they would
 * take. */
enum run_status run_advance(struct run *run, uint64_t budget);

/* What has happened so far; valid until run_free, it grows by run_advance. */
const struct trace *run_trace(const struct run *run);

/* How it ended, once it is done. */
enum machine_end run_end(const struct run *run);

/* The machine as it was when event number `event` had just happened, with the
 * other events of the same statement; event is less than the trace's n. Valid
 * until the next call with the same run. It is computed again from the nearest
 * copy kept: a few milliseconds at the most. */
const struct machine *run_at(struct run *run, uint64_t event);

#endif
