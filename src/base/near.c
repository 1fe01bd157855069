/* SPDX-License-Identifier: MIT */
/*
 * The name that was probably meant: optimal string alignment, a table of
 * which three rows are kept. Case makes no difference.
 */
#include "base/near.h"

#include <stdbool.h>
#include <string.h>

/* Rows of the table: for a's letters up to the one before, to the one before
 * that, and to this one; column j is for b's first j letters. */
struct rows {
	unsigned char old[NEAR_NAME_MAX + 1];
	unsigned char last[NEAR_NAME_MAX + 1];
	unsigned char now[NEAR_NAME_MAX + 1];
};

static char near_fold(char c)
{
	return c >= 'A' && c <= 'Z' ? (char)(c - 'A' + 'a') : c;
}

static bool near_same(char a, char b)
{
	return near_fold(a) == near_fold(b);
}

static unsigned char near_min(int a, int b)
{
	return (unsigned char)(a < b ? a : b);
}

/* Fills in the row of a[I] and gives its least number. */
static size_t near_row(struct rows *rows, const char *a, size_t i,
		       const char *b, size_t b_len)
{
	size_t least;

	rows->now[0] = (unsigned char)(i + 1);
	least = rows->now[0];
	for (size_t j = 1; j <= b_len; j++) {
		int steps = rows->last[j - 1] + !near_same(a[i], b[j - 1]);

		steps = near_min(steps, rows->last[j] + 1);
		steps = near_min(steps, rows->now[j - 1] + 1);
		if (i && j > 1 && near_same(a[i], b[j - 2]) &&
		    near_same(a[i - 1], b[j - 1]))
			steps = near_min(steps, rows->old[j - 2] + 1);
		rows->now[j] = (unsigned char)steps;
		if (rows->now[j] < least)
			least = rows->now[j];
	}
	memcpy(rows->old, rows->last, sizeof rows->old);
	memcpy(rows->last, rows->now, sizeof rows->last);
	return least;
}

size_t near_distance(const char *a, size_t a_len, const char *b, size_t b_len,
		     size_t most)
{
	size_t apart = a_len < b_len ? b_len - a_len : a_len - b_len;
	struct rows rows = {0};

	if (apart > most || a_len > NEAR_NAME_MAX || b_len > NEAR_NAME_MAX)
		return most + 1;
	for (size_t j = 0; j <= b_len; j++)
		rows.last[j] = (unsigned char)j;
	for (size_t i = 0; i < a_len; i++) {
		if (near_row(&rows, a, i, b, b_len) > most)
			return most + 1;
	}
	return rows.last[b_len] > most ? most + 1 : rows.last[b_len];
}

void near_offer(struct near *near, const char *text, size_t len)
{
	size_t shorter = len < near->len ? len : near->len;
	size_t most = (near->len + 2) / 3;
	size_t distance;

	if (!shorter)
		return;
	if (most >= shorter)
		most = shorter - 1;
	if (near->best && most >= near->best_distance) {
		if (!near->best_distance)
			return;
		most = near->best_distance - 1;
	}
	distance = near_distance(near->name, near->len, text, len, most);
	if (distance > most)
		return;
	near->best = text;
	near->best_len = len;
	near->best_distance = distance;
}

const char *near_find(const char *name, size_t len, const char *const *names,
		      size_t n)
{
	struct near near = {.name = name, .len = len};

	for (size_t i = 0; i < n; i++)
		near_offer(&near, names[i], strlen(names[i]));
	return near.best;
}
