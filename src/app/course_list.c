/* SPDX-License-Identifier: MIT */
/* The list of lessons, and how one is opened from it. */
#include "app/course.h"

#include "base/i18n.h"

#include <errno.h>
#include <string.h>

static const char *last_lesson(const struct journal *j)
{
	return j->facts.len > 0 ? vec_last(&j->facts)->lesson : NULL;
}

const struct shelf *course_find_shelf(struct course *c)
{
	if (!c->has_shelf)
		shelf_init(&c->shelf, c->language);
	c->has_shelf = true;
	return &c->shelf;
}

void course_show_list(struct course *c)
{
	const char *last = last_lesson(&c->journal);

	course_shut(c);
	course_find_shelf(c);
	c->has_list = true;
	vec_clear(&c->standings);
	for (size_t i = 0; i < c->shelf.items.len; i++) {
		const char *id = str_text(&c->shelf.items.at[i].id);

		vec_push(&c->standings, standing_of(&c->journal, id));
		if (last && strcmp(last, id) == 0)
			c->item = i;
	}
	if (last && vec_last(&c->journal.facts)->kind == FACT_DONE)
		course_select(c, 1);
	c->session->base = VIEW_LESSONS;
	session_show(c->session, VIEW_LESSONS);
}

void course_select(struct course *c, int64_t down)
{
	int64_t last = (int64_t)c->shelf.items.len - 1;
	int64_t item = (int64_t)c->item + down;

	item = item < last ? item : last;
	c->item = item > 0 ? (size_t)item : 0;
}

static const char *why_unread(enum shelf_status status)
{
	switch (status) {
	case SHELF_NO_FILE:
		return _("it is no plain file");
	case SHELF_TOO_LARGE:
		return _("it is larger than the 256 KiB a lesson may have");
	case SHELF_OK:
	case SHELF_FAILED:
		break;
	}
	return strerror(errno);
}

static struct lesson *read_lesson(struct course *c, const char *path)
{
	struct session *s = c->session;
	struct str text = {0};
	struct diags diags = {0};
	struct lesson *lesson = NULL;
	enum shelf_status status = shelf_read(path, &text);
	const struct source source = {path, str_text(&text), text.len};

	if (status != SHELF_OK) {
		session_say(s, _("cannot read %s: %s"), path,
			    why_unread(status));
	} else {
		lesson = lesson_read(path, str_text(&text), text.len, &diags);
		if (!lesson) {
			str_clear(&s->errors);
			diags_print(&diags, &source, &s->errors);
			session_show(s, VIEW_ERRORS);
		}
	}
	diags_fini(&diags);
	str_fini(&text);
	return lesson;
}

size_t course_step(const struct course *c, const struct lesson *lesson,
		   const char *id)
{
	const struct fact *at = journal_last(&c->journal, FACT_AT, id);
	const struct fact *done = journal_last(&c->journal, FACT_DONE, id);

	return at && at->number < lesson->steps.len && !(done && done > at)
		       ? at->number
		       : 0;
}

void course_choose_lesson(struct course *c)
{
	const struct shelf_item *item;
	struct lesson *lesson;

	if (c->item >= c->shelf.items.len)
		return;
	item = c->shelf.items.at + c->item;
	lesson = read_lesson(c, str_text(&item->path));
	if (lesson)
		course_enter(c, lesson, str_text(&item->id),
			     course_step(c, lesson, str_text(&item->id)));
}

void course_follow(struct course *c, size_t item, size_t step)
{
	struct lesson *lesson;
	struct str id = {0};

	if (item >= course_find_shelf(c)->items.len)
		return;
	lesson = read_lesson(c, str_text(&c->shelf.items.at[item].path));
	str_add(&id, str_text(&c->shelf.items.at[item].id));
	if (lesson) {
		c->has_list = true;
		course_enter(c, lesson, str_text(&id), step);
	}
	str_fini(&id);
}

void course_leave(struct course *c)
{
	if (c->has_list && (c->lesson || c->session->view == VIEW_COURSE))
		course_show_list(c);
	else
		c->session->errand = ERRAND_QUIT;
}
