/* SPDX-License-Identifier: MIT */
/*
 * Cuts a scenario into tokens, line by line, and numbers its names.
 * Everything is linear in the text but for sorting the names.
 */
#include "scenario/lex.h"

#include "base/i18n.h"
#include "base/text.h"
#include "sim/program.h"

#include <stdlib.h>
#include <string.h>

struct lexer {
	const struct source *source;
	const char *text;
	uint32_t len, at;
	uint32_t line;
	struct tokens *tokens;
	struct diags *diags;
	struct VEC(uint32_t) indents; /* those open, without the outermost 0 */
	bool tab_told;
};

static bool is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

/* The byte N behind the place, 0 beyond the end. */
static char peek(const struct lexer *lexer, uint32_t n)
{
	return lexer->at + n < lexer->len ? lexer->text[lexer->at + n] : '\0';
}

static void add(struct lexer *lexer, enum token_kind kind, uint32_t begin)
{
	struct token *token = vec_add(&lexer->tokens->list);

	token->kind = (uint8_t)kind;
	token->word = WORD_NONE;
	token->begin = begin;
	token->end = lexer->at;
	token->line = lexer->line;
	token->name = NONE;
}

static void take_name(struct lexer *lexer)
{
	uint32_t begin = lexer->at;
	struct token *token;

	while (is_letter(peek(lexer, 0)) || is_digit(peek(lexer, 0)))
		lexer->at++;
	if (lexer->at - begin > NAME_MAX_LEN) {
		diag_add(lexer->diags, DIAG_ERROR, begin, lexer->at,
			 _("a name has at most %d letters"), NAME_MAX_LEN);
		add(lexer, TOKEN_BAD, begin);
		return;
	}
	add(lexer, TOKEN_NAME, begin);
	token = vec_last(&lexer->tokens->list);
	token->word =
		(uint8_t)word_find(lexer->text + begin, lexer->at - begin);
}

/* digit+ ("." digit+)? letter* */
static void take_number(struct lexer *lexer)
{
	uint32_t begin = lexer->at;

	while (is_digit(peek(lexer, 0)))
		lexer->at++;
	if (peek(lexer, 0) == '.' && is_digit(peek(lexer, 1))) {
		lexer->at++;
		while (is_digit(peek(lexer, 0)))
			lexer->at++;
	}
	while (is_letter(peek(lexer, 0)) || is_digit(peek(lexer, 0)))
		lexer->at++;
	add(lexer, TOKEN_NUMBER, begin);
}

/* What it says is read later; here only its end is found. */
static void take_string(struct lexer *lexer)
{
	uint32_t begin = lexer->at++;

	while (lexer->at < lexer->len && peek(lexer, 0) != '"' &&
	       peek(lexer, 0) != '\n') {
		bool pair = peek(lexer, 0) == '\\' && peek(lexer, 1) != '\n' &&
			    lexer->at + 1 < lexer->len;

		lexer->at += pair ? 2 : 1;
	}
	if (peek(lexer, 0) == '"') {
		lexer->at++;
		add(lexer, TOKEN_STRING, begin);
		return;
	}
	diag_add(lexer->diags, DIAG_ERROR, begin, lexer->at,
		 _("this text has no end: a \" is missing on this line"));
	add(lexer, TOKEN_BAD, begin);
}

/* Signs of two characters stand before those of one. */
static const struct {
	char text[3];
	uint8_t kind;
} signs[] = {
	{"..", TOKEN_DOTS},    {"+=", TOKEN_ADD_TO}, {"-=", TOKEN_TAKE_FROM},
	{"//", TOKEN_SLASHES}, {"<=", TOKEN_LE},     {">=", TOKEN_GE},
	{"==", TOKEN_EQ},      {"!=", TOKEN_NE},     {":", TOKEN_COLON},
	{".", TOKEN_DOT},      {"(", TOKEN_OPEN},    {")", TOKEN_CLOSE},
	{"=", TOKEN_ASSIGN},   {"+", TOKEN_PLUS},    {"-", TOKEN_MINUS},
	{"*", TOKEN_STAR},     {"%", TOKEN_PERCENT}, {"<", TOKEN_LT},
	{">", TOKEN_GT},
};

/* Signs of other languages, and what is written here. */
static const struct {
	char sign;
	const char *hint;
} foreign[] = {
	{',', N_("names stand side by side, without commas: b c")},
	{'&', N_("`and`")},
	{'|', N_("`or`")},
	{'/', N_("to divide write //: all numbers are whole")},
	{'\'', N_("texts stand in double quotes")},
	{';', N_("each statement has a line of its own")},
	{'!', N_("`not`, and != for unequal")},
	{'[', N_("there are no lists")},
};

