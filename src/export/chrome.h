/* SPDX-License-Identifier: MIT */
/*
 * What the parts of the Trace Event format share: one run on its way out.
 *
 * The trace is gone through instant by instant: all events of one time.  Each
 * part is told every event of the instant, and writes what is its own.
 */
#ifndef EXPORT_CHROME_H
#define EXPORT_CHROME_H

#include "base/vec.h"
#include "export/export.h"
#include "export/jsonl.h"
#include "sim/evq.h"
#include "story/crew.h"
#include "story/spans.h"
#include "story/state.h"

#include <stdbool.h>
#include <stdint.h>

enum { CHROME_CORES = 256 };

/* A task as its own track shows it. */
struct chrome_task {
	uint64_t ev, shown_ev; /* what it does now began with; and is open */
	uint64_t flow;         /* that leads to its next slice, or 0 */
	uint32_t worker;       /* 1 + the thread that does its job, or 0 */
	uint8_t state, shown;  /* enum state */
	bool touched;          /* in the list of the instant */
	bool late;             /* ready since what it waited for was due */
};

/* What the file says of a counter. */
struct chrome_counter {
	int64_t value, second;
	bool told; /* the file has one of it */
};

enum chrome_count {
	COUNT_TASKS,
	COUNT_HOLDER, /* of the interpreter lock */
	COUNT_LINE,   /* that want it */
	COUNT_JOBS,   /* in the pool's line */
	COUNTS
};

struct chrome {
	struct event_writer w;
	const struct report_run *run;
	struct sink *sink;
	struct str *out; /* of the whole file */
	struct str scratch;
	uint32_t pid, tid; /* its process; what its threads come after */
	uint32_t cores, threads, tids; /* how many of each */
	char process[32];              /* ","pid":1,"tid": */
	uint64_t task_id;              /* what its tasks' ids come after */
	uint64_t *flow_id; /* the last one given, in the whole file */
	struct crew crew;
	struct rider rider;        /* of what the slices have been told */
	struct rider rider_then;   /* and the tasks */
	struct chrome_task *tasks; /* by copy */
	struct VEC(uint32_t) touched;
	struct evq dues;
	int64_t *slice_end;    /* by number of thread: of its last slice, ns */
	int64_t *mark_at;      /* and when its last sign was put, ns */
	uint64_t *thread_flow; /* by thread actor */
	uint32_t on_core[CHROME_CORES]; /* who runs there, or ACTOR_NONE */
	int64_t ready, running;         /* tasks, now */
	struct chrome_counter counters[COUNTS];
	bool ended;
	bool counts_crew;    /* some of them are the crew's to say */
	struct spans *spans; /* for states of threads, or NULL */
	uint64_t ev;         /* the first event of the next instant */
	int64_t t;           /* of the instant, ns */
};

/* Puts a text that stands in the source. */
#define CHROME_PUT(c, literal) str_addn((c)->out, literal, sizeof literal - 1)

/* Opens an event of PHASE on a thread: {"ph":"X","pid":1,"tid":2,"ts":3 */
void chrome_event(struct chrome *c, const char *phase, uint32_t tid, int64_t t);
/* Appends a time of NS in us: 1500 is 1.5. */
void chrome_us(struct str *out, int64_t ns);
/* Puts a string in quotes. */
void chrome_quoted(struct chrome *c, const char *text);
/* Puts the name of somebody in quotes: chrome_name(c, "task ", actor). */
void chrome_name(struct chrome *c, const char *prefix, uint32_t actor);
/* Puts ,"args":{...} with an event's fields and ends the event. */
void chrome_args(struct chrome *c, const struct event *e);
void chrome_close(struct chrome *c);
/* Writes what is gathered, if that is much. */
void chrome_flush(struct chrome *c);

/* The number of the thread on which a task or thread runs. */
uint32_t chrome_tid(const struct chrome *c, uint32_t actor);
uint32_t chrome_core_tid(const struct chrome *c, uint32_t core);
bool chrome_has_own_thread(const struct chrome *c, uint32_t copy);

/* --- chrome_tasks.c: lives of tasks, what they wait for, counters --- */
void chrome_tasks_begin(struct chrome *c);
void chrome_tasks_end(struct chrome *c); /* all that live end now */
void chrome_tasks_fini(struct chrome *c);
void chrome_tasks_tell(struct chrome *c, uint64_t ev);
/* When the next one is ready without being told, INT64_MAX for never. */
int64_t chrome_tasks_next(const struct chrome *c);
/* Those that are so now. */
void chrome_tasks_due(struct chrome *c);
/* Writes what the instant has changed. */
void chrome_tasks_show(struct chrome *c);

/* --- chrome_slices.c: who runs where; flows; what happens at once --- */
void chrome_slices_begin(struct chrome *c);
void chrome_slices_fini(struct chrome *c);
void chrome_slices_tell(struct chrome *c, uint64_t ev);
/* --- chrome_marks.c: what happens in no time --- */
void chrome_mark(struct chrome *c, const struct event *e);
/* A sign on a thread for an event that has none, if none stands there now. */
void chrome_mark_deed(struct chrome *c, uint32_t tid, const struct event *e);

#endif
