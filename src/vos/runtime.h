/* SPDX-License-Identifier: MIT */
/*
 * What an execution model has to say (struct runtime), and what it can ask of
 * the virtual operating system.  One model is one const struct in runtime/.
 *
 * A model gives meaning to statements through a table of functions by opcode.
 * A statement that waits is a small state machine: its function is called with
 * phase 0, does what it can, sets phase and returns FLOW_WAIT; when the task is
 * resumed the function of the same statement is called again, with the phase it
 * left and task.wake saying why.
 */
#ifndef VOS_RUNTIME_H
#define VOS_RUNTIME_H

#include "vos/machine.h"

#include <stddef.h>

enum flow {
	FLOW_NEXT,  /* go on with the next statement */
	FLOW_JUMP,  /* go on at pc, which was set */
	FLOW_CPU,   /* needs the CPU for thread.need, then is called again */
	FLOW_STALL, /* would need the CPU, but the quantum is used up */
	FLOW_WAIT,  /* waits; the task's state says so */
	FLOW_YIELD, /* gives its turn away, then goes on (phase as left) */
	FLOW_RAISE, /* task.failure is raised here */
	FLOW_OTHER, /* the thread now runs another task (sync) */
	FLOW_END,   /* the task's body is over: value, flags and failure say */
	FLOW_PAUSE  /* the budget of events is used up: call again */
};

typedef enum flow op_fn(struct machine *m, struct task *t,
			const struct insn *in);

struct runtime {
	const char *name; /* of the setup */
	/* The policy it brings along, or NULL: the setup's. */
	const struct policy *policy;
	bool own_vars; /* tasks, or places, have copies of all variables */
	/* How many places there are whose tasks share their variables; it sets
	 * m->places then.  NULL: each task is one. */
	uint32_t (*places)(const struct machine *m);
	/* Contexts it needs beyond the program's copies. */
	uint32_t (*contexts)(const struct machine *m);
	/* Before the first instant: makes its threads and runtime_state. */
	void (*begin)(struct machine *m);
	/* It was spawned, by nobody (NULL) if it starts by itself; its release
	 * comes now or later (or NULL). */
	void (*spawned)(struct machine *m, const struct task *by,
			struct task *t);
	/* A task's release has come: the thread of the place that it goes to,
	 * an actor.  NULL: it has none. */
	uint32_t (*place)(struct machine *m, struct task *t);
	/* And now it begins. */
	void (*arrive)(struct machine *m, struct task *t);
	/* A child was spawned: if a thread is to be created for it, which has
	 * its cost, the spawner, t, pays with FLOW_CPU, once; FLOW_STALL if t
	 * has no quantum left.  NULL: it pays for a thread before. */
	enum flow (*pay)(struct machine *m, struct task *t, struct task *child);
	/* A child was spawned: what the spawner does then (E5).  FLOW_NEXT: it
	 * goes on; else it is asked again when it goes on.  NULL: goes on. */
	enum flow (*start)(struct machine *m, struct task *t,
			   struct task *child);
	/* Takes a task that is ready and has not begun out of its line.  A
	 * model that has this cancels nobody else (E8). */
	void (*unqueue)(struct machine *m, struct task *t);
	/* A thread has a core and needs no CPU: it goes on with its program.
	 * Returns FLOW_CPU, STALL, WAIT, YIELD, END or PAUSE. */
	enum flow (*turn)(struct machine *m, struct thread *th);
	/* What a task waited for at wait_seq has come: a request (WAKE_OK) or
	 * its timer (WAKE_CUT).  Only called if it still waits. */
	void (*woken)(struct machine *m, struct task *t, enum wake how);
	/* A timer or request of the loop's thread itself (or NULL). */
	void (*thread_woken)(struct machine *m, struct thread *th, uint32_t b);
	/* Nothing can happen any more and tasks are left: say so. */
	void (*stuck)(struct machine *m);
	/* runtime_state: copy, free (or NULL). */
	void *(*state_copy)(const void *state);
	void (*state_free)(void *state);
	uint64_t (*state_weight)(const void *state);
	/* Who is ready, where its own order and not the policy's decides: as
	 * runtime/ready.h says (or NULL). */
	size_t (*ready)(const struct machine *m, uint32_t *actors, size_t most,
			size_t *all);
};

