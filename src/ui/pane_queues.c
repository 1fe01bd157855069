/* SPDX-License-Identifier: MIT */
/*
 * Who runs, who is ready in which order, who waits until when or for what, and
 * who holds it.  Orders and holders are asked of the machine at the cursor.
 */
#include "ui/pane.h"

#include "app/session_look.h"
#include "base/i18n.h"
#include "base/text.h"
#include "base/vec.h"
#include "runtime/ready.h"
#include "story/fill.h"
#include "story/names.h"
#include "vos/runtime.h"

#include <stdlib.h>
#include <string.h>

enum {
	ASKED = 4096, /* copies; of more the first */
	NAMED = 16,   /* in one row */
	ROWS_MOST = 10,
	GAP = 2
};

enum part { RUNS, READY, CALLED, TIMERS, IO, BLOCKED, GIL, PARTS };

static const char *const labels[PARTS] = {
	[RUNS] = N_("runs"),       [READY] = N_("ready"),
	[CALLED] = N_("answered"), [TIMERS] = N_("timers"),
	[IO] = N_("waits"),        [BLOCKED] = N_("blocked"),
	[GIL] = N_("GIL"),
};

/* The same in the story's words. */
static const char *const terms[PARTS] = {
	[RUNS] = "running",    [READY] = "ready",     [TIMERS] = "timer",
	[IO] = "waiting",      [BLOCKED] = "blocked", [GIL] = "gil",
	[CALLED] = "answered",
};

static const char *label_of(const struct session *s, size_t part)
{
	return words_or(&s->words, terms[part], _(labels[part]));
}

static const uint8_t roles[PARTS] = {
	[RUNS] = ROLE_RUNNING, [READY] = ROLE_READY,
	[CALLED] = ROLE_READY, [TIMERS] = ROLE_SLEEPING,
	[IO] = ROLE_WAITING,   [BLOCKED] = ROLE_BLOCKED,
	[GIL] = ROLE_RUNNING,
};

struct waiter {
	int64_t due; /* ns */
	uint64_t ev;
	uint32_t copy;
	uint8_t part;
};

/* A row: a label, and text that is all of its part or one waiter. */
struct entry {
	uint8_t part;
	struct str text;
};

struct queues {
	const struct session *s;
	size_t run;
	int64_t now; /* ns */
	const struct machine *machine;
	const struct moment *moment;
	struct VEC(struct waiter) waiters;
	struct VEC(struct entry) entries;
};

/* --- who --- */

static enum part part_of(const struct moment_task *t, enum state state)
{
	switch (state) {
	case STATE_RUNNING:
	case STATE_SWITCHING:
		return RUNS;
	case STATE_SLEEPING:
		return TIMERS;
	case STATE_WAITING:
		return IO;
	case STATE_BLOCKED:
		return BLOCKED;
	case STATE_READY:
		return t->state != STATE_READY ? CALLED : PARTS;
	case STATE_UNBORN:
	case STATE_IDLE:
	case STATE_DONE:
	case STATE_COUNT:
		return PARTS;
	}
	return PARTS;
}

static int by_part(const void *x, const void *y)
{
	const struct waiter *a = x, *b = y;

	if (a->part != b->part)
		return a->part < b->part ? -1 : 1;
	if (a->due != b->due)
		return a->due < b->due ? -1 : 1;
	return (a->ev > b->ev) - (a->ev < b->ev);
}

static void collect(struct queues *q)
{
	const struct moment *m = q->moment;

	for (uint32_t i = 0; i < m->n_tasks && i < ASKED; i++) {
		const struct moment_task *t = &m->tasks[i];
		enum part part = part_of(t, moment_state(m, i, q->now));

		if (part != PARTS)
			vec_push(&q->waiters, (struct waiter){t->due, t->ev, i,
							      (uint8_t)part});
	}
	if (q->waiters.len > 1)
		qsort(q->waiters.at, q->waiters.len, sizeof *q->waiters.at,
		      by_part);
}

