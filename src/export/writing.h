/* SPDX-License-Identifier: MIT */
/*
 * What a session shows, written to a file in the form that its name's ending
 * says.
 */
#ifndef EXPORT_WRITING_H
#define EXPORT_WRITING_H

#include "app/session.h"

/* Endings of files that can be written, up to NULL: for session.endings. */
extern const char *const writing_endings[];

/* Answers ERRAND_WRITE: writes, and says what has come of it. */
void writing_do(struct session *s);

#endif
