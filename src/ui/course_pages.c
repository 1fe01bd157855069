/* SPDX-License-Identifier: MIT */
/* One function a page, in a table by view. */
#include "ui/course_pages.h"

#include "app/course.h"
#include "base/i18n.h"
#include "base/text.h"
#include "lesson/misconception.h"
#include "ui/answered.h"

#include <string.h>

enum { ID = 5, TITLE_MOST = 38, TERM_MOST = 24, GAP = 2 };

/* --- the list --- */

static void add_standing(struct str *out, const struct standing *s)
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

/* "04", or as much of the id as there is room for. */
static void add_number(struct str *out, const char *id)
{
	size_t n = strspn(id, "0123456789");

	text_cut(out, id, n > 0 ? n : strlen(id), ID - 1, "");
}

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
		add_number(&head, str_text(&item->id));
		text_pad(&text, title, strlen(title), TITLE_MOST, "...");
		str_addc(&text, ' ');
		add_standing(&text, c->standings.at + i);
		sheet_add_headed(sh, str_text(&head), ROLE_KEY, str_text(&text),
				 i == c->item ? ROLE_TITLE : ROLE_TEXT, width,
				 ID);
		sheet_tag(sh, from, i, i == c->item);
	}
	str_fini(&head);
	str_fini(&text);
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

/* --- the report --- */

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

static void add_again(struct sheet *sh, const struct course *c, int width)
{
	if (c->again.len == 0)
		return;
	sheet_add(sh, "", ROLE_TEXT, width, 0);
	sheet_add(sh, _("To look at again (enter goes there):"), ROLE_TITLE,
		  width, 0);
	for (size_t i = 0; i < c->again.len; i++) {
		const struct screenful *page = c->pages.at + c->again.at[i];
		const struct asked *a = c->lesson->parts.at[page->act].asked;
		size_t from = sh->lines.len;

		sheet_add_headed(sh, "-", ROLE_FAINT, a ? a->text : "",
				 ROLE_TEXT, width, 2);
		sheet_tag(sh, from, i, i == c->line);
	}
}

static void fill_report(struct sheet *sh, const struct session *s, int width)
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
	if (c->has_list)
		sheet_add(sh, _("q: to the other lessons."), ROLE_FAINT, width,
			  0);
	str_fini(&text);
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
	[VIEW_REPORT] = {fill_report, N_("What you know by now")},
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
