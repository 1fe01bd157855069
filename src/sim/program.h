/* SPDX-License-Identifier: MIT */
/*
 * A program: a scenario compiled.  The compiler (scenario/) fills it, the
 * machine (vos/) executes it, the views read its names; nobody changes it.
 *
 * All tables are arrays owned by the program; NONE marks an absent index.
 * Names and labels are NUL-terminated UTF-8, already made safe to show.
 *
 * How blocks work.  A statement that has a body compiles to an instruction
 * that pushes a block and one that ends it.  Whatever leaves the body (its
 * end, break, continue, return, a failure, a cancellation) goes through the
 * block's exit instruction, `c` of the opening one, which finds what is
 * pending in the block: so a lock is let go and a `finally` runs on every way
 * out.
 */
#ifndef SIM_PROGRAM_H
#define SIM_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define NONE UINT32_MAX

/*
 * Operands, by opcode.  dur: index into durs; expr: into exprs; var: a variable
 * reference (VAR_LOCAL | slot, or a global's index); refs: index of the first
 * of `n` task references; obj: an object; pc: an instruction.
 */
enum op {
	OP_END,         /* the task's body is over; value 0 */
	OP_PASS,        /* nothing */
	OP_WORK,        /* a dur */
	OP_WAIT,        /* a dur or NONE (device's latency), b device or NONE */
	OP_BLOCK,       /* the same */
	OP_SLEEP,       /* a dur */
	OP_YIELD,       /* */
	OP_OFFLOAD,     /* c pc of its OFFLOAD_END; the job lies between */
	OP_OFFLOAD_END, /* */
	OP_PRINT,       /* a text */
	OP_SPAWN,       /* a refs (n = 1), flag NEXT */
	OP_JOIN,        /* a refs (n = 1), b var or NONE */
	OP_GATHER,      /* a refs, n; flags STARTED, KEEP */
	OP_WAIT_TASKS,  /* a refs, n; flags STARTED and ANY or FAILURE; b dur or
			* NONE */
	OP_WAIT_FOR,    /* a refs (n = 1), b dur, c pc if in time (else next) */
	OP_SHIELD,      /* a refs (n = 1) */
	OP_GROUP,       /* a refs, n; c pc of GROUP_END: opens a block */
	OP_GROUP_END,   /* */
	OP_CALL,        /* a routine, b var or NONE, c slots of the body it is
			* in: opens a block */
	OP_RETURN,      /* a expr or NONE */
	OP_ACQUIRE,     /* a obj: lock or semaphore */
	OP_RELEASE,     /* a obj */
	OP_WITH,       /* a obj: lock, semaphore, condition; c pc of WITH_END */
	OP_WITH_END,   /* a obj */
	OP_PUT,        /* a queue, b expr or NONE (0) */
	OP_GET,        /* a queue, b var or NONE */
	OP_WAIT_EVENT, /* a event */
	OP_SET,        /* a event */
	OP_CLEAR,      /* a event */
	OP_WAIT_ON,    /* a condition */
	OP_NOTIFY,     /* a condition, b expr or NONE (1); flag ALL */
	OP_DONE,       /* a queue */
	OP_WAIT_DONE,  /* a queue */
	OP_ASSIGN,     /* a var, b expr */
	OP_ASSIGN_OVER, /* a var, b expr, c dur */
	OP_REPEAT,      /* a expr, c pc after the loop: opens a block */
	OP_AGAIN,       /* a pc of the body: the end of a repeat's body */
	OP_JUMP,        /* a pc */
	OP_JUMP_UNLESS, /* a pc, b expr */
	OP_LEAVE,       /* a pc, n blocks to leave first: break, continue */
	OP_TIMEOUT,     /* a dur, c pc of TIMEOUT_END: opens a block */
	OP_TIMEOUT_END, /* c pc if in time (else next) */
	OP_CANCEL,      /* a refs (n = 1); flag SELF */
	OP_FAIL,        /* a failure */
	OP_FAIL_AGAIN,  /* bare `fail` */
	OP_TRY,         /* c pc of the first EXCEPT: opens a block */
	OP_TRY_END,     /* a pc after the handlers */
	OP_EXCEPT,      /* a failure, FAILURE_ANY or FAILURE_CANCELLED; c pc of
			* the next EXCEPT or NONE: then the failure goes on */
	OP_EXCEPT_END,  /* a pc after the handlers */
	OP_FINALLY,     /* c pc of FINALLY_ENTER: opens a block */
	OP_FINALLY_ENTER, /* the finally's body begins */
	OP_FINALLY_END,   /* what was pending goes on */
	OP_COUNT
};

