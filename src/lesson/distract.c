/* SPDX-License-Identifier: MIT */
/*
 * Wrong answers, the more telling ones first. None is the right answer and
 * none stands there twice: values are compared, not texts.
 */
#include "lesson/distract.h"

#include "base/dur.h"
#include "base/i18n.h"
#include "lesson/refute.h"

#include <string.h>

enum { TASKS_TRIED = 12 };

/* --- adding --- */

bool maker_has(const struct maker *m, const struct value *value)
{
	for (size_t i = 0; i < m->question->n_options; i++) {
		if (value_equals(&m->question->options[i].value, value))
			return true;
	}
	return false;
}

void maker_add(struct maker *m, const struct value *value, const char *name,
	       const char *why, bool is_made)
{
	struct question *q = m->question;
	struct str text = {0};

	value_show(&text, value, q->unit);
	q->options[q->n_options++] = (struct option){
		.text = arena_str(&q->arena, str_text(&text), text.len),
		.is_made = is_made,
		.name = name ? name : "",
		.why = why ? arena_str(&q->arena, why, strlen(why)) : "",
		.value = *value,
	};
	str_fini(&text);
}

bool maker_is_full(const struct maker *m)
{
	return m->question->n_options >= m->room;
}

/* What stands against it; where nothing can be said, what counts here. */
static void add_against(struct str *why, const struct maker *m,
			const struct value *value)
{
	struct telling told = {.showing = m->note.showing};

	if (m->note.function && refute(why, &m->note, value))
		return;
	if (m->note.function) {
		tell_text(&told, "what", _(m->note.function->help));
		tell(why, &told, _("What counts here: {what}."));
	} else {
		tell_text(&told, "what", m->parts);
		tell(why, &told, _("In this run: {what}."));
	}
}

void maker_offer(struct maker *m, const struct value *value, const char *name,
		 const char *said)
{
	struct str why = {0};

	if (maker_is_full(m) || maker_has(m, value))
		return;
	if (said)
		str_add(&why, said);
	add_against(&why, m, value);
	maker_add(m, value, name, str_text(&why), true);
	str_fini(&why);
}

void maker_offer_number(struct maker *m, int64_t n, const char *name,
			struct telling *told, const char *sentence)
{
	struct value v = m->question->answer;
	struct str said = {0};

	v.n = n;
	v.den = 1;
	tell(&said, told, sentence);
	if (n >= 0)
		maker_offer(m, &v, name, str_text(&said));
	str_fini(&said);
}

/* --- another setup --- */

bool maker_under(struct maker *m, const struct setup *setup, struct value *out)
{
	const struct query_setup other = {"", "", m->note.showing->program,
					  *setup};
	struct query_scope scope = *m->scope;
	struct query_run run;
	enum query_status status;

	scope.setups = &other;
	scope.n_setups = 1;
	query_run_init(&run, &scope, m->showings, &m->question->arena);
	run.setup_as = 0;
	status = query_eval(m->query, &run, out);
	query_run_fini(&run);
	return status == QUERY_OK && out->len <= QUESTION_LIST;
}

static void offer_under(struct maker *m, const struct setup *setup,
			const char *name, const char *said)
{
	struct value value;

	if (!maker_is_full(m) && maker_under(m, setup, &value))
		maker_offer(m, &value, name, said);
}

/* The same setup, where something costs nothing. */
static void offer_without(struct maker *m, enum setup_key key, const char *name,
			  const char *sentence)
{
	struct setup setup = m->note.showing->setup;
	struct telling told = {.showing = m->note.showing};
	struct str said = {0};

	if (!setup_takes((enum setup_model)setup.model, key) ||
	    setup.key[key] <= 0)
		return;
	tell_dur(&told, "cost", setup.key[key]);
	tell(&said, &told, sentence);
	setup_give(&setup, key, 0);
	offer_under(m, &setup, name, str_text(&said));
	str_fini(&said);
}

static void offer_free(struct maker *m)
{
	offer_without(m, KEY_SWITCH, "free_switch",
		      _("So it would be if a switch cost nothing. One costs "
			"{cost}."));
	offer_without(m, KEY_START, "free_start",
		      _("So it would be if creating one cost nothing. It "
			"costs {cost}."));
}

static void offer_serial(struct maker *m)
{
	const struct program *p = m->note.showing->program;
	struct setup setup;

	if (m->note.showing->setup.model == MODEL_SYNC || p->n_copies < 2)
		return;
	setup_init(&setup, MODEL_SYNC, p->unit, p->seed);
	offer_under(m, &setup, "serial",
		    _("So it would be one after another, each to its end."));
}

static void offer_setups(struct maker *m)
{
	for (size_t i = 0; i < m->scope->n_setups && !maker_is_full(m); i++) {
		const struct query_setup *s = m->scope->setups + i;
		struct telling told = {.showing = m->note.showing};
		struct str said = {0};

		if (s->program != m->note.showing->program)
			continue;
		tell_text(&told, "setup", s->title);
		tell(&said, &told, _("So it is under another setup: {setup}."));
		offer_under(m, &s->setup, "as_before", str_text(&said));
		str_fini(&said);
	}
}

