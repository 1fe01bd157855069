/* SPDX-License-Identifier: MIT */
/*
 * The machine: everything that is true of a run at one instant.
 *
 * It is plain data in arrays that refer to each other by index, so a copy of
 * the arrays is a copy of the run (machine_copy): that is how a view asks what
 * was true at an earlier event.  The parts, bottom up:
 *
 *   tasks     one per copy of a task: where it is in its program (pc, blocks),
 *             what it waits for.  Followed by the contexts in which executor
 *             workers run their jobs.
 *   threads   what the operating system schedules.  Under `threads` one a task;
 *             under `async` the event loop and its executor's workers.
 *   cores     who runs where, since when, until when.
 *   objects   locks, semaphores, queues, events, conditions, devices.
 *
 * Who may touch what: instant.c owns cores and the passing of time, dispatch.c
 * the ready queue (through the policy), interp.c pc and blocks; a runtime's
 * statements (struct runtime, runtime.h) own the rest of task and object.
 */
#ifndef VOS_MACHINE_H
#define VOS_MACHINE_H

#include "sim/evq.h"
#include "sim/program.h"
#include "sim/trace.h"
#include "vos/setup.h"

#include <stdbool.h>
#include <stdint.h>

#define CORES_MAX  64
#define SPIN_LIMIT 1000000 /* statements of one task without time passing */

/* An array that grows; elements are copied as bytes. */
struct pool {
	void *data;
	uint32_t n, cap, free, size; /* free: head of the list of given-back */
};

/* A line of waiting tasks, first come first served: linked through task. */
struct line {
	uint32_t first, last;
};

enum task_state {
	TASK_UNBORN, /* not released, not spawned */
	TASK_COMING, /* spawned, its release is still to come */
	TASK_READY,
	TASK_RUNNING,
	TASK_WAITING, /* for anything */
	TASK_ENDED
};

/* Why a statement that waited goes on. */
enum wake {
	WAKE_NONE,
	WAKE_OK,   /* what it waited for has come */
	WAKE_CUT,  /* the deadline of a timeout round it */
	WAKE_RAISE /* a failure is to be raised in it: task.failure */
};

enum task_flag {
	TASK_STARTED = 1,     /* its first statement was reached */
	TASK_CANCEL = 2,      /* a cancellation is pending */
	TASK_FAILED = 4,      /* how it ended: with task.failure, */
	TASK_CANCELLED = 8,   /* cancelled; neither: well */
	TASK_SPAWNED = 16,    /* counts as spawned: joins wait for it */
	TASK_IN_TIMEOUT = 32, /* has a timeout block somewhere in its stack */
	TASK_CUT = 64,        /* runtime's own */
	TASK_LATE = 128       /* ended before a cancellation could be felt */
};

struct task {
	uint32_t pc;
	uint32_t block;    /* top of its stack of blocks, or NONE */
	uint32_t thread;   /* that runs it, or NONE */
	uint32_t decl;     /* index into program tasks */
	uint32_t locals;   /* slots of the routine it is in, into m->locals */
	uint32_t draws;    /* random draws so far */
	uint32_t spin;     /* statements since time last passed */
	uint32_t wait_seq; /* number of its waits: who wakes must know it */
	uint32_t failure;  /* being raised, or it ended with: see failure.h */
	uint8_t state;     /* enum task_state */
	uint8_t phase;     /* of the statement under way, 0 at its begin */
	uint8_t wake;      /* enum wake */
	uint8_t flags;     /* enum task_flag */
};

/* What else belongs to a task, zero at first.  It lies by itself, since a task
 * that only computes and waits for time never touches it. */
struct aside {
	int64_t value;       /* scratch of the statement; what it returned */
	uint32_t a, b;       /* scratch of the statement under way */
	uint32_t next, prev; /* in the line it stands in */
};

enum thread_state {
	THREAD_IDLE, /* waits for anything, or has nothing to do */
	THREAD_READY,
	THREAD_SWITCHING, /* has the core, the switch is being paid */
	THREAD_RUNNING,
	THREAD_ENDED
};

enum thread_flag {
	THREAD_OWN = 1,    /* named by its task, not as a thread */
	THREAD_KEEPS = 2,  /* preempted by a better one: keeps its quantum */
	THREAD_BEGUN = 4,  /* runtime's own: it had its first turn */
	THREAD_WORKER = 8, /* runs tasks, one after another, in their names */
	THREAD_WARM = 16,  /* it has run: some core's cache is warm for it */
	THREAD_COLD = 32   /* ... but not that of the core it stands at */
};

