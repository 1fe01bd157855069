/* SPDX-License-Identifier: MIT */
/*
 * The inside of the setup `async`: an event loop that takes turns exactly as
 * CPython 3.11's asyncio does.  Only the files async*.c include this.
 *
 * The parts, bottom up:
 *
 *   async_loop      handles, timers, the phases of an iteration
 *   async_task      a task's step, what it awaits, its end
 *   async_cancel    Task.cancel and how it finds its way
 *   async_time      sleep, yield, wait, block
 *   async_spawn     spawn, join, shield, cancel
 *   async_wait      gather, wait, wait_for
 *   async_group     TaskGroup; async_timeout: timeout()
 *   async_sync      locks and their kin; async_queue: queues
 *   async_executor  run_in_executor and its threads
 *   async_homes     several loops, each in a process of its own
 *
 * A task awaits one future at a time, so that future is no object: its state is
 * `fut` in the task's struct coro, its number the task's wait_seq.  Whoever
 * means to end it says both and is ignored once the number has gone on.
 */
#ifndef RUNTIME_ASYNC_H
#define RUNTIME_ASYNC_H

#include "vos/ops.h"
#include "vos/policy.h"

/* --- what the loop has to do --- */

/* Each stands for a callback of asyncio's; ref, seq and arg as said. */
enum handle_kind {
	HANDLE_STEP,      /* Task.__step; ref task */
	HANDLE_BIRTH,     /* a release has come: create_task; ref task */
	HANDLE_ANSWER,    /* a request is answered; ref task, seq wait */
	HANDLE_TIMER,     /* of a task's own statement; ref task, seq wait */
	HANDLE_RELEASE,   /* _release_waiter; ref task, seq wait */
	HANDLE_GATHERED,  /* gather's callback; ref gang, seq age, arg child */
	HANDLE_WAITED,    /* wait's; the same */
	HANDLE_GROUPED,   /* TaskGroup's; the same */
	HANDLE_TIMEOUT,   /* timeout()'s; ref guard, seq age */
	HANDLE_SHIELDED,  /* shield's inner is done; ref task, seq wait */
	HANDLE_BARE,      /* shield's outer is done; ref task, seq wait */
	HANDLE_JOB_OVER,  /* an executor's future is done; ref job, seq age */
	HANDLE_JOB_CHECK, /* its asyncio future is; ref job, seq age */
	HANDLE_STOP,      /* main is done */
	HANDLE_WAKEUP,    /* only as a watch: the awaiter's step; ref task */
	HANDLE_KINDS
};

struct handle {
	uint32_t kind, ref, seq, arg;
};

/* Handles, first in, first out. */
struct ring {
	struct handle *at;
	uint32_t head, n, cap; /* cap is 0 or a power of two */
};

/* --- what a task is to the loop --- */

enum await {
	AWAIT_NONE,   /* nothing: it runs, or its step is in the ready queue */
	AWAIT_PLAIN,  /* a future of its own */
	AWAIT_IO,     /* the same, with a request behind it */
	AWAIT_JOB,    /* the same, with a job; ref */
	AWAIT_SHIELD, /* the outer future round task ref */
	AWAIT_TASK,   /* task ref itself */
	AWAIT_GATHER  /* gang ref */
};

enum fut { FUT_PENDING, FUT_DONE, FUT_FAILED, FUT_CANCELLED };

struct coro {
	uint32_t ref;     /* of what it awaits */
	uint32_t timer;   /* wait that its statement's timer is for, or NONE */
	uint32_t instant; /* when it began to wait: see struct async */
	uint16_t cancels; /* Task.cancelling(), at most UINT16_MAX */
	uint8_t await;    /* enum await */
	uint8_t fut;      /* enum fut */
};

/* A gather, a wait or a group.  Pools keep the first word of a free element. */
struct gang {
	uint32_t link;
	uint32_t age;         /* no other gang, guard or job had or has it */
	uint32_t task;        /* whose it is; NONE: the loop's own gather */
	uint32_t first, last; /* its members, in s->nodes */
	uint32_t open;        /* callbacks of members still to come */
	uint32_t failed, last_failed; /* group: failures, in s->nodes */
	uint32_t n_failed;
	uint16_t flags; /* enum gang_flag */
};

enum gang_flag {
	GANG_KEEP = 1,      /* gather: keep failures */
	GANG_ANY = 2,       /* wait: the first is enough */
	GANG_FAILURE = 4,   /* wait: the first failure is */
	GANG_CANCELLED = 8, /* gather: _cancel_requested */
	GANG_DONE = 16,     /* the loop's own gather is over */
	GANG_ABORTING = 32, /* group: members are being cancelled */
	GANG_PARENT = 64,   /* group: it has cancelled its parent */
	GANG_EXITING = 128, /* group: the parent awaits its members' end */
	GANG_PASSES = 256   /* group: a cancellation goes on behind it */
};

