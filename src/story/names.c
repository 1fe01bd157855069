/* SPDX-License-Identifier: MIT */
/*
 * Names of actors.  A copy's name is put together here and not by
 * program_copy_name(), since a trace has millions of them.
 */
#include "story/names.h"

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
