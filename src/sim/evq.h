/* SPDX-License-Identifier: MIT */
/*
 * Event queue: what is due when.  A radix heap: entries of equal time leave in
 * the order they came, whatever their number, and a push or a pop costs about
 * the same at ten entries as at a million.
 *
 * Time only goes forward: nothing may be pushed before the last popped time.
 * There is no removal; an entry that no longer counts is recognised by its
 * owner (b is a generation) and dropped when it comes out.
 *
 * Source: Ahuja, Mehlhorn, Orlin, Tarjan, Faster algorithms for the shortest
 * path problem, J. ACM 37 (1990), section 4, with 64 buckets a level.
 */
#ifndef SIM_EVQ_H
#define SIM_EVQ_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define EVQ_NEVER INT64_MAX

struct evq_entry {
	int64_t t;
	uint32_t a, b; /* the owner's */
};

struct evq_chunk;

struct evq_bucket {
	struct evq_chunk *head, *tail;
};

#define EVQ_BITS   6
#define EVQ_SLOTS  (1 << EVQ_BITS)
#define EVQ_LEVELS 11 /* of 6 bits each: 64 bits and some */

struct evq_level {
	uint64_t used; /* bit k: slot k holds something */
	struct evq_bucket slot[EVQ_SLOTS];
};

struct evq {
	int64_t last; /* time of the last pop */
	int64_t min;  /* time of the first entry, EVQ_NEVER if empty */
	int64_t told; /* entries before it were told of */
	uint64_t n;
	uint32_t levels; /* bit k: level k holds something */
	uint32_t n_spare;
	struct evq_chunk *spare;
	struct evq_level *level; /* EVQ_LEVELS of them, once anything came */
};

void evq_init(struct evq *q);
void evq_fini(struct evq *q);

/* A deep copy of src into dst, which holds nothing yet. */
void evq_copy(struct evq *dst, const struct evq *src);

/* t is at least the last popped time. */
void evq_push(struct evq *q, int64_t t, uint32_t a, uint32_t b);

/* The first entry; the queue is not empty. */
struct evq_entry evq_pop(struct evq *q);

/* The same; `tell` hears of what comes soon after it, now and then and of many
 * at once, so that what they name can be fetched from memory meanwhile.  It is
 * told of all of them, then `again`: what it asked for the first time is there
 * by then.  Entries may be passed over. */
typedef void evq_tell(const void *owner, const struct evq_entry *e, bool again);
struct evq_entry evq_pop_telling(struct evq *q, evq_tell *tell,
				 const void *owner);

static inline int64_t evq_min(const struct evq *q)
{
	return q->min;
}

#endif