struct thread {
	uint32_t task;  /* whose statements it runs now, or NONE */
	uint32_t next;  /* in the ready queue */
	uint8_t core;   /* has or last had, or in whose queue it stands */
	uint8_t state;  /* enum thread_state */
	uint8_t flags;  /* enum thread_flag */
	uint8_t via;    /* enum tie: how it came into the ready queue */
	uint32_t since; /* ready since: the number of the instant */
	int64_t need;   /* CPU the statement under way still needs, ns */
	int64_t left;   /* of its quantum, ns */
};

/* A queue of ready threads, as its policy has it.  Of several one is open:
 * that is in the machine (policy_state, ready, n_ready), the rest is here. */
struct queue {
	void *state;
	struct line ready;
	uint32_t n_ready;
};

struct core {
	uint32_t thread;   /* on it, or NONE */
	uint32_t last;     /* that was on it last, or NONE */
	int64_t since;     /* its CPU time is charged up to here */
	int64_t next;      /* when something is due on it, EVQ_NEVER if not */
	uint8_t rule, tie; /* why the thread on it was chosen */
	bool idle_told;
};

enum block_kind {
	BLOCK_REPEAT,
	BLOCK_CALL,
	BLOCK_WITH,
	BLOCK_TIMEOUT,
	BLOCK_GROUP,
	BLOCK_TRY,
	BLOCK_HANDLER, /* inside an except: the failure caught */
	BLOCK_FINALLY, /* its finally is still to come */
	BLOCK_CLEANUP  /* inside the finally: what goes on after it */
};

/* What leaves a block, kept in it while its exit runs. */
enum pending {
	PENDING_NONE,   /* its end was reached */
	PENDING_LEAVE,  /* break, continue: to `to`, `n` more blocks out */
	PENDING_RETURN, /* with `value` */
	PENDING_RAISE   /* `failure` */
};

struct block {
	uint8_t kind;    /* enum block_kind */
	uint8_t pending; /* enum pending */
	uint16_t n;
	uint32_t down;    /* the block round it, or NONE; free: the next free */
	uint32_t exit;    /* pc of its exit instruction */
	uint32_t to;      /* PENDING_LEAVE: pc; CALL: pc of the call */
	uint32_t failure; /* PENDING_RAISE, HANDLER */
	uint32_t ref;     /* CALL: caller's locals; else runtime's own */
	uint32_t count;   /* runtime's own, and: */
	uint32_t flag;
	int64_t value; /* PENDING_RETURN; REPEAT: rounds left */
	int64_t mark;  /* TIMEOUT: deadline, ns; GROUP: runtime's own */
};

/* Which line of an object. */
enum { LINE_MAIN, LINE_PUT = 1, LINE_NOTIFY = 1, LINE_DONE = 2, LINES };

struct object {
	struct line line[LINES]; /* lock, semaphore, event, device, getters; */
				 /* putters or wait on; wait done */
	int64_t amount;  /* lock: 1 held; semaphore: count; event: 1 set;
			   * device: in service */
	int64_t open;    /* queue: put and not yet done */
	uint32_t holder; /* lock, condition: task, or NONE */
	uint32_t item, last_item; /* queue: FIFO in m->items */
	uint32_t size;            /* queue: items in it */
};

struct item {
	int64_t value;
	uint32_t next;
};

/* An I/O request, from its asking to its end, whoever still wants it. */
struct request {
	uint32_t actor;  /* task or thread that waits */
	uint32_t seq;    /* its wait_seq then */
	uint32_t device; /* object, or NONE */
	uint32_t next;   /* in the device's line, or free */
	uint32_t number; /* in order of asking */
	int64_t duration;
};

/* Tasks that came to be one after another, as they are numbered. */
struct birth {
	uint32_t first, n;
};

/* Somebody to be told when a task ends. */
struct watch {
	uint32_t next; /* ring: the last one points to the first */
	uint32_t ref;  /* task, or record of the runtime's */
	uint32_t seq;  /* generation of ref */
	uint32_t kind; /* runtime's own */
};

enum world_class { WORLD_RELEASES, WORLD_DEVICES, WORLD_TIMERS, WORLD_CLASSES };

/* How a run ended. */
enum machine_end {
	ENDED_WELL,     /* all tasks it waits for have ended */
	ENDED_DEADLOCK, /* nothing can ever happen again, tasks are left */
	ENDED_LIVELOCK, /* a task goes on for ever without time passing */
	ENDED_HORIZON   /* at `until`, or at the end of time */
};

/* Where in an instant the machine is: rule E2. */
enum instant { AT_WORLD, AT_RUN, AT_EXPIRE, AT_DISPATCH, AT_ADVANCE };

struct machine {
	/* given, never changed */
	const struct program *prog;
	struct setup setup;
	const struct runtime *runtime;
	const struct policy *policy;
	uint64_t seed;
	int64_t switch_cost, start_cost, until;
	uint32_t n_cores;
	bool expired_first;
	bool own_queues;     /* each core has a queue of its own */
	uint8_t affinity;    /* enum setup_affinity */
	int64_t warmth_cost; /* of coming to another core */
	int64_t steal;       /* period, 0 at once, SETUP_NEVER */

