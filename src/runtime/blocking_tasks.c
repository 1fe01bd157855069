/* SPDX-License-Identifier: MIT */
/*
 * Starting other tasks and waiting for them, as threads do.  A failure is kept
 * and raised again in whoever joins, gathers or waits for the task (S7).
 */
#include "runtime/blocking.h"

#include "vos/failure.h"

/* Phases of a statement that starts tasks; those up to PHASE_BEGUN are passed
 * through for each of them. */
enum {
	PHASE_NEXT,  /* aside.a: the next one to start */
	PHASE_PAY,   /* the cost of creating it is to be paid */
	PHASE_PAID,  /* the cost of creating it is paid */
	PHASE_BEGUN, /* it was spawned; the spawner may have to wait */
	PHASE_WAIT   /* all are started; waits for them */
};

/* --- the tasks a statement names, one after another --- */

static struct task *nth(struct machine *m, const struct insn *in, uint32_t i)
{
	uint32_t n = in->n ? in->n : 1;

	for (uint32_t k = 0; k < n; k++) {
		const struct prog_ref *r = &m->prog->refs[in->a + k];

		machine_spend(m, 1);
		if (i < r->count)
			return &m->tasks[r->first + i];
		i -= r->count;
	}
	return NULL;
}

/* One copy of several, named by itself: `every` does not count for it. */
static bool is_alone(const struct machine *m, const struct insn *in,
		     const struct task *child)
{
	return in->flags & INSN_NEXT || (m->prog->refs[in->a].count == 1 &&
					 task_decl(m, child)->count > 1);
}

/* --- starting --- */

static enum flow pay(struct machine *m, struct task *t, struct task *child)
{
	struct thread *th = thread_at(m, t->thread);

	t->phase = PHASE_PAY;
	if (th->left <= 0)
		return FLOW_STALL;
	t->phase = PHASE_PAID;
	emit_full(m, EV_START, task_actor(m, child), task_stmt(m, t),
		  task_actor(m, t), m->start_cost, 0, 0, th->core);
	th->need = m->start_cost;
	return FLOW_CPU;
}

static void spawn(struct machine *m, struct task *t, const struct insn *in,
		  struct task *child)
{
	if (in->op == OP_GROUP) {
		watch_add(m, child, WATCH_GROUP, t->block, 0);
		block_top(m, t)->count++;
	}
	aside_of(m, child)->a = 1 + task_id(m, t);
	if (is_alone(m, in, child))
		(void)task_spawn_alone(m, t, child);
	else
		(void)task_spawn_since(m, t, child, aside_of(m, t)->value);
	t->phase = PHASE_BEGUN;
}

/* One child through its phases.  FLOW_NEXT: it is started. */
static enum flow start_one(struct machine *m, struct task *t,
			   const struct insn *in, struct task *child)
{
	enum flow flow = FLOW_NEXT;

	if (t->phase <= PHASE_PAY && m->start_cost > 0 && !m->runtime->pay)
		flow = pay(m, t, child);
	if (flow != FLOW_NEXT)
		return flow;
	if (t->phase != PHASE_BEGUN)
		spawn(m, t, in, child);
	else if (blocking_cut(t) == FLOW_RAISE)
		return FLOW_RAISE;
	if (m->runtime->pay)
		flow = m->runtime->pay(m, t, child);
	if (flow == FLOW_NEXT && m->runtime->start)
		flow = m->runtime->start(m, t, child);
	if (flow == FLOW_NEXT)
		t->phase = PHASE_NEXT;
	return flow;
}

static void pass_over(struct machine *m, struct task *t, const struct insn *in,
		      const struct task *child)
{
	if (in->op == OP_SPAWN)
		emit_note(m, NOTE_SPAWNED_TWICE, t, task_actor(m, child));
	else if (in->op == OP_GROUP)
		emit_note(m, NOTE_GROUP_RUNNING, t, task_actor(m, child));
}

