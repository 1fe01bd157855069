/* SPDX-License-Identifier: MIT */
/*
 * Who is ready at an instant, in the order in which they would have their turn
 * if nothing more came: asked of the policy, or of the event loop, themselves.
 */
#ifndef RUNTIME_READY_H
#define RUNTIME_READY_H

#include "vos/machine.h"

#include <stddef.h>

/* Fills in at most MOST actors; *ALL is how many there are.  Under `async`
 * these are the tasks of the loop's ready queue, callbacks on their behalf
 * among them; else threads, named as in events.  Returns those filled in.
 * Where lots are drawn the order is no more than one that may come. */
size_t ready_list(const struct machine *m, uint32_t *actors, size_t most,
		  size_t *all);

/* Callbacks in the event loop's ready queue, tasks' steps among them. */
uint32_t ready_callbacks(const struct machine *m);

/* Does the event loop poll?  *UNTIL is when it ends of itself, ns, EVQ_NEVER
 * if only an answer ends it. */
bool ready_polls(const struct machine *m, int64_t *until);

#endif
