/* SPDX-License-Identifier: MIT */
/*
 * A lesson named on the command line, read; and proved, where that is wanted.
 * What is wrong with it is told on standard error.
 */
#ifndef CLI_LESSON_FILE_H
#define CLI_LESSON_FILE_H

#include "lesson/lesson.h"

/* EXIT_DONE, or what to end with; the lesson is to be freed. */
int lesson_open(const char *path, struct lesson **lesson);

/* The same for who proves it: reads, runs, measures, compares with the English
 * original if it is a translation that has one. */
int lesson_check_file(const char *path);

#endif
