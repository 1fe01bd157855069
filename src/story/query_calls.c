/* SPDX-License-Identifier: MIT */
/*
 * What can be asked of a run: one function a question, and the table of them.
 * Each reads a finished run's trace, figures or spans, and says which event
 * shows the answer where one does.
 */
#include "base/dur.h"
#include "base/i18n.h"
#include "story/query.h"

enum { TURNS_MAX = 10000, LINES_MAX = 1000 }; /* of one answer */

/* --- the tasks' figures --- */

/* Sets the event to the last of this kind that copy has. */
static void show(struct query_call *c, uint32_t copy, enum ev kind)
{
	const struct trace *tr = c->showing->trace;
	uint32_t who = ACTOR(ACTOR_TASK, copy);

	for (uint64_t i = tr->n; i-- > 0;) {
		const struct event *e = trace_at(tr, i);

		if (e->kind == kind && e->who == who) {
			c->event = i;
			return;
		}
	}
}

/* The latest of the copies' ends. */
static enum query_status get_finish(struct query_call *c, struct value *out)
{
	uint32_t last = c->first;

	for (uint32_t i = c->first; i < c->first + c->count; i++) {
		const struct task_figures *f = c->showing->metrics->tasks + i;

		if (f->end < 0 || f->fate == FATE_UNFINISHED)
			return QUERY_NEVER;
		if (f->end > out->n || i == c->first) {
			out->n = f->end;
			last = i;
		}
	}
	show(c, last, EV_END);
	return QUERY_OK;
}

/* Whose turn a run event begins: a worker's is its job's. */
static uint32_t turn_of(const struct event *e)
{
	if (e->kind != EV_RUN)
		return ACTOR_NONE;
	if (actor_class(e->who) == ACTOR_TASK)
		return e->who;
	return e->by != ACTOR_NONE && actor_class(e->by) == ACTOR_TASK
		       ? e->by
		       : ACTOR_NONE;
}

/* Sets the event to the one with which that copy's turn begins then. */
static void show_turn(struct query_call *c, uint32_t copy, int64_t t)
{
	const struct trace *tr = c->showing->trace;

	for (uint64_t i = trace_find_time(tr, t); i < tr->n; i++) {
		if (turn_of(trace_at(tr, i)) == ACTOR(ACTOR_TASK, copy)) {
			c->event = i;
			return;
		}
	}
}

/* The earliest of the copies' first turns. */
static enum query_status get_start(struct query_call *c, struct value *out)
{
	uint32_t first = c->first;

	out->n = -1;
	for (uint32_t i = c->first; i < c->first + c->count; i++) {
		int64_t t = c->showing->metrics->tasks[i].first_run;

		if (t >= 0 && (out->n < 0 || t < out->n)) {
			out->n = t;
			first = i;
		}
	}
	if (out->n < 0)
		return QUERY_NEVER;
	show_turn(c, first, out->n);
	return QUERY_OK;
}

static int64_t response_of(const struct task_figures *f)
{
	return f->first_run < 0 ? -1 : f->first_run - f->release;
}

static int64_t turnaround_of(const struct task_figures *f)
{
	return f->end < 0 ? -1 : f->end - f->release;
}

static int64_t waiting_of(const struct task_figures *f)
{
	return f->release < 0 ? -1 : f->waiting;
}

static int64_t cpu_of(const struct task_figures *f)
{
	return f->cpu;
}

/* The mean of the copies asked about, of all tasks where none is. */
static enum query_status mean(struct query_call *c, struct value *out,
			      int64_t (*of)(const struct task_figures *f))
{
	const struct metrics *m = c->showing->metrics;
	uint32_t n = c->count ? c->count : (uint32_t)m->n_tasks;
	int64_t sum = 0;

	for (uint32_t i = c->first; i < c->first + n; i++) {
		int64_t one = of(m->tasks + i);

		if (one < 0)
			return QUERY_NEVER;
		if (!dur_add(sum, one, &sum))
			return QUERY_OVERFLOW;
	}
	out->n = n ? sum / n : 0;
	if (c->count == 1)
		show(c, c->first, EV_RUN);
	return QUERY_OK;
}

static enum query_status get_response(struct query_call *c, struct value *out)
{
	return mean(c, out, response_of);
}

static enum query_status get_turnaround(struct query_call *c, struct value *out)
{
	return mean(c, out, turnaround_of);
}

static enum query_status get_waiting(struct query_call *c, struct value *out)
{
	return mean(c, out, waiting_of);
}

