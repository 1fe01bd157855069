/* SPDX-License-Identifier: MIT */
/*
 * Durations: exact reading and writing. Integers only, each product checked
 * before it is made.
 */
#include "base/dur.h"

#include "base/i18n.h"
#include "base/must.h"

#include <string.h>

enum {
	DUR_DECIMALS = 3, /* as many are short */
	/* An hour has 2^13 among its factors and no more: 13 decimals reach a
	 * nanosecond, with 14 there is always a part of one. */
	DUR_FINEST = 13,
};

static const struct {
	const char *name;
	int64_t ns;
	int64_t largest; /* the number up to which it is shown by preference */
	int decimals;    /* that read well */
} units[DUR_UNITS] = {
	[DUR_NS] = {N_("ns"), INT64_C(1), 1000, 0},
	[DUR_US] = {N_("us"), INT64_C(1000), 1000, DUR_DECIMALS},
	[DUR_MS] = {N_("ms"), INT64_C(1000000), 1000, DUR_DECIMALS},
	[DUR_S] = {N_("s"), INT64_C(1000000000), 1000, DUR_DECIMALS},
	[DUR_MIN] = {N_("min"), INT64_C(60000000000), 1000, 1},
	[DUR_H] = {N_("h"), INT64_C(3600000000000), INT64_MAX, 1},
};

int64_t dur_unit_ns(enum dur_unit unit)
{
	return units[unit].ns;
}

const char *dur_unit_name(enum dur_unit unit)
{
	return units[unit].name;
}

bool dur_unit_find(const char *text, size_t len, enum dur_unit *unit)
{
	for (int i = 0; i < DUR_UNITS; i++) {
		const char *name = units[i].name;

		if (strlen(name) == len && memcmp(name, text, len) == 0) {
			*unit = (enum dur_unit)i;
			return true;
		}
	}
	return false;
}

bool dur_add(int64_t a, int64_t b, int64_t *out)
{
	if (b > 0 ? a > INT64_MAX - b : a < INT64_MIN - b)
		return false;
	*out = a + b;
	return true;
}

bool dur_mul(int64_t a, int64_t b, int64_t *out)
{
	uint64_t x = a < 0 ? 0 - (uint64_t)a : (uint64_t)a;
	uint64_t y = b < 0 ? 0 - (uint64_t)b : (uint64_t)b;
	bool negative = (a < 0) != (b < 0);
	uint64_t most = (uint64_t)INT64_MAX + negative;

	if (x && y > most / x)
		return false;
	x *= y;
	*out = negative && x ? -(int64_t)(x - 1) - 1 : (int64_t)x;
	return true;
}

/* A number as it was written: where its digits lie. */
struct number {
	const char *whole, *part; /* before and behind the point */
	size_t whole_len, part_len;
};

static size_t dur_digits(const char *text, size_t len)
{
	size_t n = 0;

	while (n < len && text[n] >= '0' && text[n] <= '9')
		n++;
	return n;
}

/* Finds the digits at the start of TEXT; returns the bytes taken, 0 where
 * there is no number. */
static size_t dur_scan(const char *text, size_t len, struct number *number)
{
	size_t n = dur_digits(text, len);

	*number = (struct number){text, NULL, n, 0};
	if (!n || n == len || text[n] != '.')
		return n;
	number->part = text + n + 1;
	number->part_len = dur_digits(number->part, len - n - 1);
	return number->part_len ? n + 1 + number->part_len : 0;
}

static enum dur_status dur_whole(const struct number *number, int64_t unit_ns,
				 int64_t *out)
{
	int64_t value = 0;

	for (size_t i = 0; i < number->whole_len; i++) {
		int64_t digit = number->whole[i] - '0';

		if (!dur_mul(value, 10, &value) ||
		    !dur_add(value, digit, &value))
			return DUR_TOO_LONG;
	}
	return dur_mul(value, unit_ns, out) ? DUR_OK : DUR_TOO_LONG;
}

