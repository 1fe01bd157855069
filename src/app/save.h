/* SPDX-License-Identifier: MIT */
/*
 * Writing what is seen: the line that asks for a file, whose ending says in
 * which form.  What can be written is for those above to know: they set
 * session.endings, and answer ERRAND_WRITE.
 */
#ifndef APP_SAVE_H
#define APP_SAVE_H

#include "app/session.h"

/* Asks, a name being proposed. */
void save_ask(struct session *s);

/* The name with the N-th next ending; N < 0: before. */
void save_turn(struct session *s, int64_t n);

/* The name was typed; without an ending it gets the first.  One that is taken
 * has to be typed twice; is_taken says whether it is. */
void save_typed(struct session *s, const char *name);
bool save_confirms(struct session *s, bool is_taken);

#endif
