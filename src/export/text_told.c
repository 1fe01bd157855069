/* SPDX-License-Identifier: MIT */
/* What is worth a word: how runs end, failures, notes, and where they part. */
#include "export/text_parts.h"

#include "base/i18n.h"
#include "story/diverge.h"
#include "story/fill.h"
#include "story/load.h"
#include "story/metrics.h"
#include "story/narrate.h"

enum { TOLD_MOST = 8 }; /* lines about one run */

static bool is_note(const struct event *e, enum note note)
{
	return e->kind == EV_NOTE && e->rule == note;
}

static bool worth_telling(const struct event *e)
{
	switch ((enum ev)e->kind) {
	case EV_DEADLOCK:
	case EV_LIVELOCK:
	case EV_MISS:
	case EV_NOTE:
		return true;
	case EV_END:
		return e->rule == END_FAILED;
	default:
		return false;
	}
}

static bool is_bad(const struct event *e)
{
	return e->kind != EV_NOTE || is_note(e, NOTE_LIMIT) ||
	       is_note(e, NOTE_TIME_OVER);
}

static struct narrator narrator_of(const struct report *r, size_t run)
{
	return narrator_make(r->program, r->runs[run].trace,
			     r->runs[run].setup);
}

static void tell_event(struct page *page, size_t run, uint64_t ev)
{
	const struct report *r = page->report;
	const struct report_run *it = &r->runs[run];
	const struct event *e = trace_at(it->trace, ev);
	struct narrator narrator = narrator_of(r, run);
	struct str line = {0};

	if (r->n_runs > 1) {
		str_add(&line, it->name);
		str_add(&line, ", ");
	}
	text_time(&line, r, e->t);
	str_add(&line, ": ");
	narrate(&line, &narrator, ev);
	page_say(page, is_bad(e) ? GLYPH_BAD : GLYPH_DOT, str_text(&line),
		 is_bad(e) ? ROLE_ERROR : ROLE_FAINT);
	str_fini(&line);
}

static void tell_rest(struct page *page, uint64_t rest)
{
	struct str line = {0};

	if (rest == 0)
		return;
	str_addf(&line,
		 ngettext("%llu more like this", "%llu more like these",
			  (unsigned long)rest),
		 (unsigned long long)rest);
	page_say(page, GLYPH_DOT, str_text(&line), ROLE_FAINT);
	str_fini(&line);
}

/* "93.8%" */
static void add_percent(struct str *out, int64_t millionths)
{
	int64_t tenths = (millionths + 500) / 1000;

	str_addf(out, "%lld.%lld%%", (long long)(tenths / 10),
		 (long long)(tenths % 10));
}

/* What periodic tasks ask for, and what is sure to be met. */
static bool tell_load(struct page *page, size_t run, bool first)
{
	const struct report *r = page->report;
	const struct report_run *it = &r->runs[run];
	struct load load = load_of(r->program, it->setup, it->metrics);
	struct str line = {0}, asked = {0}, bound = {0};
	struct fill words[2];

	if (load.tasks == 0)
		return false;
	if (first)
		page_break(page);
	add_percent(&asked, load.asked);
	add_percent(&bound, load.bound);
	words[0] = (struct fill){"asked", str_text(&asked)};
	words[1] = (struct fill){"bound", str_text(&bound)};
	str_addf(&line, "%s: ", it->name);
	fill_add(&line,
		 load.bound ? _("periodic tasks ask for {asked} of a core; up "
				"to {bound} all deadlines are sure to be met")
			    : _("periodic tasks ask for {asked} of a core"),
		 words, 2);
	page_say(page, GLYPH_DOT, str_text(&line), ROLE_FAINT);
	str_fini(&line);
	str_fini(&asked);
	str_fini(&bound);
	return true;
}

static uint64_t tell_run(struct page *page, size_t run, bool first)
{
	const struct trace *tr = page->report->runs[run].trace;
	uint64_t told = 0;

	if (tell_load(page, run, first))
		first = false;
	for (uint64_t i = 0; i < tr->n; i++) {
		if (!worth_telling(trace_at(tr, i)) ||
		    !report_tells(page->report, trace_at(tr, i)->t))
			continue;
		if (first && told == 0)
			page_break(page);
		if (told++ < TOLD_MOST)
			tell_event(page, run, i);
	}
	tell_rest(page, told > TOLD_MOST ? told - TOLD_MOST : 0);
	return told;
}

void text_told(struct page *page)
{
	uint64_t told = 0;

	for (size_t i = 0; i < page->report->n_runs; i++)
		told += tell_run(page, i, told == 0);
}

/* The last event before END that is somebody's deed. */
static uint64_t last_deed(const struct trace *tr, uint64_t end)
{
	while (end > 0 && (trace_at(tr, end - 1)->kind == EV_IDLE ||
			   trace_at(tr, end - 1)->kind == EV_LOOP))
		end--;
	return end > 0 ? end - 1 : DIVERGE_NO_EVENT;
}

/*
 * What happened in a run where it parted from another at t: the task's turn,
 * for that says why it was chosen; else what it did; else what was last done
 * there by others.
 */
static uint64_t telling_event(const struct trace *tr, int64_t t, uint32_t task,
			      uint64_t ev)
{
	uint64_t end = t < INT64_MAX ? trace_find_time(tr, t + 1) : tr->n;

	if (ev == DIVERGE_NO_EVENT || trace_at(tr, ev)->t < t)
		return last_deed(tr, end);
	for (uint64_t i = ev + 1; i-- > 0 && trace_at(tr, i)->t == t;)
		if (trace_at(tr, i)->kind == EV_RUN &&
		    trace_at(tr, i)->who == ACTOR(ACTOR_TASK, task))
			return i;
	return ev;
}

static void tell_side(struct page *page, size_t run, uint64_t ev)
{
	const struct report *r = page->report;
	const struct report_run *it = &r->runs[run];
	struct narrator narrator = narrator_of(r, run);
	struct str line = {0};

	if (ev == DIVERGE_NO_EVENT)
		return;
	str_addf(&line, "%s, ", it->name);
	text_time(&line, r, trace_at(it->trace, ev)->t);
	str_add(&line, ": ");
	narrate(&line, &narrator, ev);
	page_say(page, GLYPH_BLANK, str_text(&line), ROLE_FAINT);
	str_fini(&line);
}

static void tell_difference(struct page *page, size_t run)
{
	const struct report *r = page->report;
	const struct divergence *d = &page->shown.parted[run];
	struct str line = {0};

	if (d->found ? !report_tells(r, d->t) : !report_tells_end(r, run))
		return;
	diverge_tell(&line, NULL, r->program, d, r->runs[0].name,
		     r->runs[run].name);
	page_say(page, d->found ? GLYPH_DIFFERENT : GLYPH_SAME, str_text(&line),
		 ROLE_MARK);
	str_fini(&line);
	if (!d->found)
		return;
	tell_side(page, 0,
		  telling_event(r->runs[0].trace, d->t, d->task, d->ev_a));
	tell_side(page, run,
		  telling_event(r->runs[run].trace, d->t, d->task, d->ev_b));
}

void text_differences(struct page *page)
{
	if (page->report->n_runs > 1)
		page_break(page);
	for (size_t i = 1; i < page->report->n_runs; i++)
		tell_difference(page, i);
}
