/* SPDX-License-Identifier: MIT */
/*
 * The load of periodic tasks, in millionths, rounded up.
 */
#include "story/load.h"

#define WHOLE INT64_C(1000000)

/* n * (2^(1/n) - 1), rounded down; beyond the table ln 2 is sure. */
static const int32_t bounds[] = {0,      1000000, 828427, 779763, 756828,
				 743491, 734772,  728626, 724061, 720537,
				 717734, 715451,  713557};

enum { BOUNDS = sizeof bounds / sizeof *bounds, LN_2 = 693147 };

static bool is_real_time(const struct setup *setup)
{
	return setup_takes((enum setup_model)setup->model, KEY_POLICY) &&
	       setup->key[KEY_GIL] == GIL_OFF &&
	       (setup->key[KEY_POLICY] == POLICY_EDF ||
		setup->key[KEY_POLICY] == POLICY_RM);
}

static bool is_periodic(const struct prog_task *task)
{
	return task->every > 0 && task->gaps == NONE;
}

/* The most that one of its copies takes. */
static int64_t work_of(const struct prog_task *task,
		       const struct metrics *metrics)
{
	int64_t most = 0;

	for (uint32_t i = 0; i < task->count; i++)
		if (metrics->tasks[task->first + i].cpu > most)
			most = metrics->tasks[task->first + i].cpu;
	return most;
}

/* work / every in millionths, where their product may not fit. */
static int64_t part(int64_t work, int64_t every)
{
	int64_t whole = work / every, rest = work % every;

	while (rest > INT64_MAX / WHOLE) {
		rest /= 2;
		every /= 2;
	}
	return whole * WHOLE + (rest * WHOLE + every - 1) / every;
}

static int64_t bound_of(const struct setup *setup, uint32_t tasks)
{
	if (setup->key[KEY_POLICY] == POLICY_EDF)
		return WHOLE;
	return tasks < BOUNDS ? bounds[tasks] : LN_2;
}

struct load load_of(const struct program *program, const struct setup *setup,
		    const struct metrics *metrics)
{
	struct load load = {0};
	bool has_bound = setup->key[KEY_CORES] == 1;

	if (!is_real_time(setup))
		return load;
	for (uint32_t i = 0; i < program->n_tasks; i++) {
		const struct prog_task *task = &program->tasks[i];

		if (!is_periodic(task))
			continue;
		load.tasks++;
		load.asked += part(work_of(task, metrics), task->every);
		if (task->deadline >= 0 && task->deadline != task->every)
			has_bound = false;
	}
	if (load.tasks > 0 && has_bound)
		load.bound = bound_of(setup, load.tasks);
	return load;
}