static enum query_status get_cpu(struct query_call *c, struct value *out)
{
	return mean(c, out, cpu_of);
}

static bool every_fate(const struct query_call *c, enum fate fate)
{
	for (uint32_t i = c->first; i < c->first + c->count; i++) {
		if (c->showing->metrics->tasks[i].fate != fate)
			return false;
	}
	return true;
}

static enum query_status get_failed(struct query_call *c, struct value *out)
{
	out->n = every_fate(c, FATE_FAILED);
	return QUERY_OK;
}

static enum query_status get_cancelled(struct query_call *c, struct value *out)
{
	out->n = every_fate(c, FATE_CANCELLED);
	return QUERY_OK;
}

static enum query_status get_ended(struct query_call *c, struct value *out)
{
	if (c->count)
		out->n = every_fate(c, FATE_OK);
	else
		out->n = c->showing->metrics->unfinished == 0;
	return QUERY_OK;
}

/* --- totals --- */

static enum query_status get_makespan(struct query_call *c, struct value *out)
{
	out->n = c->showing->metrics->makespan;
	return QUERY_OK;
}

static enum query_status get_switches(struct query_call *c, struct value *out)
{
	out->n = (int64_t)c->showing->metrics->switches;
	return QUERY_OK;
}

static enum query_status get_preemptions(struct query_call *c,
					 struct value *out)
{
	const struct metrics *m = c->showing->metrics;

	if (c->count == 0)
		out->n = (int64_t)m->preemptions;
	for (uint32_t i = c->first; i < c->first + c->count; i++)
		out->n += m->tasks[i].preemptions;
	return QUERY_OK;
}

static enum query_status get_misses(struct query_call *c, struct value *out)
{
	const struct metrics *m = c->showing->metrics;

	if (c->count == 0)
		out->n = (int64_t)m->misses;
	for (uint32_t i = c->first; i < c->first + c->count; i++)
		out->n += m->tasks[i].missed;
	return QUERY_OK;
}

static enum query_status get_lost(struct query_call *c, struct value *out)
{
	out->n = (int64_t)c->showing->metrics->lost;
	return QUERY_OK;
}

static enum query_status get_memory(struct query_call *c, struct value *out)
{
	out->n = c->showing->metrics->memory;
	return QUERY_OK;
}

static enum query_status get_deadlock(struct query_call *c, struct value *out)
{
	out->n = c->showing->metrics->deadlocked > 0;
	return QUERY_OK;
}

static enum query_status get_livelock(struct query_call *c, struct value *out)
{
	out->n = c->showing->metrics->livelock;
	return QUERY_OK;
}

static enum query_status from_fraction(struct fraction f, struct value *out)
{
	if (!fraction_is_known(f))
		return QUERY_NEVER;
	if (f.num > INT64_MAX || f.den > INT64_MAX)
		return QUERY_OVERFLOW;
	*out = value_fraction((int64_t)f.num, (int64_t)f.den);
	return QUERY_OK;
}

static enum query_status get_utilisation(struct query_call *c,
					 struct value *out)
{
	const struct total_metric *metric = total_metric_find("utilisation");

	return from_fraction(metric->get(c->showing->metrics), out);
}

static enum query_status get_fairness(struct query_call *c, struct value *out)
{
	return from_fraction(c->showing->metrics->fairness, out);
}

/* Of one core up to the makespan. */
static int64_t idle_of(struct lane lane, int64_t end)
{
	int64_t idle = 0;

	for (size_t i = 0; i < lane.n && lane.spans[i].from < end; i++) {
		int64_t to = i + 1 < lane.n ? lane.spans[i + 1].from : end;

		if (lane.spans[i].state == STATE_IDLE)
			idle += (to < end ? to : end) - lane.spans[i].from;
	}
	return idle;
}

enum query_status query_idle(struct query_call *c, struct value *out)
{
	const struct metrics *m = c->showing->metrics;
	uint32_t used = spans_cores(c->showing->spans);

	/* cores that were never used have no lane */
	if (used > m->cores)
		used = m->cores;
	if (!dur_mul(m->makespan, (int64_t)(m->cores - used), &out->n))
		return QUERY_OVERFLOW;
	for (uint32_t core = 0; core < used; core++) {
		int64_t one = idle_of(spans_core(c->showing->spans, core),
				      m->makespan);

		if (!dur_add(out->n, one, &out->n))
			return QUERY_OVERFLOW;
	}
	return QUERY_OK;
}