/* && and ||: one mistake each. */
static uint32_t twin(const struct lexer *lexer, uint32_t begin)
{
	char c = lexer->text[begin];

	return (c == '&' || c == '|') && peek(lexer, 0) == c;
}

/* The rest of a text in single quotes, if it ends on its line: it is one
 * mistake, not two. */
static uint32_t quoted(const struct lexer *lexer)
{
	uint32_t n = 0;

	while (lexer->at + n < lexer->len && peek(lexer, n) != '\n' &&
	       peek(lexer, n) != '\'')
		n++;
	return lexer->at + n < lexer->len && peek(lexer, n) == '\'' ? n + 1 : 0;
}

/* What is written here instead of the unknown character at BEGIN, or NULL. */
static const char *instead_of(const struct lexer *lexer, uint32_t begin)
{
	char c = lexer->text[begin];

	if (c == ',' && begin > 0 && is_digit(lexer->text[begin - 1]) &&
	    is_digit(peek(lexer, 0)))
		return N_("a fraction has a point, as in 2.5");
	for (size_t i = 0; i < sizeof foreign / sizeof *foreign; i++)
		if (foreign[i].sign == c)
			return foreign[i].hint;
	return NULL;
}

/* A character, or byte, that begins nothing. */
static void take_unknown(struct lexer *lexer)
{
	uint32_t begin = lexer->at;
	int cells;
	size_t n = text_next(lexer->text + begin, lexer->len - begin, &cells);
	const char *hint;

	lexer->at += (uint32_t)n;
	hint = instead_of(lexer, begin);
	lexer->at += twin(lexer, begin);
	diag_add(lexer->diags, DIAG_ERROR, begin, lexer->at,
		 _("nothing begins with this character: %.*s"), (int)n,
		 lexer->text + begin);
	if (lexer->text[begin] == '\'')
		lexer->at += quoted(lexer);
	if (hint)
		diag_hint(lexer->diags, "%s", _(hint));
	add(lexer, TOKEN_BAD, begin);
}

static void take_sign(struct lexer *lexer)
{
	uint32_t begin = lexer->at;

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		const char *text = signs[i].text;

		if (text[0] != peek(lexer, 0) ||
		    (text[1] != '\0' && text[1] != peek(lexer, 1)))
			continue;
		lexer->at += text[1] != '\0' ? 2 : 1;
		add(lexer, (enum token_kind)signs[i].kind, begin);
		return;
	}
	take_unknown(lexer);
}

static uint32_t indent_now(const struct lexer *lexer)
{
	size_t n = lexer->indents.len;

	return n > 0 ? lexer->indents.at[n - 1] : 0;
}

/* A line between two blocks: taken for one of the inner. */
static void astray(struct lexer *lexer, uint32_t width)
{
	diag_add(lexer->diags, DIAG_ERROR, lexer->at, lexer->at,
		 _("no line above is indented as far as this one"));
	diag_hint(lexer->diags, _("the lines of a block begin in one column"));
	vec_push(&lexer->indents, width);
}

/* The tokens that say how far a line is indented. */
static void take_indent(struct lexer *lexer, uint32_t width)
{
	uint32_t begin = lexer->at;

	if (width > indent_now(lexer)) {
		vec_push(&lexer->indents, width);
		add(lexer, TOKEN_INDENT, begin);
		return;
	}
	while (width < indent_now(lexer)) {
		(void)vec_pop(&lexer->indents);
		if (width > indent_now(lexer)) {
			astray(lexer, width);
			return;
		}
		add(lexer, TOKEN_DEDENT, begin);
	}
}

/* Blanks at the begin of a line; the column of what follows. */
static uint32_t take_margin(struct lexer *lexer)
{
	uint32_t width = 0;

	for (; is_blank(peek(lexer, 0)); lexer->at++) {
		char c = peek(lexer, 0);

		if (c == '\t' && !lexer->tab_told) {
			lexer->tab_told = true;
			diag_add(lexer->diags, DIAG_ERROR, lexer->at,
				 lexer->at + 1, _("a tab: indent with spaces"));
		}
		width += c == '\t' ? 8 - width % 8 : c == ' ';
	}
	return width;
}

static void skip_comment(struct lexer *lexer)
{
	if (peek(lexer, 0) == '#')
		while (lexer->at < lexer->len && peek(lexer, 0) != '\n')
			lexer->at++;
}

static void take_token(struct lexer *lexer)
{
	char c = peek(lexer, 0);

	if (is_blank(c))
		lexer->at++;
	else if (is_letter(c))
		take_name(lexer);
	else if (is_digit(c))
		take_number(lexer);
	else if (c == '"')
		take_string(lexer);
	else
		take_sign(lexer);
}

