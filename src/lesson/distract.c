/* SPDX-License-Identifier: MIT */
/*
 * Wrong answers, the more telling ones first. None is the right answer and
 * none stands there twice: values are compared, not texts.
 */
#include "lesson/distract.h"

#include "base/dur.h"
#include "base/i18n.h"
#include "lesson/explain.h"
#include "story/fill.h"
#include "story/names.h"

#include <string.h>

enum { TASKS_TRIED = 12 };

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

static bool is_full(const struct maker *m)
{
	return m->question->n_options >= m->room;
}

/* Adds it if it is new and there is room. */
static void offer(struct maker *m, const struct value *value, const char *why)
{
	if (!is_full(m) && !maker_has(m, value))
		maker_add(m, value, "", why, true);
}

/* --- another setup, another task --- */

static void offer_other(struct maker *m, const char *form, const char *place,
			const char *name)
{
	struct fill fill = {place, name};
	struct str why = {0};
	struct value value;

	if (query_eval(m->query, m->run, &value) == QUERY_OK) {
		fill_add(&why, form, &fill, 1);
		offer(m, &value, str_text(&why));
	}
	str_fini(&why);
}

static void other_setups(struct maker *m)
{
	for (size_t i = 0; i < m->scope->n_setups && !is_full(m); i++) {
		if (m->scope->setups[i].program != m->scope->program)
			continue;
		m->run->setup_as = i;
		offer_other(m, _("So it would be here: {setup}."), "setup",
			    m->scope->setups[i].title);
	}
	m->run->setup_as = QUERY_AS_IS;
}

static void other_tasks(struct maker *m, uint32_t than)
{
	uint32_t n = m->scope->program->n_copies;

	for (uint32_t i = 0; i < n && i < TASKS_TRIED && !is_full(m); i++) {
		struct str name = {0};

		if (i == than)
			continue;
		m->run->task_as = i;
		name_add_shown(&name, m->scope->program, i);
		offer_other(m, _("That is true of another: {task}."), "task",
			    str_text(&name));
		str_fini(&name);
	}
	m->run->task_as = NONE;
}

/* --- names --- */

static void offer_actors(struct maker *m)
{
	const struct question *q = m->question;
	uint32_t n = q->showing ? q->showing->program->n_copies : 0;

	for (uint32_t i = 0; i < n && i < TASKS_TRIED && !is_full(m); i++) {
		struct value v =
			value_actor(q->showing->program, ACTOR(ACTOR_TASK, i));
		struct str why = {0};

		if (q->event != QUERY_NO_EVENT)
			explain_state(&why, q->showing, i, q->event);
		offer(m, &v, str_text(&why));
		str_fini(&why);
	}
}

/* --- near misses --- */

static const char *not_so(void)
{
	return _("The run shows something else.");
}

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
	offer(m, &v, not_so());
}

static void offer_lists(struct maker *m)
{
	for (size_t i = m->question->answer.len; i-- > 1 && !is_full(m);)
		offer_swapped(m, i - 1);
}

/* One more or one less, in the scenario's unit where it is a duration. */
static void offer_near(struct maker *m)
{
	static const int64_t steps[] = {1, -1, 2, -2, 3};
	const struct value *answer = &m->question->answer;

	for (size_t i = 0; i < sizeof steps / sizeof *steps; i++) {
		struct value v = *answer, step = value_number(steps[i]);

		if (v.type == VALUE_DURATION)
			step = value_duration(steps[i] * m->question->unit);
		if (value_combine('+', answer, &step, &v) && v.n >= 0)
			offer(m, &v, not_so());
	}
}

/* Doubled and halved. */
static void offer_sizes(struct maker *m)
{
	const struct value *answer = &m->question->answer;

	for (int64_t by = 2; by <= 8; by *= 2) {
		struct value n = value_number(by), v;

		if (value_combine('*', answer, &n, &v))
			offer(m, &v, not_so());
		if (value_combine('/', answer, &n, &v))
			offer(m, &v, not_so());
	}
}

void distract(struct maker *m)
{
	enum value_type type = m->question->answer.type;
	uint32_t task = m->run->notes.len > 0 ? m->run->notes.at[0].task : NONE;

	if (type == VALUE_TRUTH) {
		struct value v = value_truth(!m->question->answer.n);

		offer(m, &v, not_so());
		return;
	}
	if (type == VALUE_ACTOR)
		offer_actors(m);
	other_setups(m);
	if (task != NONE)
		other_tasks(m, task);
	if (type == VALUE_LIST || type == VALUE_LINES)
		offer_lists(m);
	if (type == VALUE_NUMBER || type == VALUE_DURATION)
		offer_near(m);
	if (type == VALUE_SIZE)
		offer_sizes(m);
}
