/* SPDX-License-Identifier: MIT */
/*
 * What the parts of the reader share: saying, asking, and things to do.
 */
#ifndef APP_READER_PARTS_H
#define APP_READER_PARTS_H

#include "app/reader.h"

/* A paragraph; the same after a word that says what it is, if there is one. */
void reading_say(struct reading *r, const char *text);
void reading_part(struct reading *r, const char *head, const char *text);

/* Asks for a line, which is in r->line; false: the reading is over. */
bool reading_ask(struct reading *r, const char *prompt, size_t part);

/* Tells what the runs of a stage show. */
void reading_stage(struct reading *r, const struct staging *stage);

void reading_question(struct reading *r, size_t part);
void reading_try(struct reading *r, size_t part);

#endif
