/* SPDX-License-Identifier: MIT */
/*
 * Trace Event JSON, which Perfetto, chrome://tracing and speedscope open.
 *
 * A run is a process. Its cores and threads are threads with slices of whoever
 * ran (X); every task is an asynchronous track of its own (b, e) with what it
 * waited for; counters (C), flows from a deed to its consequence (s, f) and
 * instants (i) go with them. Times are us.
 *
 * Events stand in the order of their times. At one time first ends what ends,
 * inner before outer; then counters, then what begins, outer before inner, none
 * of them of no length; then slices, flows and instants as they happened, for
 * a flow belongs to the slice that stands last before it on its thread. A
 * slice's length is found by looking ahead as far as it reaches, which costs
 * each event no more looks than there are cores: nothing needs to be kept.
 *
 * At one time Perfetto takes slices first, longer before shorter, and all else
 * as it stands here.
 *
 * Source: the Trace Event Format; Perfetto's and catapult's importers.
 */
#include "export/chrome.h"

#include "base/mem.h"
#include "story/names.h"
#include "vos/setup.h"

#include <stdio.h>
#include <string.h>

enum { BUFFER = 64 * 1024 };

void chrome_us(struct str *out, int64_t ns)
{
	int64_t part = ns % 1000;

	str_addi(out, ns / 1000);
	if (part == 0)
		return;
	str_addc(out, '.');
	str_addc(out, (char)('0' + part / 100));
	str_addc(out, (char)('0' + part / 10 % 10));
	str_addc(out, (char)('0' + part % 10));
}

void chrome_event(struct chrome *c, const char *phase, uint32_t tid, int64_t t)
{
	CHROME_PUT(c, ",\n{\"ph\":\"");
	str_add(c->out, phase);
	str_add(c->out, c->process);
	str_addu(c->out, tid);
	CHROME_PUT(c, ",\"ts\":");
	chrome_us(c->out, t);
}

void chrome_quoted(struct chrome *c, const char *text)
{
	c->w.json.comma = false;
	json_str(&c->w.json, text, strlen(text));
}

void chrome_name(struct chrome *c, const char *prefix, uint32_t actor)
{
	str_clear(&c->scratch);
	str_add(&c->scratch, prefix);
	name_add(&c->scratch, c->w.program, c->w.loops, actor);
	c->w.json.comma = false;
	json_str(&c->w.json, str_text(&c->scratch), c->scratch.len);
}

void chrome_args(struct chrome *c, const struct event *e)
{
	CHROME_PUT(c, ",\"args\":{");
	c->w.json.comma = false;
	event_fields(&c->w, e);
	CHROME_PUT(c, "}}");
}

void chrome_close(struct chrome *c)
{
	str_addc(c->out, '}');
}

void chrome_flush(struct chrome *c)
{
	if (c->out->len >= BUFFER)
		sink_put_str(c->sink, c->out);
}

/* --- threads and their numbers --- */

static enum setup_model model_of(const struct chrome *c)
{
	return (enum setup_model)c->run->setup->model;
}

bool chrome_has_own_thread(const struct chrome *c, uint32_t copy)
{
	const struct program *p = c->w.program;

	if (c->w.loops > 0 || model_of(c) == MODEL_SYNC)
		return false;
	return !setup_has_workers(c->run->setup) ||
	       program_task_of(p, copy) == p->main;
}

uint32_t chrome_core_tid(const struct chrome *c, uint32_t core)
{
	return c->tid + 1 + core;
}

static uint32_t thread_tid(const struct chrome *c, uint32_t thread)
{
	return c->tid + 1 + c->cores + thread;
}

static uint32_t task_tid(const struct chrome *c, uint32_t copy)
{
	return c->tid + 1 + c->cores + c->threads + copy;
}

/* A job is done by a worker, a coroutine is run by the loop. */
uint32_t chrome_tid(const struct chrome *c, uint32_t actor)
{
	uint32_t i = actor_index(actor);

	if (actor_class(actor) == ACTOR_THREAD)
		return thread_tid(c, i);
	if (model_of(c) == MODEL_ASYNC)
		return thread_tid(c, 0);
	if (model_of(c) == MODEL_SYNC)
		return task_tid(c, 0);
	if (c->tasks[i].worker != 0)
		return thread_tid(c, c->tasks[i].worker - 1);
	return task_tid(c, i);
}

