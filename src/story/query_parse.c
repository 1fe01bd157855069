/* SPDX-License-Identifier: MIT */
/*
 * From text to a tree of an expression, types checked on the way.
 * Each function has its production above it; the first mistake ends it.
 */
#include "story/query_parse.h"

#include "base/dur.h"
#include "base/i18n.h"
#include "base/near.h"
#include "story/fill.h"

#include <string.h>

/* --- words --- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

bool query_is_digit(char c)
{
	return c >= '0' && c <= '9';
}

bool query_is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

static bool is_of_name(char c)
{
	return query_is_letter(c) || query_is_digit(c);
}

static char peek(const struct query_parser *p, size_t ahead)
{
	return p->at + ahead < p->end ? p->source->text[p->at + ahead] : '\0';
}

char query_peek(struct query_parser *p)
{
	while (is_blank(peek(p, 0)))
		p->at++;
	return peek(p, 0);
}

struct query_piece query_name(struct query_parser *p)
{
	struct query_piece name = {p->at, p->at};

	if (!query_is_letter(query_peek(p)))
		return name;
	name.begin = p->at;
	while (is_of_name(peek(p, 0)))
		p->at++;
	if (peek(p, 0) == '.' && query_is_digit(peek(p, 1))) {
		p->at++;
		while (query_is_digit(peek(p, 0)))
			p->at++;
	}
	name.end = p->at;
	return name;
}

bool query_piece_is(const struct query_parser *p, struct query_piece piece,
		    const char *word)
{
	size_t len = piece.end - piece.begin;

	return len == strlen(word) &&
	       memcmp(p->source->text + piece.begin, word, len) == 0;
}

struct query_piece query_trim(const struct query_parser *p,
			      struct query_piece piece)
{
	const char *text = p->source->text;

	while (piece.begin < piece.end && is_blank(text[piece.begin]))
		piece.begin++;
	while (piece.end > piece.begin && is_blank(text[piece.end - 1]))
		piece.end--;
	return piece;
}

void *query_wrong(struct query_parser *p, struct query_piece where,
		  const char *message)
{
	diag_add(p->diags, DIAG_ERROR, where.begin, where.end, "%s", message);
	return NULL;
}

/* Takes the word if it stands next. */
static bool take_word(struct query_parser *p, const char *word)
{
	size_t before = p->at;
	struct query_piece name = query_name(p);

	if (name.end > name.begin && query_piece_is(p, name, word))
		return true;
	p->at = before;
	return false;
}

static bool take(struct query_parser *p, const char *sign)
{
	size_t n = strlen(sign);

	query_peek(p);
	if (p->end - p->at < n || memcmp(p->source->text + p->at, sign, n) != 0)
		return false;
	p->at += n;
	return true;
}

struct query *query_new(struct query_parser *p, enum query_kind kind,
			enum value_type type, size_t begin)
{
	struct query *q = arena_alloc(p->arena, sizeof *q);

	q->kind = kind;
	q->type = type;
	q->begin = begin;
	q->end = p->at;
	q->var = NONE;
	return q;
}

static struct query *new_value(struct query_parser *p, size_t begin,
			       struct value value)
{
	struct query *q = query_new(p, QUERY_VALUE, value.type, begin);

	q->value = value;
	return q;
}

/* --- atoms --- */

/* A plain one, or per cent. */
static bool scale_number(struct value *v, const char *suffix, size_t len)
{
	struct value percent = value_fraction(1, 100);

	if (len == 1 && *suffix == '%')
		return value_combine('*', v, &percent, v);
	return len == 0;
}

/* number = digits ["." digits] ["%" | "B" | "KiB" | "MiB" | "GiB" | unit] */
static struct query *read_number(struct query_parser *p)
{
	const char *text = p->source->text + p->at;
	struct query_piece where = {p->at, p->at};
	struct value v = value_duration(0);
	size_t digits = 0, len;

