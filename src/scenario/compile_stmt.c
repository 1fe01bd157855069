/* SPDX-License-Identifier: MIT */
/*
 * Statements to instructions. A table gives the opcode of the simple ones and
 * where their operands go; blocks, loops and jumps have functions.
 */
#include "scenario/compile.h"

uint32_t compile_stmt(struct compiler *c, struct span at, uint32_t line,
		      const char *label)
{
	struct prog_stmt stmt = {
		.line = line, .begin = at.begin, .end = at.end, .label = label};

	vec_push(&c->stmts, stmt);
	return (uint32_t)c->stmts.len - 1;
}

uint32_t compile_insn(struct compiler *c, enum op op, uint32_t stmt)
{
	struct insn in = {.op = (uint8_t)op,
			  .stmt = stmt,
			  .a = NONE,
			  .b = NONE,
			  .c = NONE};

	vec_push(&c->code, in);
	return (uint32_t)c->code.len - 1;
}

static uint32_t here(const struct compiler *c)
{
	return (uint32_t)c->code.len;
}

static uint32_t line_stmt(struct compiler *c, const struct node *node)
{
	return compile_stmt(c, node->at, node->line, node->label_text);
}

/* --- Statements of one instruction --- */

/* What an operand is made of. */
enum from {
	FROM_NOTHING,
	FROM_THING,
	FROM_INTO,
	FROM_DUR,
	FROM_EXPR,
	FROM_REFS,
	FROM_PIECES,
	FROM_SLOTS /* of the body it stands in */
};

static const struct {
	uint8_t op, a, b, c;
} simple[NODE_KINDS] = {
	[NODE_PASS] = {OP_PASS, 0, 0, 0},
	[NODE_WORK] = {OP_WORK, FROM_DUR, 0, 0},
	[NODE_WAIT] = {OP_WAIT, FROM_DUR, FROM_THING, 0},
	[NODE_BLOCK] = {OP_BLOCK, FROM_DUR, FROM_THING, 0},
	[NODE_SLEEP] = {OP_SLEEP, FROM_DUR, 0, 0},
	[NODE_YIELD] = {OP_YIELD, 0, 0, 0},
	[NODE_PRINT] = {OP_PRINT, FROM_PIECES, 0, 0},
	[NODE_SPAWN] = {OP_SPAWN, FROM_REFS, 0, 0},
	[NODE_JOIN] = {OP_JOIN, FROM_REFS, FROM_INTO, 0},
	[NODE_GATHER] = {OP_GATHER, FROM_REFS, 0, 0},
	[NODE_WAIT_TASKS] = {OP_WAIT_TASKS, FROM_REFS, FROM_DUR, 0},
	[NODE_WAIT_FOR] = {OP_WAIT_FOR, FROM_REFS, FROM_DUR, 0},
	[NODE_SHIELD] = {OP_SHIELD, FROM_REFS, 0, 0},
	[NODE_GROUP] = {OP_GROUP, FROM_REFS, 0, 0},
	[NODE_CALL] = {OP_CALL, FROM_THING, FROM_INTO, FROM_SLOTS},
	[NODE_RETURN] = {OP_RETURN, FROM_EXPR, 0, 0},
	[NODE_ACQUIRE] = {OP_ACQUIRE, FROM_THING, 0, 0},
	[NODE_RELEASE] = {OP_RELEASE, FROM_THING, 0, 0},
	[NODE_WITH] = {OP_WITH, FROM_THING, 0, 0},
	[NODE_PUT] = {OP_PUT, FROM_THING, FROM_EXPR, 0},
	[NODE_GET] = {OP_GET, FROM_THING, FROM_INTO, 0},
	[NODE_WAIT_EVENT] = {OP_WAIT_EVENT, FROM_THING, 0, 0},
	[NODE_SET] = {OP_SET, FROM_THING, 0, 0},
	[NODE_CLEAR] = {OP_CLEAR, FROM_THING, 0, 0},
	[NODE_WAIT_ON] = {OP_WAIT_ON, FROM_THING, 0, 0},
	[NODE_NOTIFY] = {OP_NOTIFY, FROM_THING, FROM_EXPR, 0},
	[NODE_DONE] = {OP_DONE, FROM_THING, 0, 0},
	[NODE_WAIT_DONE] = {OP_WAIT_DONE, FROM_THING, 0, 0},
	[NODE_ASSIGN] = {OP_ASSIGN, FROM_THING, FROM_EXPR, FROM_DUR},
	[NODE_MY] = {OP_ASSIGN, FROM_THING, FROM_EXPR, FROM_DUR},
	[NODE_REPEAT] = {OP_REPEAT, FROM_EXPR, 0, 0},
	[NODE_TIMEOUT] = {OP_TIMEOUT, FROM_DUR, 0, 0},
	[NODE_CANCEL] = {OP_CANCEL, FROM_REFS, 0, 0},
	[NODE_FAIL] = {OP_FAIL, FROM_THING, 0, 0},
};