	/* where the run is */
	int64_t now;
	uint64_t n_events;
	int64_t fuel;  /* statements it may still execute before it pauses; what
		       * one costs beyond that is owed */
	uint64_t halt; /* pause when n_events reaches it */
	struct trace *trace;  /* or NULL: the events were recorded before */
	struct event scratch; /* written instead, then */
	uint32_t instants;    /* so many have passed */
	uint8_t at;           /* enum instant */
	uint8_t world;        /* enum world_class, at AT_WORLD */
	bool world_done;      /* expired-first: the world had its turn here */
	bool changed;         /* a thread came to a core: 2-4 once more */
	bool over;            /* the run has ended: */
	uint8_t end;          /* enum machine_end */
	uint32_t cursor;      /* core, at AT_RUN and AT_EXPIRE */
	uint32_t batch_at;    /* next of the batch */
	uint32_t alive;       /* tasks the run waits for */
	uint32_t requests_made;

	/* the parts */
	struct task *tasks;   /* n_tasks: copies, then workers' contexts */
	struct aside *asides; /* of each */
	uint32_t n_tasks;
	uint32_t *owners;   /* of the contexts: whose job they run */
	uint32_t *watchers; /* by task: 1 + the last of a ring, or 0 */
	int64_t *locals;
	int64_t *vars;    /* see machine_vars */
	bool own_vars;    /* processes: each place has copies of its own */
	uint32_t *places; /* by copy, or NULL: each is a place of its own */
	uint32_t n_places;
	struct object *objects;
	struct core cores[CORES_MAX];
	struct evq world_queue[WORLD_CLASSES];
	/* no equal times were pushed but in the order they are to come */
	bool in_order[WORLD_CLASSES];
	struct pool threads;   /* struct thread */
	struct pool blocks;    /* struct block */
	struct pool items;     /* struct item */
	struct pool requests;  /* struct request */
	struct pool watches;   /* struct watch */
	struct pool groups;    /* uint32_t: members of group failures */
	struct pool born;      /* struct birth: tasks in order of creation */
	struct pool batch;     /* struct evq_entry: due at this instant */
	struct pool deadlines; /* uint32_t: tasks whose deadline is now */
	struct line ready;     /* threads, in a FIFO policy's order */
	uint32_t n_ready;      /* in the queue that is open */
	struct caches *caches; /* of the cores, or NULL: cache.h */
	struct queue *queues;  /* by core, or one */
	uint32_t n_queues;
	uint32_t queue;              /* that is open */
	uint32_t core_from, core_to; /* cores of that one */
	int64_t stolen;              /* last time it was looked, ns */
	uint32_t *unborn; /* by declaration: copies before it were spawned */
	void *policy_state;
	void *runtime_state;
};

/* A machine at time 0, nothing run.  trace: where it records, or NULL. */
void machine_init(struct machine *m, const struct program *prog,
		  const struct setup *setup, const struct runtime *runtime,
		  const struct policy *policy, struct trace *trace);
void machine_fini(struct machine *m);

/* A deep copy; it records nothing. */
void machine_copy(struct machine *dst, const struct machine *src);

/* Bytes that a copy would take. */
uint64_t machine_weight(const struct machine *m);

/* Goes on until n_events has reached halt, fuel is used up or the run is
 * over. */
void machine_run(struct machine *m, uint64_t halt);

/* What takes a while is paid for as that many statements, so that no input
 * makes a run hang between two events. */
static inline void machine_spend(struct machine *m, uint32_t statements)
{
	m->fuel -= statements;
}

/* Is there budget left? */
static inline bool machine_may_go_on(const struct machine *m)
{
	return m->n_events < m->halt && m->fuel > 0;
}

/* --- pools --- */
void pool_init(struct pool *p, uint32_t size);
uint32_t pool_push(struct pool *p); /* index of a new zeroed element */
uint32_t pool_take(struct pool *p); /* the same, given-back ones first */
void pool_give(struct pool *p, uint32_t i); /* i may be taken again */

static inline struct thread *thread_at(const struct machine *m, uint32_t i)
{
	return (struct thread *)m->threads.data + i;
}

static inline struct block *block_at(const struct machine *m, uint32_t i)
{
	return (struct block *)m->blocks.data + i;
}

static inline struct request *request_at(const struct machine *m, uint32_t i)
{
	return (struct request *)m->requests.data + i;
}

static inline struct watch *watch_at(const struct machine *m, uint32_t i)
{
	return (struct watch *)m->watches.data + i;
}

static inline uint32_t task_id(const struct machine *m, const struct task *t)
{
	return (uint32_t)(t - m->tasks);
}

