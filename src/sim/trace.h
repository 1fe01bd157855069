/* SPDX-License-Identifier: MIT */
/*
 * A trace: what happened, when, to whom, where and why, 32 bytes an event, in
 * the order it happened.  Only the machine appends; everybody else reads.
 *
 * Events lie in chunks that never move; texts that a run makes (printed lines)
 * lie in the trace's own storage and are named by their offset.
 */
#ifndef SIM_TRACE_H
#define SIM_TRACE_H

#include <stdint.h>

/*
 * Actors: whoever can do something or be waited for, in one scheme of numbers.
 * The class is in the top four bits, the index within it below.
 */
enum actor_class {
	ACTOR_TASK,   /* a copy of a task: program's numbering */
	ACTOR_THREAD, /* a thread that is not a task's own: loop, worker */
	ACTOR_CORE,
	ACTOR_LOOP,
	ACTOR_GIL,
	ACTOR_OBJECT,  /* index into the program's objects */
	ACTOR_VAR,     /* index into the program's vars */
	ACTOR_ROUTINE, /* index into the program's routines */
	ACTOR_FAILURE  /* index into the program's failures */
};

#define ACTOR_SHIFT     28
#define ACTOR_INDEX     ((UINT32_C(1) << ACTOR_SHIFT) - 1)
#define ACTOR(class, i) ((uint32_t)(class) << ACTOR_SHIFT | (uint32_t)(i))
#define ACTOR_NONE      UINT32_MAX
#define CORE_NONE       255

static inline enum actor_class actor_class(uint32_t a)
{
	return (enum actor_class)(a >> ACTOR_SHIFT);
}

static inline uint32_t actor_index(uint32_t a)
{
	return a & ACTOR_INDEX;
}

/*
 * What happened.  The comment gives: who; by; value; and what rule, tie hold
 * where they do not hold the reason of a dispatch.  Times and durations in ns.
 */
enum ev {
	EV_ARRIVE,  /* task; the thread of the process that it is dealt to or
		     * -; -: released, or spawned and its time has come */
	EV_READY,   /* thread; -; -: a loop or worker that is ready again */
	EV_RUN,     /* task or thread; failure thrown into it, or for a worker
		     * the task whose job it takes, or for a pool's job the
		     * worker that does it, or -; 1 its first turn: gets
		     * a core (async: its step begins; core NONE for a worker
		     * that takes a job) */
	EV_PREEMPT, /* task or thread; who comes instead or -; - */
	EV_SWITCH,  /* who comes; who went; cost: a core changes hands */
	EV_YIELD,   /* task; -; - */
	EV_WORK,  /* task; -; duration: a statement that needs the CPU begins */
	EV_WAIT,  /* task; device or -; duration, or -1 while it stands in
		     * line: an I/O request */
	EV_SLEEP, /* task; -; duration: a timer */
	EV_BLOCK, /* task; object, task or device; duration if it is known,
		     * else -1.  rule: enum block_what */
	EV_WAKE,  /* task; who or what woke it, or - (time); -: ready again */
	EV_ACQUIRE,   /* task; lock, semaphore, condition; what is left of it */
	EV_RELEASE,   /* task; the same; what is left of it then */
	EV_PUT,       /* task; queue; item */
	EV_GET,       /* task; queue; item */
	EV_TASK_DONE, /* task; queue; how many are still open */
	EV_SET,       /* task; event; - */
	EV_CLEAR,     /* task; event; - */
	EV_NOTIFY,    /* task; condition; how many it woke */
	EV_SPAWN,     /* task or - ; child; - */
	EV_START,     /* child; spawner or -; cost of creating it, being paid */
	EV_JOIN,      /* task; what it waited for (one task or object) or -; -:
		     * what it waited for has come and it goes on */
	EV_PRINT,     /* task; -; offset of the text */
	EV_READ,      /* task; var; value */
	EV_WRITE,     /* task; var; value */
	EV_OFFLOAD,   /* task; -; -: hands a job to the executor */
	EV_CALL,      /* task; routine; - */
	EV_CANCEL,    /* task; whom; 1 accepted, 0 it had ended */
	EV_TIMEOUT,   /* task; task of `wait for` or -; the deadline: cut off */
	EV_CAUGHT,    /* task; failure; offset of its members' text + 1, or 0 */
	EV_END,       /* task; failure or - ; value returned, or for a group the
		     * offset of its members' text + 1.  rule: enum end_status;
		     * tie: 1 if a cancellation came too late to be felt.
		     * A worker's job: thread; task; -; END_OK */
	EV_MISS,      /* task; -; the deadline */
	EV_NOTE,      /* task or -; whom or what; -.  rule: enum note */
	EV_LOOP,      /* loop; -; iteration.  rule: enum loop_phase; tie unused;
		     * core NONE */
	EV_GIL_REQUEST, /* who waits for it; its holder; -: an interval is over
			 * and the holder is to give way */
	EV_GIL_TAKE,    /* task or thread; who had it before or -; - */
	EV_GIL_DROP,    /* task or thread; -; - */
	EV_DEADLOCK,    /* task; what it waits for or -; actor that holds it, or
		      * ACTOR_NONE */
	EV_LIVELOCK,    /* task; -; - */
	EV_IDLE,        /* core; -; - */
	EV_COUNT
};

enum block_what {
	BLOCKED_BY_OTHERS, /* tasks, a lock, a queue... */
	BLOCKED_BY_CALL    /* an I/O request: the statement `block` */
};

enum stuck {
	STUCK_WAITING, /* for what nothing will bring */
	STUCK_IN_LINE  /* it could run, but all who could run it wait */
};

enum end_status { END_OK, END_FAILED, END_CANCELLED, END_STOPPED };

