/* SPDX-License-Identifier: MIT */
/*
 * The order of a scene's names: ranks are given to copies, then sorted.
 */
#include "ui/scene_line.h"

#include "app/session_look.h"
#include "base/mem.h"
#include "runtime/ready.h"

#include <stdlib.h>

struct standing {
	int64_t rank; /* place in the line; then ns; then INT64_MAX */
	uint32_t copy;
	bool is_in_line;
};

static int by_rank(const void *x, const void *y)
{
	const struct standing *a = x, *b = y;

	if (a->is_in_line != b->is_in_line)
		return a->is_in_line ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return (a->copy > b->copy) - (a->copy < b->copy);
}

/* Who is ready without being in the line was called: at the time it waited
 * for. */
static void rank_called(struct standing *all, const struct moment *m,
			int64_t now)
{
	for (uint32_t i = 0; i < m->n_tasks; i++) {
		const struct moment_task *t = m->tasks + i;
		bool is_called = t->state != STATE_READY &&
				 moment_state(m, i, now) == STATE_READY;

		all[i] = (struct standing){
			.rank = is_called ? t->due : INT64_MAX, .copy = i};
	}
}

static void rank_ready(struct standing *all, uint32_t n,
		       const struct machine *machine)
{
	uint32_t *actors = mem_array(n, sizeof *actors);
	size_t any, ready = ready_list(machine, actors, n, &any);

	for (size_t i = 0; i < ready; i++) {
		uint32_t copy = actor_index(actors[i]);

		if (actor_class(actors[i]) != ACTOR_TASK ||
		    all[copy].is_in_line)
			continue;
		all[copy].is_in_line = true;
		all[copy].rank = (int64_t)i;
	}
	mem_free(actors);
}

uint32_t *scene_line(const struct session *s, size_t run)
{
	const struct machine *machine = session_machine(s, run);
	const struct moment *m = session_moment(s, run);
	struct standing *all = mem_array(m->n_tasks, sizeof *all);
	uint32_t *line = mem_array(m->n_tasks, sizeof *line);

	rank_called(all, m, session_now(s, run));
	if (machine)
		rank_ready(all, m->n_tasks, machine);
	qsort(all, m->n_tasks, sizeof *all, by_rank);
	for (uint32_t i = 0; i < m->n_tasks; i++)
		line[i] = all[i].copy;
	mem_free(all);
	return line;
}
