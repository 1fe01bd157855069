/* SPDX-License-Identifier: MIT */
/*
 * The radix heap.  Bucket 0 holds what is due at `last`; bucket k > 0 what
 * differs from it first in bit k - 1.  So a lower bucket is always earlier, and
 * equal times share a bucket, in the order they came.
 */
#include "sim/evq.h"

#include "base/mem.h"
#include "base/must.h"

#include <string.h>

#define CHUNK_ENTRIES 62
#define SPARE_MAX     64 /* chunks kept for the next need */

struct evq_chunk {
	struct evq_chunk *next;
	uint32_t begin, end;
	struct evq_entry at[CHUNK_ENTRIES];
};

void evq_init(struct evq *q)
{
	memset(q, 0, sizeof *q);
	q->min = EVQ_NEVER;
}

static void chunks_free(struct evq_chunk *c)
{
	while (c) {
		struct evq_chunk *next = c->next;

		mem_free(c);
		c = next;
	}
}

void evq_fini(struct evq *q)
{
	for (int k = 0; k < 64; k++)
		chunks_free(q->bucket[k].head);
	chunks_free(q->spare);
	evq_init(q);
}

static unsigned bucket_of(const struct evq *q, int64_t t)
{
	uint64_t bits = (uint64_t)t ^ (uint64_t)q->last;

	return bits ? 64u - (unsigned)__builtin_clzll(bits) : 0;
}

static struct evq_chunk *chunk_take(struct evq *q)
{
	struct evq_chunk *c = q->spare;

	if (c) {
		q->spare = c->next;
		q->n_spare--;
	} else {
		c = mem_grow(NULL, sizeof *c);
	}
	c->next = NULL;
	c->begin = c->end = 0;
	return c;
}

static void chunk_give(struct evq *q, struct evq_chunk *c)
{
	if (q->n_spare == SPARE_MAX) {
		mem_free(c);
		return;
	}
	q->n_spare++;
	c->next = q->spare;
	q->spare = c;
}

static void bucket_push(struct evq *q, unsigned k, struct evq_entry e)
{
	struct evq_bucket *b = &q->bucket[k];

	if (!b->tail || b->tail->end == CHUNK_ENTRIES) {
		struct evq_chunk *c = chunk_take(q);

		if (b->tail)
			b->tail->next = c;
		else
			b->head = c;
		b->tail = c;
		q->used |= UINT64_C(1) << k;
	}
	b->tail->at[b->tail->end++] = e;
}

void evq_push(struct evq *q, int64_t t, uint32_t a, uint32_t b)
{
	must_at(t >= q->last, q->last);
	bucket_push(q, bucket_of(q, t), (struct evq_entry){t, a, b});
	q->n++;
	if (t < q->min)
		q->min = t;
}

/* The earliest time in the lowest bucket that holds anything. */
static int64_t find_min(struct evq *q)
{
	int64_t min = EVQ_NEVER;

	if (!q->used)
		return min;
	for (const struct evq_chunk *c =
		     q->bucket[__builtin_ctzll(q->used)].head;
	     c; c = c->next)
		for (uint32_t i = c->begin; i < c->end; i++)
			if (c->at[i].t < min) {
				min = c->at[i].t;
				q->soon = c->at[i].a;
			}
	return min;
}

/* Time goes on to the first entry: its bucket is dealt out to lower ones. */
static void go_on(struct evq *q)
{
	unsigned k = (unsigned)__builtin_ctzll(q->used);
	struct evq_chunk *c = q->bucket[k].head;

	q->bucket[k].head = q->bucket[k].tail = NULL;
	q->used &= ~(UINT64_C(1) << k);
	q->last = q->min;
	while (c) {
		struct evq_chunk *next = c->next;

		for (uint32_t i = c->begin; i < c->end; i++)
			bucket_push(q, bucket_of(q, c->at[i].t), c->at[i]);
		chunk_give(q, c);
		c = next;
	}
}

struct evq_entry evq_pop(struct evq *q)
{
	struct evq_bucket *b = &q->bucket[0];
	struct evq_entry e;

	must_at(q->n > 0, q->last);
	if (!b->head)
		go_on(q);
	e = b->head->at[b->head->begin++];
	if (b->head->begin == b->head->end) {
		struct evq_chunk *c = b->head;

		b->head = c->next;
		chunk_give(q, c);
		if (!b->head) {
			b->tail = NULL;
			q->used &= ~UINT64_C(1);
		}
	}
	q->n--;
	if (!b->head)
		q->min = find_min(q);
	return e;
}

void evq_copy(struct evq *dst, const struct evq *src)
{
	evq_init(dst);
	dst->last = src->last;
	for (unsigned k = 0; k < 64; k++)
		for (const struct evq_chunk *c = src->bucket[k].head; c;
		     c = c->next)
			for (uint32_t i = c->begin; i < c->end; i++)
				bucket_push(dst, k, c->at[i]);
	dst->n = src->n;
	dst->min = src->min;
}
