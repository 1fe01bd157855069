/* SPDX-License-Identifier: MIT */
/*
 * Level 0 has the numbers, the next one the sums of 16 of them, and so on, up
 * to a level of 16.  What is kept of 16 neighbours is how much they are with
 * all before them: so a search compares and never adds up, and it does the same
 * six comparisons wherever the point falls, which no processor guesses wrong.
 */
#include "policy/sums.h"

#include "base/mem.h"

#include <string.h>

#define WIDTH 16 /* of a node: two cache lines */

static uint32_t length(const struct sums *s, uint32_t level)
{
	uint32_t n = s->cap;

	while (level-- > 0)
		n = (n + WIDTH - 1) / WIDTH;
	return (n + WIDTH - 1) / WIDTH * WIDTH;
}

void sums_fini(struct sums *s)
{
	for (uint32_t k = 0; k < s->levels; k++)
		mem_free(s->level[k]);
	*s = (struct sums){0};
}

static int64_t *level_new(uint32_t n)
{
	int64_t *level = mem_array_aligned(n, sizeof *level);

	memset(level, 0, n * sizeof *level);
	return level;
}

void sums_copy(struct sums *dst, const struct sums *src)
{
	*dst = *src;
	for (uint32_t k = 0; k < src->levels; k++) {
		uint32_t n = length(src, k);

		dst->level[k] = level_new(n);
		memcpy(dst->level[k], src->level[k], n * sizeof(int64_t));
	}
}

int64_t sums_get(const struct sums *s, uint32_t i)
{
	const int64_t *p = &s->level[0][i];

	return i % WIDTH == 0 ? *p : *p - p[-1];
}

/* Nodes stay what they were; what is above them has all in its first place. */
static void fill(struct sums *s, const struct sums *old, uint32_t level)
{
	if (level < old->levels) {
		memcpy(s->level[level], old->level[level],
		       length(old, level) * sizeof(int64_t));
		return;
	}
	for (int i = 0; i < WIDTH; i++)
		s->level[level][i] = old->total;
}

static void grow(struct sums *s, uint32_t n)
{
	struct sums old = *s;

	*s = (struct sums){.cap = old.cap ? old.cap : WIDTH,
			   .total = old.total};
	while (s->cap < n)
		s->cap *= 2;
	do {
		s->level[s->levels] = level_new(length(s, s->levels));
		fill(s, &old, s->levels);
	} while (length(s, s->levels++) > WIDTH);
	sums_fini(&old);
}

void sums_add(struct sums *s, uint32_t i, int64_t n)
{
	if (i >= s->cap)
		grow(s, i + 1);
	s->total += n;
	for (uint32_t k = 0; k < s->levels; k++, i /= WIDTH)
		for (uint32_t j = i; j / WIDTH == i / WIDTH; j++)
			s->level[k][j] += n;
}

/* How many of the 16 do not pass the point: the quarter, then which of it. */
static uint32_t passed_over(const int64_t *sum, int64_t point)
{
	uint32_t i = 4U * (uint32_t)((sum[3] <= point) + (sum[7] <= point) +
				     (sum[11] <= point));

	return i + (uint32_t)((sum[i] <= point) + (sum[i + 1] <= point) +
			      (sum[i + 2] <= point));
}

uint32_t sums_find(const struct sums *s, int64_t point)
{
	uint32_t i = 0;

	for (uint32_t k = s->levels; k-- > 0;) {
		const int64_t *sum = &s->level[k][i *= WIDTH];
		uint32_t j = passed_over(sum, point);

		point -= j > 0 ? sum[j - 1] : 0;
		i += j;
	}
	return i;
}
