/* SPDX-License-Identifier: MIT */
/* Names, expressions, durations and texts as Python has them. */
#include "export/python.h"

#include "base/dur.h"
#include "export/export.h"

#include <string.h>

/* What a name of a scenario's may be, and means something else in a program:
 * Python's words and those of the helpers, a blank round each. */
static const char taken[] =
	" False None True and as assert async await class continue def del "
	"elif else except exec from global if import in is lambda nonlocal not "
	"or pass raise return try while with yield "
	"Exception ExceptionGroup RuntimeError OverflowError TimeoutError "
	"ValueError ZeroDivisionError int len lambda list max min print range "
	"repr str super type zip isinstance getattr dict "
	"asyncio concurrent functools multiprocessing os queue sys threading "
	"time contextlib "
	"begun block cancel copies copy_number done draw emptied everything "
	"failed failure from_thread gather group held job join late limit me "
	"mix over pause request run say serve share shield spawn spawn_next "
	"taking tell those timeout wait wait_for watch within work written ";

static bool is_taken(const char *name, size_t len)
{
	const char *at = taken;

	while ((at = strchr(at, ' ')) != NULL && at[1] != '\0') {
		at++;
		if (strncmp(at, name, len) == 0 && at[len] == ' ')
			return true;
	}
	return false;
}

void python_word(struct str *out, const char *text, size_t len)
{
	str_addn(out, text, len);
	if (is_taken(text, len))
		str_addc(out, '_');
}

void python_name(struct str *out, const struct python *py,
		 const struct name *name)
{
	python_word(out, py->program->source + name->at.begin,
		    name->at.end - name->at.begin);
}

const struct decl *python_decl(const struct python *py, const struct name *name)
{
	for (const struct decl *d = py->tree->decls; d; d = d->next)
		if (d->name.id == name->id)
			return d;
	return NULL;
}

const struct prog_task *python_task(const struct python *py,
				    const struct name *name)
{
	return py->program->tasks + python_decl(py, name)->index;
}

/* --- expressions --- */

static const struct {
	const char *text;
	bool compares;
} signs[EXPR_OP_COUNT] = {
	[EXPR_ADD] = {"+", false}, [EXPR_SUB] = {"-", false},
	[EXPR_MUL] = {"*", false}, [EXPR_DIV] = {"//", false},
	[EXPR_MOD] = {"%", false}, [EXPR_LT] = {"<", true},
	[EXPR_LE] = {"<=", true},  [EXPR_GT] = {">", true},
	[EXPR_GE] = {">=", true},  [EXPR_EQ] = {"==", true},
	[EXPR_NE] = {"!=", true},  [EXPR_AND] = {"and", false},
	[EXPR_OR] = {"or", false},
};

static bool is_binary(const struct expr *e)
{
	return signs[e->op].text != NULL;
}

/* Is it Python's True or False, where a scenario has a number? */
static bool is_truth(const struct expr *e)
{
	return signs[e->op].compares || e->op == EXPR_NOT ||
	       e->op >= EXPR_ISSET;
}

static void add_operand(struct str *out, struct python *py,
			const struct expr *e, bool bare, bool test)
{
	if (!bare)
		str_addc(out, '(');
	python_expr(out, py, e, test || !bare);
	if (!bare)
		str_addc(out, ')');
}

static void add_binary(struct str *out, struct python *py, const struct expr *e,
		       bool test)
{
	bool same = e->left->op == e->op &&
		    (e->op == EXPR_ADD || e->op == EXPR_MUL ||
		     e->op == EXPR_AND || e->op == EXPR_OR);
	bool both = test && (e->op == EXPR_AND || e->op == EXPR_OR);

	add_operand(out, py, e->left,
		    same || !is_binary(e->left) || signs[e->left->op].compares,
		    both);
	str_addf(out, " %s ", signs[e->op].text);
	add_operand(out, py, e->right,
		    !is_binary(e->right) || signs[e->right->op].compares, both);
}

static void add_method(struct str *out, struct python *py, const struct expr *e,
		       const char *method)
{
	python_name(out, py, &e->target->name);
	str_add(out, method);
}

static void add_asked(struct str *out, struct python *py, const struct expr *e)
{
	if (e->op == EXPR_HELD && !py->async) {
		python_want(py, NEED_HELD);
		str_add(out, "held(");
		add_method(out, py, e, ")");
		return;
	}
	if (e->op == EXPR_HELD) {
		add_method(out, py, e, ".locked()");
		return;
	}
	python_want(py, e->op == EXPR_DONE ? NEED_DONE : NEED_FAILED);
	str_add(out, e->op == EXPR_DONE ? "done(" : "failed(");
	python_targets(out, py, e->target);
	str_addc(out, ')');
}

static void add_value_of(struct str *out, struct python *py,
			 const struct expr *e)
{
	bool processes = py->setup->model == MODEL_PROCESSES;

	add_method(out, py, e, processes ? ".get_value()" : "._value");
}

static void add_number(struct str *out, struct python *py)
{
	py->uses_number = true;
	str_add(out, "number");
}

