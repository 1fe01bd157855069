/* SPDX-License-Identifier: MIT */
/*
 * The value of an expression: a walk over its tree that keeps a note of every
 * call it makes, so that an answer can be explained.
 */
#include "base/i18n.h"
#include "base/must.h"
#include "base/text.h"
#include "story/query_tree.h"

void query_run_init(struct query_run *run, const struct query_scope *scope,
		    struct showings *showings, struct arena *arena)
{
	*run = (struct query_run){.showings = showings,
				  .arena = arena,
				  .setup_as = QUERY_AS_IS,
				  .task_as = NONE,
				  .scope = scope};
}

void query_run_fini(struct query_run *run)
{
	vec_fini(&run->notes);
}

const char *query_status_text(enum query_status status)
{
	static const char *const texts[] = {
		[QUERY_OK] = NULL,
		[QUERY_CUT] = N_("this run does not end: it was cut at the "
				 "limit of a lesson's events"),
		[QUERY_TOO_MUCH] = N_("the runs of this lesson are too long "
				      "together"),
		[QUERY_NEVER] = N_("this never happens in the run"),
		[QUERY_LONG] = N_("this is too long to be asked about"),
		[QUERY_OVERFLOW] = N_("this number does not fit"),
	};

	return texts[status] ? _(texts[status]) : NULL;
}

static int64_t moment_of(const struct query *q, int64_t least)
{
	if (least < 0 || !q)
		return least;
	if (q->kind == QUERY_CALL) {
		if (!q->at || q->at->kind != QUERY_VALUE)
			return -1;
		return q->at->value.n < least ? q->at->value.n : least;
	}
	return moment_of(q->b, moment_of(q->a, least));
}

int64_t query_moment(const struct query *q)
{
	int64_t moment = moment_of(q, INT64_MAX);

	return moment == INT64_MAX ? -1 : moment;
}

const struct query_function *query_called(const struct query *q, uint32_t *copy)
{
	if (q->kind != QUERY_CALL)
		return NULL;
	*copy = q->count == 1 ? q->first : NONE;
	return q->function;
}

/* --- telling --- */

static bool is_same_call(const struct query_note *a, const struct query_note *b)
{
	return a->function == b->function && a->showing == b->showing &&
	       a->call->first == b->call->first &&
	       a->call->count == b->call->count && a->var == b->var &&
	       a->at == b->at;
}

bool query_is_told(const struct query_run *run, size_t i)
{
	for (size_t k = 0; k < i; k++)
		if (is_same_call(run->notes.at + k, run->notes.at + i))
			return true;
	return false;
}

enum { TOLD_MAX = 8 };

void query_tell(struct str *out, const struct source *source,
		const struct query_run *run)
{
	const char *before = "";

	for (size_t i = 0; i < run->notes.len && i < TOLD_MAX; i++) {
		const struct query_note *n = run->notes.at + i;

		if (query_is_told(run, i))
			continue;
		str_add(out, before);
		text_safe(out, source->text + n->call->begin,
			  n->call->end - n->call->begin);
		str_add(out, " = ");
		value_show(out, &n->value, n->showing->program->unit);
		before = "; ";
	}
}

/* --- calls --- */

enum { LOOK_SHARE = 64 }; /* of computing an event: looking at it again */

/* The setup it is about, once another may have taken its place. */
static const struct query_setup *setup_of(const struct query *q,
					  const struct query_run *run)
{
	return run->setup_as == QUERY_AS_IS
		       ? &q->setup
		       : run->scope->setups + run->setup_as;
}

static void take_note(const struct query *q, struct query_run *run,
		      const struct query_call *call, const struct value *value)
{
	struct query_note *note = vec_add(&run->notes);

	*note = (struct query_note){
		.call = q,
		.function = q->function,
		.value = *value,
		.showing = call->showing,
		.event = call->event,
		.task = call->count == 1 ? call->first : NONE,
		.var = call->var,
		.at = call->at,
	};
}

static enum query_status eval(const struct query *q, struct query_run *run,
			      struct value *out);

