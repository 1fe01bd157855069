/* SPDX-License-Identifier: MIT */
/* Statements that have blocks, and the functions that are made of them. */
#include "export/python.h"

#include <string.h>

/* --- statements with blocks --- */

void python_block(struct python *py, const struct node *first)
{
	py->depth++;
	if (first == NULL)
		python_line(py, "pass", NULL);
	for (; first; first = first->next)
		python_statement(py, first);
	py->depth--;
}

static void put_head(struct python *py, const struct node *n, const char *async,
		     const char *blocking)
{
	const struct python_form form = {async, blocking, NEEDS, NEEDS};

	python_put(py, n, &form);
	python_block(py, n->body);
}

static void put_with(struct python *py, const struct node *n)
{
	put_head(py, n, "async with $x:", "with $x:");
}

static void put_loop(struct python *py, const struct node *n)
{
	if (n->kind == NODE_REPEAT)
		put_head(py, n, "for _ in range($e):", "for _ in range($e):");
	else
		put_head(py, n, "while True:", "while True:");
}

/* "while TEST:", "if TEST:"; LABEL of the statement, or NULL. */
static void put_test(struct python *py, const char *word, const struct node *n)
{
	struct str line = {0};

	str_addf(&line, "%s ", word);
	python_expr(&line, py, n->expr, true);
	str_addc(&line, ':');
	python_put_line(py, &line, n->label_text);
	str_fini(&line);
	python_block(py, n->body);
}

static void put_while(struct python *py, const struct node *n)
{
	put_test(py, "while", n);
}

static void put_else(struct python *py, const struct node *n)
{
	python_line(py, "else:", n->label_text);
	python_block(py, n->body);
}

static void put_if(struct python *py, const struct node *n)
{
	put_test(py, "if", n);
	for (const struct node *c = n->clauses; c; c = c->next) {
		if (c->kind == NODE_ELIF)
			put_test(py, "elif", c);
		else
			put_else(py, c);
	}
}

/* What is done when it is too late: the clause, or nothing. */
static void put_late(struct python *py, const struct node *n)
{
	python_line(py, "except TimeoutError:",
		    n->clauses ? n->clauses->label_text : NULL);
	python_block(py, n->clauses ? n->clauses->body : NULL);
}

static void put_wait_for(struct python *py, const struct node *n)
{
	static const struct python_form form = {
		"await asyncio.wait_for(those($t)[0], $d * UNIT)",
		"wait_for(those($t)[0], $d)", NEED_UNIT, NEED_WAIT_FOR};

	python_want(py, NEED_THOSE);
	python_line(py, "try:", NULL);
	py->depth++;
	python_put(py, n, &form);
	py->depth--;
	put_late(py, n);
}

static void put_timeout(struct python *py, const struct node *n)
{
	python_want(py, py->limited ? NEED_LIMIT : NEED_UNIT);
	python_line(py, "try:", NULL);
	py->depth++;
	put_head(py, n,
		 "async with asyncio.timeout($d * UNIT):", "with timeout($d):");
	py->depth--;
	put_late(py, n);
}

static void put_group(struct python *py, const struct node *n)
{
	static const struct python_form begin = {
		"spawn($t, make=group.create_task)", "group.spawn($t)",
		NEED_SPAWN, NEED_GROUP};

	python_line(py,
		    python_awaits(py)
			    ? "async with asyncio.TaskGroup() as group:"
			    : "with Group() as group:",
		    n->label_text);
	py->depth++;
	python_put(py, &(struct node){.targets = n->targets}, &begin);
	py->depth--;
	if (n->body)
		python_block(py, n->body);
}

static void add_cancelled(struct str *out, struct python *py)
{
	if (!py->async)
		python_want(py, NEED_CANCELLED);
	str_add(out, py->async ? "asyncio.CancelledError" : "Cancelled");
}

/* That of a future is an Exception, which a bare `except:` does not mean. */
static void put_passing(struct python *py)
{
	python_want(py, NEED_CANCELLED);
	python_line(py, "except Cancelled:", NULL);
	py->depth++;
	python_line(py, "raise", NULL);
	py->depth--;
}

static void put_except(struct python *py, const struct node *n)
{
	static const struct {
		const char *name, *caught;
	} built_in[] = {
		{"misuse", "(RuntimeError, ValueError)"},
		{"zero_division", "ZeroDivisionError"},
		{"overflow", "OverflowError"},
	};
	struct str line = {0}, name = {0}, head = {0};

	str_addn(&name, py->program->source + n->thing.at.begin,
		 n->thing.at.end - n->thing.at.begin);
	for (size_t i = 0; i < sizeof built_in / sizeof *built_in; i++)
		if (strcmp(str_text(&name), built_in[i].name) == 0)
			str_add(&line, built_in[i].caught);
	if (n->thing.ref == FAILURE_CANCELLED)
		add_cancelled(&line, py);
	else if (n->thing.ref == FAILURE_GROUP)
		str_add(&line, "ExceptionGroup");
	if (line.len == 0 && name.len == 0)
		str_add(&line, "Exception");
	if (line.len == 0)
		python_fill(&line, py, n, "$x");
	str_addf(&head, "except %s as failure%d:", str_text(&line),
		 ++py->failures);
	python_put_line(py, &head, n->label_text);
	python_block(py, n->body);
	py->failures--;
	str_fini(&line);
	str_fini(&name);
	str_fini(&head);
}

static bool is_bare(const struct node *c)
{
	return c->kind == NODE_EXCEPT && c->thing.at.begin == c->thing.at.end;
}

