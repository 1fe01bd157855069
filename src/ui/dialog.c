/* SPDX-License-Identifier: MIT */
/* What is typed, and what is wrong: no state of their own. */
#include "ui/dialog.h"

#include "app/prompt.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

/* What might be typed, where nothing has been yet. */
static void draw_example(struct canvas *c, struct rect r,
			 const struct session *s)
{
	struct str text = {0};

	if (s->view == VIEW_WRITE)
		str_add(&text, _("a file, such as kitchen.svg"));
	else if (s->view == VIEW_TIME)
		str_add(&text, _("8, or 1.5s with another unit"));
	else if (s->view == VIEW_STATEMENT)
		str_add(&text, _("as a scenario says it: work 3"));
	else if (s->found.len > 0)
		str_addf(&text, _("enter alone: once more %s"),
			 str_text(&s->found));
	else
		str_add(&text, _("words of what is told below the timelines"));
	canvas_put_cut(c, r, str_text(&text), ROLE_FAINT);
	str_fini(&text);
}

/* Bytes at the beginning that have to be scrolled away, so that the caret is
 * in CELLS cells. */
static size_t scrolled(const struct prompt *p, int cells)
{
	const char *text = str_text(&p->text);
	size_t from = 0;
	int width;

	while (from < p->caret &&
	       (int)text_width(text + from, p->caret - from) >= cells)
		from += text_next(text + from, p->text.len - from, &width);
	return from;
}

/* The line and its caret; returns the cells they take. */
static int draw_typed(struct canvas *c, struct rect r, const struct prompt *p)
{
	size_t from = scrolled(p, r.w);
	const char *text = str_text(&p->text) + from;
	int used = canvas_putn(c, r, text, p->text.len - from,
			       p->is_proposed ? ROLE_CHOSEN : ROLE_TEXT);
	struct rect caret =
		rect_right(r, (int)text_width(text, p->caret - from));

	caret.w = caret.h = 1;
	canvas_paint(c, caret, ROLE_CURSOR);
	return used + (p->caret == p->text.len);
}

void dialog_line(struct canvas *c, struct rect r, const struct session *s)
{
	const char *prompt = s->view == VIEW_TIME     ? _("Go to the time")
			     : s->view == VIEW_SEARCH ? _("Find")
			     : s->view == VIEW_WRITE  ? _("Write to")
						      : _("Line");
	int used;

	r = rect_right(rect_row(r, 0), 1);
	canvas_fill(c, r, " ", ROLE_TEXT, SHADE_FULL);
	used = canvas_put_cut(c, r, prompt, ROLE_TITLE);
	r = rect_right(r, used + 1);
	r = rect_right(r, draw_typed(c, r, &s->line) + 1);
	if (s->line.text.len == 0)
		draw_example(c, r, s);
	else if (s->view == VIEW_WRITE)
		canvas_put_cut(c, r, _("up, down: another form"), ROLE_FAINT);
	else if (s->view == VIEW_STATEMENT)
		canvas_put_cut(c, r, _("enter try  esc back  \\n another line"),
			       ROLE_FAINT);
}

/* --- errors --- */

void dialog_errors(struct canvas *c, struct rect r, const struct session *s)
{
	const char *line = str_text(&s->errors), *end;
	int y = -s->scroll;

	r = rect_right(r, 1);
	for (; *line != '\0' && y < r.h; y++) {
		end = strchr(line, '\n');
		end = end ? end : line + strlen(line);
		if (y >= 0)
			canvas_putn(c, rect_row(r, y), line,
				    (size_t)(end - line), ROLE_TEXT);
		line = *end ? end + 1 : end;
	}
}
