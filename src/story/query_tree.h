/* SPDX-License-Identifier: MIT */
/*
 * The tree of an expression: made by query_parse.c, walked by query_eval.c,
 * and nobody else's business.
 */
#ifndef STORY_QUERY_TREE_H
#define STORY_QUERY_TREE_H

#include "story/query.h"

enum query_kind {
	QUERY_VALUE,   /* value */
	QUERY_CALL,    /* function with arguments */
	QUERY_NOT,     /* a */
	QUERY_AND,     /* a, b */
	QUERY_OR,      /* a, b */
	QUERY_COMPARE, /* a, b, op */
	QUERY_COMBINE  /* a, b, op: + - * / */
};

enum query_op { CMP_EQ, CMP_NE, CMP_LT, CMP_LE, CMP_GT, CMP_GE };

struct query {
	enum query_kind kind;
	enum value_type type;
	size_t begin, end; /* bytes of the source */
	int op;            /* enum query_op, or the sign */
	int height;        /* of the tree below it */
	struct query *a, *b;
	struct value value;
	const struct query_function *function;
	struct query_setup setup;
	uint32_t first, count; /* a call's task; count 0: left out */
	uint32_t var;          /* a call's variable, or NONE */
	struct query *at;      /* a call's moment, or NULL */
};

/* Is a note's call among those before it? */
bool query_is_told(const struct query_run *run, size_t i);

#endif