	while (query_is_digit(peek(p, digits)) || peek(p, digits) == '.')
		digits++;
	len = digits;
	while (query_is_letter(peek(p, len)) || peek(p, len) == '%')
		len++;
	p->at += len;
	where.end = p->at;
	if (dur_unit_find(text + digits, len - digits, &(enum dur_unit){0})) {
		if (dur_parse(text, len, DUR_NS, &v.n) != DUR_OK)
			return query_wrong(p, where,
					   _("this duration is too long or "
					     "too fine"));
		return new_value(p, where.begin, v);
	}
	if (value_read(text, len, VALUE_SIZE, NULL, p->arena, &v))
		return new_value(p, where.begin, v);
	if (!value_read(text, digits, VALUE_NUMBER, NULL, p->arena, &v))
		return query_wrong(p, where, _("this is no number"));
	if (!scale_number(&v, text + digits, len - digits)) {
		query_wrong(p, where, _("no such unit"));
		diag_hint(p->diags, _("there are: %s"),
			  "ns us ms s min h % B KiB MiB GiB");
		return NULL;
	}
	return new_value(p, where.begin, v);
}

static bool read_string(struct query_parser *p, const char **out)
{
	const char *begin = p->source->text + p->at + 1;
	const char *end = memchr(begin, '"', p->end - p->at - 1);

	if (!end) {
		query_wrong(p, (struct query_piece){p->at, p->end},
			    _("this text is not closed"));
		return false;
	}
	*out = arena_str(p->arena, begin, (size_t)(end - begin));
	p->at = (size_t)(end - p->source->text) + 1;
	return true;
}

static struct query *read_text(struct query_parser *p)
{
	const char **lines = arena_array(p->arena, 1, sizeof *lines);
	size_t begin = p->at;

	if (!read_string(p, lines))
		return NULL;
	return new_value(p, begin,
			 (struct value){.type = VALUE_LINES,
					.den = 1,
					.lines = lines,
					.len = 1});
}

static void offer_names(struct near *near, const struct program *program)
{
	if (!program)
		return;
	for (uint32_t i = 0; i < program->n_tasks; i++)
		near_offer(near, program->tasks[i].name,
			   strlen(program->tasks[i].name));
	for (uint32_t i = 0; i < program->n_objects; i++)
		near_offer(near, program->objects[i].name,
			   strlen(program->objects[i].name));
}

static bool unknown_name(struct query_parser *p, struct query_piece name)
{
	const char *text = p->source->text + name.begin;
	struct near near = {.name = text, .len = name.end - name.begin};

	offer_names(&near, p->scope->program);
	for (size_t i = 0; i < n_query_functions; i++)
		near_offer(&near, query_functions[i].name,
			   strlen(query_functions[i].name));
	query_wrong(p, name, _("nothing is called so"));
	if (near.best)
		diag_hint(p->diags, _("the nearest name: %.*s"),
			  (int)near.best_len, near.best);
	return false;
}

static bool read_actor(struct query_parser *p, uint32_t *actor)
{
	const struct program *program = p->scope->program;
	struct query_piece name = query_name(p);
	const char *text = p->source->text + name.begin;
	uint32_t first, count;

	if (value_find_actor(program, text, name.end - name.begin, actor))
		return true;
	if (!program || !value_find_task(program, text, name.end - name.begin,
					 &first, &count))
		return unknown_name(p, name);
	query_wrong(p, name, _("this task has several copies; which one?"));
	diag_hint(p->diags, _("for the second one: %.*s.2"),
		  (int)(name.end - name.begin), text);
	return false;
}

/* list = "[" [item {"," item}] "]"; all items are names, or all texts */
static struct query *read_list(struct query_parser *p)
{
	struct VEC(uint32_t) actors = {0};
	struct VEC(const char *) lines = {0};
	struct value v = {
		.type = VALUE_LIST, .den = 1, .program = p->scope->program};
	size_t begin = p->at++;
	bool fits = true, is_text = query_peek(p) == '"';

	while (fits && query_peek(p) != ']') {
		if (is_text)
			fits = query_peek(p) == '"' &&
			       read_string(p, vec_add(&lines));
		else
			fits = read_actor(p, vec_add(&actors));
		fits = fits && (query_peek(p) == ']' || take(p, ","));
	}
	v.type = is_text ? VALUE_LINES : VALUE_LIST;
	v.len = is_text ? lines.len : actors.len;
	if (fits && v.len > 0 && is_text)
		v.lines = memcpy(arena_array(p->arena, v.len, sizeof(char *)),
				 lines.at, v.len * sizeof(char *));
	else if (fits && v.len > 0)
		v.actors =
			memcpy(arena_array(p->arena, v.len, sizeof(uint32_t)),
			       actors.at, v.len * sizeof(uint32_t));
	vec_fini(&actors);
	vec_fini(&lines);
	if (!fits)
		return diags_has_errors(p->diags)
			       ? NULL
			       : query_wrong(p,
					     (struct query_piece){begin, p->at},
					     _("expected here: a list such as "
					       "[a, b]"));
	p->at++;
	return new_value(p, begin, v);
}

