/* SPDX-License-Identifier: MIT */
/*
 * Statements with their labels, blocks and clauses.
 * A statement that is wrong becomes a NODE_BAD and the next line is read.
 */
#include "scenario/parse.h"

#include "base/i18n.h"
#include "base/near.h"
#include "scenario/habit.h"

#include <string.h>

struct node *parse_node(struct parser *p, const struct form *form)
{
	struct node *node = arena_alloc(p->arena, sizeof *node);

	node->kind = form ? form->kind : NODE_BAD;
	node->line = p->now->line;
	node->at = node->word = (struct span){p->now->begin, p->now->end};
	node->thing.id = node->into.id = NONE;
	node->thing.ref = node->into.ref = NONE;
	return node;
}

/* The nearest of the words that begin a statement. */
static void hint_statement(struct parser *p)
{
	struct near near = parse_near(p);

	for (unsigned i = 0; i < WORD_COUNT; i++) {
		const char *name = word_name((enum word)i);

		if (form_of((enum word)i))
			near_offer(&near, name, strlen(name));
	}
	parse_hint_nearest(p, &near);
}

static bool is_declaration(enum word word)
{
	return word == WORD_CONDITION || word == WORD_DEVICE ||
	       word == WORD_EVENT || word == WORD_LOCK || word == WORD_QUEUE ||
	       word == WORD_ROUTINE || word == WORD_SEED ||
	       word == WORD_SEMAPHORE || word == WORD_TASK ||
	       word == WORD_UNIT || word == WORD_VAR;
}

/* Reports what begins no statement. */
static void no_statement(struct parser *p)
{
	enum word word = (enum word)p->now->word;

	if (!parse_at(p, TOKEN_NAME)) {
		parse_expected(p, _("a statement"), NULL);
	} else if (is_declaration(word)) {
		parse_error(p, _("not in a block: %s"), word_name(word));
		diag_hint(p->diags, _("declarations begin at the margin"));
	} else {
		parse_error(p, _("no statement begins with this word"));
		if (!habit_line(p))
			hint_statement(p);
	}
}

/* Does the word under way begin a clause, and not a statement? */
static bool at_clause(const struct parser *p)
{
	return parse_at_word(p, WORD_ELIF) || parse_at_word(p, WORD_ELSE) ||
	       parse_at_word(p, WORD_EXCEPT) || parse_at_word(p, WORD_FINALLY);
}

/* May a clause that begins with the word under way follow the node? */
static bool clause_fits(const struct parser *p, const struct node *node)
{
	switch (node->kind) {
	case NODE_IF:
		return parse_at_word(p, WORD_ELIF) ||
		       parse_at_word(p, WORD_ELSE);
	case NODE_TIMEOUT:
	case NODE_WAIT_FOR:
		return parse_at_word(p, WORD_ELSE);
	case NODE_TRY:
		return parse_at_word(p, WORD_EXCEPT) ||
		       parse_at_word(p, WORD_FINALLY);
	}
	return false;
}

/* WORD tail STRING? ":"? */
static bool header(struct parser *p, struct node *node, const struct form *form)
{
	p->now++;
	if (form->tail && !form->tail(p, node))
		return false;
	if (parse_at(p, TOKEN_STRING) && !parse_string(p, &node->label))
		return false;
	return form->shape == FORM_LINE ||
	       parse_expect(p, TOKEN_COLON, _("a colon and an indented block"));
}

/* clause = ("elif" | "else" | "except" | "finally") ... ":" block */
static struct node *clause(struct parser *p)
{
	const struct form *form = form_of((enum word)p->now->word);
	struct node *node = parse_node(p, form);
	bool ok = header(p, node, form);

	node->at.end = p->now[-1].end;
	if (ok && parse_block(p, &node->body))
		return node;
	parse_recover(p, &node->body);
	node->kind = NODE_BAD;
	return node;
}

static void clauses(struct parser *p, struct node *node)
{
	struct node **tail = &node->clauses;
	uint8_t last = NODE_BAD;

	while (clause_fits(p, node) && last != NODE_ELSE &&
	       last != NODE_FINALLY) {
		last = form_of((enum word)p->now->word)->kind;
		*tail = clause(p);
		tail = &(*tail)->next;
	}
	if (node->kind != NODE_TRY || node->clauses)
		return;
	parse_expected(p, "except, finally",
		       _("a `try` says what to do after a failure"));
	node->kind = NODE_BAD;
}

/* What follows the header on its line, and the block. */
static bool rest(struct parser *p, struct node *node, const struct form *form)
{
	if (form->shape == FORM_BLOCK)
		return parse_block(p, &node->body);
	if (node->kind == NODE_WAIT_FOR && parse_at_word(p, WORD_ELSE))
		return true;
	return parse_line_end(p);
}

/* The statement could not be read; a variable it declares is still known. */
static struct node *broken(struct parser *p, struct node *node)
{
	if (node->kind != NODE_MY || node->thing.id == NONE)
		node->kind = NODE_BAD;
	parse_recover(p, &node->body);
	return node;
}

/* statement = (WORD | NAME) tail STRING? (NEWLINE | ":" block) clause* */
struct node *parse_statement(struct parser *p)
{
	const struct form *form = form_at(p);
	struct node *node = parse_node(p, form);
	bool ok;

	if (parse_at(p, TOKEN_INDENT)) {
		parse_error(p, _("this line is indented, but no block begins"));
		node->kind = NODE_BAD;
		parse_indented(p, &node->body);
		return node;
	}
	if (form && at_clause(p) && form->kind != NODE_ASSIGN) {
		parse_error(p, _("nothing above that this belongs to: %s"),
			    word_name((enum word)p->now->word));
		return broken(p, node);
	}
	if (!form) {
		no_statement(p);
		return broken(p, node);
	}
	ok = header(p, node, form);
	node->at.end = p->now[-1].end;
	if (!ok || !rest(p, node, form))
		return broken(p, node);
	clauses(p, node);
	return node;
}
