/* SPDX-License-Identifier: MIT */
/*
 * The report about the lesson that is open, and the one about the course; the
 * lines of both lead to what is to be looked at again.
 */
#include "app/course.h"

#include <string.h>

/* --- a lesson's --- */

static void add_lines(struct course *c, size_t page)
{
	const struct asked *a =
		c->lesson->parts.at[c->pages.at[page].act].asked;

	vec_push(&c->again, (struct again_line){page, NULL});
	for (size_t i = 0; a && i < a->n_see; i++)
		vec_push(&c->again, (struct again_line){page, a->see + i});
}

static void find_again(struct course *c)
{
	vec_clear(&c->again);
	for (size_t p = 0; p < c->pages.len; p++)
		for (size_t i = 0; i < c->recap.again.len; i++)
			if (c->pages.at[p].act == c->recap.again.at[i].number)
				add_lines(c, p);
}

void course_report(struct course *c, bool is_done)
{
	struct session *s = c->session;
	struct fact done = fact_of(FACT_DONE, str_text(&c->id), 0);

	if (is_done)
		course_keep(c, &done);
	recap_fini(&c->recap);
	recap_init(&c->recap, &c->journal, str_text(&c->id));
	find_again(c);
	course_find_shelf(c);
	c->line = COURSE_NO_LINE;
	session_show(s, VIEW_REPORT);
}

/* --- the course's --- */

void course_overview(struct course *c)
{
	overview_fini(&c->overview);
	overview_init(&c->overview, course_find_shelf(c), &c->journal);
	c->line = COURSE_NO_LINE;
	session_show(c->session, VIEW_COURSE);
}

/* --- their lines --- */

size_t course_lines(const struct course *c)
{
	if (c->session->view == VIEW_COURSE)
		return c->overview.looks.len;
	if (c->session->view == VIEW_OUTLINE)
		return c->lesson->steps.len;
	return c->again.len;
}

static void open_again(struct course *c, const struct again_line *line)
{
	const struct shelf_item *item;

	if (!line->look) {
		course_go(c, line->page);
		return;
	}
	item = shelf_find(&c->shelf, line->look->lesson);
	if (item)
		course_follow(c, (size_t)(item - c->shelf.items.at),
			      line->look->step);
}

void course_open_line(struct course *c)
{
	if (c->session->view == VIEW_OUTLINE) {
		if (c->line < c->lesson->steps.len)
			course_go_step(c, c->line);
		else
			session_show(c->session, VIEW_STAGE);
	} else if (c->session->view == VIEW_COURSE) {
		if (c->line < c->overview.looks.len)
			course_follow(c, c->overview.looks.at[c->line].item,
				      c->overview.looks.at[c->line].step);
		else
			session_show(c->session, c->session->base);
	} else if (c->line < c->again.len) {
		open_again(c, c->again.at + c->line);
	} else {
		course_show_list(c);
	}
}
