/* SPDX-License-Identifier: MIT */
/*
 * Setup `pool`: a few threads that do all tasks, one after another.
 *
 * What a pool is
 * --------------
 * A line of jobs, first come first served, and workers.  Who submits a job
 * puts it in line and calls up the lowest idle worker; if there is none, he
 * creates one, as long as there are fewer than `workers`, and waits for its
 * first turn, as Thread.start does.  What creating costs he pays with the job
 * in line already: a busy worker may take it meanwhile.  A worker takes the
 * first job in line, does it to its end, and takes the next without giving its
 * core away: no switch, and no new quantum.  If its job waits it stays with it:
 * that is what a pool of n can do at most, n things at once.  A worker that was
 * called up may find that a busy one was quicker, and be idle again.
 *
 * `main` is no job but the director: a thread beside the workers.  The others
 * are jobs in order of release or spawn.  A job in line can be withdrawn; one
 * that runs cannot be cancelled.  With `backlog` the line is bounded: what
 * finds it full is turned away (full=reject), or its submitter waits until
 * there is room (full=block; what starts by itself waits in line all the same).
 *
 * Setup `processes workers=N` is the same with processes: a worker has copies
 * of all variables, main's as they were when it was created, and its jobs share
 * them one after another; who creates one goes on (fork).
 *
 * Source: CPython 3.11 Lib/concurrent/futures/thread.py: submit,
 * _adjust_thread_count, _worker; process.py: _adjust_process_count; rules E5,
 * S5, S6 of turntable-setups(7).
 */
#include "runtime/blocking.h"
#include "runtime/runtimes.h"

#include "base/mem.h"
#include "vos/policy.h"

#include <string.h>

/* Who waits for the first turn of a worker it has created. */
struct starter {
	uint32_t task; /* or NONE */
	uint32_t seq;  /* its wait */
};

/* Who is to create a worker, and has to pay for it first. */
struct buyer {
	uint32_t task;
	bool paid;
};

struct workers {
	struct line jobs;
	uint32_t n_jobs;  /* in line */
	uint32_t called;  /* workers that are coming for one */
	uint32_t idle;    /* created, without a job, not called */
	uint32_t made;    /* threads 0 to made-1 are workers that exist */
	uint32_t most;    /* as many threads are kept for them */
	uint32_t bought;  /* that submitters are about to create */
	uint32_t newborn; /* the one just created, or NONE */
	uint32_t n_stood; /* submitters that wait for room */
	int64_t backlog;  /* room in line */
	bool rejects;     /* turns away what finds no room */
	struct starter *starters; /* by worker */
	struct buyer *buyers;     /* of those bought */
};

static struct workers *workers_of(const struct machine *m)
{
	return m->runtime_state;
}

static uint32_t index_of(const struct machine *m, const struct thread *th)
{
	return (uint32_t)(th - (struct thread *)m->threads.data);
}

static bool is_job(const struct machine *m, const struct task *t)
{
	return t->decl != m->prog->main;
}

static uint32_t most_workers(const struct machine *m)
{
	int64_t most = m->setup.key[KEY_WORKERS];

	return most < m->prog->n_copies ? (uint32_t)most : m->prog->n_copies;
}

static void begin(struct machine *m)
{
	struct workers *s = mem_new(sizeof *s);

	line_init(&s->jobs);
	s->most = most_workers(m);
	s->newborn = NONE;
	s->backlog = m->setup.key[KEY_BACKLOG];
	s->rejects = m->setup.key[KEY_FULL] == FULL_REJECT;
	s->starters = mem_array(s->most, sizeof *s->starters);
	s->buyers = mem_array(s->most, sizeof *s->buyers);
	for (uint32_t k = 0; k < s->most; k++) {
		thread_at(m, thread_new(m, NULL))->flags =
			THREAD_OWN | THREAD_WORKER;
		s->starters[k].task = NONE;
	}
	m->runtime_state = s;
}

