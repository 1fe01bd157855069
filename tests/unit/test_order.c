/* SPDX-License-Identifier: MIT */
/*
 * The heap of ready threads against a plain list: by key, equal ones by place,
 * at any size and in a copy.
 */
#include "policy/order.h"

#include "base/rng.h"
#include "unit/unit.h"

#include <string.h>

struct list {
	struct rail_entry at[3000];
	uint32_t n;
};

/* Behind all that are not to go later. */
static void list_push(struct list *l, int64_t key, int64_t place, uint32_t who)
{
	uint32_t i = l->n++;

	for (;
	     i > 0 && (l->at[i - 1].key > key ||
		       (l->at[i - 1].key == key && l->at[i - 1].place > place));
	     i--)
		l->at[i] = l->at[i - 1];
	l->at[i] = (struct rail_entry){key, place, 0, who};
}

static void pop_both(struct order *o, struct list *l)
{
	struct rail_entry e;

	ck_assert_uint_eq(order_first(o)->who, l->at[0].who);
	e = order_pop(o);
	ck_assert_int_eq(e.key, l->at[0].key);
	ck_assert_uint_eq(e.who, l->at[0].who);
	memmove(l->at, l->at + 1, --l->n * sizeof *l->at);
	ck_assert_uint_eq(o->n, l->n);
}

START_TEST(it_is_a_sorted_list)
{
	static struct list l;
	struct order o = {0}, copy;
	struct rng rng;

	l.n = 0;
	rng_init(&rng, (uint64_t)_i, 0);
	for (uint32_t who = 0; who < 3000; who++) {
		int64_t key = (int64_t)rng_below(&rng, _i < 3 ? 4 : 1000000);
		int64_t place = rng_below(&rng, 8) ? order_behind(&o)
						   : order_before(&o);

		order_push(&o, key - 2, place, who);
		list_push(&l, key - 2, place, who);
		while (l.n > 0 && rng_below(&rng, 3) == 0)
			pop_both(&o, &l);
	}
	order_copy(&copy, &o);
	order_fini(&o);
	while (l.n > 0)
		pop_both(&copy, &l);
	ck_assert_ptr_null(order_first(&copy));
	order_fini(&copy);
}
END_TEST

START_TEST(equal_keys_go_as_they_came)
{
	struct order o = {0};

	for (uint32_t who = 0; who < 100; who++)
		order_push(&o, 7, order_behind(&o), who);
	order_push(&o, 7, order_before(&o), 100);
	ck_assert_uint_eq(order_pop(&o).who, 100);
	for (uint32_t who = 0; who < 100; who++)
		ck_assert_uint_eq(order_pop(&o).who, who);
	order_fini(&o);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("order");
	TCase *tests = tcase_create("order");

	tcase_add_loop_test(tests, it_is_a_sorted_list, 0, 6);
	tcase_add_test(tests, equal_keys_go_as_they_came);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
