/* SPDX-License-Identifier: MIT */
/*
 * Canvases to curses' cells, by rows that have changed; colours by pairs made
 * when they are first needed.
 *
 * Some graphemes are wider on one terminal than on another, or than curses
 * believes.  For those curses is told blanks, and they are written after each
 * frame with the cursor put in place before and after.
 */
#include "term/term.h"

#include "base/must.h"
#include "base/str.h"
#include "base/text.h"

#include <ncurses.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <term.h>
#include <termios.h>
#include <unistd.h>
#include <wchar.h>

enum { RESTORE_MAX = 256 };

static const char mouse_on[] = "\033[?1002h\033[?1006h";
static const char mouse_off[] = "\033[?1006l\033[?1002l";

static struct {
	SCREEN *screen;
	FILE *in;
	int in_fd;
	struct termios before; /* the settings to be given back */
	bool has_before;
	bool taken; /* the terminal is ours now */
	bool mouse;
	enum ground ground;
	enum depth depth;
	short pairs[ROLE_COUNT][SHADE_COUNT]; /* + 1; 0: not made yet */
	short n_pairs;
	struct canvas shown;
	bool known;      /* what is on the terminal is `shown` */
	struct str late; /* written after curses' own */
	char restore[RESTORE_MAX];
	size_t restore_len;
} term;

/* --- taking it and giving it back --- */

/* Appends a capability without its paddings. */
static void add_restore(const char *text)
{
	while (text != NULL && *text != '\0' &&
	       term.restore_len < RESTORE_MAX - 1) {
		if (text[0] == '$' && text[1] == '<') {
			text = strchr(text, '>');
			text = text ? text + 1 : NULL;
			continue;
		}
		term.restore[term.restore_len++] = *text++;
	}
}

static const char *capability(const char *name)
{
	char key[16];
	char *text;

	snprintf(key, sizeof key, "%s", name);
	text = tigetstr(key);
	return text == (char *)-1 ? NULL : text; /* NOLINT: curses' own */
}

static void prepare_restore(void)
{
	term.restore_len = 0;
	if (term.mouse)
		add_restore(mouse_off);
	add_restore(capability("sgr0"));
	add_restore(capability("op"));
	add_restore(capability("cnorm"));
	add_restore(capability("rmcup"));
}

static void say(const char *bytes, size_t n)
{
	while (n > 0) {
		ssize_t done = write(STDOUT_FILENO, bytes, n);

		if (done <= 0)
			return;
		bytes += done;
		n -= (size_t)done;
	}
}

static void set_mouse(bool on)
{
	if (term.mouse)
		say(on ? mouse_on : mouse_off, sizeof mouse_on - 1);
}

static void choose_depth(bool mono)
{
	term.depth = DEPTH_MONO;
	if (mono || !has_colors())
		return;
	start_color();
	use_default_colors();
	if (COLORS >= 256)
		term.depth = DEPTH_256;
	else if (COLORS >= 8)
		term.depth = DEPTH_16;
}

enum term_status term_open(const struct term_options *o, int in)
{
	term.has_before = tcgetattr(in, &term.before) == 0;
	term.in_fd = in;
	term.in = fdopen(dup(in), "r");
	term.screen = newterm(NULL, stdout, term.in);
	if (term.screen == NULL) {
		fclose(term.in);
		return TERM_UNKNOWN;
	}
	term.ground = o->ground;
	cbreak();
	noecho();
	nonl();
	curs_set(0);
	leaveok(stdscr, TRUE);
	choose_depth(o->mono);
	term.mouse = capability("kmous") != NULL;
	prepare_restore();
	set_mouse(true);
	term.taken = true;
	term.known = false;
	canvas_init(&term.shown, 1, 1);
	return TERM_DONE;
}

void term_leave(void)
{
	if (!term.taken)
		return;
	set_mouse(false);
	endwin();
	if (term.has_before)
		tcsetattr(term.in_fd, TCSADRAIN, &term.before);
	term.taken = false;
}

void term_enter(void)
{
	int w, h;

	term_size(&w, &h);
	resizeterm(h, w);
	refresh();
	term.taken = true;
	set_mouse(true);
	term_forget();
}

void term_close(void)
{
	term_leave();
	delscreen(term.screen);
	fclose(term.in);
	canvas_fini(&term.shown);
	str_fini(&term.late);
	memset(&term, 0, sizeof term);
}

void term_abandon(void)
{
	if (!term.taken)
		return;
	term.taken = false;
	say(term.restore, term.restore_len);
	if (term.has_before)
		tcsetattr(term.in_fd, TCSANOW, &term.before);
}

void term_size(int *w, int *h)
{
	struct winsize size = {0};

	if (ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) != 0 || size.ws_col == 0 ||
	    size.ws_row == 0) {
		*w = term.screen ? COLS : 80;
		*h = term.screen ? LINES : 24;
		return;
	}
	*w = size.ws_col;
	*h = size.ws_row;
}

void term_forget(void)
{
	term.known = false;
}

/* --- styles --- */