/* A name alone: a truth, a task or an object. */
static struct query *read_name(struct query_parser *p, struct query_piece name)
{
	static const char *const truths[] = {"no", "false", "yes", "true"};
	uint32_t actor;

	if (query_peek(p) == '(')
		return query_read_call(p, name);
	for (size_t i = 0; i < 4; i++) {
		if (query_piece_is(p, name, truths[i]))
			return new_value(p, name.begin, value_truth(i > 1));
	}
	p->at = name.begin;
	if (!read_actor(p, &actor))
		return NULL;
	return new_value(p, name.begin, value_actor(p->scope->program, actor));
}

static struct query *read_expr(struct query_parser *p);

/* atom = number | text | list | call | NAME | "(" expr ")" */
static struct query *read_atom(struct query_parser *p)
{
	char c = query_peek(p);
	size_t begin = p->at;
	struct query *q;

	if (query_is_digit(c))
		return read_number(p);
	if (c == '"')
		return read_text(p);
	if (c == '[')
		return read_list(p);
	if (query_is_letter(c))
		return read_name(p, query_name(p));
	if (!take(p, "("))
		return query_wrong(
			p, (struct query_piece){begin, begin + (c != 0)},
			_("a value belongs here"));
	q = read_expr(p);
	if (q && !take(p, ")"))
		return query_wrong(p, (struct query_piece){begin, begin + 1},
				   _("this bracket is not closed"));
	return q;
}

/* --- operators --- */

static struct query *new_pair(struct query_parser *p, enum query_kind kind,
			      enum value_type type, int op, struct query *a,
			      struct query *b)
{
	struct query *q = query_new(p, kind, type, a->begin);

	q->height = (a->height > b->height ? a->height : b->height) + 1;
	if (q->height > QUERY_HEIGHT)
		return query_wrong(p, (struct query_piece){b->begin, b->end},
				   _("this expression is too long"));
	q->end = b->end;
	q->op = op;
	q->a = a;
	q->b = b;
	return q;
}

static void *unlike(struct query_parser *p, const struct query *a,
		    const struct query *b)
{
	query_wrong(p, (struct query_piece){a->begin, b->end},
		    _("these two do not go together"));
	diag_hint(p->diags, "%s - %s", value_type_name(a->type),
		  value_type_name(b->type));
	return NULL;
}

static struct query *combine(struct query_parser *p, char op, struct query *a,
			     struct query *b)
{
	struct value one = value_number(1), x = one, out;

	if (!b)
		return NULL;
	x.type = a->type;
	one.type = b->type;
	if (!value_combine(op, &x, &one, &out))
		return unlike(p, a, b);
	return new_pair(p, QUERY_COMBINE, out.type, op, a, b);
}

/* product = atom {("*" | "//") atom} */
static struct query *read_product(struct query_parser *p)
{
	struct query *a = read_atom(p);

	while (a) {
		if (take(p, "*"))
			a = combine(p, '*', a, read_atom(p));
		else if (take(p, "//"))
			a = combine(p, '/', a, read_atom(p));
		else
			break;
	}
	return a;
}

/* sum = product {("+" | "-") product} */
static struct query *read_sum(struct query_parser *p)
{
	struct query *a = read_product(p);

	while (a) {
		if (take(p, "+"))
			a = combine(p, '+', a, read_product(p));
		else if (take(p, "-"))
			a = combine(p, '-', a, read_product(p));
		else
			break;
	}
	return a;
}

static bool take_comparison(struct query_parser *p, int *op)
{
	static const struct {
		const char *sign;
		int op;
	} signs[] = {{"!=", CMP_NE}, {"<=", CMP_LE}, {">=", CMP_GE},
		     {"==", CMP_EQ}, {"=", CMP_EQ},  {"<", CMP_LT},
		     {">", CMP_GT}};

	for (size_t i = 0; i < sizeof signs / sizeof *signs; i++) {
		if (take(p, signs[i].sign)) {
			*op = signs[i].op;
			return true;
		}
	}
	return false;
}

