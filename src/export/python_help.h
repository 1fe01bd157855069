/* SPDX-License-Identifier: MIT */
/*
 * The helpers of an exported program: for which setups, and whether for
 * programs whose waits have limits.
 */
#ifndef EXPORT_PYTHON_HELP_H
#define EXPORT_PYTHON_HELP_H

#include "export/python.h"

#include <stddef.h>

#define BIT(need) (UINT64_C(1) << (need))
#define ONE_LOOP  (1u << MODEL_ASYNC)
#define LOOPS     (1u << SETUP_MODELS) /* in processes */
#define ASYNC     (ONE_LOOP | LOOPS)
#define FORKS     (1u << (SETUP_MODELS + 1)) /* in any processes */
#define THREADS   (1u << MODEL_THREADS | 1u << MODEL_GIL)
#define POOL      (1u << MODEL_POOL)
#define PROCESSES (1u << MODEL_PROCESSES)
#define SYNC      (1u << MODEL_SYNC)
#define OTHERS    (SYNC | THREADS | POOL | PROCESSES)

enum python_waits { WAITS_ALL, WAITS_FREE, WAITS_LIMITED };

struct python_helper {
	enum python_need need;
	unsigned models;
	enum python_waits waits;
	uint64_t needs;
	/* The text; a dollar sign is the module of locks and the like. */
	const char *text;
};

/* --- python_help_loops.c --- */
extern const struct python_helper python_loops[];
extern const size_t n_python_loops;

/* --- python_help_waits.c --- */
extern const struct python_helper python_waits[];
extern const size_t n_python_waits;

#endif
