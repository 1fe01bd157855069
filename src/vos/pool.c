/* SPDX-License-Identifier: MIT */
/*
 * The machine's containers: pools, lines of tasks, rings of watches, births,
 * queues of items.  All by index, so that a copied machine is whole.
 */
#include "vos/machine.h"

#include "base/mem.h"
#include "base/must.h"

#include <string.h>

void pool_init(struct pool *p, uint32_t size)
{
	*p = (struct pool){.free = NONE, .size = size};
}

uint32_t pool_push(struct pool *p)
{
	if (p->n == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 8;
		p->data = mem_grow_array(p->data, p->cap, p->size);
	}
	must(p->data != NULL);
	memset((char *)p->data + (size_t)p->n * p->size, 0, p->size);
	return p->n++;
}

/* A given-back element keeps the next free one in its first word. */
uint32_t pool_take(struct pool *p)
{
	uint32_t i = p->free;
	char *at;

	if (i == NONE)
		return pool_push(p);
	at = (char *)p->data + (size_t)i * p->size;
	memcpy(&p->free, at, sizeof p->free);
	memset(at, 0, p->size);
	return i;
}

void pool_give(struct pool *p, uint32_t i)
{
	memcpy((char *)p->data + (size_t)i * p->size, &p->free, sizeof p->free);
	p->free = i;
}

/* --- lines --- */

void line_init(struct line *l)
{
	l->first = l->last = NONE;
}

bool line_empty(const struct line *l)
{
	return l->first == NONE;
}

void line_push(struct machine *m, struct line *l, struct task *t)
{
	uint32_t id = task_id(m, t);

	m->asides[id].next = NONE;
	m->asides[id].prev = l->last;
	if (l->last == NONE)
		l->first = id;
	else
		m->asides[l->last].next = id;
	l->last = id;
}

void line_del(struct machine *m, struct line *l, struct task *t)
{
	struct aside *own = aside_of(m, t);

	if (own->prev == NONE)
		l->first = own->next;
	else
		m->asides[own->prev].next = own->next;
	if (own->next == NONE)
		l->last = own->prev;
	else
		m->asides[own->next].prev = own->prev;
}

struct task *line_first(struct machine *m, struct line *l)
{
	return l->first == NONE ? NULL : &m->tasks[l->first];
}

struct task *line_pop(struct machine *m, struct line *l)
{
	struct task *t = line_first(m, l);

	if (t)
		line_del(m, l, t);
	return t;
}

/* --- watches: a ring through `next`, the task knows the last --- */

uint32_t watch_last(const struct machine *m, const struct task *watched)
{
	return m->watchers[task_id(m, watched)] - 1; /* 0: NONE */
}

static void set_last(struct machine *m, const struct task *watched, uint32_t i)
{
	m->watchers[task_id(m, watched)] = i + 1;
}

void watch_add(struct machine *m, struct task *watched, uint32_t kind,
	       uint32_t ref, uint32_t seq)
{
	uint32_t last = watch_last(m, watched);
	uint32_t i = pool_take(&m->watches);
	struct watch *w = watch_at(m, i);

	*w = (struct watch){i, ref, seq, kind};
	if (last != NONE) {
		w->next = watch_at(m, last)->next;
		watch_at(m, last)->next = i;
	}
	set_last(m, watched, i);
}

/* Takes out the one behind `before`. */
static void watch_unlink(struct machine *m, struct task *watched,
			 uint32_t before)
{
	uint32_t i = watch_at(m, before)->next;

	watch_at(m, before)->next = watch_at(m, i)->next;
	if (i == watch_last(m, watched))
		set_last(m, watched, i == before ? NONE : before);
	pool_give(&m->watches, i);
}

void watch_del(struct machine *m, struct task *watched, uint32_t kind,
	       uint32_t ref, uint32_t seq)
{
	uint32_t last = watch_last(m, watched), before = last;

	if (last == NONE)
		return;
	do {
		const struct watch *w = watch_at(m, watch_at(m, before)->next);

		if (w->kind == kind && w->ref == ref && w->seq == seq) {
			watch_unlink(m, watched, before);
			return;
		}
		before = watch_at(m, before)->next;
		machine_spend(m, 1);
	} while (before != last);
}

bool watch_pop(struct machine *m, struct task *watched, struct watch *out)
{
	uint32_t last = watch_last(m, watched);

	if (last == NONE)
		return false;
	*out = *watch_at(m, watch_at(m, last)->next);
	watch_unlink(m, watched, last);
	return true;
}

/* --- tasks in order of creation --- */

static struct birth *birth_at(const struct machine *m, uint32_t i)
{
	return (struct birth *)m->born.data + i;
}

void births_add(struct machine *m, uint32_t id)
{
	struct birth *last = m->born.n > 0 ? birth_at(m, m->born.n - 1) : NULL;
	uint32_t i;

	if (last && last->first + last->n == id) {
		last->n++;
		return;
	}
	i = pool_push(&m->born);
	*birth_at(m, i) = (struct birth){id, 1};
}

struct task *births_next(const struct machine *m, struct births *b)
{
	if (b->birth < m->born.n && b->i == birth_at(m, b->birth)->n) {
		b->birth++;
		b->i = 0;
	}
	if (b->birth == m->born.n)
		return NULL;
	return &m->tasks[birth_at(m, b->birth)->first + b->i++];
}

/* --- items --- */

static struct item *item_at(const struct machine *m, uint32_t i)
{
	return (struct item *)m->items.data + i;
}

void item_put(struct machine *m, struct object *q, int64_t value)
{
	uint32_t i = pool_take(&m->items);

	*item_at(m, i) = (struct item){value, NONE};
	if (q->size == 0)
		q->item = i;
	else
		item_at(m, q->last_item)->next = i;
	q->last_item = i;
	q->size++;
}

int64_t item_get(struct machine *m, struct object *q)
{
	uint32_t i = q->item;
	struct item item = *item_at(m, i);

	must_at(q->size > 0, m->now);
	q->item = item.next;
	q->size--;
	pool_give(&m->items, i);
	return item.value;
}