enum insn_flag {
	INSN_NEXT = 1,     /* spawn next T */
	INSN_STARTED = 2,  /* gather started, wait ... started */
	INSN_KEEP = 4,     /* keep failures */
	INSN_ANY = 8,      /* wait any */
	INSN_FAILURE = 16, /* wait failure */
	INSN_ALL = 32,     /* notify C all */
	INSN_SELF = 64     /* cancel self */
};

struct insn {
	uint8_t op;
	uint8_t flags;
	uint16_t n;
	uint32_t stmt; /* the statement it belongs to */
	uint32_t a, b, c;
};

#define VAR_LOCAL UINT32_C(0x80000000)

/* Failures by number: built-in ones first, then the scenario's names. */
enum failure {
	FAILURE_NONE,
	FAILURE_CANCELLED,
	FAILURE_GROUP, /* `failures` */
	FAILURE_MISUSE,
	FAILURE_ZERO_DIVISION,
	FAILURE_OVERFLOW,
	FAILURE_TIMEOUT, /* never named: a deadline on its way to its block */
	FAILURE_USER,    /* the first of the scenario's own */
	FAILURE_ANY = 0xffff
};

enum object_kind {
	OBJECT_DEVICE,
	OBJECT_LOCK,
	OBJECT_SEMAPHORE,
	OBJECT_QUEUE,
	OBJECT_EVENT,
	OBJECT_CONDITION
};

struct prog_object {
	const char *name;
	const char *label; /* or NULL */
	uint8_t kind;
	uint32_t line;
	int64_t amount;   /* semaphore: initial count; queue, device: capacity,
			   * 0 none */
	uint32_t latency; /* device: a dur, or NONE */
};

struct prog_var {
	const char *name;
	const char *label; /* or NULL */
	uint32_t line;
	int64_t initial;
};

/*
 * Expressions: postfix words on a stack of int64_t, at most EXPR_DEPTH deep
 * (the compiler refuses deeper ones).  Comparisons and `not` give 0 or 1;
 * `and`, `or` give an operand.
 */
#define EXPR_DEPTH 64
enum expr_op {
	EXPR_END,
	EXPR_CONST,  /* next word: index into consts */
	EXPR_GLOBAL, /* next word: a global */
	EXPR_LOCAL,  /* next word: a slot */
	EXPR_NUMBER, /* the copy's own number */
	EXPR_ADD,
	EXPR_SUB,
	EXPR_MUL,
	EXPR_DIV, /* floored */
	EXPR_MOD, /* sign of the divisor */
	EXPR_NEG,
	EXPR_NOT,
	EXPR_LT,
	EXPR_LE,
	EXPR_GT,
	EXPR_GE,
	EXPR_EQ,
	EXPR_NE,
	EXPR_AND,    /* next word: index into exprs where to go on, keeping the
		   * top, if it is 0 */
	EXPR_OR,     /* the same if it is not 0; else both drop the top */
	EXPR_SIZE,   /* next word: a queue's items */
	EXPR_VALUE,  /* next word: a semaphore's count */
	EXPR_ISSET,  /* next word: an event */
	EXPR_HELD,   /* next word: a lock */
	EXPR_DONE,   /* next word: a ref; all its copies have ended */
	EXPR_FAILED, /* next word: a ref; one of its copies failed */
	EXPR_OP_COUNT
};

