/* SPDX-License-Identifier: MIT */
/*
 * One lane of a timeline, drawn from a tally: a cell a column.
 */
#ifndef UI_LANE_H
#define UI_LANE_H

#include "sim/program.h"
#include "story/state.h"
#include "ui/canvas.h"
#include "ui/tally.h"

#include <stdint.h>

/* The role of a state's cells; ROLE_DONE for those that are left blank. */
enum role lane_role(enum state state);

/* Where a lane's sign stands whose life falls between two columns; -1 if it has
 * none. */
int lane_instant(const struct tally *tally, uint32_t lane);

enum { LANE_SIGN = 5 }; /* bytes of a sign, with its NUL */

/* The letter or digit of a column that shows whom a core or the lock had, how
 * many stood in a line, the loop's phase; "" where there is none. */
void lane_sign(char sign[LANE_SIGN], const struct program *p,
	       const struct tally *tally, uint32_t lane, int column,
	       enum state state);

/*
 * Draws a lane of the tally into the first row of R, column 0 at its left.  A
 * core's lane, and the interpreter lock's, shows by a letter or a digit whom it
 * had longest at a stretch: a task's initial, or the last digit of a copy's
 * number where one task has all the copies.  A line's shows how many stood in
 * it for longest, + for more than 9; the event loop's phase by its name's first
 * letter.  A life between two columns leaves a sign,
 * and so does a failure.
 * Returns the states that were drawn: bit 1 << state.
 */
uint32_t lane_draw(struct canvas *c, struct rect r, const struct program *p,
		   const struct tally *tally, uint32_t lane);

#endif
