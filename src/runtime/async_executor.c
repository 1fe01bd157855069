/* SPDX-License-Identifier: MIT */
/*
 * The executor: threads of the virtual OS that do what a coroutine hands over.
 * Source: run_in_executor in base_events.py, _chain_future in futures.py,
 * concurrent/futures/thread.py.
 *
 * Jobs are taken first come first served, by the lowest idle worker.  Taking
 * one, waiting in it and reporting its end need no core; only CPU time does.
 * So a worker "goes" on the spot, in the middle of whatever the loop's thread
 * does, up to where its job needs the CPU; then it is an ordinary ready thread.
 *
 * Where there is an interpreter lock (gil=on) a worker needs it for all of
 * this: called up by a new job, or at the end of a wait, it gets into line for
 * it; when it has it another worker may have done the job, and it is idle
 * again.
 *
 * The job's end is handed to the loop at its own moment (call_soon_threadsafe)
 * and reaches the task two iterations later.  A cancelled task's job leaves the
 * line if it is still there; one that runs goes on, and nobody wants it.
 */
#include "runtime/async.h"

#include "base/mem.h"

/* --- workers --- */

static bool program_offloads(const struct program *p)
{
	for (uint32_t i = 0; i < p->n_code; i++)
		if (p->code[i].op == OP_OFFLOAD)
			return true;
	return false;
}

/* More than there are copies would never be needed at once. */
static uint32_t threads_each(const struct machine *m)
{
	int64_t n = m->setup.key[KEY_EXECUTOR];

	if (!program_offloads(m->prog))
		return 0;
	return n < m->prog->n_copies ? (uint32_t)n : m->prog->n_copies;
}

uint32_t executor_contexts(const struct machine *m)
{
	return threads_each(m) * homes_loops(m);
}

static struct task *context_of(const struct machine *m, uint32_t worker)
{
	return &m->tasks[m->prog->n_copies + worker];
}

static uint32_t worker_of(const struct machine *m, const struct task *context)
{
	return task_id(m, context) - m->prog->n_copies;
}

/* The loop that it works for. */
static struct loop *loop_by(const struct machine *m, uint32_t worker)
{
	return &async_of(m)->loops[worker / async_of(m)->n_workers];
}

void executor_begin(struct machine *m)
{
	struct async *s = async_of(m);
	uint32_t n = executor_contexts(m);

	s->n_workers = threads_each(m);
	s->worker_job = mem_array(n, sizeof *s->worker_job);
	for (uint32_t k = 0; k < n; k++) {
		struct task *w = context_of(m, k);

		w->thread = thread_new(m, NULL);
		thread_at(m, w->thread)->task = task_id(m, w);
		s->worker_job[k] = NONE;
	}
}

/* --- the line of jobs --- */

static void job_push(struct async *s, struct loop *l, uint32_t i)
{
	if (l->line == NONE)
		l->line = i;
	else
		job_at(s, l->line_end)->next = i;
	l->line_end = i;
}

static void job_unlink(struct async *s, struct loop *l, uint32_t i)
{
	uint32_t before = NONE;
	uint32_t *link = &l->line;

	while (*link != i) {
		before = *link;
		link = &job_at(s, before)->next;
	}
	*link = job_at(s, i)->next;
	if (l->line_end == i)
		l->line_end = before;
}

static uint32_t job_new(struct machine *m, const struct task *t)
{
	struct async *s = async_of(m);
	uint32_t i = pool_take(&s->jobs);

	*job_at(s, i) = (struct job){
		.age = ++s->ages, .task = task_id(m, t), .next = NONE};
	return i;
}

/* --- a worker takes a job, does it, hands it back --- */

