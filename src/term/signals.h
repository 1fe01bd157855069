/* SPDX-License-Identifier: MIT */
/*
 * Signals: those the loop answers are blocked but while it waits; those of a
 * crash give the terminal back before they do what they would have done.
 */
#ifndef TERM_SIGNALS_H
#define TERM_SIGNALS_H

#include <signal.h>
#include <stdbool.h>

/* Before the terminal is taken; MASK is for ppoll(). */
void signals_begin(sigset_t *mask);
void signals_end(void);

/* Has it come since it was asked last? */
bool signals_resized(void);
bool signals_stopped(void);

/* A signal that ends the program, or 0. */
int signals_deadly(void);

/* Does to this process what the signal does by default: stops it (it comes
 * back when the process goes on) or ends it. */
void signals_default(int number);

#endif