/* --- rows --- */

static struct str *add_entry(struct queues *q, enum part part)
{
	struct entry *e = vec_add(&q->entries);

	e->part = (uint8_t)part;
	return &e->text;
}

static void add_actor(struct str *out, const struct queues *q, uint32_t actor)
{
	name_add_called(out, &q->s->words, q->s->runs[q->run].program,
			session_loops(q->s, q->run), actor);
}

static void add_rest(struct str *out, size_t rest)
{
	if (rest > 0)
		str_addf(out, " +%zu", rest);
}

static void add_ready(struct queues *q)
{
	uint32_t actors[NAMED];
	size_t all, n = ready_list(q->machine, actors, NAMED, &all);
	struct str *out;

	if (n == 0)
		return;
	out = add_entry(q, READY);
	for (size_t i = 0; i < n; i++) {
		str_add(out, i > 0 ? ", " : "");
		add_actor(out, q, actors[i]);
	}
	add_rest(out, all - n);
}

/* All of a part in one row. */
static void add_names(struct queues *q, enum part part)
{
	struct str *out = NULL;
	size_t n = 0;

	for (size_t i = 0; i < q->waiters.len; i++) {
		if (q->waiters.at[i].part != part)
			continue;
		if (out == NULL)
			out = add_entry(q, part);
		if (n++ >= NAMED)
			continue;
		str_add(out, n > 1 ? ", " : "");
		name_add_shown(out, q->s->program, q->waiters.at[i].copy);
	}
	if (out != NULL)
		add_rest(out, n > NAMED ? n - NAMED : 0);
}

static void add_gil(struct queues *q)
{
	if (q->moment->holder != ACTOR_NONE)
		add_actor(add_entry(q, GIL), q, q->moment->holder);
}

/* "until 8 min", "lock, held by b". */
static void add_reason(struct str *out, const struct queues *q,
		       const struct waiter *w)
{
	struct str what = {0}, by = {0}, until = {0};
	struct fill fills[3] = {{"what", NULL}, {"by", NULL}, {"until", NULL}};
	uint32_t holder, actor;

	actor = waits_for(q->machine, &q->machine->tasks[w->copy], &holder);
	if (actor != ACTOR_NONE)
		add_actor(&what, q, actor);
	if (holder != ACTOR_NONE && holder != actor)
		add_actor(&by, q, holder);
	if (w->due != INT64_MAX)
		fill_dur(&until, w->due, q->s->program->unit);
	fills[0].text = str_text(&what);
	fills[1].text = str_text(&by);
	fills[2].text = str_text(&until);
	if (by.len > 0)
		fill_add(out, _("{what}, held by {by}"), fills, 3);
	else if (what.len > 0 && until.len > 0)
		fill_add(out, _("{what}, until {until}"), fills, 3);
	else if (until.len > 0)
		fill_add(out, _("until {until}"), fills, 3);
	else
		str_add(out, str_text(&what));
	str_fini(&what);
	str_fini(&by);
	str_fini(&until);
}

static void add_waiters(struct queues *q)
{
	for (size_t i = 0; i < q->waiters.len && i < ROWS_MOST + 1; i++) {
		const struct waiter *w = &q->waiters.at[i];
		struct str reason = {0}, *out;

		if (w->part != TIMERS && w->part != IO && w->part != BLOCKED)
			continue;
		add_reason(&reason, q, w);
		out = add_entry(q, (enum part)w->part);
		name_add_shown(out, q->s->program, w->copy);
		if (reason.len > 0)
			str_addf(out, ": %s", str_text(&reason));
		str_fini(&reason);
	}
}

static void queues_init(struct queues *q, const struct session *s, size_t run)
{
	*q = (struct queues){.s = s, .run = run};
	q->machine = session_machine(s, q->run);
	q->moment = session_moment(s, q->run);
	q->now = session_now(s, q->run);
	if (q->machine == NULL)
		return;
	collect(q);
	add_gil(q);
	add_names(q, RUNS);
	add_ready(q);
	add_names(q, CALLED);
}

