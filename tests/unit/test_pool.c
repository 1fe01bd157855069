/* SPDX-License-Identifier: MIT */
/*
 * The machine's containers: pools, lines, rings of watches, queues of items.
 */
#include "vos/machine.h"

#include "base/mem.h"
#include "unit/unit.h"

enum { TASKS = 6 };

static struct machine *m;
static struct line l;

static void setup(void)
{
	m = mem_new(sizeof *m);
	m->tasks = mem_array(TASKS, sizeof *m->tasks);
	m->n_tasks = TASKS;
	m->asides = mem_array(TASKS, sizeof *m->asides);
	m->watchers = mem_array(TASKS, sizeof *m->watchers);
	pool_init(&m->watches, sizeof(struct watch));
	pool_init(&m->items, sizeof(struct item));
	pool_init(&m->born, sizeof(struct birth));
	line_init(&l);
}

static void teardown(void)
{
	mem_free(m->watches.data);
	mem_free(m->items.data);
	mem_free(m->born.data);
	mem_free(m->watchers);
	mem_free(m->asides);
	mem_free(m->tasks);
	mem_free(m);
}

START_TEST(a_pool_gives_again_what_came_back)
{
	struct pool p;

	pool_init(&p, sizeof(uint64_t));
	for (uint32_t i = 0; i < 100; i++) {
		ck_assert_uint_eq(pool_take(&p), i);
		((uint64_t *)p.data)[i] = i;
	}
	pool_give(&p, 30);
	pool_give(&p, 70);
	ck_assert_uint_eq(pool_take(&p), 70);
	ck_assert_uint_eq(((uint64_t *)p.data)[70], 0);
	ck_assert_uint_eq(pool_take(&p), 30);
	ck_assert_uint_eq(pool_take(&p), 100);
	ck_assert_uint_eq(((uint64_t *)p.data)[71], 71);
	ck_assert_uint_eq(p.n, 101);
	mem_free(p.data);
}
END_TEST

/* The line's tasks, as digits, forwards. */
static const char *in_line(void)
{
	static char text[TASKS + 1];
	int n = 0;

	for (uint32_t i = l.first; i != NONE; i = m->asides[i].next)
		text[n++] = (char)('0' + i);
	text[n] = '\0';
	return text;
}

START_TEST(a_line_is_first_come_first_served)
{
	ck_assert(line_empty(&l));
	ck_assert_ptr_null(line_pop(m, &l));
	for (int i = 0; i < 5; i++)
		line_push(m, &l, &m->tasks[i]);
	ck_assert_str_eq(in_line(), "01234");
	ck_assert_ptr_eq(line_first(m, &l), &m->tasks[0]);
	ck_assert_ptr_eq(line_pop(m, &l), &m->tasks[0]);
	line_push(m, &l, &m->tasks[0]);
	ck_assert_str_eq(in_line(), "12340");
}
END_TEST

START_TEST(anybody_may_leave_a_line)
{
	for (int i = 0; i < 5; i++)
		line_push(m, &l, &m->tasks[i]);
	line_del(m, &l, &m->tasks[2]);
	ck_assert_str_eq(in_line(), "0134");
	line_del(m, &l, &m->tasks[0]);
	ck_assert_str_eq(in_line(), "134");
	line_del(m, &l, &m->tasks[4]);
	ck_assert_str_eq(in_line(), "13");
	line_push(m, &l, &m->tasks[5]);
	ck_assert_str_eq(in_line(), "135");
	line_del(m, &l, &m->tasks[1]);
	line_del(m, &l, &m->tasks[3]);
	line_del(m, &l, &m->tasks[5]);
	ck_assert(line_empty(&l));
	line_push(m, &l, &m->tasks[3]);
	ck_assert_str_eq(in_line(), "3");
}
END_TEST

/* Pops them all: their refs as digits. */
static const char *watching(struct task *t)
{
	static char text[32];
	struct watch w;
	int n = 0;

	while (watch_pop(m, t, &w))
		text[n++] = (char)('0' + w.ref);
	text[n] = '\0';
	ck_assert_uint_eq(m->watchers[task_id(m, t)], 0);
	return text;
}

START_TEST(watches_are_told_oldest_first)
{
	struct task *t = &m->tasks[0], *other = &m->tasks[1];

	for (uint32_t i = 0; i < 5; i++) {
		watch_add(m, t, 1, i, 9);
		watch_add(m, other, 1, i + 5, 9);
	}
	ck_assert_str_eq(watching(t), "01234");
	ck_assert_str_eq(watching(other), "56789");
	ck_assert_str_eq(watching(t), "");
}
END_TEST

START_TEST(a_watch_is_taken_away_by_all_its_fields)
{
	struct task *t = &m->tasks[0];

	watch_del(m, t, 1, 2, 9); /* none there: no harm */
	for (uint32_t i = 0; i < 5; i++)
		watch_add(m, t, 1, i, 9);
	watch_del(m, t, 2, 2, 9);
	watch_del(m, t, 1, 2, 8);
	watch_del(m, t, 1, 7, 9);
	watch_del(m, t, 1, 2, 9);
	watch_del(m, t, 1, 4, 9); /* the newest */
	watch_add(m, t, 1, 6, 9);
	watch_del(m, t, 1, 0, 9); /* the oldest */
	ck_assert_str_eq(watching(t), "136");
	watch_add(m, t, 1, 8, 9);
	watch_del(m, t, 1, 8, 9); /* the only one */
	ck_assert_str_eq(watching(t), "");
}
END_TEST

START_TEST(items_keep_their_order)
{
	struct object a = {.item = NONE, .last_item = NONE}, b = a;

	for (int64_t i = 0; i < 50; i++) {
		item_put(m, &a, i);
		item_put(m, &b, -i);
	}
	for (int64_t i = 0; i < 25; i++)
		ck_assert_int_eq(item_get(m, &a), i);
	for (int64_t i = 50; i < 60; i++)
		item_put(m, &a, i);
	for (int64_t i = 25; i < 60; i++)
		ck_assert_int_eq(item_get(m, &a), i);
	ck_assert_uint_eq(a.size, 0);
	item_put(m, &a, INT64_MIN);
	ck_assert_int_eq(item_get(m, &a), INT64_MIN);
	for (int64_t i = 0; i < 50; i++)
		ck_assert_int_eq(item_get(m, &b), -i);
	ck_assert_uint_le(m->items.n, 100);
}
END_TEST

START_TEST(births_keep_their_order)
{
	static const uint32_t born[TASKS] = {2, 3, 4, 0, 1, 5};
	struct births b = {0, 0};

	ck_assert_ptr_null(births_next(m, &b));
	for (int i = 0; i < TASKS; i++)
		births_add(m, born[i]);
	for (int i = 0; i < TASKS; i++)
		ck_assert_ptr_eq(births_next(m, &b), &m->tasks[born[i]]);
	ck_assert_ptr_null(births_next(m, &b));
	ck_assert_uint_eq(m->born.n, 3);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("pool");
	TCase *tests = tcase_create("pool");

	tcase_add_checked_fixture(tests, setup, teardown);
	tcase_add_test(tests, a_pool_gives_again_what_came_back);
	tcase_add_test(tests, a_line_is_first_come_first_served);
	tcase_add_test(tests, anybody_may_leave_a_line);
	tcase_add_test(tests, watches_are_told_oldest_first);
	tcase_add_test(tests, a_watch_is_taken_away_by_all_its_fields);
	tcase_add_test(tests, births_keep_their_order);
	tcase_add_test(tests, items_keep_their_order);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