/* All that are not yet started, in order.  FLOW_NEXT: all are.  aside.value is
 * when the statement began. */
enum flow blocking_start_all(struct machine *m, struct task *t,
			     const struct insn *in)
{
	struct aside *own = aside_of(m, t);
	enum flow flow = FLOW_NEXT;
	struct task *child;

	if (t->phase == PHASE_NEXT) {
		own->a = 0;
		own->value = m->now;
	}
	for (; flow == FLOW_NEXT && (child = nth(m, in, own->a)); own->a++) {
		/* perhaps by another while this one paid for it */
		if (t->phase != PHASE_BEGUN && task_spawned(child)) {
			pass_over(m, t, in, child);
			t->phase = PHASE_NEXT;
			continue;
		}
		flow = start_one(m, t, in, child);
		if (flow != FLOW_NEXT)
			return flow;
	}
	return flow;
}

static enum flow spawn_next(struct machine *m, struct task *t,
			    const struct insn *in)
{
	struct task *child;

	if (t->phase == PHASE_BEGUN)
		child = &m->tasks[aside_of(m, t)->b];
	else
		child = task_next_unborn(m, in->a);
	if (!child) {
		emit_note(m, NOTE_NO_MORE_COPIES, t, ACTOR_NONE);
		return FLOW_NEXT;
	}
	aside_of(m, t)->b = task_id(m, child);
	return start_one(m, t, in, child);
}

enum flow op_spawn(struct machine *m, struct task *t, const struct insn *in)
{
	if (in->flags & INSN_NEXT)
		return spawn_next(m, t, in);
	return blocking_start_all(m, t, in);
}

/* --- waiting for one --- */

static enum flow wait_for_end(struct machine *m, struct task *t,
			      struct task *child, int64_t own)
{
	enum flow flow = blocking_wait(m, t, PHASE_WAIT, own);

	if (flow != FLOW_WAIT)
		return flow;
	watch_add(m, child, WATCH_END, task_id(m, t), t->wait_seq);
	emit(m, EV_BLOCK, t, task_actor(m, child),
	     own == EVQ_NEVER ? -1 : own - m->now);
	return flow;
}

static void stop_watching(struct machine *m, const struct task *t,
			  const struct insn *in)
{
	struct task *child;

	for (uint32_t i = 0; (child = nth(m, in, i)); i++)
		watch_del(m, child, WATCH_END, task_id(m, t), t->wait_seq);
}

/* How it ended reaches who waited for it. */
static enum flow take_end(struct task *t, const struct task *child)
{
	if (child->flags & (TASK_FAILED | TASK_CANCELLED))
		return flow_raise(t, child->failure);
	return FLOW_NEXT;
}

static enum flow join_one(struct machine *m, struct task *t,
			  const struct insn *in, struct task *child)
{
	if (!task_spawned(child)) {
		emit_note(m, NOTE_NEVER_SPAWNED, t, task_actor(m, child));
		return FLOW_NEXT;
	}
	if (!task_ended(child))
		return wait_for_end(m, t, child, EVQ_NEVER);
	if (take_end(t, child) == FLOW_RAISE)
		return FLOW_RAISE;
	emit(m, EV_JOIN, t, task_actor(m, child), 0);
	if (in->op == OP_JOIN && in->b != NONE)
		var_write(m, t, in->b, aside_of(m, child)->value);
	return FLOW_NEXT;
}

enum flow op_join(struct machine *m, struct task *t, const struct insn *in)
{
	struct aside *own = aside_of(m, t);
	enum flow flow = FLOW_NEXT;
	struct task *child;

	if (t->phase == 0) {
		own->a = 0;
	} else if (blocking_cut(t) == FLOW_RAISE) {
		stop_watching(m, t, in);
		return FLOW_RAISE;
	}
	for (; (child = nth(m, in, own->a)); own->a++) {
		flow = join_one(m, t, in, child);
		if (flow != FLOW_NEXT)
			break;
	}
	return flow;
}

