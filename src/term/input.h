/* SPDX-License-Identifier: MIT */
/*
 * What a terminal sends, as keys and moves of the mouse.  Bytes are fed as they
 * come, whole or in pieces; sequences nobody knows are swallowed whole.
 */
#ifndef TERM_INPUT_H
#define TERM_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum input_kind {
	INPUT_KEY,
	INPUT_CLICK, /* the left button goes down */
	INPUT_DRAG,  /* it moves while down */
	INPUT_UP,
	INPUT_WHEEL
};

struct input {
	uint8_t kind;
	uint32_t press; /* INPUT_KEY: app/press.h */
	bool pasted;    /* it was not pressed, but came with a paste */
	int x, y;       /* of the mouse, cells from 0 */
	int turn;       /* INPUT_WHEEL: 1 up, -1 down */
};

enum { INPUT_BYTES = 64 };

/* Zeroed it is ready. */
struct reader {
	char bytes[INPUT_BYTES];
	size_t n;
	bool pasting; /* between the marks of a paste */
};

/* Adds bytes; those that do not fit are left out, so take what is there first.
 * Returns how many were taken. */
size_t reader_feed(struct reader *r, const char *bytes, size_t n);

/* The next key or move; false if there is none yet.  With LATE nothing more is
 * to come for now, and a lone ESC is the key. */
bool reader_next(struct reader *r, bool late, struct input *in);

/* Does it hold the beginning of something? */
bool reader_waits(const struct reader *r);

#endif
