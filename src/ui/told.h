/* SPDX-License-Identifier: MIT */
/*
 * What has just happened, in words: for each setup the event that the cursor
 * stands behind, the latest first if there is not room for all.
 */
#ifndef UI_TOLD_H
#define UI_TOLD_H

#include "app/session.h"
#include "ui/canvas.h"

void told_draw(struct canvas *c, struct rect r, const struct session *s);

#endif
