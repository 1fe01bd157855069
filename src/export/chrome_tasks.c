/* SPDX-License-Identifier: MIT */
/*
 * A track for every task: its life, and in it what it waited for, as the
 * instants leave it.  What begins and ends in one instant has no length, and a
 * life that does is a point.
 */
#include "export/chrome.h"

#include "base/mem.h"
#include "vos/setup.h"

static bool is_task(uint32_t actor)
{
	return actor != ACTOR_NONE && actor_class(actor) == ACTOR_TASK;
}

void chrome_tasks_begin(struct chrome *c)
{
	c->tasks = mem_array(c->w.program->n_copies, sizeof *c->tasks);
	evq_init(&c->dues);
}

void chrome_tasks_fini(struct chrome *c)
{
	mem_free(c->tasks);
	vec_fini(&c->touched);
	evq_fini(&c->dues);
}

/* --- what is so --- */

static void touch(struct chrome *c, uint32_t copy, enum state state,
		  uint64_t ev, bool late)
{
	struct chrome_task *task = &c->tasks[copy];

	if (!task->touched)
		vec_push(&c->touched, copy);
	task->touched = true;
	c->ready += (state == STATE_READY) - (task->state == STATE_READY);
	c->running += (state == STATE_RUNNING) - (task->state == STATE_RUNNING);
	task->state = (uint8_t)state;
	task->ev = ev;
	task->late = late;
}

void chrome_tasks_tell(struct chrome *c, uint64_t ev)
{
	const struct event *e = trace_at(c->w.trace, ev);
	enum state state = state_after(e, c->w.program);
	int64_t due = state_due(e);
	uint32_t also;

	if (c->counts_crew)
		(void)crew_tell(&c->crew, e);
	if (state == STATE_COUNT || e->who == ACTOR_NONE)
		return;
	if (is_task(e->who))
		touch(c, actor_index(e->who), state, ev, false);
	if (is_task(e->who) && due < INT64_MAX)
		evq_push(&c->dues, due, actor_index(e->who), (uint32_t)ev);
	if (!is_task(e->who) && actor_class(e->who) != ACTOR_THREAD)
		return;
	also = rider_tell(&c->rider_then, e, state);
	if (also != ACTOR_NONE)
		touch(c, actor_index(also), state, ev, false);
}

/* --- what is shown --- */

static void put_id(struct chrome *c, uint32_t copy)
{
	static const char digits[] = "0123456789abcdef";
	uint64_t id = c->task_id + copy;
	int shift = 60;

	CHROME_PUT(c, ",\"cat\":\"task\",\"id\":\"0x");
	while (shift > 0 && id >> shift == 0)
		shift -= 4;
	for (; shift >= 0; shift -= 4)
		str_addc(c->out, digits[id >> shift & 15]);
	CHROME_PUT(c, "\",\"name\":");
}

/* Such tracks are the process's; they want the number of a thread yet. */
static void put_async(struct chrome *c, const char *phase, uint32_t copy)
{
	chrome_event(c, phase, chrome_core_tid(c, 0), c->t);
	put_id(c, copy);
}

static void put_life(struct chrome *c, const char *phase, uint32_t copy)
{
	put_async(c, phase, copy);
	chrome_name(c, "task ", ACTOR(ACTOR_TASK, copy));
	chrome_close(c);
}

static bool has_span(enum state state)
{
	return state == STATE_READY || state == STATE_WAITING ||
	       state == STATE_SLEEPING || state == STATE_BLOCKED ||
	       state == STATE_SWITCHING;
}

static const char *span_word(enum state state)
{
	if (state == STATE_READY)
		return "ready";
	if (state == STATE_WAITING)
		return "I/O";
	if (state == STATE_SLEEPING)
		return "sleep";
	return state == STATE_SWITCHING ? "switch" : "wait";
}

static void put_span_name(struct chrome *c, enum state state,
			  const struct event *e)
{
	bool named = state == STATE_WAITING || state == STATE_BLOCKED;

	if (!named || e->by == ACTOR_NONE)
		chrome_quoted(c, span_word(state));
	else
		chrome_name(c, state == STATE_WAITING ? "I/O: " : "wait for ",
			    e->by);
}

/* Of Perfetto's: what the kernel would say of the task's thread. */
static void put_thread_state(struct chrome *c, uint32_t copy)
{
	struct lane lane = spans_task(c->spans, copy);
	const struct span *span = lane_at(lane, c->t);
	bool last = span + 1 == lane.spans + lane.n;
	int64_t until = last ? c->w.trace->end : span[1].from;
	enum state state = (enum state)c->tasks[copy].state;

	if (until <= c->t)
		return;
	chrome_event(c, "T", chrome_tid(c, ACTOR(ACTOR_TASK, copy)), c->t);
	CHROME_PUT(c, ",\"dur\":");
	chrome_us(c->out, until - c->t);
	CHROME_PUT(c, ",\"cat\":\"thread_state\",\"name\":\"");
	str_add(c->out, state == STATE_READY     ? "R"
			: state == STATE_WAITING ? "D"
						 : "S");
	str_add(c->out, state == STATE_WAITING ? "\",\"args\":{\"io_wait\":1}}"
					       : "\"}");
}

