/* SPDX-License-Identifier: MIT */
/*
 * Runs: a machine, its trace, and copies of the machine on the way, from which
 * any of its instants is found again.
 */
#include "runtime/run.h"

#include "base/mem.h"
#include "base/must.h"
#include "base/vec.h"
#include "policy/policies.h"
#include "runtime/runtimes.h"

/* A copy is kept every so many events, or as many as weigh what it does. */
#define KEEP_EVERY 65536

/* Another stays so near behind what is looked at, for who steps back: it need
 * not come all the way from the one that was kept. */
#define NEAR 1024

/* So many statements to an event, on the average, are too many: a loop in which
 * nothing happens is cut as a run with too many events is. */
#define STATEMENTS 20

struct run {
	struct machine now;
	struct trace trace;
	uint64_t limit;
	int64_t fuel;       /* statements left, beyond those the machine has */
	uint64_t last_copy; /* n_events of the last one */
	uint64_t next_copy; /* when n_events reaches it */
	struct VEC(struct machine *) copies;
	struct machine then; /* what run_at gave last */
	bool has_then;
	struct machine near;
	bool has_near;
};

/* The model's own, the interpreter lock's, or the setup's. */
static const struct policy *policy_of(const struct runtime *rt,
				      const struct setup *setup)
{
	if (rt->policy)
		return rt->policy;
	return setup_has_gil(setup) ? &policy_gil
				    : policies[setup->key[KEY_POLICY]];
}

static void begin(struct run *run, struct machine *m, struct trace *trace)
{
	const struct runtime *rt = runtime_of(&run->now.setup);
	const struct program *prog = run->now.prog;
	struct setup setup = run->now.setup;

	machine_init(m, prog, &setup, rt, policy_of(rt, &setup), trace);
}

struct run *run_new(const struct program *program, const struct setup *setup)
{
	struct run *run = mem_new(sizeof *run);

	run->now.prog = program;
	run->now.setup = *setup;
	trace_init(&run->trace);
	begin(run, &run->now, &run->trace);
	run->limit = UINT64_MAX;
	run->fuel = INT64_MAX;
	run->next_copy = KEEP_EVERY;
	return run;
}

void run_free(struct run *run)
{
	if (!run)
		return;
	for (size_t i = 0; i < run->copies.len; i++) {
		machine_fini(run->copies.at[i]);
		mem_free(run->copies.at[i]);
	}
	vec_fini(&run->copies);
	if (run->has_then)
		machine_fini(&run->then);
	if (run->has_near)
		machine_fini(&run->near);
	machine_fini(&run->now);
	trace_fini(&run->trace);
	mem_free(run);
}

static int64_t statements_for(uint64_t events)
{
	return events < INT64_MAX / STATEMENTS ? (int64_t)events * STATEMENTS
					       : INT64_MAX;
}

void run_limit(struct run *run, uint64_t events)
{
	run->limit = events;
	run->fuel = statements_for(events);
}

/* Copies together weigh no more than the events between them. */
static void keep_copy(struct run *run)
{
	uint64_t step = machine_weight(&run->now) / sizeof(struct event);
	struct machine *copy;

	if (step > KEEP_EVERY && run->next_copy < run->last_copy + step) {
		run->next_copy = run->last_copy + step;
		return;
	}
	copy = mem_new(sizeof *copy);
	machine_copy(copy, &run->now);
	vec_push(&run->copies, copy);
	run->last_copy = run->now.n_events;
	run->next_copy = run->last_copy + KEEP_EVERY;
}

/* The machine gets its share of the statements that are left. */
static void begin_slice(struct run *run, uint64_t budget)
{
	int64_t fuel = statements_for(budget);

	run->now.fuel = fuel < run->fuel ? fuel : run->fuel;
	run->fuel -= run->now.fuel;
}

enum run_status run_advance(struct run *run, uint64_t budget)
{
	struct machine *m = &run->now;
	uint64_t goal = m->n_events + budget;

	if (goal > run->limit || goal < budget)
		goal = run->limit;
	begin_slice(run, budget);
	while (!m->over && m->n_events < goal && m->fuel > 0) {
		machine_run(m, goal < run->next_copy ? goal : run->next_copy);
		if (m->n_events >= run->next_copy)
			keep_copy(run);
	}
	run->fuel += m->fuel;
	must(m->n_events == run->trace.n);
	if (m->over)
		return RUN_DONE;
	return m->n_events >= run->limit || run->fuel <= 0 ? RUN_STOPPED
							   : RUN_MORE;
}

const struct trace *run_trace(const struct run *run)
{
	return &run->trace;
}

enum machine_end run_end(const struct run *run)
{
	return (enum machine_end)run->now.end;
}

/* The latest copy that had not gone beyond so many events, or NULL. */
static const struct machine *nearest_copy(const struct run *run, uint64_t n)
{
	const struct machine *found = NULL;

	for (size_t i = 0; i < run->copies.len; i++)
		if (run->copies.at[i]->n_events <= n)
			found = run->copies.at[i];
	if (run->has_near && run->near.n_events <= n &&
	    (found == NULL || run->near.n_events > found->n_events))
		found = &run->near;
	return found;
}

/* Runs up to N events; on a long way a copy is left shortly before. */
static const struct machine *run_to(struct run *run, uint64_t n)
{
	struct machine *m = &run->then;

	if (n - m->n_events >= 2 * NEAR &&
	    machine_weight(m) / sizeof(struct event) < NEAR) {
		machine_run(m, n - NEAR);
		if (run->has_near)
			machine_fini(&run->near);
		machine_copy(&run->near, m);
		run->has_near = true;
	}
	machine_run(m, n);
	return m;
}

const struct machine *run_at(struct run *run, uint64_t event)
{
	const struct machine *from = nearest_copy(run, event + 1);
	uint64_t begun = from ? from->n_events : 0;

	must(event < run->trace.n);
	if (run->has_then && run->then.n_events <= event + 1 &&
	    run->then.n_events >= begun)
		return run_to(run, event + 1);
	if (run->has_then)
		machine_fini(&run->then);
	if (from)
		machine_copy(&run->then, from);
	else
		begin(run, &run->then, NULL);
	run->has_then = true;
	run->then.fuel = INT64_MAX;
	return run_to(run, event + 1);
}
