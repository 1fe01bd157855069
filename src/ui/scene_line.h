/* SPDX-License-Identifier: MIT */
/*
 * In which order a scene names its tasks: who is ready stands as in the line
 * for a turn, so that a picture of a line shows who is first in it.
 */
#ifndef UI_SCENE_LINE_H
#define UI_SCENE_LINE_H

#include "app/session.h"

#include <stdint.h>

/* All copies of the program, by number, at the time NOW; the machine may be
 * NULL, if nothing has happened. Whoever is chosen next,
 * those in the line for a turn, those called who are not in it yet by when they
 * were, then all others as declared.  The caller frees it. */
uint32_t *scene_order(const struct moment *m, const struct machine *machine,
		      int64_t now);

/* The same of a session's run, at its cursor. */
uint32_t *scene_line(const struct session *s, size_t run);

#endif
