/* SPDX-License-Identifier: MIT */
/*
 * Metrics in one scan: each event first charges the time since the actor's
 * last one to what it was doing, then says what it does from here on.
 */
#include "story/metrics.h"

#include "base/mem.h"
#include "base/vec.h"
#include "story/lost.h"
#include "story/state.h"
#include "vos/setup.h"

#include <stdlib.h>

/* What an actor is doing now. */
struct doing {
	int64_t since; /* ns */
	int64_t due;   /* when what it waits for is there, ns */
	int64_t need;  /* of the `work` it is at, ns */
	uint8_t state; /* enum state */
	bool seen;
};

struct tally {
	const struct program *program;
	const struct metrics_how *how;
	struct metrics *m;
	struct doing *tasks;
	struct VEC(struct doing) threads;
	struct rider rider;
	int64_t live, task_bytes; /* of memory */
	uint32_t had[CORE_NONE];  /* by core: who had it last, + 1 */
};

static int64_t sum(int64_t a, int64_t b)
{
	return a > INT64_MAX - b ? INT64_MAX : a + b;
}

/* Where the time spent in a state is kept; NULL: nowhere. */
static int64_t *account(struct task_figures *f, enum state state)
{
	switch (state) {
	case STATE_RUNNING:
		return &f->cpu;
	case STATE_READY:
	case STATE_SWITCHING:
		return &f->waiting;
	case STATE_WAITING:
		return &f->io;
	case STATE_SLEEPING:
		return &f->timer;
	case STATE_BLOCKED:
		return &f->blocked;
	case STATE_UNBORN:
	case STATE_IDLE:
	case STATE_DONE:
	case STATE_COUNT:
		return NULL;
	}
	return NULL;
}

static void charge_to(struct tally *a, struct doing *d, struct task_figures *f,
		      int64_t t)
{
	int64_t spent = t - d->since;
	int64_t *kept = f ? account(f, (enum state)d->state) : NULL;

	d->since = t;
	if (kept)
		*kept += spent;
	if (d->state == STATE_RUNNING) {
		int64_t work = spent < d->need ? spent : d->need;

		a->m->work = sum(a->m->work, work);
		d->need -= work;
	}
}

/* f is NULL for a thread: only its work counts. */
static void charge(struct tally *a, struct doing *d, struct task_figures *f,
		   int64_t t)
{
	if (d->due < t) {
		charge_to(a, d, f, d->due);
		d->state = STATE_READY;
		d->due = INT64_MAX;
	}
	charge_to(a, d, f, t);
}

/* What it does from this event on. */
static void go_on(struct doing *d, const struct event *e, enum state state)
{
	if (state == STATE_COUNT)
		return;
	d->state = (uint8_t)state;
	d->due = state_due(e);
}

static void use_memory(struct tally *a, int64_t bytes)
{
	a->live += bytes;
	if (a->live > a->m->memory)
		a->m->memory = a->live;
}

static void end_task(struct tally *a, struct task_figures *f,
		     const struct event *e)
{
	static const uint8_t fates[] = {
		[END_OK] = FATE_OK,
		[END_FAILED] = FATE_FAILED,
		[END_CANCELLED] = FATE_CANCELLED,
		[END_STOPPED] = FATE_STOPPED,
	};

	f->end = e->t;
	f->fate = fates[e->rule];
	if (e->rule != END_STOPPED && e->t > a->m->makespan)
		a->m->makespan = e->t;
	use_memory(a, -a->task_bytes);
}

static void count_task(struct tally *a, uint32_t copy, const struct event *e)
{
	struct task_figures *f = a->m->tasks + copy;
	struct doing *d = a->tasks + copy;
	enum state state = state_after(e, a->program);

	if (state != STATE_COUNT && !d->seen) {
		d->seen = true;
		f->release = d->since = e->t;
		f->fate = FATE_UNFINISHED;
		use_memory(a, a->task_bytes);
	}
	charge(a, d, f, e->t);
	go_on(d, e, state);
	if (e->kind == EV_RUN && f->first_run < 0)
		f->first_run = e->t;
	else if (e->kind == EV_WORK)
		d->need = e->value;
	else if (e->kind == EV_PREEMPT)
		f->preemptions++;
	else if (e->kind == EV_MISS)
		f->missed = true;
	else if (e->kind == EV_END)
		end_task(a, f, e);
}

/* The task in whose step the loop's thread is shares what happens to it. */
static void count_rider(struct tally *a, const struct event *e,
			enum state state)
{
	uint32_t also = rider_tell(&a->rider, e, state);

	if (also == ACTOR_NONE)
		return;
	charge(a, a->tasks + actor_index(also), a->m->tasks + actor_index(also),
	       e->t);
	go_on(a->tasks + actor_index(also), e, state);
	a->m->tasks[actor_index(also)].preemptions += e->kind == EV_PREEMPT;
}