static uint32_t operand(struct compiler *c, const struct node *node,
			enum from from, uint16_t *n)
{
	switch (from) {
	case FROM_NOTHING:
		return NONE;
	case FROM_THING:
		return node->thing.ref;
	case FROM_INTO:
		return node->into.ref;
	case FROM_DUR:
		return compile_dur(c, node->dur);
	case FROM_EXPR:
		return compile_expr(c, node->expr);
	case FROM_REFS:
		return compile_refs(c, node->targets, n);
	case FROM_PIECES:
		return compile_text(c, node->pieces);
	case FROM_SLOTS:
		return c->slots;
	}
	return NONE;
}

/* Two opcodes stand for one kind of statement. */
static enum op choose_op(const struct node *node)
{
	enum op op = (enum op)simple[node->kind].op;

	if (op == OP_ASSIGN && node->dur)
		return OP_ASSIGN_OVER;
	if (op == OP_FAIL && node->thing.ref == NONE)
		return OP_FAIL_AGAIN;
	return op;
}

/* The one instruction of a statement, or the one that opens its block. */
static uint32_t one(struct compiler *c, const struct node *node, uint32_t stmt)
{
	uint16_t n = 0;
	uint32_t a = operand(c, node, (enum from)simple[node->kind].a, &n);
	uint32_t b = operand(c, node, (enum from)simple[node->kind].b, &n);
	uint32_t third = operand(c, node, (enum from)simple[node->kind].c, &n);
	uint32_t pc = compile_insn(c, choose_op(node), stmt);
	struct insn *in = &c->code.at[pc];

	in->flags = node->flags;
	in->n = n;
	in->a = a;
	in->b = b;
	in->c = third;
	return pc;
}

/* --- Jumps --- */

/* Gives all jumps of a chain their target. */
static void land(struct compiler *c, uint32_t chain, uint32_t target)
{
	while (chain != NONE) {
		uint32_t next = c->code.at[chain].a;

		c->code.at[chain].a = target;
		chain = next;
	}
}

/* Appends a jump to a chain. */
static void jump(struct compiler *c, uint32_t *chain, uint32_t stmt)
{
	uint32_t pc = compile_insn(c, OP_JUMP, stmt);

	c->code.at[pc].a = *chain;
	*chain = pc;
}

/* break, continue */
static void leave_loop(struct compiler *c, const struct node *node)
{
	bool is_break = node->kind == NODE_BREAK;
	struct loop *loop = c->loop;
	unsigned target = is_break ? loop->outside : loop->inside;

	jump(c, is_break ? &loop->breaks : &loop->continues,
	     line_stmt(c, node));
	if (c->blocks == target)
		return;
	vec_last(&c->code)->op = OP_LEAVE;
	vec_last(&c->code)->n = (uint16_t)(c->blocks - target);
}

static void enter_loop(struct compiler *c, struct loop *loop, unsigned blocks)
{
	loop->outer = c->loop;
	loop->breaks = loop->continues = NONE;
	loop->outside = c->blocks;
	c->blocks += blocks;
	loop->inside = c->blocks;
	c->loop = loop;
}

/* Everything that goes round lands at AGAIN, what leaves lands here. */
static void end_loop(struct compiler *c, struct loop *loop, uint32_t again)
{
	land(c, loop->continues, again);
	land(c, loop->breaks, here(c));
	c->blocks = loop->outside;
	c->loop = loop->outer;
}

static void repeat(struct compiler *c, const struct node *node)
{
	uint32_t stmt = line_stmt(c, node);
	uint32_t open = one(c, node, stmt), again;
	struct loop loop;

	enter_loop(c, &loop, 1);
	compile_body(c, node->body);
	again = compile_insn(c, OP_AGAIN, stmt);
	c->code.at[again].a = open + 1;
	c->code.at[open].c = here(c);
	end_loop(c, &loop, again);
}

/* while, forever */
static void go_round(struct compiler *c, const struct node *node)
{
	uint32_t stmt = line_stmt(c, node);
	uint32_t expr = compile_expr(c, node->expr);
	uint32_t top = here(c), back;
	struct loop loop;

	enter_loop(c, &loop, 0);
	if (expr != NONE) {
		loop.breaks = compile_insn(c, OP_JUMP_UNLESS, stmt);
		c->code.at[top].b = expr;
	}
	compile_body(c, node->body);
	back = compile_insn(c, OP_JUMP, stmt);
	c->code.at[back].a = top;
	end_loop(c, &loop, top);
}

/* if and its clauses */
static void branches(struct compiler *c, const struct node *node)
{
	const struct node *clause = node->clauses;
	uint32_t ends = NONE;

	while (node) {
		uint32_t stmt = line_stmt(c, node), test = NONE;
		uint32_t expr = compile_expr(c, node->expr);

		if (expr != NONE) {
			test = compile_insn(c, OP_JUMP_UNLESS, stmt);
			c->code.at[test].b = expr;
		}
		compile_body(c, node->body);
		if (clause)
			jump(c, &ends, stmt);
		if (test != NONE)
			c->code.at[test].a = here(c);
		node = clause;
		clause = clause ? clause->next : NULL;
	}
	land(c, ends, here(c));
}

