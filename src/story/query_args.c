/* SPDX-License-Identifier: MIT */
/*
 * The arguments of a call: cut at commas first, since the setup says whose the
 * other names are, then read as the function's table wants them.
 */
#include "story/query_parse.h"

#include "base/i18n.h"
#include "base/near.h"
#include "scenario/setup_text.h"

#include <string.h>

/* --- setups --- */

static void copy_diags(struct diags *to, const struct diags *from, size_t shift)
{
	for (size_t i = 0; i < from->len; i++) {
		const struct diag *d = from->list + i;

		diag_add(to, d->level, d->begin + shift, d->end + shift, "%s",
			 d->message);
		if (d->hint)
			diag_hint(to, "%s", d->hint);
	}
}

static bool read_model(struct query_parser *p, struct query_piece piece,
		       struct query_setup *out)
{
	const struct source text = {p->source->name,
				    p->source->text + piece.begin,
				    piece.end - piece.begin};
	struct diags own = {0};
	bool is_right = setup_parse(&text, out->program, &out->setup, &own);

	copy_diags(p->diags, &own, piece.begin);
	diags_fini(&own);
	return is_right;
}

static bool find_setup(struct query_parser *p, struct query_piece piece,
		       struct query_setup *out)
{
	for (size_t i = 0; i < p->scope->n_setups; i++) {
		if (query_piece_is(p, piece, p->scope->setups[i].name)) {
			*out = p->scope->setups[i];
			return true;
		}
	}
	return false;
}

/* Does it begin with the name of a model? If not, what is near. */
static bool is_model(struct query_parser *p, struct query_piece word)
{
	const char *text = p->source->text + word.begin;
	struct near near = {.name = text, .len = word.end - word.begin};

	for (int i = 0; i < SETUP_MODELS; i++) {
		if (query_piece_is(p, word, setup_models[i].name))
			return true;
		near_offer(&near, setup_models[i].name,
			   strlen(setup_models[i].name));
	}
	for (size_t i = 0; i < p->scope->n_setups; i++)
		near_offer(&near, p->scope->setups[i].name,
			   strlen(p->scope->setups[i].name));
	query_wrong(p, word,
		    word.end > word.begin ? _("no setup is called so")
					  : _("a setup belongs here"));
	if (near.best)
		diag_hint(p->diags, _("the nearest name: %.*s"),
			  (int)near.best_len, near.best);
	return false;
}

static bool unknown_scenario(struct query_parser *p, struct query_piece name)
{
	const char *text = p->source->text + name.begin;
	struct near near = {.name = text, .len = name.end - name.begin};

	for (size_t i = 0; i < p->scope->n_programs; i++)
		near_offer(&near, p->scope->programs[i].name,
			   strlen(p->scope->programs[i].name));
	query_wrong(p, name, _("no scenario above is called so"));
	if (near.best)
		diag_hint(p->diags, _("the nearest name: %.*s"),
			  (int)near.best_len, near.best);
	return false;
}

/* Takes `SCENARIO in` off the front, if it stands there. */
static bool take_scenario(struct query_parser *p, struct query_piece *piece,
			  struct query_setup *out)
{
	struct query_parser words = *p;
	struct query_piece name, in;

	words.at = piece->begin;
	words.end = piece->end;
	name = query_name(&words);
	in = query_name(&words);
	if (in.begin == in.end || !query_piece_is(p, in, "in"))
		return true;
	for (size_t i = 0; i < p->scope->n_programs; i++) {
		if (query_piece_is(p, name, p->scope->programs[i].name)) {
			out->program = p->scope->programs[i].program;
			piece->begin = words.at;
			*piece = query_trim(p, *piece);
			return true;
		}
	}
	return unknown_scenario(p, name);
}

static bool read_setup(struct query_parser *p, struct query_piece piece,
		       struct query_setup *out)
{
	struct query_parser words = *p;

	piece = query_trim(p, piece);
	*out = (struct query_setup){.program = p->scope->program};
	if (find_setup(p, piece, out))
		return true;
	if (!take_scenario(p, &piece, out))
		return false;
	words.at = piece.begin;
	words.end = piece.end;
	if (!is_model(p, query_name(&words)))
		return false;
	if (!out->program) {
		query_wrong(p, piece, _("there is no scenario to run here"));
		return false;
	}
	return read_model(p, piece, out);
}

bool query_read_setup(const struct source *source, size_t begin, size_t end,
		      const struct query_scope *scope, struct query_setup *out,
		      struct diags *diags)
{
	struct query_parser p = {
		.source = source, .scope = scope, .diags = diags};

	return read_setup(&p, (struct query_piece){begin, end}, out);
}

/* --- the other arguments --- */

static bool read_task(struct query_parser *p, struct query_piece piece,
		      struct query *call)
{
	const struct program *program = call->setup.program;
	const char *text = p->source->text + piece.begin;
	size_t len = piece.end - piece.begin;
	struct near near = {.name = text, .len = len};

	if (value_find_task(program, text, len, &call->first, &call->count))
		return true;
	for (uint32_t i = 0; i < program->n_tasks; i++)
		near_offer(&near, program->tasks[i].name,
			   strlen(program->tasks[i].name));
	query_wrong(p, piece, _("no task is called so"));
	if (near.best)
		diag_hint(p->diags, _("the nearest name: %.*s"),
			  (int)near.best_len, near.best);
	return false;
}

static bool read_variable(struct query_parser *p, struct query_piece piece,
			  struct query *call)
{
	const struct program *program = call->setup.program;
	const char *text = p->source->text + piece.begin;
	struct near near = {.name = text, .len = piece.end - piece.begin};

