/* SPDX-License-Identifier: MIT */
/*
 * A session in lines of text: an event a line, for a screen reader or a pipe.
 * Enter goes on; the screen's actions are there by name or by number.
 */
#ifndef CLI_PLAIN_H
#define CLI_PLAIN_H

#include "app/session.h"

/* Reads standard input to its end or until `quit`; an exit code. */
int plain_play(struct session *s);

#endif