static uint32_t cores_of(const struct trace *tr)
{
	uint32_t n = 0;

	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);

		if (e->core != CORE_NONE && e->core >= n &&
		    (e->kind == EV_RUN || e->kind == EV_SWITCH))
			n = (uint32_t)e->core + 1;
	}
	return n;
}

/* --- names of processes and threads --- */

static void put_meta(struct chrome *c, const char *what, uint32_t tid)
{
	CHROME_PUT(c, ",\n{\"ph\":\"M\",\"pid\":");
	str_addu(c->out, c->pid);
	CHROME_PUT(c, ",\"tid\":");
	str_addu(c->out, tid);
	CHROME_PUT(c, ",\"name\":\"");
	str_add(c->out, what);
	CHROME_PUT(c, "\",\"args\":{\"");
}

static void put_sort(struct chrome *c, const char *what, uint32_t tid,
		     uint32_t index)
{
	put_meta(c, what, tid);
	CHROME_PUT(c, "sort_index\":");
	str_addu(c->out, index);
	CHROME_PUT(c, "}}");
}

static void put_thread(struct chrome *c, uint32_t tid, const char *prefix,
		       uint32_t actor)
{
	put_meta(c, "thread_name", tid);
	CHROME_PUT(c, "name\":");
	if (actor == ACTOR_NONE)
		chrome_quoted(c, prefix);
	else
		chrome_name(c, prefix, actor);
	CHROME_PUT(c, "}}");
	put_sort(c, "thread_sort_index", tid, tid - c->tid);
	chrome_flush(c);
}

/* Nothing stands before the first of them.  Without a thread's number the
 * process's would be taken for one. */
static void put_process(struct chrome *c)
{
	str_add(c->out, c->pid > 1 ? ",\n" : "\n");
	CHROME_PUT(c, "{\"ph\":\"M\",\"pid\":");
	str_addu(c->out, c->pid);
	CHROME_PUT(c, ",\"tid\":");
	str_addu(c->out, chrome_core_tid(c, 0));
	CHROME_PUT(c, ",\"name\":\"process_name\",\"args\":{\"name\":");
	chrome_quoted(c, c->run->name);
	CHROME_PUT(c, "}}");
}

static void put_names(struct chrome *c)
{
	put_process(c);
	put_sort(c, "process_sort_index", chrome_core_tid(c, 0), c->pid);
	for (uint32_t i = 0; i < c->cores; i++)
		put_thread(c, chrome_core_tid(c, i), "", ACTOR(ACTOR_CORE, i));
	for (uint32_t i = 0; i < c->threads; i++)
		put_thread(c, thread_tid(c, i), "", ACTOR(ACTOR_THREAD, i));
	if (model_of(c) == MODEL_SYNC)
		put_thread(c, task_tid(c, 0), "the one thread", ACTOR_NONE);
	for (uint32_t i = 0; i < c->w.program->n_copies; i++)
		if (chrome_has_own_thread(c, i))
			put_thread(c, task_tid(c, i), "thread of ",
				   ACTOR(ACTOR_TASK, i));
}

/* --- a run --- */

static void chrome_init(struct chrome *c, const struct report *r, size_t i,
			struct sink *s)
{
	const struct report_run *run = r->runs + i;

	c->w.program = r->program;
	c->w.trace = run->trace;
	c->w.loops = setup_loops(run->setup, c->w.program);
	c->w.json.out = c->out;
	c->run = run;
	c->sink = s;
	c->pid = (uint32_t)i + 1;
	snprintf(c->process, sizeof c->process,
		 "\",\"pid\":%u,\"tid\":", c->pid);
	c->task_id = i * r->program->n_copies + 1;
	c->cores = cores_of(run->trace);
	c->threads = crew_threads(run->trace);
	c->tids = 1 + c->cores + c->threads + r->program->n_copies;
	crew_init(&c->crew, r->program, run->setup);
	c->counts_crew = c->crew.has_pool || setup_has_gil(run->setup);
	if (r->sched)
		c->spans = spans_new(r->program, run->trace);
	chrome_tasks_begin(c);
	chrome_slices_begin(c);
}