/* --- interp.c: running a program --- */

/* Goes on with a task's statements until it cannot. */
enum flow interp_run(struct machine *m, struct task *t, op_fn *const *ops);

/* A block is opened or closed on top of a task's stack. */
struct block *block_push(struct machine *m, struct task *t,
			 enum block_kind kind, uint32_t exit);
struct block *block_top(struct machine *m, const struct task *t);
void block_pop(struct machine *m, struct task *t);

/* To be returned by an exit instruction when its work is done: pops the block
 * and goes on with what was pending in it, else with the next statement. */
enum flow block_leave(struct machine *m, struct task *t);

/* Raises a failure at the statement under way. */
static inline enum flow flow_raise(struct task *t, uint32_t failure)
{
	t->failure = failure;
	return FLOW_RAISE;
}

/* A `work`-like need of d ns: FLOW_NEXT if d is 0, else CPU or STALL. */
enum flow interp_work(struct machine *m, struct task *t, int64_t d);

/* --- eval.c: values --- */

/* false: task.failure says why. */
bool eval(struct machine *m, struct task *t, uint32_t expr, int64_t *value);
bool eval_dur(struct machine *m, struct task *t, uint32_t dur, int64_t *d);
int64_t var_read(struct machine *m, struct task *t, uint32_t var);
void var_write(struct machine *m, struct task *t, uint32_t var, int64_t value);

/* --- birth and end of tasks --- */

/* Counts as spawned; its release is now or comes (`at`, `every`); true if it
 * is now: then arrive has been called.  by: who spawned it, or NULL. */
bool task_spawn(struct machine *m, struct task *by, struct task *t);
/* The same where the statement that spawns it began earlier, at `since`: the
 * copies of a task keep their distances whatever their spawner waits for. */
bool task_spawn_since(struct machine *m, struct task *by, struct task *t,
		      int64_t since);
/* The same for one copy by itself: `every` does not count. */
bool task_spawn_alone(struct machine *m, struct task *by, struct task *t);
/* Ends it before it began: nobody waits for its release any more. */
void task_withdraw(struct machine *m, struct task *t);
/* Its body is over: records the end by flags (CANCELLED, FAILED, LATE),
 * failure and value; does not tell its watchers. */
void task_end(struct machine *m, struct task *t);
/* now + d; a sum that does not fit is the end of time, where a run stops. */
int64_t time_after(const struct machine *m, int64_t d);
/* First copy of the reference that was not started, or NULL. */
struct task *task_next_unborn(struct machine *m, uint32_t ref);

static inline bool task_spawned(const struct task *t)
{
	return (t->flags & TASK_SPAWNED) != 0;
}

static inline bool task_ended(const struct task *t)
{
	return t->state == TASK_ENDED;
}

/* --- threads --- */
uint32_t thread_new(struct machine *m, struct task *t); /* t or NULL */
/* Into the ready queue; why: enum ready_why (policy.h). */
void thread_ready(struct machine *m, struct thread *th, unsigned why);
/* Is nobody else ready where it stands? */
bool thread_alone(struct machine *m, const struct thread *th);
/* The name an event gives to it. */
uint32_t thread_actor(const struct machine *m, const struct thread *th);

/* --- requests and timers --- */

/* A request of d ns by an actor (a task at its wait_seq, or a thread) to a
 * device or none: in service at once or in line.  true: in service. */
bool request_ask(struct machine *m, uint32_t actor, uint32_t seq,
		 uint32_t device, int64_t d);
/* The actor no longer wants it: leaves the line; in service it stays. */
void request_drop(struct machine *m, uint32_t actor, uint32_t device);
/* A timer for an actor; b comes back (a task's wait_seq). */
void timer_arm(struct machine *m, int64_t when, uint32_t actor, uint32_t b);

/* --- deadlock --- */
/* What a waiting task waits for, and who has it: actors or ACTOR_NONE. */
uint32_t waits_for(const struct machine *m, const struct task *t,
		   uint32_t *holder);
/* Records a deadlock event for each task that is left, as they were made. */
void deadlock_tell(struct machine *m);

#endif
