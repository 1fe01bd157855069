/* SPDX-License-Identifier: MIT */
/*
 * Two traces walked side by side, instant by instant, with a count of the
 * tasks whose states differ; the first instant that leaves one is the answer.
 */
#include "story/diverge.h"

#include "base/i18n.h"
#include "base/mem.h"
#include "story/fill.h"
#include "story/names.h"

/* What one run's tasks do. */
struct side {
	const struct trace *trace;
	uint64_t at;     /* the next event */
	uint8_t *states; /* by copy */
	uint64_t *evs;   /* that left them */
};

struct walk {
	const struct program *program;
	struct side a, b;
	uint64_t differ; /* tasks */
};

static void side_init(struct side *s, const struct program *p,
		      const struct trace *tr)
{
	*s = (struct side){.trace = tr};
	s->states = mem_array(p->n_copies, sizeof *s->states);
	s->evs = mem_array(p->n_copies, sizeof *s->evs);
	for (uint32_t i = 0; i < p->n_copies; i++)
		s->evs[i] = DIVERGE_NO_EVENT;
}

static void side_fini(struct side *s)
{
	mem_free(s->states);
	mem_free(s->evs);
}

static bool side_next(const struct side *s, int64_t *t)
{
	if (s->at == s->trace->n)
		return false;
	*t = trace_at(s->trace, s->at)->t;
	return true;
}

static void side_event(struct walk *w, struct side *s, const struct side *other)
{
	const struct event *e = trace_at(s->trace, s->at);
	enum state state = state_after(e, w->program);
	uint32_t i = actor_index(e->who);
	bool was;

	if (state == STATE_COUNT || e->who == ACTOR_NONE ||
	    actor_class(e->who) != ACTOR_TASK)
		return;
	was = s->states[i] != other->states[i];
	s->states[i] = (uint8_t)state;
	s->evs[i] = s->at;
	if (was && s->states[i] == other->states[i])
		w->differ--;
	else if (!was && s->states[i] != other->states[i])
		w->differ++;
}

static void side_instant(struct walk *w, struct side *s, struct side *other,
			 int64_t t)
{
	for (; s->at < s->trace->n && trace_at(s->trace, s->at)->t == t;
	     s->at++)
		side_event(w, s, other);
}

static bool walk_next(const struct walk *w, int64_t *t)
{
	int64_t a, b;
	bool has_a = side_next(&w->a, &a), has_b = side_next(&w->b, &b);

	if (has_a && has_b)
		*t = a < b ? a : b;
	else if (has_a || has_b)
		*t = has_a ? a : b;
	return has_a || has_b;
}

static struct divergence first_of(const struct walk *w, int64_t t)
{
	uint32_t i = 0;

	while (w->a.states[i] == w->b.states[i])
		i++;
	return (struct divergence){
		.found = true,
		.t = t,
		.task = i,
		.a = (enum state)w->a.states[i],
		.b = (enum state)w->b.states[i],
		.ev_a = w->a.evs[i],
		.ev_b = w->b.evs[i],
	};
}

struct divergence diverge_find(const struct program *p, const struct trace *a,
			       const struct trace *b, int64_t after)
{
	struct walk w = {.program = p};
	struct divergence found = {0};
	int64_t t;

	side_init(&w.a, p, a);
	side_init(&w.b, p, b);
	while (!found.found && walk_next(&w, &t)) {
		side_instant(&w, &w.a, &w.b, t);
		side_instant(&w, &w.b, &w.a, t);
		if (w.differ && t > after)
			found = first_of(&w, t);
	}
	side_fini(&w.a);
	side_fini(&w.b);
	return found;
}

void diverge_tell(struct str *out, const struct program *p,
		  const struct divergence *d, const char *name_a,
		  const char *name_b)
{
	struct str when = {0}, task = {0};

	if (!d->found) {
		const struct fill same[] = {{"a", name_a}, {"b", name_b}};

		fill_add(out, _("{a} and {b} never part."), same, 2);
		return;
	}
	fill_dur(&when, d->t, p->unit);
	name_add_shown(&task, p, d->task);
	{
		const struct fill fills[] = {
			{"time", str_text(&when)},
			{"task", str_text(&task)},
			{"a", name_a},
			{"b", name_b},
			{"state_a", state_name(d->a)},
			{"state_b", state_name(d->b)},
		};

		fill_add(out,
			 _("They part at {time}: {task} is {state_a} in {a}, "
			   "{state_b} in {b}."),
			 fills, sizeof fills / sizeof *fills);
	}
	str_fini(&when);
	str_fini(&task);
}
