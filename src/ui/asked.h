/* SPDX-License-Identifier: MIT */
/*
 * A page's question or exercise as a sheet: asked, being answered, answered.
 */
#ifndef UI_ASKED_H
#define UI_ASKED_H

#include "app/session.h"
#include "ui/sheet.h"

#include <stdbool.h>

/* What stands below the stage now, WIDTH cells wide; nothing, if there is
 * nothing to do on the page.  Places are those of ask_answer() and of
 * trial.knob, from 0. */
void asked_fill(struct sheet *sh, const struct session *s, int width,
		bool ascii);

/* Has it the keys? */
bool asked_is_open(const struct session *s);

#endif