static void take(struct machine *m, uint32_t worker)
{
	struct async *s = async_of(m);
	struct loop *l = loop_by(m, worker);
	struct task *w = context_of(m, worker);
	uint32_t i = l->line;
	struct job *job = job_at(s, i);
	const struct task *owner = &m->tasks[job->task];
	bool first = !(w->flags & TASK_STARTED);

	l->line = job->next;
	s->worker_job[worker] = i;
	l->busy++;
	job->state = JOB_RUNS;
	w->pc = job->pc;
	m->owners[task_id(m, w) - m->prog->n_copies] = task_id(m, owner);
	w->decl = owner->decl;
	w->locals = owner->locals;
	w->block = NONE;
	w->phase = 0;
	w->spin = 0;
	w->state = TASK_RUNNING;
	w->flags = TASK_STARTED;
	emit_full(m, EV_RUN, task_actor(m, w), task_stmt(m, w),
		  task_actor(m, owner), first, RULE_IDLE_WORKER, 0, CORE_NONE);
}

static void hand_back(struct machine *m, uint32_t worker)
{
	struct async *s = async_of(m);
	struct task *w = context_of(m, worker);
	uint32_t i = s->worker_job[worker];
	struct job *job = job_at(s, i);

	emit_full(m, EV_END, task_actor(m, w), task_stmt(m, w),
		  ACTOR(ACTOR_TASK, job->task), 0, END_OK, 0, CORE_NONE);
	job->failure = task_outcome(w);
	job->state = JOB_OVER;
	w->state = TASK_ENDED;
	s->worker_job[worker] = NONE;
	loop_by(m, worker)->busy--;
	loop_soon_threadsafe(m, HANDLE_JOB_OVER, i, job->age);
}

/* Job after job, up to where the worker waits (for the next one, too) or needs
 * a core. */
static enum flow work(struct machine *m, uint32_t worker)
{
	enum flow flow;

	do {
		flow = interp_run(m, context_of(m, worker), job_ops);
		if (flow != FLOW_END)
			return flow;
		hand_back(m, worker);
		if (loop_by(m, worker)->line == NONE)
			return FLOW_WAIT;
		take(m, worker);
	} while (true);
}

static bool has_gil(const struct machine *m)
{
	return setup_has_gil(&m->setup);
}

enum flow executor_turn(struct machine *m, struct thread *th)
{
	struct async *s = async_of(m);
	uint32_t worker = worker_of(m, &m->tasks[th->task]);

	if (s->worker_job[worker] == NONE && loop_by(m, worker)->line == NONE) {
		emit_full(m, EV_IDLE, thread_actor(m, th), NONE, ACTOR_NONE, 0,
			  0, 0, CORE_NONE);
		return FLOW_WAIT;
	}
	if (s->worker_job[worker] == NONE)
		take(m, worker);
	return work(m, worker);
}

/* Without a core; it cannot be stopped on the way by the budget of events. */
static void go(struct machine *m, uint32_t worker)
{
	uint64_t halt = m->halt;
	int64_t fuel = m->fuel;
	enum flow flow;

	m->halt = UINT64_MAX;
	m->fuel = INT64_MAX;
	do
		flow = work(m, worker);
	while (flow == FLOW_YIELD);
	m->halt = halt;
	m->fuel = fuel - (INT64_MAX - m->fuel);
	if (flow == FLOW_CPU || flow == FLOW_STALL)
		thread_ready(m, thread_at(m, context_of(m, worker)->thread),
			     READY_WOKEN);
}

void executor_woken(struct machine *m, struct task *context)
{
	context->wake = WAKE_OK;
	context->state = TASK_RUNNING;
	if (has_gil(m))
		thread_ready(m, thread_at(m, context->thread), READY_WOKEN);
	else
		go(m, worker_of(m, context));
}

/* --- the statement --- */

/* The lowest idle worker of a loop's executor that was created and is not on
 * its way to a job; or the next to be created; or NONE. */
static uint32_t idle_worker(const struct machine *m, const struct loop *l)
{
	const struct async *s = async_of(m);
	uint32_t first = l->thread * s->n_workers;

	for (uint32_t k = first; k < first + s->n_workers; k++)
		if (s->worker_job[k] == NONE &&
		    thread_at(m, context_of(m, k)->thread)->state ==
			    THREAD_IDLE)
			return k;
	return NONE;
}

/* Was it not created yet? */
static bool is_new(const struct machine *m, const struct loop *l,
		   uint32_t worker)
{
	return worker - l->thread * async_of(m)->n_workers >= l->made;
}

