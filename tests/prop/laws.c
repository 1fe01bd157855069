/* SPDX-License-Identifier: MIT */
/*
 * Each law goes through the trace once.  Those about cores and threads are
 * about tasks that are threads (sync, threads); the others hold on a loop too.
 */
#include "prop/laws.h"

#include "base/mem.h"
#include "story/metrics.h"

#include <string.h>

void fault(struct looked *l, uint64_t event, const char *what)
{
	const struct trace *tr = run_trace(l->run);
	const struct event *e = trace_at(tr, event);

	if (l->faults->len < 2000)
		str_addf(l->faults, "%s: event %llu, t %lld: %s by %x\n", what,
			 (unsigned long long)event, (long long)e->t,
			 ev_name((enum ev)e->kind), (unsigned)e->who);
}

static bool is_task(const struct event *e)
{
	return e->who != ACTOR_NONE && actor_class(e->who) == ACTOR_TASK;
}

static bool on_loop(const struct looked *l)
{
	return l->setup->model == MODEL_ASYNC || setup_has_loops(l->setup);
}

static bool in_sync(const struct looked *l)
{
	return l->setup->model == MODEL_SYNC;
}

static bool in_pool(const struct looked *l)
{
	return setup_has_workers(l->setup);
}

/* --- time goes forward, and everybody lives once --- */

static void order_of_time(struct looked *l)
{
	const struct trace *tr = run_trace(l->run);

	for (uint64_t i = 1; i < tr->n; i++)
		if (trace_at(tr, i)->t < trace_at(tr, i - 1)->t)
			fault(l, i, "time goes back");
	if (tr->n && trace_at(tr, tr->n - 1)->t > tr->end)
		fault(l, tr->n - 1, "later than the end");
}

/* --- states: nobody runs before his release, nor while he waits --- */

enum state { NOWHERE, READY, RUNNING, WAITING, ENDED };
#define FROM(s) (1u << (s))

/* From which states a task may come to an event, and where it leads. */
struct step {
	unsigned from;
	enum state to;
};

static const struct step steps[EV_COUNT] = {
	[EV_ARRIVE] = {FROM(NOWHERE), READY},
	[EV_RUN] = {FROM(READY), RUNNING},
	[EV_PREEMPT] = {FROM(RUNNING), READY},
	[EV_YIELD] = {FROM(RUNNING), READY},
	[EV_WORK] = {FROM(RUNNING), RUNNING},
	[EV_WAIT] = {FROM(RUNNING), WAITING},
	[EV_SLEEP] = {FROM(RUNNING), WAITING},
	[EV_BLOCK] = {FROM(RUNNING), WAITING},
	[EV_WAKE] = {FROM(WAITING), READY},
	[EV_PRINT] = {FROM(RUNNING), RUNNING},
	[EV_READ] = {FROM(RUNNING), RUNNING},
	[EV_WRITE] = {FROM(RUNNING), RUNNING},
	[EV_ACQUIRE] = {FROM(RUNNING), RUNNING},
	[EV_PUT] = {FROM(RUNNING), RUNNING},
	[EV_GET] = {FROM(RUNNING), RUNNING},
	[EV_JOIN] = {FROM(RUNNING), RUNNING},
};

static unsigned end_from(const struct looked *l, const struct event *e)
{
	if (e->rule == END_STOPPED)
		return ~FROM(ENDED);
	if (e->rule != END_CANCELLED)
		return FROM(RUNNING);
	/* withdrawn before it arrived, or from a line before its turn */
	return FROM(RUNNING) | FROM(NOWHERE) |
	       (in_sync(l) || in_pool(l) ? FROM(READY) : 0);
}

/* The state of a task after an event of its; faults if it cannot be. */
static enum state step(struct looked *l, uint64_t i, enum state now)
{
	const struct event *e = trace_at(run_trace(l->run), i);
	struct step s = steps[e->kind];

