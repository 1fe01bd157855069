/* SPDX-License-Identifier: MIT */
/*
 * Sums against a plain array: whose share a point falls into, at any size and
 * in a copy.
 */
#include "policy/sums.h"

#include "base/rng.h"
#include "unit/unit.h"

#define MOST 5000

struct list {
	int64_t at[MOST];
	int64_t total;
};

static void add_both(struct sums *s, struct list *l, uint32_t i, int64_t n)
{
	sums_add(s, i, n);
	l->at[i] += n;
	l->total += n;
	ck_assert_int_eq(s->total, l->total);
	ck_assert_int_eq(sums_get(s, i), l->at[i]);
}

static uint32_t list_find(const struct list *l, int64_t point)
{
	uint32_t i = 0;

	for (; l->at[i] <= point; i++)
		point -= l->at[i];
	return i;
}

static void find_both(const struct sums *s, const struct list *l,
		      struct rng *rng)
{
	int64_t point;

	if (l->total == 0)
		return;
	point = (int64_t)rng_below(rng, (uint64_t)l->total);
	ck_assert_uint_eq(sums_find(s, point), list_find(l, point));
}

/* Numbers of any size come and go; the sums grow as they come. */
START_TEST(they_find_as_a_plain_array_does)
{
	static struct list l;
	struct sums s = {0}, copy;
	struct rng rng;

	l = (struct list){0};
	rng_init(&rng, (uint64_t)_i, 0);
	for (uint32_t n = 1; n <= MOST; n++) {
		uint32_t i = (uint32_t)rng_below(&rng, n);
		int64_t most = _i % 2 ? 3 : INT64_C(1) << 40;

		add_both(&s, &l, i,
			 l.at[i] ? -l.at[i]
				 : (int64_t)rng_below(&rng, (uint64_t)most));
		find_both(&s, &l, &rng);
	}
	sums_copy(&copy, &s);
	add_both(&s, &l, MOST - 1, 1);
	sums_add(&copy, MOST - 1, 1);
	sums_fini(&s);
	for (int i = 0; i < 100; i++)
		find_both(&copy, &l, &rng);
	sums_fini(&copy);
}
END_TEST

/* The first and the last point of every share, at each width of a tree. */
START_TEST(a_share_begins_where_the_one_before_it_ends)
{
	static const uint32_t sizes[] = {1, 15, 16, 17, 256, 257, 4097};
	uint32_t n = sizes[_i];
	struct sums s = {0};
	int64_t begin = 0;

	for (uint32_t i = n; i-- > 0;)
		sums_add(&s, i, 1 + i % 3);
	for (uint32_t i = 0; i < n; begin += 1 + i++ % 3) {
		ck_assert_uint_eq(sums_find(&s, begin), i);
		ck_assert_uint_eq(sums_find(&s, begin + i % 3), i);
	}
	ck_assert_int_eq(s.total, begin);
	sums_fini(&s);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("sums");
	TCase *tcase = tcase_create("sums");

	tcase_add_loop_test(tcase, they_find_as_a_plain_array_does, 0, 6);
	tcase_add_loop_test(tcase, a_share_begins_where_the_one_before_it_ends,
			    0, 7);
	suite_add_tcase(suite, tcase);
	return unit_run(suite);
}
