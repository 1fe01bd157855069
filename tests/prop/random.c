/* SPDX-License-Identifier: MIT */
/*
 * A scenario is some objects, two routines and a few tasks; a body is a list
 * of statements from one table, each with its weight.
 */
#include "prop/random.h"

#include "base/rng.h"

#include <stdbool.h>
#include <stddef.h>

enum { DEPTH_MAX = 3, TASKS_MAX = 7 };

struct maker {
	struct str *out;
	struct rng rng;
	int depth, indent;
	int tasks;   /* t1 ... */
	int self;    /* the one whose body this is, 0 for a routine */
	int repeats; /* rounds of the loops round here, multiplied */
	int locals;  /* so far in this body */
	bool in_loop, in_finally;
};

static int below(struct maker *m, int n)
{
	return (int)rng_below(&m->rng, (uint64_t)n);
}

static bool one_in(struct maker *m, int n)
{
	return below(m, n) == 0;
}

static const char *of(struct maker *m, const char *const *list, int n)
{
	return list[below(m, n)];
}

#define OF(m, ...)                                \
	of(m, (const char *const[]){__VA_ARGS__}, \
	   (int)(sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *)))

static void begin(struct maker *m)
{
	str_fill(m->out, ' ', (size_t)m->indent * 4);
}

/* A line of a body; OBJECT and the like are chosen by the caller. */
static void line(struct maker *m, const char *text, const char *name)
{
	begin(m);
	str_addf(m->out, "%s%s\n", text, name);
}

static void body(struct maker *m);

static void block(struct maker *m, const char *text, const char *name)
{
	begin(m);
	str_addf(m->out, "%s%s:\n", text, name);
	body(m);
}

static const char *dur(struct maker *m)
{
	return OF(m, "0", "1", "1", "2", "2", "3", "4", "5", "7", "1..4",
		  "(number)", "(x - 2)", "1.5", "2..9");
}

static const char *expr(struct maker *m)
{
	return OF(m, "x + 1", "x - y", "y * 2 + 1", "number", "x % 5 and y",
		  "7 // (number + 1)", "size(q)", "done(t1)", "not isset(e)",
		  "x // y", "3", "value(s)", "held(l1) or 2");
}

/* A task, by itself or one of its copies. */
static void add_task(struct maker *m)
{
	str_addf(m->out, " t%d", 1 + below(m, m->tasks));
}

static void add_tasks(struct maker *m)
{
	int first = 1 + below(m, m->tasks);

	for (int i = 0; i < 3 && first + i <= m->tasks; i++)
		str_addf(m->out, " t%d", first + i);
}

/* --- statements --- */

static void make_work(struct maker *m)
{
	line(m, "work ", dur(m));
}

static void make_wait(struct maker *m)
{
	begin(m);
	str_addf(m->out, "%s %s%s\n", OF(m, "wait", "wait", "block"), dur(m),
		 OF(m, "", "", " on d1", " on d2"));
}

static void make_wait_on(struct maker *m)
{
	line(m, "wait on ", OF(m, "d1", "d2"));
}

static void make_sleep(struct maker *m)
{
	line(m, "sleep ", dur(m));
}

static void make_yield(struct maker *m)
{
	line(m, "yield", "");
}

static void make_offload(struct maker *m)
{
	begin(m);
	str_addf(m->out, "offload %s %s\n",
		 OF(m, "work", "wait", "block", "sleep"), dur(m));
}

static void make_print(struct maker *m)
{
	line(m, "print ", OF(m, "\"{task} {x}\"", "\"{number}\"", "\"hm\""));
}

static void make_spawn(struct maker *m)
{
	begin(m);
	str_add(m->out, one_in(m, 4) ? "spawn next" : "spawn");
	add_task(m);
	str_addc(m->out, '\n');
}

static void make_join(struct maker *m)
{
	begin(m);
	str_add(m->out, OF(m, "join", "join", "shield"));
	add_task(m);
	str_add(m->out, "\n");
}

static void make_gather(struct maker *m)
{
	begin(m);
	str_add(m->out, OF(m, "gather", "gather", "gather started"));
	add_tasks(m);
	str_add(m->out, OF(m, "\n", " keep failures\n"));
}

static void make_wait_tasks(struct maker *m)
{
	begin(m);
	str_addf(m->out, "wait %s%s", OF(m, "any", "all", "failure"),
		 OF(m, "", " started"));
	add_tasks(m);
	if (one_in(m, 2))
		str_addf(m->out, " within %s", dur(m));
	str_add(m->out, "\n");
}

