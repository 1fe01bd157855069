/* SPDX-License-Identifier: MIT */
/*
 * The event loop's phases, the one it is in marked: poll, timers, what is
 * ready, and run.  The third is where a turn begins: so many callbacks wait,
 * and none that comes later has its turn in this iteration.
 */
#include "ui/pane.h"

#include "app/session_look.h"
#include "base/i18n.h"
#include "base/text.h"
#include "runtime/ready.h"
#include "story/fill.h"
#include "story/names.h"

#include <string.h>

enum phase { PHASE_POLL, PHASE_TIMERS, PHASE_READY, PHASE_RUN, PHASES };

static const struct {
	const char *own, *term;
} names[PHASES] = {
	[PHASE_POLL] = {N_("poll"), "poll"},
	[PHASE_TIMERS] = {N_("timers"), "timer"},
	[PHASE_READY] = {N_("ready"), "ready"},
	[PHASE_RUN] = {N_("run"), "running"},
};

/* The one that an event of the loop begins, LAST being the run's last; PHASES:
 * it has stopped. */
static enum phase phase_of(const struct event *e, bool last)
{
	switch ((enum loop_phase)e->rule) {
	case LOOP_POLL:
		return PHASE_POLL;
	case LOOP_TIMERS:
		return PHASE_TIMERS;
	case LOOP_RUN:
		return last ? PHASE_READY : PHASE_RUN;
	case LOOP_STOP:
		return PHASES;
	}
	return PHASES;
}

static int draw_phase(struct canvas *c, struct rect r, const char *name,
		      bool lit)
{
	enum role role = lit ? ROLE_CHOSEN : ROLE_FAINT;
	int used = canvas_put(c, r, lit ? "[" : " ", role);

	used += canvas_put_cut(c, rect_right(r, used), name, role);
	used += canvas_put(c, rect_right(r, used), lit ? "]" : " ", role);
	return used;
}

static void draw_phases(struct canvas *c, struct rect r, const struct words *w,
			enum phase now)
{
	for (enum phase p = 0; p < PHASES; p++) {
		const char *name = words_or(w, names[p].term, _(names[p].own));

		r = rect_right(r, draw_phase(c, r, name, p == now));
		if (p + 1 < PHASES)
			r = rect_right(r, canvas_put(c, r, c->ascii ? ">" : "→",
						     ROLE_FAINT));
	}
}

static void add_iteration(struct str *out, const struct words *words, int64_t n)
{
	const char *word = words_find(words, "iteration");

	if (word)
		str_addf(out, "%s %lld", word, (long long)n);
	else
		str_addf(out, _("iteration %lld"), (long long)n);
}

/* How many callbacks wait. */
static void add_callbacks(struct str *out, const struct words *words,
			  unsigned long n)
{
	const char *word = words_find(words, "callbacks");

	if (word)
		str_addf(out, "%s: %lu", word, n);
	else
		str_addf(out,
			 ngettext("%lu callback is ready",
				  "%lu callbacks are ready", n),
			 n);
}

/* What goes on in the phase, in words. */
static void tell(struct str *out, const struct session *s,
		 const struct machine *m, enum phase now)
{
	struct str until = {0};
	struct fill fill = {"until", NULL};
	int64_t t;

	if (now == PHASES) {
		str_add(out, _("it has stopped"));
	} else if (ready_polls(m, &t)) {
		fill_dur(&until, t, s->program->unit);
		fill.text = str_text(&until);
		fill_add(out,
			 t == EVQ_NEVER ? _("asleep until somebody calls")
					: _("asleep until {until}, or until "
					    "somebody calls"),
			 &fill, 1);
	} else {
		add_callbacks(out, &s->words, ready_callbacks(m));
	}
	str_fini(&until);
}

/* Of several: the one that did something last. */
static void add_which(struct str *out, const struct session *s, size_t run,
		      uint32_t loop)
{
	uint32_t loops = session_loops(s, run);

	if (loops <= 1)
		return;
	name_add_called(out, &s->words, s->program, loops, loop);
	str_add(out, ": ");
}

static int need(const struct session *s, size_t run)
{
	return session_loops(s, run) ? 3 : 0;
}

static void draw(struct canvas *c, struct rect r, const struct session *s,
		 size_t run)
{
	const struct moment *m = session_moment(s, run);
	const struct event *e;
	struct str text = {0};
	enum phase now;

	if (m->loop == MOMENT_NEVER) {
		draw_phases(c, r, &s->words, PHASES);
		return;
	}
	e = trace_at(session_trace(s, run), m->loop);
	now = phase_of(e, m->loop + 1 == m->passed);
	draw_phases(c, r, &s->words, now);
	if (r.h > 1) {
		add_which(&text, s, run, e->who);
		add_iteration(&text, &s->words, e->value);
		canvas_put_cut(c, rect_row(r, 1), str_text(&text), ROLE_TEXT);
		str_clear(&text);
	}
	tell(&text, s, session_machine(s, run), now);
	if (r.h > 2)
		canvas_put_cut(c, rect_row(r, 2), str_text(&text), ROLE_TEXT);
	str_fini(&text);
}

const struct pane pane_loop = {N_("event loop"), "loop", need, draw, 2, false};
