/* SPDX-License-Identifier: MIT */
/*
 * Phases against a plain table of them.
 */
#include "runtime/phases.h"

#include "base/rng.h"
#include "unit/unit.h"

enum { PERIOD = 7, MOST = 200, ROUNDS = 20000 };

struct table {
	int64_t phase[MOST];
	uint64_t place[MOST];
	int n;
};

static int first_after(const struct table *t, int64_t phase)
{
	int found = -1;

	for (int i = 0; i < t->n; i++)
		if (t->phase[i] > phase &&
		    (found < 0 || t->phase[i] < t->phase[found] ||
		     (t->phase[i] == t->phase[found] &&
		      t->place[i] < t->place[found])))
			found = i;
	return found;
}

static void check(const struct phases *p, const struct table *t)
{
	for (int64_t phase = -1; phase < PERIOD; phase++) {
		int i = first_after(t, phase);
		const struct phase *n = phases_after(p, phase);

		ck_assert((i < 0) == (n == NULL));
		if (n) {
			ck_assert_int_eq(n->phase, t->phase[i]);
			ck_assert_uint_eq(n->place, t->place[i]);
			ck_assert_uint_eq(n->who, (uint32_t)t->place[i]);
		}
	}
}

START_TEST(as_a_plain_table_has_it)
{
	struct table t = {.n = 0};
	struct phases p, copy;
	struct rng rng;

	rng_init(&rng, 1, 2);
	phases_init(&p);
	for (uint64_t k = 0; k < ROUNDS; k++) {
		int i = t.n ? (int)rng_below(&rng, (uint64_t)t.n) : 0;

		if (t.n < MOST && (t.n == 0 || rng_below(&rng, 2))) {
			t.phase[t.n] = (int64_t)rng_below(&rng, PERIOD);
			t.place[t.n] = k;
			phases_add(&p, t.phase[t.n], k, (uint32_t)k);
			t.n++;
		} else {
			phases_del(&p, t.phase[i], t.place[i]);
			t.n--;
			t.phase[i] = t.phase[t.n];
			t.place[i] = t.place[t.n];
		}
		check(&p, &t);
	}
	phases_copy(&copy, &p);
	check(&copy, &t);
	phases_fini(&copy);
	phases_fini(&p);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("phases");
	TCase *tests = tcase_create("phases");

	tcase_add_test(tests, as_a_plain_table_has_it);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