	if (e->kind == EV_END)
		s = (struct step){end_from(l, e), ENDED};
	if (in_sync(l) && e->kind == EV_RUN)
		s.from |= FROM(WAITING); /* whom it called has ended */
	/* a wait before the wait: gives up the lock, then tries again */
	if (e->kind == EV_RELEASE && now == WAITING)
		return now;
	if (s.from == 0)
		return now;
	if (!(s.from & FROM(now)))
		fault(l, i, "not from this state");
	return s.to;
}

static void states(struct looked *l)
{
	const struct trace *tr = run_trace(l->run);
	uint8_t *now = mem_new(l->program->n_copies);

	if (on_loop(l)) {
		mem_free(now);
		return;
	}
	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);

		if (!is_task(e))
			continue;
		now[actor_index(e->who)] =
			(uint8_t)step(l, i, now[actor_index(e->who)]);
	}
	for (uint32_t k = 0; k < l->program->n_copies; k++)
		if (tr->n && l->well && now[k] != ENDED && now[k] != NOWHERE)
			fault(l, tr->n - 1, "left over at the end");
	mem_free(now);
}

/* --- cores: one thread each, none idle while somebody is ready --- */

struct cores {
	struct looked *l;
	uint32_t on[SETUP_CORES_MAX]; /* 1 + task, 0 none */
	int64_t since[SETUP_CORES_MAX];
	uint32_t ready, busy;
	uint8_t *is_ready, *core; /* by copy; core: 1 + it */
};

static void set_ready(struct cores *c, uint32_t who, bool ready)
{
	c->ready += ready;
	c->ready -= c->is_ready[who];
	c->is_ready[who] = ready;
}

static void take_core(struct cores *c, uint64_t i, const struct event *e)
{
	uint32_t who = actor_index(e->who);

	set_ready(c, who, false);
	if (c->on[e->core] != 0 && c->on[e->core] != 1 + who)
		fault(c->l, i, "the core has somebody else");
	if (c->core[who] != 0 && c->core[who] != 1 + e->core)
		fault(c->l, i, "on two cores");
	if (c->on[e->core] == 0)
		c->busy++;
	c->on[e->core] = 1 + who;
	c->core[who] = (uint8_t)(1 + e->core);
	if (e->kind == EV_RUN)
		c->since[e->core] = e->t;
}

static void leave_core(struct cores *c, uint32_t who)
{
	if (c->core[who] == 0)
		return;
	c->on[c->core[who] - 1] = 0;
	c->core[who] = 0;
	c->busy--;
}

/* A quantum ends a whole number of quanta after the turn began, and only cuts
 * if somebody else is ready. */
static void check_preempt(struct cores *c, uint64_t i, const struct event *e)
{
	int64_t quantum = c->l->setup->key[KEY_QUANTUM];
	int64_t policy = c->l->setup->key[KEY_POLICY];

	if (c->ready == 0)
		fault(c->l, i, "preempted for nobody");
	if (policy == POLICY_SJF || policy == POLICY_FCFS)
		fault(c->l, i, "preempted under fcfs or sjf");
	else if ((policy == POLICY_RR || policy == POLICY_LOTTERY ||
		  policy == POLICY_STRIDE) &&
		 (e->t - c->since[e->core]) % quantum != 0)
		fault(c->l, i, "not at the end of a quantum");
}

static void core_event(struct cores *c, uint64_t i, const struct event *e)
{
	uint32_t who = actor_index(e->who);

	switch ((int)e->kind) {
	case EV_RUN:
	case EV_SWITCH:
		take_core(c, i, e);
		return;
	case EV_PREEMPT:
		check_preempt(c, i, e);
		leave_core(c, who);
		set_ready(c, who, true);
		return;
	case EV_YIELD:
	case EV_ARRIVE:
	case EV_WAKE:
		leave_core(c, who);
		set_ready(c, who, true);
		return;
	case EV_WAIT:
	case EV_SLEEP:
	case EV_BLOCK:
	case EV_END:
		leave_core(c, who);
		set_ready(c, who, false);
		return;
	default:
		return;
	}
}