static void chrome_fini(struct chrome *c)
{
	chrome_tasks_fini(c);
	chrome_slices_fini(c);
	crew_fini(&c->crew);
	spans_free(c->spans);
	str_fini(&c->w.name);
	str_fini(&c->scratch);
}

/* When its next instant is, INT64_MAX for never. */
static int64_t next_time(const struct chrome *c)
{
	int64_t due = chrome_tasks_next(c);
	int64_t t = c->ev < c->w.trace->n ? trace_at(c->w.trace, c->ev)->t
					  : INT64_MAX;

	return due < t ? due : t;
}

/* All that happens at one time. */
static void put_instant(struct chrome *c)
{
	const struct trace *tr = c->w.trace;
	uint64_t end = c->ev;

	c->t = next_time(c);
	for (; end < tr->n && trace_at(tr, end)->t == c->t; end++)
		chrome_tasks_tell(c, end);
	chrome_tasks_due(c);
	if (c->t == tr->end)
		chrome_tasks_end(c);
	chrome_tasks_show(c);
	for (; c->ev < end; c->ev++) {
		chrome_slices_tell(c, c->ev);
		chrome_flush(c);
	}
}

/* What is still open ends with the run. */
static void put_end(struct chrome *c)
{
	c->t = c->w.trace->end;
	chrome_tasks_end(c);
	chrome_tasks_show(c);
}

/* --- all runs --- */

static struct chrome *earliest(struct chrome *runs, size_t n)
{
	struct chrome *first = NULL;

	for (size_t i = 0; i < n; i++)
		if (next_time(&runs[i]) < INT64_MAX &&
		    (!first || next_time(&runs[i]) < next_time(first)))
			first = &runs[i];
	return first;
}

/* Ends of runs, too, are in the order of their times. */
static void put_ends(struct chrome *runs, size_t n, int64_t t)
{
	for (size_t i = 0; i < n; i++) {
		struct chrome *c = &runs[i];

		if (c->ended || next_time(c) < INT64_MAX || c->w.trace->end > t)
			continue;
		c->ended = true;
		put_end(c);
	}
}

static void put_runs(struct chrome *runs, size_t n, struct sink *s)
{
	struct chrome *c;

	while ((c = earliest(runs, n)) != NULL && s->error == 0) {
		put_ends(runs, n, next_time(c));
		put_instant(c);
	}
	put_ends(runs, n, INT64_MAX);
}

static void put_head(const struct report *r, struct str *out)
{
	struct json json = {.out = out};

	str_add(out, "{\"displayTimeUnit\":\"ms\",\"metadata\":");
	json_open(&json, '{');
	json_key(&json, "generator");
	json_str(&json, "turntable", strlen("turntable"));
	json_key(&json, "scenario");
	json_str(&json, r->program->file, strlen(r->program->file));
	json_key(&json, "seed");
	json_int(&json, (int64_t)r->program->seed);
	json_close(&json, '}');
	str_add(out, ",\"traceEvents\":[");
}

void export_chrome(const struct report *r, struct sink *s)
{
	struct chrome *runs = mem_array(r->n_runs, sizeof *runs);
	struct str out = {0};
	uint64_t flow_id = 0;
	uint32_t tid = 0;

	put_head(r, &out);
	for (size_t i = 0; i < r->n_runs; i++) {
		runs[i].out = &out;
		chrome_init(&runs[i], r, i, s);
		runs[i].flow_id = &flow_id;
		runs[i].tid = tid;
		tid += runs[i].tids;
		put_names(&runs[i]);
	}
	put_runs(runs, r->n_runs, s);
	str_add(&out, "\n]}\n");
	sink_put_str(s, &out);
	for (size_t i = 0; i < r->n_runs; i++)
		chrome_fini(&runs[i]);
	str_fini(&out);
	mem_free(runs);
}
