/* SPDX-License-Identifier: MIT */
/*
 * The scoreboard at the cursor: what each setup has done by now, and whose
 * figure is the better one.  Means are over those that were released, who has
 * yet to begin being as late as it is by now; once all have ended they are
 * those of the report.
 */
#include "ui/pane.h"

#include "app/session_look.h"
#include "base/i18n.h"
#include "base/text.h"
#include "story/fill.h"

#include <string.h>

enum {
	GAP = 1,
	SIGN = 2,       /* a blank and the sign */
	ASKED = 200000, /* copies; of more there are no means */
	LABEL_MOST = 24,
	COLUMN_MOST = 18
};

struct score {
	const struct session *s;
	const struct moment *moment;
	size_t run;
	int64_t now; /* ns */
};

static struct fraction mean_of(uint64_t sum, uint64_t n)
{
	return (struct fraction){sum, n};
}

static struct fraction finished(const struct score *c)
{
	return fraction_of(c->moment->ended);
}

static struct fraction done_at(const struct score *c)
{
	const struct session_run *r = &c->s->runs[c->run];

	if (!session_is_over(c->s, c->run) || r->metrics == NULL ||
	    r->metrics->unfinished > 0)
		return (struct fraction){0, 0};
	return fraction_of((uint64_t)r->metrics->makespan);
}

static struct fraction response(const struct score *c)
{
	uint64_t sum = 0, n = 0;

	for (uint32_t i = 0; i < c->moment->n_tasks && n <= ASKED; i++) {
		const struct moment_task *t = &c->moment->tasks[i];
		int64_t begun = t->first_run < 0 ? c->now : t->first_run;

		if (t->release < 0 ||
		    (t->first_run < 0 && t->state == STATE_DONE))
			continue;
		sum += (uint64_t)(begun - t->release);
		n++;
	}
	return n > ASKED ? (struct fraction){0, 0} : mean_of(sum, n);
}

static struct fraction waiting(const struct score *c)
{
	const struct moment *m = c->moment;
	uint64_t sum = 0, n = 0;

	for (uint32_t i = 0; i < m->n_tasks && n <= ASKED; i++) {
		if (m->tasks[i].release < 0)
			continue;
		sum += (uint64_t)moment_spent(m, i, STATE_READY, c->now);
		sum += (uint64_t)moment_spent(m, i, STATE_SWITCHING, c->now);
		n++;
	}
	return n > ASKED ? (struct fraction){0, 0} : mean_of(sum, n);
}

static struct fraction switches(const struct score *c)
{
	return fraction_of(c->moment->switches);
}

static struct fraction idle(const struct score *c)
{
	uint32_t cores = (uint32_t)c->s->runs[c->run].setup.key[KEY_CORES];

	return fraction_of((uint64_t)moment_idle(c->moment, cores, c->now));
}

static const struct figure {
	const char *label, *term;
	uint8_t kind;   /* enum figure_kind */
	uint8_t better; /* enum better */
	struct fraction (*get)(const struct score *c);
} figures[] = {
	{N_("tasks done"), "finished", FIGURE_COUNT, BETTER_HIGH, finished},
	{N_("done at"), "end", FIGURE_TIME, BETTER_LOW, done_at},
	{N_("mean response"), "response", FIGURE_TIME, BETTER_LOW, response},
	{N_("mean waiting"), "delay", FIGURE_TIME, BETTER_LOW, waiting},
	{N_("switches"), "switches", FIGURE_COUNT, BETTER_LOW, switches},
	{N_("cores idle"), "idle", FIGURE_TIME, BETTER_LOW, idle},
};

enum { FIGURES = sizeof figures / sizeof *figures };

struct board {
	struct score scores[SESSION_RUNS];
	struct fraction values[SESSION_RUNS][FIGURES];
	size_t n;
	int label, each; /* cells */
};

