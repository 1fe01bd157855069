/* SPDX-License-Identifier: MIT */
/*
 * Deadlock: nothing can ever happen again, and tasks are left.  Says who waits
 * for what, and who has it.
 */
#include "vos/runtime.h"

/* What the operand `a` of a waiting statement names. */
enum names { NAMES_NOTHING, NAMES_OBJECT, NAMES_TASKS, NAMES_DEVICE };

static const uint8_t operand[OP_COUNT] = {
	[OP_WAIT] = NAMES_DEVICE,       [OP_BLOCK] = NAMES_DEVICE,
	[OP_SPAWN] = NAMES_TASKS,       [OP_JOIN] = NAMES_TASKS,
	[OP_GATHER] = NAMES_TASKS,      [OP_WAIT_TASKS] = NAMES_TASKS,
	[OP_WAIT_FOR] = NAMES_TASKS,    [OP_SHIELD] = NAMES_TASKS,
	[OP_ACQUIRE] = NAMES_OBJECT,    [OP_WITH] = NAMES_OBJECT,
	[OP_PUT] = NAMES_OBJECT,        [OP_GET] = NAMES_OBJECT,
	[OP_WAIT_EVENT] = NAMES_OBJECT, [OP_WAIT_ON] = NAMES_OBJECT,
	[OP_WAIT_DONE] = NAMES_OBJECT,
};

/* The first of the tasks named that has not ended. */
static uint32_t unfinished(const struct machine *m, const struct insn *in)
{
	uint32_t n = in->n ? in->n : 1;

	for (uint32_t k = 0; k < n; k++) {
		const struct prog_ref *r = &m->prog->refs[in->a + k];

		for (uint32_t i = 0; i < r->count; i++)
			if (!task_ended(&m->tasks[r->first + i]))
				return ACTOR(ACTOR_TASK, r->first + i);
	}
	return ACTOR_NONE;
}

/* A group waits at its end for those its beginning names. */
static const struct insn *statement(const struct machine *m,
				    const struct task *t)
{
	const struct insn *in = &m->prog->code[t->pc];

	if (in->op != OP_GROUP_END)
		return in;
	while (in->op != OP_GROUP || in->c != t->pc)
		in--;
	return in;
}

uint32_t waits_for(const struct machine *m, const struct task *t,
		   uint32_t *holder)
{
	const struct insn *in = statement(m, t);
	uint32_t what = ACTOR_NONE;

	*holder = ACTOR_NONE;
	if (t->state != TASK_WAITING)
		return what;
	if (in->op == OP_GROUP || operand[in->op] == NAMES_TASKS)
		what = *holder = unfinished(m, in);
	else if (operand[in->op] == NAMES_OBJECT)
		what = ACTOR(ACTOR_OBJECT, in->a);
	else if (operand[in->op] == NAMES_DEVICE && in->b != NONE)
		what = ACTOR(ACTOR_OBJECT, in->b);
	if (operand[in->op] == NAMES_OBJECT && m->objects[in->a].holder != NONE)
		*holder = ACTOR(ACTOR_TASK, m->objects[in->a].holder);
	return what;
}

void deadlock_tell(struct machine *m)
{
	const struct task *t;

	for (struct births b = {0, 0}; (t = births_next(m, &b));) {
		uint32_t what, holder;

		if (task_ended(t) || task_decl(m, t)->daemon)
			continue;
		what = waits_for(m, t, &holder);
		emit_full(m, EV_DEADLOCK, task_actor(m, t), task_stmt(m, t),
			  what, holder,
			  t->state == TASK_READY ? STUCK_IN_LINE
						 : STUCK_WAITING,
			  0, CORE_NONE);
	}
}