static bool is_ordered(enum value_type type)
{
	return type == VALUE_NUMBER || type == VALUE_DURATION ||
	       type == VALUE_SIZE;
}

/* A bare 0 is a duration beside one, or a size. */
static void fit_zero(struct query *q, const struct query *beside)
{
	if (q->kind == QUERY_VALUE && q->type == VALUE_NUMBER &&
	    q->value.n == 0 && is_ordered(beside->type))
		q->type = q->value.type = beside->type;
}

/* comparison = sum [("=" | "!=" | "<" | "<=" | ">" | ">=") sum] */
static struct query *read_comparison(struct query_parser *p)
{
	struct query *a = read_sum(p), *b;
	int op;

	if (!a || !take_comparison(p, &op))
		return a;
	b = read_sum(p);
	if (!b)
		return NULL;
	fit_zero(a, b);
	fit_zero(b, a);
	if (a->type != b->type ||
	    (op != CMP_EQ && op != CMP_NE && !is_ordered(a->type)))
		return unlike(p, a, b);
	return new_pair(p, QUERY_COMPARE, VALUE_TRUTH, op, a, b);
}

static struct query *truth(struct query_parser *p, struct query *q)
{
	if (!q || q->type == VALUE_TRUTH)
		return q;
	query_wrong(p, (struct query_piece){q->begin, q->end},
		    _("a claim belongs here, something true or false"));
	diag_hint(p->diags, _("this is: %s"), value_type_name(q->type));
	return NULL;
}

/* negation = {"not"} comparison */
static struct query *read_negation(struct query_parser *p)
{
	size_t begin, times = 0;
	struct query *a, *q;

	query_peek(p);
	begin = p->at;
	while (take_word(p, "not"))
		times++;
	a = read_comparison(p);
	if (times % 2 == 0 || !truth(p, a))
		return times > 0 ? truth(p, a) : a;
	q = query_new(p, QUERY_NOT, VALUE_TRUTH, begin);
	q->a = a;
	return q;
}

/* both = negation {"and" negation} */
static struct query *read_both(struct query_parser *p)
{
	struct query *a = read_negation(p), *b;

	while (a && take_word(p, "and")) {
		b = read_negation(p);
		if (!truth(p, a) || !truth(p, b))
			return NULL;
		a = new_pair(p, QUERY_AND, VALUE_TRUTH, 0, a, b);
	}
	return a;
}

/* expr = both {"or" both} */
static struct query *read_expr(struct query_parser *p)
{
	struct query *a, *b;

	if (p->depth == QUERY_DEPTH)
		return query_wrong(p, (struct query_piece){p->at, p->at + 1},
				   _("brackets are nested too deeply"));
	p->depth++;
	a = read_both(p);
	while (a && take_word(p, "or")) {
		b = read_both(p);
		if (!truth(p, a) || !truth(p, b))
			return NULL;
		a = new_pair(p, QUERY_OR, VALUE_TRUTH, 0, a, b);
	}
	p->depth--;
	return a;
}

struct query *query_inner(struct query_parser *p, struct query_piece piece)
{
	struct query_parser inner = *p;
	struct query *q;

	inner.at = piece.begin;
	inner.end = piece.end;
	q = read_expr(&inner);
	if (!q || query_peek(&inner) == '\0')
		return q;
	query_wrong(&inner, (struct query_piece){inner.at, inner.end},
		    _("this is too much; the expression ended before it"));
	return NULL;
}

struct query *query_parse(struct arena *arena, const struct source *source,
			  size_t begin, size_t end,
			  const struct query_scope *scope, struct diags *diags)
{
	struct query_parser p = {.arena = arena,
				 .source = source,
				 .scope = scope,
				 .diags = diags};

	return query_inner(&p, (struct query_piece){begin, end});
}

enum value_type query_type(const struct query *q)
{
	return q->type;
}

void query_range(const struct query *q, size_t *begin, size_t *end)
{
	*begin = q->begin;
	*end = q->end;
}
