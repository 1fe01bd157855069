/* SPDX-License-Identifier: MIT */
/* What was right, what showed, where to look again: of a lesson, of all. */
#include "ui/reports.h"

#include "base/i18n.h"
#include "base/text.h"
#include "lesson/misconception.h"

#include <string.h>

enum { ID = 5, TITLE_MOST = 34 };

void report_standing(struct str *out, const struct standing *s)
{
	if (!s->is_begun)
		return;
	if (s->is_done)
		str_add(out, _("done"));
	else
		str_addf(out, _("at step %u"), s->step);
	if (s->asked > 0)
		str_addf(out, _(", right at first: %u of %u"), s->first,
			 s->asked);
}

/* --- about a lesson --- */

static void add_misconceptions(struct sheet *sh, const struct course *c,
			       int width)
{
	struct str head = {0}, what = {0};

	if (c->recap.misconceptions.len == 0)
		return;
	sheet_add(sh, "", ROLE_TEXT, width, 0);
	sheet_add(sh, _("What showed in your guesses:"), ROLE_TITLE, width, 0);
	for (size_t i = 0; i < c->recap.misconceptions.len; i++) {
		const struct misconception *m = c->recap.misconceptions.at + i;

		str_clear(&head);
		str_clear(&what);
		misconception_say(&what, c->lesson, m->name);
		str_addf(&head, "%u%s", m->times,
			 glyph_text(GLYPH_TIMES, c->session->ascii));
		sheet_add_headed(sh, str_text(&head), ROLE_FAINT,
				 str_text(&what), ROLE_TEXT, width, 4);
	}
	str_fini(&head);
	str_fini(&what);
}

/* "lesson 05, Kitchen or party?" */
static void add_lesson(struct str *out, const struct shelf *shelf, size_t item)
{
	const struct shelf_item *it = shelf->items.at + item;
	struct str number = {0};

	shelf_number(&number, it);
	str_addf(out, _("lesson %s"), str_text(&number));
	if (it->title.len > 0)
		str_addf(out, ", %s", str_text(&it->title));
	str_fini(&number);
}

/* Where a question says to look. */
static void add_look(struct sheet *sh, const struct course *c,
		     const struct look *look, int width)
{
	const struct shelf_item *item = shelf_find(&c->shelf, look->lesson);
	struct str text = {0};

	if (item)
		add_lesson(&text, &c->shelf,
			   (size_t)(item - c->shelf.items.at));
	else
		str_add(&text, look->lesson);
	if (look->step > 0)
		str_addf(&text, _(", step %zu"), look->step);
	sheet_add_headed(sh, c->session->ascii ? "  ->" : "  →", ROLE_FAINT,
			 str_text(&text), ROLE_LINK, width, 5);
	str_fini(&text);
}

static void add_again(struct sheet *sh, const struct course *c, int width)
{
	if (c->again.len == 0)
		return;
	sheet_add(sh, "", ROLE_TEXT, width, 0);
	sheet_add(sh, _("To look at again (choose one; enter goes there):"),
		  ROLE_TITLE, width, 0);
	for (size_t i = 0; i < c->again.len; i++) {
		const struct again_line *line = c->again.at + i;
		const struct screenful *page = c->pages.at + line->page;
		const struct part *act = c->lesson->parts.at + page->act;
		size_t from = sh->lines.len;

		if (line->look)
			add_look(sh, c, line->look, width);
		else
			sheet_add_headed(sh, "-", ROLE_FAINT, part_asks(act),
					 ROLE_TEXT, width, 2);
		sheet_tag(sh, from, i, i == c->line);
	}
}

void report_fill(struct sheet *sh, const struct session *s, int width)
{
	const struct course *c = s->course;
	const struct recap *r = &c->recap;
	struct str text = {0};

	str_addf(&text,
		 _("Questions: %u. Right at the first try: %u, at the second: "
		   "%u. Exercises solved: %u."),
		 r->asked, r->first, r->second, r->solved);
	sheet_add(sh, str_text(&text), ROLE_TITLE, width, 0);
	add_misconceptions(sh, c, width);
	add_again(sh, c, width);
	sheet_add(sh, "", ROLE_TEXT, width, 0);
	if (c->again.len == 0 && r->asked > 0)
		sheet_add(sh, _("There is nothing to look at again."),
			  ROLE_TEXT, width, 0);
	sheet_add(sh, _("enter: to the other lessons."), ROLE_FAINT, width, 0);
	str_fini(&text);
}

/* --- about the course --- */

