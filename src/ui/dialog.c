/* SPDX-License-Identifier: MIT */
/* What is typed, and what is wrong: no state of their own. */
#include "ui/dialog.h"

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
	else if (s->found.len > 0)
		str_addf(&text, _("enter alone: once more %s"),
			 str_text(&s->found));
	else
		str_add(&text, _("words of what is told below the timelines"));
	canvas_put_cut(c, r, str_text(&text), ROLE_FAINT);
	str_fini(&text);
}

void dialog_line(struct canvas *c, struct rect r, const struct session *s)
{
	const char *prompt = s->view == VIEW_TIME     ? _("Go to the time")
			     : s->view == VIEW_SEARCH ? _("Find")
			     : s->view == VIEW_WRITE  ? _("Write to")
						      : _("Line");
	const char *before = str_text(&s->line);
	int used;

	r = rect_right(rect_row(r, 0), 1);
	canvas_fill(c, r, " ", ROLE_TEXT, SHADE_FULL);
	used = canvas_put_cut(c, r, prompt, ROLE_TITLE);
	r = rect_right(r, used + 1);
	used = canvas_put_cut(c, r, before, ROLE_TEXT);
	canvas_put(c, rect_right(r, used), " ", ROLE_CURSOR);
	r = rect_right(r, used + 2);
	if (s->line.len == 0)
		draw_example(c, r, s);
	else if (s->view == VIEW_WRITE)
		canvas_put_cut(c, r, _("up, down: another form"), ROLE_FAINT);
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
