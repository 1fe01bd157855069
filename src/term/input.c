/* SPDX-License-Identifier: MIT */
/*
 * Terminals' sequences: one table of those that are keys, and the mouse's in
 * the form SGR (1006).  Keys are the same in all terminals of today; it takes
 * no terminfo to know them.
 */
#include "term/input.h"

#include "app/press.h"
#include "base/text.h"

#include <stdlib.h>
#include <string.h>

struct sequence {
	const char *text; /* behind ESC */
	uint32_t press;
};

static const struct sequence sequences[] = {
	{"[A", PRESS_UP},
	{"[B", PRESS_DOWN},
	{"[C", PRESS_RIGHT},
	{"[D", PRESS_LEFT},
	{"OA", PRESS_UP},
	{"OB", PRESS_DOWN},
	{"OC", PRESS_RIGHT},
	{"OD", PRESS_LEFT},
	{"[H", PRESS_HOME},
	{"[F", PRESS_END},
	{"OH", PRESS_HOME},
	{"OF", PRESS_END},
	{"OM", PRESS_ENTER},
	{"[1~", PRESS_HOME},
	{"[4~", PRESS_END},
	{"[7~", PRESS_HOME},
	{"[8~", PRESS_END},
	{"[3~", PRESS_DELETE},
	{"[5~", PRESS_PGUP},
	{"[6~", PRESS_PGDN},
	{"[Z", PRESS_SHIFT_TAB},
	{"[1;2A", PRESS_SHIFT_UP},
	{"[1;2B", PRESS_SHIFT_DOWN},
	{"[1;2C", PRESS_SHIFT_RIGHT},
	{"[1;2D", PRESS_SHIFT_LEFT},
	{"[a", PRESS_SHIFT_UP},
	{"[b", PRESS_SHIFT_DOWN},
	{"[c", PRESS_SHIFT_RIGHT},
	{"[d", PRESS_SHIFT_LEFT},
};

enum { SEQUENCES = sizeof sequences / sizeof *sequences };

size_t reader_feed(struct reader *r, const char *bytes, size_t n)
{
	size_t room = INPUT_BYTES - r->n;

	n = n < room ? n : room;
	memcpy(r->bytes + r->n, bytes, n);
	r->n += n;
	return n;
}

bool reader_waits(const struct reader *r)
{
	return r->n > 0;
}

static void drop(struct reader *r, size_t n)
{
	memmove(r->bytes, r->bytes + n, r->n - n);
	r->n -= n;
}

/* Bytes of the sequence that begins with ESC; 0 if it is not all there. */
static size_t length(const struct reader *r)
{
	size_t i = 2;

	if (r->n < 2)
		return 0;
	if (r->bytes[1] == 'O')
		return r->n < 3 ? 0 : 3;
	if (r->bytes[1] != '[')
		return 1; /* ESC, and something else after it */
	while (i < r->n && r->bytes[i] >= 0x20 && r->bytes[i] < 0x40)
		i++;
	return i < r->n ? i + 1 : 0;
}

/* --- the mouse --- */

/* "[<0;12;5M": button, column, row; M down or moved, m up. */
static bool mouse(const char *s, size_t n, struct input *in)
{
	char text[INPUT_BYTES], *end;
	long button, x, y;

	if (n < 8 || n >= sizeof text || memcmp(s, "\033[<", 3) != 0)
		return false;
	memcpy(text, s, n);
	/* cppcheck-suppress arrayIndexOutOfBoundsCond */
	text[n] = '\0';
	button = strtol(text + 3, &end, 10);
	x = *end == ';' ? strtol(end + 1, &end, 10) : 0;
	y = *end == ';' ? strtol(end + 1, &end, 10) : 0;
	if (x < 1 || y < 1 || x > 100000 || y > 100000)
		return false;
	in->x = (int)x - 1;
	in->y = (int)y - 1;
	if (button == 64 || button == 65) {
		in->kind = INPUT_WHEEL;
		in->turn = button == 64 ? 1 : -1;
		return true;
	}
	if (button != 0 && button != 32)
		return false;
	in->kind = *end == 'm'    ? INPUT_UP
		   : button == 32 ? INPUT_DRAG
				  : INPUT_CLICK;
	return true;
}

/* --- keys --- */

static bool known(const char *s, size_t n, struct input *in)
{
	for (size_t i = 0; i < SEQUENCES; i++) {
		const struct sequence *q = &sequences[i];

		if (strlen(q->text) == n - 1 &&
		    memcmp(q->text, s + 1, n - 1) == 0) {
			in->kind = INPUT_KEY;
			in->press = q->press;
			return true;
		}
	}
	return false;
}

static bool is(const char *s, size_t n, const char *text)
{
	return n == strlen(text) && memcmp(s, text, n) == 0;
}

/* One sequence of N bytes; false if it means nothing to us. */
static bool sequence(struct reader *r, size_t n, struct input *in)
{
	const char *s = r->bytes;

	if (is(s, n, "\033[200~"))
		r->pasting = true;
	if (is(s, n, "\033[201~")) {
		r->pasting = false;
		return false;
	}
	if (r->pasting)
		return false;
	if (n == 1) {
		in->press = PRESS_ESC;
		return true;
	}
	return known(s, n, in) || mouse(s, n, in);
}

/* Bytes of the character that begins here; 0 if it is not all there, 1 if it
 * is none. */
static size_t character(const struct reader *r)
{
	unsigned char c = (unsigned char)r->bytes[0];
	size_t n = c < 0xe0 ? 2 : c < 0xf0 ? 3 : 4;

	if (c < 0xc2 || c > 0xf4)
		return 1;
	for (size_t i = 1; i < n && i < r->n; i++)
		if (((unsigned char)r->bytes[i] & 0xc0) != 0x80)
			return 1;
	return n <= r->n ? n : 0;
}

static uint32_t press_of(const char *s, size_t n)
{
	unsigned char c = (unsigned char)s[0];

	if (c == '\r' || c == '\n')
		return PRESS_ENTER;
	if (c == '\t')
		return PRESS_TAB;
	if (c == 0x7f || c == '\b')
		return PRESS_BACKSPACE;
	if (c > 0 && c < 27)
		return PRESS_CTRL | (uint32_t)(c + 'a' - 1);
	if (c < ' ')
		return PRESS_NONE;
	return press_find(s, n);
}

/* Takes one thing off the bytes: false if it was nothing to us. */
static bool take(struct reader *r, size_t n, struct input *in)
{
	bool found;

	*in = (struct input){.kind = INPUT_KEY};
	if (r->bytes[0] == '\033') {
		found = sequence(r, n, in);
	} else {
		in->press = press_of(r->bytes, n);
		in->pasted = r->pasting;
		found = in->press != PRESS_NONE;
	}
	drop(r, n);
	return found;
}

bool reader_next(struct reader *r, bool late, struct input *in)
{
	while (r->n > 0) {
		size_t n = r->bytes[0] == '\033' ? length(r) : character(r);

		if (n == 0 && r->n == INPUT_BYTES)
			n = r->n; /* longer than anything we know */
		if (n == 0 && late)
			n = r->bytes[0] == '\033' && r->n > 1 ? r->n : 1;
		if (n == 0)
			return false;
		if (take(r, n, in))
			return true;
	}
	return false;
}
