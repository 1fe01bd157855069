/* SPDX-License-Identifier: MIT */
/*
 * Waiting for several tasks: gather and wait.  Source: gather, _wait in
 * tasks.py of CPython 3.11.
 *
 * Both hang a callback on each task and await a future of their own, so what
 * they wait for reaches them two iterations after it has come, not one.
 */
#include "runtime/async.h"

/* --- lists --- */

void list_add(struct async *s, uint32_t *first, uint32_t *last, uint32_t value)
{
	uint32_t i = pool_take(&s->nodes);

	*node_at(s, i) = (struct node){.link = NONE, .value = value};
	if (*first == NONE)
		*first = i;
	else
		node_at(s, *last)->link = i;
	*last = i;
}

void list_free(struct async *s, uint32_t first)
{
	while (first != NONE) {
		uint32_t next = node_at(s, first)->link;

		pool_give(&s->nodes, first);
		first = next;
	}
}

/* --- gangs --- */

uint32_t gang_new(struct machine *m, struct task *t, unsigned flags)
{
	struct async *s = async_of(m);
	uint32_t i = pool_take(&s->gangs);

	*gang_at(s, i) = (struct gang){
		.age = ++s->ages,
		.task = t ? task_id(m, t) : NONE,
		.first = NONE,
		.last = NONE,
		.failed = NONE,
		.last_failed = NONE,
		.flags = (uint8_t)flags,
	};
	return i;
}

void gang_free(struct machine *m, uint32_t i)
{
	struct async *s = async_of(m);
	struct gang *g = gang_at(s, i);

	list_free(s, g->first);
	list_free(s, g->failed);
	g->age = 0;
	pool_give(&s->gangs, i);
}

bool gang_is(const struct async *s, const struct handle *h)
{
	return gang_at(s, h->ref)->age == h->seq;
}

/* --- the tasks a statement names --- */

/* Was it named before, by one of the refs in front of this one? */
static bool named_before(const struct machine *m, const struct insn *in,
			 uint32_t ref, uint32_t id)
{
	for (uint32_t i = in->a; i < ref; i++)
		if (id - m->prog->refs[i].first < m->prog->refs[i].count)
			return true;
	return false;
}

/* Those not yet begun are, or are passed over (`started`). */
static void collect(struct machine *m, struct task *t, const struct insn *in,
		    uint32_t gang)
{
	struct async *s = async_of(m);
	struct copies c = copies_of(in);
	struct task *child;

	while ((child = copies_next(m, &c))) {
		struct gang *g = gang_at(s, gang);

		if (!task_spawned(child)) {
			if (in->flags & INSN_STARTED) {
				emit_note(m, NOTE_NEVER_SPAWNED, t,
					  task_actor(m, child));
				continue;
			}
			copies_start(m, t, child, &c);
		}
		list_add(s, &g->first, &g->last, task_id(m, child));
	}
}

/* A callback on each of them, once. */
static void hang_on(struct machine *m, const struct insn *in, uint32_t gang,
		    enum handle_kind kind)
{
	struct async *s = async_of(m);
	struct gang *g = gang_at(s, gang);
	struct copies c = copies_of(in);
	struct task *child;

	while ((child = copies_next(m, &c))) {
		if (!task_spawned(child) ||
		    named_before(m, in, c.ref, task_id(m, child)))
			continue;
		g->open++;
		task_when_done(m, child, kind, gang, g->age);
	}
}

/* --- gather --- */

/* A gather is over when its awaiter's future is, and the loop's own, which
 * nobody awaits, when it says so. */
static void gather_over(struct machine *m, struct gang *g, uint32_t failure,
			uint32_t by)
{
	if (g->task != NONE) {
		task_fail(m, &m->tasks[g->task], failure, by);
	} else {
		g->flags |= GANG_DONE;
		loop_soon(m, HANDLE_STOP, 0, 0, 0);
	}
}

static bool gather_open(const struct machine *m, const struct gang *g)
{
	if (g->task != NONE)
		return coro_of(m, &m->tasks[g->task])->fut == FUT_PENDING;
	return !(g->flags & GANG_DONE);
}

