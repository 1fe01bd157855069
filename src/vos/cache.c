/* SPDX-License-Identifier: MIT */
/*
 * What a cache does
 * -----------------
 * A task has so much `data` that it comes back to.  On a core where they are in
 * the cache it works `rate` times as fast as it says, since it need not wait
 * for memory.  They come there while it works, and are there when it has had
 * that core for `warmup`, in one piece or in several.  A cache holds so much;
 * what is too much goes, the oldest first, and its owner begins anew.  Data
 * that no cache could hold push out all others, and are not there themselves.
 *
 * Nobody's data are looked for when they are used: which stay does not depend
 * on who ran last, but on whose came last.
 *
 * Source: OSTEP chapter 10 and its simulator multi.py, in which only the begin
 * of a tick is looked at (like=ostep): what is done before its end is done at
 * its end.
 */
#include "vos/cache.h"

#include "base/mem.h"
#include "vos/policy.h"
#include "vos/runtime.h"

#include <string.h>

#define WARM (-1)

/* A thread's data on one core. */
struct data {
	int64_t cold; /* ns until they are there; 0 at first; WARM: they are */
	uint32_t newer; /* whose came next, or NONE */
};

struct cache {
	struct data *by_thread;
	uint32_t n; /* of threads that are known here */
	uint32_t oldest, newest;
	int64_t used;
};

struct caches {
	int64_t size, warmup, rate;
	int64_t tick; /* ns; 0: what is done is done */
	uint32_t n;
	struct cache of_core[CORES_MAX];
};

struct caches *caches_new(const struct setup *setup)
{
	struct caches *all;

	if (setup->key[KEY_RATE] == 1)
		return NULL;
	all = mem_new(sizeof *all);
	all->size = setup->key[KEY_CACHE];
	all->warmup = setup->key[KEY_WARMUP];
	all->rate = setup->key[KEY_RATE];
	all->tick = setup->key[KEY_LIKE] == LIKE_OSTEP ? setup->unit : 0;
	all->n = (uint32_t)setup->key[KEY_CORES];
	for (uint32_t i = 0; i < all->n; i++)
		all->of_core[i].oldest = all->of_core[i].newest = NONE;
	return all;
}

void caches_free(struct caches *all)
{
	if (!all)
		return;
	for (uint32_t i = 0; i < all->n; i++)
		mem_free(all->of_core[i].by_thread);
	mem_free(all);
}

struct caches *caches_copy(const struct caches *all)
{
	struct caches *copy;

	if (!all)
		return NULL;
	copy = mem_new(sizeof *copy);
	*copy = *all;
	for (uint32_t i = 0; i < all->n; i++) {
		const struct cache *from = &all->of_core[i];
		struct cache *to = &copy->of_core[i];

		to->by_thread =
			mem_grow_array(NULL, from->n, sizeof(struct data));
		if (from->n > 0)
			memcpy(to->by_thread, from->by_thread,
			       from->n * sizeof(struct data));
	}
	return copy;
}

uint64_t caches_weight(const struct caches *all)
{
	uint64_t bytes = all ? sizeof *all : 0;

	for (uint32_t i = 0; all && i < all->n; i++)
		bytes += all->of_core[i].n * sizeof(struct data);
	return bytes;
}

/* --- what is there --- */

static int64_t size_of(const struct machine *m, const struct thread *th)
{
	const struct prog_task *decl = thread_decl(m, th);

	return decl ? decl->data : 0;
}

/* ns of warming up that are left; WARM. */
static int64_t cold_of(const struct caches *all, const struct cache *cache,
		       uint32_t i)
{
	int64_t cold = i < cache->n ? cache->by_thread[i].cold : 0;

	return cold == 0 ? all->warmup : cold;
}

static struct data *data_of(struct cache *cache, uint32_t i)
{
	if (i >= cache->n) {
		uint32_t n = i + 1 + i / 2;

		cache->by_thread = mem_grow_array(cache->by_thread, n,
						  sizeof *cache->by_thread);
		memset(cache->by_thread + cache->n, 0,
		       (n - cache->n) * sizeof *cache->by_thread);
		cache->n = n;
	}
	return &cache->by_thread[i];
}

static void tell(struct machine *m, const struct core *c, uint32_t i,
		 enum note note)
{
	uint32_t core = (uint32_t)(c - m->cores);

	emit_full(m, EV_NOTE, thread_actor(m, thread_at(m, i)), NONE,
		  ACTOR(ACTOR_CORE, core), 0, note, 0, core);
}

static void push_out(struct machine *m, const struct core *c,
		     struct cache *cache)
{
	uint32_t i = cache->oldest;

	cache->oldest = cache->by_thread[i].newer;
	if (cache->oldest == NONE)
		cache->newest = NONE;
	cache->used -= size_of(m, thread_at(m, i));
	cache->by_thread[i].cold = 0; /* it begins anew */
	tell(m, c, i, NOTE_COLD);
}

static void bring_in(struct machine *m, const struct core *c,
		     struct cache *cache, uint32_t i)
{
	struct data *data = data_of(cache, i);
	int64_t size = size_of(m, thread_at(m, i));

	while (cache->used > m->caches->size - size)
		push_out(m, c, cache);
	*data = (struct data){WARM, NONE};
	if (cache->newest == NONE)
		cache->oldest = i;
	else
		cache->by_thread[cache->newest].newer = i;
	cache->newest = i;
	cache->used += size;
	tell(m, c, i, NOTE_WARM);
}

/* --- how fast it makes --- */

/* The data would be there: once if they fit, else time and again. */
static void warmed_up(struct machine *m, const struct core *c,
		      struct cache *cache, int64_t beyond)
{
	const struct caches *all = m->caches;
	uint32_t i = c->thread;

	if (size_of(m, thread_at(m, i)) <= all->size) {
		bring_in(m, c, cache, i);
		return;
	}
	while (cache->oldest != NONE)
		push_out(m, c, cache);
	data_of(cache, i)->cold = all->warmup - beyond % all->warmup;
}

int64_t cache_due(const struct machine *m, const struct core *c)
{
	const struct caches *all = m->caches;
	const struct cache *cache = &all->of_core[c - m->cores];
	const struct thread *th = thread_at(m, c->thread);
	int64_t need = th->need, size = size_of(m, th), cold, late;

	if (need == 0 || size == 0 ||
	    (size > all->size && cache->oldest == NONE))
		return need;
	cold = cold_of(all, cache, c->thread);
	if (cold != WARM)
		return need < cold ? need : cold;
	need = (need - 1) / all->rate + 1;
	late = all->tick ? (c->since + need) % all->tick : 0;
	return late ? need + all->tick - late : need;
}

int64_t cache_ran(struct machine *m, const struct core *c, int64_t ns)
{
	struct caches *all = m->caches;
	struct cache *cache = &all->of_core[c - m->cores];
	const struct thread *th = thread_at(m, c->thread);
	int64_t cold, done, most;

	if (ns == 0 || size_of(m, th) == 0)
		return ns;
	cold = cold_of(all, cache, c->thread);
	if (cold == WARM) {
		most = th->need - (all->tick && m->now % all->tick != 0);
		if (__builtin_mul_overflow(ns, all->rate, &done))
			return most;
		return done < most ? done : most;
	}
	if (cold > ns)
		data_of(cache, c->thread)->cold = cold - ns;
	else
		warmed_up(m, c, cache, ns - cold);
	return ns;
}