static void make_wait_for(struct maker *m)
{
	begin(m);
	str_add(m->out, "wait for");
	add_task(m);
	str_addf(m->out, ".1 within %s\n", dur(m)); /* it takes one copy */
	if (one_in(m, 2))
		block(m, "else", "");
}

static void make_group(struct maker *m)
{
	begin(m);
	str_add(m->out, "group");
	add_tasks(m);
	str_add(m->out, ":\n");
	body(m);
}

static void make_call(struct maker *m)
{
	if (m->self != 0)
		line(m, "call ", OF(m, "r1", "r2", "r1 into y"));
	else
		make_work(m);
}

static void make_with(struct maker *m)
{
	block(m, "with ", OF(m, "l1", "l2", "s"));
}

static void make_condition(struct maker *m)
{
	line(m, "with c:", "");
	m->indent++;
	if (one_in(m, 2))
		line(m, "wait on c", "");
	else
		line(m, "notify c", OF(m, "", " 2", " all"));
	m->indent--;
}

static void make_queue(struct maker *m)
{
	line(m, OF(m, "put q ", "put q2 "), expr(m));
	if (one_in(m, 2))
		line(m, OF(m, "done q", "wait done q", "get q2"), "");
}

static void make_get(struct maker *m)
{
	line(m, "get ", OF(m, "q", "q2", "q into x", "q2 into y"));
}

static void make_event(struct maker *m)
{
	line(m, OF(m, "wait until e", "set e", "set e", "clear e"), "");
}

static void make_assign(struct maker *m)
{
	begin(m);
	str_addf(m->out, "%s = %s", OF(m, "x", "y"), expr(m));
	if (one_in(m, 3))
		str_addf(m->out, " over %s", dur(m));
	str_addc(m->out, '\n');
}

static void make_my(struct maker *m)
{
	begin(m);
	str_addf(m->out, "my v%d = %s\n", ++m->locals, expr(m));
	begin(m);
	str_addf(m->out, "v%d += x\n", m->locals);
}

static void make_loop(struct maker *m)
{
	int rounds = 1 + below(m, 4);
	bool was = m->in_loop;

	if (m->repeats * rounds > 12) {
		make_work(m);
		return;
	}
	m->repeats *= rounds;
	m->in_loop = true;
	begin(m);
	str_addf(m->out, "repeat %d:\n", rounds);
	body(m);
	m->in_loop = was;
	m->repeats /= rounds;
}

static void make_out(struct maker *m)
{
	if (m->in_loop && !m->in_finally)
		line(m, OF(m, "break", "continue"), "");
	else if (!m->in_finally)
		line(m, "return ", expr(m));
	else
		line(m, "pass", "");
}

static void make_if(struct maker *m)
{
	block(m, "if ", expr(m));
	if (one_in(m, 3))
		block(m, "elif ", expr(m));
	if (one_in(m, 2))
		block(m, "else", "");
}

static void make_timeout(struct maker *m)
{
	block(m, "timeout ", dur(m));
	if (one_in(m, 2))
		block(m, "else", "");
}

static void make_cancel(struct maker *m)
{
	begin(m);
	str_add(m->out, "cancel");
	if (one_in(m, 5))
		str_add(m->out, " self");
	else
		add_task(m);
	str_addc(m->out, '\n');
}

static void make_fail(struct maker *m)
{
	line(m, "fail ", OF(m, "boom", "bang"));
}

static void make_try(struct maker *m)
{
	bool was = m->in_finally;
	int kind = below(m, 3);

	block(m, "try", "");
	if (kind != 0)
		block(m,
		      OF(m, "except boom", "except", "except cancelled",
			 "except failures"),
		      "");
	if (kind != 1) {
		m->in_finally = true;
		block(m, "finally", "");
		m->in_finally = was;
	}
}

static const struct {
	void (*make)(struct maker *m);
	int weight;
	bool deep; /* has a body */
} statements[] = {
	{make_work, 14, false},      {make_wait, 8, false},
	{make_wait_on, 2, false},    {make_sleep, 6, false},
	{make_yield, 3, false},      {make_offload, 3, false},
	{make_print, 4, false},      {make_spawn, 4, false},
	{make_join, 4, false},       {make_gather, 2, false},
	{make_wait_tasks, 3, false}, {make_wait_for, 3, true},
	{make_group, 2, true},       {make_call, 3, false},
	{make_with, 7, true},        {make_condition, 2, false},
	{make_queue, 4, false},      {make_get, 2, false},
	{make_event, 3, false},      {make_assign, 5, false},
	{make_my, 1, false},         {make_loop, 4, true},
	{make_out, 1, false},        {make_if, 3, true},
	{make_timeout, 4, true},     {make_cancel, 2, false},
	{make_fail, 1, false},       {make_try, 4, true},
};