	for (uint32_t i = 0; i < program->n_vars; i++) {
		if (query_piece_is(p, piece, program->vars[i].name)) {
			call->var = i;
			return true;
		}
		near_offer(&near, program->vars[i].name,
			   strlen(program->vars[i].name));
	}
	query_wrong(p, piece, _("no variable is called so"));
	if (near.best)
		diag_hint(p->diags, _("the nearest name: %.*s"),
			  (int)near.best_len, near.best);
	return false;
}

static bool read_moment(struct query_parser *p, struct query_piece piece,
			struct query *call)
{
	call->at = query_inner(p, piece);
	if (!call->at)
		return false;
	if (call->at->kind == QUERY_VALUE && call->at->value.n == 0)
		call->at->type = call->at->value.type = VALUE_DURATION;
	if (call->at->type == VALUE_DURATION)
		return true;
	query_wrong(p, piece, _("a moment belongs here, such as 6min"));
	return false;
}

static bool read_argument(struct query_parser *p, char param,
			  struct query_piece piece, struct query *call)
{
	switch (param) {
	case 'T':
		return read_task(p, piece, call);
	case 'V':
		return read_variable(p, piece, call);
	case 'A':
		return read_moment(p, piece, call);
	}
	return true;
}

/* --- calls --- */

static const struct query_function *find_function(struct query_parser *p,
						  struct query_piece name)
{
	const char *text = p->source->text + name.begin;
	struct near near = {.name = text, .len = name.end - name.begin};

	for (size_t i = 0; i < n_query_functions; i++) {
		if (query_piece_is(p, name, query_functions[i].name))
			return query_functions + i;
		near_offer(&near, query_functions[i].name,
			   strlen(query_functions[i].name));
	}
	query_wrong(p, name, _("nothing of this name can be asked"));
	if (near.best)
		diag_hint(p->diags, _("the nearest name: %.*s"),
			  (int)near.best_len, near.best);
	return NULL;
}

/* A comma right inside `quanta=1,2` belongs to the value. */
static bool is_of_value(const struct query_parser *p, size_t begin, size_t at)
{
	const char *text = p->source->text;

	if (at + 1 >= p->end || !query_is_digit(text[at + 1]))
		return false;
	while (at > begin && text[at - 1] != ' ' && text[at - 1] != '\t') {
		if (text[--at] == '=')
			return true;
	}
	return false;
}

/* Up to the closing bracket, cut at its own commas; how many, or -1. */
static int cut_arguments(struct query_parser *p, struct query_piece *pieces)
{
	size_t open = p->at++, begin = p->at;
	int n = 0, depth = 0;

	for (; p->at < p->end; p->at++) {
		char c = p->source->text[p->at];
		bool is_end = c == ')' && depth == 0;

		if (is_end ||
		    (c == ',' && depth == 0 && !is_of_value(p, begin, p->at))) {
			struct query_piece piece = {begin, p->at};

			if (n <= QUERY_PARAMS)
				pieces[n++] = query_trim(p, piece);
			begin = p->at + 1;
		}
		if (is_end) {
			p->at++;
			return n;
		}
		depth += (c == '(' || c == '[') - (c == ')' || c == ']');
	}
	query_wrong(p, (struct query_piece){open, open + 1},
		    _("this bracket is not closed"));
	return -1;
}

/* Which parameter each argument is for: those that may be left out are, from
 * the left, as many as are missing. False: too many or too few. */
static bool match(const char *params, int n, char *matched)
{
	int missing = (int)strlen(params) - n, m = 0;

	if (missing < 0)
		return false;
	for (; *params; params++) {
		bool may = *params >= 'a';

		if (may && missing > 0)
			missing--;
		else
			matched[m++] =
				may ? (char)(*params - 'a' + 'A') : *params;
	}
	return missing == 0;
}

void query_form(const struct query_function *f, struct str *out)
{
	str_addf(out, "%s(", f->name);
	for (const char *c = f->params; *c; c++) {
		bool may = *c >= 'a';
		char upper = may ? (char)(*c - 'a' + 'A') : *c;
		const char *word = upper == 'T'   ? "TASK"
				   : upper == 'S' ? "SETUP"
				   : upper == 'V' ? "VAR"
						  : "TIME";

		str_addf(out, "%s%s%s%s", c == f->params ? "" : ", ",
			 may ? "[" : "", word, may ? "]" : "");
	}
	str_addc(out, ')');
}

static bool read_arguments(struct query_parser *p, struct query *call,
			   const struct query_piece *pieces, int n,
			   const char *matched)
{
	for (int i = 0; i < n; i++) {
		if (matched[i] == 'S' &&
		    !read_setup(p, pieces[i], &call->setup))
			return false;
	}
	for (int i = 0; i < n; i++) {
		if (!read_argument(p, matched[i], pieces[i], call))
			return false;
	}
	return true;
}

struct query *query_read_call(struct query_parser *p, struct query_piece name)
{
	const struct query_function *f = find_function(p, name);
	struct query_piece pieces[QUERY_PARAMS + 1];
	char matched[QUERY_PARAMS + 1] = {0};
	struct str form = {0};
	struct query *call;
	int n;

	if (!f)
		return NULL;
	n = cut_arguments(p, pieces);
	if (n < 0)
		return NULL;
	if (!match(f->params, n, matched)) {
		query_form(f, &form);
		query_wrong(p, (struct query_piece){name.begin, p->at},
			    _("these are not the arguments it takes"));
		diag_hint(p->diags, "%s", str_text(&form));
		str_fini(&form);
		return NULL;
	}
	call = query_new(p, QUERY_CALL, f->type, name.begin);
	call->function = f;
	return read_arguments(p, call, pieces, n, matched) ? call : NULL;
}
