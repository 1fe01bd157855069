/* SPDX-License-Identifier: MIT */
/*
 * Inside the operating system: what its parts tell each other.  No runtime
 * includes this.
 */
#ifndef VOS_INSTANT_H
#define VOS_INSTANT_H

#include "vos/runtime.h"

#define TIME_END     (INT64_MAX - 1) /* nothing happens then or later */
#define DEADLINE_SEQ UINT32_MAX      /* a timer that is a task's deadline */

/* A task's release has come, unless it was withdrawn. */
void task_release(struct machine *m, struct task *t);

/* A device has done a request: an entry of WORLD_DEVICES. */
void request_end(struct machine *m, const struct evq_entry *e);

/* dispatch.c: one ready thread to one idle core; false if none fits. */
bool dispatch_one(struct machine *m);

/* Of the open queue, so many. */
uint32_t cores_idle(const struct machine *m);

/* The thread on a core goes off it; it is idle then. */
void core_leave(struct core *c);

/* Its thread loses the core to others: recorded; it is not yet ready again. */
void core_preempt(struct machine *m, struct core *c, uint32_t by,
		  enum rule rule);

/* ns from `since` until its thread has had the CPU it needs, or comes to work
 * faster. */
int64_t core_due(const struct machine *m, const struct core *c);

/* What is due on a core next, after its thread's needs changed. */
void core_plan(struct machine *m, struct core *c);

/* The CPU time since last asked is taken off its thread's needs. */
void core_charge(struct machine *m, struct core *c);

/* The cost of the switch is paid, or there was none: it runs. */
void core_run(struct machine *m, struct core *c);

/* The policy's own next moment, in any queue, EVQ_NEVER for none.  Another
 * queue may be open behind it. */
int64_t policy_next(struct machine *m);

/* How those come that are made ready in this part of the instant. */
enum tie instant_via(const struct machine *m);

#endif
