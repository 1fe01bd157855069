/* SPDX-License-Identifier: MIT */
/*
 * Locks, semaphores, conditions and events, as locks.py has them in CPython
 * 3.11.
 *
 * Whoever is woken stays in its line, at the head, until its step comes; so
 * nobody overtakes it, not even who has just let go.  A waiter that was
 * cancelled stands there too until its step takes it out.
 */
#include "runtime/async.h"

static enum fut fut_of(const struct machine *m, const struct task *t)
{
	return (enum fut)coro_of(m, t)->fut;
}

static uint32_t actor_of(const struct machine *m, const struct object *o)
{
	return ACTOR(ACTOR_OBJECT, o - m->objects);
}

/* --- lines --- */

/* all(w.cancelled() for w in waiters) */
static bool only_cancelled(const struct machine *m, const struct line *line)
{
	for (uint32_t i = line->first; i != NONE; i = m->asides[i].next)
		if (fut_of(m, &m->tasks[i]) != FUT_CANCELLED)
			return false;
	return true;
}

/* The first that is not woken yet; NULL if none. */
static struct task *first_pending(const struct machine *m,
				  const struct line *line)
{
	for (uint32_t i = line->first; i != NONE; i = m->asides[i].next)
		if (fut_of(m, &m->tasks[i]) == FUT_PENDING)
			return &m->tasks[i];
	return NULL;
}

/* Stands in line, with a future of its own. */
static enum flow stand(struct machine *m, struct task *t, struct object *o,
		       unsigned line, unsigned phase)
{
	line_push(m, &o->line[line], t);
	task_await(m, t, AWAIT_PLAIN, 0);
	emit(m, EV_BLOCK, t, actor_of(m, o), -1);
	t->phase = (uint8_t)phase;
	return FLOW_WAIT;
}

/* --- Lock, and the lock of a Condition --- */

static void lock_wake_first(struct machine *m, struct object *o, uint32_t by)
{
	struct task *t = line_first(m, &o->line[LINE_MAIN]);

	if (t)
		task_resolve(m, t, by);
}

static void lock_take(struct machine *m, struct task *t, struct object *o)
{
	o->amount = 1;
	o->holder = task_id(m, t);
	emit(m, EV_ACQUIRE, t, actor_of(m, o), 0);
}

static bool lock_try(struct machine *m, struct task *t, struct object *o)
{
	if (o->amount != 0 || !only_cancelled(m, &o->line[LINE_MAIN]))
		return false;
	lock_take(m, t, o);
	return true;
}

/* Woken in line: it has the lock, or its cancellation goes on.  Then another
 * may have been waiting for it to take what was free. */
static bool lock_woken(struct machine *m, struct task *t, struct object *o)
{
	line_del(m, &o->line[LINE_MAIN], t);
	if (t->wake != WAKE_RAISE) {
		lock_take(m, t, o);
		return true;
	}
	if (o->amount == 0)
		lock_wake_first(m, o, task_actor(m, t));
	return false;
}

static enum flow lock_acquire(struct machine *m, struct task *t,
			      struct object *o)
{
	if (t->phase == 1)
		return lock_woken(m, t, o) ? FLOW_NEXT : FLOW_RAISE;
	if (lock_try(m, t, o))
		return FLOW_NEXT;
	return stand(m, t, o, LINE_MAIN, 1);
}

static bool lock_release(struct machine *m, struct task *t, struct object *o)
{
	if (o->amount == 0)
		return false;
	o->amount = 0;
	o->holder = NONE;
	emit(m, EV_RELEASE, t, actor_of(m, o), 1);
	lock_wake_first(m, o, task_actor(m, t));
	return true;
}

/* --- Semaphore --- */

/* _wake_up_next: the one woken has its share at once. */
static void sem_wake_next(struct machine *m, struct object *o, uint32_t by)
{
	struct task *t = first_pending(m, &o->line[LINE_MAIN]);

	if (!t)
		return;
	o->amount--;
	task_resolve(m, t, by);
}

static enum flow sem_woken(struct machine *m, struct task *t, struct object *o)
{
	uint32_t self = task_actor(m, t);

	line_del(m, &o->line[LINE_MAIN], t);
	if (t->wake == WAKE_RAISE) {
		if (fut_of(m, t) != FUT_CANCELLED) {
			o->amount++;
			sem_wake_next(m, o, self);
		}
		return FLOW_RAISE;
	}
	if (o->amount > 0)
		sem_wake_next(m, o, self);
	emit(m, EV_ACQUIRE, t, actor_of(m, o), o->amount);
	return FLOW_NEXT;
}

static enum flow sem_acquire(struct machine *m, struct task *t,
			     struct object *o)
{
	if (t->phase == 1)
		return sem_woken(m, t, o);
	if (o->amount == 0 || !only_cancelled(m, &o->line[LINE_MAIN]))
		return stand(m, t, o, LINE_MAIN, 1);
	o->amount--;
	emit(m, EV_ACQUIRE, t, actor_of(m, o), o->amount);
	return FLOW_NEXT;
}

static bool sem_release(struct machine *m, struct task *t, struct object *o)
{
	o->amount++;
	emit(m, EV_RELEASE, t, actor_of(m, o), o->amount);
	sem_wake_next(m, o, task_actor(m, t));
	return true;
}

/* --- acquire, release, with --- */