static enum query_status eval_call(const struct query *q, struct query_run *run,
				   struct value *out)
{
	const struct query_setup *setup = setup_of(q, run);
	struct query_call call = {.program = setup->program,
				  .first = q->first,
				  .count = q->count,
				  .var = q->var,
				  .at = -1,
				  .arena = run->arena,
				  .event = QUERY_NO_EVENT};
	enum query_status status = QUERY_OK;
	struct value at = {0};

	if (q->at) {
		status = eval(q->at, run, &at);
		if (status != QUERY_OK)
			return status;
		if (at.n < 0)
			return QUERY_NEVER;
		call.at = at.n;
	}
	if (run->task_as != NONE && q->count > 0) {
		call.first = run->task_as;
		call.count = 1;
	}
	run->failed = q;
	call.showing =
		showings_get(run->showings, setup->program, &setup->setup);
	if (!call.showing)
		return QUERY_TOO_MUCH;
	if (call.showing->status != RUN_DONE)
		return QUERY_CUT;
	/* a look at a long run has its price too */
	run->showings->events += call.showing->trace->n / LOOK_SHARE;
	*out = (struct value){
		.type = q->function->type, .den = 1, .program = setup->program};
	status = q->function->get(&call, out);
	if (status == QUERY_OK)
		take_note(q, run, &call, out);
	return status;
}

/* --- operators --- */

static bool holds(int op, const struct value *a, const struct value *b)
{
	switch ((enum query_op)op) {
	case CMP_EQ:
		return value_equals(a, b);
	case CMP_NE:
		return !value_equals(a, b);
	case CMP_LT:
		return value_compare(a, b) < 0;
	case CMP_LE:
		return value_compare(a, b) <= 0;
	case CMP_GT:
		return value_compare(a, b) > 0;
	case CMP_GE:
		return value_compare(a, b) >= 0;
	}
	must_not_reach();
	return false;
}

static enum query_status eval_pair(const struct query *q, struct query_run *run,
				   struct value *out)
{
	struct value a, b;
	enum query_status status = eval(q->a, run, &a);

	if (status == QUERY_OK)
		status = eval(q->b, run, &b);
	if (status != QUERY_OK)
		return status;
	if (q->kind == QUERY_COMPARE) {
		*out = value_truth(holds(q->op, &a, &b));
		return QUERY_OK;
	}
	run->failed = q;
	return value_combine((char)q->op, &a, &b, out) ? QUERY_OK
						       : QUERY_OVERFLOW;
}

/* Both sides are looked at only if the first leaves it open, or for what they
 * give. */
static enum query_status eval_both(const struct query *q, struct query_run *run,
				   struct value *out)
{
	enum query_status status = eval(q->a, run, out);
	const struct query *failed = run->failed;
	struct value other;

	if (status == QUERY_OK && (out->n != 0) != (q->kind == QUERY_OR))
		return eval(q->b, run, out);
	if (status == QUERY_OK && run->whole)
		eval(q->b, run, &other);
	run->failed = failed;
	return status;
}

static enum query_status eval(const struct query *q, struct query_run *run,
			      struct value *out)
{
	enum query_status status;

	switch (q->kind) {
	case QUERY_VALUE:
		*out = q->value;
		return QUERY_OK;
	case QUERY_CALL:
		return eval_call(q, run, out);
	case QUERY_NOT:
		status = eval(q->a, run, out);
		if (status == QUERY_OK)
			out->n = !out->n;
		return status;
	case QUERY_AND:
	case QUERY_OR:
		return eval_both(q, run, out);
	case QUERY_COMPARE:
	case QUERY_COMBINE:
		return eval_pair(q, run, out);
	}
	must_not_reach();
	return QUERY_OK;
}

enum query_status query_eval(const struct query *q, struct query_run *run,
			     struct value *out)
{
	vec_clear(&run->notes);
	run->failed = q;
	*out = (struct value){.type = q->type, .den = 1};
	return eval(q, run, out);
}