/* A process has a thread from the beginning, with the one that has a loop. */
static int64_t thread_bytes(const struct tally *a, uint32_t i)
{
	const struct metrics_how *how = a->how;

	if (how->processes && (how->workers || i < how->loops))
		return how->process_bytes;
	return i < how->loops ? 0 : how->thread_bytes;
}

static void count_thread(struct tally *a, uint32_t i, const struct event *e)
{
	enum state state = state_after(e, a->program);
	struct doing *d;

	if (i >= a->threads.len)
		vec_extend(&a->threads, i + 1 - a->threads.len);
	d = a->threads.at + i;
	if (!d->seen) {
		d->seen = true;
		d->due = INT64_MAX;
		use_memory(a, thread_bytes(a, i));
	}
	charge(a, d, NULL, e->t);
	go_on(d, e, state);
	if (e->kind == EV_WORK)
		d->need = e->value;
}

/* Tasks of one thread change places on it; a switch is between threads. */
static uint32_t thread_of(const struct metrics_how *how, const struct event *e)
{

	if (actor_class(e->who) != ACTOR_TASK)
		return e->who;
	if (how->workers && e->by != ACTOR_NONE)
		return e->by;
	return how->one_thread ? ACTOR(ACTOR_THREAD, 0) : e->who;
}

/* A core's passing from one thread to another, idle between or not (E6). */
static void count_switch(struct tally *a, const struct event *e)
{
	uint32_t now;

	if (e->kind != EV_RUN || e->core == CORE_NONE ||
	    e->rule == RULE_LOOP_ORDER)
		return;
	now = thread_of(a->how, e) + 1;
	if (a->had[e->core] != 0 && a->had[e->core] != now)
		a->m->switches++;
	a->had[e->core] = now;
}

static void count_event(struct tally *a, const struct event *e)
{
	struct metrics *m = a->m;

	count_switch(a, e);
	m->preemptions += e->kind == EV_PREEMPT;
	m->misses += e->kind == EV_MISS;
	m->deadlocked += e->kind == EV_DEADLOCK;
	m->livelock = m->livelock || e->kind == EV_LIVELOCK;
	if (e->who == ACTOR_NONE)
		return;
	if (state_after(e, a->program) != STATE_COUNT)
		count_rider(a, e, state_after(e, a->program));
	if (actor_class(e->who) == ACTOR_TASK)
		count_task(a, actor_index(e->who), e);
	else if (actor_class(e->who) == ACTOR_THREAD)
		count_thread(a, actor_index(e->who), e);
}

/* What a task costs, and what is there before any of them. */
static void begin_memory(struct tally *a)
{
	const struct metrics_how *how = a->how;
	int64_t base = 0;

	if (how->loops || how->one_thread || how->workers)
		base = how->processes ? how->process_bytes : how->thread_bytes;
	if ((how->workers && a->program->main == NONE) ||
	    (how->loops && how->processes))
		base = 0;
	if (how->loops)
		a->task_bytes = how->coroutine_bytes;
	else if (how->processes && !how->workers)
		a->task_bytes = how->process_bytes;
	else if (!how->one_thread && !how->workers)
		a->task_bytes = how->thread_bytes;
	use_memory(a, base);
}

static bool is_ended(const struct task_figures *f)
{
	return f->fate == FATE_OK || f->fate == FATE_FAILED ||
	       f->fate == FATE_CANCELLED;
}

/* Would the run have gone on for this one's sake? */
static bool is_missing(const struct program *p, uint32_t copy,
		       const struct task_figures *f)
{
	uint32_t decl = program_task_of(p, copy);
	const struct prog_task *task = p->tasks + decl;

	if (task->daemon)
		return false;
	if (f->fate == FATE_UNFINISHED)
		return true;
	return f->fate == FATE_UNBORN && !task->on_demand &&
	       (p->main == NONE || p->main == decl);
}

static void finish(struct tally *a, const struct trace *tr)
{
	for (uint32_t i = 0; i < a->program->n_copies; i++) {
		struct task_figures *f = a->m->tasks + i;

		charge(a, a->tasks + i, f, tr->end);
		a->m->ended += is_ended(f);
		a->m->unfinished += is_missing(a->program, i, f);
	}
	for (size_t i = 0; i < a->threads.len; i++)
		charge(a, a->threads.at + i, NULL, tr->end);
	if (a->m->unfinished)
		a->m->makespan = tr->end;
}

/* --- over all tasks --- */

static int64_t response(const struct task_figures *f)
{
	return f->first_run < 0 ? -1 : f->first_run - f->release;
}

static int64_t turnaround(const struct task_figures *f)
{
	return f->end - f->release;
}

#define COLUMN(name)                                               \
	static int64_t column_##name(const struct task_figures *f) \
	{                                                          \
		return f->name;                                    \
	}
