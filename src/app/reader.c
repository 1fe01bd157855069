/* SPDX-License-Identifier: MIT */
/*
 * Reading a lesson: screenful by screenful. What runs show is told once the
 * questions about them have been answered.
 */
#include "app/reader.h"

#include "app/reader_parts.h"
#include "base/i18n.h"
#include "base/text.h"
#include "lesson/para.h"
#include "story/fill.h"
#include "story/heading.h"
#include "story/narrate.h"

#include <stdlib.h>
#include <string.h>

enum { EVENTS_TOLD = 40, MARGIN = 2 };

/* --- saying and asking --- */

void reading_say(struct reading *r, const char *text)
{
	struct str out = {0};

	para_text(&out, text, r->width, 0);
	fputs(str_text(&out), r->out);
	str_fini(&out);
}

void reading_part(struct reading *r, const char *head, const char *text)
{
	struct str all = {0};

	if (!text || !*text)
		return;
	str_addf(&all, "%s%s%s", head, *head ? " " : "", text);
	reading_say(r, str_text(&all));
	str_fini(&all);
}

/* The next line of the input without its end; false: there is none. */
static bool read_line(struct reading *r)
{
	enum { LINE_MAX_BYTES = 4096 };
	int c;

	str_clear(&r->line);
	while ((c = getc(r->in)) != EOF && c != '\n') {
		if (r->line.len < LINE_MAX_BYTES)
			str_addc(&r->line, (char)c);
	}
	while (r->line.len > 0 && strchr(" \t\r", r->line.at[r->line.len - 1]))
		str_cut(&r->line, r->line.len - 1);
	return c != EOF || r->line.len > 0;
}

static void say_lens(struct reading *r, size_t part)
{
	const struct lens *lens = lesson_lens(r->lesson, part);
	struct str line = {0};

	if (!lens) {
		reading_say(r, _("There is no table of words here."));
		return;
	}
	for (size_t i = 0; i < lens->len; i++) {
		str_clear(&line);
		str_addf(&line, "%s: %s", lens_term_shown(lens->at[i].term),
			 lens->at[i].plain);
		reading_say(r, str_text(&line));
	}
	reading_part(r, _("Where the analogy breaks:"), lens->breaks);
	str_fini(&line);
}

/* The story's words for what stands there, if they are wanted. */
static void put_words(struct reading *r, size_t part)
{
	const struct lens *lens =
		r->is_lens ? lesson_lens(r->lesson, part) : NULL;

	r->words = (struct words){lens ? lens->at : NULL, lens ? lens->len : 0};
	r->showings.words = &r->words;
}

static void swap_words(struct reading *r, size_t part)
{
	if (!lesson_lens(r->lesson, part)) {
		reading_say(r, _("There is no table of words here."));
		return;
	}
	r->is_lens = !r->is_lens;
	put_words(r, part);
	reading_say(r, r->is_lens ? _("From here on in the story's words; "
				      "\"words\" has the table.")
				  : _("From here on in the technical words."));
}

static void say_notes(struct reading *r, size_t part)
{
	size_t step = r->lesson->parts.at[part].step;

	for (size_t i = 0; i < r->lesson->parts.len; i++) {
		const struct part *p = r->lesson->parts.at + i;

		if (p->step == step && p->kind == PART_NOTE)
			reading_part(r, _("Note:"), p->node->text);
	}
}

bool reading_ask(struct reading *r, const char *prompt, size_t part)
{
	while (!r->is_over) {
		fprintf(r->out, "%s ", prompt);
		fflush(r->out);
		if (!read_line(r)) {
			fputc('\n', r->out);
			r->is_over = true;
		} else if (strcmp(str_text(&r->line), "quit") == 0) {
			r->is_over = true;
		} else if (strcmp(str_text(&r->line), "words") == 0) {
			say_lens(r, part);
		} else if (strcmp(str_text(&r->line), "lens") == 0) {
			swap_words(r, part);
		} else if (strcmp(str_text(&r->line), "notes") == 0) {
			say_notes(r, part);
		} else if (strcmp(str_text(&r->line), "help") == 0) {
			reading_say(r, _("Enter goes on. Words: lens, words, "
					 "notes, help, quit."));
		} else {
			return true;
		}
	}
	return false;
}

/* --- what runs show --- */

static bool is_telling(const struct event *e)
{
	return e->kind != EV_READ && e->kind != EV_WRITE &&
	       e->kind != EV_LOOP && e->kind != EV_JOIN && e->kind != EV_IDLE;
}

