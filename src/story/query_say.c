/* SPDX-License-Identifier: MIT */
/*
 * Expressions as people say them: "Bo ends by 5 min; nobody is interrupted".
 * A walk over the tree that fills in the phrases of query_phrases.c; a setup is
 * named before what is said of it, where there is more than one.
 */
#include "base/i18n.h"
#include "story/fill.h"
#include "story/heading.h"
#include "story/names.h"
#include "story/query_phrases.h"

#include <string.h>

enum { CONJUNCTS = 16, SUMMANDS = 16 };

struct sayer {
	struct str *out;
	const struct query_scope *scope;
	bool with_setups; /* each noun says its setup: there are several */
};

static int64_t unit_of_scope(const struct query_scope *scope)
{
	return scope->program ? scope->program->unit : 1;
}

static void say(struct sayer *s, const struct query *q);
static void say_noun(struct sayer *s, const struct query *q);

/* --- names --- */

static void add_task(struct str *out, const struct query *call)
{
	const struct program *p = call->setup.program;
	const struct prog_task *task;

	if (call->count == 1) {
		name_add_shown(out, p, call->first);
		return;
	}
	task = p->tasks + program_task_of(p, call->first);
	str_add(out, task->label ? task->label : task->name);
}

static void add_setup(struct str *out, const struct query_setup *setup)
{
	if (setup->title && *setup->title)
		str_add(out, setup->title);
	else if (setup->name && *setup->name)
		str_add(out, setup->name);
	else
		heading_about(out, NULL, &setup->setup, setup->program->unit);
}

static bool is_same_setup(const struct query_setup *a,
			  const struct query_setup *b)
{
	const char *x = a->name ? a->name : "", *y = b->name ? b->name : "";

	return a->program == b->program && strcmp(x, y) == 0 &&
	       showing_same_setup(&a->setup, &b->setup);
}

/* The setup that all calls below are about. False: they differ. */
static bool find_setup(const struct query *q, const struct query_setup **setup)
{
	if (!q)
		return true;
	if (q->kind == QUERY_CALL) {
		if (*setup)
			return is_same_setup(*setup, &q->setup);
		*setup = &q->setup;
		return true;
	}
	return find_setup(q->a, setup) && find_setup(q->b, setup);
}

/* Must it be told which? */
static bool is_told(const struct sayer *s, const struct query_setup *setup)
{
	return setup && (s->scope->n_setups != 1 ||
			 !is_same_setup(setup, s->scope->setups));
}

/* --- pieces filled in --- */

/* A phrase about a call, with its task, variable and moment. */
static void add_phrase(struct sayer *s, const struct query *call,
		       const char *phrase)
{
	struct str task = {0}, at = {0}, var = {0};
	const struct program *p = call->setup.program;
	struct sayer inner = {&at, s->scope, false};
	struct fill fills[3] = {{"task", NULL}, {"at", NULL}, {"var", ""}};

	if (call->count > 0)
		add_task(&task, call);
	if (call->at)
		say_noun(&inner, call->at);
	fills[0].text = str_text(&task);
	fills[1].text = str_text(&at);
	if (call->var != NONE)
		name_add_called(&var, NULL, p, 0, ACTOR(ACTOR_VAR, call->var));
	fills[2].text = str_text(&var);
	fill_add(s->out, phrase, fills, 3);
	str_fini(&task);
	str_fini(&at);
	str_fini(&var);
}

static const char *phrase_of(const struct phrase *p, const struct query *call)
{
	return call->count > 0 && p->of_task ? p->of_task : p->of_all;
}

static void add_what(struct sayer *s, const struct query *call)
{
	add_phrase(s, call, _(phrase_of(query_phrase(call->function), call)));
}

static void fill_form(struct sayer *s, const char *form, const char *const *by,
		      size_t n)
{
	static const char *const names[] = {"what", "value", "a", "b"};
	struct fill fills[4];

	for (size_t i = 0; i < n; i++)
		fills[i] = (struct fill){names[i], by[i]};
	fill_add(s->out, form, fills, n);
}

/* --- comparisons --- */

static const char *none_of(const struct query *call)
{
	const struct phrase *p = query_phrase(call->function);

	return call->count > 0 ? p->none_of_task : p->none;
}

/* A call compared with a value. */
static void say_with(struct sayer *s, const struct query *call, int op,
		     const struct value *v)
{
	const struct phrase *p = query_phrase(call->function);
	struct str what = {0}, value = {0};
	struct sayer inner = {&what, s->scope, false};

	if (op == CMP_EQ && none_of(call) && v->n == 0 &&
	    v->type != VALUE_ACTOR && v->len == 0) {
		add_phrase(s, call, _(none_of(call)));
		return;
	}
	add_what(&inner, call);
	value_show(&value, v, call->setup.program->unit);
	fill_form(s, _(query_forms[p->measure][op]),
		  (const char *[]){str_text(&what), str_text(&value)}, 2);
	str_fini(&what);
	str_fini(&value);
}