COLUMN(waiting)
COLUMN(cpu)
COLUMN(io)
COLUMN(timer)
COLUMN(blocked)

static int by_size(const void *a, const void *b)
{
	const int64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

/* Exact where the sum fits in 64 bits, else rounded to ns. */
static struct fraction mean(const int64_t *values, size_t n)
{
	uint64_t total = 0, whole = 0, rest = 0;
	bool fits = true;

	for (size_t i = 0; i < n; i++) {
		uint64_t v = (uint64_t)values[i];

		fits = fits && total <= UINT64_MAX - v;
		total += v;
		whole += v / n;
		rest += v % n;
	}
	return fits ? (struct fraction){total, n}
		    : fraction_of(whole + (rest + n / 2) / n);
}

static struct spread spread(const struct metrics *m, int64_t *values,
			    int64_t (*get)(const struct task_figures *f))
{
	size_t n = 0;

	for (size_t i = 0; i < m->n_tasks; i++) {
		int64_t v = is_ended(m->tasks + i) ? get(m->tasks + i) : -1;

		if (v >= 0)
			values[n++] = v;
	}
	if (n == 0)
		return (struct spread){0};
	qsort(values, n, sizeof *values, by_size);
	return (struct spread){
		.mean = mean(values, n),
		.p95 = fraction_of((uint64_t)values[(n * 95 + 99) / 100 - 1]),
		.max = fraction_of((uint64_t)values[n - 1]),
	};
}

/* In millionths: all of its turnaround but what it stood ready and waiting. */
static uint64_t speed(const struct task_figures *f)
{
	uint64_t whole = (uint64_t)turnaround(f);

	if (whole == 0)
		return 1000000;
	return fraction_round(
		(struct fraction){whole - (uint64_t)f->waiting, whole},
		1000000);
}

/* With at most 10^7 tasks every sum here stays below 2^64. */
static struct fraction fairness(const struct metrics *m)
{
	uint64_t total = 0, squares = 0;

	for (size_t i = 0; i < m->n_tasks; i++) {
		if (is_ended(m->tasks + i)) {
			uint64_t x = speed(m->tasks + i);

			total += x;
			squares += x * x;
		}
	}
	if (squares == 0)
		return (struct fraction){0, 0};
	return (struct fraction){
		fraction_round((struct fraction){total, m->ended}, total),
		squares,
	};
}

static void sum_up(struct metrics *m)
{
	int64_t *values = mem_array(m->n_tasks, sizeof *values);

	m->response = spread(m, values, response);
	m->turnaround = spread(m, values, turnaround);
	m->waiting = spread(m, values, column_waiting);
	m->cpu = spread(m, values, column_cpu);
	m->io = spread(m, values, column_io);
	m->timer = spread(m, values, column_timer);
	m->blocked = spread(m, values, column_blocked);
	m->fairness = fairness(m);
	mem_free(values);
}

struct metrics_how metrics_how(const struct setup *setup,
			       const struct program *p)
{
	bool shared = setup_has_loops(setup) || setup_has_workers(setup);

	return (struct metrics_how){
		.cores = (uint32_t)setup->key[KEY_CORES],
		.loops = setup_loops(setup, p),
		.one_thread = setup->model == MODEL_SYNC,
		.workers = setup_has_workers(setup),
		.processes = setup->model == MODEL_PROCESSES,
		.places = setup->model == MODEL_PROCESSES && shared,
		.coroutine_bytes = setup->key[KEY_COROUTINE],
		.thread_bytes = setup->key[KEY_THREAD],
		.process_bytes = setup->key[KEY_PROCESS],
	};
}

struct metrics *metrics_new(const struct program *p, const struct trace *tr,
			    const struct metrics_how *how)
{
	struct metrics *m = mem_new(sizeof *m);
	struct tally a = {
		.program = p, .how = how, .m = m, .rider = {{0}, {0}}};

	m->n_tasks = p->n_copies;
	m->cores = how->cores;
	m->tasks = mem_array(p->n_copies, sizeof *m->tasks);
	a.tasks = mem_array(p->n_copies, sizeof *a.tasks);
	for (size_t i = 0; i < m->n_tasks; i++) {
		struct task_figures *f = m->tasks + i;

		f->release = f->first_run = f->end = -1;
		a.tasks[i].due = INT64_MAX;
	}
	begin_memory(&a);
	for (uint64_t i = 0; i < tr->n; i++)
		count_event(&a, trace_at(tr, i));
	finish(&a, tr);
	sum_up(m);
	m->lost = lost_updates(p, tr, how->processes, how->places);
	mem_free(a.tasks);
	vec_fini(&a.threads);
	return m;
}

void metrics_free(struct metrics *m)
{
	if (m == NULL)
		return;
	mem_free(m->tasks);
	mem_free(m);
}
