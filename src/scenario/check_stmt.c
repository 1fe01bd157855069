/* SPDX-License-Identifier: MIT */
/*
 * Statements: that each gets what it takes, and stands where it may stand.
 * A table says what each takes; few need a function of their own.
 */
#include "scenario/check.h"

#include "base/i18n.h"

#include <string.h>

/* Where a block lies. */
struct scope {
	bool loop;    /* in a loop of this body */
	bool handler; /* in an `except` */
};

static void check_block(struct checker *c, struct node *first,
			struct scope scope);

/* What the name behind a statement's word must be. */
static const struct {
	uint16_t kinds;
	const char *what;
} needs[NODE_KINDS] = {
	[NODE_WAIT] = {IS_DEVICE, N_("a device")},
	[NODE_BLOCK] = {IS_DEVICE, N_("a device")},
	[NODE_CALL] = {IS_ROUTINE, N_("a routine")},
	[NODE_ACQUIRE] = {IS_LOCK | IS_SEMAPHORE, N_("a lock or a semaphore")},
	[NODE_RELEASE] = {IS_LOCK | IS_SEMAPHORE, N_("a lock or a semaphore")},
	[NODE_WITH] = {IS_LOCK | IS_SEMAPHORE | IS_CONDITION,
		       N_("a lock, a semaphore or a condition")},
	[NODE_PUT] = {IS_QUEUE, N_("a queue")},
	[NODE_GET] = {IS_QUEUE, N_("a queue")},
	[NODE_WAIT_EVENT] = {IS_EVENT, N_("an event")},
	[NODE_SET] = {IS_EVENT, N_("an event")},
	[NODE_CLEAR] = {IS_EVENT, N_("an event")},
	[NODE_WAIT_ON] = {IS_DEVICE | IS_CONDITION,
			  N_("a device or a condition")},
	[NODE_NOTIFY] = {IS_CONDITION, N_("a condition")},
	[NODE_DONE] = {IS_QUEUE, N_("a queue")},
	[NODE_WAIT_DONE] = {IS_QUEUE, N_("a queue")},
};

/* What another thread can do for a coroutine, */
enum {
	JOB_NOT,
	JOB_INSIDE, /* in a routine, */
	JOB         /* and by itself */
};

static const uint8_t jobs[NODE_KINDS] = {
	[NODE_BAD] = JOB,           [NODE_WORK] = JOB,
	[NODE_WAIT] = JOB,          [NODE_BLOCK] = JOB,
	[NODE_SLEEP] = JOB,         [NODE_PRINT] = JOB,
	[NODE_ASSIGN] = JOB,        [NODE_CALL] = JOB,
	[NODE_PASS] = JOB_INSIDE,   [NODE_MY] = JOB_INSIDE,
	[NODE_RETURN] = JOB_INSIDE, [NODE_REPEAT] = JOB_INSIDE,
	[NODE_WHILE] = JOB_INSIDE,  [NODE_FOREVER] = JOB_INSIDE,
	[NODE_BREAK] = JOB_INSIDE,  [NODE_CONTINUE] = JOB_INSIDE,
	[NODE_IF] = JOB_INSIDE,     [NODE_ELIF] = JOB_INSIDE,
	[NODE_ELSE] = JOB_INSIDE,
};

/* --- Statements with a function of their own --- */

/* A wait for a device that says how long itself. */
static void check_device(struct checker *c, struct node *node,
			 const struct decl *device)
{
	if (!device || node->dur || device->latency)
		return;
	check_error(c, node->thing.at, _("no latency is declared for: %.*s"),
		    NAME_ARGS(c, &node->thing));
	diag_hint(c->diags,
		  _("say how long, or declare it: device %.*s "
		    "latency 5"),
		  NAME_ARGS(c, &node->thing));
}

static void check_named(struct checker *c, struct node *node)
{
	const struct decl *decl;

	if (node->thing.id == NONE)
		return;
	decl = check_thing(c, &node->thing, needs[node->kind].kinds,
			   _(needs[node->kind].what));
	if (decl && decl->kind == THING_DEVICE) {
		check_device(c, node, decl);
		if (node->kind == NODE_WAIT_ON)
			node->kind = NODE_WAIT;
	}
}

static void check_call(struct checker *c, struct node *node, bool offloaded)
{
	struct name *name = &node->thing;
	struct decl *routine = check_thing(c, name, IS_ROUTINE, _("a routine"));

	if (routine)
		vec_push(&c->calls,
			 (struct call){routine, name->at, offloaded});
}

static void check_spawn(struct checker *c, const struct node *node)
{
	const struct target *target = node->targets;

	if (node->flags & INSN_NEXT && target->copy != 0) {
		check_error(c, target->copy_at,
			    _("`next` chooses the copy: give the task's name "
			      "alone"));
	}
}

/* As wait_for() and Thread.join(): of a timeout for several the words are
 * others. */
static void check_wait_for(struct checker *c, const struct node *node)
{
	const struct target *target = node->targets;
	const struct name *name = &target->name;
	const struct decl *decl = c->things[name->id];

	if (!decl || decl->kind != THING_TASK || decl->times <= 1 ||
	    target->copy != 0)
		return;
	check_error(c, name->at,
		    _("this waits for one task, and here are copies: %lld"),
		    (long long)decl->times);
	diag_hint(c->diags,
		  _("name one, %.*s.1, or put a timeout round gather %.*s"),
		  NAME_ARGS(c, name), NAME_ARGS(c, name));
}

