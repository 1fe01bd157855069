/* SPDX-License-Identifier: MIT */
/*
 * Wrong guesses as signs on the timeline: a time where it would have been, a
 * name where another was chosen, an order by numbers, each where that place was
 * taken. Where a sign stands may tell the answer: then it comes with it.
 */
#include "app/course.h"

#include <string.h>

enum { SIGNS = 9 }; /* one digit each */

size_t ask_run(const struct course *c)
{
	const struct showing *showing = c->ask.question.showing;
	const struct staging *stage = course_page(c)->stage;
	size_t i = 0;

	if (!showing || !stage)
		return SESSION_RUNS;
	while (i < stage->scope.n_setups &&
	       (stage->setups[i].program != showing->program ||
		!showing_same_setup(&stage->setups[i].setup, &showing->setup)))
		i++;
	return i < c->session->n_runs ? i : SESSION_RUNS;
}

/* --- the lane --- */

static bool is_lane(const struct session_row *row, size_t run, uint32_t copy)
{
	return !row->heading && row->run == run && row->class == ACTOR_TASK &&
	       (copy == NONE ||
		(copy >= row->first && copy - row->first < row->count));
}

void ask_look(struct course *c)
{
	struct session *s = c->session;
	const struct query *query = course_act(c)->asked->answer;
	uint32_t copy = NONE;
	size_t run = ask_run(c);

	if (!query || run == SESSION_RUNS)
		return;
	query_called(query, &copy);
	if (copy == NONE)
		copy = course_page(c)->stage->focus;
	session_plan(s);
	for (size_t i = 0; i < s->rows.len; i++) {
		if (!is_lane(s->rows.at + i, run, copy))
			continue;
		s->row = i;
		s->dirty = true;
		return;
	}
}

/* --- signs --- */

/* What a guess is put on. */
struct ghosting {
	struct course *course;
	size_t run;
	const struct query_function *asked;
	uint32_t copy; /* that is asked about, or NONE */
	int64_t moment;
};

static void add_sign(const struct ghosting *g, uint32_t copy, int64_t t,
		     char sign)
{
	struct session *s = g->course->session;

	vec_push(&s->ghosts,
		 (struct ghost){(uint8_t)g->run, copy, t, {sign, '\0'}});
	s->dirty = true;
}

static const struct trace *trace_of(const struct ghosting *g)
{
	return g->course->ask.question.showing->trace;
}

/* The next event of a kind, of tasks, from I on; the trace's n: none. */
static uint64_t next_event(const struct trace *tr, enum ev kind, uint64_t i)
{
	while (i < tr->n && (trace_at(tr, i)->kind != kind ||
			     actor_class(trace_at(tr, i)->who) != ACTOR_TASK))
		i++;
	return i;
}

static bool is_asked(const struct ghosting *g, const char *name)
{
	return strcmp(g->asked->name, name) == 0;
}

/* A moment; or how long something took, from when the task came. */
static void sign_time(const struct ghosting *g, const struct value *guess)
{
	const struct task_figures *f;

	if (is_asked(g, "finish") || is_asked(g, "makespan") ||
	    is_asked(g, "start"))
		add_sign(g, g->copy, guess->n, '?');
	if (g->copy == NONE ||
	    (!is_asked(g, "turnaround") && !is_asked(g, "response")))
		return;
	f = g->course->ask.question.showing->metrics->tasks + g->copy;
	if (f->release >= 0)
		add_sign(g, g->copy, f->release + guess->n, '?');
}

/* A task, on its lane; a thing or nobody, on the lane of who waits. */
static void sign_actor(const struct ghosting *g, const struct value *guess)
{
	const struct question *q = &g->course->ask.question;
	int64_t t = g->moment;

	if (q->event != QUERY_NO_EVENT &&
	    trace_at(q->showing->trace, q->event)->t > t)
		t = trace_at(q->showing->trace, q->event)->t;
	if (guess->actor != ACTOR_NONE &&
	    actor_class(guess->actor) == ACTOR_TASK)
		add_sign(g, actor_index(guess->actor), t, '?');
	else if (g->copy != NONE)
		add_sign(g, g->copy, t, '?');
}