/* --- submitting a job --- */

/* Is there a worker to be created yet? */
static bool wants_worker(const struct workers *s)
{
	return s->made + s->bought < s->most;
}

/* Which of the buyers it is; their number if none. */
static uint32_t buyer_of(const struct machine *m, const struct task *t)
{
	const struct workers *s = workers_of(m);
	uint32_t i = 0;

	while (i < s->bought && s->buyers[i].task != task_id(m, t))
		i++;
	return i;
}

static enum flow pay(struct machine *m, struct task *t, struct task *child)
{
	struct workers *s = workers_of(m);
	struct thread *th = thread_at(m, t->thread);
	uint32_t i = buyer_of(m, t);

	(void)child;
	if (i == s->bought || s->buyers[i].paid)
		return FLOW_NEXT;
	if (th->left <= 0)
		return FLOW_STALL;
	emit_full(m, EV_START, ACTOR(ACTOR_THREAD, s->made + i),
		  task_stmt(m, t), task_actor(m, t), m->start_cost, 0, 0,
		  th->core);
	s->buyers[i].paid = true;
	th->need = m->start_cost;
	return FLOW_CPU;
}

/* fork: what main has, or what was declared.  Places are the workers', then
 * main's. */
static void copy_vars(struct machine *m, uint32_t worker)
{
	size_t n = m->prog->n_vars;

	if (m->places && m->prog->main != NONE && n > 0)
		memcpy(m->vars + (1 + worker) * n, machine_vars(m, NULL),
		       n * sizeof *m->vars);
}

static void create_worker(struct machine *m)
{
	struct workers *s = workers_of(m);
	struct thread *th = thread_at(m, s->made);

	s->newborn = s->made++;
	copy_vars(m, s->newborn);
	s->called++;
	thread_ready(m, th, READY_NEW);
}

/* For a job that starts by itself: the worker pays. */
static void create_paying(struct machine *m)
{
	struct thread *th = thread_at(m, workers_of(m)->made);

	if (m->start_cost > 0) {
		emit_full(m, EV_START, thread_actor(m, th), NONE, ACTOR_NONE,
			  m->start_cost, 0, 0, CORE_NONE);
		th->need = m->start_cost;
	}
	create_worker(m);
}

/* A job has found nobody idle. */
static void hire(struct machine *m, const struct task *job)
{
	struct workers *s = workers_of(m);
	uint32_t *by = &aside_of(m, job)->a;

	if (*by == 0 || m->start_cost == 0) {
		create_paying(m);
		if (*by == 0)
			s->newborn = NONE; /* nobody waits for it */
		return;
	}
	s->buyers[s->bought++] = (struct buyer){.task = *by - 1};
	*by = 0; /* he has no need to wait for room */
}

/* What was bought is there. */
static void take_delivery(struct machine *m, uint32_t i)
{
	struct workers *s = workers_of(m);

	s->buyers[i] = s->buyers[--s->bought];
	create_worker(m);
}

static void call_worker(struct machine *m)
{
	struct workers *s = workers_of(m);
	uint32_t k = 0;

	while (thread_at(m, k)->state != THREAD_IDLE ||
	       thread_at(m, k)->task != NONE)
		k++;
	s->idle--;
	s->called++;
	thread_ready(m, thread_at(m, k), READY_WOKEN);
}

/* Workers that are coming for a job, or will be. */
static int64_t coming(const struct workers *s)
{
	return (int64_t)s->called + s->bought;
}

/* Jobs in line that nobody is coming for. */
static int64_t left_over(const struct workers *s)
{
	return s->n_jobs - coming(s);
}

static bool is_full(const struct workers *s)
{
	return s->idle == 0 && !wants_worker(s) && left_over(s) >= s->backlog;
}

static void spawned(struct machine *m, const struct task *by, struct task *t)
{
	(void)by;
	m->places[task_id(m, t)] = most_workers(m);
}

