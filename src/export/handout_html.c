/* SPDX-License-Identifier: MIT */
/*
 * A lesson as one page of HTML.  What would give an answer away is folded: a
 * stage that a question is about, and the answers.
 */
#include "export/handout.h"

#include "base/i18n.h"
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
	if (n->kind == NODE_TABLE) {
		html_wide(out, _("table"));
		str_add(out, "<table>\n");
	}
	if (n->kind == NODE_HEADING)
		str_addf(out, "<h%d>", n->number < 6 ? n->number + 1 : 6);
	else if (n->kind == NODE_CELL)
		str_add(out, n->number ? "<th scope=\"col\">" : "<td>");
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
	if (n->kind == NODE_TABLE)
		str_add(out, "</table>\n</div>\n");
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
	unsigned questions, exercises; /* so far */
};

/* The teacher's edition has nothing folded. */
static const char *fold_state(const struct page_of *p)
{
	return p->handout->answers ? "open" : NULL;
}

static void put_text(struct page_of *p, size_t part)
{
	handout_block(p->out, p->lesson->parts.at[part].node);
}

static void put_headed(struct str *out, const char *head, const char *text)
{
	str_add(out, "<p><strong>");
	xml_add(out, head);
	str_add(out, "</strong> ");
	xml_add(out, text);
	str_add(out, "</p>\n");
}

static void put_note(struct page_of *p, size_t part)
{
	if (!p->handout->answers)
		return;
	str_add(p->out, "<aside class=\"note\">\n");
	put_headed(p->out, _("Note:"), p->lesson->parts.at[part].node->text);
	str_add(p->out, "</aside>\n");
}

static void put_scenario(struct page_of *p, size_t part)
{
	html_fold(p->out, _("The scenario"),
		  p->handout->answers ? "class=\"source\" open"
				      : "class=\"source\"");
	html_source(p->out, p->lesson->parts.at[part].program);
	html_unfold(p->out);
}

static void put_scene(struct page_of *p, size_t part, size_t setup)
{
	struct str picture = {0}, caption = {0};

	if (handout_scene(&picture, &caption, p->handout, part, setup)) {
		str_add(p->out, "<figure>\n<pre class=\"scene\" role=\"img\" "
				"aria-label=\"");
		xml_add(p->out, str_text(&caption));
		str_add(p->out, "\">");
		xml_add(p->out, str_text(&picture));
		str_add(p->out, "</pre>\n");
		html_element(p->out, "figcaption", str_text(&caption));
		str_add(p->out, "</figure>\n");
	}
	str_fini(&picture);
	str_fini(&caption);
}

/* What a stage shows; of several programs each under its name. */
static void put_runs(struct page_of *p, const struct handout_stage *stage,
		     const char *title)
{
	for (size_t i = 0; i < stage->n; i++) {
		const struct report *r = &stage->reports[i];

		if (stage->n > 1)
			html_element(p->out, "h3",
				     handout_scenario(p->lesson, r->program));
		html_timelines(p->out, r, title);
	}
}

static void put_stage(struct page_of *p, size_t part)
{
	const struct part *it = &p->lesson->parts.at[part];
	bool awaited = handout_is_awaited(p->lesson, part);
	struct handout_stage stage;

	handout_stage(&stage, p->handout, it->stage);
	if (stage.n == 0)
		return;
	if (awaited)
		html_fold(p->out, _("What happens (answer first)"),
			  fold_state(p));
	put_runs(p, &stage, p->lesson->steps.at[it->step].title);
	for (size_t i = 0; i < it->stage->scope.n_setups; i++)
		put_scene(p, part, i);
	if (awaited)
		html_unfold(p->out);
}

static void put_word(struct str *out, const struct word *word)
{
	str_add(out, "<div><dt>");
	xml_add(out, lens_term_shown(word->term));
	str_add(out, "</dt><dd>");
	xml_add(out, word->plain);
	str_add(out, "</dd></div>\n");
}

static void put_words(struct page_of *p, size_t part)
{
	const struct lens *lens = p->lesson->parts.at[part].lens;

	html_element(p->out, "h3", _("The words of the story"));
	str_add(p->out, "<dl>\n");
	for (size_t i = 0; i < lens->len; i++)
		put_word(p->out, &lens->at[i]);
	str_add(p->out, "</dl>\n");
	if (lens->breaks)
		put_headed(p->out, _("Where the analogy breaks:"),
			   lens->breaks);
}

/* An option with what is said of it; a quiz of an order is numbered so. */
static void put_verdict(struct str *out, const struct question *q,
			const struct option *o)
{
	bool right = o->is_right && q->kind != QUIZ_ORDER;

	str_add(out, right ? "<li class=\"right\">✓ " : "<li>");
	xml_add(out, o->text);
	if (o->why && *o->why) {
		str_add(out, "<br>");
		xml_add(out, o->why);
	}
	str_add(out, "</li>\n");
}

static void put_answer(struct page_of *p, const struct question *q)
{
	html_fold(p->out, _("Answer"), fold_state(p));
	str_add(p->out, "<ol>\n");
	for (size_t i = 0; i < q->n_options; i++)
		put_verdict(p->out, q, &q->options[i]);
	str_add(p->out, "</ol>\n");
	html_element(p->out, "p", q->why);
	html_unfold(p->out);
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

/* "Question 3." before what it asks. */
static void begin_ask(struct page_of *p, struct str *head, const char *text)
{
	str_add(p->out, "<div class=\"ask\">\n");
	put_headed(p->out, str_text(head), text);
	str_clear(head);
}

static void put_question(struct page_of *p, size_t part)
{
	struct str head = {0};
	struct question q;

	if (question_init(&q, p->lesson, part, p->handout->showings, NULL) ==
	    QUERY_OK) {
		str_addf(&head, _("Question %u."), ++p->questions);
		begin_ask(p, &head, q.text);
		put_options(p->out, &q);
		put_answer(p, &q);
		str_add(p->out, "</div>\n");
	}
	question_fini(&q);
	str_fini(&head);
}

static void put_try(struct page_of *p, size_t part)
{
	const struct exercise *e = p->lesson->parts.at[part].exercise;
	struct str text = {0};

	str_addf(&text, _("Exercise %u."), ++p->exercises);
	begin_ask(p, &text, e->text);
	exercise_changes(&text, e, lesson_stage(p->lesson, part));
	html_element(p->out, "pre", str_text(&text));
	if (e->hint) {
		html_fold(p->out, _("Hint"), fold_state(p));
		html_element(p->out, "p", e->hint);
		html_unfold(p->out);
	}
	str_clear(&text);
	handout_solution(&text, p->lesson, e);
	html_fold(p->out, _("Solution"), fold_state(p));
	html_element(p->out, "pre", str_text(&text));
	html_unfold(p->out);
	str_add(p->out, "</div>\n");
	str_fini(&text);
}

static void (*const puts_of[PART_KINDS])(struct page_of *p, size_t part) = {
	[PART_TEXT] = put_text,   [PART_NOTE] = put_note,
	[PART_STAGE] = put_stage, [PART_SCENARIO] = put_scenario,
	[PART_WORDS] = put_words, [PART_PREDICT] = put_question,
	[PART_TRY] = put_try,     [PART_QUIZ] = put_question,
};

void handout_html(const struct handout *h, struct sink *s)
{
	const struct lesson *l = h->lesson;
	struct str out = {0};
	struct page_of page = {.handout = h, .lesson = l, .out = &out};

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
