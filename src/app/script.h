/* SPDX-License-Identifier: MIT */
/*
 * Scripts: keys and actions without a terminal, a word each, any number on a
 * line; '#' begins a comment.
 *
 *	right  12 right  step-back  g "8" enter     keys and actions, counts
 *	type "boil"       what is typed into a dialog
 *	size 80 24        another size
 *	tick 500ms        time passes
 *	frame             the screen as it is now
 */
#ifndef APP_SCRIPT_H
#define APP_SCRIPT_H

#include "app/session.h"
#include "base/diag.h"

#include <stdbool.h>

/* What a script needs from those above. */
struct script_host {
	void (*frame)(void *to, struct session *s);
	void (*size)(void *to, struct session *s, int w, int h);
	void (*write)(struct session *s); /* answers ERRAND_WRITE; or NULL */
	/* before every word: what it finds is as it is drawn; or NULL */
	void (*lay_out)(void *to, struct session *s);
	void *to;
};

/* Plays all of it; runs are computed to their end first, and after every word.
 * False if a word means nothing: DIAGS tell which. */
bool script_play(const struct source *text, struct session *s,
		 const struct script_host *host, struct diags *diags);

#endif
