/* SPDX-License-Identifier: MIT */
/*
 * The least full-screen program that draws what the screen draws: lanes of a
 * timeline by curses.  bench/screen.py measures both through a pty.
 *
 * S scrolls the timeline by a column, q quits.  Anything else changes a cell.
 */
#include <curses.h>
#include <locale.h>
#include <stdint.h>

enum { LANES = 30, NAMES = 10, STATES = 4, SPAN = 6 };

/* Some state that does not change often along a lane. */
static int state_of(int lane, int column)
{
	uint32_t x = (uint32_t)(lane * 7919 + column / SPAN);

	x = (x ^ x >> 16) * UINT32_C(0x7feb352d);
	x = (x ^ x >> 15) * UINT32_C(0x846ca68b);
	return (int)((x ^ x >> 16) % STATES);
}

static void draw_lane(int lane, int offset)
{
	static const char signs[STATES] = {'#', '=', '.', ' '};
	int before = -1;

	mvprintw(lane + 2, 0, "task %3d", lane);
	move(lane + 2, NAMES);
	for (int x = NAMES; x < COLS; x++) {
		int state = state_of(lane, x + offset);

		if (state != before)
			attrset(COLOR_PAIR(state + 1));
		addch((chtype)signs[state]);
		before = state;
	}
	attrset(A_NORMAL);
}

static void draw(int offset)
{
	for (int lane = 0; lane < LANES && lane + 4 < LINES; lane++)
		draw_lane(lane, offset);
	mvprintw(LINES - 1, 0, "t = %8d", offset);
	refresh();
}

static void begin(void)
{
	setlocale(LC_ALL, "");
	initscr();
	cbreak();
	noecho();
	curs_set(0);
	start_color();
	use_default_colors();
	for (short i = 1; i <= STATES; i++)
		init_pair(i, i, -1);
}

int main(void)
{
	int offset = 0, presses = 0, key;

	begin();
	draw(0);
	while ((key = getch()) != 'q') {
		if (key == 'S')
			offset++;
		else
			mvaddch(1, NAMES, (chtype)('a' + presses++ % 26));
		draw(offset);
	}
	endwin();
	return 0;
}