/* A task will run soon: it is fetched from memory meanwhile and, when it is
 * there and this is asked again, what it goes on with. */
void task_fetch(const struct machine *m, uint32_t id, bool again);

static inline struct aside *aside_of(const struct machine *m,
				     const struct task *t)
{
	return &m->asides[t - m->tasks];
}

/* The name an event gives to it. */
static inline uint32_t task_actor(const struct machine *m, const struct task *t)
{
	uint32_t id = task_id(m, t);

	return id < m->prog->n_copies ? ACTOR(ACTOR_TASK, id)
				      : ACTOR(ACTOR_THREAD, t->thread);
}

static inline const struct prog_task *task_decl(const struct machine *m,
						const struct task *t)
{
	return &m->prog->tasks[t->decl];
}

/* The copy it is, or whose job it runs. */
static inline uint32_t task_copy(const struct machine *m, const struct task *t)
{
	uint32_t id = task_id(m, t);

	return id < m->prog->n_copies ? id : m->owners[id - m->prog->n_copies];
}

/* 1-based, among the copies of its task. */
static inline uint32_t task_number(const struct machine *m,
				   const struct task *t)
{
	return task_copy(m, t) - m->prog->tasks[t->decl].first + 1;
}

/* The variables that a task sees: all the same, but for processes.  NULL: those
 * the run ends with: main's, or as they were declared. */
static inline int64_t *machine_vars(const struct machine *m,
				    const struct task *t)
{
	const struct program *p = m->prog;
	uint32_t copy;

	if (!m->own_vars || (!t && p->main == NONE))
		return m->vars;
	copy = t ? task_copy(m, t) : p->tasks[p->main].first;
	if (m->places)
		copy = m->places[copy];
	return m->vars + (1 + (size_t)copy) * p->n_vars;
}

/* The statement a task is at. */
static inline uint32_t task_stmt(const struct machine *m, const struct task *t)
{
	return m->prog->code[t->pc].stmt;
}

/* --- recording --- */
static inline struct event *machine_record(struct machine *m)
{
	m->n_events++;
	return m->trace ? trace_add(m->trace) : &m->scratch;
}

static inline void emit_full(struct machine *m, enum ev kind, uint32_t who,
			     uint32_t stmt, uint32_t by, int64_t value,
			     unsigned rule, unsigned tie, uint32_t core)
{
	struct event *e = machine_record(m);

	e->t = m->now;
	e->value = value;
	e->who = who;
	e->by = by;
	e->stmt = stmt;
	e->kind = (uint8_t)kind;
	e->rule = (uint8_t)rule;
	e->tie = (uint8_t)tie;
	e->core = (uint8_t)core;
}

/* What a task does at the statement it is at. */
static inline void emit(struct machine *m, enum ev kind, const struct task *t,
			uint32_t by, int64_t value)
{
	uint32_t core =
		t->thread == NONE ? CORE_NONE : thread_at(m, t->thread)->core;

	emit_full(m, kind, task_actor(m, t), task_stmt(m, t), by, value, 0, 0,
		  core);
}

static inline void emit_note(struct machine *m, enum note note,
			     const struct task *t, uint32_t by)
{
	emit_full(m, EV_NOTE, task_actor(m, t), task_stmt(m, t), by, 0, note, 0,
		  CORE_NONE);
}

/* Keeps text for an event; 0 while nothing is recorded. */
uint64_t machine_keep(struct machine *m, const char *text, uint64_t len);

/* --- lines of tasks --- */
void line_init(struct line *l);
bool line_empty(const struct line *l);
void line_push(struct machine *m, struct line *l, struct task *t);
void line_del(struct machine *m, struct line *l, struct task *t);
struct task *line_first(struct machine *m, struct line *l); /* or NULL */
struct task *line_pop(struct machine *m, struct line *l);   /* or NULL */

/* --- watches --- */
/* The last of the ring, whose `next` is the oldest; NONE if there is none. */
uint32_t watch_last(const struct machine *m, const struct task *watched);
void watch_add(struct machine *m, struct task *watched, uint32_t kind,
	       uint32_t ref, uint32_t seq);
/* Takes away the first that equals; no harm if there is none. */
void watch_del(struct machine *m, struct task *watched, uint32_t kind,
	       uint32_t ref, uint32_t seq);
/* Takes the oldest off; false if there is none. */
bool watch_pop(struct machine *m, struct task *watched, struct watch *out);

/* --- tasks in order of creation ---
 * for (struct births b = {0, 0}; (t = births_next(m, &b));) */
void births_add(struct machine *m, uint32_t id);
struct births {
	uint32_t birth, i;
};
struct task *births_next(const struct machine *m, struct births *b);

/* --- queues of items --- */
void item_put(struct machine *m, struct object *q, int64_t value);
int64_t item_get(struct machine *m, struct object *q);

#endif
