/* SPDX-License-Identifier: MIT */
/* Small boxes and lines, none of them with a state of its own. */
#include "ui/dialog.h"

#include "app/knobs.h"
#include "base/i18n.h"
#include "base/text.h"

#include <string.h>

enum { LIST_WIDE = 46, VALUE_WIDE = 16 };

void dialog_line(struct canvas *c, struct rect r, const struct session *s)
{
	const char *prompt =
		s->view == VIEW_TIME ? _("Go to the time") : _("Find");
	const char *before = str_text(&s->line);
	int used;

	r = rect_right(rect_row(r, 0), 1);
	canvas_fill(c, r, " ", ROLE_TEXT, SHADE_FULL);
	used = canvas_put_cut(c, r, prompt, ROLE_TITLE);
	r = rect_right(r, used + 1);
	used = canvas_put_cut(c, r, before, ROLE_TEXT);
	canvas_put(c, rect_right(r, used), " ", ROLE_CURSOR);
	if (s->view == VIEW_SEARCH && s->line.len == 0 && s->found.len > 0)
		canvas_put_cut(c, rect_right(r, used + 2), str_text(&s->found),
			       ROLE_FAINT);
}

/* --- lists --- */

static void draw_knob(struct canvas *c, struct rect r, const struct session *s,
		      const struct knob *k, bool chosen)
{
	struct str name = {0}, value = {0};
	struct rect left = r;
	int width;

	knob_name(&name, s, k);
	knob_value(&value, s, k);
	width = (int)text_width(str_text(&value), value.len);
	width = width < VALUE_WIDE ? width : VALUE_WIDE;
	left.w -= width + 1;
	canvas_put_cut(c, rect_right(left, 2), str_text(&name),
		       k->kind == KNOB_MODEL ? ROLE_TITLE : ROLE_TEXT);
	canvas_put_cut(c, rect_right(r, r.w - width), str_text(&value),
		       ROLE_TEXT);
	if (chosen) {
		canvas_paint(c, r, ROLE_CHOSEN);
		canvas_sign(c, r, GLYPH_CHOSEN, ROLE_CHOSEN);
	}
	str_fini(&name);
	str_fini(&value);
}

void dialog_list(struct canvas *c, struct rect r, const struct session *s)
{
	struct knobs k = {0};
	int n, top;

	knobs_list(&k, s);
	n = (int)k.list.len;
	if (r.w > LIST_WIDE)
		r = rect_right(r, r.w - LIST_WIDE);
	r.h = n + 2 < r.h ? n + 2 : r.h;
	canvas_fill(c, r, " ", ROLE_TEXT, SHADE_FULL);
	canvas_box(c, r, ROLE_FAINT);
	r = rect_right(rect_below(r, 1), 2);
	r.w -= 2;
	r.h -= 1;
	top = s->item >= r.h ? s->item - r.h + 1 : 0;
	for (int i = top; i < n && i - top < r.h; i++)
		draw_knob(c, rect_row(r, i - top), s, &k.list.at[i],
			  i == s->item);
	knobs_fini(&k);
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
