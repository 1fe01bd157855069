/* SPDX-License-Identifier: MIT */
/*
 * A lesson as plain text, to be printed: the answers, and the timelines that
 * would give them away, stand behind the last step.
 */
#include "base/i18n.h"
#include "export/handout.h"
#include "export/text_parts.h"
#include "lesson/exercise.h"
#include "lesson/para.h"
#include "lesson/question.h"

#include <string.h>

enum { INDENT = 4 };

struct sheet {
	const struct handout *handout;
	const struct lesson *lesson;
	struct sink *sink;
	struct str out, answers;
	unsigned questions, exercises;
};

static void put_text(struct sheet *s, size_t part)
{
	para_block(&s->out, s->lesson->parts.at[part].node, s->handout->width,
		   0);
	str_addc(&s->out, '\n');
}

static void put_note(struct sheet *s, size_t part)
{
	struct str note = {0};

	if (!s->handout->answers)
		return;
	str_addf(&note, "%s %s", _("Note:"),
		 s->lesson->parts.at[part].node->text);
	para_text(&s->out, str_text(&note), s->handout->width, 4);
	str_addc(&s->out, '\n');
	str_fini(&note);
}

/* Lines, as they are but for blanks at their ends, indented. */
static void put_lines(struct str *out, const char *text, size_t all)
{
	const char *end = text + all;

	while (text < end) {
		const char *line_end = memchr(text, '\n', (size_t)(end - text));
		size_t len = (size_t)((line_end ? line_end : end) - text);
		size_t n = len;

		while (n > 0 && strchr(" \t\r", text[n - 1]))
			n--;
		if (n > 0)
			str_fill(out, ' ', INDENT);
		str_addn(out, text, n);
		str_addc(out, '\n');
		text += len + 1;
	}
}

static void put_scenario(struct sheet *s, size_t part)
{
	const struct program *p = s->lesson->parts.at[part].program;
	size_t len = p->source_len;

	while (len > 0 && strchr(" \t\r\n", p->source[len - 1]))
		len--;
	put_lines(&s->out, p->source, len);
	str_addc(&s->out, '\n');
}

static void put_report(struct sheet *s, struct str *to, struct report *r)
{
	struct sink sink = sink_to_str(to);
	struct page page;

	r->width = s->handout->width;
	page_init(&page, r, &sink);
	text_timelines(&page);
	text_printed(&page);
	page_fini(&page);
	str_addc(to, '\n');
}

static void put_scene(struct sheet *s, struct str *to, size_t part,
		      size_t setup)
{
	struct str picture = {0}, caption = {0};

	if (handout_scene(&picture, &caption, s->handout, part, setup)) {
		str_addf(to, "%s:\n\n", str_text(&caption));
		put_lines(to, str_text(&picture), picture.len);
		str_addc(to, '\n');
	}
	str_fini(&picture);
	str_fini(&caption);
}

/* What would give an answer away stands with the answers. */
static void put_stage(struct sheet *s, size_t part)
{
	const struct staging *staging = s->lesson->parts.at[part].stage;
	bool awaited = handout_is_awaited(s->lesson, part);
	struct str *to = awaited ? &s->answers : &s->out;
	struct handout_stage stage;

	handout_stage(&stage, s->handout, staging);
	for (size_t i = 0; i < stage.n; i++)
		put_report(s, to, &stage.reports[i]);
	for (size_t i = 0; i < staging->scope.n_setups; i++)
		put_scene(s, to, part, i);
}

static void put_options(struct str *out, const struct sheet *s,
			const struct question *q)
{
	struct str line = {0};

	for (size_t i = 0; q->kind != QUIZ_NUMBER && i < q->n_options; i++) {
		size_t at = q->kind == QUIZ_ORDER ? q->shown[i] : i;

		str_clear(&line);
		str_addf(&line, "%zu. %s", i + 1, q->options[at].text);
		para_text(out, str_text(&line), s->handout->width, 4);
	}
	str_fini(&line);
}

