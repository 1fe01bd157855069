/* SPDX-License-Identifier: MIT */
/*
 * The parser's hands (looking at, taking and missing a token), blocks, and
 * the whole file.
 */
#include "scenario/parse.h"

#include "base/i18n.h"
#include "scenario/habit.h"

bool parse_at(const struct parser *p, enum token_kind kind)
{
	return p->now->kind == kind;
}

bool parse_at_word(const struct parser *p, enum word word)
{
	return p->now->kind == TOKEN_NAME && p->now->word == word;
}

bool parse_take(struct parser *p, enum token_kind kind)
{
	if (!parse_at(p, kind))
		return false;
	p->now++;
	return true;
}

bool parse_take_word(struct parser *p, enum word word)
{
	if (!parse_at_word(p, word))
		return false;
	p->now++;
	return true;
}

bool parse_error(struct parser *p, const char *format, ...)
{
	va_list args;

	if (parse_at(p, TOKEN_BAD))
		return false;
	va_start(args, format);
	diag_addv(p->diags, DIAG_ERROR, p->now->begin, p->now->end, format,
		  args);
	va_end(args);
	return false;
}

bool parse_expected(struct parser *p, const char *what, const char *hint)
{
	if (parse_at(p, TOKEN_BAD))
		return false;
	parse_error(p, _("expected here: %s"), what);
	if (!habit_expected(p) && hint)
		diag_hint(p->diags, "%s", hint);
	return false;
}

bool parse_expect(struct parser *p, enum token_kind kind, const char *what)
{
	return parse_take(p, kind) || parse_expected(p, what, NULL);
}

bool parse_expect_word(struct parser *p, enum word word)
{
	return parse_take_word(p, word) ||
	       parse_expected(p, word_name(word), NULL);
}

struct near parse_near(const struct parser *p)
{
	return (struct near){.name = p->source->text + p->now->begin,
			     .len = p->now->end - p->now->begin};
}

void parse_hint_nearest(struct parser *p, const struct near *near)
{
	if (near->best)
		diag_hint(p->diags, _("the nearest word: %.*s"),
			  (int)near->best_len, near->best);
}

/* NAME */
bool parse_name(struct parser *p, struct name *name, const char *what)
{
	const struct token *t = p->now;

	if (t->kind != TOKEN_NAME)
		return parse_expected(p, what, NULL);
	if (word_is_reserved((enum word)t->word)) {
		parse_error(p, _("a word of the language cannot be a name: %s"),
			    word_name((enum word)t->word));
		if (!habit_hyphen(p))
			diag_hint(p->diags, _("expected here: %s"), what);
		return false;
	}
	name->id = t->name;
	name->at = (struct span){t->begin, t->end};
	name->ref = NONE;
	p->now++;
	return true;
}

/* STRING */
bool parse_string(struct parser *p, struct span *span)
{
	const struct token *t = p->now;

	if (!parse_expect(p, TOKEN_STRING, _("a text in quotes")))
		return false;
	*span = (struct span){t->begin, t->end};
	return true;
}

static void skip_line(struct parser *p)
{
	while (!parse_at(p, TOKEN_NEWLINE) && !parse_at(p, TOKEN_END))
		p->now++;
	parse_take(p, TOKEN_NEWLINE);
}

bool parse_line_end(struct parser *p)
{
	return parse_expect(p, TOKEN_NEWLINE, _("the end of the line"));
}

/* Past a block that is not read, to behind its DEDENT. */
static void skip_block(struct parser *p)
{
	unsigned open = 0;

	do {
		open += parse_at(p, TOKEN_INDENT);
		open -= parse_at(p, TOKEN_DEDENT);
		p->now++;
	} while (open > 0);
}

/* Reads statements from INDENT to DEDENT. */
static struct node *statements(struct parser *p)
{
	struct node *first = NULL, **tail = &first;

	p->blocks++;
	p->now++;
	while (!parse_at(p, TOKEN_DEDENT)) {
		*tail = parse_statement(p);
		tail = &(*tail)->next;
	}
	p->now++;
	p->blocks--;
	return first;
}

/* indented = INDENT statement+ DEDENT */
void parse_indented(struct parser *p, struct node **body)
{
	if (p->blocks < BLOCK_NEST_MAX) {
		*body = statements(p);
		return;
	}
	parse_error(p, _("more than %d blocks in one another"), BLOCK_NEST_MAX);
	skip_block(p);
}

/* block = NEWLINE indented */
bool parse_block(struct parser *p, struct node **body)
{
	if (!parse_expect(p, TOKEN_NEWLINE,
			  _("the end of the line, then an indented block")))
		return false;
	if (parse_at(p, TOKEN_INDENT))
		parse_indented(p, body);
	else
		parse_expected(p, _("an indented block"),
			       _("a block that does nothing is: pass"));
	return true;
}

/* Whatever of the line is left is passed over; a block behind it is read. */
void parse_recover(struct parser *p, struct node **body)
{
	skip_line(p);
	if (parse_at(p, TOKEN_INDENT))
		parse_indented(p, body);
}

/* The unit is wanted before the first duration, wherever it stands. */
static enum dur_unit find_unit(const struct parser *p)
{
	const struct token *t = p->tokens->list.at;
	enum dur_unit unit = DUR_MS;
	bool line_begins = true;

	for (; t->kind != TOKEN_END; t++) {
		if (line_begins && t->kind == TOKEN_NAME &&
		    t->word == WORD_UNIT &&
		    dur_unit_find(p->source->text + t[1].begin,
				  t[1].end - t[1].begin, &unit))
			return unit;
		line_begins =
			t->kind == TOKEN_NEWLINE || t->kind == TOKEN_DEDENT;
	}
	return unit;
}

/* scenario = declaration* */
void parse(const struct source *source, const struct tokens *tokens,
	   struct arena *arena, struct diags *diags, struct tree *tree,
	   enum dur_unit *unit)
{
	struct parser p = {.source = source,
			   .tokens = tokens,
			   .now = tokens->list.at,
			   .arena = arena,
			   .diags = diags};
	struct decl **tail = &tree->decls;

	p.unit = *unit = find_unit(&p);
	while (!parse_at(&p, TOKEN_END))
		parse_decl(&p, tree, &tail);
}
