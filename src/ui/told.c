/* SPDX-License-Identifier: MIT */
/* Sentences of story/narrate, a few lines of them. */
#include "ui/told.h"

#include "app/action.h"
#include "app/session_look.h"
#include "base/i18n.h"
#include "base/text.h"
#include "story/fill.h"
#include "story/narrate.h"
#include "ui/lanes.h"

#include <string.h>

enum { MARGIN = 1, GAP = 2 };

/* Cells of the longest name of a run that is shown. */
static int name_width(const struct session *s)
{
	int most = 0;

	for (size_t i = 0; i < s->n_runs; i++) {
		const struct str *name = &s->runs[i].name;
		int width = (int)text_width(str_text(name), name->len);

		if (!s->runs[i].hidden && width > most)
			most = width;
	}
	return most;
}

static void add_sentence(struct str *out, const struct session *s, size_t run,
			 uint64_t event)
{
	const struct session_run *r = &s->runs[run];
	const struct trace *tr = run_trace(r->run);
	struct narrator narrator = narrator_make(r->program, tr, &r->setup);

	narrator.words = s->words;

	fill_dur(out, trace_at(tr, event)->t, s->program->unit);
	str_add(out, "  ");
	narrate(out, &narrator, event);
}

/* Draws a text into at most r.h rows; returns those it took. */
static int draw_text(struct canvas *c, struct rect r, const struct str *text,
		     enum role role)
{
	struct text_wrap wrap = {0};
	int rows;

	if (r.w < 1 || r.h < 1)
		return 0;
	text_wrap(&wrap, str_text(text), text->len, (size_t)r.w);
	rows = (int)wrap.lines.len;
	if (rows > r.h) {
		struct text_line last = wrap.lines.at[r.h - 1];

		canvas_put_cut(c, rect_row(r, r.h - 1),
			       str_text(text) + last.begin, role);
		rows = r.h;
	}
	for (int i = 0; i < rows; i++) {
		struct text_line line = wrap.lines.at[i];

		if (i < rows - 1 || (int)wrap.lines.len <= r.h)
			canvas_putn(c, rect_row(r, i),
				    str_text(text) + line.begin, line.len,
				    role);
	}
	text_wrap_fini(&wrap);
	return rows;
}

/* One run's last event in at most r.h rows; returns those it took. */
static int draw_run(struct canvas *c, struct rect r, const struct session *s,
		    size_t run, bool latest)
{
	const struct session_run *it = &s->runs[run];
	struct str text = {0};
	int names = session_shown(s) > 1 ? name_width(s) + GAP : 0, rows = 1;

	if (names > r.w / 2)
		names = 0;
	if (names > 0)
		canvas_put_cut(c, rect_row(r, 0), str_text(&it->name),
			       latest ? ROLE_TITLE : ROLE_FAINT);
	if (it->passed > 0) {
		add_sentence(&text, s, run, it->passed - 1);
		rows = draw_text(c, rect_right(r, names), &text,
				 latest ? ROLE_TEXT : ROLE_FAINT);
	}
	str_fini(&text);
	return rows;
}

/* Rows that are left for a run, each of those after it having one. */
static int share(int rows, size_t after)
{
	int own = rows - (int)after;

	return own > 1 ? own : 1;
}

static void draw_runs(struct canvas *c, struct rect r, const struct session *s,
		      size_t latest)
{
	size_t left = session_shown(s);

	for (size_t i = 0; i < s->n_runs && r.h > 0; i++) {
		struct rect own = r;

		if (s->runs[i].hidden)
			continue;
		left--;
		if ((size_t)r.h <= left && i != latest && i < latest)
			continue;
		own.h = i == latest ? share(r.h, left) : 1;
		r = rect_below(r, draw_run(c, own, s, i, i == latest));
	}
}

/* The run that parts from the first at this very instant, once all of it has
 * happened; SESSION_RUNS if none does. */