static void put_answer(struct sheet *s, const struct question *q)
{
	struct str line = {0};

	for (size_t i = 0; i < q->n_options; i++) {
		if (!q->options[i].is_right && q->kind != QUIZ_ORDER)
			continue;
		str_addf(&line, line.len == 0 ? "%u. " : "; ", s->questions);
		str_add(&line, q->options[i].text);
	}
	str_addf(&line, ". %s", q->why ? q->why : "");
	para_text(&s->answers, str_text(&line), s->handout->width, 0);
	str_addc(&s->answers, '\n');
	str_fini(&line);
}

static void put_question(struct sheet *s, size_t part)
{
	struct str line = {0};
	struct question q;

	if (question_init(&q, s->lesson, part, s->handout->showings, NULL) ==
	    QUERY_OK) {
		s->questions++;
		str_addf(&line, _("Question %u."), s->questions);
		str_addf(&line, " %s", q.text);
		para_text(&s->out, str_text(&line), s->handout->width, 0);
		put_options(&s->out, s, &q);
		str_addc(&s->out, '\n');
		put_answer(s, &q);
	}
	question_fini(&q);
	str_fini(&line);
}

static void put_solution(struct sheet *s, const struct exercise *e)
{
	struct str text = {0};

	str_addf(&s->answers, _("Exercise %u."), s->exercises);
	str_add(&s->answers, "\n\n");
	handout_solution(&text, s->lesson, e);
	para_text(&s->answers, str_text(&text), s->handout->width, INDENT);
	str_addc(&s->answers, '\n');
	str_fini(&text);
}

static void put_try(struct sheet *s, size_t part)
{
	const struct exercise *e = s->lesson->parts.at[part].exercise;
	struct str line = {0};

	s->exercises++;
	str_addf(&line, _("Exercise %u."), s->exercises);
	str_addf(&line, " %s", e->text);
	para_text(&s->out, str_text(&line), s->handout->width, 0);
	exercise_changes(&s->out, e, lesson_stage(s->lesson, part));
	str_addc(&s->out, '\n');
	put_solution(s, e);
	str_fini(&line);
}

static void put_words(struct sheet *s, size_t part)
{
	const struct lens *lens = s->lesson->parts.at[part].lens;
	struct str line = {0};

	for (size_t i = 0; i < lens->len; i++) {
		str_clear(&line);
		str_addf(&line, "%s: %s", lens_term_shown(lens->at[i].term),
			 lens->at[i].plain);
		para_text(&s->out, str_text(&line), s->handout->width, INDENT);
	}
	if (lens->breaks) {
		str_clear(&line);
		str_addf(&line, "%s %s", _("Where the analogy breaks:"),
			 lens->breaks);
		str_addc(&s->out, '\n');
		para_text(&s->out, str_text(&line), s->handout->width, 0);
	}
	str_addc(&s->out, '\n');
	str_fini(&line);
}

static void (*const puts_of[PART_KINDS])(struct sheet *s, size_t part) = {
	[PART_TEXT] = put_text,   [PART_NOTE] = put_note,
	[PART_STAGE] = put_stage, [PART_SCENARIO] = put_scenario,
	[PART_WORDS] = put_words, [PART_PREDICT] = put_question,
	[PART_TRY] = put_try,     [PART_QUIZ] = put_question,
};

static void put_title(struct sheet *s, const char *title)
{
	if (*title)
		str_addf(&s->out, "%s\n\n", title);
}

void handout_text(const struct handout *h, struct sink *sink)
{
	struct sheet s = {.handout = h, .lesson = h->lesson, .sink = sink};
	const struct lesson *l = h->lesson;

	put_title(&s, l->title);
	for (size_t step = 0; step < l->steps.len && !sink->error; step++) {
		const struct step *it = &l->steps.at[step];

		put_title(&s, it->title);
		for (size_t i = it->first; i < it->first + it->n; i++)
			if (puts_of[l->parts.at[i].kind])
				puts_of[l->parts.at[i].kind](&s, i);
		sink_put_str(sink, &s.out);
	}
	if (s.answers.len > 0) {
		put_title(&s, _("Answers"));
		sink_put_str(sink, &s.out);
		sink_put_str(sink, &s.answers);
	}
	str_fini(&s.out);
	str_fini(&s.answers);
}
