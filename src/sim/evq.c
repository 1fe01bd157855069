/* SPDX-License-Identifier: MIT */
/*
 * The radix heap.  An entry lies on the level of the highest digit (of six
 * bits) in which its time differs from `last`, in that digit's slot.  So a
 * lower level is always earlier, on a level a lower slot is, and on level 0 a
 * slot is one moment.  Equal times share a bucket, in the order they came.
 */
#include "sim/evq.h"

#include "base/mem.h"
#include "base/must.h"

#include <string.h>

#define CHUNK_ENTRIES 62
#define SPARE_MAX     64 /* chunks kept for the next need */
#define SOON_MAX      8  /* chunks told of ahead */

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
	for (int k = 0; q->level && k < EVQ_LEVELS; k++)
		for (int i = 0; i < EVQ_SLOTS; i++)
			chunks_free(q->level[k].slot[i].head);
	chunks_free(q->spare);
	mem_free(q->level);
	evq_init(q);
}

/* Where a time belongs. */
struct place {
	unsigned level, slot;
};

static struct place place_of(const struct evq *q, int64_t t)
{
	uint64_t bits = (uint64_t)t ^ (uint64_t)q->last;
	struct place at = {0, 0};

	if (bits)
		at.level = (63u - (unsigned)__builtin_clzll(bits)) / EVQ_BITS;
	at.slot = (uint64_t)t >> at.level * EVQ_BITS & (EVQ_SLOTS - 1);
	return at;
}

/* The first place that holds anything; the queue is not empty. */
static struct place first_place(const struct evq *q)
{
	struct place at;

	at.level = (unsigned)__builtin_ctz(q->levels);
	at.slot = (unsigned)__builtin_ctzll(q->level[at.level].used);
	return at;
}

static struct evq_bucket *bucket_at(const struct evq *q, struct place at)
{
	return &q->level[at.level].slot[at.slot];
}

static void mark_empty(struct evq *q, struct place at)
{
	struct evq_level *level = &q->level[at.level];

	*bucket_at(q, at) = (struct evq_bucket){NULL, NULL};
	level->used &= ~(UINT64_C(1) << at.slot);
	if (!level->used)
		q->levels &= ~(UINT32_C(1) << at.level);
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

static struct evq_chunk *add_chunk(struct evq *q, struct place at)
{
	struct evq_bucket *b = bucket_at(q, at);
	struct evq_chunk *c = chunk_take(q);

	if (b->tail)
		b->tail->next = c;
	else
		b->head = c;
	b->tail = c;
	q->level[at.level].used |= UINT64_C(1) << at.slot;
	q->levels |= UINT32_C(1) << at.level;
	return c;
}

static void place_entry(struct evq *q, struct place at, struct evq_entry e)
{
	struct evq_chunk *c = bucket_at(q, at)->tail;

	if (!c || c->end == CHUNK_ENTRIES)
		c = add_chunk(q, at);
	c->at[c->end++] = e;
}

void evq_push(struct evq *q, int64_t t, uint32_t a, uint32_t b)
{
	must_at(t >= q->last, q->last);
	if (!q->level)
		q->level = mem_array(EVQ_LEVELS, sizeof *q->level);
	place_entry(q, place_of(q, t), (struct evq_entry){t, a, b});
	q->n++;
	if (t < q->min)
		q->min = t;
}

/* The earliest time of all: it is in the first bucket that holds anything. */
static int64_t find_min(struct evq *q)
{
	int64_t min = EVQ_NEVER;

	if (!q->levels)
		return min;
	for (const struct evq_chunk *c = bucket_at(q, first_place(q))->head; c;
	     c = c->next)
		for (uint32_t i = c->begin; i < c->end; i++)
			if (c->at[i].t < min)
				min = c->at[i].t;
	return min;
}

/* Time goes on to the first entry: its bucket is dealt out to lower levels. */
static void deal_out(struct evq *q, struct place from)
{
	struct evq_chunk *c = bucket_at(q, from)->head;

	q->last = q->min;
	mark_empty(q, from);
	while (c) {
		struct evq_chunk *next = c->next;

		for (uint32_t i = c->begin; i < c->end; i++)
			place_entry(q, place_of(q, c->at[i].t), c->at[i]);
		chunk_give(q, c);
		c = next;
	}
}

/* When the first slot is over. */
static int64_t end_of(const struct evq *q, struct place first)
{
	unsigned bits = first.level * EVQ_BITS;
	uint64_t end = (((uint64_t)q->min >> bits) + 1) << bits;

	return end < EVQ_NEVER ? (int64_t)end : EVQ_NEVER;
}

/* Few enough for all they name to stay in the cache until they come. */
static bool are_few(const struct evq_chunk *c)
{
	int n = 0;

	for (; c && n < SOON_MAX; c = c->next)
		n++;
	return !c;
}

static void tell_of(const struct evq_chunk *c, evq_tell *tell,
		    const void *owner, bool again)
{
	for (; c; c = c->next)
		for (uint32_t i = c->begin; i < c->end; i++)
			tell(owner, &c->at[i], again);
}

/* Takes the first off a bucket; false: it was the last one there. */
static bool bucket_pop(struct evq *q, struct place at, struct evq_entry *e)
{
	struct evq_bucket *b = bucket_at(q, at);
	struct evq_chunk *c = b->head;

	*e = c->at[c->begin++];
	if (c->begin < c->end)
		return true;
	b->head = c->next;
	chunk_give(q, c);
	if (b->head)
		return true;
	mark_empty(q, at);
	return false;
}

/* Nothing to deal out: a slot of level 0, or one entry all alone. */
static bool is_single(const struct evq *q, struct place at)
{
	const struct evq_chunk *c = bucket_at(q, at)->head;

	return at.level == 0 || (!c->next && c->end - c->begin == 1);
}

static void tell_soon(struct evq *q, evq_tell *tell, const void *owner)
{
	struct place at = first_place(q);
	const struct evq_chunk *c = bucket_at(q, at)->head;

	if (is_single(q, at) || end_of(q, at) <= q->told || !are_few(c))
		return;
	q->told = end_of(q, at);
	tell_of(c, tell, owner, false);
	tell_of(c, tell, owner, true);
}

struct evq_entry evq_pop_telling(struct evq *q, evq_tell *tell,
				 const void *owner)
{
	if (q->n > 0 && q->min >= q->told)
		tell_soon(q, tell, owner);
	return evq_pop(q);
}

struct evq_entry evq_pop(struct evq *q)
{
	struct place at;
	struct evq_entry e;

	must_at(q->n > 0, q->last);
	at = first_place(q);
	if (is_single(q, at)) {
		q->last = q->min;
	} else {
		deal_out(q, at);
		at = place_of(q, q->last);
	}
	q->n--;
	if (!bucket_pop(q, at, &e))
		q->min = find_min(q);
	return e;
}

void evq_copy(struct evq *dst, const struct evq *src)
{
	evq_init(dst);
	if (!src->levels)
		return;
	dst->last = src->last;
	dst->level = mem_array(EVQ_LEVELS, sizeof *dst->level);
	for (struct place at = {0, 0}; at.level < EVQ_LEVELS; at.level++)
		for (at.slot = 0; at.slot < EVQ_SLOTS; at.slot++)
			for (const struct evq_chunk *c =
				     bucket_at(src, at)->head;
			     c; c = c->next)
				for (uint32_t i = c->begin; i < c->end; i++)
					place_entry(dst, at, c->at[i]);
	dst->n = src->n;
	dst->min = src->min;
}