/* --- who and when --- */

static enum query_status get_next(struct query_call *c, struct value *out)
{
	const struct trace *tr = c->showing->trace;

	out->actor = ACTOR_NONE;
	for (uint64_t i = trace_find_time(tr, c->at); i < tr->n; i++) {
		uint32_t who = turn_of(trace_at(tr, i));

		if (who != ACTOR_NONE) {
			out->actor = who;
			c->event = i;
			return QUERY_OK;
		}
	}
	return QUERY_OK;
}

static enum query_status get_running(struct query_call *c, struct value *out)
{
	out->actor = ACTOR_NONE;
	for (uint32_t i = 0; i < c->program->n_copies; i++) {
		const struct span *s =
			lane_at(spans_task(c->showing->spans, i), c->at);

		/* nobody runs since the last of them stopped */
		if (s->ev < c->showing->trace->n &&
		    trace_at(c->showing->trace, s->ev)->t <= c->at &&
		    (c->event == QUERY_NO_EVENT || s->ev > c->event ||
		     s->state == STATE_RUNNING))
			c->event = s->ev;
		if (s->state == STATE_RUNNING) {
			out->actor = ACTOR(ACTOR_TASK, i);
			return QUERY_OK;
		}
	}
	return QUERY_OK;
}

static enum query_status get_blocked_on(struct query_call *c, struct value *out)
{
	const struct span *s =
		lane_at(spans_task(c->showing->spans, c->first), c->at);
	bool waits = s->state == STATE_BLOCKED || s->state == STATE_WAITING;

	out->actor = waits ? s->by : ACTOR_NONE;
	c->event = s->ev;
	return QUERY_OK;
}

static enum query_status get_is_ready(struct query_call *c, struct value *out)
{
	const struct span *s =
		lane_at(spans_task(c->showing->spans, c->first), c->at);

	out->n = s->state == STATE_READY;
	return QUERY_OK;
}

/* The tasks named by events, in their order: all of them, or the first of
 * each. */
static enum query_status list_by(struct query_call *c, struct value *out,
				 uint32_t (*of)(const struct event *e),
				 bool once)
{
	const struct trace *tr = c->showing->trace;
	struct VEC(uint32_t) list = {0};
	uint8_t *seen = arena_alloc(c->arena, c->program->n_copies);
	uint32_t *actors;

	for (uint64_t i = 0; i < tr->n && list.len <= TURNS_MAX; i++) {
		uint32_t who = of(trace_at(tr, i));
		bool same = list.len > 0 && list.at[list.len - 1] == who;

		if (who == ACTOR_NONE || (once ? seen[actor_index(who)] : same))
			continue;
		seen[actor_index(who)] = 1;
		vec_push(&list, who);
	}
	actors = arena_array(c->arena, list.len, sizeof *actors);
	for (size_t i = 0; i < list.len; i++)
		actors[i] = list.at[i];
	out->actors = actors;
	out->len = list.len;
	vec_fini(&list);
	return out->len > TURNS_MAX ? QUERY_LONG : QUERY_OK;
}

static uint32_t end_of(const struct event *e)
{
	return e->kind == EV_END && actor_class(e->who) == ACTOR_TASK
		       ? e->who
		       : ACTOR_NONE;
}

static enum query_status get_order(struct query_call *c, struct value *out)
{
	return list_by(c, out, end_of, true);
}

static enum query_status get_starts(struct query_call *c, struct value *out)
{
	return list_by(c, out, turn_of, true);
}

static enum query_status get_turns(struct query_call *c, struct value *out)
{
	return list_by(c, out, turn_of, false);
}

/* --- output and variables --- */

static enum query_status get_prints(struct query_call *c, struct value *out)
{
	const struct trace *tr = c->showing->trace;
	struct VEC(const char *) list = {0};
	const char **lines;

	for (uint64_t i = 0; i < tr->n && list.len <= LINES_MAX; i++) {
		const struct event *e = trace_at(tr, i);

		if (e->kind == EV_PRINT)
			vec_push(&list, trace_text(tr, (uint64_t)e->value));
	}
	lines = arena_array(c->arena, list.len, sizeof *lines);
	for (size_t i = 0; i < list.len; i++)
		lines[i] = list.at[i];
	out->lines = lines;
	out->len = list.len;
	vec_fini(&list);
	return out->len > LINES_MAX ? QUERY_LONG : QUERY_OK;
}

