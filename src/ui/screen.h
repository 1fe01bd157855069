/* SPDX-License-Identifier: MIT */
/*
 * The screen: title, stage, what happened, keys, composed into one canvas.
 *
 * screen_init(); screen_size() whenever the size is another; screen_draw()
 * when the session is dirty; then show screen.canvas on a terminal, or print
 * its rows.  It keeps drawings from one time to the next.
 */
#ifndef UI_SCREEN_H
#define UI_SCREEN_H

#include "app/session.h"
#include "ui/canvas.h"
#include "ui/stage.h"

struct screen {
	struct canvas canvas;
	struct stage stage;
	struct rect place; /* of the stage, as it was drawn last */
	struct rect asked; /* of a lesson's question */
	struct rect list;  /* where knobs and setups are listed */
};

void screen_init(struct screen *sc, bool ascii);
void screen_fini(struct screen *sc);

/* Another size, in cells; the session's rows are laid out for it. */
void screen_size(struct screen *sc, struct session *s, int w, int h);

/* Before it is drawn: what it shows may need other room than before. */
void screen_prepare(struct screen *sc, struct session *s);

void screen_draw(struct screen *sc, const struct session *s);

/* What the course's screen has as well: `? help` at the right end of a row,
 * whose cells are returned, and the line of keys or what is typed. */
int screen_draw_help_key(struct canvas *c, struct rect r);
void screen_draw_keys(struct canvas *c, struct rect r, const struct session *s);

/* The mouse: what stands at a cell of the screen is gone to or chosen. */
void screen_click(const struct screen *sc, struct session *s, int x, int y);
void screen_wheel(const struct screen *sc, struct session *s, int x, int y,
		  int doublings);
void screen_drag(const struct screen *sc, struct session *s, int cells);

#endif