static void add_plain(struct str *out, struct python *py, const struct expr *e)
{
	switch ((int)e->op) {
	case EXPR_CONST:
		str_addi(out, e->value);
		return;
	case EXPR_GLOBAL:
	case EXPR_LOCAL:
		python_name(out, py, &e->target->name);
		return;
	case EXPR_NUMBER:
		add_number(out, py);
		return;
	case EXPR_SIZE:
		add_method(out, py, e, ".qsize()");
		return;
	case EXPR_VALUE:
		add_value_of(out, py, e);
		return;
	case EXPR_ISSET:
		add_method(out, py, e, ".is_set()");
		return;
	default:
		add_asked(out, py, e);
		return;
	}
}

void python_expr(struct str *out, struct python *py, const struct expr *e,
		 bool test)
{
	bool as_number = is_truth(e) && !test;

	str_add(out, as_number ? "int(" : "");
	if (is_binary(e)) {
		add_binary(out, py, e, test);
	} else if (e->op == EXPR_NOT || e->op == EXPR_NEG) {
		str_add(out, e->op == EXPR_NOT ? "not " : "-");
		add_operand(out, py, e->left, !is_binary(e->left),
			    e->op == EXPR_NOT);
	} else {
		add_plain(out, py, e);
	}
	str_add(out, as_number ? ")" : "");
}

/* --- durations --- */

void python_units(struct str *out, const struct python *py, int64_t ns)
{
	int64_t unit = py->program->unit;

	for (int u = 0; u < DUR_UNITS; u++)
		if (dur_unit_ns((enum dur_unit)u) == unit &&
		    dur_format_in(out, ns, (enum dur_unit)u, "."))
			return;
	str_addf(out, "(%lld / %lld)", (long long)ns, (long long)unit);
}

static void add_factor(struct str *out, const struct python *py, int64_t step)
{
	if (step == py->program->unit)
		return;
	str_add(out, " * ");
	python_units(out, py, step);
}

void python_duration(struct str *out, struct python *py,
		     const struct duration *d)
{
	switch ((enum dur_kind)d->kind) {
	case DUR_CONST:
		python_units(out, py, d->lo);
		return;
	case DUR_RANGE:
		python_want(py, NEED_DRAW);
		str_add(out, "draw(");
		python_units(out, py, d->lo);
		str_addf(out, ", %lld, ",
			 (long long)((d->hi - d->lo) / d->step));
		python_units(out, py, d->step);
		str_addc(out, ')');
		return;
	case DUR_EXPR:
		str_add(out, "max(0, ");
		python_expr(out, py, d->expr, false);
		str_addc(out, ')');
		add_factor(out, py, d->step);
		return;
	}
}

/* --- tasks and texts --- */

static void add_target(struct str *out, struct python *py,
		       const struct target *t)
{
	const struct prog_task *task = python_task(py, &t->name);

	if (t->copy > 0 && task->count > 1)
		str_addf(out, "'%s.%u'", task->name, t->copy);
	else
		python_all_copies(out, py, task);
}

void python_all_copies(struct str *out, struct python *py,
		       const struct prog_task *task)
{
	if (task->count == 1) {
		str_addf(out, "'%s'", task->name);
		return;
	}
	python_want(py, NEED_COPIES);
	str_addf(out, "*copies('%s', %u)", task->name, task->count);
}

void python_targets(struct str *out, struct python *py,
		    const struct target *list)
{
	for (const struct target *t = list; t; t = t->next) {
		add_target(out, py, t);
		if (t->next)
			str_add(out, ", ");
	}
}

/* Bytes of a string in single quotes; braces are doubled if it is an f one. */
static void add_bytes(struct str *out, const char *text, bool formatted)
{
	for (; *text; text++) {
		if (*text == '\n')
			str_add(out, "\\n");
		else if (*text == '\'' || *text == '\\')
			str_addf(out, "\\%c", *text);
		else if (formatted && (*text == '{' || *text == '}'))
			str_addf(out, "%c%c", *text, *text);
		else
			str_addc(out, *text);
	}
}

static void add_me(struct str *out, struct python *py)
{
	const struct prog_task *task = NULL;

	if (py->in->kind == THING_TASK)
		task = py->program->tasks + py->in->index;
	if (task && task->count == 1) {
		str_add(out, task->name);
		return;
	}
	if (task) {
		str_addf(out, "%s.{number}", task->name);
		py->uses_number = true;
		return;
	}
	python_want(py, NEED_ME);
	str_add(out, "{me()}");
}

static void add_piece(struct str *out, struct python *py,
		      const struct piece *piece, bool formatted)
{
	switch ((enum piece_kind)piece->kind) {
	case PIECE_TEXT:
		add_bytes(out, piece->text, formatted);
		return;
	case PIECE_VAR:
		str_addc(out, '{');
		python_word(out, piece->text, strlen(piece->text));
		str_addc(out, '}');
		return;
	case PIECE_NUMBER:
		str_add(out, "{number}");
		py->uses_number = true;
		return;
	case PIECE_TASK:
		add_me(out, py);
		return;
	}
}

void python_text(struct str *out, struct python *py, const struct piece *list)
{
	bool formatted = false;

	for (const struct piece *p = list; p; p = p->next)
		formatted = formatted || p->kind != PIECE_TEXT;
	str_add(out, formatted ? "f'" : "'");
	for (const struct piece *p = list; p; p = p->next)
		add_piece(out, py, p, formatted);
	str_addc(out, '\'');
}