/* _done_callback */
void handle_gathered(struct machine *m, const struct handle *h)
{
	struct async *s = async_of(m);
	struct gang *g = gang_at(s, h->ref);
	const struct task *child = &m->tasks[h->arg];
	uint32_t failure = task_outcome(child);

	if (!gang_is(s, h))
		return;
	g->open--;
	if (!gather_open(m, g))
		return;
	if (failure != FAILURE_NONE && !(g->flags & GANG_KEEP))
		gather_over(m, g, failure, task_actor(m, child));
	else if (g->open == 0)
		gather_over(m, g,
			    g->flags & GANG_CANCELLED ? FAILURE_CANCELLED
						      : FAILURE_NONE,
			    task_actor(m, child));
}

static enum flow gather_goes_on(struct machine *m, struct task *t,
				const struct insn *in)
{
	emit(m, EV_JOIN, t, copies_actor(m, in), 0);
	return FLOW_NEXT;
}

enum flow async_gather(struct machine *m, struct task *t, const struct insn *in)
{
	uint32_t gang;

	if (t->phase == 1) {
		gang_free(m, aside_of(m, t)->a);
		return t->wake == WAKE_RAISE ? FLOW_RAISE
					     : gather_goes_on(m, t, in);
	}
	gang = gang_new(m, t, in->flags & INSN_KEEP ? GANG_KEEP : 0);
	collect(m, t, in, gang);
	if (gang_at(async_of(m), gang)->first == NONE) {
		gang_free(m, gang);
		return gather_goes_on(m, t, in);
	}
	hang_on(m, in, gang, HANDLE_GATHERED);
	task_await(m, t, AWAIT_GATHER, gang);
	emit(m, EV_BLOCK, t, copies_actor(m, in), -1);
	aside_of(m, t)->a = gang;
	t->phase = 1;
	return FLOW_WAIT;
}

/* --- wait --- */

static bool wait_content(const struct gang *g, uint32_t failure)
{
	if (g->open == 0 || g->flags & GANG_ANY)
		return true;
	return g->flags & GANG_FAILURE && failure != FAILURE_NONE &&
	       failure != FAILURE_CANCELLED;
}

/* _on_completion */
void handle_waited(struct machine *m, const struct handle *h)
{
	struct async *s = async_of(m);
	struct gang *g = gang_at(s, h->ref);
	const struct task *child = &m->tasks[h->arg];

	if (!gang_is(s, h))
		return;
	g->open--;
	if (!wait_content(g, task_outcome(child)))
		return;
	task_timer_cancel(m, &m->tasks[g->task]);
	task_resolve(m, &m->tasks[g->task], task_actor(m, child));
}

/* However it ends: no timer and no callback is left. */
static void wait_over(struct machine *m, struct task *t)
{
	struct async *s = async_of(m);
	const struct gang *g = gang_at(s, aside_of(m, t)->a);

	task_timer_cancel(m, t);
	for (uint32_t i = g->first; i != NONE; i = node_at(s, i)->link)
		watch_del(m, &m->tasks[node_at(s, i)->value], HANDLE_WAITED,
			  aside_of(m, t)->a, g->age);
	gang_free(m, aside_of(m, t)->a);
}

static unsigned wait_flags(const struct insn *in)
{
	if (in->flags & INSN_ANY)
		return GANG_ANY;
	return in->flags & INSN_FAILURE ? GANG_FAILURE : 0;
}

enum flow async_wait_tasks(struct machine *m, struct task *t,
			   const struct insn *in)
{
	uint32_t gang;
	int64_t d = 0;

	if (t->phase == 1) {
		wait_over(m, t);
		return t->wake == WAKE_RAISE ? FLOW_RAISE
					     : gather_goes_on(m, t, in);
	}
	if (in->b != NONE && !eval_dur(m, t, in->b, &d))
		return FLOW_RAISE;
	gang = gang_new(m, t, wait_flags(in));
	collect(m, t, in, gang);
	if (gang_at(async_of(m), gang)->first == NONE) {
		gang_free(m, gang);
		return FLOW_NEXT;
	}
	task_await(m, t, AWAIT_PLAIN, 0);
	if (in->b != NONE)
		task_timer(m, t, d);
	hang_on(m, in, gang, HANDLE_WAITED);
	emit(m, EV_BLOCK, t, copies_actor(m, in), -1);
	aside_of(m, t)->a = gang;
	t->phase = 1;
	return FLOW_WAIT;
}
