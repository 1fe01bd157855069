/* SPDX-License-Identifier: MIT */
/* One function a page, in a table by view. */
#include "ui/course_pages.h"

#include "app/course.h"
#include "base/i18n.h"
#include "base/text.h"
#include "ui/answered.h"
#include "ui/reports.h"

#include <string.h>

enum { ID = 5, TITLE_MOST = 34, TERM_MOST = 24, GAP = 2 };

/* --- the list --- */

static void fill_lessons(struct sheet *sh, const struct session *s, int width)
{
	const struct course *c = s->course;
	struct str head = {0}, text = {0};

	if (c->shelf.items.len == 0)
		sheet_add(sh,
			  _("There are no lessons here. TURNTABLE_PATH names "
			    "folders that have some."),
			  ROLE_TEXT, width, 0);
	for (size_t i = 0; i < c->shelf.items.len; i++) {
		const struct shelf_item *item = c->shelf.items.at + i;
		const char *title = item->title.len > 0 ? str_text(&item->title)
							: str_text(&item->id);
		size_t from = sh->lines.len;

		str_clear(&head);
		str_clear(&text);
		shelf_number(&head, item);
		text_pad(&text, title, strlen(title), TITLE_MOST, "...");
		str_addc(&text, ' ');
		report_standing(&text, c->standings.at + i);
		sheet_add_headed(sh, str_text(&head), ROLE_KEY, str_text(&text),
				 i == c->item ? ROLE_TITLE : ROLE_TEXT, width,
				 ID);
		sheet_tag(sh, from, i, i == c->item);
	}
	str_fini(&head);
	str_fini(&text);
}

static const char *what_enter_does(const struct standing *s)
{
	if (!s->is_begun)
		return _("enter begins it");
	if (s->is_done)
		return _("enter begins it once more");
	return _("enter goes on where you were");
}

void course_draw_about(struct canvas *c, struct rect r, const struct session *s)
{
	const struct course *co = s->course;
	const struct shelf_item *item;
	struct sheet sh = {0};

	if (co->item >= co->shelf.items.len || r.h < 3)
		return;
	item = co->shelf.items.at + co->item;
	sheet_add(&sh, "", ROLE_TEXT, r.w, 0);
	sheet_add(&sh, str_text(&item->about), ROLE_TEXT, r.w - 2, 0);
	while ((int)sh.lines.len > r.h - 1)
		sh.lines.len--;
	sheet_add(&sh, what_enter_does(co->standings.at + co->item), ROLE_FAINT,
		  r.w - 2, 0);
	sheet_draw(c, r, &sh, 0);
	sheet_fini(&sh);
}

/* --- words --- */

static int term_width(const struct lens *lens)
{
	int most = 0;

	for (size_t i = 0; i < lens->len; i++) {
		const char *term = lens_term_shown(lens->at[i].term);
		int width = (int)text_width(term, strlen(term));

		most = width > most ? width : most;
	}
	return (most < TERM_MOST ? most : TERM_MOST) + GAP;
}

static void fill_words(struct sheet *sh, const struct session *s, int width)
{
	const struct lens *lens = course_words(s->course);

	if (!lens)
		return;
	if (lens->breaks) {
		sheet_add(sh, _("Where the story stops being true:"),
			  ROLE_TITLE, width, 0);
		sheet_add(sh, lens->breaks, ROLE_TEXT, width, 0);
		sheet_add(sh, "", ROLE_TEXT, width, 0);
	}
	for (size_t i = 0; i < lens->len; i++)
		sheet_add_headed(sh, lens_term_shown(lens->at[i].term),
				 ROLE_CODE, lens->at[i].plain, ROLE_TEXT, width,
				 term_width(lens));
}

/* --- notes --- */

static void fill_notes(struct sheet *sh, const struct session *s, int width)
{
	const struct course *c = s->course;
	const struct screenful *page = course_page(c);

	for (size_t i = 0; page && i < c->lesson->parts.len; i++) {
		const struct part *part = c->lesson->parts.at + i;

		if (part->step != page->step || part->kind != PART_NOTE)
			continue;
		if (sh->lines.len > 0)
			sheet_add(sh, "", ROLE_TEXT, width, 0);
		sheet_add(sh, part->node->text, ROLE_TEXT, width, 0);
	}
	if (sh->lines.len == 0)
		sheet_add(sh, _("There are no notes on this step."), ROLE_FAINT,
			  width, 0);
}

/* --- the outline --- */

static void fill_outline(struct sheet *sh, const struct session *s, int width)
{
	const struct course *c = s->course;
	struct str head = {0};

	for (size_t i = 0; i < c->lesson->steps.len; i++) {
		const char *title = c->lesson->steps.at[i].title;
		size_t from = sh->lines.len;

		str_clear(&head);
		str_addf(&head, "%zu", i);
		sheet_add_headed(sh, str_text(&head), ROLE_KEY,
				 i == 0 ? c->lesson->title : title, ROLE_TEXT,
				 width, ID);
		sheet_tag(sh, from, i, i == c->line);
	}
	str_fini(&head);
}

/* --- the table --- */

static const struct {
	void (*fill)(struct sheet *sh, const struct session *s, int width);
	const char *title; /* to be translated, or NULL: the lesson's */
} pages[VIEW_COUNT] = {
	[VIEW_LESSONS] = {fill_lessons, N_("Turntable: the lessons")},
	[VIEW_WORDS] = {fill_words, N_("The story's words")},
	[VIEW_NOTES] = {fill_notes, N_("The instructor's notes")},
	[VIEW_TOLD] = {answered_page, N_("The question and its answer")},
	[VIEW_OUTLINE] = {fill_outline, NULL},
	[VIEW_REPORT] = {report_fill, N_("What you know by now")},
	[VIEW_COURSE] = {report_fill_course, N_("What you know of the course")},
};

bool course_has_page(enum view view)
{
	return pages[view].fill != NULL;
}

void course_fill_page(struct sheet *sh, const struct session *s, int width)
{
	pages[s->view].fill(sh, s, width);
}

const char *course_page_title(const struct session *s)
{
	const char *title = pages[s->view].title;

	if (title)
		return _(title);
	return s->course->lesson ? s->course->lesson->title : "";
}