/* With a queue of its own, or threads that may not come, a core can be idle
 * while somebody is ready. */
static bool may_idle(const struct looked *l)
{
	const int64_t *key = l->setup->key;

	return key[KEY_AFFINITY] == AFFINITY_HARD ||
	       (key[KEY_QUEUES] == QUEUES_EACH && key[KEY_STEAL] != 0);
}

static void cores(struct looked *l)
{
	const struct trace *tr = run_trace(l->run);
	uint32_t n = (uint32_t)l->setup->key[KEY_CORES];
	struct cores c = {.l = l};

	if ((l->setup->model != MODEL_THREADS &&
	     l->setup->model != MODEL_PROCESSES) ||
	    l->setup->key[KEY_GIL] == GIL_ON || on_loop(l) || in_pool(l))
		return;
	c.is_ready = mem_new(l->program->n_copies);
	c.core = mem_new(l->program->n_copies);
	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);

		if (i > 0 && e->t > trace_at(tr, i - 1)->t && c.ready > 0 &&
		    c.busy < n && !may_idle(l))
			fault(l, i, "a core stood idle");
		if (is_task(e))
			core_event(&c, i, e);
	}
	mem_free(c.is_ready);
	mem_free(c.core);
}

/* --- work done is work asked for --- */

struct worker {
	int64_t asked, done, since;
	bool runs, ended;
};

/* A start is paid by the spawner, or by whom nobody spawned. */
static uint32_t payer(const struct event *e)
{
	return e->kind == EV_START && e->by != ACTOR_NONE ? e->by : e->who;
}

static void work_asked(struct worker *workers, const struct event *e)
{
	if (e->kind != EV_WORK && e->kind != EV_START)
		return;
	if (actor_class(payer(e)) == ACTOR_TASK)
		workers[actor_index(payer(e))].asked += e->value;
}

static void work_event(struct worker *w, const struct event *e)
{
	bool off = e->kind == EV_PREEMPT || e->kind == EV_YIELD ||
		   e->kind == EV_WAIT || e->kind == EV_SLEEP ||
		   e->kind == EV_BLOCK || e->kind == EV_END;

	if (e->kind == EV_RUN) {
		w->runs = true;
		w->since = e->t;
	} else if (off && w->runs) {
		w->runs = false;
		w->done += e->t - w->since;
	}
	if (e->kind == EV_END)
		w->ended = e->rule != END_STOPPED;
}

/* To the nanosecond; in a warm cache it goes so many times as fast, where OSTEP
 * says so up to the end of a unit. */
static bool is_done(const struct looked *l, const struct worker *w)
{
	int64_t rate = l->setup->key[KEY_RATE];
	bool is_rounded = rate > 1 && l->setup->key[KEY_LIKE] == LIKE_OSTEP;

	return (w->done <= w->asked || is_rounded) &&
	       w->done >= w->asked / rate;
}

static void work_done(struct looked *l)
{
	const struct trace *tr = run_trace(l->run);
	struct worker *workers;

	if (on_loop(l))
		return;
	workers = mem_array(l->program->n_copies, sizeof *workers);
	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);

		work_asked(workers, e);
		if (!is_task(e))
			continue;
		work_event(&workers[actor_index(e->who)], e);
		if (e->kind == EV_END && workers[actor_index(e->who)].ended &&
		    !is_done(l, &workers[actor_index(e->who)]))
			fault(l, i, "work asked for is not work done");
	}
	mem_free(workers);
}

/* --- ready + running + waiting is the whole life --- */

static void lifetimes(struct looked *l)
{
	const struct trace *tr = run_trace(l->run);
	struct metrics_how how = metrics_how(l->setup, l->program);
	struct metrics *m = metrics_new(l->program, tr, &how);

	for (uint32_t i = 0; i < l->program->n_copies; i++) {
		const struct task_figures *f = &m->tasks[i];

		if (f->fate == FATE_UNBORN || f->fate == FATE_UNFINISHED ||
		    f->fate == FATE_STOPPED || f->release < 0)
			continue;
		if (f->cpu + f->waiting + f->io + f->timer + f->blocked !=
		    f->end - f->release)
			str_addf(l->faults,
				 "life of copy %u: %lld %lld %lld "
				 "%lld %lld of %lld\n",
				 (unsigned)i, (long long)f->cpu,
				 (long long)f->waiting, (long long)f->io,
				 (long long)f->timer, (long long)f->blocked,
				 (long long)(f->end - f->release));
	}
	metrics_free(m);
}

