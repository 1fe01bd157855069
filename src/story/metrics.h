/* SPDX-License-Identifier: MIT */
/*
 * Metrics: the textbooks' figures of one run, from its trace alone.
 *
 * To get them call metrics_new() with the trace; read the fields, or go through
 * task_metrics[] and total_metrics[], which know every figure's name, unit and
 * which of two is better; when done call metrics_free().
 *
 * Definitions (Silberschatz, Operating System Concepts, 5.2; OSTEP, chapter 7):
 * release     when it could first have run: its arrival, or its spawn
 * response    from release to its first turn
 * turnaround  from release to its end
 * cpu         time it ran
 * waiting     time ready and not running, a switch to it included
 * io, timer, blocked   time waiting for requests; for timers; for others
 * makespan    the last end
 * utilisation time spent on `work` / (cores * makespan)
 * fairness    Jain's index (sum x)^2 / (n * sum x^2) of the tasks' speeds, a
 *             speed being the part of its turnaround that a task did not stand
 *             ready and waiting, in millionths rounded down; 1 is fair
 * Tasks that have not ended, and daemons stopped with the run, have no
 * turnaround and no part in fairness and throughput.
 */
#ifndef STORY_METRICS_H
#define STORY_METRICS_H

#include "sim/program.h"
#include "sim/trace.h"
#include "story/fraction.h"

#include <stdbool.h>
#include <stddef.h>

/* What the trace does not say about the run. */
struct metrics_how {
	uint32_t cores;
	uint32_t loops;  /* tasks are coroutines on as many loops' threads */
	bool one_thread; /* tasks share one thread, one after another */
	bool workers;    /* tasks but `main` are jobs of worker threads */
	bool processes;  /* processes, with copies of every var; and */
	bool places;     /* several tasks of one share them */
	int64_t coroutine_bytes, thread_bytes, process_bytes;
};

/* By the setup of the run. */
struct setup;
struct metrics_how metrics_how(const struct setup *setup,
			       const struct program *p);

enum fate {
	FATE_UNBORN,     /* never released */
	FATE_UNFINISHED, /* the run ended first */
	FATE_OK,
	FATE_FAILED,
	FATE_CANCELLED,
	FATE_STOPPED /* a daemon, stopped with the run */
};

struct task_figures {
	int64_t release, first_run, end;          /* ns, -1: never */
	int64_t cpu, waiting, io, timer, blocked; /* ns */
	uint32_t preemptions;
	uint8_t fate;
	bool missed; /* its deadline */
};

struct spread {
	struct fraction mean, p95, max; /* ns; p95 by nearest rank */
};

struct metrics {
	size_t n_tasks;
	struct task_figures *tasks; /* by copy */
	int64_t makespan, work;     /* ns */
	uint32_t cores;
	uint64_t ended, unfinished;
	uint64_t switches, preemptions, misses, lost;
	uint64_t deadlocked; /* tasks in a deadlock */
	bool livelock;
	int64_t memory; /* peak, bytes */
	struct fraction fairness;
	struct spread response, turnaround, waiting, cpu, io, timer, blocked;
};

struct metrics *metrics_new(const struct program *p, const struct trace *tr,
			    const struct metrics_how *how);
void metrics_free(struct metrics *m); /* NULL is allowed */

enum figure_kind {
	FIGURE_TIME, /* ns */
	FIGURE_COUNT,
	FIGURE_PART,  /* of 1, shown as per cent */
	FIGURE_INDEX, /* from 0 to 1 */
	FIGURE_RATE,  /* per ns */
	FIGURE_BYTES
};

enum better { BETTER_NONE, BETTER_LOW, BETTER_HIGH };

struct total_metric {
	const char *key;     /* "response_p95": csv, claims */
	const char *heading; /* to be translated: "p95 response" */
	enum figure_kind kind;
	enum better better;
	struct fraction (*get)(const struct metrics *m);
};

struct task_metric {
	const char *key;
	const char *heading;
	enum figure_kind kind;
	enum better better;
	struct fraction (*get)(const struct task_figures *f);
};

extern const struct total_metric total_metrics[];
extern const size_t n_total_metrics;
extern const struct task_metric task_metrics[];
extern const size_t n_task_metrics;

/* The total metric of this name, or NULL. */
const struct total_metric *total_metric_find(const char *key);

/* "ok", "failed"...: never translated. */
const char *fate_name(enum fate fate);

/* Is figure a better than b?  A known one is better than none. */
bool figure_is_better(enum better better, struct fraction a, struct fraction b);

/* For people, in the scenario's unit: "13 min", "92.3%", "0.31/min", "48 KiB",
 * "-" where there is none. */
struct str;
void figure_show(struct str *out, enum figure_kind kind, struct fraction f,
		 int64_t unit);

/* For machines: integers for times (ns), counts and bytes, rounded; parts and
 * rates (per second) with six decimals; nothing where there is none. */
void figure_write(struct str *out, enum figure_kind kind, struct fraction f);

#endif
