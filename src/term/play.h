/* SPDX-License-Identifier: MIT */
/*
 * A session on the terminal: the application's own loop, until it is quit.
 *
 * The loop waits in one ppoll() for keys, signals and changes of the file; it
 * wakes by itself only while something plays or is being computed.
 */
#ifndef TERM_PLAY_H
#define TERM_PLAY_H

#include "app/session.h"
#include "term/term.h"

#include <stdbool.h>

/* Is there a terminal to draw on and to read keys from? */
bool term_is_there(void);

/* Plays until the reader quits; a signal that ends the program ends it here,
 * once the terminal is as it was. */
enum term_status term_play(struct session *s, const struct term_options *o);

#endif