/* A thread cannot be cancelled, so there is nothing to shield from. */
enum flow op_shield(struct machine *m, struct task *t, const struct insn *in)
{
	return op_join(m, t, in);
}

/* --- waiting for one at most so long: Thread.join(timeout) --- */

static enum flow begin_wait_for(struct machine *m, struct task *t,
				const struct insn *in, struct task *child)
{
	int64_t d;

	if (task_ended(child))
		return FLOW_NEXT;
	if (!eval_dur(m, t, in->b, &d))
		return FLOW_RAISE;
	aside_of(m, t)->value = time_after(m, d);
	return wait_for_end(m, t, child, aside_of(m, t)->value);
}

enum flow op_wait_for(struct machine *m, struct task *t, const struct insn *in)
{
	struct task *child = nth(m, in, 0);
	enum flow flow = FLOW_NEXT;

	if (t->phase < PHASE_WAIT) {
		flow = blocking_start_all(m, t, in);
		if (flow == FLOW_NEXT)
			flow = begin_wait_for(m, t, in, child);
	} else {
		flow = blocking_cut(t);
		stop_watching(m, t, in);
	}
	if (flow != FLOW_NEXT)
		return flow;
	if (!task_ended(child)) {
		emit(m, EV_TIMEOUT, t, task_actor(m, child),
		     aside_of(m, t)->value);
		return FLOW_NEXT;
	}
	if (take_end(t, child) == FLOW_RAISE)
		return FLOW_RAISE;
	emit(m, EV_JOIN, t, task_actor(m, child), 0);
	t->pc = in->c;
	return FLOW_JUMP;
}

/* --- waiting for several: aside.b counts those that have not ended; aside.a,
 * while a gather waits, is 1 + who was the first to fail, or 0 --- */

/* Did it end in a way that ends the wait?  A cancellation is a failure to a
 * gather, and none to `wait failure`. */
static bool has_failed(const struct insn *in, const struct task *child)
{
	unsigned how = in->op == OP_GATHER ? TASK_FAILED | TASK_CANCELLED
					   : TASK_FAILED;

	return (child->flags & how) != 0;
}

static bool is_over(uint32_t left, const struct insn *in, bool ended,
		    bool failed)
{
	if (left == 0 || (ended && in->flags & INSN_ANY))
		return true;
	if (in->op == OP_GATHER)
		return failed && !(in->flags & INSN_KEEP);
	return failed && in->flags & INSN_FAILURE;
}

/* Counts them; true if the wait is over before it began. */
static bool is_over_now(struct machine *m, struct task *t,
			const struct insn *in)
{
	uint32_t *left = &aside_of(m, t)->b;
	bool ended = false, failed = false;
	struct task *child;

	*left = 0;
	for (uint32_t i = 0; (child = nth(m, in, i)); i++) {
		if (!task_spawned(child)) {
			emit_note(m, NOTE_NEVER_SPAWNED, t,
				  task_actor(m, child));
		} else if (!task_ended(child)) {
			++*left;
		} else {
			ended = true;
			failed |= has_failed(in, child);
		}
	}
	return is_over(*left, in, ended, failed);
}

static enum flow wait_for_all(struct machine *m, struct task *t,
			      const struct insn *in, int64_t own)
{
	enum flow flow = blocking_wait(m, t, PHASE_WAIT, own);
	struct task *child;

	if (flow != FLOW_WAIT)
		return flow;
	aside_of(m, t)->a = 0;
	for (uint32_t i = 0; (child = nth(m, in, i)); i++)
		if (task_spawned(child) && !task_ended(child))
			watch_add(m, child, WATCH_END, task_id(m, t),
				  t->wait_seq);
	emit(m, EV_BLOCK, t, ACTOR_NONE, own == EVQ_NEVER ? -1 : own - m->now);
	return flow;
}

