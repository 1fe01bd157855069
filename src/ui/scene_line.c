/* SPDX-License-Identifier: MIT */
/*
 * The order of a scene's names: copies are told where they stand, then sorted.
 */
#include "ui/scene_line.h"

#include "app/session_look.h"
#include "base/mem.h"
#include "runtime/ready.h"

#include <stdlib.h>

/* In the order in which they are named. */
enum where {
	NEXT, /* ready and out of the line: chosen, or it waits for the GIL */
	LINE,
	CALLED, /* what it waited for is there; it is not in the line yet */
	ELSEWHERE
};

struct standing {
	enum where where;
	int64_t rank; /* by event, by place, by time, 0 */
	uint32_t copy;
};

static int by_rank(const void *x, const void *y)
{
	const struct standing *a = x, *b = y;

	if (a->where != b->where)
		return a->where < b->where ? -1 : 1;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return (a->copy > b->copy) - (a->copy < b->copy);
}

/* As if there were no line. */
static void rank_all(struct standing *all, const struct moment *m, int64_t now)
{
	for (uint32_t i = 0; i < m->n_tasks; i++) {
		const struct moment_task *t = m->tasks + i;
		struct standing *one = all + i;

		*one = (struct standing){.where = ELSEWHERE, .copy = i};
		if (t->state == STATE_READY) {
			one->where = NEXT;
			one->rank = (int64_t)t->ev;
		} else if (moment_state(m, i, now) == STATE_READY) {
			one->where = CALLED;
			one->rank = t->due;
		}
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
		    all[copy].where == LINE)
			continue;
		all[copy].where = LINE;
		all[copy].rank = (int64_t)i;
	}
	mem_free(actors);
}

uint32_t *scene_order(const struct moment *m, const struct machine *machine,
		      int64_t now)
{
	struct standing *all = mem_array(m->n_tasks, sizeof *all);
	uint32_t *line = mem_array(m->n_tasks, sizeof *line);

	rank_all(all, m, now);
	if (machine)
		rank_ready(all, m->n_tasks, machine);
	qsort(all, m->n_tasks, sizeof *all, by_rank);
	for (uint32_t i = 0; i < m->n_tasks; i++)
		line[i] = all[i].copy;
	mem_free(all);
	return line;
}

uint32_t *scene_line(const struct session *s, size_t run)
{
	return scene_order(session_moment(s, run), session_machine(s, run),
			   session_now(s, run));
}
