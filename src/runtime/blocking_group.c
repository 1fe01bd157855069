/* SPDX-License-Identifier: MIT */
/*
 * A group of threads: starts them, runs its block, waits for all.  A failure
 * in one cancels the rest as threads can be cancelled (E8), and the group
 * fails with `failures`.
 *
 * In its block: count, members that have not ended; ref, 1 + the first of the
 * items that keep their failures, last one first; flag, the rest was
 * cancelled; mark, the parent and where the group begins.
 */
#include "runtime/blocking.h"

#include "base/mem.h"
#include "vos/failure.h"

static struct task *parent_of(struct machine *m, const struct block *b)
{
	return &m->tasks[b->mark & UINT32_MAX];
}

static const struct insn *group_of(const struct machine *m,
				   const struct block *b)
{
	return &m->prog->code[(uint64_t)b->mark >> 32];
}

static bool is_member(const struct machine *m, const struct task *t,
		      uint32_t block)
{
	uint32_t last = watch_last(m, t), i = last;

	if (i == NONE)
		return false;
	do {
		const struct watch *w = watch_at(m, i);

		if (w->kind == WATCH_GROUP && w->ref == block)
			return true;
		i = w->next;
	} while (i != last);
	return false;
}

static void cancel_members(struct machine *m, uint32_t block)
{
	const struct insn *in = group_of(m, block_at(m, block));

	block_at(m, block)->flag = 1;
	for (uint32_t k = 0; k < in->n; k++) {
		const struct prog_ref *r = &m->prog->refs[in->a + k];

		for (uint32_t i = 0; i < r->count; i++) {
			struct task *t = &m->tasks[r->first + i];

			if (!task_ended(t) && is_member(m, t, block))
				blocking_cancel(m, t);
		}
	}
}

static bool at_end(const struct machine *m, const struct block *b,
		   const struct task *parent)
{
	return parent->pc == b->exit &&
	       m->prog->code[parent->pc].op == OP_GROUP_END;
}

static void keep_failure(struct machine *m, struct block *b, uint32_t failure)
{
	uint32_t i = pool_take(&m->items);
	struct item *item = (struct item *)m->items.data + i;

	*item = (struct item){failure, b->ref};
	b->ref = 1 + i;
}

void group_member_ended(struct machine *m, uint32_t block,
			const struct task *ended)
{
	struct block *b = block_at(m, block);
	struct task *parent = parent_of(m, b);

	b->count--;
	if (ended->flags & TASK_FAILED) {
		keep_failure(m, b, ended->failure);
		if (!b->flag) {
			cancel_members(m, block);
			if (!at_end(m, b, parent))
				blocking_cancel(m, parent);
		}
	}
	if (b->count == 0 && at_end(m, b, parent) &&
	    parent->state == TASK_WAITING)
		blocking_wake(m, parent, task_actor(m, ended));
}

/* The failures kept, in order of ending, then the body's own: one failure. */
static uint32_t gather_failures(struct machine *m, struct block *b)
{
	bool own = b->pending == PENDING_RAISE &&
		   b->failure != FAILURE_CANCELLED &&
		   b->failure != FAILURE_TIMEOUT;
	uint32_t n = own ? 1 : 0, failure = FAILURE_NONE, k;
	const struct item *items = m->items.data;
	uint32_t *members;

	for (uint32_t i = b->ref; i != 0; i = items[i - 1].next)
		n++;
	if (n == 0)
		return failure;
	members = mem_array(n, sizeof *members);
	k = n;
	if (own)
		members[--k] = b->failure;
	for (uint32_t i = b->ref, next; i != 0; i = next) {
		members[--k] = (uint32_t)items[i - 1].value;
		next = items[i - 1].next;
		pool_give(&m->items, i - 1);
	}
	failure = failure_group(m, members, n);
	mem_free(members);
	return failure;
}

static enum flow leave(struct machine *m, struct task *t)
{
	struct block *b = block_top(m, t);
	bool asked = b->flag && b->ref;
	uint32_t failure = gather_failures(m, b);

	if (asked) /* ours: the group's failure tells it */
		t->flags &= (uint8_t)~TASK_CANCEL;
	if (failure != FAILURE_NONE) {
		block_pop(m, t);
		return flow_raise(t, failure);
	}
	if (b->pending == PENDING_NONE)
		emit(m, EV_JOIN, t, ACTOR_NONE, 0);
	return block_leave(m, t);
}

enum flow op_group(struct machine *m, struct task *t, const struct insn *in)
{
	struct block *b;

	if (t->phase == 0) {
		b = block_push(m, t, BLOCK_GROUP, in->c);
		b->mark = (int64_t)((uint64_t)t->pc << 32 | task_id(m, t));
	}
	return blocking_start_all(m, t, in);
}

/* What the parent was struck by goes on behind the group; the rest is asked to
 * end. */
static void abort_group(struct machine *m, const struct task *t)
{
	struct block *b = block_top(m, t);

	b->pending = PENDING_RAISE;
	b->failure = t->failure;
	if (!b->flag)
		cancel_members(m, t->block);
}

/* The members are waited for whatever happens; but the first wait feels a
 * deadline and a cancellation, and hands them on. */
enum flow op_group_end(struct machine *m, struct task *t, const struct insn *in)
{
	struct block *b = block_top(m, t);
	enum flow flow = FLOW_WAIT;

	(void)in;
	if (t->phase == 1 && blocking_cut(t) == FLOW_RAISE)
		abort_group(m, t);
	else if (b->pending == PENDING_RAISE && !b->flag)
		cancel_members(m, t->block);
	if (b->count > 0 && b->pending == PENDING_NONE)
		flow = blocking_wait(m, t, 1, EVQ_NEVER);
	if (flow == FLOW_RAISE)
		abort_group(m, t);
	if (b->count == 0)
		return leave(m, t);
	if (b->pending != PENDING_NONE)
		(void)blocking_wait_firmly(m, t, 1);
	emit(m, EV_BLOCK, t, ACTOR_NONE, -1);
	return FLOW_WAIT;
}
