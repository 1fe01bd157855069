/* SPDX-License-Identifier: MIT */
/*
 * A press: a key, as a number, and what it is called in scripts and in help.
 * A character is its own code point; keys without one begin at PRESS_KEYS.
 */
#ifndef APP_PRESS_H
#define APP_PRESS_H

#include "base/str.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum press {
	PRESS_NONE = 0,
	PRESS_ESC = 27,
	PRESS_SPACE = ' ',
	PRESS_KEYS = 0x110000,
	PRESS_UP = PRESS_KEYS,
	PRESS_DOWN,
	PRESS_LEFT,
	PRESS_RIGHT,
	PRESS_HOME,
	PRESS_END,
	PRESS_PGUP,
	PRESS_PGDN,
	PRESS_ENTER,
	PRESS_TAB,
	PRESS_BACKSPACE,
	PRESS_DELETE,
	PRESS_SHIFT_LEFT,
	PRESS_SHIFT_RIGHT,
	PRESS_SHIFT_UP,
	PRESS_SHIFT_DOWN,
	PRESS_SHIFT_TAB,
	PRESS_CTRL = 0x200000 /* | a small letter */
};

/* The key called by the N bytes at NAME: "right", "shift-left", "ctrl-l",
 * "space", or one character; PRESS_NONE if none is. */
uint32_t press_find(const char *name, size_t n);

/* Appends the key's name; what press_find() reads. */
void press_name(struct str *out, uint32_t press);

/* Appends the key as the help shows it: an arrow for an arrow. */
void press_show(struct str *out, uint32_t press, bool ascii);

/* The code point as UTF-8. */
void press_add_utf8(struct str *out, uint32_t code);

#endif
