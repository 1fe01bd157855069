/* SPDX-License-Identifier: MIT */
/*
 * The execution models there are, by enum setup_model.
 */
#ifndef RUNTIME_RUNTIMES_H
#define RUNTIME_RUNTIMES_H

#include "vos/policy.h"
#include "vos/runtime.h"

extern const struct runtime runtime_sync;
extern const struct runtime runtime_async;
extern const struct runtime runtime_threads;
extern const struct runtime runtime_pool;
extern const struct runtime runtime_processes;
extern const struct runtime runtime_loops; /* processes each=async */
extern const struct runtime runtime_crew;  /* processes workers=N */

/* Who has the interpreter lock: in place of the setup's policy. */
extern const struct policy policy_gil;

const struct runtime *runtime_of(const struct setup *setup);

#endif
