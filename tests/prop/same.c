/* SPDX-License-Identifier: MIT */
/*
 * Traces are compared byte by byte; machines by all of them that a view may
 * look at, and by what the trace says of their tasks and variables.
 */
#include "prop/same.h"

#include "base/mem.h"
#include "base/rng.h"
#include "policy/policies.h"
#include "runtime/runtimes.h"

#include <string.h>

enum { PLACES = 5 }; /* events a run is asked for */

static bool same_traces(struct looked *l, const struct trace *a,
			const struct trace *b)
{
	for (uint64_t i = 0; i < a->n && i < b->n; i++) {
		if (memcmp(trace_at(a, i), trace_at(b, i),
			   sizeof(struct event)) != 0) {
			fault(l, i, "another event");
			return false;
		}
	}
	if (a->n != b->n || a->end != b->end || a->text_len != b->text_len ||
	    (a->text_len && memcmp(a->text, b->text, a->text_len) != 0)) {
		str_add(l->faults, "another length, end or text\n");
		return false;
	}
	return true;
}

static struct run *another(const struct looked *l)
{
	struct run *run = run_new(l->program, l->setup);

	run_limit(run, EVENTS_MAX);
	return run;
}

static void again(struct looked *l, uint64_t number)
{
	struct run *run = another(l);

	(void)number;
	(void)run_advance(run, UINT64_MAX);
	(void)same_traces(l, run_trace(l->run), run_trace(run));
	run_free(run);
}

static void in_slices(struct looked *l, uint64_t number)
{
	struct run *run = another(l);
	struct rng rng;

	rng_init(&rng, number, 2);
	while (run_advance(run, 1 + rng_below(&rng, 4)) == RUN_MORE)
		;
	(void)same_traces(l, run_trace(l->run), run_trace(run));
	run_free(run);
}

/* --- machines --- */

static bool same_bytes(const void *a, const void *b, size_t n)
{
	return n == 0 || memcmp(a, b, n) == 0;
}

static bool same_pools(const struct pool *a, const struct pool *b)
{
	return a->n == b->n && a->free == b->free &&
	       same_bytes(a->data, b->data, (size_t)a->n * a->size);
}

static bool same_cores(const struct machine *a, const struct machine *b)
{
	for (uint32_t i = 0; i < a->n_cores; i++) {
		const struct core *x = &a->cores[i], *y = &b->cores[i];

		if (x->thread != y->thread || x->last != y->last ||
		    x->since != y->since || x->next != y->next)
			return false;
	}
	return true;
}

static bool same_machines(const struct machine *a, const struct machine *b)
{
	const struct program *p = a->prog;

	return a->now == b->now && a->n_events == b->n_events &&
	       a->at == b->at && a->alive == b->alive && a->over == b->over &&
	       a->n_ready == b->n_ready && same_cores(a, b) &&
	       same_bytes(a->tasks, b->tasks, a->n_tasks * sizeof *a->tasks) &&
	       same_bytes(a->vars, b->vars, p->n_vars * sizeof *a->vars) &&
	       same_bytes(a->locals, b->locals,
			  p->n_locals * sizeof *a->locals) &&
	       same_bytes(a->objects, b->objects,
			  p->n_objects * sizeof *a->objects) &&
	       same_pools(&a->threads, &b->threads) &&
	       same_pools(&a->blocks, &b->blocks) &&
	       same_pools(&a->born, &b->born) &&
	       same_pools(&a->watches, &b->watches);
}

/* What the first n events say of a task: enum task_state, where they do. */
static int said_of(const struct trace *tr, uint64_t n, uint32_t copy)
{
	static const int8_t says[EV_COUNT] = {
		[EV_ARRIVE] = TASK_READY,  [EV_RUN] = TASK_RUNNING,
		[EV_PREEMPT] = TASK_READY, [EV_YIELD] = TASK_READY,
		[EV_WAIT] = TASK_WAITING,  [EV_SLEEP] = TASK_WAITING,
		[EV_BLOCK] = TASK_WAITING, [EV_WAKE] = TASK_READY,
		[EV_END] = TASK_ENDED,
	};

	while (n-- > 0) {
		const struct event *e = trace_at(tr, n);

		if (e->who == ACTOR(ACTOR_TASK, copy) && says[e->kind])
			return says[e->kind];
	}
	return TASK_UNBORN;
}

static void says_what_the_trace_says(struct looked *l, const struct machine *m)
{
	const struct trace *tr = run_trace(l->run);

	if (l->setup->model == MODEL_ASYNC || setup_has_loops(l->setup))
		return;
	for (uint32_t i = 0; i < l->program->n_copies; i++) {
		int said = said_of(tr, m->n_events, i);
		int is = m->tasks[i].state;

		if (is == TASK_COMING)
			is = TASK_UNBORN;
		if (is != said)
			fault(l, m->n_events - 1, "the state is another");
	}
}

