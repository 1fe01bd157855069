/* SPDX-License-Identifier: MIT */
/*
 * Two operations, split and merge, do it all; they go down one path.
 */
#include "runtime/phases.h"

#include "base/mem.h"
#include "base/must.h"

#include <string.h>

static struct phase *at(const struct phases *p, uint32_t i)
{
	return (struct phase *)p->nodes.data + i;
}

void phases_init(struct phases *p)
{
	pool_init(&p->nodes, sizeof(struct phase));
	p->root = NONE;
}

void phases_fini(struct phases *p)
{
	mem_free(p->nodes.data);
}

void phases_copy(struct phases *dst, const struct phases *src)
{
	size_t bytes = (size_t)src->nodes.n * sizeof(struct phase);

	*dst = *src;
	dst->nodes.cap = src->nodes.n;
	dst->nodes.data =
		mem_grow_array(NULL, src->nodes.n, sizeof(struct phase));
	if (bytes > 0)
		memcpy(dst->nodes.data, src->nodes.data, bytes);
}

static uint64_t height(const struct phase *n)
{
	return n->place * UINT64_C(0x9e3779b97f4a7c15) ^ n->place >> 7;
}

static bool is_before(const struct phase *n, int64_t phase, uint64_t place)
{
	return n->phase != phase ? n->phase < phase : n->place < place;
}

/* Those before (phase, place) to *low, the others to *high. */
static void split(struct phases *p, uint32_t i, int64_t phase, uint64_t place,
		  uint32_t *low, uint32_t *high)
{
	while (i != NONE) {
		struct phase *n = at(p, i);

		if (is_before(n, phase, place)) {
			*low = i;
			low = &n->right;
			i = n->right;
		} else {
			*high = i;
			high = &n->left;
			i = n->left;
		}
	}
	*low = *high = NONE;
}

/* All of low are before all of high. */
static uint32_t merge(struct phases *p, uint32_t low, uint32_t high)
{
	uint32_t root, *link = &root;

	while (low != NONE && high != NONE) {
		struct phase *a = at(p, low), *b = at(p, high);

		if (height(a) > height(b)) {
			*link = low;
			link = &a->right;
			low = a->right;
		} else {
			*link = high;
			link = &b->left;
			high = b->left;
		}
	}
	*link = low != NONE ? low : high;
	return root;
}

void phases_add(struct phases *p, int64_t phase, uint64_t place, uint32_t who)
{
	uint32_t i = pool_take(&p->nodes), low, high;

	*at(p, i) = (struct phase){phase, place, who, NONE, NONE};
	split(p, p->root, phase, place, &low, &high);
	p->root = merge(p, merge(p, low, i), high);
}

void phases_del(struct phases *p, int64_t phase, uint64_t place)
{
	uint32_t low, rest, it, high;

	split(p, p->root, phase, place, &low, &rest);
	split(p, rest, phase, place + 1, &it, &high);
	must(it != NONE && at(p, it)->left == NONE && at(p, it)->right == NONE);
	pool_give(&p->nodes, it);
	p->root = merge(p, low, high);
}

const struct phase *phases_after(const struct phases *p, int64_t phase)
{
	const struct phase *found = NULL;

	for (uint32_t i = p->root; i != NONE;) {
		const struct phase *n = at(p, i);

		if (n->phase > phase)
			found = n;
		i = n->phase > phase ? n->left : n->right;
	}
	return found;
}
