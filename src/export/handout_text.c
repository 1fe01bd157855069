/* SPDX-License-Identifier: MIT */
/*
 * A lesson as plain text, to be printed: the answers, and the timelines that
 * would give them away, stand behind the last step.
 */
#include "base/i18n.h"
#include "base/mem.h"
#include "export/handout.h"
#include "export/text_parts.h"
#include "lesson/exercise.h"
#include "lesson/para.h"
#include "lesson/question.h"

struct sheet {
	const struct handout *handout;
	const struct lesson *lesson;
	struct sink *sink;
	struct str out, answers;
	unsigned questions;
};

static int keep(void *to, const char *bytes, size_t n)
{
	str_addn(to, bytes, n);
	return 0;
}

static void put_text(struct sheet *s, size_t part)
{
	para_block(&s->out, s->lesson->parts.at[part].node, s->handout->width,
		   0);
	str_addc(&s->out, '\n');
}

static void put_timelines(struct sheet *s, struct str *to, size_t part)
{
	struct sink sink = {.write = keep, .to = to};
	struct report_run *runs;
	struct report r;
	struct page page;

	runs = handout_stage(s->handout, s->lesson->parts.at[part].stage, &r);
	if (runs) {
		r.width = s->handout->width;
		page_init(&page, &r, &sink);
		text_timelines(&page);
		text_printed(&page);
		page_fini(&page);
		str_addc(to, '\n');
	}
	mem_free(runs);
}

static void put_stage(struct sheet *s, size_t part)
{
	bool awaited = handout_is_awaited(s->lesson, part);

	put_timelines(s, awaited ? &s->answers : &s->out, part);
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
		str_addf(&line, _("Question %u. "), s->questions);
		str_add(&line, q.text);
		para_text(&s->out, str_text(&line), s->handout->width, 0);
		put_options(&s->out, s, &q);
		str_addc(&s->out, '\n');
		put_answer(s, &q);
	}
	question_fini(&q);
	str_fini(&line);
}

static void put_try(struct sheet *s, size_t part)
{
	const struct exercise *e = s->lesson->parts.at[part].exercise;

	para_text(&s->out, e->text, s->handout->width, 0);
	exercise_changes(&s->out, e, lesson_stage(s->lesson, part));
	str_addc(&s->out, '\n');
}

static void put_words(struct sheet *s, size_t part)
{
	const struct lens *lens = s->lesson->parts.at[part].lens;

	for (size_t i = 0; i < lens->len; i++)
		str_addf(&s->out, "    %s: %s\n",
			 lens_term_shown(lens->at[i].term), lens->at[i].word);
	str_addc(&s->out, '\n');
}

static void (*const puts_of[PART_KINDS])(struct sheet *s, size_t part) = {
	[PART_TEXT] = put_text,     [PART_STAGE] = put_stage,
	[PART_WORDS] = put_words,   [PART_PREDICT] = put_question,
	[PART_QUIZ] = put_question, [PART_TRY] = put_try,
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