static bool is_call(const struct query *q)
{
	return q->kind == QUERY_CALL && q->type != VALUE_TRUTH;
}

/* The same asked of two tasks, or of two setups. */
static bool is_pair(const struct query *q)
{
	bool same_setup, same_task;

	if (!is_call(q->a) || !is_call(q->b) ||
	    q->a->function != q->b->function || q->a->var != q->b->var)
		return false;
	same_setup = is_same_setup(&q->a->setup, &q->b->setup);
	same_task = q->a->first == q->b->first && q->a->count == q->b->count;
	return same_setup != same_task &&
	       (q->a->count > 0) == (q->b->count > 0);
}

static bool is_amount(const struct query *q)
{
	return q->type == VALUE_NUMBER || q->type == VALUE_DURATION ||
	       q->type == VALUE_SIZE;
}

static void say_pair(struct sayer *s, const struct query *q)
{
	const struct phrase *p = query_phrase(q->a->function);
	bool by_task = is_same_setup(&q->a->setup, &q->b->setup);
	struct str what = {0}, a = {0}, b = {0};
	struct sayer inner = {&what, s->scope, false};

	if (by_task) {
		add_phrase(&inner, q->a, _(p->noun));
		add_task(&a, q->a);
		add_task(&b, q->b);
	} else {
		say_noun(&inner, q->a);
		add_setup(&a, &q->a->setup);
		add_setup(&b, &q->b->setup);
	}
	fill_form(s,
		  _(is_amount(q->a) ? query_pair_forms[p->measure][q->op]
				    : query_same_forms[q->op == CMP_NE]),
		  (const char *[]){str_text(&what), "", str_text(&a),
				   str_text(&b)},
		  4);
	str_fini(&what);
	str_fini(&a);
	str_fini(&b);
}

/* Anything else: "running time (Bo) + running time (Ann): 3 min at most". */
static void say_sides(struct sayer *s, const struct query *q)
{
	struct str what = {0}, value = {0};
	const struct query_setup *setup = NULL;
	bool mixed = !find_setup(q, &setup);
	struct sayer left = {&what, s->scope, mixed};
	struct sayer right = {&value, s->scope, mixed};

	say_noun(&left, q->a);
	say_noun(&right, q->b);
	fill_form(s, _(query_forms[MEASURE_IS][q->op]),
		  (const char *[]){str_text(&what), str_text(&value)}, 2);
	str_fini(&what);
	str_fini(&value);
}

/* `5min >= finish(bo)` is `finish(bo) <= 5min`. */
static int turned(int op)
{
	static const int other[] = {
		[CMP_EQ] = CMP_EQ, [CMP_NE] = CMP_NE, [CMP_LT] = CMP_GT,
		[CMP_LE] = CMP_GE, [CMP_GT] = CMP_LT, [CMP_GE] = CMP_LE,
	};

	return other[op];
}

static void say_truth(struct sayer *s, const struct query *call, bool is_true);

static void say_compare(struct sayer *s, const struct query *q)
{
	bool is_truth = q->a->kind == QUERY_CALL && q->a->type == VALUE_TRUTH &&
			q->b->kind == QUERY_VALUE;

	if (is_truth)
		say_truth(s, q->a, (q->b->value.n != 0) == (q->op == CMP_EQ));
	else if (is_call(q->a) && q->b->kind == QUERY_VALUE)
		say_with(s, q->a, q->op, &q->b->value);
	else if (is_call(q->b) && q->a->kind == QUERY_VALUE)
		say_with(s, q->b, turned(q->op), &q->a->value);
	else if (is_pair(q))
		say_pair(s, q);
	else
		say_sides(s, q);
}

/* --- nouns --- */

/* The summands, if all are the same of several tasks under one setup. */
static size_t summands(const struct query *q, const struct query **list,
		       size_t n)
{
	if (q->kind == QUERY_COMBINE && q->op == '+') {
		n = summands(q->a, list, n);
		return n > 0 ? summands(q->b, list, n) : 0;
	}
	if (!is_call(q) || q->count == 0 || n == SUMMANDS ||
	    (n > 0 && (q->function != list[0]->function ||
		       !is_same_setup(&q->setup, &list[0]->setup))))
		return 0;
	list[n] = q;
	return n + 1;
}

static void say_sum(struct sayer *s, const struct query *q)
{
	const struct query *list[SUMMANDS];
	size_t n = q->op == '+' ? summands(q, list, 0) : 0;

	if (n == 0) {
		say_noun(s, q->a);
		str_addf(s->out, " %s ",
			 q->op == '/' ? "/" : (const char[]){(char)q->op, 0});
		say_noun(s, q->b);
		return;
	}
	str_add(s->out, _(query_phrase(list[0]->function)->noun));
	for (size_t i = 0; i < n; i++) {
		str_add(s->out, i == 0 ? " (" : " + ");
		add_task(s->out, list[i]);
	}
	str_addc(s->out, ')');
}

