/* SPDX-License-Identifier: MIT */
/*
 * A lesson as one page of HTML.  What would give an answer away is folded: a
 * stage that a question is about, and the answers.
 */
#include "export/handout.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "export/html.h"
#include "export/xml.h"
#include "lesson/exercise.h"
#include "lesson/question.h"

#include <string.h>

/* --- texts --- */

static const struct {
	const char *open, *close;
} tags[NODE_KINDS] = {
	[NODE_PARAGRAPH] = {"<p>", "</p>\n"},
	[NODE_ITEM] = {"<li>", "</li>\n"},
	[NODE_QUOTE] = {"<blockquote>\n", "</blockquote>\n"},
	[NODE_TABLE] = {"<table>\n", "</table>\n"},
	[NODE_ROW] = {"<tr>", "</tr>\n"},
	[NODE_RULE] = {"<hr>\n", ""},
	[NODE_CODE_SPAN] = {"<code>", "</code>"},
	[NODE_EMPHASIS] = {"<em>", "</em>"},
	[NODE_STRONG] = {"<strong>", "</strong>"},
	[NODE_BREAK] = {"<br>\n", ""},
	[NODE_CODE] = {"<pre><code>", "</code></pre>\n"},
};

/* A place on the web or within the page; nothing that runs. */
static bool is_harmless(const char *where)
{
	return strncmp(where, "https:", 6) == 0 ||
	       strncmp(where, "http:", 5) == 0 || *where == '#';
}

static void open_node(struct str *out, const struct node *n)
{
	if (n->kind == NODE_HEADING)
		str_addf(out, "<h%d>", n->number < 6 ? n->number + 1 : 6);
	else if (n->kind == NODE_CELL)
		str_add(out, n->number ? "<th>" : "<td>");
	else if (n->kind == NODE_LIST && n->number < 0)
		str_add(out, "<ul>\n");
	else if (n->kind == NODE_LIST)
		str_addf(out, "<ol start=\"%d\">\n", n->number);
	if (n->kind == NODE_LINK && n->info && is_harmless(n->info)) {
		str_add(out, "<a href=\"");
		xml_add(out, n->info);
		str_add(out, "\">");
	}
	if (tags[n->kind].open)
		str_add(out, tags[n->kind].open);
}

static void close_node(struct str *out, const struct node *n)
{
	if (n->kind == NODE_HEADING)
		str_addf(out, "</h%d>\n", n->number < 6 ? n->number + 1 : 6);
	else if (n->kind == NODE_CELL)
		str_add(out, n->number ? "</th>" : "</td>");
	else if (n->kind == NODE_LIST)
		str_add(out, n->number < 0 ? "</ul>\n" : "</ol>\n");
	if (n->kind == NODE_LINK && n->info && is_harmless(n->info))
		str_add(out, "</a>");
	if (tags[n->kind].close)
		str_add(out, tags[n->kind].close);
}

void handout_block(struct str *out, const struct node *n)
{
	open_node(out, n);
	if (n->text)
		xml_addn(out, n->text, n->len);
	for (const struct node *c = n->first; c; c = c->next)
		handout_block(out, c);
	close_node(out, n);
}

/* --- living blocks --- */

struct page_of {
	const struct handout *handout;
	const struct lesson *lesson;
	struct str *out;
};

static void fold(struct str *out, const char *summary)
{
	str_add(out, "<details><summary>");
	xml_add(out, summary);
	str_add(out, "</summary>\n");
}

static void unfold(struct str *out)
{
	str_add(out, "</details>\n");
}

static void put_text(struct page_of *p, size_t part)
{
	handout_block(p->out, p->lesson->parts.at[part].node);
}

static void put_scenario(struct page_of *p, size_t part)
{
	fold(p->out, _("The scenario"));
	html_source(p->out, p->lesson->parts.at[part].program);
	unfold(p->out);
}

static void put_stage(struct page_of *p, size_t part)
{
	const struct part *it = &p->lesson->parts.at[part];
	bool awaited = handout_is_awaited(p->lesson, part);
	struct report_run *runs;
	struct report r;

	runs = handout_stage(p->handout, it->stage, &r);
	if (runs) {
		if (awaited)
			fold(p->out, _("What happens (answer first)"));
		html_timelines(p->out, &r, p->lesson->steps.at[it->step].title);
		if (awaited)
			unfold(p->out);
	}
	mem_free(runs);
}