static bool is_of_cancelled(const struct node *c)
{
	return c->kind == NODE_EXCEPT && c->thing.ref == FAILURE_CANCELLED;
}

/* Before a bare `except:` comes the one of the cancelled, or one that lets them
 * pass; true: the former. */
static bool put_cancelled(struct python *py, const struct node *clauses)
{
	while (clauses && !is_of_cancelled(clauses))
		clauses = clauses->next;
	if (clauses)
		put_except(py, clauses);
	else
		put_passing(py);
	return clauses != NULL;
}

static void put_try(struct python *py, const struct node *n)
{
	bool sort = py->cancels && !py->async, put = false;

	python_line(py, "try:", n->label_text);
	python_block(py, n->body);
	for (const struct node *c = n->clauses; c; c = c->next) {
		if (sort && is_bare(c) && !is_of_cancelled(c))
			put = put_cancelled(py, n->clauses);
		if (c->kind == NODE_FINALLY) {
			python_line(py, "finally:", c->label_text);
			python_block(py, c->body);
		} else if (!put || !is_of_cancelled(c)) {
			put_except(py, c);
		}
	}
}

/* What a function within a function sets is the outer one's, or everyone's. */
static void put_outer_name(struct python *py, const struct node *n)
{
	bool sets = n->kind == NODE_ASSIGN || n->kind == NODE_MY;
	const struct name *name = sets ? &n->thing : &n->into;
	const struct decl *d = python_decl(py, name);
	struct str line = {0};

	if (name->at.begin == name->at.end)
		return;
	str_add(&line, d && d->kind == THING_VAR ? "global " : "nonlocal ");
	python_name(&line, py, name);
	py->depth++;
	python_put_line(py, &line, NULL);
	py->depth--;
	str_fini(&line);
}

/* May the other thread ask whose job it does?  Draws are each task's own. */
static bool asks_who(const struct node *n)
{
	return n->kind == NODE_CALL || (n->dur && n->dur->kind == DUR_RANGE);
}

/* Another thread does it: a function of its own. */
static void put_offload(struct python *py, const struct node *n)
{
	struct str line = {0};

	if (!python_awaits(py)) {
		python_statement(py, n->body);
		return;
	}
	py->jobs++;
	str_addf(&line, "def job%d():", py->jobs);
	python_put_line(py, &line, n->label_text);
	put_outer_name(py, n->body);
	if (asks_who(n->body))
		python_want(py, NEED_ME);
	py->plain = true;
	python_block(py, n->body);
	py->plain = false;
	if (asks_who(n->body))
		python_line(py, "NAME.set(me())", NULL);
	str_addf(&line, "await asyncio.to_thread(job%d)", py->jobs);
	python_put_line(py, &line, NULL);
	str_fini(&line);
}

static void (*const composed[NODE_KINDS])(struct python *py,
					  const struct node *n) = {
	[NODE_WITH] = put_with,       [NODE_REPEAT] = put_loop,
	[NODE_FOREVER] = put_loop,    [NODE_WHILE] = put_while,
	[NODE_IF] = put_if,           [NODE_WAIT_FOR] = put_wait_for,
	[NODE_TIMEOUT] = put_timeout, [NODE_GROUP] = put_group,
	[NODE_TRY] = put_try,         [NODE_OFFLOAD] = put_offload,
};

bool python_compound(struct python *py, const struct node *n)
{
	if (composed[n->kind] == NULL)
		return false;
	composed[n->kind](py, n);
	return true;
}

/* --- functions --- */

static void put_globals(struct python *py)
{
	struct str line = {0};

	for (size_t i = 0; i < py->globals.len; i++) {
		str_add(&line, i == 0 ? "global " : ", ");
		python_name(&line, py, &py->globals.at[i]->name);
	}
	if (line.len > 0)
		python_put_line(py, &line, NULL);
	str_fini(&line);
}

static void put_def(struct python *py, const struct decl *d, const char *suffix)
{
	struct str line = {0};
	bool many = d->kind == THING_TASK && d->times > 1;

	if (d->kind == THING_TASK)
		many = py->program->tasks[d->index].count > 1;
	str_add(&line, python_awaits(py) ? "async def " : "def ");
	python_name(&line, py, &d->name);
	str_addf(&line, "%s(%s):", suffix, many ? "number" : "");
	python_put_line(py, &line, d->label_text);
	py->depth++;
	put_globals(py);
	if (py->uses_number && !many) {
		if (d->kind == THING_ROUTINE)
			python_want(py, NEED_NUMBER);
		python_line(py,
			    d->kind == THING_ROUTINE ? "number = copy_number()"
						     : "number = 1",
			    NULL);
	}
	py->depth--;
	str_fini(&line);
}

/* The body is written first: it tells what the function sets. */
static void put_function(struct python *py, const struct decl *d,
			 const char *suffix)
{
	struct str *out = py->out, body = {0};

	py->in = d;
	py->uses_number = false;
	vec_clear(&py->globals);
	py->out = &body;
	python_block(py, d->body);
	py->out = out;
	str_add(out, "\n\n");
	put_def(py, d, suffix);
	str_addn(out, str_text(&body), body.len);
	str_fini(&body);
}

void python_function(struct python *py, const struct decl *d)
{
	put_function(py, d, "");
	if (d->kind != THING_ROUTINE || !py->async || !d->is_plain)
		return;
	py->plain = true;
	put_function(py, d, "_in_thread");
	py->plain = false;
}