static const char *label_of(const struct session *s, size_t k)
{
	return words_or(&s->words, figures[k].term, _(figures[k].label));
}

static int label_width(const struct session *s)
{
	int most = 0;

	for (size_t i = 0; i < FIGURES; i++) {
		const char *label = label_of(s, i);
		int width = (int)text_width(label, strlen(label));

		most = width > most ? width : most;
	}
	return (most < LABEL_MOST ? most : LABEL_MOST) + GAP;
}

static void board_init(struct board *b, const struct session *s, int w)
{
	b->n = 0;
	for (size_t i = 0; i < s->n_runs; i++) {
		struct score *c = &b->scores[b->n];

		if (s->runs[i].hidden)
			continue;
		*c = (struct score){s, session_moment(s, i), i,
				    session_now(s, i)};
		for (size_t k = 0; k < FIGURES; k++)
			b->values[b->n][k] = figures[k].get(c);
		b->n++;
	}
	b->label = label_width(s);
	b->each = (w - b->label) / (b->n ? (int)b->n : 1);
	if (b->each > COLUMN_MOST)
		b->each = COLUMN_MOST;
}

/* Is it the best of the row, and does the row tell the setups apart? */
static bool is_best(const struct board *b, size_t column, size_t k)
{
	enum better better = (enum better)figures[k].better;
	struct fraction own = b->values[column][k];
	bool worse = false;

	for (size_t i = 0; i < b->n; i++) {
		struct fraction other = b->values[i][k];

		if (figure_is_better(better, other, own))
			return false;
		worse = worse || (fraction_is_known(other) &&
				  figure_is_better(better, own, other));
	}
	return worse;
}

static struct rect column_of(const struct board *b, struct rect row, size_t i)
{
	row = rect_right(row, b->label + (int)i * b->each);
	row.w = b->each;
	return row;
}

static void draw_value(struct canvas *c, struct rect r, const struct board *b,
		       size_t i, size_t k)
{
	struct str text = {0};
	bool best = is_best(b, i, k);

	figure_show(&text, (enum figure_kind)figures[k].kind, b->values[i][k],
		    b->scores[i].s->program->unit);
	if (best)
		canvas_sign(c, rect_right(r, r.w - 1), GLYPH_BETTER,
			    ROLE_BETTER);
	r.w -= SIGN;
	canvas_put_right(c, r, str_text(&text), best ? ROLE_BETTER : ROLE_TEXT);
	str_fini(&text);
}

static void draw_names(struct canvas *c, struct rect row, const struct board *b)
{
	for (size_t i = 0; i < b->n; i++) {
		const struct score *score = &b->scores[i];
		const struct str *name = &score->s->runs[score->run].name;
		struct rect r = column_of(b, row, i);
		struct str cut = {0};

		r.w -= SIGN;
		text_cut(&cut, str_text(name), name->len,
			 r.w > 1 ? (size_t)r.w - 1 : 0,
			 glyph_text(GLYPH_ELLIPSIS, c->ascii));
		canvas_put_right(c, r, str_text(&cut), ROLE_TITLE);
		str_fini(&cut);
	}
}

static int need(const struct session *s, size_t run)
{
	(void)s;
	(void)run;
	return FIGURES + 1;
}

static void draw(struct canvas *c, struct rect r, const struct session *s,
		 size_t run)
{
	struct board b;

	(void)run;
	board_init(&b, s, r.w);
	draw_names(c, rect_row(r, 0), &b);
	for (size_t k = 0; k < FIGURES && (int)k + 1 < r.h; k++) {
		struct rect row = rect_row(r, (int)k + 1), label = row;

		label.w = b.label - GAP;
		canvas_put_cut(c, label, label_of(s, k), ROLE_FAINT);
		for (size_t i = 0; i < b.n; i++)
			draw_value(c, column_of(&b, row, i), &b, i, k);
	}
}

const struct pane pane_score = {N_("so far"), NULL, need, draw, 4, true};