static bool is_text(const struct checker *c, const struct name *name,
		    const char *text)
{
	return name->at.end - name->at.begin == strlen(text) &&
	       memcmp(c->source->text + name->at.begin, text, strlen(text)) ==
		       0;
}

/* A failure's number: a built-in one, or the next of the scenario's. */
static void check_failure(struct checker *c, struct name *name)
{
	uint32_t *number;

	if (name->id == NONE)
		return;
	number = &c->failures[name->id];
	if (*number == FAILURE_NONE && is_text(c, name, "misuse"))
		*number = FAILURE_MISUSE;
	else if (*number == FAILURE_NONE && is_text(c, name, "zero_division"))
		*number = FAILURE_ZERO_DIVISION;
	else if (*number == FAILURE_NONE && is_text(c, name, "overflow"))
		*number = FAILURE_OVERFLOW;
	if (*number == FAILURE_NONE) {
		*number = FAILURE_USER + (uint32_t)c->failure_names.len;
		vec_push(&c->failure_names, name->id);
	}
	name->ref = *number;
	if (*number == FAILURE_ANY)
		check_error(c, name->at, _("too many names of failures"));
}

static void check_fail(struct checker *c, struct node *node, struct scope scope)
{
	check_failure(c, &node->thing);
	if (node->thing.ref != NONE || scope.handler)
		return;
	check_error(c, node->word, _("no failure to raise again here"));
	diag_hint(c->diags, _("name one, or put this into an `except`"));
}

/* Behind a bare `except` only a cancellation is left, as in Python. */
static void check_try(struct checker *c, struct node *node)
{
	bool bare = false;

	for (struct node *n = node->clauses; n; n = n->next) {
		if (n->kind != NODE_EXCEPT)
			continue;
		check_failure(c, &n->thing);
		if (bare && n->thing.ref != FAILURE_CANCELLED)
			check_error(c, n->at,
				    _("never reached: the bare `except` above "
				      "catches any failure"));
		bare = bare || n->thing.ref == FAILURE_ANY;
	}
}

static void check_offload(struct checker *c, struct node *node)
{
	struct node *job = node->body;

	if (jobs[job->kind] == JOB)
		return;
	check_error(c, job->word,
		    _("no other thread can do this for a coroutine"));
	diag_hint(c->diags, _("these can be offloaded: %s"),
		  "work wait block sleep print call =");
}

static void check_jump(struct checker *c, const struct node *node,
		       struct scope scope)
{
	if (!scope.loop)
		check_error(c, node->word, _("no loop here to go on or leave"));
}

/* --- Any statement --- */

/* What the kind of the statement asks for. */
static void check_kind(struct checker *c, struct node *node, struct scope scope)
{
	if (needs[node->kind].what && node->kind != NODE_CALL)
		check_named(c, node);
	if (node->kind == NODE_SPAWN)
		check_spawn(c, node);
	if (node->kind == NODE_WAIT_FOR)
		check_wait_for(c, node);
	if (node->kind == NODE_FAIL)
		check_fail(c, node, scope);
	if (node->kind == NODE_TRY)
		check_try(c, node);
	if (node->kind == NODE_BREAK || node->kind == NODE_CONTINUE)
		check_jump(c, node, scope);
	if (node->kind == NODE_PRINT)
		node->pieces = check_print(c, node->text);
	if (node->kind == NODE_ASSIGN && !node->assign)
		check_var(c, &node->thing);
	if (node->kind == NODE_ASSIGN && node->assign)
		node->thing.ref = node->expr->left->target->name.ref;
	if (node->kind == NODE_MY)
		check_local(c, &node->thing);
}

/* The line itself, without blocks. */
static void check_line(struct checker *c, struct node *node, struct scope scope)
{
	if (node->kind == NODE_BAD)
		return;
	check_targets(c, node->targets);
	check_expr(c, node->expr);
	check_duration(c, node->dur);
	check_kind(c, node, scope);
	if (node->into.id != NONE)
		check_var(c, &node->into);
	node->label_text = check_label(c, node->label);
	if (jobs[node->kind] == JOB_NOT)
		c->in->is_plain = false;
}

static bool is_loop(const struct node *node)
{
	return node->kind == NODE_REPEAT || node->kind == NODE_WHILE ||
	       node->kind == NODE_FOREVER;
}

static void check_node(struct checker *c, struct node *node, struct scope scope)
{
	struct scope inner = scope;

	inner.loop = scope.loop || is_loop(node);
	inner.handler = scope.handler || node->kind == NODE_EXCEPT;
	check_line(c, node, scope);
	if (node->kind == NODE_CALL)
		check_call(c, node, false);
	if (node->kind == NODE_OFFLOAD) {
		check_line(c, node->body, scope);
		check_offload(c, node);
		if (node->body->kind == NODE_CALL)
			check_call(c, node->body, true);
		return;
	}
	check_block(c, node->body, inner);
	check_block(c, node->clauses, scope);
}

static void check_block(struct checker *c, struct node *first,
			struct scope scope)
{
	for (; first; first = first->next)
		check_node(c, first, scope);
}

void check_body(struct checker *c, struct decl *decl)
{
	struct scope outermost = {false, false};

	c->in = decl;
	c->body++;
	vec_clear(&c->locals);
	decl->is_plain = true;
	decl->calls = (uint32_t)c->calls.len;
	check_block(c, decl->body, outermost);
	decl->calls_end = (uint32_t)c->calls.len;
}