static attr_t attr_of(struct style style)
{
	static const struct {
		uint8_t style;
		attr_t attr;
	} attrs[] = {
		{STYLE_BOLD, A_BOLD},
		{STYLE_DIM, A_DIM},
		{STYLE_REVERSE, A_REVERSE},
		{STYLE_UNDERLINE, A_UNDERLINE},
	};
	attr_t attr = A_NORMAL;

	for (size_t i = 0; i < sizeof attrs / sizeof *attrs; i++)
		if (style.attr & attrs[i].style)
			attr |= attrs[i].attr;
	return attr;
}

/* Where there are eight colours the bright ones are bold. */
static struct style on_eight(struct style style)
{
	if (term.depth == DEPTH_16 && COLORS < 16 && style.fg >= 8) {
		style.fg = (int16_t)(style.fg - 8);
		style.attr |= STYLE_BOLD;
	}
	return style;
}

static short pair_of(const struct cell *cell, struct style style)
{
	short *pair = &term.pairs[cell->role][cell->shade];

	if (style.fg == COLOUR_NONE && style.bg == COLOUR_NONE)
		return 0;
	if (*pair == 0) {
		init_pair((short)(term.n_pairs + 1), style.fg, style.bg);
		*pair = (short)(++term.n_pairs + 1);
	}
	return (short)(*pair - 1);
}

static struct style style_of(const struct cell *cell)
{
	return on_eight(theme_style(term.ground, term.depth,
				    (enum role)cell->role,
				    (enum shade)cell->shade));
}

/* --- cells --- */

/* The grapheme as curses wants it; false if curses and we do not agree about
 * its width, or it is too long. */
static bool wide_of(wchar_t out[CCHARW_MAX + 1], const char *text, size_t n,
		    int width)
{
	size_t used = 0, len;
	mbstate_t state = {0};

	for (; n > 0; text += len, n -= len) {
		if (used == CCHARW_MAX)
			return false;
		len = mbrtowc(&out[used], text, n, &state);
		if (len == 0 || len > n)
			return false;
		if (wcwidth(out[used]) != (used == 0 ? width : 0))
			return false;
		used++;
	}
	out[used] = L'\0';
	return used > 0;
}

static void add_late(const struct canvas *c, const struct cell *cell, int x,
		     int y)
{
	struct style style = style_of(cell);
	size_t n;
	const char *text = canvas_text(c, cell, &n);

	str_addf(&term.late, "\033[%d;%dH\033[0", y + 1, x + 1);
	if (style.attr & STYLE_BOLD)
		str_add(&term.late, ";1");
	if (style.attr & STYLE_REVERSE)
		str_add(&term.late, ";7");
	if (style.fg != COLOUR_NONE)
		str_addf(&term.late, ";38;5;%d", style.fg);
	str_addc(&term.late, 'm');
	str_addn(&term.late, text, n);
}

/* Puts one cell of the canvas into curses' row; returns how many cells of
 * curses it takes. */
static int put_cell(cchar_t *out, const struct canvas *c, int x, int y)
{
	const struct cell *cell = canvas_at(c, x, y);
	struct style style = style_of(cell);
	wchar_t wide[CCHARW_MAX + 1] = L" ";
	short pair = term.depth == DEPTH_MONO ? 0 : pair_of(cell, style);
	attr_t attr = attr_of(style);
	size_t n;
	const char *text = canvas_text(c, cell, &n);

	if (cell->width == 0)
		return 0;
	if (n == 1 && text[0] >= ' ' && text[0] < 0x7f) {
		wide[0] = (wchar_t)text[0];
	} else if (!wide_of(wide, text, n, cell->width)) {
		add_late(c, cell, x, y);
		setcchar(&out[0], L" ", attr, pair, NULL);
		if (cell->width == 2)
			setcchar(&out[1], L" ", attr, pair, NULL);
		return cell->width;
	}
	setcchar(out, wide, attr, pair, NULL);
	return 1;
}

static bool row_changed(const struct canvas *c, int y)
{
	if (!term.known)
		return true;
	for (int x = 0; x < c->w; x++)
		if (!canvas_same_cell(c, canvas_at(c, x, y), &term.shown,
				      canvas_at(&term.shown, x, y)))
			return true;
	return false;
}

static void put_row(const struct canvas *c, int y, cchar_t *cells)
{
	int n = 0;

	for (int x = 0; x < c->w; x++)
		n += put_cell(cells + n, c, x, y);
	mvadd_wchnstr(y, 0, cells, n);
}

static void write_late(void)
{
	if (term.late.len == 0)
		return;
	str_add(&term.late, "\033[0m\0338");
	say("\0337", 2);
	say(str_text(&term.late), term.late.len);
	str_clear(&term.late);
}

void term_show(const struct canvas *c)
{
	cchar_t *cells;

	if (term.known && (c->w != term.shown.w || c->h != term.shown.h))
		term.known = false;
	if (!term.known) {
		resizeterm(c->h, c->w);
		clearok(curscr, TRUE);
	}
	cells = mem_array((size_t)c->w + 2, sizeof *cells);
	for (int y = 0; y < c->h; y++)
		if (row_changed(c, y))
			put_row(c, y, cells);
	mem_free(cells);
	refresh();
	write_late();
	canvas_reset(&term.shown, c->w, c->h);
	canvas_copy(&term.shown, canvas_rect(c), c);
	term.known = true;
}
