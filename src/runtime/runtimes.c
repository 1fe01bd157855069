/* SPDX-License-Identifier: MIT */
/*
 * The table of execution models.
 */
#include "runtime/runtimes.h"

const struct runtime *const runtimes[SETUP_MODELS] = {
	[MODEL_SYNC] = &runtime_sync,
	[MODEL_ASYNC] = &runtime_async,
	[MODEL_THREADS] = &runtime_threads,
	[MODEL_GIL] = &runtime_threads,
	[MODEL_POOL] = &runtime_pool,
	[MODEL_PROCESSES] = &runtime_processes,
};
