/* SPDX-License-Identifier: MIT */
/*
 * What a key is where nobody gave it, and whether it has a say.
 */
#include "vos/setup.h"

#include "sim/program.h"

#include <stddef.h>

/* --- defaults --- */

#define MILLISECOND INT64_C(1000000)

/* Source: update_sysctl() and get_update_sysctl_factor(), kernel/sched/fair.c:
 * SCHED_TUNABLESCALING_LOG. */
static int64_t of_linux(int64_t us, int64_t cores, int64_t unit)
{
	int64_t factor = 1;

	for (int64_t n = cores < 8 ? cores : 8; n > 1; n /= 2)
		factor++;
	return (unit > MILLISECOND ? unit : MILLISECOND) / 1000 * us * factor;
}

/* Measured on CPython 3.11 and Linux, rounded: a switch between threads or
 * processes on one core 3 to 5 us, a step of asyncio 2 to 3, Thread.start and
 * join 80 to 115, Process.start by fork and join 2900 to 5800. */
static int64_t cost_of(const struct setup_key_info *info,
		       const struct setup *setup)
{
	bool fork =
		info->rule == DEFAULT_START && setup->model == MODEL_PROCESSES;

	if (setup->key[KEY_COSTS] != COSTS_TYPICAL)
		return 0;
	return fork ? 30 * info->value : info->value;
}

/* Of processes as many as there are tasks. */
static int64_t crew_of(const struct setup *setup, int64_t pool)
{
	if (setup_has_loops(setup))
		return setup->key[KEY_CORES];
	return setup->model == MODEL_PROCESSES ? SETUP_ANY : pool;
}

static int64_t default_of(const struct setup_key_info *info,
			  const struct setup *setup)
{
	int64_t cores = setup->key[KEY_CORES], unit = setup->unit;

	switch ((enum key_default)info->rule) {
	case DEFAULT_VALUE:
		return info->value;
	case DEFAULT_UNITS:
		return info->value * unit;
	case DEFAULT_LONGER:
		return info->value * (unit > MILLISECOND ? unit : MILLISECOND);
	case DEFAULT_COST:
	case DEFAULT_START:
		return cost_of(info, setup);
	case DEFAULT_GIL:
		return setup->model == MODEL_GIL ? GIL_ON : GIL_OFF;
	case DEFAULT_WORKERS:
		return cores + 4 < 32 ? cores + 4 : 32;
	case DEFAULT_CREW:
		return crew_of(setup, info->value);
	case DEFAULT_SEED:
		return (int64_t)setup->seed;
	case DEFAULT_STEAL:
		return setup->key[KEY_LIKE] == LIKE_OSTEP ? 30 * unit : 0;
	case DEFAULT_RATE:
		return setup->key[KEY_LIKE] == LIKE_OSTEP ? 2 : info->value;
	case DEFAULT_LINUX:
		return of_linux(info->value, cores, unit);
	}
	return 0;
}

/* Keys that nobody gave are what others make of them. */
static void set_defaults(struct setup *setup)
{
	for (int key = 0; key < SETUP_KEYS; key++) {
		const struct setup_key_info *info = &setup_keys[key];

		if (!setup_is_given(setup, (enum setup_key)key))
			setup->key[key] = default_of(info, setup);
	}
	if (setup_is_given(setup, KEY_QUANTA) &&
	    !setup_is_given(setup, KEY_LEVELS))
		setup->key[KEY_LEVELS] = setup->key[KEY_QUANTA];
	if (setup->key[KEY_LIKE] == LIKE_OSTEP &&
	    !setup_is_given(setup, KEY_TIES))
		setup->key[KEY_TIES] = TIES_EXPIRED_FIRST;
	if (setup->key[KEY_LIKE] == LIKE_OSTEP &&
	    !setup_is_given(setup, KEY_AFFINITY))
		setup->key[KEY_AFFINITY] = AFFINITY_NONE;
}

void setup_init(struct setup *setup, enum setup_model model, int64_t unit,
		uint64_t seed)
{
	*setup = (struct setup){
		.model = (uint8_t)model, .unit = unit, .seed = seed};
	set_defaults(setup);
}