/* It stands right behind the last token: a comment is no part of a line. */
static void add_newline(struct lexer *lexer)
{
	uint32_t end = vec_last(&lexer->tokens->list)->end;

	add(lexer, TOKEN_NEWLINE, end);
	vec_last(&lexer->tokens->list)->end = end;
}

/* A line with its end; one that says nothing gives no token. */
static void take_line(struct lexer *lexer)
{
	uint32_t width = take_margin(lexer);

	skip_comment(lexer);
	if (lexer->at < lexer->len && peek(lexer, 0) != '\n') {
		take_indent(lexer, width);
		while (lexer->at < lexer->len && peek(lexer, 0) != '\n') {
			take_token(lexer);
			skip_comment(lexer);
		}
		add_newline(lexer);
	}
	lexer->at++;
	lexer->line++;
}

/* Reports the first bytes that are not UTF-8, or that no text holds. */
static void check_bytes(struct lexer *lexer)
{
	const char *text = lexer->text;
	uint32_t line_end, begin = 0;

	for (uint32_t i = 0; i < lexer->len; i++) {
		unsigned char c = (unsigned char)text[i];

		if ((c < ' ' && c != '\n' && c != '\r' && c != '\t') ||
		    c == 0x7f)
			diag_add(lexer->diags, DIAG_ERROR, i, i + 1,
				 _("a control character (byte %d) in the text"),
				 c);
	}
	for (; begin < lexer->len; begin = line_end) {
		const char *end =
			memchr(text + begin, '\n', lexer->len - begin);

		line_end = end ? (uint32_t)(end - text) + 1 : lexer->len;
		if (text_is_valid(text + begin, line_end - begin))
			continue;
		diag_add(lexer->diags, DIAG_ERROR, begin, line_end,
			 _("this line is not UTF-8 text"));
	}
}

/* A use of a name, to be sorted. */
struct use {
	const char *text;
	uint32_t len, token;
};

static int text_compare(const char *a, uint32_t a_len, const char *b,
			uint32_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return order != 0 ? order : (a_len > b_len) - (a_len < b_len);
}

static int use_compare(const void *one, const void *other)
{
	const struct use *a = one, *b = other;
	int order = text_compare(a->text, a->len, b->text, b->len);

	return order != 0 ? order
			  : (a->token > b->token) - (a->token < b->token);
}

static void number_uses(struct tokens *tokens, const struct use *uses, size_t n)
{
	for (size_t i = 0; i < n; i++) {
		if (i == 0 || text_compare(uses[i - 1].text, uses[i - 1].len,
					   uses[i].text, uses[i].len) != 0)
			vec_push(&tokens->names,
				 (struct name_text){uses[i].text, uses[i].len});
		tokens->list.at[uses[i].token].name =
			(uint32_t)tokens->names.len - 1;
	}
}

/* Equal names are found by sorting: no text makes that slow. */
static void number_names(struct tokens *tokens, const char *text)
{
	struct VEC(struct use) uses = {0};

	for (size_t i = 0; i < tokens->list.len; i++) {
		const struct token *t = &tokens->list.at[i];
		struct use use = {text + t->begin, t->end - t->begin,
				  (uint32_t)i};

		if (t->kind == TOKEN_NAME &&
		    !word_is_reserved((enum word)t->word))
			vec_push(&uses, use);
	}
	if (uses.len > 0)
		qsort(uses.at, uses.len, sizeof *uses.at, use_compare);
	number_uses(tokens, uses.at, uses.len);
	vec_fini(&uses);
}

void lex(const struct source *source, struct tokens *tokens,
	 struct diags *diags)
{
	struct lexer lexer = {.source = source,
			      .text = source->text,
			      .len = (uint32_t)source->len,
			      .line = 1,
			      .tokens = tokens,
			      .diags = diags};

	check_bytes(&lexer);
	if (source->len >= 3 && memcmp(source->text, "\xef\xbb\xbf", 3) == 0)
		lexer.at = 3;
	while (lexer.at < lexer.len)
		take_line(&lexer);
	lexer.at = lexer.len;
	take_indent(&lexer, 0);
	add(&lexer, TOKEN_END, lexer.at);
	number_names(tokens, source->text);
	vec_fini(&lexer.indents);
}

uint32_t lex_name_find(const struct tokens *tokens, const char *text,
		       size_t len)
{
	size_t low = 0, high = tokens->names.len;

	if (len > NAME_MAX_LEN)
		return NONE;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		const struct name_text *name = &tokens->names.at[middle];
		int order = text_compare(text, (uint32_t)len, name->text,
					 name->len);

		if (order == 0)
			return (uint32_t)middle;
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NONE;
}

void lex_fini(struct tokens *tokens)
{
	vec_fini(&tokens->list);
	vec_fini(&tokens->names);
}
