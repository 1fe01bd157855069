/* SPDX-License-Identifier: MIT */
/*
 * MT19937: 624 words that are renewed all at once.
 */
#include "policy/mersenne.h"

#define HALF 397

static void init_words(struct mersenne *mt, uint32_t seed)
{
	mt->word[0] = seed;
	for (uint32_t i = 1; i < MERSENNE_WORDS; i++) {
		uint32_t x = mt->word[i - 1];

		mt->word[i] = UINT32_C(1812433253) * (x ^ (x >> 30)) + i;
	}
	mt->at = MERSENNE_WORDS;
}

static uint32_t mixed(const struct mersenne *mt, uint32_t i, uint32_t by)
{
	uint32_t x = mt->word[(i + MERSENNE_WORDS - 1) % MERSENNE_WORDS];

	return mt->word[i] ^ ((x ^ (x >> 30)) * by);
}

/* After the last word comes the second; the first is then the last. */
static uint32_t following(struct mersenne *mt, uint32_t i)
{
	if (++i < MERSENNE_WORDS)
		return i;
	mt->word[0] = mt->word[MERSENNE_WORDS - 1];
	return 1;
}

void mersenne_init(struct mersenne *mt, uint64_t seed)
{
	uint32_t key[2] = {(uint32_t)seed, (uint32_t)(seed >> 32)};
	uint32_t n = key[1] ? 2 : 1, i = 1, j = 0;

	init_words(mt, UINT32_C(19650218));
	for (uint32_t k = 0; k < MERSENNE_WORDS; k++) {
		mt->word[i] = mixed(mt, i, UINT32_C(1664525)) + key[j] + j;
		i = following(mt, i);
		j = (j + 1) % n;
	}
	for (uint32_t k = 1; k < MERSENNE_WORDS; k++) {
		mt->word[i] = mixed(mt, i, UINT32_C(1566083941)) - i;
		i = following(mt, i);
	}
	mt->word[0] = UINT32_C(0x80000000);
}

static void renew(struct mersenne *mt)
{
	for (uint32_t i = 0; i < MERSENNE_WORDS; i++) {
		uint32_t next = mt->word[(i + 1) % MERSENNE_WORDS];
		uint32_t x = (mt->word[i] & UINT32_C(0x80000000)) |
			     (next & UINT32_C(0x7fffffff));

		mt->word[i] = mt->word[(i + HALF) % MERSENNE_WORDS] ^ (x >> 1) ^
			      (x & 1 ? UINT32_C(0x9908b0df) : 0);
	}
	mt->at = 0;
}

static uint32_t next_word(struct mersenne *mt)
{
	uint32_t x;

	if (mt->at == MERSENNE_WORDS)
		renew(mt);
	x = mt->word[mt->at++];
	x ^= x >> 11;
	x ^= (x << 7) & UINT32_C(0x9d2c5680);
	x ^= (x << 15) & UINT32_C(0xefc60000);
	return x ^ (x >> 18);
}

/* 53 bits, and floor(bits * n / 2^53) in two halves. */
uint64_t mersenne_below(struct mersenne *mt, uint32_t n)
{
	uint64_t high = next_word(mt) >> 5, low = next_word(mt) >> 6;

	return (high * n + (low * n >> 26)) >> 27;
}
