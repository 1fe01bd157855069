/* SPDX-License-Identifier: MIT */
/*
 * What Python itself has no way for.  Each refusal says where, why, and what to
 * choose.
 */
#include "export/python.h"

#include "base/i18n.h"

static const struct node *find(const struct node *n, enum node_kind kind)
{
	const struct node *found = NULL;

	for (; n && !found; n = n->next) {
		if (n->kind == kind)
			return n;
		found = find(n->body, kind);
		if (!found)
			found = find(n->clauses, kind);
	}
	return found;
}

const struct node *python_find(const struct tree *tree, enum node_kind kind)
{
	const struct node *n = NULL;

	for (const struct decl *d = tree->decls; d && !n; d = d->next)
		n = find(d->body, kind);
	return n;
}

/* Its line, or 0. */
static uint32_t line_of(const struct python *py, enum node_kind kind)
{
	const struct node *n = python_find(py->tree, kind);

	return n ? n->line : 0;
}

/* --- whom a task waits for --- */

static bool has_target(const struct target *list, uint32_t id)
{
	for (; list; list = list->next)
		if (list->name.id == id)
			return true;
	return false;
}

static bool begins_here(const struct node *n, uint32_t id)
{
	bool does = n->kind == NODE_SPAWN || n->kind == NODE_GROUP ||
		    n->kind == NODE_WAIT_FOR ||
		    ((n->kind == NODE_GATHER || n->kind == NODE_WAIT_TASKS) &&
		     !(n->flags & INSN_STARTED));

	return does && has_target(n->targets, id);
}

/* The first statement that begins a task. */
static const struct node *find_beginning(const struct node *n, uint32_t id)
{
	for (; n; n = n->next) {
		const struct node *found = NULL;

		if (begins_here(n, id))
			return n;
		found = find_beginning(n->body, id);
		if (!found)
			found = find_beginning(n->clauses, id);
		if (found)
			return found;
	}
	return NULL;
}

/* The first statement that waits for, or cancels, what D does not begin. */
static const struct node *find_stranger(const struct decl *d,
					const struct node *n)
{
	const struct node *found = NULL;

	for (; n && !found; n = n->next) {
		bool asks = n->kind == NODE_JOIN || n->kind == NODE_SHIELD ||
			    n->kind == NODE_CANCEL || n->kind == NODE_GATHER ||
			    n->kind == NODE_WAIT_TASKS;

		for (const struct target *t = n->targets; asks && t;
		     t = t->next)
			if (!find_beginning(d->body, t->name.id))
				return n;
		found = find_stranger(d, n->body);
		if (!found)
			found = find_stranger(d, n->clauses);
	}
	return found;
}

/* Does somebody wait for what another has begun, or began by itself? */
static uint32_t line_of_stranger(const struct python *py)
{
	for (const struct decl *d = py->tree->decls; d; d = d->next) {
		const struct node *n = NULL;

		if (d->kind == THING_TASK)
			n = find_stranger(d, d->body);
		if (n)
			return n->line;
	}
	return 0;
}

/* How many tasks may begin this one?  LINE gets where the last does, but main,
 * which would be in time. */
static unsigned beginners(const struct python *py, uint32_t id, uint32_t *line)
{
	unsigned n = 0;

	for (const struct decl *d = py->tree->decls; d; d = d->next) {
		const struct node *beginning = find_beginning(d->body, id);

		if (!beginning)
			continue;
		if (d->kind != THING_TASK || python_is_spawned(py, d))
			*line = beginning->line;
		n += d->kind == THING_TASK ? py->program->tasks[d->index].count
					   : 2;
	}
	return n;
}

/* Is there a task that several processes may begin, each for itself? */
static uint32_t line_of_rivals(const struct python *py)
{
	for (const struct decl *d = py->tree->decls; d; d = d->next) {
		uint32_t line = 0;

		if (d->kind == THING_TASK &&
		    beginners(py, d->name.id, &line) > 1 && line > 0)
			return line;
	}
	return 0;
}

/* A lock or the like, which would have to be shared. */
static uint32_t line_of_shared(const struct python *py)
{
	for (const struct decl *d = py->tree->decls; d; d = d->next) {
		bool shared =
			d->kind == THING_LOCK || d->kind == THING_SEMAPHORE ||
			d->kind == THING_QUEUE || d->kind == THING_EVENT ||
			d->kind == THING_CONDITION ||
			(d->kind == THING_DEVICE &&
			 py->program->objects[d->index].amount > 0);

		if (shared)
			return d->line;
	}
	return 0;
}

