/* SPDX-License-Identifier: MIT */
/*
 * A program made by hand and traces written event by event, for tests of what
 * looks at traces.  Tasks: tea "Kettle", egg, guest.1, guest.2, main if asked;
 * lock, queue, server (a device); var counter.  Times are in ms.
 */
#ifndef UNIT_MADE_H
#define UNIT_MADE_H

#include "sim/program.h"
#include "sim/trace.h"

#include <string.h>

#define MS INT64_C(1000000)

enum { TEA, EGG, GUEST_1, GUEST_2, COPIES };
enum { LOCK, QUEUE, SERVER, OBJECTS };
enum { BOOM = FAILURE_USER, FAILURES };

#define TASK(i)   ACTOR(ACTOR_TASK, i)
#define THREAD(i) ACTOR(ACTOR_THREAD, i)
#define OBJ(i)    ACTOR(ACTOR_OBJECT, i)
#define VAR(i)    ACTOR(ACTOR_VAR, i)

struct made {
	struct program program;
	struct prog_task tasks[3];
	struct prog_object objects[OBJECTS];
	struct prog_var vars[1];
	struct prog_stmt stmts[2];
	const char *failures[FAILURES];
	struct trace trace;
};

static inline void made_init(struct made *m)
{
	memset(m, 0, sizeof *m);
	m->tasks[0] = (struct prog_task){
		.name = "tea", .label = "Kettle", .first = TEA, .count = 1};
	m->tasks[1] =
		(struct prog_task){.name = "egg", .first = EGG, .count = 1};
	m->tasks[2] = (struct prog_task){
		.name = "guest", .first = GUEST_1, .count = 2};
	m->objects[LOCK] =
		(struct prog_object){.name = "stove", .kind = OBJECT_LOCK};
	m->objects[QUEUE] =
		(struct prog_object){.name = "orders", .kind = OBJECT_QUEUE};
	m->objects[SERVER] =
		(struct prog_object){.name = "server", .kind = OBJECT_DEVICE};
	m->vars[0] = (struct prog_var){.name = "counter"};
	m->stmts[0] = (struct prog_stmt){.line = 3, .label = "say \"hi\""};
	m->stmts[1] = (struct prog_stmt){.line = 4};
	m->failures[FAILURE_CANCELLED] = "cancelled";
	m->failures[FAILURE_GROUP] = "failures";
	m->failures[BOOM] = "Boom";
	m->program = (struct program){
		.file = "made.tt",
		.unit = MS,
		.main = NONE,
		.n_copies = COPIES,
		.tasks = m->tasks,
		.n_tasks = 3,
		.objects = m->objects,
		.n_objects = OBJECTS,
		.vars = m->vars,
		.n_vars = 1,
		.stmts = m->stmts,
		.n_stmts = 2,
		.failures = m->failures,
		.n_failures = FAILURES,
	};
	trace_init(&m->trace);
}

static inline void made_fini(struct made *m)
{
	trace_fini(&m->trace);
}

/* An event at t ms; the caller may change what is left at its default. */
static inline struct event *made_add(struct made *m, int64_t t, enum ev kind,
				     uint32_t who, uint32_t by, int64_t value)
{
	struct event *e = trace_add(&m->trace);

	*e = (struct event){.t = t * MS,
			    .value = value,
			    .who = who,
			    .by = by,
			    .stmt = NONE,
			    .kind = (uint8_t)kind,
			    .core = 0};
	m->trace.end = t * MS;
	return e;
}

/* The commonest: nobody else, no value. */
static inline struct event *made_do(struct made *m, int64_t t, enum ev kind,
				    uint32_t task)
{
	return made_add(m, t, kind, TASK(task), ACTOR_NONE, 0);
}

#endif
