/* SPDX-License-Identifier: MIT */
/*
 * A scene: the story's picture in characters, with places that show who is in
 * which state, or how one task's state looks. Drawn from states alone.
 *
 *	| decks: {decks....}   line: {line...................}
 *	decks: running else "nobody"
 *	line: ready
 *	kettle: of kettle waiting "~~~~" done "[tea]" else "[ ]"
 */
#ifndef LESSON_SCENE_H
#define LESSON_SCENE_H

#include "base/str.h"
#include "sim/program.h"
#include "story/state.h"

#include <stddef.h>

enum { SCENE_ROWS = 8, SCENE_COLUMNS = 76, SCENE_PLACES = 32 };

/* What a place shows: names of who is in these states, or a task's look. */
struct scene_rule {
	const char *name;
	uint32_t states;                /* bit 1 << enum state */
	uint32_t first, count;          /* copies; count 0: names are shown */
	const char *looks[STATE_COUNT]; /* or NULL */
	const char *otherwise;          /* or NULL */
};

struct scene {
	const struct program *program;
	const char *rows[SCENE_ROWS];
	size_t n_rows;
	struct scene_rule *rules;
	size_t n_rules;
};

/* Appends the picture, a line each. STATES are those of the program's copies,
 * by number; ORDER has all their numbers as they are to be named, NULL: as
 * declared. */
void scene_show(struct str *out, const struct scene *scene,
		const enum state *states, const uint32_t *order);

/* "running", "ready"...: never translated. */
const char *state_word(enum state state);

#endif