/* --- another task --- */

static const char *true_of(const struct query_function *f)
{
	if (strcmp(f->name, "finish") == 0)
		return _("That is when another is done: {task}.");
	if (strcmp(f->name, "start") == 0)
		return _("That is when another begins: {task}.");
	return _("That is true of another: {task}.");
}

static void offer_task(struct maker *m, uint32_t copy)
{
	struct telling told = {.showing = m->note.showing};
	struct str said = {0};
	struct query_run run;
	struct value value;

	query_run_init(&run, m->scope, m->showings, &m->question->arena);
	run.task_as = copy;
	if (query_eval(m->query, &run, &value) == QUERY_OK) {
		tell_task(&told, "task", copy);
		tell(&said, &told, true_of(m->note.function));
		maker_offer(m, &value, "", str_text(&said));
	}
	str_fini(&said);
	query_run_fini(&run);
}

static void offer_tasks(struct maker *m)
{
	uint32_t n = m->note.showing->program->n_copies;

	for (uint32_t i = 0; i < n && i < TASKS_TRIED && !maker_is_full(m); i++)
		if (i != m->note.task)
			offer_task(m, i);
}

/* --- near misses --- */

/* Two neighbours of a list or of lines changed about. */
static void offer_swapped(struct maker *m, size_t i)
{
	const struct value *answer = &m->question->answer;
	struct value v = *answer;
	struct arena *arena = &m->question->arena;

	if (v.type == VALUE_LIST) {
		uint32_t *list = arena_array(arena, v.len, sizeof *list);

		memcpy(list, v.actors, v.len * sizeof *list);
		list[i] = answer->actors[i + 1];
		list[i + 1] = answer->actors[i];
		v.actors = list;
	} else {
		const char **list = arena_array(arena, v.len, sizeof *list);

		memcpy(list, v.lines, v.len * sizeof *list);
		list[i] = answer->lines[i + 1];
		list[i + 1] = answer->lines[i];
		v.lines = list;
	}
	maker_offer(m, &v, "", NULL);
}

static void offer_lists(struct maker *m)
{
	for (size_t i = m->question->answer.len; i-- > 1 && !maker_is_full(m);)
		offer_swapped(m, i - 1);
}

/* A tenth of it in whole units, at least one. */
static int64_t step_of(const struct maker *m)
{
	const struct value *v = &m->question->answer;
	int64_t unit = v->type == VALUE_DURATION ? m->question->unit : 1;
	int64_t tenths = v->n / v->den / unit / 10;

	return (tenths > 1 ? tenths : 1) * unit;
}

/* A little more or a little less. */
static void offer_near(struct maker *m)
{
	static const int64_t steps[] = {1, -1, 2, -2, 3};
	const struct value *answer = &m->question->answer;

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct value v = *answer, step;

		step = answer->type == VALUE_DURATION
			       ? value_duration(steps[i] * step_of(m))
			       : value_number(steps[i] * step_of(m));
		if (value_combine('+', answer, &step, &v) && v.n >= 0)
			maker_offer(m, &v, "", NULL);
	}
}

/* Doubled and halved. */
static void offer_sizes(struct maker *m)
{
	const struct value *answer = &m->question->answer;

	for (int64_t by = 2; by <= 8; by *= 2) {
		struct value n = value_number(by), v;

		if (value_combine('*', answer, &n, &v))
			maker_offer(m, &v, "", NULL);
		if (value_combine('/', answer, &n, &v))
			maker_offer(m, &v, "", NULL);
	}
}

static void offer_other_truth(struct maker *m)
{
	struct value v = value_truth(!m->question->answer.n);

	maker_offer(m, &v, "", NULL);
}

/* A time or an order is easily that of another setup, which has just been
 * seen; of a number or a name there are better reasons to be wrong. */
static void offer_known(struct maker *m, enum value_type type)
{
	bool is_count = type == VALUE_NUMBER || type == VALUE_ACTOR;

	offer_free(m);
	if (!is_count)
		offer_setups(m);
	distract_by_function(m);
	if (type != VALUE_ACTOR)
		offer_serial(m);
	offer_setups(m);
	if (m->note.task != NONE && type != VALUE_ACTOR)
		offer_tasks(m);
}

void distract(struct maker *m)
{
	enum value_type type = m->question->answer.type;

	if (type == VALUE_TRUTH) {
		offer_other_truth(m);
		return;
	}
	if (m->note.function)
		offer_known(m, type);
	if (type == VALUE_LIST || type == VALUE_LINES)
		offer_lists(m);
	if (type == VALUE_NUMBER || type == VALUE_DURATION)
		offer_near(m);
	if (type == VALUE_SIZE)
		offer_sizes(m);
}
