/* SPDX-License-Identifier: MIT */
/*
 * What the parts of the expression parser share: where it is, and its words.
 */
#ifndef STORY_QUERY_PARSE_H
#define STORY_QUERY_PARSE_H

#include "story/query_tree.h"

struct query_parser {
	struct arena *arena;
	const struct source *source;
	const struct query_scope *scope;
	struct diags *diags;
	size_t at, end; /* bytes of the source */
	int depth;
};

/* Bytes of the source. */
struct query_piece {
	size_t begin, end;
};

bool query_is_letter(char c); /* may begin a name */
bool query_is_digit(char c);

/* Passes over blanks; the next byte then, or 0 at the end. */
char query_peek(struct query_parser *p);

/* A name with its copy's number (`guest.2`), empty if there is none here. */
struct query_piece query_name(struct query_parser *p);
bool query_piece_is(const struct query_parser *p, struct query_piece piece,
		    const char *word);

/* The piece without blanks round it. */
struct query_piece query_trim(const struct query_parser *p,
			      struct query_piece piece);

/* Reports; returns NULL. */
void *query_wrong(struct query_parser *p, struct query_piece where,
		  const char *message);

struct query *query_new(struct query_parser *p, enum query_kind kind,
			enum value_type type, size_t begin);

/* expr, within the piece alone. */
struct query *query_inner(struct query_parser *p, struct query_piece piece);

/* call = NAME "(" [argument {"," argument}] ")", the name read already. */
struct query *query_read_call(struct query_parser *p, struct query_piece name);

#endif