/* The n-th task that was guessed, where the n-th one ended or had its first
 * turn. */
static void sign_order(const struct ghosting *g, const struct value *guess)
{
	const struct trace *tr = trace_of(g);
	const struct value *answer = &g->course->ask.question.answer;
	enum ev kind = is_asked(g, "order") ? EV_END : EV_RUN;

	if (!is_asked(g, "order") && !is_asked(g, "starts"))
		return;
	for (size_t n = 0; n < guess->len && n < answer->len && n < SIGNS;
	     n++) {
		uint64_t i = 0;

		while (i < tr->n && (trace_at(tr, i)->kind != kind ||
				     trace_at(tr, i)->who != answer->actors[n]))
			i++;
		if (i < tr->n)
			add_sign(g, actor_index(guess->actors[n]),
				 trace_at(tr, i)->t, (char)('1' + n));
	}
}

/* Who prints that line in the end, or NONE. */
static uint32_t writer_of(const struct trace *tr, const char *line)
{
	for (uint64_t i = next_event(tr, EV_PRINT, 0); i < tr->n;
	     i = next_event(tr, EV_PRINT, i + 1)) {
		const struct event *e = trace_at(tr, i);

		if (strcmp(trace_text(tr, (uint64_t)e->value), line) == 0)
			return actor_index(e->who);
	}
	return NONE;
}

/* Lines that stand in a wrong place, where that one was printed. */
static void sign_lines(const struct ghosting *g, const struct value *guess)
{
	const struct trace *tr = trace_of(g);
	uint64_t i = next_event(tr, EV_PRINT, 0);

	for (size_t n = 0; n < guess->len && n < SIGNS && i < tr->n; n++) {
		const struct event *e = trace_at(tr, i);
		uint32_t writer = writer_of(tr, guess->lines[n]);
		const char *line = trace_text(tr, (uint64_t)e->value);

		if (writer != NONE && strcmp(line, guess->lines[n]) != 0)
			add_sign(g, writer, e->t, (char)('1' + n));
		i = next_event(tr, EV_PRINT, i + 1);
	}
}

/* A number, where it was written. */
static void sign_number(const struct ghosting *g, const struct value *guess)
{
	const struct trace *tr = trace_of(g);

	if (!is_asked(g, "value"))
		return;
	for (uint64_t i = next_event(tr, EV_WRITE, 0); i < tr->n;
	     i = next_event(tr, EV_WRITE, i + 1)) {
		const struct event *e = trace_at(tr, i);

		if (e->value != guess->n)
			continue;
		add_sign(g, actor_index(e->who), e->t, '?');
		return;
	}
}

/* The task's state then is what was misjudged. */
static void sign_truth(const struct ghosting *g, const struct value *guess)
{
	(void)guess;
	if (g->copy != NONE && g->moment >= 0)
		add_sign(g, g->copy, g->moment, '?');
}

static void sign(const struct ghosting *g, const struct value *guess)
{
	static void (*const signs[VALUE_TYPES])(const struct ghosting *g,
						const struct value *guess) = {
		[VALUE_TRUTH] = sign_truth,   [VALUE_NUMBER] = sign_number,
		[VALUE_DURATION] = sign_time, [VALUE_ACTOR] = sign_actor,
		[VALUE_LIST] = sign_order,    [VALUE_LINES] = sign_lines,
	};

	if (signs[guess->type])
		signs[guess->type](g, guess);
}

void ask_ghosts(struct course *c)
{
	const struct asking_page *a = &c->ask;
	const struct query *query = course_act(c)->asked->answer;
	struct ghosting g = {.course = c, .run = ask_run(c), .copy = NONE};

	if (!query || g.run == SESSION_RUNS)
		return;
	g.asked = query_called(query, &g.copy);
	g.moment = query_moment(query);
	if (!g.asked)
		return;
	vec_clear(&c->session->ghosts);
	for (size_t i = 0; i < a->question.n_options; i++) {
		const struct value *guess = &a->question.options[i].value;

		if (a->asking.struck >> i & 1 &&
		    (a->asking.is_over || guess->type == VALUE_DURATION))
			sign(&g, guess);
	}
}