/* --- Blocks --- */

/* with, group, timeout: an instruction opens, END closes */
static uint32_t block(struct compiler *c, const struct node *node, enum op end)
{
	uint32_t stmt = line_stmt(c, node);
	uint32_t open = one(c, node, stmt), close;

	c->blocks++;
	compile_body(c, node->body);
	c->blocks--;
	close = compile_insn(c, end, stmt);
	c->code.at[open].c = close;
	if (end == OP_WITH_END)
		c->code.at[close].a = node->thing.ref;
	return close;
}

/* The `else` that may follow; C of the instruction AT goes behind it. */
static void otherwise(struct compiler *c, const struct node *node, uint32_t at)
{
	if (node->clauses)
		compile_body(c, node->clauses->body);
	c->code.at[at].c = here(c);
}

static void offload(struct compiler *c, const struct node *node)
{
	uint32_t stmt = line_stmt(c, node);
	uint32_t open = compile_insn(c, OP_OFFLOAD, stmt), close;

	one(c, node->body, stmt);
	close = compile_insn(c, OP_OFFLOAD_END, stmt);
	c->code.at[open].c = close;
}

/* The handlers of a try, each trying the next when it is not meant. */
static void handlers(struct compiler *c, const struct node *clause,
		     uint32_t *ends)
{
	uint32_t last = NONE;

	for (; clause && clause->kind == NODE_EXCEPT; clause = clause->next) {
		uint32_t stmt = line_stmt(c, clause), end;
		uint32_t pc = compile_insn(c, OP_EXCEPT, stmt);

		c->code.at[pc].a = clause->thing.ref;
		if (last != NONE)
			c->code.at[last].c = pc;
		last = pc;
		c->blocks++;
		compile_body(c, clause->body);
		c->blocks--;
		end = compile_insn(c, OP_EXCEPT_END, stmt);
		c->code.at[end].a = *ends;
		*ends = end;
	}
}

/* The block and its handlers, without `finally`. */
static void attempt(struct compiler *c, const struct node *node, uint32_t stmt)
{
	uint32_t open = compile_insn(c, OP_TRY, stmt), ends;

	c->blocks++;
	compile_body(c, node->body);
	c->blocks--;
	ends = compile_insn(c, OP_TRY_END, stmt);
	c->code.at[open].c = here(c);
	handlers(c, node->clauses, &ends);
	land(c, ends, here(c));
}

static const struct node *find_finally(const struct node *node)
{
	for (node = node->clauses; node; node = node->next)
		if (node->kind == NODE_FINALLY)
			return node;
	return NULL;
}

static void try_block(struct compiler *c, const struct node *node)
{
	const struct node *last = find_finally(node);
	uint32_t stmt = line_stmt(c, node), open = NONE, enter;

	if (last) {
		open = compile_insn(c, OP_FINALLY, stmt);
		c->blocks++;
	}
	if (node->clauses != last)
		attempt(c, node, stmt);
	else
		compile_body(c, node->body);
	if (!last)
		return;
	stmt = line_stmt(c, last);
	enter = compile_insn(c, OP_FINALLY_ENTER, stmt);
	c->code.at[open].c = enter;
	compile_body(c, last->body);
	compile_insn(c, OP_FINALLY_END, stmt);
	c->blocks--;
}

static void with(struct compiler *c, const struct node *node)
{
	block(c, node, OP_WITH_END);
}

static void group(struct compiler *c, const struct node *node)
{
	block(c, node, OP_GROUP_END);
}

static void timeout(struct compiler *c, const struct node *node)
{
	otherwise(c, node, block(c, node, OP_TIMEOUT_END));
}

static void wait_for(struct compiler *c, const struct node *node)
{
	otherwise(c, node, one(c, node, line_stmt(c, node)));
}

/* --- All of them --- */

/* Statements of more than one instruction. */
static void (*const composed[NODE_KINDS])(struct compiler *c,
					  const struct node *node) = {
	[NODE_OFFLOAD] = offload,  [NODE_WAIT_FOR] = wait_for,
	[NODE_GROUP] = group,      [NODE_WITH] = with,
	[NODE_TIMEOUT] = timeout,  [NODE_REPEAT] = repeat,
	[NODE_WHILE] = go_round,   [NODE_FOREVER] = go_round,
	[NODE_BREAK] = leave_loop, [NODE_CONTINUE] = leave_loop,
	[NODE_IF] = branches,      [NODE_TRY] = try_block,
};

void compile_body(struct compiler *c, const struct node *first)
{
	for (; first; first = first->next) {
		if (composed[first->kind])
			composed[first->kind](c, first);
		else
			one(c, first, line_stmt(c, first));
	}
}
