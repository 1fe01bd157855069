/* SPDX-License-Identifier: MIT */
/*
 * Measuring: each screenful's texts are laid out as they will be shown, and
 * their rows counted.
 */
#include "lesson/fit.h"

#include "base/i18n.h"
#include "base/text.h"
#include "lesson/exercise.h"
#include "lesson/para.h"
#include "lesson/prove.h"
#include "lesson/scene.h"

#include <string.h>

struct measurer {
	const struct lesson *lesson;
	struct diags *diags;
	struct str text;
};

/* Rows of what has been laid out, and the widest of them. */
static size_t rows(const struct measurer *m, size_t *widest)
{
	const char *text = str_text(&m->text), *newline;
	size_t n = 0;

	*widest = 0;
	for (; (newline = strchr(text, '\n')); text = newline + 1) {
		size_t width = text_width(text, (size_t)(newline - text));

		*widest = width > *widest ? width : *widest;
		n++;
	}
	return n;
}

static void too_much(struct measurer *m, size_t begin, size_t end, size_t has,
		     size_t may, const char *what)
{
	diag_add(m->diags, DIAG_ERROR, begin, end,
		 _("this does not fit a screen of 80x24: %s"), what);
	diag_hint(m->diags, _("rows: %zu; there is room for %zu"), has, may);
}

/* A text wrapped at the width must have at most so many rows. */
static void fit_text(struct measurer *m, const char *text, size_t width,
		     size_t may, size_t begin, size_t end, const char *what)
{
	size_t widest, n;

	str_clear(&m->text);
	para_text(&m->text, text ? text : "", width, 0);
	n = rows(m, &widest);
	if (n > may)
		too_much(m, begin, end, n, may, what);
}

/* --- prose --- */

static void fit_width(struct measurer *m, const struct part *part,
		      size_t widest)
{
	if (widest <= FIT_WIDTH)
		return;
	diag_add(m->diags, DIAG_ERROR, part->node->begin, part->node->end, "%s",
		 _("a line of this is wider than a screen of 80x24 shows"));
	diag_hint(m->diags, _("columns: %zu; there is room for %d"), widest,
		  FIT_WIDTH);
}

static void fit_prose(struct measurer *m, const struct screenful *s)
{
	size_t may = s->stage ? FIT_PROSE : FIT_PAGE, n = 0, widest, texts = 0;
	const struct part *first = NULL, *last = NULL;

	for (size_t i = s->first; i < s->first + s->n; i++) {
		const struct part *part = m->lesson->parts.at + i;

		if (part->kind != PART_TEXT)
			continue;
		first = first ? first : part;
		last = part;
		str_clear(&m->text);
		para_block(&m->text, part->node, FIT_WIDTH, 0);
		n += rows(m, &widest);
		n += !s->stage && texts++ > 0; /* an empty line between */
		fit_width(m, part, widest);
	}
	if (first && n > may)
		too_much(m, first->node->begin, last->node->end, n, may,
			 s->stage ? _("text above a stage")
				  : _("text of a step"));
}

/* --- things to do --- */

static void fit_asked(struct measurer *m, const struct part *part)
{
	const struct asked *a = part->asked;
	size_t n = 0, widest;

	fit_text(m, a->text, FIT_WIDTH, FIT_QUESTION, part->begin, part->end,
		 _("a question"));
	fit_text(m, a->why, FIT_WIDTH, FIT_WHY, part->begin, part->end,
		 _("an explanation"));
	for (size_t i = 0; i < a->n_choices; i++) {
		const struct choice *c = a->choices + i;

		fit_text(m, c->why, FIT_WIDTH, FIT_WHY, c->begin, c->end,
			 _("an explanation"));
		str_clear(&m->text);
		para_text(&m->text, c->text, FIT_OPTION_WIDTH, 0);
		n += rows(m, &widest);
	}
	if (n > FIT_OPTIONS)
		too_much(m, part->begin, part->end, n, FIT_OPTIONS,
			 _("the answers"));
}

static void fit_exercise(struct measurer *m, const struct part *part)
{
	const struct exercise *e = part->exercise;

	fit_text(m, e->text, FIT_WIDTH, FIT_QUESTION, part->begin, part->end,
		 _("what is to be done"));
	fit_text(m, e->hint, FIT_WIDTH, FIT_QUESTION, part->begin, part->end,
		 _("a hint"));
}

static void fit_lens(struct measurer *m, const struct part *part)
{
	size_t n = part->lens->len, widest;

	str_clear(&m->text);
	para_text(&m->text, part->lens->breaks ? part->lens->breaks : "",
		  FIT_WIDTH, 0);
	n += rows(m, &widest);
	if (n > FIT_WORDS)
		too_much(m, part->begin, part->end, n, FIT_WORDS,
			 _("the table of words"));
}

static void fit_part(struct measurer *m, const struct part *part)
{
	if (part->asked)
		fit_asked(m, part);
	if (part->exercise)
		fit_exercise(m, part);
	if (part->lens)
		fit_lens(m, part);
}

static void fit_title(struct measurer *m, const char *title, size_t begin)
{
	size_t width = text_width(title, strlen(title));

	if (width <= FIT_TITLE)
		return;
	diag_add(m->diags, DIAG_ERROR, begin, begin,
		 _("this does not fit a screen of 80x24: %s"), _("a title"));
	diag_hint(m->diags, _("columns: %zu; there is room for %d"), width,
		  FIT_TITLE);
}

bool lesson_fits(const struct lesson *l, struct diags *diags)
{
	struct measurer m = {.lesson = l, .diags = diags};
	size_t before = diags->counts[DIAG_ERROR];
	struct screenfuls all = {0};

	lesson_screenfuls(l, &all);
	for (size_t i = 0; i < all.len; i++)
		fit_prose(&m, all.at + i);
	for (size_t i = 0; i < l->parts.len; i++)
		fit_part(&m, l->parts.at + i);
	for (size_t i = 0; i < l->steps.len; i++)
		fit_title(&m, l->steps.at[i].title, l->steps.at[i].begin);
	vec_fini(&all);
	str_fini(&m.text);
	return diags->counts[DIAG_ERROR] == before;
}
