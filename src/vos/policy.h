/* SPDX-License-Identifier: MIT */
/*
 * What a scheduling policy has to say.  One policy is one const struct in a
 * file of policy/, listed in policy/policies.c.
 *
 * The machine tells `ready` whoever becomes ready, asks `pick` whenever a core
 * is idle, and `quantum` at each full refill.  What else a policy can do is
 * optional (NULL): take a core from who runs (first, better), count CPU time
 * (charge), act when a quantum is over (expired, outlast) or at moments of its
 * own (next, due).  It keeps its order in the machine's FIFO (fifo_ready,
 * fifo_pop) or in policy_state, which is plain data: state_copy makes another.
 *
 * With queues=each all of this is there for every core by itself: the state,
 * the FIFO, n_ready and the cores from core_from to core_to are those of the
 * queue that the hook is about.
 */
#ifndef VOS_POLICY_H
#define VOS_POLICY_H

#include "vos/machine.h"

enum ready_why {
	READY_NEW,      /* first time */
	READY_WOKEN,    /* what it waited for has come */
	READY_YIELDED,  /* gave its turn away */
	READY_EXPIRED,  /* its quantum is over */
	READY_PREEMPTED /* a better one took its core, or it stays there */
};

struct policy {
	const char *name;
	bool one_core; /* one thread at a time, whatever cores there are */
	uint8_t expired_rule; /* why who has used up a quantum gives way; 0:
			       * RULE_QUANTUM */
	/* Of those who keep threads in order (policy/keep.h): why the first is
	 * picked, bytes of the state and of what is kept of each thread. */
	uint8_t first_rule;
	size_t state_size, record_size;
	/* Makes policy_state, before the first thread is ready. */
	void (*begin)(struct machine *m);
	void *(*state_copy)(const void *state);
	void (*state_free)(void *state);

	/* ns of a full quantum, INT64_MAX for none; NULL: always none */
	int64_t (*quantum)(const struct machine *m, const struct thread *th);
	void (*ready)(struct machine *m, struct thread *th, enum ready_why why);
	/* Takes the next off the queue, which is not empty; says why. */
	struct thread *(*pick)(struct machine *m, enum rule *rule,
			       enum tie *tie);

	/* Whom it would pick, left where it is, or NULL if that one is better
	 * than nobody who runs; no such function: it never preempts. */
	struct thread *(*first)(struct machine *m);
	/* Strictly: would a take the core that b has? */
	bool (*better)(const struct machine *m, const struct thread *a,
		       const struct thread *b);
	/* It has used so much CPU since it was last told, ns.  Up to date
	 * for who loses a core, is compared, or at `due`; see cores_charge. */
	void (*charge)(struct machine *m, struct thread *th, int64_t ran);
	/* It runs from now on: the switch to it, if any, is paid. */
	void (*runs)(struct machine *m, struct thread *th);
	/* Its quantum is over.  true: it gives way, and is told `ready` then;
	 * false: it goes on with a new one.  NULL: gives way to anybody. */
	bool (*expired)(struct machine *m, struct thread *th);
	/* It has just not been made to give way.  Nothing else can happen
	 * until `most` more quanta of so many ns have ended: at how many of
	 * these ends would it go on?  They are passed over, and its records are
	 * to be as if `expired` had been told of each.  NULL: none is. */
	int64_t (*outlast)(struct machine *m, struct thread *th,
			   int64_t quantum, int64_t most);
	/* It waits or has ended; or it is THREAD_READY again already: what it
	 * waited for came while it was still on its core. */
	void (*gone)(struct machine *m, struct thread *th);
	/* The thread comes from the queue of another core, whose state `from`
	 * is; before `ready` (READY_NEW).  NULL: it has nothing to bring. */
	void (*move)(struct machine *m, const struct thread *th,
		     const void *from);
	/* The policy's own next moment, EVQ_NEVER for none; and it is now,
	 * before the releases of the instant. */
	int64_t (*next)(const struct machine *m);
	void (*due)(struct machine *m);
};

/* The task whose nice, priority and tickets are the thread's, or NULL: a worker
 * and a loop do many tasks, and have none of theirs (S5). */
static inline const struct prog_task *thread_decl(const struct machine *m,
						  const struct thread *th)
{
	if (th->task == NONE || !(th->flags & THREAD_OWN) ||
	    th->flags & THREAD_WORKER)
		return NULL;
	return task_decl(m, &m->tasks[th->task]);
}

/* Who runs has used up its quantum at this moment, whatever was left. */
void quantum_end(struct machine *m, struct thread *th);

/* What put a ready thread before another whom the rule holds equal. */
enum tie ready_tie(const struct thread *head, const struct thread *second);

/* Its name in arrays that a policy keeps. */
static inline uint32_t thread_index(const struct machine *m,
				    const struct thread *th)
{
	return (uint32_t)(th - (const struct thread *)m->threads.data);
}

/* What a thread goes on with is fetched from memory: as task_fetch says. */
static inline void thread_fetch(const struct machine *m,
				const struct thread *th, bool again)
{
	if (th->task != NONE)
		task_fetch(m, th->task, again);
}

/* Brings `charge` up to date for all that run, on the cores of this queue:
 * core_from to core_to - 1. */
void cores_charge(struct machine *m);

/* Changes what is left of a thread's quantum, ns, also while it runs. */
void thread_set_left(struct machine *m, struct thread *th, int64_t left);

/* A policy's `quantum`: the key's. */
int64_t quantum_given(const struct machine *m, const struct thread *th);

/* The machine's FIFO of ready threads. */
void fifo_push(struct machine *m, struct thread *th);

/* A policy's `ready` and `pick`: to the tail, or to the head who was preempted;
 * and from the head. */
void fifo_ready(struct machine *m, struct thread *th, enum ready_why why);
struct thread *fifo_pop(struct machine *m, enum rule *rule, enum tie *tie);

#endif