/* A `timeout` block. */
struct guard {
	uint32_t link;
	uint32_t age;
	uint32_t task;
	uint32_t cancels; /* the task's when the block began */
	bool armed, expiring;
};

enum job_state { JOB_QUEUED, JOB_RUNS, JOB_OVER };

struct job {
	uint32_t link;
	uint32_t age;
	uint32_t task, seq; /* whose it is, its wait */
	uint32_t next;      /* in the executor's line */
	uint32_t pc;        /* where it begins */
	uint32_t failure;
	uint8_t state; /* enum job_state */
};

/* An item of a list. */
struct node {
	uint32_t link; /* the next one */
	uint32_t value;
};

/* --- the loop --- */

enum loop_at { AT_BEGIN, AT_POLL, AT_HANDLES };
enum step_at { STEP_PAYS, STEP_ENTERS, STEP_GOES };

/* One event loop: of a process, where there are several (loops.c). */
struct loop {
	uint32_t thread;    /* its thread; and its number among the loops */
	uint32_t iteration; /* from 1 */
	uint8_t at;         /* enum loop_at */
	uint8_t step;       /* enum step_at, of `current` */
	bool exists;        /* of a process: it was created */
	bool polling;       /* blocked in the poll */
	bool blocked;       /* blocked in a statement of `current` */
	bool stopping;      /* stop() was called */
	bool closing;       /* main is done, the rest is being cancelled */
	bool head_set;
	uint32_t current; /* task whose step this is, or NONE */
	uint32_t left;    /* handles of this iteration still to run */

	struct ring ready;
	struct ring arrived;   /* I/O, releases, other processes': next poll */
	struct evq timers;     /* a: kind and ref; b: seq */
	struct evq_entry head; /* taken out of timers, due */
	uint32_t live;         /* timers not cancelled and not run */
	uint32_t io;           /* tasks that await a request */
	int64_t armed;         /* timer of the virtual OS, or EVQ_NEVER */
	uint32_t wait;         /* number of the thread's own waits */

	uint32_t busy;           /* workers of its executor with a job */
	uint32_t made;           /* workers that were created */
	uint32_t line, line_end; /* queued jobs */
};

struct async {
	struct loop *loops;
	uint32_t n_loops;
	uint32_t turn;      /* the loop whose thread has its turn, or NONE */
	uint32_t next_home; /* loop that the next task is dealt to */
	bool old_timeout;   /* python=3.11.2 */
	uint32_t instant;   /* how often time has passed between steps */
	int64_t at_instant; /* the time then, ns */
	int64_t step_cost;

	struct coro *coros; /* by copy */
	uint32_t n_coros;
	uint32_t ages;
	struct pool gangs;  /* struct gang */
	struct pool guards; /* struct guard */
	struct pool jobs;   /* struct job */
	struct pool nodes;  /* struct node */
	struct pool path;   /* uint32_t: nodes, while a cancel goes inwards */

	uint32_t n_workers;   /* of each loop's executor */
	uint32_t *worker_job; /* by worker, loop after loop, or NONE */
};

static inline struct async *async_of(const struct machine *m)
{
	return m->runtime_state;
}

static inline struct coro *coro_of(const struct machine *m,
				   const struct task *t)
{
	return &async_of(m)->coros[task_id(m, t)];
}

/* The loop that a task belongs to. */
static inline struct loop *loop_of(const struct machine *m,
				   const struct task *t)
{
	struct async *s = async_of(m);

	return m->places ? &s->loops[m->places[task_id(m, t)]] : s->loops;
}

static inline struct gang *gang_at(const struct async *s, uint32_t i)
{
	return (struct gang *)s->gangs.data + i;
}

static inline struct guard *guard_at(const struct async *s, uint32_t i)
{
	return (struct guard *)s->guards.data + i;
}

static inline struct job *job_at(const struct async *s, uint32_t i)
{
	return (struct job *)s->jobs.data + i;
}

static inline struct node *node_at(const struct async *s, uint32_t i)
{
	return (struct node *)s->nodes.data + i;
}

/* --- async_ring.c --- */

void ring_push(struct ring *r, struct handle h);
struct handle ring_pop(struct ring *r); /* it is not empty */

/* --- async_loop.c: a handle goes to the loop of the task it is for --- */

/* call_soon; to the loop of another process: a message, for its next poll. */
void loop_soon(struct machine *m, enum handle_kind kind, uint32_t ref,
	       uint32_t seq, uint32_t arg);
/* call_soon_threadsafe: from another thread, at this very moment. */
void loop_soon_threadsafe(struct machine *m, enum handle_kind kind,
			  uint32_t ref, uint32_t seq);
/* What the next poll finds: a release, an answered request. */
void loop_arrived(struct machine *m, enum handle_kind kind, uint32_t ref,
		  uint32_t seq);
/* call_at; kind HANDLE_TIMER or HANDLE_TIMEOUT. */
void loop_timer(struct machine *m, int64_t when, enum handle_kind kind,
		uint32_t ref, uint32_t seq);
