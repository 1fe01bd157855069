/* SPDX-License-Identifier: MIT */
/* What the program has printed by now, the last lines of it. */
#include "ui/pane.h"

#include "app/session_look.h"
#include "base/i18n.h"
#include "base/text.h"
#include "story/fill.h"

#include <string.h>

enum { GAP = 2, ROWS_MOST = 12 };

/* A program that prints nothing has no such pane. */
static bool prints(const struct session *s, size_t run)
{
	const struct program *p = s->runs[run].program;

	for (uint32_t i = 0; i < p->n_code; i++)
		if (p->code[i].op == OP_PRINT)
			return true;
	return false;
}

static int need(const struct session *s, size_t run)
{
	size_t n;

	if (!prints(s, run))
		return 0;
	session_prints(s, run, &n);
	return n < ROWS_MOST ? (n > 0 ? (int)n : 1) : ROWS_MOST;
}

static void draw_line(struct canvas *c, struct rect r, const struct session *s,
		      const struct trace *tr, uint64_t event)
{
	const struct event *e = trace_at(tr, event);
	const char *printed = trace_text(tr, (uint64_t)e->value);
	struct str time = {0}, text = {0};
	int used;

	fill_dur(&time, e->t, s->program->unit);
	text_safe(&text, printed, strlen(printed));
	used = canvas_put_cut(c, r, str_text(&time), ROLE_FAINT);
	canvas_put_cut(c, rect_right(r, used + GAP), str_text(&text),
		       ROLE_PRINTED);
	str_fini(&time);
	str_fini(&text);
}

static void draw(struct canvas *c, struct rect r, const struct session *s,
		 size_t run)
{
	size_t n, rows = (size_t)r.h;
	const uint64_t *events = session_prints(s, run, &n);
	size_t first = n > rows ? n - rows : 0;

	if (n == 0)
		canvas_put_cut(c, r, _("nothing yet"), ROLE_FAINT);
	for (size_t i = first; i < n; i++)
		draw_line(c, rect_row(r, (int)(i - first)), s,
			  session_trace(s, run), events[i]);
}

const struct pane pane_printed = {N_("printed"), "output", need,
				  draw,          2,        false};
