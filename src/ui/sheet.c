/* SPDX-License-Identifier: MIT */
/* Lines put together from wrapped texts and from a lesson's blocks. */
#include "ui/sheet.h"

#include "base/text.h"
#include "lesson/para.h"

#include <string.h>

void sheet_fini(struct sheet *sh)
{
	str_fini(&sh->text);
	str_fini(&sh->roles);
	vec_fini(&sh->lines);
}

int sheet_rows(const char *text, int width)
{
	struct text_wrap wrap = {0};
	int rows;

	text_wrap(&wrap, text, strlen(text), (size_t)(width > 1 ? width : 1));
	rows = (int)wrap.lines.len;
	text_wrap_fini(&wrap);
	return rows;
}

static void add_bytes(struct sheet *sh, const char *text, size_t n,
		      enum role role)
{
	str_addn(&sh->text, text, n);
	str_fill(&sh->roles, (char)(role + 1), n);
	vec_last(&sh->lines)->len += n;
}

static void begin_line(struct sheet *sh)
{
	vec_push(&sh->lines,
		 (struct sheet_line){sh->text.len, 0, SHEET_NO_PLACE, false});
}

static void add_blanks(struct sheet *sh, int n)
{
	for (; n > 0; n--)
		add_bytes(sh, " ", 1, ROLE_TEXT);
}

void sheet_add(struct sheet *sh, const char *text, enum role role, int width,
	       int indent)
{
	sheet_add_headed(sh, "", role, text, role, width, indent);
}

void sheet_add_headed(struct sheet *sh, const char *head, enum role head_role,
		      const char *text, enum role role, int width, int indent)
{
	struct text_wrap wrap = {0};
	int room = width - indent > 1 ? width - indent : 1;

	text_wrap(&wrap, text, strlen(text), (size_t)room);
	begin_line(sh);
	add_bytes(sh, head, strlen(head), head_role);
	if (*head)
		add_blanks(sh, indent - (int)text_width(head, strlen(head)));
	for (size_t i = 0; i < wrap.lines.len; i++) {
		const struct text_line *line = wrap.lines.at + i;

		if (i > 0)
			begin_line(sh);
		if (i > 0)
			add_blanks(sh, indent);
		add_bytes(sh, text + line->begin, line->len, role);
	}
	text_wrap_fini(&wrap);
}

static enum role role_of(char mark)
{
	switch ((enum para_mark)mark) {
	case PARA_PLAIN:
		return ROLE_TEXT;
	case PARA_EMPHASIS:
		return ROLE_EMPHASIS;
	case PARA_STRONG:
		return ROLE_TITLE;
	case PARA_CODE:
		return ROLE_CODE;
	case PARA_LINK:
		return ROLE_LINK;
	}
	return ROLE_TEXT;
}

void sheet_add_block(struct sheet *sh, const struct node *block, int width)
{
	struct str text = {0}, marks = {0};
	size_t at = 0;

	para_marked(&text, &marks, block, (size_t)(width > 1 ? width : 1));
	while (at < text.len) {
		const char *line = text.at + at;
		size_t n = strcspn(line, "\n");

		begin_line(sh);
		for (size_t i = 0; i < n; i++)
			add_bytes(sh, line + i, 1, role_of(marks.at[at + i]));
		at += n + 1;
	}
	str_fini(&text);
	str_fini(&marks);
}

void sheet_tag(struct sheet *sh, size_t from, size_t place, bool chosen)
{
	for (size_t i = from; i < sh->lines.len; i++) {
		sh->lines.at[i].place = place;
		sh->lines.at[i].chosen = chosen;
	}
}

static void draw_line(struct canvas *c, struct rect r, const struct sheet *sh,
		      const struct sheet_line *line)
{
	const char *text = str_text(&sh->text) + line->begin;
	const char *roles = str_text(&sh->roles) + line->begin;
	size_t i = 0;

	while (i < line->len) {
		size_t n = 1;

		while (i + n < line->len && roles[i + n] == roles[i])
			n++;
		r = rect_right(r, canvas_putn(c, r, text + i, n,
					      (enum role)(roles[i] - 1)));
		i += n;
	}
}

void sheet_draw(struct canvas *c, struct rect r, const struct sheet *sh,
		size_t top)
{
	bool before = false;

	for (int y = 0; y < r.h && top + (size_t)y < sh->lines.len; y++) {
		const struct sheet_line *line = sh->lines.at + top + y;
		struct rect row = rect_row(r, y);

		draw_line(c, rect_right(row, 1), sh, line);
		if (line->chosen) {
			canvas_paint(c, row, ROLE_CHOSEN);
			if (!before)
				canvas_sign(c, row, GLYPH_CHOSEN, ROLE_CHOSEN);
		}
		before = line->chosen;
	}
}

size_t sheet_top(const struct sheet *sh, int h)
{
	size_t last = 0, rows = h > 0 ? (size_t)h : 0;

	for (size_t i = 0; i < sh->lines.len; i++)
		if (sh->lines.at[i].chosen)
			last = i;
	return last >= rows ? last - rows + 1 : 0;
}