static bool is_semaphore(const struct machine *m, uint32_t obj)
{
	return m->prog->objects[obj].kind == OBJECT_SEMAPHORE;
}

enum flow async_acquire(struct machine *m, struct task *t,
			const struct insn *in)
{
	struct object *o = &m->objects[in->a];

	return is_semaphore(m, in->a) ? sem_acquire(m, t, o)
				      : lock_acquire(m, t, o);
}

static bool release(struct machine *m, struct task *t, uint32_t obj)
{
	struct object *o = &m->objects[obj];

	return is_semaphore(m, obj) ? sem_release(m, t, o)
				    : lock_release(m, t, o);
}

enum flow async_release(struct machine *m, struct task *t,
			const struct insn *in)
{
	return release(m, t, in->a) ? FLOW_NEXT : flow_raise(t, FAILURE_MISUSE);
}

enum flow async_with(struct machine *m, struct task *t, const struct insn *in)
{
	enum flow flow = async_acquire(m, t, in);

	if (flow == FLOW_NEXT)
		block_push(m, t, BLOCK_WITH, in->c);
	return flow;
}

enum flow async_with_end(struct machine *m, struct task *t,
			 const struct insn *in)
{
	struct block *b = block_top(m, t);

	if (!release(m, t, in->a)) {
		b->pending = PENDING_RAISE;
		b->failure = FAILURE_MISUSE;
	}
	return block_leave(m, t);
}

/* --- Condition: aside.a is what its wait will raise --- */

enum wait_on_phase { LETS_GO, SLEEPS, QUEUES };

/* Must have the lock again, come what may. */
static enum flow take_again(struct machine *m, struct task *t, struct object *o)
{
	uint32_t failure = aside_of(m, t)->a;

	if (!lock_try(m, t, o))
		return stand(m, t, o, LINE_MAIN, QUEUES);
	if (failure != FAILURE_NONE)
		return flow_raise(t, failure);
	emit(m, EV_JOIN, t, actor_of(m, o), 0);
	return FLOW_NEXT;
}

static enum flow queued(struct machine *m, struct task *t, struct object *o)
{
	uint32_t *failure = &aside_of(m, t)->a;

	if (!lock_woken(m, t, o)) {
		*failure = FAILURE_CANCELLED;
		return take_again(m, t, o);
	}
	if (*failure != FAILURE_NONE)
		return flow_raise(t, *failure);
	emit(m, EV_JOIN, t, actor_of(m, o), 0);
	return FLOW_NEXT;
}

enum flow async_wait_on(struct machine *m, struct task *t,
			const struct insn *in)
{
	struct object *o = &m->objects[in->a];

	switch ((enum wait_on_phase)t->phase) {
	case LETS_GO:
		if (!lock_release(m, t, o))
			return flow_raise(t, FAILURE_MISUSE);
		return stand(m, t, o, LINE_NOTIFY, SLEEPS);
	case SLEEPS:
		line_del(m, &o->line[LINE_NOTIFY], t);
		aside_of(m, t)->a =
			t->wake == WAKE_RAISE ? t->failure : FAILURE_NONE;
		return take_again(m, t, o);
	case QUEUES:
		break;
	}
	return queued(m, t, o);
}

/* The first n that are not woken yet; returns how many there were. */
static int64_t notify(struct machine *m, struct object *o, int64_t n,
		      uint32_t by)
{
	int64_t woken = 0;

	for (uint32_t i = o->line[LINE_NOTIFY].first; i != NONE && woken < n;
	     i = m->asides[i].next)
		if (fut_of(m, &m->tasks[i]) == FUT_PENDING) {
			task_resolve(m, &m->tasks[i], by);
			woken++;
		}
	return woken;
}

enum flow async_notify(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *o = &m->objects[in->a];
	int64_t n = 1;
	int64_t woken;

	if (in->b != NONE && !eval(m, t, in->b, &n))
		return FLOW_RAISE;
	if (o->amount == 0)
		return flow_raise(t, FAILURE_MISUSE);
	woken = notify(m, o, in->flags & INSN_ALL ? INT64_MAX : n,
		       task_actor(m, t));
	emit(m, EV_NOTIFY, t, actor_of(m, o), woken);
	return FLOW_NEXT;
}

/* --- Event --- */

enum flow async_wait_event(struct machine *m, struct task *t,
			   const struct insn *in)
{
	struct object *o = &m->objects[in->a];

	if (t->phase == 1) {
		line_del(m, &o->line[LINE_MAIN], t);
		if (t->wake == WAKE_RAISE)
			return FLOW_RAISE;
	} else if (o->amount == 0) {
		return stand(m, t, o, LINE_MAIN, 1);
	}
	emit(m, EV_JOIN, t, actor_of(m, o), 0);
	return FLOW_NEXT;
}

enum flow async_set(struct machine *m, struct task *t, const struct insn *in)
{
	struct object *o = &m->objects[in->a];
	uint32_t self = task_actor(m, t);

	emit(m, EV_SET, t, actor_of(m, o), 0);
	if (o->amount != 0)
		return FLOW_NEXT;
	o->amount = 1;
	for (uint32_t i = o->line[LINE_MAIN].first; i != NONE;
	     i = m->asides[i].next)
		task_resolve(m, &m->tasks[i], self);
	return FLOW_NEXT;
}
