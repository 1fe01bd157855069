/* SPDX-License-Identifier: MIT */
/*
 * What of a stage may be known: everything before what is asked, until nothing
 * is asked about it any more; and never what lies behind the picture's end, if
 * the lesson gave it one (`until`).  Nor does the window's length tell: while
 * it is a duration that is asked for it is as long as the longest of the
 * answers that are offered.
 */
#include "app/course.h"

static bool is_awaited(const struct course *c, size_t page)
{
	const struct screenful *p = c->pages.at + page;

	if (p->act == SIZE_MAX ||
	    c->lesson->parts.at[p->act].kind != PART_PREDICT ||
	    c->results.at[page] != RESULT_NONE)
		return false;
	return !(page == c->page && !c->ask.is_there);
}

/* The next page from FROM on that predicts something of the stage on the
 * screen; the number of pages if none does. */
static size_t next_awaited(const struct course *c, size_t from)
{
	const struct staging *stage = course_page(c)->stage;

	for (size_t i = from; i < c->pages.len; i++) {
		if (c->pages.at[i].stage != stage)
			break;
		if (is_awaited(c, i))
			return i;
	}
	return c->pages.len;
}

/* The longest duration that a question offers; 0: it offers none. */
static int64_t longest_offered(const struct question *q)
{
	int64_t longest = 0;

	for (size_t i = 0; i < q->n_options; i++) {
		const struct value *v = &q->options[i].value;

		if (v->type == VALUE_DURATION && v->n > longest)
			longest = v->n;
	}
	return longest;
}

static int64_t reach_of(struct course *c, size_t page, int64_t gate)
{
	int64_t reach = 0;

	while (page < c->pages.len) {
		struct question q;
		int64_t offered = 0;

		if (question_init(&q, c->lesson, c->pages.at[page].act,
				  &c->showings, NULL) == QUERY_OK)
			offered = longest_offered(&q);
		question_fini(&q);
		reach = offered > reach ? offered : reach;
		page = next_awaited(c, page + 1);
	}
	return reach > 0 && reach < gate ? gate : reach;
}

/* From when on nothing may be known while that page is still to come. */
static int64_t gate_of(const struct course *c, size_t page)
{
	const struct part *part = c->lesson->parts.at + c->pages.at[page].act;
	const struct staging *stage = course_page(c)->stage;
	int64_t moment = query_moment(part->asked->answer);
	int64_t gate = stage->at > 0 ? stage->at : 0;

	if (moment >= 0)
		gate = moment;
	if ((moment < 0 || page != c->page) && c->revealed == stage &&
	    c->revealed_to > gate)
		gate = c->revealed_to;
	return gate;
}

/* Nothing is asked: all may be known that the picture shows. */
static void open_gate(struct course *c)
{
	int64_t until = course_page(c)->stage->until;

	session_set_gate(c->session, until > 0 ? until : SESSION_NO_GATE, 0);
}

void course_gate(struct course *c)
{
	struct session *s = c->session;
	size_t page;
	int64_t gate;

	if (!s->program)
		return;
	page = next_awaited(c, c->page);
	if (page == c->pages.len) {
		open_gate(c);
		return;
	}
	gate = gate_of(c, page);
	session_set_gate(s, gate, reach_of(c, page, gate));
	if (page != c->page)
		return;
	/* what was revealed is known to its last moment, not a tick longer */
	if (gate > 0 && gate == c->revealed_to)
		session_seek(s, gate - 1);
	else if (gate > 0)
		session_seek(s, gate);
	else
		session_home(s);
}
