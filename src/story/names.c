/* SPDX-License-Identifier: MIT */
/*
 * Names of actors.  A copy's name is put together here and not by
 * program_copy_name(), since a trace has millions of them.
 */
#include "story/names.h"

#include "base/i18n.h"

static void add_number(struct str *out, const char *word, uint32_t number)
{
	str_add(out, word);
	str_addi(out, number);
}

static void add_copy(struct str *out, const struct prog_task *task,
		     const char *name, uint32_t copy)
{
	str_add(out, name);
	if (task->count > 1)
		add_number(out, ".", copy - task->first + 1);
}

static void add_task(struct str *out, const struct program *p, uint32_t copy)
{
	const struct prog_task *task = p->tasks + program_task_of(p, copy);

	add_copy(out, task, task->name, copy);
}

static void add_loop(struct str *out, uint32_t loops, uint32_t i)
{
	if (loops <= 1)
		str_add(out, "loop");
	else
		add_number(out, "loop-", i + 1);
}

static void add_thread(struct str *out, uint32_t loops, uint32_t i)
{
	if (i < loops)
		add_loop(out, loops, i);
	else
		add_number(out, "worker-", i - loops + 1);
}

void name_add(struct str *out, const struct program *p, uint32_t loops,
	      uint32_t actor)
{
	uint32_t i = actor_index(actor);

	if (actor == ACTOR_NONE) {
		str_addc(out, '?');
		return;
	}
	switch (actor_class(actor)) {
	case ACTOR_TASK:
		add_task(out, p, i);
		return;
	case ACTOR_THREAD:
		add_thread(out, loops, i);
		return;
	case ACTOR_CORE:
		add_number(out, "core-", i);
		return;
	case ACTOR_LOOP:
		add_loop(out, loops, i);
		return;
	case ACTOR_GIL:
		str_add(out, "gil");
		return;
	case ACTOR_OBJECT:
		str_add(out, p->objects[i].name);
		return;
	case ACTOR_VAR:
		str_add(out, p->vars[i].name);
		return;
	case ACTOR_ROUTINE:
		str_add(out, p->routines[i].name);
		return;
	case ACTOR_FAILURE:
		str_add(out, p->failures[i]);
		return;
	}
}

void name_add_shown(struct str *out, const struct program *p, uint32_t copy)
{
	const struct prog_task *task = p->tasks + program_task_of(p, copy);

	add_copy(out, task, task->label ? task->label : task->name, copy);
}

static void add_numbered(struct str *out, const struct words *words,
			 const char *term, const char *own, uint32_t number)
{
	struct str digits = {0};
	struct fill fill = {"n", NULL};

	if (words_number(out, words, term, number))
		return;
	str_addi(&digits, number);
	fill.text = str_text(&digits);
	fill_add(out, own, &fill, 1);
	str_fini(&digits);
}

static void call_loop(struct str *out, const struct words *words,
		      uint32_t loops, uint32_t i)
{
	if (loops > 1)
		add_numbered(out, words, "loop", _("loop-{n}"), i + 1);
	else
		str_add(out, words_or(words, "loop", _("loop")));
}

static const char *label_of(const struct program *p, uint32_t actor)
{
	uint32_t i = actor_index(actor);

	switch (actor_class(actor)) {
	case ACTOR_OBJECT:
		return p->objects[i].label;
	case ACTOR_VAR:
		return p->vars[i].label;
	case ACTOR_ROUTINE:
		return p->routines[i].label;
	case ACTOR_TASK:
	case ACTOR_THREAD:
	case ACTOR_CORE:
	case ACTOR_LOOP:
	case ACTOR_GIL:
	case ACTOR_FAILURE:
		break;
	}
	return NULL;
}

void name_add_called(struct str *out, const struct words *words,
		     const struct program *p, uint32_t loops, uint32_t actor)
{
	uint32_t i = actor_index(actor);
	const char *label;

	if (actor == ACTOR_NONE) {
		str_addc(out, '?');
		return;
	}
	label = label_of(p, actor);
	if (label)
		str_add(out, label);
	else if (actor_class(actor) == ACTOR_TASK)
		name_add_shown(out, p, i);
	else if (actor_class(actor) == ACTOR_THREAD && i >= loops)
		add_numbered(out, words, "worker", _("worker-{n}"),
			     i - loops + 1);
	else if (actor_class(actor) == ACTOR_THREAD ||
		 actor_class(actor) == ACTOR_LOOP)
		call_loop(out, words, loops, i);
	else if (actor_class(actor) == ACTOR_CORE)
		add_numbered(out, words, "core", _("core {n}"), i);
	else if (actor_class(actor) == ACTOR_GIL)
		str_add(out, words_or(words, "gil", _("GIL")));
	else
		name_add(out, p, loops, actor);
}