/* Whose writes count: where tasks have copies of their own, main's. */
static bool is_seen(const struct query_call *c, const struct event *e)
{
	const struct showing *showing = c->showing;
	struct metrics_how how = metrics_how(&showing->setup, showing->program);

	if (!how.processes)
		return true;
	return c->program->main != NONE &&
	       e->who == ACTOR(ACTOR_TASK,
			       c->program->tasks[c->program->main].first);
}

static enum query_status get_value(struct query_call *c, struct value *out)
{
	const struct trace *tr = c->showing->trace;

	out->n = c->program->vars[c->var].initial;
	for (uint64_t i = 0; i < tr->n; i++) {
		const struct event *e = trace_at(tr, i);

		if (c->at >= 0 && e->t > c->at)
			break;
		if (e->kind == EV_WRITE && e->by == ACTOR(ACTOR_VAR, c->var) &&
		    is_seen(c, e)) {
			out->n = e->value;
			c->event = i;
		}
	}
	return QUERY_OK;
}

/* --- the table, sorted --- */

const struct query_function query_functions[] = {
	{"blocked_on", VALUE_ACTOR, "TSA",
	 N_("the task, lock or device that the task waits for then"),
	 get_blocked_on},
	{"cancelled", VALUE_TRUTH, "TS", N_("was the task cancelled?"),
	 get_cancelled},
	{"cpu", VALUE_DURATION, "TS", N_("how long the task ran"), get_cpu},
	{"deadlock", VALUE_TRUTH, "S", N_("does the run end in a deadlock?"),
	 get_deadlock},
	{"ended", VALUE_TRUTH, "tS",
	 N_("did the task, or else every task, come to its end?"), get_ended},
	{"failed", VALUE_TRUTH, "TS", N_("did the task fail?"), get_failed},
	{"fairness", VALUE_NUMBER, "S", N_("Jain's index: 1 is fair"),
	 get_fairness},
	{"finish", VALUE_DURATION, "TS",
	 N_("when the task ends, of several copies the last"), get_finish},
	{"idle", VALUE_DURATION, "S",
	 N_("how long the cores had nothing to do, up to the last end"),
	 query_idle},
	{"livelock", VALUE_TRUTH, "S", N_("does the run end in a livelock?"),
	 get_livelock},
	{"lost_updates", VALUE_NUMBER, "S",
	 N_("writes that the final values do not descend from"), get_lost},
	{"makespan", VALUE_DURATION, "S", N_("when the last task ends"),
	 get_makespan},
	{"memory", VALUE_SIZE, "S", N_("the most memory at a time"),
	 get_memory},
	{"misses", VALUE_NUMBER, "tS", N_("deadlines that were missed"),
	 get_misses},
	{"next", VALUE_ACTOR, "SA",
	 N_("whose turn is the first to begin then or later"), get_next},
	{"order", VALUE_LIST, "S", N_("the tasks in the order they end"),
	 get_order},
	{"preemptions", VALUE_NUMBER, "tS",
	 N_("how often the task, or any, was made to give way"),
	 get_preemptions},
	{"prints", VALUE_LINES, "S", N_("the lines that are printed"),
	 get_prints},
	{"ready", VALUE_TRUTH, "TSA",
	 N_("could the task run then, and does not?"), get_is_ready},
	{"response", VALUE_DURATION, "tS",
	 N_("from the task's release to its first turn; or the mean"),
	 get_response},
	{"running", VALUE_ACTOR, "SA", N_("who runs then"), get_running},
	{"start", VALUE_DURATION, "TS",
	 N_("when the task has its first turn, of several copies the first"),
	 get_start},
	{"starts", VALUE_LIST, "S",
	 N_("the tasks in the order of their first turns"), get_starts},
	{"switches", VALUE_NUMBER, "S", N_("context switches"), get_switches},
	{"turnaround", VALUE_DURATION, "tS",
	 N_("from the task's release to its end; or the mean"), get_turnaround},
	{"turns", VALUE_LIST, "S", N_("whose turn it was, one after another"),
	 get_turns},
	{"utilisation", VALUE_NUMBER, "S",
	 N_("the part of the cores' time that was spent on work"),
	 get_utilisation},
	{"value", VALUE_NUMBER, "VSa", N_("the variable in the end, or then"),
	 get_value},
	{"waiting", VALUE_DURATION, "tS",
	 N_("how long the task was ready and did not run; or the mean"),
	 get_waiting},
};

const size_t n_query_functions =
	sizeof query_functions / sizeof *query_functions;