/* The thread's turn. */
enum flow loop_turn(struct machine *m, struct thread *th);
/* A wait of the thread's is over. */
void loop_woken(struct machine *m, struct thread *th, uint32_t wait);

/* --- async_task.c --- */

/* Takes the statement's future: it is pending from now on. */
void task_await(struct machine *m, struct task *t, enum await kind,
		uint32_t ref);
/* The future is done, well or with a failure; no harm if it was before. */
void task_resolve(struct machine *m, struct task *t, uint32_t by);
void task_fail(struct machine *m, struct task *t, uint32_t failure,
	       uint32_t by);
/* The same for a future that was cancelled as such. */
void task_cut(struct machine *m, struct task *t, uint32_t by);
bool task_pending(const struct machine *m, const struct task *t, uint32_t seq);

/* Arms and cancels the timer of a task's own statement, d ns from now. */
void task_timer(struct machine *m, struct task *t, int64_t d);
void task_timer_cancel(struct machine *m, struct task *t);

/* FAILURE_NONE, FAILURE_CANCELLED or the failure of a task that has ended. */
uint32_t task_outcome(const struct task *t);
/* add_done_callback */
void task_when_done(struct machine *m, struct task *t, enum handle_kind kind,
		    uint32_t ref, uint32_t seq);
/* It has ended: whoever asked is called back. */
void task_call_back(struct machine *m, struct task *t);

/* A step begins; false if the body is cancelled before it has begun. */
bool step_enter(struct machine *m, struct task *t);
/* It ends with what interp_run said. */
void step_leave(struct machine *m, struct task *t, enum flow flow);

/* --- async_cancel.c --- */

/* Task.cancel; false if it had ended. */
bool task_cancel(struct machine *m, struct task *t, uint32_t by);
/* fut_waiter.cancel(): what the task awaits; false if that was done. */
bool await_cancel(struct machine *m, struct task *t, uint32_t by);
/* Task.uncancel */
uint32_t task_uncancel(struct machine *m, struct task *t);

/* --- async_wait.c: gangs --- */

uint32_t gang_new(struct machine *m, struct task *t, unsigned flags);
void gang_free(struct machine *m, uint32_t i);
/* Is the handle's gang still the one it was made for? */
bool gang_is(const struct async *s, const struct handle *h);
/* An item at the end of a list. */
void list_add(struct async *s, uint32_t *first, uint32_t *last, uint32_t value);
void list_free(struct async *s, uint32_t first);

/* --- callbacks, by what they belong to --- */

typedef void handle_fn(struct machine *m, const struct handle *h);

handle_fn handle_answer, handle_timer, handle_release;
handle_fn handle_gathered, handle_waited, handle_grouped, handle_timeout;
handle_fn handle_shielded, handle_bare, handle_job_over, handle_job_check;

/* --- statements --- */

op_fn async_sleep, async_yield, async_io, async_block;
op_fn async_spawn, async_join, async_shield, async_cancel;
op_fn async_gather, async_wait_tasks, async_wait_for;
op_fn async_group, async_group_end, async_timeout, async_timeout_end;
op_fn async_acquire, async_release, async_with, async_with_end;
op_fn async_wait_event, async_set, async_wait_on, async_notify;
op_fn async_put, async_get, async_done, async_wait_done;
op_fn async_offload, async_offload_end;

/* The copies of the refs of a statement, one after another:
 * for (struct copies c = copies_of(in); (child = copies_next(m, &c));) */
struct copies {
	uint32_t ref, refs_left, k;
};
struct copies copies_of(const struct insn *in);
struct task *copies_next(struct machine *m, struct copies *c);

/* The child that copies_next gave last is spawned by t. */
void copies_start(struct machine *m, struct task *t, struct task *child,
		  const struct copies *c);

/* What a statement waits for: the one task it names, or nobody. */
uint32_t copies_actor(const struct machine *m, const struct insn *in);

extern op_fn *const async_ops[OP_COUNT]; /* of coroutines; async.c */
extern op_fn *const job_ops[OP_COUNT];   /* of an executor's jobs */

/* --- async_homes.c: an event loop in each of several processes --- */

/* The loops there are at most: 1 where all is in one process. */
uint32_t homes_loops(const struct machine *m);
/* The runtime's hooks: it was spawned; it is released. */
void home_inherit(struct machine *m, const struct task *by, struct task *t);
uint32_t home_find(struct machine *m, struct task *t);
/* Its process is created, if it is the first that comes there. */
void home_open(struct machine *m, const struct task *t);

/* --- async_ready.c --- */

size_t async_ready(const struct machine *m, uint32_t *actors, size_t most,
		   size_t *all);

/* --- async_executor.c --- */

uint32_t executor_contexts(const struct machine *m);
void executor_begin(struct machine *m);
/* A worker has a core. */
enum flow executor_turn(struct machine *m, struct thread *th);
/* What a worker waited for has come. */
void executor_woken(struct machine *m, struct task *context);

#endif