/* The events beyond the one asked for belong to the same statement. */
static void at_place(struct looked *l, const struct machine *m, uint64_t event)
{
	const struct trace *tr = run_trace(l->run);

	if (m->n_events <= event || m->n_events > tr->n)
		fault(l, event, "the machine is somewhere else");
	else if (m->now != trace_at(tr, event)->t ||
		 trace_at(tr, m->n_events - 1)->t != m->now)
		fault(l, event, "the machine is at another time");
	else
		says_what_the_trace_says(l, m);
}

/* By whatever way it is found: from the beginning, from an earlier place, from
 * a later one. */
static void found_again(struct looked *l, uint64_t number)
{
	uint64_t n = run_trace(l->run)->n;
	struct run *run = another(l);
	struct rng rng;

	rng_init(&rng, number, 3);
	(void)run_advance(run, UINT64_MAX);
	if (run_trace(run)->n != n)
		n = 0; /* told by another test */
	for (int i = 0; i < PLACES && n > 0; i++) {
		uint64_t event = rng_below(&rng, n);
		const struct machine *m = run_at(l->run, event), *other;

		at_place(l, m, event);
		(void)run_at(run, rng_below(&rng, n));
		other = run_at(run, event);
		if (!same_machines(m, other))
			fault(l, event, "another machine");
	}
	run_free(run);
}

/* --- quanta that end and are renewed are not stepped to --- */

/* As they end one by one, a policy that has no say of its own gives way. */
static bool to_anybody(struct machine *m, struct thread *th)
{
	(void)th;
	return m->n_ready > 0;
}

static struct policy stepping(const struct policy *policy)
{
	struct policy p = *policy;

	p.outlast = NULL;
	if (!p.expired)
		p.expired = to_anybody;
	return p;
}

/* Tiny turns, so that each has many an end to outlast. */
static struct setup with_tiny_turns(const struct setup *setup, uint64_t number)
{
	struct setup tiny = *setup;
	struct rng rng;

	rng_init(&rng, number, 4);
	setup_give(&tiny, KEY_QUANTA, 0);
	setup_give(&tiny, KEY_ALLOTMENT, 2);
	setup_list(&tiny, KEY_ALLOTMENT)[0] = 1 + (int64_t)rng_below(&rng, 9);
	setup_list(&tiny, KEY_ALLOTMENT)[1] = 1 + (int64_t)rng_below(&rng, 40);
	for (int key = 0; key < SETUP_KEYS; key++)
		if (key == KEY_QUANTUM || key == KEY_SLICE ||
		    key == KEY_LATENCY || key == KEY_GRANULARITY)
			setup_give(&tiny, (enum setup_key)key,
				   tiny.unit / (2 + (int)rng_below(&rng, 30)));
	return tiny;
}

static void play(struct trace *trace, const struct program *program,
		 const struct setup *setup, const struct policy *policy)
{
	struct machine m;

	trace_init(trace);
	machine_init(&m, program, setup, runtime_of(setup), policy, trace);
	machine_run(&m, EVENTS_MAX);
	machine_fini(&m);
}

static void passed_over(struct looked *l, uint64_t number)
{
	const struct setup tiny = with_tiny_turns(l->setup, number);
	const struct policy *policy = policies[tiny.key[KEY_POLICY]];
	struct policy slow = stepping(policy);
	struct trace a, b;

	if (!setup_takes((enum setup_model)tiny.model, KEY_POLICY) ||
	    setup_has_gil(&tiny))
		return;
	play(&a, l->program, &tiny, policy);
	play(&b, l->program, &tiny, &slow);
	(void)same_traces(l, &a, &b);
	trace_fini(&a);
	trace_fini(&b);
}

/* Threads that need the one lock have no use for another core (E4). */
static void on_one_core(struct looked *l, uint64_t number)
{
	struct setup alone = *l->setup;
	struct run *run;

	(void)number;
	if (!setup_has_gil(&alone) || alone.key[KEY_CORES] == 1)
		return;
	alone.key[KEY_CORES] = 1;
	run = run_new(l->program, &alone);
	run_limit(run, EVENTS_MAX);
	(void)run_advance(run, UINT64_MAX);
	(void)same_traces(l, run_trace(l->run), run_trace(run));
	run_free(run);
}

const struct sameness samenesses[] = {
	{"the same seed gives the same bytes", again},
	{"computed in slices it is the same", in_slices},
	{"any event is found again", found_again},
	{"quanta that end for nothing may be passed over", passed_over},
	{"with the interpreter's lock one core is as good as many",
	 on_one_core},
};
const int n_samenesses = sizeof samenesses / sizeof *samenesses;
