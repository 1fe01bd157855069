/* SPDX-License-Identifier: MIT */
/*
 * The event queue against a plain list: earliest first, equal times as they
 * came, at any size and after a copy.
 */
#include "sim/evq.h"

#include "base/mem.h"
#include "base/rng.h"
#include "unit/unit.h"

#include <string.h>

/* A list in order: a new entry goes behind all that are not later. */
struct list {
	struct evq_entry at[4000];
	size_t n;
};

static void list_push(struct list *l, struct evq_entry e)
{
	size_t i = l->n++;

	for (; i > 0 && l->at[i - 1].t > e.t; i--)
		l->at[i] = l->at[i - 1];
	l->at[i] = e;
}

static struct evq_entry list_pop(struct list *l)
{
	struct evq_entry e = l->at[0];

	memmove(l->at, l->at + 1, --l->n * sizeof *l->at);
	return e;
}

static void same_entry(struct evq_entry a, struct evq_entry b)
{
	ck_assert_int_eq(a.t, b.t);
	ck_assert_uint_eq(a.a, b.a);
	ck_assert_uint_eq(a.b, b.b);
}

static void pop_both(struct evq *q, struct list *l)
{
	ck_assert_int_eq(evq_min(q), l->at[0].t);
	same_entry(evq_pop(q), list_pop(l));
	ck_assert_int_eq(evq_min(q), l->n ? l->at[0].t : EVQ_NEVER);
	ck_assert_uint_eq(q->n, l->n);
}

/* Pushes and pops at random; times up to `spread` ahead of the last pop. */
static void play(uint64_t seed, uint64_t spread, int64_t from)
{
	static struct list l;
	struct evq q;
	struct rng rng;

	rng_init(&rng, seed, 0);
	evq_init(&q);
	l.n = 0;
	q.last = from;
	for (uint32_t i = 0; i < 3000; i++) {
		int64_t t = q.last + (int64_t)rng_below(&rng, spread);
		struct evq_entry e = {t, i, i * 3};

		if (l.n > 0 && rng_below(&rng, 5) < 2) {
			pop_both(&q, &l);
			continue;
		}
		evq_push(&q, e.t, e.a, e.b);
		list_push(&l, e);
		ck_assert_int_eq(evq_min(&q), l.at[0].t);
	}
	while (l.n > 0)
		pop_both(&q, &l);
	evq_fini(&q);
}

START_TEST(as_a_plain_list)
{
	play(1, 2, 0);
	play(2, 10, 0);
	play(3, 1000, 0);
	play(4, UINT64_C(1) << 40, 0);
	play(5, 100, INT64_MAX - 1000000);
	play(6, 1, 12345);
}
END_TEST

START_TEST(equal_times_leave_as_they_came)
{
	enum { N = 100000 };
	struct evq q;

	evq_init(&q);
	for (uint32_t i = 0; i < N; i++)
		evq_push(&q, i % 2 ? 500 : 700, i, 0);
	for (uint32_t i = 0; i < N; i++) {
		struct evq_entry e = evq_pop(&q);

		ck_assert_int_eq(e.t, i < N / 2 ? 500 : 700);
		ck_assert_uint_eq(e.a, i < N / 2 ? 2 * i + 1 : 2 * i - N);
	}
	ck_assert_uint_eq(q.n, 0);
	evq_fini(&q);
}
END_TEST

START_TEST(at_the_last_popped_time)
{
	struct evq q;

	evq_init(&q);
	evq_push(&q, 5, 1, 0);
	evq_push(&q, 5, 2, 0);
	ck_assert_uint_eq(evq_pop(&q).a, 1);
	evq_push(&q, 5, 3, 0);
	ck_assert_uint_eq(evq_pop(&q).a, 2);
	ck_assert_uint_eq(evq_pop(&q).a, 3);
	ck_assert_int_eq(evq_min(&q), EVQ_NEVER);
	evq_push(&q, 5, 4, 0);
	ck_assert_uint_eq(evq_pop(&q).a, 4);
	evq_fini(&q);
}
END_TEST

START_TEST(the_ends_of_time)
{
	struct evq q;

	evq_init(&q);
	evq_push(&q, INT64_MAX - 1, 1, 0);
	evq_push(&q, 0, 2, 0);
	evq_push(&q, INT64_MAX - 1, 3, 0);
	ck_assert_uint_eq(evq_pop(&q).a, 2);
	ck_assert_uint_eq(evq_pop(&q).a, 1);
	ck_assert_uint_eq(evq_pop(&q).a, 3);
	evq_fini(&q);
}
END_TEST

START_TEST(a_copy_is_whole_and_its_own)
{
	struct evq q, copy;
	struct rng rng;

	rng_init(&rng, 9, 0);
	evq_init(&q);
	for (uint32_t i = 0; i < 1000; i++)
		evq_push(&q, (int64_t)rng_below(&rng, 300), i, 0);
	for (int i = 0; i < 333; i++)
		(void)evq_pop(&q);
	evq_copy(&copy, &q);
	evq_push(&copy, copy.last, 7777, 0);
	ck_assert_uint_eq(copy.n, q.n + 1);
	for (bool seen = false; copy.n > 0;) {
		struct evq_entry e = evq_pop(&copy);

		if (e.a == 7777)
			seen = true;
		else
			same_entry(e, evq_pop(&q));
		ck_assert(seen || copy.n > 0);
	}
	ck_assert_uint_eq(q.n, 0);
	evq_fini(&q);
	evq_fini(&copy);
}
END_TEST

enum { TOLD = 2000 };

struct hearer {
	unsigned first, again; /* told of so many */
	bool known[TOLD], popped[TOLD];
};

static struct hearer hearer;

static void hear(const void *owner, const struct evq_entry *e, bool again)
{
	ck_assert_ptr_eq(owner, &hearer);
	ck_assert(!hearer.popped[e->a]);
	ck_assert(!again || hearer.known[e->a]);
	hearer.known[e->a] = true;
	hearer.first += !again;
	hearer.again += again;
}

START_TEST(most_are_told_of_before_they_come)
{
	struct evq q;
	struct rng rng;
	int64_t last = 0;

	memset(&hearer, 0, sizeof hearer);
	rng_init(&rng, 3, 3);
	evq_init(&q);
	for (uint32_t i = 0; i < TOLD; i++)
		evq_push(&q, (int64_t)rng_below(&rng, 1 << 30), i, 0);
	for (uint32_t i = 0; i < TOLD; i++) {
		struct evq_entry e = evq_pop_telling(&q, hear, &hearer);

		ck_assert_int_ge(e.t, last);
		last = e.t;
		hearer.popped[e.a] = true;
	}
	ck_assert_uint_eq(hearer.first, hearer.again);
	ck_assert_uint_gt(hearer.first, TOLD / 10 * 9);
	ck_assert_uint_le(hearer.first, TOLD);
	evq_fini(&q);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("evq");
	TCase *tests = tcase_create("evq");

	tcase_add_test(tests, as_a_plain_list);
	tcase_add_test(tests, equal_times_leave_as_they_came);
	tcase_add_test(tests, at_the_last_popped_time);
	tcase_add_test(tests, the_ends_of_time);
	tcase_add_test(tests, a_copy_is_whole_and_its_own);
	tcase_add_test(tests, most_are_told_of_before_they_come);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