static uint32_t places(const struct machine *m)
{
	return most_workers(m) + 1;
}

static void arrive_main(struct machine *m, struct task *t)
{
	thread_ready(m, thread_at(m, thread_new(m, t)), READY_NEW);
}

static void arrive(struct machine *m, struct task *t)
{
	struct workers *s = workers_of(m);

	s->newborn = NONE;
	if (!is_job(m, t)) {
		arrive_main(m, t);
		return;
	}
	if (is_full(s) && s->rejects) {
		emit_full(m, EV_NOTE, task_actor(m, t), NONE, task_actor(m, t),
			  0, NOTE_REJECTED, 0, CORE_NONE);
		blocking_withdraw(m, t);
		return;
	}
	line_push(m, &s->jobs, t);
	s->n_jobs++;
	if (s->idle > 0)
		call_worker(m);
	else if (wants_worker(s))
		hire(m, t);
}

/* The submitter waits for a new worker's first turn, */
static enum flow await_worker(struct machine *m, struct task *t,
			      uint32_t worker)
{
	enum flow flow = blocking_wait(m, t, t->phase, EVQ_NEVER);

	if (flow != FLOW_WAIT)
		return flow;
	workers_of(m)->starters[worker] =
		(struct starter){task_id(m, t), t->wait_seq};
	emit(m, EV_BLOCK, t, ACTOR(ACTOR_THREAD, worker), -1);
	return flow;
}

/* or for room in line. */
static enum flow await_room(struct machine *m, struct task *t,
			    struct task *child)
{
	enum flow flow = blocking_wait(m, t, t->phase, EVQ_NEVER);

	if (flow != FLOW_WAIT)
		return flow;
	aside_of(m, child)->a = 1 + task_id(m, t);
	aside_of(m, child)->b = t->wait_seq;
	workers_of(m)->n_stood++;
	emit(m, EV_BLOCK, t, task_actor(m, child), -1);
	return flow;
}

static enum flow start(struct machine *m, struct task *t, struct task *child)
{
	struct workers *s = workers_of(m);
	uint32_t i = buyer_of(m, t), newborn;
	bool waits =
		!(child->flags & TASK_STARTED) && aside_of(m, child)->a != 0;

	if (i < s->bought)
		take_delivery(m, i);
	newborn = s->newborn;
	s->newborn = NONE;
	if (waits)
		aside_of(m, child)->a = 0;
	if (newborn != NONE && !m->places)
		return await_worker(m, t, newborn);
	if (waits && child->state == TASK_READY && left_over(s) > s->backlog)
		return await_room(m, t, child);
	return FLOW_NEXT;
}

/* --- leaving the line --- */

static void wake_if(struct machine *m, uint32_t id, uint32_t seq, uint32_t by)
{
	struct task *t = &m->tasks[id];

	if (t->state == TASK_WAITING && t->wait_seq == seq)
		blocking_wake(m, t, by);
}

/* Its submitter, if he stood before the full line, goes on. */
static void let_in(struct machine *m, struct task *job)
{
	uint32_t a = aside_of(m, job)->a;

	if (a == 0)
		return;
	aside_of(m, job)->a = 0;
	workers_of(m)->n_stood--;
	wake_if(m, a - 1, aside_of(m, job)->b, task_actor(m, job));
}

/* Those in line for whom there is room now. */
static void let_in_all(struct machine *m)
{
	struct workers *s = workers_of(m);
	int64_t room = coming(s);

	if (s->n_stood == 0)
		return;
	room += s->backlog;
	for (struct task *t = line_first(m, &s->jobs);
	     t && s->n_stood > 0 && room > 0;
	     t = aside_of(m, t)->next == NONE ? NULL
					      : &m->tasks[aside_of(m, t)->next],
			 room--)
		let_in(m, t);
}

