/* SPDX-License-Identifier: MIT */
/*
 * The statements that mean the same under every model: values, loops, calls,
 * failures, work.  None of them waits.
 */
#include "vos/ops.h"

#include "base/str.h"
#include "vos/failure.h"

enum flow op_pass(struct machine *m, struct task *t, const struct insn *in)
{
	(void)m, (void)t, (void)in;
	return FLOW_NEXT;
}

/* --- work: begins only with quantum left (E1) --- */

static bool stalls(const struct machine *m, const struct task *t, uint32_t dur)
{
	const struct prog_dur *d = &m->prog->durs[dur];

	return thread_at(m, t->thread)->left <= 0 &&
	       !(d->kind == DUR_CONST && d->lo == 0);
}

enum flow op_work(struct machine *m, struct task *t, const struct insn *in)
{
	int64_t d;

	if (t->phase == 1)
		return FLOW_NEXT;
	if (stalls(m, t, in->a))
		return FLOW_STALL;
	if (!eval_dur(m, t, in->a, &d))
		return FLOW_RAISE;
	t->phase = 1;
	return interp_work(m, t, d);
}

/* Read at the start, written back after the work: not atomic. */
enum flow op_assign_over(struct machine *m, struct task *t,
			 const struct insn *in)
{
	enum flow flow;
	int64_t d;

	if (t->phase == 0) {
		if (stalls(m, t, in->c))
			return FLOW_STALL;
		if (!eval(m, t, in->b, &aside_of(m, t)->value) ||
		    !eval_dur(m, t, in->c, &d))
			return FLOW_RAISE;
		t->phase = 1;
		flow = interp_work(m, t, d);
		if (flow != FLOW_NEXT)
			return flow;
	}
	var_write(m, t, in->a, aside_of(m, t)->value);
	return FLOW_NEXT;
}

/* --- values --- */

enum flow op_assign(struct machine *m, struct task *t, const struct insn *in)
{
	int64_t value;

	if (!eval(m, t, in->b, &value))
		return FLOW_RAISE;
	var_write(m, t, in->a, value);
	return FLOW_NEXT;
}

static void add_piece(struct machine *m, struct task *t,
		      const struct prog_piece *piece, struct str *out)
{
	char name[256];

	switch ((enum piece_kind)piece->kind) {
	case PIECE_TEXT:
		str_add(out, piece->text);
		return;
	case PIECE_VAR:
		str_addi(out, var_read(m, t, piece->var));
		return;
	case PIECE_NUMBER:
		str_addi(out, task_number(m, t));
		return;
	case PIECE_TASK:
		str_add(out, program_copy_name(m->prog, task_copy(m, t), name,
					       sizeof name));
		return;
	}
}

enum flow op_print(struct machine *m, struct task *t, const struct insn *in)
{
	const struct prog_text *text = &m->prog->texts[in->a];
	struct str out = {0};
	uint64_t at;

	for (uint32_t i = 0; i < text->n; i++)
		add_piece(m, t, &m->prog->pieces[text->first + i], &out);
	at = machine_keep(m, str_text(&out), out.len);
	emit(m, EV_PRINT, t, ACTOR_NONE, (int64_t)at);
	str_fini(&out);
	return FLOW_NEXT;
}

enum flow op_clear(struct machine *m, struct task *t, const struct insn *in)
{
	m->objects[in->a].amount = 0;
	emit(m, EV_CLEAR, t, ACTOR(ACTOR_OBJECT, in->a), 0);
	return FLOW_NEXT;
}

/* --- jumps and loops --- */

enum flow op_jump(struct machine *m, struct task *t, const struct insn *in)
{
	(void)m;
	t->pc = in->a;
	return FLOW_JUMP;
}

enum flow op_jump_unless(struct machine *m, struct task *t,
			 const struct insn *in)
{
	int64_t value;

	if (!eval(m, t, in->b, &value))
		return FLOW_RAISE;
	if (value != 0)
		return FLOW_NEXT;
	t->pc = in->a;
	return FLOW_JUMP;
}

