/* SPDX-License-Identifier: MIT */
/*
 * The session's ways to somewhere: a time typed, words in what happens, the
 * next instant at which the setups differ.
 */
#include "app/session.h"

#include "base/i18n.h"
#include "base/text.h"
#include "story/fill.h"
#include "story/names.h"
#include "story/narrate.h"

#include <string.h>

enum { SEARCH_MOST = 200000 }; /* events of a run that are looked at */

/* --- a time --- */

bool session_go(struct session *s, const char *text)
{
	int64_t t;
	enum dur_unit unit = unit_of(s->program->unit);

	if (dur_parse(text, strlen(text), unit, &t) != DUR_OK) {
		session_say(s,
			    _("a time is a number such as 5 or 1.5s, not "
			      "%s"),
			    text);
		return false;
	}
	session_seek(s, t);
	if (t > s->t)
		session_say(s, "%s", _("the run is over before that"));
	return true;
}

/* --- differences --- */

/* The first instant after `after` at which a run differs from the first. */
static bool next_difference(const struct session *s, int64_t after,
			    struct divergence *found, size_t *run)
{
	size_t first = SESSION_RUNS;

	found->found = false;
	for (size_t i = 0; i < s->n_runs; i++) {
		struct divergence d;

		if (s->runs[i].hidden)
			continue;
		if (first == SESSION_RUNS) {
			first = i;
			continue;
		}
		d = diverge_find(s->program, session_trace(s, first),
				 session_trace(s, i), after);
		if (!d.found || (found->found && d.t >= found->t))
			continue;
		*found = d;
		*run = i;
	}
	return found->found;
}

static const char *first_name(const struct session *s)
{
	size_t i = 0;

	while (s->runs[i].hidden)
		i++;
	return str_text(&s->runs[i].name);
}

static void tell(struct session *s, const struct divergence *d, size_t run)
{
	struct str task = {0};

	name_add_shown(&task, s->program, d->task);
	{
		const struct fill fills[] = {
			{"task", str_text(&task)},
			{"a", first_name(s)},
			{"b", str_text(&s->runs[run].name)},
			{"state_a", state_name(d->a)},
			{"state_b", state_name(d->b)},
		};

		str_clear(&s->said);
		fill_add(&s->said,
			 _("Now {task} is {state_a} in {a}, {state_b} in {b}."),
			 fills, sizeof fills / sizeof *fills);
	}
	str_fini(&task);
}

void session_difference(struct session *s, int64_t n)
{
	size_t run = 0, at_run;
	uint64_t event;
	struct divergence d = {0};
	int64_t after = session_event(s, &at_run, &event) ? s->t : -1;

	if (session_shown(s) < 2) {
		session_say(s, "%s",
			    _("one setup differs from nothing: c "
			      "compares it with others"));
		return;
	}
	if (session_is_working(s)) {
		session_say(s, "%s", _("still being computed"));
		return;
	}
	for (; n > 0 && next_difference(s, after, &d, &run); n--)
		after = d.t;
	if (!d.found) {
		session_say(s, "%s", _("from here on they do not differ"));
		return;
	}
	session_seek(s, d.t);
	tell(s, &d, run);
}

/* --- words --- */

static char lower(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool contains(const char *text, const char *words)
{
	for (; *text != '\0'; text++) {
		size_t i = 0;

		while (words[i] != '\0' && lower(text[i]) == lower(words[i]))
			i++;
		if (words[i] == '\0')
			return true;
	}
	return false;
}

/* The next event of a run whose sentence has the words; its trace's n if none
 * has. */
static uint64_t search_run(const struct session *s, size_t run,
			   const char *words)
{
	const struct session_run *r = &s->runs[run];
	const struct trace *tr = run_trace(r->run);
	struct narrator narrator = {s->program, tr,
				    r->setup.model == MODEL_ASYNC};
	uint64_t end = r->passed + SEARCH_MOST, i = r->passed;
	struct str line = {0};

	for (end = end < tr->n ? end : tr->n; i < end; i++) {
		str_clear(&line);
		narrate(&line, &narrator, i);
		if (contains(str_text(&line), words))
			break;
	}
	str_fini(&line);
	return i < end ? i : tr->n;
}

void session_search(struct session *s, const char *words)
{
	int64_t earliest = INT64_MAX;
	size_t run = SESSION_RUNS;
	uint64_t event = 0;

	for (size_t i = 0; i < s->n_runs; i++) {
		const struct trace *tr = session_trace(s, i);
		uint64_t at = tr->n;

		if (!s->runs[i].hidden)
			at = search_run(s, i, words);
		if (at == tr->n || trace_at(tr, at)->t >= earliest)
			continue;
		earliest = trace_at(tr, at)->t;
		run = i;
		event = at;
	}
	if (run == SESSION_RUNS)
		session_say(s, _("not found from here on: %s"), words);
	else
		session_place(s, run, event);
}