#define N_STATEMENTS (sizeof statements / sizeof *statements)

static void statement(struct maker *m)
{
	int all = 0, n;
	size_t i = 0;

	for (size_t k = 0; k < N_STATEMENTS; k++)
		all += statements[k].weight;
	for (n = below(m, all); n >= statements[i].weight; i++)
		n -= statements[i].weight;
	if (statements[i].deep && m->depth >= DEPTH_MAX)
		make_work(m);
	else
		statements[i].make(m);
}

/* The statements of a block; names of its own are its own. */
static void body(struct maker *m)
{
	int n = 1 + below(m, m->depth == 0 ? 6 : 3);

	m->depth++;
	m->indent++;
	while (n-- > 0)
		statement(m);
	m->indent--;
	m->depth--;
}

/* --- what is declared --- */

static void objects(struct maker *m)
{
	str_addf(m->out, "unit %s\nseed %d\n", OF(m, "ms", "s", "us"),
		 below(m, 1000));
	str_addf(m->out, "lock l1\nlock l2\nsemaphore s %d\n", 1 + below(m, 3));
	str_addf(m->out, "queue q\nqueue q2 capacity %d\nevent e\n",
		 1 + below(m, 2));
	str_addf(m->out, "condition c\ndevice d1 latency 1..5\n");
	str_addf(m->out, "device d2 latency 2 capacity %d\n", 1 + below(m, 2));
	str_add(m->out, "var x = 1\nvar y = 2\n");
}

static void routine(struct maker *m, const char *name)
{
	m->self = m->locals = 0;
	str_addf(m->out, "\nroutine %s:\n", name);
	body(m);
}

static void task(struct maker *m, int i)
{
	m->self = i;
	m->locals = 0;
	str_addf(m->out, "\ntask t%d", i);
	if (one_in(m, 3))
		str_addf(m->out, " at %s", OF(m, "1", "2", "4", "1.5", "1..4"));
	if (one_in(m, 4))
		str_addf(m->out, " times %d every %s", 2 + below(m, 2),
			 OF(m, "0", "1", "3", "1..5"));
	if (one_in(m, 6))
		str_addf(m->out, " deadline %d", 1 + below(m, 12));
	if (i > 1 && one_in(m, 4)) /* somebody has to start */
		str_add(m->out, " on demand");
	if (one_in(m, 10))
		str_add(m->out, " daemon");
	str_add(m->out, OF(m, "", "", "", " nice 5", " nice -3", " nice 19"));
	str_add(m->out, OF(m, "", "", "", " priority 2", " priority -1"));
	str_add(m->out, OF(m, "", "", "", " tickets 3", " tickets 100"));
	str_add(m->out, OF(m, "", "", " data 1", " data 2", " data 9"));
	str_add(m->out, ":\n");
	body(m);
}

void random_scenario(struct str *out, uint64_t number)
{
	struct maker m = {.out = out, .repeats = 1};
	bool has_main;

	rng_init(&m.rng, number, 1);
	m.tasks = 2 + below(&m, TASKS_MAX - 1);
	has_main = one_in(&m, 3);
	objects(&m);
	routine(&m, "r1");
	routine(&m, "r2");
	for (int i = 1; i <= m.tasks; i++)
		task(&m, i);
	if (has_main) {
		m.self = m.tasks + 1;
		m.locals = 0;
		str_add(out, "\ntask main:\n");
		body(&m);
	}
}

static void random_pool(struct maker *m, struct str *out)
{
	str_add(out, "pool");
	str_add(out, OF(m, " workers=1", " workers=2", " workers=3", ""));
	str_add(out, OF(m, "", "", " cores=2", " cores=3"));
	str_add(out,
		OF(m, " gil=on interval=2", "", " quantum=2", " policy=fcfs"));
	str_add(out, OF(m, "", "", " backlog=0", " backlog=1"));
	str_add(out, OF(m, "", " full=reject"));
	str_add(out, OF(m, "", "", " switch=1", " switch=0.5"));
	str_add(out, OF(m, "", "", " start=1"));
	str_add(out, OF(m, "", "", "", " until=17"));
}

