/* SPDX-License-Identifier: MIT */
/*
 * Tokens to tree, by recursive descent: above each function stands what of the
 * grammar it reads. Only parse() is for others.
 *
 * A function that returns bool or a pointer has reported what is wrong when
 * it gives false or NULL; the line is then left and the next one read.
 */
#ifndef TT_SCENARIO_PARSE_H
#define TT_SCENARIO_PARSE_H

#include "base/arena.h"
#include "base/diag.h"
#include "base/dur.h"
#include "base/near.h"
#include "scenario/lex.h"
#include "scenario/tree.h"

enum {
	BLOCK_NEST_MAX = 100, /* blocks in blocks */
	EXPR_NEST_MAX = 32,   /* parentheses and signs in one another */
	EXPR_PARTS_MAX = 1000,
	TARGETS_MAX = 1000 /* a statement's cost grows with their square */
};

struct parser {
	const struct source *source;
	const struct tokens *tokens;
	const struct token *now;
	struct arena *arena;
	struct diags *diags;
	enum dur_unit unit;   /* of bare numbers */
	unsigned blocks;      /* open round the place */
	unsigned nest, parts; /* of the expression */
};

/* Reads it all; what could be understood is in TREE (zeroed). UNIT gets the
 * scenario's. */
void parse(const struct source *source, const struct tokens *tokens,
	   struct arena *arena, struct diags *diags, struct tree *tree,
	   enum dur_unit *unit);

/* --- parse.c: at the token under way --- */
bool parse_at(const struct parser *p, enum token_kind kind);
bool parse_at_word(const struct parser *p, enum word word);

/* Goes on if it stands there. */
bool parse_take(struct parser *p, enum token_kind kind);
bool parse_take_word(struct parser *p, enum word word);

/* Goes on, or reports that WHAT (translated, nominative) was expected. */
bool parse_expect(struct parser *p, enum token_kind kind, const char *what);
bool parse_expect_word(struct parser *p, enum word word);
/* The same report alone; HINT (translated) or NULL. False, always. */
bool parse_expected(struct parser *p, const char *what, const char *hint);

/* Reports at the token under way, unless that was reported already. */
bool parse_error(struct parser *p, const char *format, ...) STR_PRINTF(2, 3);

/* For the nearest of some words to that under way, and what to say of it. */
struct near parse_near(const struct parser *p);
void parse_hint_nearest(struct parser *p, const struct near *near);

/* A name that is no reserved word; WHAT as above. */
bool parse_name(struct parser *p, struct name *name, const char *what);

/* A string; its quotes are in the span. */
bool parse_string(struct parser *p, struct span *span);

bool parse_line_end(struct parser *p);

/* To behind the end of the line and the block that may follow. */
void parse_recover(struct parser *p, struct node **body);

/* The block behind a colon; at an INDENT, the block alone. */
bool parse_block(struct parser *p, struct node **body);
void parse_indented(struct parser *p, struct node **body);

/* --- parse_value.c --- */
bool parse_integer(struct parser *p, int64_t *value);
bool parse_constant(struct parser *p, int64_t *value);
struct duration *parse_duration(struct parser *p);
struct duration *parse_fixed_duration(struct parser *p);
bool parse_at_duration(const struct parser *p);
bool parse_target(struct parser *p, struct target **target, const char *what);
bool parse_targets(struct parser *p, struct target **list);

/* --- parse_expr.c --- */
struct expr *parse_expr(struct parser *p);
bool parse_at_expr(const struct parser *p);

/* --- fold.c: the value of an expression without names --- */
bool fold(const struct expr *expr, int64_t *value);

/* --- parse_stmt.c --- */
struct node *parse_statement(struct parser *p);

/* --- parse_form.c: what stands on a statement's line --- */

enum form_shape {
	FORM_LINE, /* ends with its line */
	FORM_BLOCK /* has a colon and a block */
};

/* Reads what follows the first word, up to the label. */
typedef bool form_tail(struct parser *p, struct node *node);

struct form {
	uint8_t kind;    /* enum node_kind */
	uint8_t shape;   /* enum form_shape */
	form_tail *tail; /* or NULL: nothing follows */
};

/* The form of the statement or clause that a word begins; NULL: of none. */
const struct form *form_of(enum word word);

/* Of what begins at the token under way, assignments too; NULL: nothing. */
const struct form *form_at(const struct parser *p);

/* A node that begins at the token under way. */
struct node *parse_node(struct parser *p, const struct form *form);

/* --- parse_decl.c --- */
void parse_decl(struct parser *p, struct tree *tree, struct decl ***tail);

#endif
