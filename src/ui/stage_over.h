/* SPDX-License-Identifier: MIT */
/*
 * What lies over the timelines and moves with the cursor: the playhead, what
 * is to come hidden behind it, marks, results, and what is chosen.
 */
#ifndef UI_STAGE_OVER_H
#define UI_STAGE_OVER_H

#include "ui/stage.h"

/* The timelines have been copied to R. */
void stage_over(struct canvas *c, struct rect r, const struct stage *st,
		const struct session *s);

#endif