/* Starts what is to be started, then waits.  FLOW_NEXT: the wait is over. */
static enum flow start_and_wait(struct machine *m, struct task *t,
				const struct insn *in)
{
	enum flow flow = FLOW_NEXT;
	int64_t own = EVQ_NEVER;

	if (t->phase == PHASE_WAIT) {
		flow = blocking_cut(t);
		stop_watching(m, t, in);
		return flow;
	}
	if (!(in->flags & INSN_STARTED))
		flow = blocking_start_all(m, t, in);
	if (flow != FLOW_NEXT || is_over_now(m, t, in))
		return flow;
	if (in->op == OP_WAIT_TASKS && in->b != NONE) {
		if (!eval_dur(m, t, in->b, &own))
			return FLOW_RAISE;
		own = time_after(m, own);
	}
	return wait_for_all(m, t, in, own);
}

enum flow op_wait_tasks(struct machine *m, struct task *t,
			const struct insn *in)
{
	enum flow flow = start_and_wait(m, t, in);

	if (flow == FLOW_NEXT)
		emit(m, EV_JOIN, t, ACTOR_NONE, 0);
	return flow;
}

/* The failure that a gather raises: of who failed first; of those who had
 * failed before it began, as they are named. */
static enum flow first_failure(struct machine *m, struct task *t,
			       const struct insn *in)
{
	uint32_t first = t->phase == PHASE_WAIT ? aside_of(m, t)->a : 0;
	struct task *child;

	if (first > 0)
		return take_end(t, &m->tasks[first - 1]);
	for (uint32_t i = 0; (child = nth(m, in, i)); i++)
		if (task_ended(child) && take_end(t, child) == FLOW_RAISE)
			return FLOW_RAISE;
	return FLOW_NEXT;
}

enum flow op_gather(struct machine *m, struct task *t, const struct insn *in)
{
	enum flow flow = start_and_wait(m, t, in);

	if (flow == FLOW_NEXT && !(in->flags & INSN_KEEP))
		flow = first_failure(m, t, in);
	if (flow == FLOW_NEXT)
		emit(m, EV_JOIN, t, ACTOR_NONE, 0);
	return flow;
}

/* --- the end of a task reaches those who wait for it --- */

static void tell_waiter(struct machine *m, const struct watch *w,
			const struct task *ended)
{
	struct task *t = &m->tasks[w->ref];
	const struct insn *in = &m->prog->code[t->pc];
	bool several = in->op == OP_GATHER || in->op == OP_WAIT_TASKS;

	if (t->state != TASK_WAITING || t->wait_seq != w->seq)
		return;
	if (several) {
		bool failed = has_failed(in, ended);

		if (!is_over(--aside_of(m, t)->b, in, true, failed))
			return;
		if (failed)
			aside_of(m, t)->a = 1 + task_id(m, ended);
	}
	blocking_wake(m, t, task_actor(m, ended));
}

static void all_over(struct machine *m)
{
	struct task *t;

	for (struct births b = {0, 0}; (t = births_next(m, &b));) {
		if (!task_ended(t))
			emit_full(m, EV_END, task_actor(m, t), task_stmt(m, t),
				  ACTOR_NONE, 0, END_STOPPED, 0, CORE_NONE);
		t->state = TASK_ENDED;
	}
	m->over = true;
}

static void tell_end(struct machine *m, struct task *t)
{
	struct watch w;

	while (watch_pop(m, t, &w)) {
		if (w.kind == WATCH_GROUP)
			group_member_ended(m, w.ref, t);
		else
			tell_waiter(m, &w, t);
	}
	if (m->alive == 0)
		all_over(m);
}

void blocking_end(struct machine *m, struct task *t)
{
	task_end(m, t);
	tell_end(m, t);
}

void blocking_withdraw(struct machine *m, struct task *t)
{
	task_withdraw(m, t);
	tell_end(m, t);
}
