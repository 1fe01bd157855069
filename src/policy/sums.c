/* SPDX-License-Identifier: MIT */
/*
 * The sums of 16, of 256 and so on, up to one level of at most 16.
 */
#include "policy/sums.h"

#include "base/mem.h"

#include <string.h>

#define WIDTH 16

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

void sums_copy(struct sums *dst, const struct sums *src)
{
	*dst = *src;
	for (uint32_t k = 0; k < src->levels; k++) {
		uint32_t n = length(src, k);

		dst->level[k] = mem_array(n, sizeof(int64_t));
		memcpy(dst->level[k], src->level[k], n * sizeof(int64_t));
	}
}

static void grow(struct sums *s, uint32_t n)
{
	struct sums old = *s;

	*s = (struct sums){.cap = old.cap ? old.cap : WIDTH};
	while (s->cap < n)
		s->cap *= 2;
	do
		s->level[s->levels] =
			mem_array(length(s, s->levels), sizeof(int64_t));
	while (length(s, s->levels++) > WIDTH);
	for (uint32_t i = 0; i < old.cap; i++)
		if (old.level[0][i] != 0)
			sums_add(s, i, old.level[0][i]);
	sums_fini(&old);
}

void sums_add(struct sums *s, uint32_t i, int64_t n)
{
	if (i >= s->cap)
		grow(s, i + 1);
	s->total += n;
	for (uint32_t k = 0; k < s->levels; k++, i /= WIDTH)
		s->level[k][i] += n;
}

uint32_t sums_find(const struct sums *s, int64_t point)
{
	uint32_t i = 0;

	for (uint32_t k = s->levels; k-- > 0;) {
		i *= WIDTH;
		for (; s->level[k][i] <= point; i++)
			point -= s->level[k][i];
	}
	return i;
}
