/* SPDX-License-Identifier: MIT */
/*
 * The forms of statements: one table says for each first word what follows
 * it, up to the label. Blocks and clauses are parse_stmt.c's.
 */
#include "scenario/parse.h"

#include "base/i18n.h"

#include <string.h>

/* NAME */
static bool tail_name(struct parser *p, struct node *node)
{
	return parse_name(p, &node->thing, _("a name"));
}

/* duration */
static bool tail_duration(struct parser *p, struct node *node)
{
	node->dur = parse_duration(p);
	return node->dur != NULL;
}

/* expr */
static bool tail_expr(struct parser *p, struct node *node)
{
	node->expr = parse_expr(p);
	return node->expr != NULL;
}

/* expr? */
static bool tail_maybe_expr(struct parser *p, struct node *node)
{
	return !parse_at_expr(p) || tail_expr(p, node);
}

/* target */
static bool tail_target(struct parser *p, struct node *node)
{
	return parse_target(p, &node->targets, _("a task"));
}

/* ("into" NAME)? */
static bool maybe_into(struct parser *p, struct node *node)
{
	return !parse_take_word(p, WORD_INTO) ||
	       parse_name(p, &node->into, _("a variable"));
}

/* NAME ("into" NAME)? */
static bool tail_name_into(struct parser *p, struct node *node)
{
	return tail_name(p, node) && maybe_into(p, node);
}

/* target ("into" NAME)? */
static bool tail_join(struct parser *p, struct node *node)
{
	return tail_target(p, node) && maybe_into(p, node);
}

/* "next"? target */
static bool tail_spawn(struct parser *p, struct node *node)
{
	if (parse_take_word(p, WORD_NEXT))
		node->flags |= INSN_NEXT;
	return tail_target(p, node);
}

/* "started"? targets */
static bool maybe_started(struct parser *p, struct node *node)
{
	if (parse_take_word(p, WORD_STARTED))
		node->flags |= INSN_STARTED;
	return parse_targets(p, &node->targets);
}

/* "started"? targets ("keep" "failures")? */
static bool tail_gather(struct parser *p, struct node *node)
{
	if (!maybe_started(p, node))
		return false;
	if (!parse_take_word(p, WORD_KEEP))
		return true;
	node->flags |= INSN_KEEP;
	return parse_expect_word(p, WORD_FAILURES);
}

/* targets */
static bool tail_group(struct parser *p, struct node *node)
{
	return parse_targets(p, &node->targets);
}

/* "self" | target */
static bool tail_cancel(struct parser *p, struct node *node)
{
	if (!parse_take_word(p, WORD_SELF))
		return tail_target(p, node);
	node->flags |= INSN_SELF;
	return true;
}

/* ("on" NAME)? */
static bool maybe_on(struct parser *p, struct node *node)
{
	return !parse_take_word(p, WORD_ON) ||
	       parse_name(p, &node->thing, _("a device"));
}

/* duration ("on" NAME)? | "on" NAME */
static bool tail_block(struct parser *p, struct node *node)
{
	return (parse_at_word(p, WORD_ON) || tail_duration(p, node)) &&
	       maybe_on(p, node);
}

/* ("within" duration)? */
static bool maybe_within(struct parser *p, struct node *node)
{
	return !parse_take_word(p, WORD_WITHIN) || tail_duration(p, node);
}

/* ("any" | "all" | "failure") "started"? targets ("within" duration)? */
static bool wait_tasks(struct parser *p, struct node *node)
{
	node->kind = NODE_WAIT_TASKS;
	if (parse_take_word(p, WORD_ANY))
		node->flags |= INSN_ANY;
	else if (parse_take_word(p, WORD_FAILURE))
		node->flags |= INSN_FAILURE;
	else
		p->now++;
	return maybe_started(p, node) && maybe_within(p, node);
}

/* "for" target "within" duration */
static bool wait_for(struct parser *p, struct node *node)
{
	node->kind = NODE_WAIT_FOR;
	p->now++;
	return tail_target(p, node) && parse_expect_word(p, WORD_WITHIN) &&
	       tail_duration(p, node);
}

/* "until" NAME | ("done" | "empty") NAME | "on" NAME */
static bool wait_thing(struct parser *p, struct node *node, enum node_kind kind)
{
	node->kind = (uint8_t)kind;
	p->now++;
	return tail_name(p, node);
}

/* What could follow `wait`, the nearest to what does. */
static bool no_wait(struct parser *p)
{
	static const uint8_t words[] = {WORD_ON,     WORD_UNTIL, WORD_DONE,
					WORD_FOR,    WORD_ANY,   WORD_ALL,
					WORD_FAILURE};
	struct near near = parse_near(p);

	parse_expected(p, _("a duration"),
		       _("or one of the words: on until done for any all "
			 "failure"));
	if (p->now->kind == TOKEN_NAME && p->now[1].kind == TOKEN_NUMBER) {
		diag_hint(p->diags, _("the device behind: wait %.*s on %.*s"),
			  (int)(p->now[1].end - p->now[1].begin),
			  p->source->text + p->now[1].begin,
			  (int)(p->now->end - p->now->begin),
			  p->source->text + p->now->begin);
		return false;
	}
	for (size_t i = 0; i < sizeof words; i++) {
		const char *name = word_name((enum word)words[i]);

		near_offer(&near, name, strlen(name));
	}
	if (!parse_at(p, TOKEN_BAD))
		parse_hint_nearest(p, &near);
	return false;
}

