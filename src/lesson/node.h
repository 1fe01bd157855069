/* SPDX-License-Identifier: MIT */
/*
 * A Markdown text as a tree of nodes; md4c reads it, nobody above sees md4c.
 * All text in it is safe to show; all of it lives in one arena.
 */
#ifndef LESSON_NODE_H
#define LESSON_NODE_H

#include "base/arena.h"
#include "base/diag.h"

#include <stdbool.h>
#include <stddef.h>

enum {
	MARKDOWN_MAX = 256 * 1024, /* bytes */
	MARKDOWN_DEPTH = 32,       /* of lists, quotes, emphasis in another */
	MARKDOWN_NODES = 200000
};

enum node_kind {
	NODE_DOCUMENT,
	/* blocks */
	NODE_HEADING,   /* number: 1 to 6 */
	NODE_PARAGRAPH, /* spans */
	NODE_LIST,      /* items; number: where it begins, -1: no numbers */
	NODE_ITEM,
	NODE_QUOTE,
	NODE_CODE,  /* text; info: the words behind the fence, or NULL */
	NODE_TABLE, /* rows */
	NODE_ROW,   /* cells */
	NODE_CELL,  /* spans; number: 1 in the head */
	NODE_RULE,
	NODE_NOTE, /* text: the instructor's */
	/* spans */
	NODE_TEXT, /* text */
	NODE_CODE_SPAN,
	NODE_EMPHASIS,
	NODE_STRONG,
	NODE_LINK, /* info: where to */
	NODE_BREAK,
	NODE_KINDS
};

struct node {
	enum node_kind kind;
	int number;
	size_t begin, end; /* bytes of the source, as far as they are known */
	const char *text;  /* with a NUL behind it, or NULL */
	size_t len;
	const char *info; /* or NULL */
	bool is_flush;    /* code: fenced, and at the left margin: its lines
			   * are the source's from body up to end */
	size_t body;
	struct node *parent, *first, *last, *next;
};

/* The tree, or NULL: the diagnostics say why. */
struct node *markdown_read(struct arena *arena, const struct source *source,
			   struct diags *diags);

/* Appends the text within, marks left out: links and code as text, soft line
 * breaks as blanks. */
struct str;
void node_text(struct str *out, const struct node *node);

#endif