/* " (Bo, organised)" */
static void add_whose(struct sayer *s, const struct query *call)
{
	const char *before = " (";

	if (call->count > 0) {
		str_add(s->out, before);
		add_task(s->out, call);
		before = ", ";
	}
	if (s->with_setups) {
		str_add(s->out, before);
		add_setup(s->out, &call->setup);
		before = ", ";
	}
	if (*before == ',')
		str_addc(s->out, ')');
}

/* "end (Bo)", "5 min". */
static void say_noun(struct sayer *s, const struct query *q)
{
	switch (q->kind) {
	case QUERY_VALUE:
		value_show(s->out, &q->value, unit_of_scope(s->scope));
		return;
	case QUERY_CALL:
		if (q->type == VALUE_TRUTH) {
			say_truth(s, q, true);
			return;
		}
		add_phrase(s, q, _(query_phrase(q->function)->noun));
		add_whose(s, q);
		return;
	case QUERY_COMBINE:
		say_sum(s, q);
		return;
	case QUERY_NOT:
	case QUERY_AND:
	case QUERY_OR:
	case QUERY_COMPARE:
		say(s, q);
		return;
	}
}

/* --- true or false --- */

static void say_truth(struct sayer *s, const struct query *call, bool is_true)
{
	const struct truth_phrase *p = query_truth_phrase(call->function);

	if (call->count > 0)
		add_phrase(s, call, _(is_true ? p->yes : p->no));
	else
		add_phrase(s, call, _(is_true ? p->all_yes : p->all_no));
}

static size_t conjuncts(const struct query *q, const struct query **list,
			size_t n)
{
	if (q->kind == QUERY_AND) {
		n = conjuncts(q->a, list, n);
		return conjuncts(q->b, list, n);
	}
	if (n < CONJUNCTS)
		list[n++] = q;
	return n;
}

/* One of several that must hold, with its setup before it if that is another
 * than before. */
static void say_one(struct sayer *s, const struct query *q,
		    const struct query_setup **last)
{
	const struct query_setup *setup = NULL;

	if (!find_setup(q, &setup))
		setup = NULL;
	if (is_told(s, setup) && !(*last && is_same_setup(*last, setup))) {
		add_setup(s->out, setup);
		str_add(s->out, ": ");
	}
	*last = setup;
	say(s, q);
}

static void say_all(struct sayer *s, const struct query *q)
{
	const struct query *list[CONJUNCTS];
	const struct query_setup *last = NULL;
	size_t n = conjuncts(q, list, 0);

	for (size_t i = 0; i < n; i++) {
		if (i > 0)
			str_add(s->out, "; ");
		say_one(s, list[i], &last);
	}
}

static void say_not(struct sayer *s, const struct query *q)
{
	if (q->kind == QUERY_CALL) {
		say_truth(s, q, false);
		return;
	}
	str_addf(s->out, "%s ", _("not so:"));
	say(s, q);
}

static void say(struct sayer *s, const struct query *q)
{
	switch (q->kind) {
	case QUERY_VALUE:
	case QUERY_COMBINE:
		say_noun(s, q);
		return;
	case QUERY_CALL:
		if (q->type == VALUE_TRUTH)
			say_truth(s, q, true);
		else
			say_noun(s, q);
		return;
	case QUERY_NOT:
		say_not(s, q->a);
		return;
	case QUERY_AND:
		say_all(s, q);
		return;
	case QUERY_OR:
		say(s, q->a);
		str_addf(s->out, " %s ", _("or"));
		say(s, q->b);
		return;
	case QUERY_COMPARE:
		say_compare(s, q);
		return;
	}
}

void query_say(struct str *out, const struct query *q,
	       const struct query_scope *scope)
{
	struct sayer s = {out, scope, false};
	const struct query_setup *last = NULL;

	if (q->kind == QUERY_AND)
		say_all(&s, q);
	else
		say_one(&s, q, &last);
}

/* --- what it was --- */

void query_say_values(struct str *out, const struct query_run *run)
{
	struct sayer s = {out, run->scope, false};
	const struct query_setup *last = NULL;
	bool any = false;

	for (size_t i = 0; i < run->notes.len && i < CONJUNCTS; i++) {
		const struct query_note *n = run->notes.at + i;
		const struct query_setup *setup = &n->call->setup;

		if (query_is_told(run, i))
			continue;
		str_add(out, any ? "; " : "");
		any = true;
		if (is_told(&s, setup) &&
		    !(last && is_same_setup(last, setup))) {
			add_setup(out, setup);
			str_add(out, ": ");
		}
		last = setup;
		if (n->value.type == VALUE_TRUTH)
			say_truth(&s, n->call, n->value.n != 0);
		else
			say_with(&s, n->call, CMP_EQ, &n->value);
	}
}