/* With a lock he comes when he has that. */
static void call_worker(struct machine *m, struct loop *l)
{
	uint32_t k = idle_worker(m, l);

	if (k == NONE)
		return;
	if (is_new(m, l, k))
		l->made++;
	if (has_gil(m)) {
		thread_ready(m, thread_at(m, context_of(m, k)->thread),
			     READY_WOKEN);
		return;
	}
	take(m, k);
	go(m, k);
}

/* Creating a thread costs the loop's thread its time. */
static enum flow pay(struct machine *m, struct task *t)
{
	struct loop *l = loop_of(m, t);
	struct thread *th = thread_at(m, l->thread);
	uint32_t k = m->start_cost > 0 ? idle_worker(m, l) : NONE;

	if (k == NONE || !is_new(m, l, k))
		return FLOW_NEXT;
	if (th->left <= 0)
		return FLOW_STALL;
	l->made++;
	emit_full(m, EV_START, ACTOR(ACTOR_THREAD, context_of(m, k)->thread),
		  task_stmt(m, t), task_actor(m, t), m->start_cost, 0, 0,
		  th->core);
	th->need = m->start_cost;
	return FLOW_CPU;
}

enum offload_phase { HANDS_OVER, WAITS, PAYS, HAS_PAID };

/* The job gets into line. */
static void submit(struct machine *m, struct task *t)
{
	struct async *s = async_of(m);
	uint32_t job = job_new(m, t);

	emit(m, EV_OFFLOAD, t, ACTOR_NONE, 0);
	job_at(s, job)->pc = t->pc + 1;
	job_push(s, loop_of(m, t), job);
	aside_of(m, t)->a = job;
}

/* Unless a worker was done meanwhile, and took it. */
static void await_job(struct machine *m, struct task *t)
{
	struct async *s = async_of(m);
	struct loop *l = loop_of(m, t);
	uint32_t job = aside_of(m, t)->a;

	task_await(m, t, AWAIT_JOB, job);
	job_at(s, job)->seq = t->wait_seq;
	if (l->line != NONE)
		call_worker(m, l);
	emit(m, EV_BLOCK, t, ACTOR_NONE, -1);
	t->phase = WAITS;
}

enum flow async_offload(struct machine *m, struct task *t,
			const struct insn *in)
{
	enum flow flow = FLOW_NEXT;

	if (t->phase == WAITS) {
		if (t->wake == WAKE_RAISE)
			return FLOW_RAISE;
		emit(m, EV_JOIN, t, ACTOR_NONE, 0);
		t->pc = in->c + 1;
		return FLOW_JUMP;
	}
	if (t->phase == HANDS_OVER)
		submit(m, t);
	if (t->phase != HAS_PAID)
		flow = pay(m, t);
	if (flow != FLOW_NEXT) {
		t->phase = flow == FLOW_CPU ? HAS_PAID : PAYS;
		return flow;
	}
	await_job(m, t);
	return FLOW_WAIT;
}

enum flow async_offload_end(struct machine *m, struct task *t,
			    const struct insn *in)
{
	(void)m, (void)t, (void)in;
	return FLOW_END;
}

/* --- callbacks --- */

/* _set_state: the asyncio future takes over what the executor's says. */
void handle_job_over(struct machine *m, const struct handle *h)
{
	struct async *s = async_of(m);
	struct job *job = job_at(s, h->ref);
	struct task *t = &m->tasks[job->task];

	if (task_pending(m, t, job->seq))
		task_fail(m, t, job->failure, ACTOR_NONE);
	job->age = 0;
	pool_give(&s->jobs, h->ref);
}

/* _call_check_cancel, of a cancelled asyncio future: a job still in line is
 * cancelled, and says so to the loop in turn. */
void handle_job_check(struct machine *m, const struct handle *h)
{
	struct async *s = async_of(m);
	struct job *job = job_at(s, h->ref);

	if (job->age != h->seq || job->state != JOB_QUEUED)
		return;
	job_unlink(s, loop_of(m, &m->tasks[job->task]), h->ref);
	job->state = JOB_OVER;
	loop_soon(m, HANDLE_JOB_OVER, h->ref, job->age, 0);
}