static void queues_fini(struct queues *q)
{
	for (size_t i = 0; i < q->entries.len; i++)
		str_fini(&q->entries.at[i].text);
	vec_fini(&q->entries);
	vec_fini(&q->waiters);
}

/* --- the pane --- */

static int label_width(const struct session *s, int room)
{
	int most = 0;

	for (size_t i = 0; i < PARTS; i++) {
		const char *label = label_of(s, i);
		int width = (int)text_width(label, strlen(label));

		most = width > most ? width : most;
	}
	return (most < room / 2 ? most : room / 2) + GAP;
}

/* Room for a row a task, and for who runs and who is ready, all along: a pane
 * that grew and shrank with every step would not be calm. */
static int need(const struct session *s, size_t run)
{
	uint32_t n = s->program->n_copies;

	(void)run;
	return n + 2 < ROWS_MOST ? (int)n + 2 : ROWS_MOST;
}

static void draw(struct canvas *c, struct rect r, const struct session *s,
		 size_t run)
{
	struct queues q;
	int width = label_width(s, r.w);
	uint8_t last = PARTS;

	queues_init(&q, s, run);
	add_waiters(&q);
	if (q.entries.len == 0)
		canvas_put_cut(c, r, _("nobody"), ROLE_FAINT);
	for (size_t i = 0; i < q.entries.len && (int)i < r.h; i++) {
		const struct entry *e = &q.entries.at[i];
		struct rect row = rect_row(r, (int)i);

		if (e->part != last)
			canvas_put_cut(
				c, (struct rect){row.x, row.y, width - 1, 1},
				label_of(s, e->part),
				(enum role)roles[e->part]);
		last = e->part;
		canvas_put_cut(c, rect_right(row, width), str_text(&e->text),
			       ROLE_TEXT);
	}
	queues_fini(&q);
}

const struct pane pane_queues = {N_("queues"), "queue", need, draw, 3, false};

/* --- in one row --- */

/* "meat (3 min)": what is left of its wait. */
static void add_left(struct queues *q)
{
	struct str *out = NULL;

	for (size_t i = 0, n = 0; i < q->waiters.len; i++) {
		const struct waiter *w = &q->waiters.at[i];

		if (w->part != TIMERS && w->part != IO && w->part != BLOCKED)
			continue;
		if (n == 0 || w->part != q->waiters.at[i - 1].part)
			out = add_entry(q, (enum part)w->part);
		if (n++ >= NAMED)
			break;
		str_add(out, out->len > 0 ? ", " : "");
		name_add_shown(out, q->s->program, w->copy);
		if (w->due == INT64_MAX)
			continue;
		str_add(out, " (");
		fill_dur(out, w->due - q->now, q->s->program->unit);
		str_addc(out, ')');
	}
}

void pane_queues_line(struct canvas *c, struct rect r, const struct session *s,
		      size_t run)
{
	struct queues q;

	queues_init(&q, s, run);
	add_left(&q);
	if (session_shown(s) > 1 && q.entries.len > 0)
		r = rect_right(r, canvas_put_cut(c, r,
						 str_text(&s->runs[run].name),
						 ROLE_TITLE) +
					  GAP);
	for (size_t i = 0; i < q.entries.len && r.w > 0; i++) {
		const struct entry *e = &q.entries.at[i];

		r = rect_right(r, canvas_put_cut(c, r, label_of(s, e->part),
						 (enum role)roles[e->part]));
		r = rect_right(r, canvas_put_cut(c, r, ": ", ROLE_FAINT));
		r = rect_right(
			r, canvas_put_cut(c, r, str_text(&e->text), ROLE_TEXT) +
				   GAP);
	}
	queues_fini(&q);
}
