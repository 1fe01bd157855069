/* SPDX-License-Identifier: MIT */
/*
 * The tree against a plain list: the first whose mark fits, and the first of
 * the least mark, at any size and in a copy.
 */
#include "policy/treap.h"

#include "base/rng.h"
#include "unit/unit.h"

enum { MOST = 400 };

struct list {
	struct rail_entry at[MOST];
	bool is_in[MOST];
};

static bool is_low(const void *limit, int64_t mark)
{
	return mark <= *(const int64_t *)limit;
}

static uint32_t list_find(const struct list *l, int64_t limit)
{
	uint32_t found = NONE;

	for (uint32_t i = 0; i < MOST; i++)
		if (l->is_in[i] && l->at[i].mark <= limit &&
		    (found == NONE || rail_precedes(&l->at[i], &l->at[found])))
			found = i;
	return found;
}

static int64_t list_least(const struct list *l)
{
	int64_t least = INT64_MIN;

	for (uint32_t i = 0; i < MOST; i++)
		if (l->is_in[i] &&
		    (least == INT64_MIN || l->at[i].mark < least))
			least = l->at[i].mark;
	return least;
}

static void find_both(const struct treap *t, const struct list *l,
		      struct rng *rng)
{
	int64_t limit = (int64_t)rng_below(rng, 40);

	ck_assert_uint_eq(treap_find(t, is_low, &limit), list_find(l, limit));
	ck_assert_uint_eq(treap_find_least(t), list_find(l, list_least(l)));
}

static void change_both(struct treap *t, struct list *l, struct rng *rng)
{
	uint32_t i = (uint32_t)rng_below(rng, MOST);
	static int64_t place;

	if (l->is_in[i]) {
		ck_assert_int_eq(treap_entry(t, i)->place, l->at[i].place);
		treap_del(t, i);
	} else {
		l->at[i] = (struct rail_entry){(int64_t)rng_below(rng, 20),
					       ++place,
					       (int64_t)rng_below(rng, 40), i};
		treap_push(t, l->at[i]);
	}
	l->is_in[i] = !l->is_in[i];
}

START_TEST(it_finds_what_a_list_does)
{
	static struct list l;
	struct treap t = {0}, copy;
	struct rng rng;

	l = (struct list){0};
	rng_init(&rng, (uint64_t)_i, 0);
	find_both(&t, &l, &rng);
	for (int n = 0; n < 3000; n++) {
		change_both(&t, &l, &rng);
		find_both(&t, &l, &rng);
	}
	treap_copy(&copy, &t);
	treap_fini(&t);
	for (uint32_t i = 0; i < MOST; i++) {
		if (!l.is_in[i])
			continue;
		treap_del(&copy, i);
		l.is_in[i] = false;
		find_both(&copy, &l, &rng);
	}
	treap_fini(&copy);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("treap");
	TCase *tests = tcase_create("treap");

	tcase_add_loop_test(tests, it_finds_what_a_list_does, 0, 4);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