static size_t parting(const struct session *s)
{
	for (size_t i = 0; i < s->n_runs; i++) {
		const struct session_run *r = &s->runs[i];
		const struct trace *tr = run_trace(r->run);

		if (r->hidden || !r->parted.found || r->parted.t != s->t)
			continue;
		if (r->passed > 0 &&
		    (r->passed == tr->n || trace_at(tr, r->passed)->t > s->t))
			return i;
	}
	return SESSION_RUNS;
}

/* What has been said, or else that setups part here. */
static void add_said(struct str *out, const struct session *s)
{
	size_t first = 0, run = parting(s);

	if (s->said.len > 0) {
		str_add(out, str_text(&s->said));
		return;
	}
	while (s->runs[first].hidden)
		first++;
	if (run < SESSION_RUNS)
		diverge_tell(out, &s->words, s->program, &s->runs[run].parted,
			     str_text(&s->runs[first].name),
			     str_text(&s->runs[run].name));
}

enum { COPIES_ASKED = 100000 };

/* "guest ×1000: running 3, ready 200": what a lane of many shows at the
 * cursor, if one is chosen. */
static void add_shares(struct str *out, const struct session *s, bool ascii)
{
	const struct session_row *row = session_chosen(s);
	uint32_t n[STATE_COUNT] = {0};
	const struct moment *m;
	const char *before = ": ";

	if (row == NULL || row->class != ACTOR_TASK || row->count == 1 ||
	    row->count > COPIES_ASKED)
		return;
	m = session_moment(s, row->run);
	for (uint32_t i = 0; i < row->count; i++)
		n[moment_state(m, row->first + i, session_now(s, row->run))]++;
	lane_name(out, &s->words, s->program,
		  &(struct tally_lane){.class = ACTOR_TASK,
				       .first = row->first,
				       .count = row->count},
		  ascii);
	for (int state = 0; state < STATE_COUNT; state++) {
		if (n[state] == 0)
			continue;
		str_addf(out, "%s%s %u", before,
			 words_state(&s->words, (enum state)state), n[state]);
		before = ", ";
	}
}

/* The first keys of those who begin, as the table of actions has them. */
static void add_beginning(struct str *out, const struct session *s, bool ascii)
{
	static const char *const names[] = {"play", "step", "instant",
					    "difference"};
	struct str keys[4] = {{0}, {0}, {0}, {0}};
	struct fill fills[4];

	for (size_t i = 0; i < 4; i++) {
		const struct action *a =
			action_find(names[i], strlen(names[i]));

		press_show(&keys[i], a->keys[a->keys[1] == '.'], ascii);
		fills[i] = (struct fill){names[i], str_text(&keys[i])};
	}
	fill_add(out,
		 session_shown(s) > 1
			 ? _("Nothing has happened yet. {play} plays, {step} "
			     "goes to the next event, {instant} over all "
			     "events of an instant, {difference} to where the "
			     "setups differ.")
			 : _("Nothing has happened yet. {play} plays, {step} "
			     "goes to the next event, {instant} over all "
			     "events of an instant."),
		 fills, 4);
	for (size_t i = 0; i < 4; i++)
		str_fini(&keys[i]);
}

void told_draw(struct canvas *c, struct rect r, const struct session *s)
{
	size_t run = 0;
	uint64_t event;
	struct str text = {0};
	struct rect said;

	if (r.h < 1)
		return;
	r = rect_right(r, MARGIN);
	r.w -= MARGIN;
	add_said(&text, s);
	if (text.len == 0 && session_event(s, &run, &event))
		add_shares(&text, s, c->ascii);
	said = r;
	if (r.h > 1 || s->said.len == 0)
		said.h--; /* what happened always has a row */
	r = rect_below(r, draw_text(c, said, &text, ROLE_MARK));
	str_clear(&text);
	if (session_event(s, &run, &event)) {
		draw_runs(c, r, s, run);
	} else {
		if (s->gate == 0)
			str_add(&text, _("What happens is shown once you have "
					 "answered."));
		else
			add_beginning(&text, s, c->ascii);
		draw_text(c, r, &text, ROLE_FAINT);
	}
	str_fini(&text);
}
