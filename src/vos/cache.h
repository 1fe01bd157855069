/* SPDX-License-Identifier: MIT */
/*
 * The cores' caches: whose data are in them, and how fast he works there.
 * Without `rate` there are none (machine.caches is NULL), and work is time.
 */
#ifndef VOS_CACHE_H
#define VOS_CACHE_H

#include "vos/machine.h"

struct caches;

struct caches *caches_new(const struct setup *setup); /* or NULL */
void caches_free(struct caches *all);
struct caches *caches_copy(const struct caches *all);
uint64_t caches_weight(const struct caches *all); /* bytes of a copy */

/* ns from `since` until the thread on a core has had the CPU it needs, or will
 * be faster. */
int64_t cache_due(const struct machine *m, const struct core *c);

/* It has run there for so many ns: how much of what it needed that was. */
int64_t cache_ran(struct machine *m, const struct core *c, int64_t ns);

#endif
