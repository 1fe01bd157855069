/* SPDX-License-Identifier: MIT */
/*
 * The reader's editor, on the terminal, until it is left.
 */
#ifndef TERM_EDIT_H
#define TERM_EDIT_H

#include "base/str.h"

#include <stdbool.h>

/* Runs $VISUAL, $EDITOR or vi on the file; the terminal must have been left.
 * False if it could not be run or did not end well. */
bool edit_file(const char *path);

/* The same with a text that stands in no file: a copy in TMPDIR for as long as
 * it takes.  False if it could not be, or the editor did not end well: then it
 * is as it was. */
bool edit_text(struct str *text);

#endif
