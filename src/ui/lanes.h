/* SPDX-License-Identifier: MIT */
/*
 * Which lanes a timeline has, and what they are called.
 * To get them call lanes_plan() on a zeroed struct lanes; then lanes_fini().
 */
#ifndef UI_LANES_H
#define UI_LANES_H

#include "base/str.h"
#include "base/vec.h"
#include "sim/program.h"
#include "story/words.h"
#include "ui/tally.h"

#include <stdint.h>

struct lanes {
	struct VEC(struct tally_lane) list;
	uint32_t left_out; /* tasks, all their copies as one, without a lane */
};

/*
 * A lane for each copy of each task, in the program's order, but at most MOST
 * (> 0) of them.  If they do not fit, the tasks with the most copies become
 * one lane each; if that is not enough the last tasks have none.
 */
void lanes_plan(struct lanes *l, const struct program *p, uint32_t most);

/* Appends lanes for COUNT threads that are nobody's own, or cores. */
void lanes_add(struct lanes *l, enum actor_class class, uint32_t count);

/* Appends a lane for a line: enum crew_line, or a phase of a later loop. */
void lanes_add_line(struct lanes *l, uint32_t line);

void lanes_fini(struct lanes *l);

/* Appends a lane's name: a task's as it is shown, "guest ×1000" for many
 * ("guest x1000" in ASCII), "core 1", "loop", "worker-2", "GIL"; in the
 * story's words, if WORDS are not NULL. */
void lane_name(struct str *out, const struct words *words,
	       const struct program *p, const struct tally_lane *lane,
	       bool ascii);

/* Cells of the widest name. */
int lanes_width(const struct lanes *l, const struct words *words,
		const struct program *p);

#endif