static void say_events(struct reading *r, const struct showing *s)
{
	const struct narrator narrator = showing_narrator(s);
	struct str line = {0};
	unsigned long told = 0, more = 0;

	for (uint64_t i = 0; i < s->trace->n; i++) {
		const struct event *e = trace_at(s->trace, i);

		if (!is_telling(e))
			continue;
		if (told == EVENTS_TOLD) {
			more++;
			continue;
		}
		str_clear(&line);
		fill_dur(&line, e->t, s->program->unit);
		str_add(&line, ", ");
		narrate(&line, &narrator, i);
		reading_say(r, str_text(&line));
		told++;
	}
	if (more > 0)
		fprintf(r->out,
			ngettext("... and %lu event more\n",
				 "... and %lu events more\n", more),
			more);
	str_fini(&line);
}

static void say_run(struct reading *r, const struct query_setup *setup)
{
	struct showing *s =
		showings_get(&r->showings, setup->program, &setup->setup);
	struct str head = {0};

	if (!s || s->status != RUN_DONE)
		return;
	str_addf(&head, "%s: ", setup->title);
	heading_about(&head, &r->words, &setup->setup, setup->program->unit);
	str_add(&head, ", ");
	heading_result(&head, &r->words, s->trace, s->metrics,
		       setup->program->unit);
	reading_say(r, str_text(&head));
	say_events(r, s);
	str_fini(&head);
}

void reading_stage(struct reading *r, const struct staging *stage)
{
	for (size_t i = 0; i < stage->scope.n_setups; i++)
		say_run(r, stage->setups + i);
	fputc('\n', r->out);
}

/* --- screenfuls --- */

static void say_title(struct reading *r, size_t step)
{
	size_t steps = r->lesson->steps.len - 1;

	if (step == 0)
		fprintf(r->out, "%s\n\n", r->lesson->title);
	else
		fprintf(r->out, _("\nStep %zu of %zu. %s\n\n"), step, steps,
			r->lesson->steps.at[step].title);
}

static void say_texts(struct reading *r, const struct screenful *s)
{
	struct str out = {0};

	for (size_t i = s->first; i < s->first + s->n; i++) {
		const struct part *part = r->lesson->parts.at + i;

		if (part->kind != PART_TEXT)
			continue;
		para_block(&out, part->node, r->width, 0);
		str_addc(&out, '\n');
	}
	fputs(str_text(&out), r->out);
	str_fini(&out);
}

/* Is a question about this stage still to come? Then it stays untold. */
static bool is_awaited(const struct screenfuls *all, size_t i,
		       const struct lesson *l)
{
	for (; i < all->len; i++) {
		const struct screenful *s = all->at + i;

		if (s->stage != all->at[i].stage)
			return false;
		if (s->act != SIZE_MAX &&
		    l->parts.at[s->act].kind == PART_PREDICT)
			return true;
		if (i + 1 < all->len && all->at[i + 1].stage != s->stage)
			return false;
	}
	return false;
}

/* What counts there is what stands above its last part. */
static size_t last_of(const struct screenful *s)
{
	return s->n > 0 ? s->first + s->n - 1 : s->first;
}

static void act(struct reading *r, const struct screenful *s)
{
	if (s->act == SIZE_MAX)
		reading_ask(r, _("[Enter]"), last_of(s));
	else if (r->lesson->parts.at[s->act].kind == PART_TRY)
		reading_try(r, s->act);
	else
		reading_question(r, s->act);
}

static void play_all(struct reading *r, const struct screenfuls *all)
{
	const struct staging *told = NULL;
	size_t step = SIZE_MAX;

	for (size_t i = 0; i < all->len && !r->is_over; i++) {
		const struct screenful *s = all->at + i;
		struct fact at = fact_of(FACT_AT, r->id, (unsigned)s->step);

		if (s->step < r->step)
			continue;
		if (s->step != step) {
			step = s->step;
			say_title(r, step);
			journal_add(r->journal, &at);
		}
		say_texts(r, s);
		put_words(r, last_of(s));
		if (s->stage && s->stage != told &&
		    !is_awaited(all, i, r->lesson)) {
			told = s->stage;
			reading_stage(r, told);
		}
		act(r, s);
		if (!r->is_over && s->stage && s->stage != told &&
		    !is_awaited(all, i + 1, r->lesson)) {
			told = s->stage;
			reading_stage(r, told);
		}
	}
}

bool reading_play(struct reading *r)
{
	struct screenfuls all = {0};
	struct fact done = fact_of(FACT_DONE, r->id, 0);

	lesson_screenfuls(r->lesson, &all);
	if (r->width > MARGIN * 16)
		r->width -= MARGIN;
	play_all(r, &all);
	vec_fini(&all);
	showings_fini(&r->showings);
	str_fini(&r->line);
	if (r->is_over)
		return false;
	journal_add(r->journal, &done);
	return true;
}
