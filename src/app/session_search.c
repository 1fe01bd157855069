/* SPDX-License-Identifier: MIT */
/*
 * Looking for words in what happens, a slice at a time, however much there is:
 * the runs are read side by side from the cursor on, whichever is earliest.
 */
#include "app/session.h"

#include "base/i18n.h"
#include "base/must.h"
#include "base/text.h"
#include "story/fill.h"
#include "story/narrate.h"

#include <string.h>

enum {
	FIRST_SLICE = 5000, /* events, before anything else is done */
	PIECE = 256         /* of one run, before another is looked at */
};

/* When the next event of a run is to be looked at; INT64_MAX: no more. */
static int64_t next_time(const struct session *s, size_t run)
{
	const struct trace *tr = session_trace(s, run);
	uint64_t at = s->seek.at[run];

	if (s->runs[run].hidden || at >= tr->n)
		return INT64_MAX;
	return trace_at(tr, at)->t;
}

/* The run to be read on; SESSION_RUNS if there is no more to read. */
static size_t earliest(const struct session *s, int64_t *t)
{
	size_t run = SESSION_RUNS;

	*t = INT64_MAX;
	for (size_t i = 0; i < s->n_runs; i++) {
		int64_t own = next_time(s, i);

		if (own < *t) {
			*t = own;
			run = i;
		}
	}
	return run;
}

static bool has_words(const struct session *s, struct str *line,
		      const struct narrator *n, uint64_t event)
{
	struct str *lower = line + 1;

	str_clear(line);
	str_clear(lower);
	narrate(line, n, event);
	text_lower(lower, str_text(line), line->len);
	return strstr(str_text(lower), str_text(&s->seek.words)) != NULL;
}

/* Reads a piece of a run; true if the words were there: at[run] is where. */
static bool read_piece(struct session *s, size_t run)
{
	const struct session_run *r = &s->runs[run];
	const struct trace *tr = run_trace(r->run);
	struct narrator narrator = narrator_make(r->program, tr, &r->setup);
	struct str lines[2] = {{0}, {0}};
	uint64_t *at = &s->seek.at[run], end = *at + PIECE;
	bool found = false;

	narrator.words = s->words;
	for (; *at < end && *at < tr->n && !found; *at += !found)
		found = has_words(s, lines, &narrator, *at);
	str_fini(&lines[0]);
	str_fini(&lines[1]);
	return found;
}

static void say_how_far(struct session *s, int64_t t)
{
	struct str now = {0};
	struct fill fills[2] = {{"words", str_text(&s->found)}};

	fill_dur(&now, t, s->program->unit);
	fills[1] = (struct fill){"time", str_text(&now)};
	str_clear(&s->said);
	fill_add(&s->said,
		 _("Looking for {words}, now at {time}; any key "
		   "stops it"),
		 fills, 2);
	str_fini(&now);
	s->dirty = true;
}

/* Would an event of this run at T come before what was found? */
static bool is_better(const struct session *s, size_t run, int64_t t)
{
	int64_t best;

	if (s->seek.run == SESSION_RUNS)
		return true;
	best = next_time(s, s->seek.run);
	return t < best || (t == best && run < s->seek.run);
}

static void end_search(struct session *s)
{
	size_t run = s->seek.run;

	session_search_stop(s);
	str_clear(&s->said);
	if (run == SESSION_RUNS)
		session_say(s, _("not found from here on: %s"),
			    str_text(&s->found));
	else
		session_place(s, run, s->seek.at[run]);
}

void session_search_work(struct session *s, uint64_t budget)
{
	size_t run;
	int64_t t;

	must(s->seek.on);
	for (uint64_t done = 0; done < budget; done += PIECE) {
		run = earliest(s, &t);
		if (run == SESSION_RUNS || !is_better(s, run, t)) {
			end_search(s);
			return;
		}
		if (read_piece(s, run) && is_better(s, run, next_time(s, run)))
			s->seek.run = run;
	}
	earliest(s, &t);
	say_how_far(s, t);
}

void session_search_stop(struct session *s)
{
	s->seek.on = false;
	s->dirty = true;
}

void session_search(struct session *s, const char *words)
{
	if (words != s->found.at) {
		str_clear(&s->found);
		str_add(&s->found, words);
	}
	str_clear(&s->seek.words);
	text_lower(&s->seek.words, str_text(&s->found), s->found.len);
	s->seek.on = true;
	s->seek.run = SESSION_RUNS;
	for (size_t i = 0; i < s->n_runs; i++)
		s->seek.at[i] = s->runs[i].passed;
	session_search_work(s, FIRST_SLICE);
}