enum dur_kind {
	DUR_CONST, /* lo */
	DUR_RANGE, /* lo + step * uniform(0 .. (hi - lo) / step) */
	DUR_EXPR   /* expr * step, below 0 is 0 */
};

struct prog_dur {
	uint8_t kind;
	uint32_t expr;
	int64_t lo, hi, step; /* ns */
};

/* A task reference: the copies [first, first + count). */
struct prog_ref {
	uint32_t first, count;
	uint32_t task; /* index into tasks */
};

/* A printed text is a run of pieces. */
enum piece_kind { PIECE_TEXT, PIECE_VAR, PIECE_NUMBER, PIECE_TASK };

struct prog_piece {
	uint8_t kind;
	uint32_t var;     /* PIECE_VAR */
	const char *text; /* PIECE_TEXT */
};

struct prog_text {
	uint32_t first, n; /* pieces */
};

struct prog_stmt {
	uint32_t line;       /* 1-based, of the statement's first word */
	uint32_t begin, end; /* its bytes in the source, comment left out */
	const char *label;   /* or NULL */
};

struct prog_routine {
	const char *name;
	const char *label;
	uint32_t entry; /* pc */
	uint32_t slots; /* of its own */
	uint32_t line;
};

struct prog_task {
	const char *name;
	const char *label; /* or NULL: the name serves */
	uint32_t entry;    /* pc */
	uint32_t first;    /* id of its first copy */
	uint32_t count;
	uint32_t slots;     /* of its own */
	uint32_t all_slots; /* with the deepest chain of routines */
	uint32_t locals;    /* where its first copy's slots begin */
	uint32_t line;
	int64_t at;       /* release of the first copy, ns */
	int64_t every;    /* between releases, ns; 0 together; of a range
			      * the shortest */
	uint32_t gaps;    /* into release_gaps if `every` is a range, or NONE:
			      * offset of each copy from `at` */
	int64_t deadline; /* after release, ns, or -1 */
	int64_t priority, nice, tickets;
	int64_t data; /* that it comes back to: room it takes in a cache */
	bool on_demand;
	bool daemon;
};

struct program {
	const char *source; /* the text, source_len bytes */
	size_t source_len;
	const char *file; /* the name it goes by */
	int64_t unit;     /* ns */
	uint64_t seed;
	uint32_t main;     /* index of the task `main`, or NONE */
	uint32_t n_copies; /* tasks with all their copies */
	uint32_t n_locals; /* slots of all copies */
	bool any_deadline;

	struct insn *code;
	struct prog_stmt *stmts;
	struct prog_task *tasks;
	struct prog_routine *routines;
	struct prog_object *objects;
	struct prog_var *vars;
	struct prog_dur *durs;
	struct prog_ref *refs;
	struct prog_text *texts;
	struct prog_piece *pieces;
	uint32_t *exprs; /* all expressions; an expr is where it begins */
	int64_t *consts;
	const char **failures; /* names, by enum failure */
	int64_t *release_gaps;
	uint32_t n_code, n_stmts, n_tasks, n_routines, n_objects, n_vars;
	uint32_t n_durs, n_refs, n_texts, n_pieces, n_exprs, n_consts;
	uint32_t n_failures, n_gaps;
	void *memory; /* whoever made it keeps its storage here */
};

/* The declaration a copy belongs to (binary search). */
uint32_t program_task_of(const struct program *p, uint32_t copy);

/* 1-based number of a copy among its task's. */
uint32_t program_number(const struct program *p, uint32_t copy);

/* Do both have the same tasks, by name and number of copies? */
bool program_same_tasks(const struct program *a, const struct program *b);

/* Offset of a copy's release from its task's `at` 0, ns. */
int64_t program_release(const struct program *p, uint32_t copy);

/* A copy's name: "guest", or "guest.2" where there are several.  Writes at most
 * size bytes, always ends with NUL, and returns buf. */
char *program_copy_name(const struct program *p, uint32_t copy, char *buf,
			size_t size);

#endif