/* --- locks exclude, counts hold, queues keep their order --- */

enum { ITEMS = 1024 };

struct thing {
	int64_t items[ITEMS]; /* of a queue */
	uint32_t first, n;
	int64_t count; /* of a semaphore; a lock: 1 free */
};

static void thing_event(struct looked *l, struct thing *t, uint64_t i,
			const struct event *e, int64_t room)
{
	switch ((int)e->kind) {
	case EV_ACQUIRE:
		if (--t->count < 0)
			fault(l, i, "taken though it was not free");
		return;
	case EV_RELEASE:
		t->count++;
		return;
	case EV_PUT:
		if (room > 0 && t->n >= room)
			fault(l, i, "put into a full queue");
		t->items[(t->first + t->n++) % ITEMS] = e->value;
		return;
	case EV_GET:
		if (t->n == 0 || t->items[t->first] != e->value)
			fault(l, i, "not the queue's first item");
		t->first = (t->first + 1) % ITEMS;
		t->n--;
		return;
	default:
		return;
	}
}

static void things(struct looked *l)
{
	const struct program *p = l->program;
	const struct trace *tr = run_trace(l->run);
	struct thing *things = mem_array(p->n_objects, sizeof *things);

	for (uint32_t i = 0; i < p->n_objects; i++)
		things[i].count = p->objects[i].kind == OBJECT_SEMAPHORE
					  ? p->objects[i].amount
					  : 1;
	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);
		uint32_t k = actor_index(e->by);

		if (e->by != ACTOR_NONE && actor_class(e->by) == ACTOR_OBJECT)
			thing_event(l, &things[k], i, e, p->objects[k].amount);
	}
	mem_free(things);
}

/* --- the value read is the value written last --- */

enum { THREADS_MOST = 256 };

/* Processes have copies of the variables, their tasks share them. */
struct values {
	struct looked *l;
	int64_t *now;               /* the shared, then by place */
	uint32_t *place;            /* by copy; 0: the shared */
	uint32_t job[THREADS_MOST]; /* by thread: whose it does */
	bool exists[THREADS_MOST];
};

static bool have_copies(const struct looked *l)
{
	return l->setup->model == MODEL_PROCESSES;
}

static bool have_places(const struct looked *l)
{
	return have_copies(l) && (on_loop(l) || in_pool(l));
}

static int64_t *values_at(const struct values *v, uint32_t place)
{
	return v->now + (size_t)place * v->l->program->n_vars;
}

/* The variables that somebody sees. */
static int64_t *seen_by(const struct values *v, uint32_t who)
{
	uint32_t i = actor_index(who);

	if (!have_copies(v->l) || who == ACTOR_NONE)
		return v->now;
	if (!have_places(v->l))
		return values_at(v, 1 + i);
	if (actor_class(who) == ACTOR_THREAD)
		i = v->job[i];
	return values_at(v, v->place[i]);
}

static void values_copy(const struct values *v, int64_t *to,
			const int64_t *from)
{
	if (v->l->program->n_vars > 0)
		memcpy(to, from, v->l->program->n_vars * sizeof *to);
}

