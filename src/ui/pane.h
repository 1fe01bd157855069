/* SPDX-License-Identifier: MIT */
/*
 * A pane: a part of the screen that shows one side of the run at the cursor,
 * where there is room for it.  One file a pane; ui/panes.c knows them all.
 */
#ifndef UI_PANE_H
#define UI_PANE_H

#include "app/session.h"
#include "ui/canvas.h"

#include <stdbool.h>

struct pane {
	const char *title; /* to be translated */
	const char *term;  /* a story may have another word for it, or NULL */
	/* Rows below its title that would show all of a run's; 0: it has
	 * nothing to show of it. */
	int (*need)(const struct session *s, size_t run);
	void (*draw)(struct canvas *c, struct rect r, const struct session *s,
		     size_t run);
	int least;   /* rows without which it is left out */
	bool of_all; /* it shows all runs at once */
};

extern const struct pane pane_code, pane_loop, pane_printed, pane_queues,
	pane_score;

/* The queues in one row, for screens without room for panes. */
void pane_queues_line(struct canvas *c, struct rect r, const struct session *s,
		      size_t run);

#endif
