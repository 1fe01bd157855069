/* SPDX-License-Identifier: MIT */
/*
 * The tables of models and keys, and what a key is by default.
 * Another model or key is a line here; nothing else lists them.
 */
#include "vos/setup.h"

#include "base/i18n.h"

#include <stddef.h>

#define SYNC    (UINT32_C(1) << MODEL_SYNC)
#define ASYNC   (UINT32_C(1) << MODEL_ASYNC)
#define THREADS (UINT32_C(1) << MODEL_THREADS)
#define GIL     (UINT32_C(1) << MODEL_GIL)
#define ALL     (SYNC | ASYNC | THREADS | GIL)

const struct setup_model_info setup_models[SETUP_MODELS] = {
	[MODEL_SYNC] = {"sync", N_("one thread: the tasks one after another")},
	[MODEL_ASYNC] = {"async", N_("one thread with an event loop: the tasks "
				     "are coroutines and give way themselves")},
	[MODEL_THREADS] = {"threads", N_("a thread for each task; the "
					 "operating system interrupts them")},
	[MODEL_GIL] = {"gil", N_("threads of Python: whoever runs holds the "
				 "one interpreter lock")},
};

static const char *const policies[] = {
	[POLICY_FCFS] = "fcfs", [POLICY_RR] = "rr", NULL};
static const char *const ties[] = {[TIES_ARRIVALS_FIRST] = "arrivals-first",
				   [TIES_EXPIRED_FIRST] = "expired-first",
				   NULL};
static const char *const switches[] = {
	[GIL_OFF] = "off", [GIL_ON] = "on", NULL};
static const char *const successors[] = {
	[SUCCESSOR_FIFO] = "fifo", [SUCCESSOR_RANDOM] = "random", NULL};
static const char *const pythons[] = {
	[PYTHON_3_11_7] = "3.11.7", [PYTHON_3_11_2] = "3.11.2", NULL};

/* clang-format off */
const struct setup_key_info setup_keys[SETUP_KEYS] = {
	[KEY_CORES] = {"cores", KEY_COUNT, DEFAULT_VALUE, 1,
		1, SETUP_CORES_MAX, NULL, ASYNC | THREADS | GIL,
		N_("cores of the machine")},
	[KEY_POLICY] = {"policy", KEY_CHOICE, DEFAULT_VALUE, POLICY_RR,
		0, 0, policies, ASYNC | THREADS,
		N_("which ready thread runs next")},
	[KEY_QUANTUM] = {"quantum", KEY_DURATION, DEFAULT_UNITS, 1,
		1, INT64_MAX, NULL, ASYNC | THREADS,
		N_("how long a thread may run before it is interrupted")},
	[KEY_SWITCH] = {"switch", KEY_DURATION, DEFAULT_VALUE, 0,
		0, INT64_MAX, NULL, ASYNC | THREADS | GIL,
		N_("what a context switch costs")},
	[KEY_START] = {"start", KEY_DURATION, DEFAULT_VALUE, 0,
		0, INT64_MAX, NULL, ASYNC | THREADS | GIL,
		N_("what creating a thread costs")},
	[KEY_STEP] = {"step", KEY_DURATION, DEFAULT_VALUE, 0,
		0, INT64_MAX, NULL, ASYNC,
		N_("what resuming a coroutine costs")},
	[KEY_EXECUTOR] = {"executor", KEY_COUNT, DEFAULT_WORKERS, 0,
		1, 100000, NULL, ASYNC,
		N_("threads that do what is offloaded")},
	[KEY_GIL] = {"gil", KEY_CHOICE, DEFAULT_GIL, GIL_OFF,
		0, 0, switches, ASYNC | THREADS,
		N_("whether threads share one interpreter lock")},
	[KEY_INTERVAL] = {"interval", KEY_DURATION, DEFAULT_LONGER, 5,
		1, INT64_MAX, NULL, ASYNC | THREADS | GIL,
		N_("how long who waits for the interpreter lock leaves it to "
		   "its holder")},
	[KEY_SUCCESSOR] = {"successor", KEY_CHOICE, DEFAULT_VALUE,
		SUCCESSOR_FIFO,
		0, 0, successors, ASYNC | THREADS | GIL,
		N_("who gets the interpreter lock next")},
	[KEY_TIES] = {"ties", KEY_CHOICE, DEFAULT_VALUE, TIES_ARRIVALS_FIRST,
		0, 0, ties, ASYNC | THREADS,
		N_("what comes first of an arrival and the end of a quantum "
		   "at one instant")},
	[KEY_UNTIL] = {"until", KEY_DURATION, DEFAULT_VALUE, SETUP_NO_UNTIL,
		0, INT64_MAX, NULL, ALL,
		N_("when the run is stopped")},
	[KEY_PYTHON] = {"python", KEY_CHOICE, DEFAULT_VALUE, PYTHON_3_11_7,
		0, 0, pythons, ASYNC,
		N_("whose asyncio is followed where versions differ")},
	[KEY_SEED] = {"seed", KEY_COUNT, DEFAULT_SEED, 0,
		0, INT64_MAX, NULL, ALL,
		N_("what random choices depend on")},
};
/* clang-format on */

#define MILLISECOND INT64_C(1000000)

static int64_t default_of(const struct setup_key_info *info,
			  const struct setup *setup, int64_t unit,
			  uint64_t seed)
{
	int64_t cores = setup->key[KEY_CORES];

	switch ((enum key_default)info->rule) {
	case DEFAULT_VALUE:
		return info->value;
	case DEFAULT_UNITS:
		return info->value * unit;
	case DEFAULT_LONGER:
		return info->value * (unit > MILLISECOND ? unit : MILLISECOND);
	case DEFAULT_GIL:
		return setup->model == MODEL_GIL ? GIL_ON : GIL_OFF;
	case DEFAULT_WORKERS:
		return cores + 4 < 32 ? cores + 4 : 32;
	case DEFAULT_SEED:
		return (int64_t)seed;
	}
	return 0;
}

void setup_init(struct setup *setup, enum setup_model model, int64_t unit,
		uint64_t seed)
{
	*setup = (struct setup){.model = (uint8_t)model};
	for (int key = 0; key < SETUP_KEYS; key++)
		setup->key[key] =
			default_of(&setup_keys[key], setup, unit, seed);
}

void setup_give(struct setup *setup, enum setup_key key, int64_t value)
{
	setup->key[key] = value;
	setup->given |= UINT32_C(1) << key;
	if (!setup_is_given(setup, KEY_EXECUTOR))
		setup->key[KEY_EXECUTOR] =
			default_of(&setup_keys[KEY_EXECUTOR], setup, 0, 0);
}