/* --- by setups --- */

/* What holds for all processes. */
static void refuse_waits(const struct python *py, struct str *why)
{
	uint32_t stranger = line_of_stranger(py);
	uint32_t rivals = line_of_rivals(py);

	if (stranger)
		str_addf(why,
			 _("line %u: a process can wait only for those that it "
			   "began itself; choose another setup"),
			 stranger);
	else if (rivals)
		str_addf(why,
			 _("line %u: which process begins this task depends on "
			   "who is first, and the others do not know; choose "
			   "--as async or threads"),
			 rivals);
}

static void refuse_shares(const struct python *py, struct str *why)
{
	uint32_t shared = line_of_shared(py);

	if (shared)
		str_addf(why,
			 _("line %u: what asyncio has of locks, queues and the "
			   "like belongs to one event loop; choose --as async "
			   "or processes"),
			 shared);
	else
		refuse_waits(py, why);
}

static void refuse_processes(const struct python *py, struct str *why)
{
	uint32_t done = py->limited ? line_of(py, NODE_WAIT_DONE) : 0;

	refuse_waits(py, why);
	if (why->len == 0 && done)
		str_addf(why,
			 _("line %u: a queue between processes cannot be "
			   "waited for with a timeout; choose --as threads"),
			 done);
}

/* --- what the run has shown --- */

/* The first task to end so, from event *EV on, which is moved behind it. */
static uint32_t next_end(const struct trace *tr, enum end_status status,
			 uint64_t *ev, uint32_t *stmt)
{
	while (*ev < tr->n) {
		const struct event *e = trace_at(tr, (*ev)++);

		if (e->kind != EV_END || e->rule != status ||
		    actor_class(e->who) != ACTOR_TASK)
			continue;
		*stmt = e->stmt;
		return actor_index(e->who);
	}
	return NONE;
}

/* A group with a block that has this task, or NULL. */
static const struct node *find_group(const struct python *py,
				     const struct node *n, uint32_t task)
{
	const struct node *found = NULL;

	for (; n && !found; n = n->next) {
		for (const struct target *t = n->targets;
		     n->kind == NODE_GROUP && n->body && t; t = t->next)
			if (python_decl(py, &t->name)->index == task)
				return n;
		found = find_group(py, n->body, task);
		if (!found)
			found = find_group(py, n->clauses, task);
	}
	return found;
}

/* The line of a group whose block such a failure cuts, or 0. */
static uint32_t line_of_cut(const struct python *py, const struct report *r)
{
	uint32_t copy, stmt;
	uint64_t ev = 0;

	while ((copy = next_end(r->runs->trace, END_FAILED, &ev, &stmt)) !=
	       NONE) {
		uint32_t task = program_task_of(py->program, copy);

		for (const struct decl *d = py->tree->decls; d; d = d->next) {
			const struct node *n = find_group(py, d->body, task);

			if (n)
				return n->line;
		}
	}
	return 0;
}

bool python_cuts_group(const struct python *py, const struct report *r)
{
	return py->setup->model == MODEL_SYNC && line_of_cut(py, r) > 0;
}

/* Where somebody is cancelled in the run, by a group or a wait that is over. */
static uint32_t line_of_cancelled(const struct python *py,
				  const struct report *r)
{
	uint32_t copy, stmt = NONE;
	uint64_t ev = 0;

	copy = next_end(r->runs->trace, END_CANCELLED, &ev, &stmt);
	if (copy == NONE)
		return line_of_cut(py, r);
	return stmt == NONE ? 1 : py->program->stmts[stmt].line;
}

static void refuse_cancel(const struct python *py, const struct report *r,
			  struct str *why)
{
	uint32_t line = line_of(py, NODE_CANCEL);
	bool has_call = py->async || setup_has_workers(py->setup) ||
			py->setup->model == MODEL_SYNC;

	if (!line && !has_call)
		line = line_of_cancelled(py, r);
	if (line && !has_call)
		str_addf(why,
			 _("line %u: Python's threads and processes have no "
			   "call that cancels; choose --as async or pool"),
			 line);
}

bool python_refuses(const struct python *py, const struct report *r)
{
	if (r->n_runs > 1)
		str_add(r->refused, _("a program in Python is for one setup: "
				      "choose it with --as"));
	else if (py->shares)
		refuse_shares(py, r->refused);
	else if (py->setup->model == MODEL_PROCESSES)
		refuse_processes(py, r->refused);
	if (r->refused->len == 0)
		refuse_cancel(py, r, r->refused);
	return r->refused->len > 0;
}
