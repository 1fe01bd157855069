/* SPDX-License-Identifier: MIT */
/*
 * Running a program, one task at a time: statements one after another, and the
 * one way out of blocks for all that leaves them.
 */
#include "vos/ops.h"

#include "base/must.h"
#include "vos/failure.h"

/* --- the stack of blocks --- */

struct block *block_push(struct machine *m, struct task *t,
			 enum block_kind kind, uint32_t exit)
{
	uint32_t i = pool_take(&m->blocks);
	struct block *b = block_at(m, i);

	b->kind = (uint8_t)kind;
	b->down = t->block;
	b->exit = exit;
	t->block = i;
	return b;
}

struct block *block_top(struct machine *m, const struct task *t)
{
	must_at(t->block != NONE, m->now);
	return block_at(m, t->block);
}

void block_pop(struct machine *m, struct task *t)
{
	uint32_t i = t->block;

	t->block = block_top(m, t)->down;
	pool_give(&m->blocks, i);
}

/* What to do with a block that something leaves. */
enum way_out {
	OUT_DROP, /* it has nothing to do */
	OUT_EXIT, /* its exit instruction runs first */
	OUT_TRY,  /* takes failures */
	OUT_CALL  /* takes returns */
};

static const uint8_t way_out[] = {
	[BLOCK_REPEAT] = OUT_DROP,  [BLOCK_CALL] = OUT_CALL,
	[BLOCK_WITH] = OUT_EXIT,    [BLOCK_TIMEOUT] = OUT_EXIT,
	[BLOCK_GROUP] = OUT_EXIT,   [BLOCK_TRY] = OUT_TRY,
	[BLOCK_HANDLER] = OUT_DROP, [BLOCK_FINALLY] = OUT_EXIT,
	[BLOCK_CLEANUP] = OUT_DROP,
};

/* The task's own end: nothing is left that could take what is pending. */
static enum flow body_over(struct machine *m, struct task *t,
			   const struct block *way)
{
	if (way->pending == PENDING_RETURN) {
		aside_of(m, t)->value = way->value;
		t->failure = FAILURE_NONE;
		return FLOW_END;
	}
	t->failure = way->failure;
	t->flags |= way->failure == FAILURE_CANCELLED ? TASK_CANCELLED
						      : TASK_FAILED;
	return FLOW_END;
}

/* A routine is left: by a return its call is over, else the failure goes on. */
static bool call_over(struct machine *m, struct task *t,
		      const struct block *way)
{
	const struct block *b = block_top(m, t);
	uint32_t call = b->to;
	uint32_t into = m->prog->code[call].b;

	t->locals = b->ref;
	block_pop(m, t);
	if (way->pending != PENDING_RETURN)
		return false;
	t->pc = call;
	if (into != NONE)
		var_write(m, t, into, way->value);
	t->pc = call + 1;
	return true;
}

static void exit_first(struct block *b, const struct block *way)
{
	b->pending = way->pending;
	b->n = way->n;
	b->to = way->to;
	b->failure = way->failure;
	b->value = way->value;
}

/* Goes out through the blocks with what is pending in *way. */
static enum flow go_out(struct machine *m, struct task *t, struct block way)
{
	while (t->block != NONE) {
		struct block *b = block_top(m, t);

		if (way.pending == PENDING_LEAVE && way.n-- == 0)
			break;
		switch ((enum way_out)way_out[b->kind]) {
		case OUT_DROP:
			block_pop(m, t);
			break;
		case OUT_EXIT:
			exit_first(b, &way);
			t->pc = b->exit;
			return FLOW_JUMP;
		case OUT_TRY:
			if (way.pending == PENDING_RAISE &&
			    way.failure != FAILURE_TIMEOUT) {
				b->kind = BLOCK_HANDLER;
				b->failure = way.failure;
				t->pc = b->exit;
				return FLOW_JUMP;
			}
			block_pop(m, t);
			break;
		case OUT_CALL:
			if (call_over(m, t, &way))
				return FLOW_JUMP;
			break;
		}
	}
	if (way.pending != PENDING_LEAVE)
		return body_over(m, t, &way);
	t->pc = way.to;
	return FLOW_JUMP;
}

enum flow block_leave(struct machine *m, struct task *t)
{
	struct block way = *block_top(m, t);

	block_pop(m, t);
	return way.pending == PENDING_NONE ? FLOW_NEXT : go_out(m, t, way);
}

/* --- statements that go out --- */

enum flow op_end(struct machine *m, struct task *t, const struct insn *in)
{
	(void)in;
	return go_out(m, t, (struct block){.pending = PENDING_RETURN});
}

enum flow op_return(struct machine *m, struct task *t, const struct insn *in)
{
	struct block way = {.pending = PENDING_RETURN};

	if (in->a != NONE && !eval(m, t, in->a, &way.value))
		return FLOW_RAISE;
	return go_out(m, t, way);
}

enum flow op_leave(struct machine *m, struct task *t, const struct insn *in)
{
	return go_out(m, t,
		      (struct block){.pending = PENDING_LEAVE,
				     .n = in->n,
				     .to = in->a});
}

/* --- the interpreter --- */

enum flow interp_work(struct machine *m, struct task *t, int64_t d)
{
	struct thread *th = thread_at(m, t->thread);

	if (d <= 0)
		return FLOW_NEXT;
	emit(m, EV_WORK, t, ACTOR_NONE, d);
	th->need = d;
	t->spin = 0;
	return FLOW_CPU;
}

/* Only `work` takes time: somebody forgot it in a loop (S11). */
static enum flow livelock(struct machine *m, const struct task *t)
{
	emit(m, EV_LIVELOCK, t, ACTOR_NONE, 0);
	m->end = ENDED_LIVELOCK;
	m->over = true;
	return FLOW_PAUSE;
}

enum flow interp_run(struct machine *m, struct task *t, op_fn *const *ops)
{
	for (;;) {
		const struct insn *in = &m->prog->code[t->pc];
		enum flow flow;

		if (!machine_may_go_on(m))
			return FLOW_PAUSE;
		m->fuel--;
		if (t->phase == 0 && ++t->spin > SPIN_LIMIT)
			return livelock(m, t);
		flow = ops[in->op](m, t, in);
		if (flow == FLOW_RAISE)
			flow = go_out(m, t,
				      (struct block){.pending = PENDING_RAISE,
						     .failure = t->failure});
		if (flow == FLOW_NEXT)
			t->pc++;
		else if (flow != FLOW_JUMP)
			return flow;
		t->phase = 0;
	}
}