/* The decimals times the unit, by taking what 10^k and the unit have in
 * common out of both: what is left of 10^k must go into the decimals. */
static enum dur_status dur_part(const struct number *number, int64_t unit_ns,
				int64_t *out)
{
	size_t len = number->part_len;
	int64_t value = 0, twos = 1, fives = 1;

	while (len && number->part[len - 1] == '0')
		len--;
	if (len > DUR_FINEST)
		return DUR_TOO_FINE;
	for (size_t i = 0; i < len; i++) {
		value = value * 10 + (number->part[i] - '0');
		if (unit_ns % 2)
			twos *= 2;
		else
			unit_ns /= 2;
		if (unit_ns % 5)
			fives *= 5;
		else
			unit_ns /= 5;
	}
	if (value % twos || value / twos % fives)
		return DUR_TOO_FINE;
	*out = value / twos / fives * unit_ns;
	return DUR_OK;
}

static enum dur_status dur_value(const struct number *number, int64_t unit_ns,
				 int64_t *out)
{
	int64_t whole, part;
	enum dur_status status = dur_part(number, unit_ns, &part);

	if (!status)
		status = dur_whole(number, unit_ns, &whole);
	if (!status && !dur_add(whole, part, out))
		status = DUR_TOO_LONG;
	return status;
}

enum dur_status dur_parse(const char *text, size_t len, enum dur_unit unit,
			  int64_t *out)
{
	struct number number;
	size_t n = dur_scan(text, len, &number);

	if (!n)
		return DUR_NO_NUMBER;
	if (n < len) {
		while (n < len && text[n] == ' ')
			n++;
		if (!dur_unit_find(text + n, len - n, &unit))
			return DUR_BAD_UNIT;
	}
	return dur_value(&number, units[unit].ns, out);
}

/* Writes X / UNIT_NS with its decimals, if there are at most MOST of them. */
static bool dur_print(struct str *out, int64_t ns, int64_t unit_ns, int most,
		      const char *point)
{
	uint64_t x = ns < 0 ? 0 - (uint64_t)ns : (uint64_t)ns;
	uint64_t unit = (uint64_t)unit_ns, rest = x % unit;
	char digits[DUR_FINEST + 1];
	int n = 0;

	while (rest && n < most) {
		digits[n++] = (char)('0' + rest * 10 / unit);
		rest = rest * 10 % unit;
	}
	if (rest)
		return false;
	if (ns < 0)
		str_addc(out, '-');
	str_addu(out, x / unit);
	if (n)
		str_add(out, point);
	str_addn(out, digits, (size_t)n);
	return true;
}

bool dur_format_in(struct str *out, int64_t ns, enum dur_unit unit,
		   const char *point)
{
	return dur_print(out, ns, units[unit].ns, DUR_FINEST, point);
}

/* Is NS, in this unit, neither less than one nor a large number? */
static bool dur_suits(int64_t ns, enum dur_unit unit)
{
	int64_t whole = ns / units[unit].ns;

	return ns == 0 || (whole && whole < units[unit].largest &&
			   whole > -units[unit].largest);
}

/* The largest unit of which NS has one at least. */
static enum dur_unit dur_largest(int64_t ns)
{
	int unit = DUR_H;

	while (unit > DUR_NS && ns / units[unit].ns == 0)
		unit--;
	return (enum dur_unit)unit;
}

void dur_format(struct str *out, int64_t ns, enum dur_unit unit,
		const char *point)
{
	if (!dur_suits(ns, unit) ||
	    !dur_print(out, ns, units[unit].ns, DUR_DECIMALS, point)) {
		unit = dur_largest(ns);
		while (!dur_print(out, ns, units[unit].ns, units[unit].decimals,
				  point))
			unit--;
	}
	str_addc(out, ' ');
	str_add(out, _(units[unit].name));
}