enum loop_phase {
	LOOP_POLL,   /* the iteration begins; it asks what has happened */
	LOOP_TIMERS, /* timers that are due move to the ready queue */
	LOOP_RUN,    /* what is ready now runs, one after another */
	LOOP_STOP    /* main is done */
};

/* Things passed over or worth a word, told in the narration. */
enum note {
	NOTE_SPAWNED_TWICE,  /* `by` runs or ran already */
	NOTE_NEVER_SPAWNED,  /* `by` was never started: passed over */
	NOTE_NO_MORE_COPIES, /* spawn next found none left */
	NOTE_GROUP_RUNNING,  /* `by` runs already: no member of the group */
	NOTE_THREADS_CANNOT_CANCEL, /* Python's threads have no such call */
	NOTE_CANCEL_PENDING,        /* will be felt at the next real wait */
	NOTE_CANCEL_IGNORED,        /* a running one cannot be withdrawn */
	NOTE_LEFTOVERS, /* main is done: what still runs is cancelled */
	NOTE_LIMIT,     /* the run was cut at the limit of events */
	NOTE_HORIZON,   /* the run was cut at `until` */
	NOTE_REJECTED,  /* the pool's line is full: turned away */
	NOTE_TIME_OVER, /* what comes next would be later than time can tell */
	NOTE_WARM,      /* its data are in the cache of core `by` now, */
	NOTE_COLD,      /* and no more: pushed out by others' */
	NOTE_COUNT
};

/* Why this one was chosen. */
enum rule {
	RULE_NONE,
	RULE_FIRST_READY, /* head of the ready queue */
	RULE_ONLY_READY,  /* nobody else was ready */
	RULE_DECLARED,    /* sync: earliest release, then as declared */
	RULE_CALLER,      /* sync: whom it called has ended */
	RULE_LOOP_ORDER,  /* next in the event loop's ready queue */
	RULE_LOOP_THREAD, /* the event loop's own thread */
	RULE_IDLE_WORKER, /* lowest idle worker takes the first job */
	RULE_JOB_FIRST,   /* first in the pool's line */
	RULE_QUANTUM,     /* preempted: its quantum is over, others wait */
	RULE_BETTER,      /* preempted: a better one came */
	RULE_GIL_FIRST,   /* first of those who wait for the GIL */
	RULE_GIL_ALONE,   /* nobody else wants it */
	RULE_GIL_RANDOM,  /* drawn among them: successor=random */
	RULE_GIL_ASKED,   /* preempted: one of them has asked for it */
	RULE_RING,        /* ring: next after who had the core last */
	RULE_SHORTEST,    /* sjf, srtf: least work ahead */
	RULE_PRIORITY,    /* highest priority */
	RULE_AGED,        /* the same, raised by waiting */
	RULE_LEVEL,       /* mlfq: first of the highest level */
	RULE_DRAWN,       /* lottery: holds the ticket drawn */
	RULE_PASS,        /* stride: least pass */
	RULE_VRUNTIME,    /* cfs: least virtual runtime */
	RULE_ELIGIBLE,    /* eevdf: earliest deadline of those eligible */
	RULE_DEADLINE,    /* edf */
	RULE_PERIOD,      /* rm: shortest period */
	RULE_STOLEN,      /* taken from another core's queue */
	RULE_COUNT
};

/* What decided between those whom the rule left equal. */
enum tie {
	TIE_NONE,
	TIE_QUEUED_FIRST,   /* it has been ready longer */
	TIE_DECLARED,       /* both released now: as declared */
	TIE_REQUESTED,      /* both requests ended now: as requested */
	TIE_ARMED,          /* both timers are due now: as armed */
	TIE_ARRIVALS_FIRST, /* an arrival goes before an expired one */
	TIE_EXPIRED_FIRST,  /* the other convention */
	TIE_CORE_ORDER,     /* made ready by the lower core */
	TIE_KEPT_HEAD,      /* was preempted, so it stands at the head */
	TIE_OLDER,          /* edf, rm: released earlier, then as declared */
	TIE_COUNT
};

struct event {
	int64_t t;
	int64_t value;
	uint32_t who, by;
	uint32_t stmt; /* NONE if it has none */
	uint8_t kind, rule, tie, core;
};

#define TRACE_CHUNK_BITS 12
#define TRACE_CHUNK      (1u << TRACE_CHUNK_BITS)

struct trace {
	struct event **chunks;
	uint64_t n;
	uint32_t n_chunks, cap_chunks;
	char *text;
	uint64_t text_len, text_cap;
	int64_t end; /* virtual time reached, ns */
};

void trace_init(struct trace *tr);
void trace_fini(struct trace *tr);

/* Room for one more event at the end; the caller fills all of it. */
struct event *trace_slow_add(struct trace *tr);

static inline struct event *trace_add(struct trace *tr)
{
	uint64_t i = tr->n & (TRACE_CHUNK - 1);

	if (i == 0)
		return trace_slow_add(tr);
	return &tr->chunks[tr->n++ >> TRACE_CHUNK_BITS][i];
}

static inline const struct event *trace_at(const struct trace *tr, uint64_t i)
{
	return &tr->chunks[i >> TRACE_CHUNK_BITS][i & (TRACE_CHUNK - 1)];
}

/* Keeps len bytes and a NUL; returns their offset. */
uint64_t trace_keep(struct trace *tr, const char *text, uint64_t len);

static inline const char *trace_text(const struct trace *tr, uint64_t offset)
{
	return tr->text + offset;
}

/* First event at or after t; n if there is none (binary search). */
uint64_t trace_find_time(const struct trace *tr, int64_t t);

/* The name of a kind as the jsonl format writes it: "run", "gil-take". */
const char *ev_name(enum ev kind);

#endif
