/* SPDX-License-Identifier: MIT */
/*
 * The terminal: the one place that knows curses.  Canvases are shown on it; it
 * is given back as it was by term_close(), whatever happened between.
 */
#ifndef TERM_TERM_H
#define TERM_TERM_H

#include "ui/canvas.h"
#include "ui/theme.h"

#include <stdbool.h>

struct term_options {
	enum ground ground;
	bool mono;
	bool ascii;
};

enum term_status {
	TERM_DONE,
	TERM_UNKNOWN /* no such terminal is described */
};

/* Takes the terminal: reads from IN, writes to standard output. */
enum term_status term_open(const struct term_options *o, int in);
void term_close(void);

/* Gives it to another program for a while, and takes it again. */
void term_leave(void);
void term_enter(void);

/* Its size now, cells. */
void term_size(int *w, int *h);

/* Shows the canvas: what has changed since the last one. */
void term_show(const struct canvas *c);

/* Forgets what is on it: the next canvas is drawn whole. */
void term_forget(void);

/* Only what a signal handler may do: sequences and settings given back. */
void term_abandon(void);

#endif