void setup_give(struct setup *setup, enum setup_key key, int64_t value)
{
	setup->key[key] = value;
	setup->given |= UINT64_C(1) << key;
	set_defaults(setup);
}

void setup_reset(struct setup *setup, enum setup_key key)
{
	setup->given &= ~(UINT64_C(1) << key);
	set_defaults(setup);
}

int64_t *setup_list(struct setup *setup, enum setup_key key)
{
	return key == KEY_QUANTA ? setup->quanta : setup->allotment;
}

/* --- who has a say --- */

/* Whose say is the interpreter lock's, where there is one. */
static bool is_policys(enum setup_key key)
{
	return key == KEY_POLICY || key == KEY_QUANTUM || key == KEY_TIES ||
	       key == KEY_LIKE || key == KEY_QUEUES || key == KEY_STEAL ||
	       key == KEY_AFFINITY || key == KEY_WARMTH || key == KEY_RATE ||
	       key == KEY_WARMUP || key == KEY_CACHE ||
	       setup_key_policies(key) != 0;
}

static bool is_loops(enum setup_key key)
{
	return key == KEY_STEP || key == KEY_EXECUTOR || key == KEY_PYTHON ||
	       key == KEY_COROUTINE;
}

enum setup_stray setup_stray(const struct setup *setup, enum setup_key key)
{
	uint32_t whose = setup_key_policies(key);

	if (setup_has_gil(setup) && is_policys(key))
		return STRAY_LOCKED;
	if (!setup_has_gil(setup) &&
	    (key == KEY_INTERVAL || key == KEY_SUCCESSOR))
		return STRAY_FREE;
	if (setup->model == MODEL_PROCESSES && !setup_has_loops(setup) &&
	    is_loops(key))
		return STRAY_EACH;
	if ((key == KEY_WARMUP || key == KEY_CACHE) &&
	    setup->key[KEY_RATE] == 1)
		return STRAY_COLD;
	if (key == KEY_STEAL && setup->key[KEY_QUEUES] == QUEUES_ONE)
		return STRAY_SHARED;
	if (whose != 0 && !(whose >> setup->key[KEY_POLICY] & 1))
		return STRAY_POLICY;
	return STRAY_NONE;
}

enum setup_key setup_stray_key(const struct setup *setup)
{
	for (int i = 0; i < SETUP_KEYS; i++) {
		enum setup_key key = (enum setup_key)i;

		if (setup_is_given(setup, key) &&
		    setup_stray(setup, key) != STRAY_NONE)
			return key;
	}
	return SETUP_KEYS;
}

/* --- what others ask of it --- */

int64_t setup_most(const struct setup *setup, enum setup_key key)
{
	if (setup_has_loops(setup) && key == KEY_WORKERS)
		return SETUP_LOOPS_MAX - 1;
	if (setup_has_loops(setup) && key == KEY_EXECUTOR)
		return SETUP_EXECUTORS;
	return setup_keys[key].max;
}

uint32_t setup_loops(const struct setup *setup, const struct program *program)
{
	int64_t n = setup->key[KEY_WORKERS];

	if (setup->model == MODEL_ASYNC)
		return 1;
	if (!setup_has_loops(setup))
		return 0;
	n = n < program->n_copies ? n : program->n_copies;
	n += program->main != NONE;
	return n < SETUP_LOOPS_MAX ? (uint32_t)n : SETUP_LOOPS_MAX;
}

/* The last item of a list serves those below it. */
static int64_t item_of(const int64_t *list, int64_t n, int level)
{
	return list[level < n ? level : n - 1];
}

int64_t setup_level_quantum(const struct setup *setup, int level)
{
	if (setup->key[KEY_QUANTA] == 0)
		return setup->key[KEY_QUANTUM];
	return item_of(setup->quanta, setup->key[KEY_QUANTA], level);
}

int64_t setup_level_allotment(const struct setup *setup, int level)
{
	if (setup->key[KEY_ALLOTMENT] == 0)
		return 1;
	return item_of(setup->allotment, setup->key[KEY_ALLOTMENT], level);
}