static void unqueue(struct machine *m, struct task *t)
{
	struct workers *s = workers_of(m);

	line_del(m, &s->jobs, t);
	s->n_jobs--;
	let_in(m, t);
	let_in_all(m);
}

/* --- a worker's turn --- */

static void take(struct machine *m, struct thread *th)
{
	struct workers *s = workers_of(m);
	struct task *t = line_first(m, &s->jobs);
	uint32_t worker = index_of(m, th);

	unqueue(m, t);
	th->task = task_id(m, t);
	t->thread = worker;
	if (m->places)
		m->places[task_id(m, t)] = worker;
	t->state = TASK_RUNNING;
	t->flags |= TASK_STARTED;
	emit_full(m, EV_RUN, task_actor(m, t), task_stmt(m, t),
		  ACTOR(ACTOR_THREAD, worker), 1, RULE_JOB_FIRST, TIE_NONE,
		  th->core);
}

static enum flow idle(struct machine *m, const struct thread *th)
{
	workers_of(m)->idle++;
	emit_full(m, EV_IDLE, thread_actor(m, th), NONE, ACTOR_NONE, 0, 0, 0,
		  CORE_NONE);
	return FLOW_WAIT;
}

static void first_turn(struct machine *m, struct thread *th)
{
	uint32_t worker = index_of(m, th);
	struct starter *by;

	if (th->flags & THREAD_BEGUN)
		return;
	th->flags |= THREAD_BEGUN;
	if (!(th->flags & THREAD_WORKER))
		return;
	by = &workers_of(m)->starters[worker];
	if (by->task != NONE)
		wake_if(m, by->task, by->seq, ACTOR(ACTOR_THREAD, worker));
	by->task = NONE;
}

static enum flow turn_main(struct machine *m, struct thread *th)
{
	struct task *t = &m->tasks[th->task];
	enum flow flow = interp_run(m, t, blocking_ops);

	if (flow == FLOW_END)
		blocking_end(m, t);
	return flow;
}

static enum flow turn(struct machine *m, struct thread *th)
{
	struct workers *s = workers_of(m);

	first_turn(m, th);
	if (!(th->flags & THREAD_WORKER))
		return turn_main(m, th);
	if (th->task == NONE)
		s->called--;
	for (;;) {
		struct task *t;
		enum flow flow;

		if (th->task == NONE && s->n_jobs == 0)
			return idle(m, th);
		if (th->task == NONE)
			take(m, th);
		t = &m->tasks[th->task];
		flow = interp_run(m, t, blocking_ops);
		if (flow != FLOW_END)
			return flow;
		th->task = NONE;
		blocking_end(m, t);
		if (m->over)
			return FLOW_WAIT;
	}
}

/* --- copies --- */

static void *state_copy(const void *state)
{
	const struct workers *src = state;
	struct workers *s = mem_new(sizeof *s);

	*s = *src;
	s->starters = mem_grow_array(NULL, s->most, sizeof *s->starters);
	if (s->most > 0)
		memcpy(s->starters, src->starters,
		       s->most * sizeof *s->starters);
	s->buyers = mem_grow_array(NULL, s->most, sizeof *s->buyers);
	if (s->most > 0)
		memcpy(s->buyers, src->buyers, s->most * sizeof *s->buyers);
	return s;
}

static void state_free(void *state)
{
	struct workers *s = state;

	mem_free(s->starters);
	mem_free(s->buyers);
	mem_free(s);
}

#define COMMON                                                        \
	.begin = begin, .arrive = arrive, .pay = pay, .start = start, \
	.unqueue = unqueue, .turn = turn, .woken = blocking_woken,    \
	.stuck = deadlock_tell, .state_copy = state_copy,             \
	.state_free = state_free

const struct runtime runtime_pool = {
	.name = "pool",
	COMMON,
};

/* A pool of processes. */
const struct runtime runtime_crew = {
	.name = "processes",
	.own_vars = true,
	.places = places,
	.spawned = spawned,
	COMMON,
};
