/* SPDX-License-Identifier: MIT */
/*
 * The reader's editor, on the terminal, until it is left.
 */
#ifndef TERM_EDIT_H
#define TERM_EDIT_H

#include <stdbool.h>

/* Runs $VISUAL, $EDITOR or vi on the file; the terminal must have been left.
 * False if it could not be run or did not end well. */
bool edit_file(const char *path);

#endif