enum flow op_repeat(struct machine *m, struct task *t, const struct insn *in)
{
	int64_t rounds;

	if (!eval(m, t, in->a, &rounds))
		return FLOW_RAISE;
	if (rounds <= 0) {
		t->pc = in->c;
		return FLOW_JUMP;
	}
	block_push(m, t, BLOCK_REPEAT, in->c)->value = rounds;
	return FLOW_NEXT;
}

enum flow op_again(struct machine *m, struct task *t, const struct insn *in)
{
	struct block *b = block_top(m, t);

	if (--b->value > 0) {
		t->pc = in->a;
		return FLOW_JUMP;
	}
	block_pop(m, t);
	return FLOW_NEXT;
}

/* --- routines: no switch, a frame of local slots --- */

enum flow op_call(struct machine *m, struct task *t, const struct insn *in)
{
	struct block *b;

	emit(m, EV_CALL, t, ACTOR(ACTOR_ROUTINE, in->a), 0);
	b = block_push(m, t, BLOCK_CALL, NONE);
	b->to = t->pc;
	b->ref = t->locals;
	t->locals += in->c;
	for (uint32_t i = 0; i < m->prog->routines[in->a].slots; i++)
		m->locals[t->locals + i] = 0;
	t->pc = m->prog->routines[in->a].entry;
	return FLOW_JUMP;
}

/* --- failures --- */

enum flow op_fail(struct machine *m, struct task *t, const struct insn *in)
{
	(void)m;
	return flow_raise(t, in->a);
}

enum flow op_fail_again(struct machine *m, struct task *t,
			const struct insn *in)
{
	uint32_t i = t->block;

	(void)in;
	while (block_at(m, i)->kind != BLOCK_HANDLER)
		i = block_at(m, i)->down;
	return flow_raise(t, block_at(m, i)->failure);
}

enum flow op_try(struct machine *m, struct task *t, const struct insn *in)
{
	block_push(m, t, BLOCK_TRY, in->c);
	return FLOW_NEXT;
}

enum flow op_try_end(struct machine *m, struct task *t, const struct insn *in)
{
	block_pop(m, t);
	t->pc = in->a;
	return FLOW_JUMP;
}

/* A bare except takes every failure, but no cancellation. */
static bool takes(const struct machine *m, uint32_t wanted, uint32_t failure)
{
	if (wanted == FAILURE_ANY)
		return failure != FAILURE_CANCELLED;
	return failure_name(m, failure) == wanted;
}

enum flow op_except(struct machine *m, struct task *t, const struct insn *in)
{
	uint32_t failure = block_top(m, t)->failure;
	uint32_t name;
	int64_t text;

	if (takes(m, in->a, failure)) {
		name = failure_actor(m, failure, &text);
		emit(m, EV_CAUGHT, t, name, text);
		return FLOW_NEXT;
	}
	if (in->c != NONE) {
		t->pc = in->c;
		return FLOW_JUMP;
	}
	block_pop(m, t);
	return flow_raise(t, failure);
}

enum flow op_except_end(struct machine *m, struct task *t,
			const struct insn *in)
{
	block_pop(m, t);
	t->pc = in->a;
	return FLOW_JUMP;
}

enum flow op_finally(struct machine *m, struct task *t, const struct insn *in)
{
	block_push(m, t, BLOCK_FINALLY, in->c);
	return FLOW_NEXT;
}

enum flow op_finally_enter(struct machine *m, struct task *t,
			   const struct insn *in)
{
	(void)in;
	block_top(m, t)->kind = BLOCK_CLEANUP;
	return FLOW_NEXT;
}

enum flow op_finally_end(struct machine *m, struct task *t,
			 const struct insn *in)
{
	(void)in;
	return block_leave(m, t);
}
