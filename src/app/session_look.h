/* SPDX-License-Identifier: MIT */
/*
 * Looking into a session's runs at the cursor, for the panes.
 *
 * What is given is valid until the next question about the same run, or until
 * the session changes.  Whatever needs much of the trace is kept with the run
 * from one question to the next, so a session that is const may be asked.
 */
#ifndef APP_SESSION_LOOK_H
#define APP_SESSION_LOOK_H

#include "app/session.h"
#include "story/moment.h"

/* The run that one pane is about: that of the lane that is chosen, else that
 * of the last event, else the first that is shown. */
size_t session_focus(const struct session *s);

/* The copy that is chosen, in the focused run: one of many in a lane is the
 * one of the last event, if it is among them, else the first.  In the lane of
 * one core or thread it is the one that it has at the cursor; in other lanes,
 * or where none is chosen, that of the last event.  False if there is none. */
bool session_task(const struct session *s, uint32_t *copy);

/* The machine at the cursor, or NULL at the very beginning. */
const struct machine *session_machine(const struct session *s, size_t run);

/* What the run has told by then. */
const struct moment *session_moment(const struct session *s, size_t run);

/* Its printed lines by then: numbers of events. */
const uint64_t *session_prints(const struct session *s, size_t run, size_t *n);

/* Names in this run: is its thread 0 an event loop? */
uint32_t session_loops(const struct session *s, size_t run);

/* When it is at the cursor: the run's end if that was earlier, ns. */
int64_t session_now(const struct session *s, size_t run);

#endif
