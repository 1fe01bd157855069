/* SPDX-License-Identifier: MIT */
/*
 * A tree in the order of the entries that is a heap by heights drawn from their
 * names: so it is flat whatever comes, and the same in every run.
 */
#include "policy/treap.h"

#include "base/mem.h"

#include <string.h>

struct treap_node {
	struct rail_entry entry;
	int64_t least; /* mark in its branch */
	uint32_t left, right;
};

void treap_fini(struct treap *t)
{
	mem_free(t->node);
	*t = (struct treap){0};
}

void treap_copy(struct treap *dst, const struct treap *src)
{
	*dst = *src;
	if (src->cap == 0)
		return;
	dst->node = mem_grow_array(NULL, src->cap, sizeof *src->node);
	memcpy(dst->node, src->node, src->cap * sizeof *src->node);
}

static uint32_t root_of(const struct treap *t)
{
	return t->root - 1; /* 0 is NONE */
}

/* Random enough to keep it flat. */
static uint32_t height_of(uint32_t i)
{
	i = (i ^ i >> 16) * UINT32_C(0x45d9f3b);
	i = (i ^ i >> 16) * UINT32_C(0x45d9f3b);
	return i ^ i >> 16;
}

static void update(struct treap_node *node, uint32_t i)
{
	struct treap_node *n = &node[i];

	n->least = n->entry.mark;
	if (n->left != NONE && node[n->left].least < n->least)
		n->least = node[n->left].least;
	if (n->right != NONE && node[n->right].least < n->least)
		n->least = node[n->right].least;
}

/* Parts a branch into those before the entry and the rest. */
static void split(struct treap_node *node, uint32_t i,
		  const struct rail_entry *e, uint32_t *left, uint32_t *right)
{
	if (i == NONE) {
		*left = *right = NONE;
		return;
	}
	if (rail_precedes(&node[i].entry, e)) {
		*left = i;
		split(node, node[i].right, e, &node[i].right, right);
	} else {
		*right = i;
		split(node, node[i].left, e, left, &node[i].left);
	}
	update(node, i);
}

/* All of `left` is before all of `right`. */
static uint32_t merge(struct treap_node *node, uint32_t left, uint32_t right)
{
	if (left == NONE || right == NONE)
		return left == NONE ? right : left;
	if (height_of(left) > height_of(right)) {
		node[left].right = merge(node, node[left].right, right);
		update(node, left);
		return left;
	}
	node[right].left = merge(node, left, node[right].left);
	update(node, right);
	return right;
}

static void make_room(struct treap *t, uint32_t who)
{
	uint32_t cap = t->cap ? t->cap : 16;

	while (cap <= who)
		cap *= 2;
	if (cap == t->cap)
		return;
	t->node = mem_grow_array(t->node, cap, sizeof *t->node);
	memset(t->node + t->cap, 0, (cap - t->cap) * sizeof *t->node);
	t->cap = cap;
}

void treap_push(struct treap *t, struct rail_entry e)
{
	uint32_t root = root_of(t), *link = &root;
	struct treap_node *node;

	make_room(t, e.who);
	node = t->node;
	while (*link != NONE && height_of(*link) > height_of(e.who)) {
		struct treap_node *up = &node[*link];

		if (e.mark < up->least)
			up->least = e.mark;
		link = rail_precedes(&up->entry, &e) ? &up->right : &up->left;
	}
	node[e.who].entry = e;
	split(node, *link, &e, &node[e.who].left, &node[e.who].right);
	*link = e.who;
	update(node, e.who);
	t->root = root + 1;
}

/* Takes a name out of the branch, which holds it; gives what is left of it. */
static uint32_t without(struct treap_node *node, uint32_t branch, uint32_t who)
{
	struct treap_node *n = &node[branch];

	if (branch == who)
		return merge(node, n->left, n->right);
	if (rail_precedes(&node[who].entry, &n->entry))
		n->left = without(node, n->left, who);
	else
		n->right = without(node, n->right, who);
	update(node, branch);
	return branch;
}

void treap_del(struct treap *t, uint32_t who)
{
	t->root = without(t->node, root_of(t), who) + 1;
}

const struct rail_entry *treap_entry(const struct treap *t, uint32_t who)
{
	return &t->node[who].entry;
}

uint32_t treap_find(const struct treap *t, treap_fits *fits, const void *owner)
{
	uint32_t i = root_of(t);

	if (i == NONE || !fits(owner, t->node[i].least))
		return NONE;
	for (;;) {
		const struct treap_node *n = &t->node[i];

		if (n->left != NONE && fits(owner, t->node[n->left].least))
			i = n->left;
		else if (fits(owner, n->entry.mark))
			return i;
		else
			i = n->right;
	}
}

static bool is_no_more(const void *least, int64_t mark)
{
	return mark <= *(const int64_t *)least;
}

uint32_t treap_find_least(const struct treap *t)
{
	uint32_t i = root_of(t);

	return i == NONE ? NONE : treap_find(t, is_no_more, &t->node[i].least);
}
