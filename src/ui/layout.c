/* SPDX-License-Identifier: MIT */
/* The parts of the screen, from the top and from the bottom to the middle. */
#include "ui/layout.h"

enum {
	RULES_FROM = 16, /* rows from which on there are rules */
	TOLD_FROM = 8,   /* and more than no line of what happened */
	SIDE_FROM = 110, /* columns from which on panes stand at the side */
	SIDE_MOST = 56
};

static int told_rows(int h)
{
	if (h >= RULES_FROM)
		return LAYOUT_TOLD;
	return h >= TOLD_FROM ? 1 : 0;
}

static int rules(int h)
{
	return h >= RULES_FROM ? LAYOUT_RULES : 0;
}

int layout_room(int w, int h)
{
	int room = h - 2 - told_rows(h) - rules(h);

	(void)w;
	return room > 0 ? room : 0;
}

int layout_side(int w)
{
	if (w < SIDE_FROM)
		return 0;
	return w * 2 / 5 < SIDE_MOST ? w * 2 / 5 : SIDE_MOST;
}

struct layout layout_make(int w, int h, int need)
{
	struct rect rest = {0, 0, w, h};
	int ruled = rules(h) > 0, room = layout_room(w, h);
	struct layout l = {0};

	l.title = rect_take(&rest, 1);
	l.rules[0] = rect_take(&rest, ruled);
	l.stage = rect_take(&rest, need < room ? need : room);
	l.below = rect_take(&rest, room - l.stage.h);
	l.side = (struct rect){w - layout_side(w), l.stage.y, layout_side(w),
			       room};
	l.stage.w = l.below.w = w - layout_side(w);
	l.rules[1] = rect_take(&rest, ruled);
	l.told = rect_take(&rest, told_rows(h));
	l.rules[2] = rect_take(&rest, ruled);
	l.keys = rect_take(&rest, 1);
	return l;
}