/* Several cores, perhaps with queues of their own. */
static void random_cores(struct maker *m, struct str *out)
{
	str_add(out, OF(m, "", " cores=2", " cores=3", " cores=2 queues=each",
			" cores=3 queues=each", " cores=2 queues=each steal=2",
			" cores=3 queues=each steal=none"));
	str_add(out, OF(m, "", "", "", " affinity=none", " affinity=hard"));
	str_add(out, OF(m, "", "", " warmth=1", " warmth=0.5"));
	str_add(out, OF(m, "", "", "", " rate=2 warmup=1 cache=3",
			" rate=3 warmup=1.5 cache=2"));
}

/* A process a task, a few that take them, or loops in them. */
static void random_processes(struct maker *m, struct str *out)
{
	str_add(out, "processes");
	str_add(out, OF(m, "", "", " workers=1", " workers=2", " each=async",
			" each=async", " each=async executor=1 step=1",
			" each=async workers=3"));
	random_cores(m, out);
	str_add(out, OF(m, "", " quantum=2", " policy=fcfs"));
	str_add(out, OF(m, "", "", " switch=1", " switch=0.5"));
	str_add(out, OF(m, "", "", " start=1"));
	str_add(out, OF(m, "", "", "", " until=17"));
}

/* Any policy, with some of its keys. */
static void random_policy(struct maker *m, struct str *out)
{
	str_add(out, OF(m, "threads policy=", "threads policy=",
			"async policy=", "pool policy="));
	str_add(out,
		OF(m, "fcfs", "ring", "ring like=ostep iobump=on", "sjf", "sjf",
		   "srtf", "srtf", "priority", "priority age=2 quantum=1",
		   "priority age=1.5", "priority preempt=off age=3",
		   "priority quantum=2", "fifo99", "rr99 quantum=2",
		   "rr99 quantum=1.5", "mlfq", "mlfq quanta=1,2 allotment=2",
		   "mlfq levels=2 boost=5 stay=on", "mlfq boost=3 iobump=on",
		   "mlfq like=ostep quantum=2 boost=4", "lottery",
		   "lottery like=ostep skip=2", "lottery quantum=2.5", "stride",
		   "stride quantum=3", "cfs",
		   "cfs latency=3 granularity=0.5 wakeup=0.25", "eevdf",
		   "eevdf slice=1.5", "edf", "rm"));
	random_cores(m, out);
	str_add(out, OF(m, "", "", " switch=1", " switch=0.5"));
	str_add(out, OF(m, "", "", " ties=expired-first"));
	str_add(out, OF(m, "", "", "", " until=17"));
}

void random_setup(struct str *out, uint64_t number, int k)
{
	struct str none = {0};
	struct maker m = {.out = &none};

	rng_init(&m.rng, number, 100 + (uint64_t)k);
	if (k < 3) {
		str_add(out, k == 0 ? "sync" : k == 1 ? "async" : "threads");
		return;
	}
	if (k >= 13) {
		random_processes(&m, out);
		return;
	}
	if (k >= 10) {
		random_policy(&m, out);
		return;
	}
	if (k >= 8) {
		random_pool(&m, out);
		return;
	}
	if (k >= 6) {
		str_add(out, k == 6 ? "gil" : "async gil=on");
		str_add(out, OF(&m, "", " cores=2"));
		str_add(out, OF(&m, " interval=1", " interval=2.5", ""));
		str_add(out, OF(&m, "", "", " switch=1", " switch=0.5"));
		str_add(out, OF(&m, "", "", " start=1"));
		str_add(out, OF(&m, "", "", " successor=random"));
		str_add(out, OF(&m, "", "", "", " until=17"));
		return;
	}
	str_add(out, k == 3 ? "async" : "threads");
	random_cores(&m, out);
	str_add(out, OF(&m, "", " quantum=2", " quantum=3", " policy=fcfs",
			" quantum=1.5"));
	str_add(out, OF(&m, "", "", " switch=1", " switch=0.5"));
	str_add(out, OF(&m, "", "", " start=1"));
	str_add(out, OF(&m, "", " ties=expired-first"));
	str_add(out, OF(&m, "", "", "", " until=17"));
	if (k == 3)
		str_add(out, OF(&m, "", " executor=1", " step=1"));
}
