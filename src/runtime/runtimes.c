/* SPDX-License-Identifier: MIT */
/*
 * The table of execution models.
 */
#include "runtime/runtimes.h"

static const struct runtime *const runtimes[SETUP_MODELS] = {
	[MODEL_SYNC] = &runtime_sync,
	[MODEL_ASYNC] = &runtime_async,
	[MODEL_THREADS] = &runtime_threads,
	[MODEL_GIL] = &runtime_threads,
	[MODEL_POOL] = &runtime_pool,
	[MODEL_PROCESSES] = &runtime_processes,
};

const struct runtime *runtime_of(const struct setup *setup)
{
	if (setup->model != MODEL_PROCESSES)
		return runtimes[setup->model];
	if (setup->key[KEY_EACH] == EACH_ASYNC)
		return &runtime_loops;
	return setup_has_workers(setup) ? &runtime_crew : &runtime_processes;
}