static void put_words(struct page_of *p, size_t part)
{
	const struct lens *lens = p->lesson->parts.at[part].lens;

	str_add(p->out, "<table>\n");
	for (size_t i = 0; i < lens->len; i++) {
		str_add(p->out, "<tr><th>");
		xml_add(p->out, lens_term_shown(lens->at[i].term));
		str_add(p->out, "</th><td>");
		xml_add(p->out, lens->at[i].word);
		str_add(p->out, "</td></tr>\n");
	}
	str_add(p->out, "</table>\n");
	if (lens->breaks) {
		html_element(p->out, "p", _("Where the analogy breaks:"));
		html_element(p->out, "p", lens->breaks);
	}
}

/* An option with what is said of it; a quiz of an order is numbered so. */
static void put_verdict(struct str *out, const struct question *q,
			const struct option *o)
{
	bool right = o->is_right || q->kind == QUIZ_ORDER;

	str_add(out, right ? "<li class=\"right\">" : "<li>");
	xml_add(out, o->text);
	if (o->why && *o->why) {
		str_add(out, "<br>");
		xml_add(out, o->why);
	}
	str_add(out, "</li>\n");
}

static void put_answer(struct str *out, const struct question *q)
{
	fold(out, _("Answer"));
	str_add(out, "<ol>\n");
	for (size_t i = 0; i < q->n_options; i++)
		put_verdict(out, q, &q->options[i]);
	str_add(out, "</ol>\n");
	html_element(out, "p", q->why);
	unfold(out);
}

static void put_options(struct str *out, const struct question *q)
{
	if (q->kind == QUIZ_NUMBER || q->n_options == 0)
		return;
	str_add(out, "<ol>\n");
	for (size_t i = 0; i < q->n_options; i++) {
		size_t at = q->kind == QUIZ_ORDER ? q->shown[i] : i;

		html_element(out, "li", q->options[at].text);
	}
	str_add(out, "</ol>\n");
}

static void put_question(struct page_of *p, size_t part)
{
	struct question q;

	if (question_init(&q, p->lesson, part, p->handout->showings, NULL) ==
	    QUERY_OK) {
		str_add(p->out, "<div class=\"ask\">\n");
		html_element(p->out, "p", q.text);
		put_options(p->out, &q);
		put_answer(p->out, &q);
		str_add(p->out, "</div>\n");
	}
	question_fini(&q);
}

static void put_cures(struct page_of *p, const struct exercise *e)
{
	fold(p->out, _("Solution"));
	str_add(p->out, "<pre>");
	for (size_t i = 0; i < e->n_cures; i++) {
		const struct cure *c = &e->cures[i];

		if (i > 0 && c->begin == e->cures[i - 1].begin)
			continue;
		xml_addn(p->out, p->lesson->source.text + c->begin,
			 c->end - c->begin);
		str_addc(p->out, '\n');
	}
	str_add(p->out, "</pre>\n");
	unfold(p->out);
}

static void put_try(struct page_of *p, size_t part)
{
	const struct exercise *e = p->lesson->parts.at[part].exercise;
	struct str changes = {0};

	exercise_changes(&changes, e, lesson_stage(p->lesson, part));
	str_add(p->out, "<div class=\"ask\">\n");
	html_element(p->out, "p", e->text);
	html_element(p->out, "pre", str_text(&changes));
	if (e->hint) {
		fold(p->out, _("Hint"));
		html_element(p->out, "p", e->hint);
		unfold(p->out);
	}
	put_cures(p, e);
	str_add(p->out, "</div>\n");
	str_fini(&changes);
}

static void (*const puts_of[PART_KINDS])(struct page_of *p, size_t part) = {
	[PART_TEXT] = put_text,        [PART_SCENARIO] = put_scenario,
	[PART_STAGE] = put_stage,      [PART_WORDS] = put_words,
	[PART_PREDICT] = put_question, [PART_QUIZ] = put_question,
	[PART_TRY] = put_try,
};

void handout_html(const struct handout *h, struct sink *s)
{
	const struct lesson *l = h->lesson;
	struct str out = {0};
	struct page_of page = {h, l, &out};

	html_begin(&out, l->title);
	for (size_t step = 0; step < l->steps.len && !s->error; step++) {
		const struct step *it = &l->steps.at[step];

		html_element(&out, "h2", it->title);
		for (size_t i = it->first; i < it->first + it->n; i++)
			if (puts_of[l->parts.at[i].kind])
				puts_of[l->parts.at[i].kind](&page, i);
		sink_put_str(s, &out);
	}
	html_end(&out);
	sink_put_str(s, &out);
	str_fini(&out);
}