static void put_span_begin(struct chrome *c, uint32_t copy)
{
	const struct chrome_task *task = &c->tasks[copy];
	const struct event *e = trace_at(c->w.trace, task->ev);

	put_async(c, "b", copy);
	put_span_name(c, (enum state)task->state, e);
	if (task->late)
		chrome_close(c);
	else
		chrome_args(c, e);
	if (c->spans && chrome_has_own_thread(c, copy))
		put_thread_state(c, copy);
}

static void put_span_end(struct chrome *c, uint32_t copy)
{
	const struct chrome_task *task = &c->tasks[copy];

	put_async(c, "e", copy);
	put_span_name(c, (enum state)task->shown,
		      trace_at(c->w.trace, task->shown_ev));
	chrome_close(c);
}

/* Is what is open what is so?  Who is ready stays so whatever happened. */
static bool is_same(const struct chrome_task *task)
{
	return task->shown == task->state &&
	       (task->shown_ev == task->ev || task->state == STATE_READY ||
		task->state == STATE_RUNNING);
}

static void end_task(struct chrome *c, uint32_t copy)
{
	struct chrome_task *task = &c->tasks[copy];

	if (is_same(task) || task->shown == STATE_UNBORN)
		return;
	if (has_span((enum state)task->shown))
		put_span_end(c, copy);
	if (task->state == STATE_DONE)
		put_life(c, "e", copy);
}

static void begin_task(struct chrome *c, uint32_t copy)
{
	struct chrome_task *task = &c->tasks[copy];
	bool born = task->shown == STATE_UNBORN;

	if (born && task->state != STATE_UNBORN)
		put_life(c, task->state == STATE_DONE ? "n" : "b", copy);
	if (!is_same(task) && has_span((enum state)task->state))
		put_span_begin(c, copy);
	if (!is_same(task)) {
		task->shown = task->state;
		task->shown_ev = task->ev;
	}
	task->touched = false;
}

/* --- counters --- */

static int64_t holder_of(const struct chrome *c)
{
	uint32_t holder = c->crew.holder;

	if (holder == ACTOR_NONE)
		return 0;
	return 1 + (int64_t)actor_index(holder) +
	       (is_task(holder) ? 0 : c->w.program->n_copies);
}

static const struct {
	const char *name, *key, *second;
} counts[COUNTS] = {
	[COUNT_TASKS] = {"tasks", "ready", "running"},
	[COUNT_HOLDER] = {"GIL holder", "task", NULL},
	[COUNT_LINE] = {"waiting for the GIL", "threads", NULL},
	[COUNT_JOBS] = {"pool queue", "jobs", NULL},
};

static void put_value(struct chrome *c, const char *key, int64_t value)
{
	str_addc(c->out, '"');
	str_add(c->out, key);
	CHROME_PUT(c, "\":");
	str_addi(c->out, value);
}

/* What has not changed is not told again. */
static void put_count(struct chrome *c, enum chrome_count which, int64_t value,
		      int64_t second)
{
	struct chrome_counter *counter = &c->counters[which];

	if (counter->told && counter->value == value &&
	    counter->second == second)
		return;
	*counter = (struct chrome_counter){value, second, true};
	chrome_event(c, "C", chrome_core_tid(c, 0), c->t);
	CHROME_PUT(c, ",\"name\":\"");
	str_add(c->out, counts[which].name);
	CHROME_PUT(c, "\",\"args\":{");
	put_value(c, counts[which].key, value);
	if (counts[which].second) {
		str_addc(c->out, ',');
		put_value(c, counts[which].second, second);
	}
	CHROME_PUT(c, "}}");
}

static void put_counts(struct chrome *c)
{
	put_count(c, COUNT_TASKS, c->ready, c->running);
	if (setup_has_gil(c->run->setup)) {
		put_count(c, COUNT_HOLDER, holder_of(c), 0);
		put_count(c, COUNT_LINE, c->crew.line, 0);
	}
	if (setup_has_workers(c->run->setup))
		put_count(c, COUNT_JOBS, c->crew.jobs, 0);
}

/* --- instants --- */

void chrome_tasks_show(struct chrome *c)
{
	for (size_t i = 0; i < c->touched.len; i++) {
		end_task(c, c->touched.at[i]);
		chrome_flush(c);
	}
	put_counts(c);
	for (size_t i = 0; i < c->touched.len; i++) {
		begin_task(c, c->touched.at[i]);
		chrome_flush(c);
	}
	vec_clear(&c->touched);
}

int64_t chrome_tasks_next(const struct chrome *c)
{
	int64_t t = evq_min(&c->dues);

	return t <= c->w.trace->end ? t : INT64_MAX;
}

/* Who has not been told anything else by now is ready from now on. */
void chrome_tasks_due(struct chrome *c)
{
	while (evq_min(&c->dues) <= c->t) {
		struct evq_entry due = evq_pop(&c->dues);
		uint64_t ev = c->tasks[due.a].ev;

		if ((uint32_t)ev == due.b && !c->tasks[due.a].late)
			touch(c, due.a, STATE_READY, ev, true);
	}
}

void chrome_tasks_end(struct chrome *c)
{
	for (uint32_t i = 0; i < c->w.program->n_copies; i++) {
		enum state state = (enum state)c->tasks[i].state;

		if (state != STATE_UNBORN && state != STATE_DONE)
			touch(c, i, STATE_DONE, c->tasks[i].ev, false);
	}
}