/* any of those, or duration ("on" NAME)? */
static bool tail_wait(struct parser *p, struct node *node)
{
	if (parse_at_word(p, WORD_ON))
		return wait_thing(p, node, NODE_WAIT_ON);
	if (parse_at_word(p, WORD_UNTIL))
		return wait_thing(p, node, NODE_WAIT_EVENT);
	if (parse_at_word(p, WORD_DONE) || parse_at_word(p, WORD_EMPTY))
		return wait_thing(p, node, NODE_WAIT_DONE);
	if (parse_at_word(p, WORD_FOR))
		return wait_for(p, node);
	if (parse_at_word(p, WORD_ANY) || parse_at_word(p, WORD_ALL) ||
	    parse_at_word(p, WORD_FAILURE))
		return wait_tasks(p, node);
	if (!parse_at_duration(p))
		return no_wait(p);
	return tail_duration(p, node) && maybe_on(p, node);
}

/* STRING */
static bool tail_print(struct parser *p, struct node *node)
{
	if (parse_at(p, TOKEN_STRING))
		return parse_string(p, &node->text);
	return parse_expected(p, _("a text in quotes"),
			      _("a variable is shown so: print \"{name}\""));
}

/* NAME expr? */
static bool tail_put(struct parser *p, struct node *node)
{
	return tail_name(p, node) && tail_maybe_expr(p, node);
}

/* NAME (expr | "all")? */
static bool tail_notify(struct parser *p, struct node *node)
{
	if (!tail_name(p, node))
		return false;
	if (!parse_take_word(p, WORD_ALL))
		return tail_maybe_expr(p, node);
	node->flags |= INSN_ALL;
	return true;
}

/* ("over" duration)? */
static bool maybe_over(struct parser *p, struct node *node)
{
	return !parse_take_word(p, WORD_OVER) || tail_duration(p, node);
}

/* NAME "=" expr ("over" duration)? */
static bool tail_my(struct parser *p, struct node *node)
{
	return parse_name(p, &node->thing, _("a variable's name")) &&
	       parse_expect(p, TOKEN_ASSIGN, "=") && tail_expr(p, node) &&
	       maybe_over(p, node);
}

/* NAME OPERATOR= expr is NAME = NAME OPERATOR (expr). */
static struct expr *with_itself(struct parser *p, const struct node *node)
{
	struct expr *e = arena_alloc(p->arena, sizeof *e);
	struct expr *left = arena_alloc(p->arena, sizeof *left);

	left->op = EXPR_LOCAL;
	left->at = node->thing.at;
	left->target = arena_alloc(p->arena, sizeof *left->target);
	left->target->name = node->thing;
	e->op = node->assign;
	e->at = (struct span){node->thing.at.begin, node->expr->at.end};
	e->left = left;
	e->right = node->expr;
	return e;
}

/* ("=" | "+=" | "-=") expr ("over" duration)?, behind the name */
static bool tail_assign(struct parser *p, struct node *node)
{
	const struct token *name = p->now - 1;

	if (word_is_reserved((enum word)name->word)) {
		p->now = name;
		return parse_name(p, &node->thing, _("a variable"));
	}
	node->thing.id = name->name;
	node->thing.at = (struct span){name->begin, name->end};
	if (parse_at(p, TOKEN_ADD_TO))
		node->assign = EXPR_ADD;
	if (parse_at(p, TOKEN_TAKE_FROM))
		node->assign = EXPR_SUB;
	p->now++;
	if (!tail_expr(p, node))
		return false;
	if (node->assign)
		node->expr = with_itself(p, node);
	return maybe_over(p, node);
}

/* "failures" | NAME, a failure's */
static bool failure_name(struct parser *p, struct node *node)
{
	if (parse_take_word(p, WORD_FAILURES)) {
		node->thing.ref = FAILURE_GROUP;
		return true;
	}
	if (parse_at_word(p, WORD_CANCELLED)) {
		parse_error(p, _("a cancellation is no failure"));
		diag_hint(p->diags, _("write: cancel self"));
		return false;
	}
	return parse_name(p, &node->thing, _("a failure's name"));
}

/* failure? */
static bool tail_fail(struct parser *p, struct node *node)
{
	return !parse_at(p, TOKEN_NAME) || failure_name(p, node);
}

/* ("cancelled" | failure)? */
static bool tail_except(struct parser *p, struct node *node)
{
	if (parse_take_word(p, WORD_CANCELLED)) {
		node->thing.ref = FAILURE_CANCELLED;
		return true;
	}
	if (parse_at(p, TOKEN_NAME))
		return failure_name(p, node);
	node->thing.ref = FAILURE_ANY;
	return true;
}