static void add_standings(struct sheet *sh, const struct overview *o, int width)
{
	struct str head = {0}, text = {0};

	for (size_t i = 0; i < o->standings.len; i++) {
		const struct shelf_item *item = o->shelf->items.at + i;
		const char *title = str_text(item->title.len > 0 ? &item->title
								 : &item->id);

		if (!o->standings.at[i].is_begun)
			continue;
		str_clear(&head);
		str_clear(&text);
		shelf_number(&head, item);
		text_pad(&text, title, strlen(title), TITLE_MOST, "...");
		str_addc(&text, ' ');
		report_standing(&text, o->standings.at + i);
		sheet_add_headed(sh, str_text(&head), ROLE_KEY, str_text(&text),
				 ROLE_TEXT, width, ID);
	}
	str_fini(&head);
	str_fini(&text);
}

/* "3×  words (lessons 01, 05)" */
static void add_errors(struct sheet *sh, const struct course *c, int width)
{
	const struct overview *o = &c->overview;
	struct str head = {0}, text = {0};

	if (o->errors.len == 0)
		return;
	sheet_add(sh, "", ROLE_TEXT, width, 0);
	sheet_add(sh, _("What you seem to think, though it is not so:"),
		  ROLE_TITLE, width, 0);
	for (size_t i = 0; i < o->errors.len; i++) {
		const struct overview_error *e = o->errors.at + i;

		str_clear(&head);
		str_clear(&text);
		str_addf(&head, "%u%s", e->times,
			 glyph_text(GLYPH_TIMES, c->session->ascii));
		str_addf(&text, "%s (", str_text(&e->words));
		for (size_t k = 0; k < e->lessons.len; k++) {
			const struct shelf_item *item =
				o->shelf->items.at + e->lessons.at[k];

			str_add(&text, k > 0 ? ", " : "");
			shelf_number(&text, item);
		}
		str_addc(&text, ')');
		sheet_add_headed(sh, str_text(&head), ROLE_FAINT,
				 str_text(&text), ROLE_TEXT, width, 4);
	}
	str_fini(&head);
	str_fini(&text);
}

static void add_looks(struct sheet *sh, const struct course *c, int width,
		      const char *head)
{
	const struct overview *o = &c->overview;
	struct str text = {0};

	if (o->looks.len == 0)
		return;
	sheet_add(sh, "", ROLE_TEXT, width, 0);
	sheet_add(sh, head, ROLE_TITLE, width, 0);
	for (size_t i = 0; i < o->looks.len; i++) {
		const struct overview_look *look = o->looks.at + i;
		size_t from = sh->lines.len;

		str_clear(&text);
		add_lesson(&text, o->shelf, look->item);
		if (look->step > 0)
			str_addf(&text, _(", step %zu"), look->step);
		if (look->step_title.len > 0)
			str_addf(&text, ": %s", str_text(&look->step_title));
		if (look->times > 1)
			str_addf(&text, " (%u%s)", look->times,
				 glyph_text(GLYPH_TIMES, c->session->ascii));
		sheet_add_headed(sh, "-", ROLE_FAINT, str_text(&text),
				 ROLE_TEXT, width, 2);
		sheet_tag(sh, from, i, i == c->line);
	}
	str_fini(&text);
}

static void fill_course(struct sheet *sh, const struct session *s, int width,
			const char *head)
{
	const struct course *c = s->course;
	const struct overview *o = &c->overview;
	struct str text = {0};

	str_addf(&text,
		 _("Lessons begun: %u of %zu, gone through: %u. Questions: %u, "
		   "right at the first try: %u."),
		 o->begun, o->standings.len, o->done, o->asked, o->first);
	sheet_add(sh, str_text(&text), ROLE_TITLE, width, 0);
	sheet_add(sh, "", ROLE_TEXT, width, 0);
	if (o->begun == 0)
		sheet_add(sh, _("Nothing yet: the lessons begin with 01."),
			  ROLE_TEXT, width, 0);
	add_standings(sh, o, width);
	add_looks(sh, c, width, head);
	add_errors(sh, c, width);
	if (o->looks.len == 0 && o->asked > 0) {
		sheet_add(sh, "", ROLE_TEXT, width, 0);
		sheet_add(sh, _("There is nothing to look at again."),
			  ROLE_TEXT, width, 0);
	}
	str_fini(&text);
}

void report_fill_course(struct sheet *sh, const struct session *s, int width)
{
	fill_course(sh, s, width,
		    _("To look at again (choose one; enter goes there):"));
}

void report_fill_lines(struct sheet *sh, const struct session *s, int width)
{
	fill_course(sh, s, width,
		    _("To look at again (turntable learn LESSON --step N):"));
}
