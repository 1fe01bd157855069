/* SPDX-License-Identifier: MIT */
/*
 * A scenario as a tree: what the parser makes, the checker fills in (the
 * fields marked "checked"), the compiler reads. All of it lies in one arena.
 */
#ifndef TT_SCENARIO_TREE_H
#define TT_SCENARIO_TREE_H

#include "sim/program.h"

#include <stdbool.h>
#include <stdint.h>

/* Bytes of the source; begin == end: nothing is there. */
struct span {
	uint32_t begin, end;
};

/* A name in its place; `id` is the lexer's number, NONE if there is none. */
struct name {
	uint32_t id;
	struct span at;
	uint32_t ref; /* checked: index of what it names, or variable's */
};

/* A task, or one copy of it. */
struct target {
	struct target *next;
	struct name name;
	uint32_t copy; /* from 1; 0: all of them */
	struct span copy_at;
};

struct expr {
	uint8_t op; /* enum expr_op; EXPR_LOCAL: any variable until checked */
	uint16_t depth; /* of the stack that it needs */
	struct span at;
	struct expr *left, *right; /* operands: `not` and minus have a left */
	struct target *target;     /* what names something */
	int64_t value;             /* EXPR_CONST */
};

struct duration {
	struct span at;
	uint8_t kind;         /* enum dur_kind */
	struct expr *expr;    /* DUR_EXPR */
	int64_t lo, hi, step; /* ns */
};

enum node_kind {
	NODE_BAD, /* reported; its block may still be there */
	NODE_PASS,
	NODE_WORK,
	NODE_WAIT,
	NODE_BLOCK,
	NODE_SLEEP,
	NODE_YIELD,
	NODE_OFFLOAD, /* body: the one statement */
	NODE_PRINT,
	NODE_SPAWN,
	NODE_JOIN,
	NODE_GATHER,
	NODE_WAIT_TASKS,
	NODE_WAIT_FOR, /* may have a clause: else */
	NODE_SHIELD,
	NODE_GROUP,
	NODE_CALL,
	NODE_RETURN,
	NODE_ACQUIRE,
	NODE_RELEASE,
	NODE_WITH,
	NODE_PUT,
	NODE_GET,
	NODE_WAIT_EVENT,
	NODE_SET,
	NODE_CLEAR,
	NODE_WAIT_ON, /* checked: a wait for a device becomes NODE_WAIT */
	NODE_NOTIFY,
	NODE_DONE,
	NODE_WAIT_DONE,
	NODE_ASSIGN,
	NODE_MY,
	NODE_REPEAT,
	NODE_WHILE,
	NODE_FOREVER,
	NODE_BREAK,
	NODE_CONTINUE,
	NODE_IF,      /* clauses: elif ..., else */
	NODE_TIMEOUT, /* clause: else */
	NODE_CANCEL,
	NODE_FAIL,
	NODE_TRY, /* clauses: except ..., finally */
	NODE_ELIF,
	NODE_ELSE,
	NODE_EXCEPT,
	NODE_FINALLY,
	NODE_KINDS
};

/* A piece of a printed text. */
struct piece {
	struct piece *next;
	uint8_t kind; /* enum piece_kind */
	uint32_t var;
	const char *text; /* or the variable's name */
};

/* A statement. What is not said is NULL, NONE or empty. */
struct node {
	struct node *next;    /* in its block, or the next clause */
	struct node *body;    /* its block's first statement */
	struct node *clauses; /* elif, else, except, finally */
	uint8_t kind;         /* enum node_kind */
	uint8_t flags;        /* enum insn_flag */
	uint8_t assign;       /* ASSIGN: EXPR_ADD, EXPR_SUB of += and -= */
	uint32_t line;
	struct span at;    /* of its line, without comment */
	struct span word;  /* its first word */
	struct span label; /* with quotes */
	struct span text;  /* PRINT, with quotes */
	struct name thing; /* object, routine, variable, failure */
	struct name into;  /* variable */
	struct target *targets;
	struct expr *expr;
	struct duration *dur;

	const char *label_text; /* checked: or NULL */
	struct piece *pieces;   /* checked: PRINT */
};

enum thing_kind {
	THING_NONE,
	THING_DEVICE,
	THING_LOCK,
	THING_SEMAPHORE,
	THING_QUEUE,
	THING_EVENT,
	THING_CONDITION,
	THING_VAR,
	THING_ROUTINE,
	THING_TASK,
	THING_UNKNOWN, /* its declaration was wrong: say no more about it */
	THING_KINDS
};

/* A declaration. Times are as written; -1 or NONE where nothing is. */
struct decl {
	struct decl *next;
	uint8_t kind; /* enum thing_kind */
	struct name name;
	uint32_t line;
	struct span at;            /* of its line */
	struct span label;         /* with quotes */
	struct node *body;         /* of a task or routine */
	uint32_t index;            /* checked: among its kind in the program */
	uint32_t slots;            /* checked: local variables */
	uint32_t all_slots;        /* checked: with those of what it calls */
	const char *label_text;    /* checked: or NULL */
	uint32_t calls, calls_end; /* checked: into the list of calls */
	bool is_plain;             /* checked: another thread could do it all */
	uint8_t mark; /* checked: while looking for circles of calls */

	int64_t amount; /* semaphore's count, capacity, a var's initial value */
	struct duration *latency;

	struct duration *release, *every, *deadline; /* a task's */
	int64_t times, nice, priority, tickets, data;
	bool on_demand, daemon;
	struct span times_at, demand_at, daemon_at, every_at;
};

struct tree {
	struct decl *decls; /* in the order of the text */
	struct span unit_at, seed_at;
	uint64_t seed;
};

#endif