/* statement, of those that end with their line */
static bool tail_offload(struct parser *p, struct node *node)
{
	const struct form *form = form_at(p);
	struct node *job;

	if (!form || form->shape != FORM_LINE || form->kind == NODE_OFFLOAD)
		return parse_expected(
			p, _("a statement that another thread can do"),
			_("such as: offload block 5, offload call fetch"));
	job = parse_node(p, form);
	p->now++;
	if (form->tail && !form->tail(p, job))
		return false;
	node->body = job;
	return true;
}

static const struct form assign = {NODE_ASSIGN, FORM_LINE, tail_assign};

/* clang-format off */
/* Words that begin a statement or a clause; the others have no kind. */
static const struct form forms[WORD_COUNT] = {
	[WORD_ACQUIRE] = {NODE_ACQUIRE, FORM_LINE, tail_name},
	[WORD_BLOCK] = {NODE_BLOCK, FORM_LINE, tail_block},
	[WORD_BREAK] = {NODE_BREAK, FORM_LINE, NULL},
	[WORD_CALL] = {NODE_CALL, FORM_LINE, tail_name_into},
	[WORD_CANCEL] = {NODE_CANCEL, FORM_LINE, tail_cancel},
	[WORD_CLEAR] = {NODE_CLEAR, FORM_LINE, tail_name},
	[WORD_CONTINUE] = {NODE_CONTINUE, FORM_LINE, NULL},
	[WORD_DONE] = {NODE_DONE, FORM_LINE, tail_name},
	[WORD_ELIF] = {NODE_ELIF, FORM_BLOCK, tail_expr},
	[WORD_ELSE] = {NODE_ELSE, FORM_BLOCK, NULL},
	[WORD_EXCEPT] = {NODE_EXCEPT, FORM_BLOCK, tail_except},
	[WORD_FAIL] = {NODE_FAIL, FORM_LINE, tail_fail},
	[WORD_FINALLY] = {NODE_FINALLY, FORM_BLOCK, NULL},
	[WORD_FOREVER] = {NODE_FOREVER, FORM_BLOCK, NULL},
	[WORD_GATHER] = {NODE_GATHER, FORM_LINE, tail_gather},
	[WORD_GET] = {NODE_GET, FORM_LINE, tail_name_into},
	[WORD_GROUP] = {NODE_GROUP, FORM_BLOCK, tail_group},
	[WORD_IF] = {NODE_IF, FORM_BLOCK, tail_expr},
	[WORD_JOIN] = {NODE_JOIN, FORM_LINE, tail_join},
	[WORD_MY] = {NODE_MY, FORM_LINE, tail_my},
	[WORD_NOTIFY] = {NODE_NOTIFY, FORM_LINE, tail_notify},
	[WORD_OFFLOAD] = {NODE_OFFLOAD, FORM_LINE, tail_offload},
	[WORD_PASS] = {NODE_PASS, FORM_LINE, NULL},
	[WORD_PRINT] = {NODE_PRINT, FORM_LINE, tail_print},
	[WORD_PUT] = {NODE_PUT, FORM_LINE, tail_put},
	[WORD_RELEASE] = {NODE_RELEASE, FORM_LINE, tail_name},
	[WORD_REPEAT] = {NODE_REPEAT, FORM_BLOCK, tail_expr},
	[WORD_RETURN] = {NODE_RETURN, FORM_LINE, tail_maybe_expr},
	[WORD_SET] = {NODE_SET, FORM_LINE, tail_name},
	[WORD_SHIELD] = {NODE_SHIELD, FORM_LINE, tail_target},
	[WORD_SLEEP] = {NODE_SLEEP, FORM_LINE, tail_duration},
	[WORD_SPAWN] = {NODE_SPAWN, FORM_LINE, tail_spawn},
	[WORD_TIMEOUT] = {NODE_TIMEOUT, FORM_BLOCK, tail_duration},
	[WORD_TRY] = {NODE_TRY, FORM_BLOCK, NULL},
	[WORD_WAIT] = {NODE_WAIT, FORM_LINE, tail_wait},
	[WORD_WHILE] = {NODE_WHILE, FORM_BLOCK, tail_expr},
	[WORD_WITH] = {NODE_WITH, FORM_BLOCK, tail_name},
	[WORD_WORK] = {NODE_WORK, FORM_LINE, tail_duration},
	[WORD_YIELD] = {NODE_YIELD, FORM_LINE, NULL},
};
/* clang-format on */

const struct form *form_of(enum word word)
{
	if (word >= WORD_COUNT || forms[word].kind == NODE_BAD)
		return NULL;
	return &forms[word];
}

const struct form *form_at(const struct parser *p)
{
	uint8_t next;

	if (!parse_at(p, TOKEN_NAME))
		return NULL;
	next = p->now[1].kind;
	if (next == TOKEN_ASSIGN || next == TOKEN_ADD_TO ||
	    next == TOKEN_TAKE_FROM)
		return &assign;
	return form_of((enum word)p->now->word);
}
