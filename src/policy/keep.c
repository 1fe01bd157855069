/* SPDX-License-Identifier: MIT */
/*
 * The state most policies share: an order and records by thread.
 */
#include "policy/keep.h"

#include "base/mem.h"

#include <string.h>

void keep_begin(struct machine *m)
{
	struct keep *keep = mem_new(m->policy->state_size);

	keep->size = m->policy->state_size;
	pool_init(&keep->records, (uint32_t)m->policy->record_size);
	m->policy_state = keep;
}

void *keep_copy(const void *state)
{
	const struct keep *src = state;
	struct keep *dst = mem_new(src->size);
	struct pool *p = &dst->records;

	memcpy(dst, src, src->size);
	order_copy(&dst->order, &src->order);
	p->cap = p->n;
	p->data = p->n ? mem_grow_array(NULL, p->n, p->size) : NULL;
	if (p->n)
		memcpy(p->data, src->records.data, (size_t)p->n * p->size);
	return dst;
}

void keep_free(void *state)
{
	struct keep *keep = state;

	order_fini(&keep->order);
	mem_free(keep->records.data);
	mem_free(keep);
}

void *keep_record(const struct machine *m, const struct thread *th)
{
	struct keep *keep = m->policy_state;
	uint32_t i = thread_index(m, th);

	while (keep->records.n <= i)
		pool_push(&keep->records);
	return (char *)keep->records.data + (size_t)i * keep->records.size;
}

void keep_push(struct machine *m, struct thread *th, int64_t key,
	       enum ready_why why)
{
	struct keep *keep = m->policy_state;
	int64_t place = why == READY_PREEMPTED ? order_before(&keep->order)
					       : order_behind(&keep->order);

	order_push(&keep->order, key, place, thread_index(m, th));
}

struct thread *keep_pick(struct machine *m, enum rule *rule, enum tie *tie)
{
	struct keep *keep = m->policy_state;
	struct rail_entry e = order_pop(&keep->order);
	const struct rail_entry *second = order_first(&keep->order);
	struct thread *th = thread_at(m, e.who);

	*rule = second ? (enum rule)m->policy->first_rule : RULE_ONLY_READY;
	*tie = TIE_NONE;
	if (second && second->key == e.key)
		*tie = ready_tie(th, thread_at(m, second->who));
	return th;
}

struct thread *keep_first(struct machine *m)
{
	const struct keep *keep = m->policy_state;

	return thread_at(m, order_first(&keep->order)->who);
}

void keep_move(struct machine *m, const struct thread *th, const void *from)
{
	const struct pool *p = &((const struct keep *)from)->records;
	uint32_t i = thread_index(m, th);

	if (i < p->n)
		memcpy(keep_record(m, th),
		       (const char *)p->data + (size_t)i * p->size, p->size);
}

bool keep_has_equal(const struct machine *m, int64_t key)
{
	const struct keep *keep = m->policy_state;
	const struct rail_entry *first = order_first(&keep->order);

	return first && first->key <= key;
}
