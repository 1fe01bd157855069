/* SPDX-License-Identifier: MIT */
/* The keys that have no character of their own: one table of names. */
#include "app/press.h"

#include "base/text.h"

#include <string.h>

struct named {
	uint32_t press;
	const char *name, *shown;
};

static const struct named table[] = {
	{PRESS_ESC, "esc", "esc"},
	{PRESS_SPACE, "space", "space"},
	{PRESS_UP, "up", "↑"},
	{PRESS_DOWN, "down", "↓"},
	{PRESS_LEFT, "left", "←"},
	{PRESS_RIGHT, "right", "→"},
	{PRESS_HOME, "home", "home"},
	{PRESS_END, "end", "end"},
	{PRESS_PGUP, "pgup", "pgup"},
	{PRESS_PGDN, "pgdn", "pgdn"},
	{PRESS_ENTER, "enter", "enter"},
	{PRESS_TAB, "tab", "tab"},
	{PRESS_BACKSPACE, "backspace", "backspace"},
	{PRESS_DELETE, "delete", "delete"},
	{PRESS_SHIFT_LEFT, "shift-left", "shift ←"},
	{PRESS_SHIFT_RIGHT, "shift-right", "shift →"},
	{PRESS_SHIFT_UP, "shift-up", "shift ↑"},
	{PRESS_SHIFT_DOWN, "shift-down", "shift ↓"},
	{PRESS_SHIFT_TAB, "shift-tab", "shift tab"},
};

enum { NAMED = sizeof table / sizeof *table };

static const char ctrl[] = "ctrl-";

static const struct named *find(uint32_t press)
{
	for (size_t i = 0; i < NAMED; i++)
		if (table[i].press == press)
			return &table[i];
	return NULL;
}

/* The one character of a text of valid UTF-8; PRESS_NONE if there are more. */
static uint32_t decode(const char *s, size_t n)
{
	static const uint8_t lead[] = {0, 0x7f, 0x1f, 0x0f, 0x07};
	const unsigned char *u = (const unsigned char *)s;
	size_t len = 1;
	uint32_t code;

	if (u[0] >= 0xc0)
		len = u[0] < 0xe0 ? 2 : u[0] < 0xf0 ? 3 : 4;
	if (len != n || !text_is_valid(s, n))
		return PRESS_NONE;
	code = u[0] & lead[len];
	for (size_t i = 1; i < len; i++)
		code = code << 6 | (u[i] & 0x3f);
	return code;
}

uint32_t press_find(const char *name, size_t n)
{
	size_t prefix = sizeof ctrl - 1;

	for (size_t i = 0; i < NAMED; i++)
		if (strlen(table[i].name) == n &&
		    memcmp(table[i].name, name, n) == 0)
			return table[i].press;
	if (n == prefix + 1 && memcmp(name, ctrl, prefix) == 0 &&
	    name[prefix] >= 'a' && name[prefix] <= 'z')
		return PRESS_CTRL | (uint32_t)name[prefix];
	return n > 0 ? decode(name, n) : PRESS_NONE;
}

void press_add_utf8(struct str *out, uint32_t code)
{
	if (code < 0x80) {
		str_addc(out, (char)code);
		return;
	}
	if (code < 0x800) {
		str_addc(out, (char)(0xc0 | code >> 6));
	} else if (code < 0x10000) {
		str_addc(out, (char)(0xe0 | code >> 12));
		str_addc(out, (char)(0x80 | (code >> 6 & 0x3f)));
	} else {
		str_addc(out, (char)(0xf0 | code >> 18));
		str_addc(out, (char)(0x80 | (code >> 12 & 0x3f)));
		str_addc(out, (char)(0x80 | (code >> 6 & 0x3f)));
	}
	str_addc(out, (char)(0x80 | (code & 0x3f)));
}

static void add_plain(struct str *out, uint32_t press)
{
	if (press & PRESS_CTRL) {
		str_add(out, ctrl);
		press &= ~(uint32_t)PRESS_CTRL;
	}
	press_add_utf8(out, press);
}

void press_name(struct str *out, uint32_t press)
{
	const struct named *named = find(press);

	if (named)
		str_add(out, named->name);
	else
		add_plain(out, press);
}

void press_show(struct str *out, uint32_t press, bool ascii)
{
	const struct named *named = find(press);

	if (named)
		str_add(out, ascii ? named->name : named->shown);
	else
		add_plain(out, press);
}