/* Where a task comes to be, and when that place does. */
static void place_event(struct values *v, const struct event *e)
{
	const struct program *p = v->l->program;
	uint32_t i = actor_index(e->who);
	bool on_thread =
		e->by != ACTOR_NONE && actor_class(e->by) == ACTOR_THREAD;

	if (e->who == ACTOR_NONE)
		return;
	if (is_task(e) && on_thread &&
	    (e->kind == EV_ARRIVE || e->kind == EV_RUN))
		v->place[i] = 1 + actor_index(e->by);
	if (actor_class(e->who) != ACTOR_THREAD)
		return;
	if (e->kind == EV_RUN && e->by != ACTOR_NONE && !on_thread)
		v->job[i] = actor_index(e->by);
	if (e->kind != EV_READY || v->exists[i])
		return;
	v->exists[i] = true;
	if (p->main != NONE)
		values_copy(
			v, values_at(v, 1 + i),
			seen_by(v, ACTOR(ACTOR_TASK, p->tasks[p->main].first)));
}

static void value_event(struct values *v, uint64_t i)
{
	const struct event *e = trace_at(run_trace(v->l->run), i);
	uint32_t var = actor_index(e->by);

	if (e->kind == EV_WRITE)
		seen_by(v, e->who)[var] = e->value;
	else if (e->kind == EV_READ && seen_by(v, e->who)[var] != e->value)
		fault(v->l, i, "another value than was written");
	else if (have_places(v->l))
		place_event(v, e);
	else if (e->kind == EV_SPAWN && have_copies(v->l))
		values_copy(v, seen_by(v, e->by), seen_by(v, e->who));
}

static void values(struct looked *l)
{
	const struct program *p = l->program;
	size_t n = (1 + (size_t)p->n_copies + THREADS_MOST) * p->n_vars;
	struct values v = {.l = l};

	v.now = mem_array(n, sizeof *v.now);
	v.place = mem_array(p->n_copies, sizeof *v.place);
	for (size_t i = 0; i < n; i++)
		v.now[i] = p->vars[i % p->n_vars].initial;
	for (uint64_t i = 0; i < run_trace(l->run)->n; i++)
		value_event(&v, i);
	mem_free(v.now);
	mem_free(v.place);
}

/* --- a loop runs one step at a time --- */

static bool leaves_loop(const struct event *e)
{
	return e->kind == EV_WAIT || e->kind == EV_SLEEP ||
	       e->kind == EV_YIELD || e->kind == EV_END ||
	       (e->kind == EV_BLOCK && e->rule != BLOCKED_BY_CALL);
}

/* Only who has his step can do these. */
static bool needs_step(const struct event *e)
{
	return e->kind == EV_WORK || e->kind == EV_PRINT ||
	       e->kind == EV_READ || e->kind == EV_WRITE || e->kind == EV_PUT ||
	       e->kind == EV_GET || e->kind == EV_ACQUIRE ||
	       e->kind == EV_SPAWN;
}

static void one_step(struct looked *l)
{
	const struct trace *tr = run_trace(l->run);
	uint32_t *homes = mem_array(l->program->n_copies, sizeof *homes);
	uint32_t steps_of[SETUP_LOOPS_MAX] = {0}; /* by loop: 1 + the task */

	for (uint64_t i = 0; on_loop(l) && i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);
		uint32_t *now;

		if (!is_task(e))
			continue;
		if (e->kind == EV_ARRIVE && e->by != ACTOR_NONE)
			homes[actor_index(e->who)] = actor_index(e->by);
		now = &steps_of[homes[actor_index(e->who)]];
		if (e->kind == EV_RUN && *now != 0)
			fault(l, i, "a step within a step");
		if (e->kind == EV_RUN)
			*now = 1 + e->who;
		if (needs_step(e) && *now != 1 + e->who)
			fault(l, i, "it is another's step");
		if (leaves_loop(e) && *now == 1 + e->who)
			*now = 0;
	}
	mem_free(homes);
}

const struct law laws[] = {
	{"time goes forward", order_of_time},
	{"nobody runs before his release or while he waits", states},
	{"a core runs one thread, and none idles while one is ready", cores},
	{"work done is work asked for", work_done},
	{"ready, running and waiting make a life", lifetimes},
	{"locks exclude, counts hold, queues keep their order", things},
	{"a loop runs one step at a time", one_step},
	{"what is read is what was written last", values},
};
const int n_laws = sizeof laws / sizeof *laws;
