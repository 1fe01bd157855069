/* SPDX-License-Identifier: MIT */
/*
 * The room that a screen of 80x24 has for a lesson: one title line, prose, the
 * stage, three lines of narration, one of keys, and three rules between.
 */
#ifndef LESSON_FIT_H
#define LESSON_FIT_H

enum {
	FIT_WIDTH = 78,   /* cells of a line of text */
	FIT_PROSE = 3,    /* rows of text above a stage */
	FIT_PAGE = 19,    /* rows of text without a stage */
	FIT_QUESTION = 3, /* rows of a question, a try, a hint */
	FIT_OPTIONS = 12, /* rows of all options together */
	FIT_OPTION_WIDTH = 72,
	FIT_WHY = 5,    /* rows of one explanation */
	FIT_WORDS = 48, /* rows of the mapping table, which scrolls */
	FIT_TITLE = 60  /* cells of a step's title */
};

#endif
