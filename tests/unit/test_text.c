/* SPDX-License-Identifier: MIT */
/*
 * Text: width by graphemes, cuts, lines, and hostile text made safe.
 */
#include "base/text.h"

#include "base/rng.h"
#include "unit/oom.h"
#include "unit/unit.h"

#include <string.h>
#include <unistr.h>

#define ACUTE     "\xcc\x81"
#define ZWJ       "\xe2\x80\x8d"
#define ZWNJ      "\xe2\x80\x8c"
#define PICTURE   "\xef\xb8\x8f" /* variation selector 16 */
#define RLO       "\xe2\x80\xae" /* right to left override */
#define ZWSP      "\xe2\x80\x8b"
#define BOM       "\xef\xbb\xbf"
#define BAD       "\xef\xbf\xbd"
#define CIRCLE    "\xe2\x97\x8c"
#define WOMAN     "\xf0\x9f\x91\xa9"
#define GIRL      "\xf0\x9f\x91\xa7"
#define TONE      "\xf0\x9f\x8f\xbd"
#define HEART     "\xe2\x9d\xa4"
#define FLAG      "\xf0\x9f\x87\xa9\xf0\x9f\x87\xaa" /* D and E */
#define CHA       "\xe8\x8c\xb6"                     /* tea, two cells */
#define KSHI      "\xe0\xa4\x95\xe0\xa5\x8d\xe0\xa4\xb7\xe0\xa4\xbf"
#define HANGUL_L  "\xe1\x84\x80"
#define HANGUL_V  "\xe1\x85\xa1"
#define ELLIPSIS  "\xe2\x80\xa6"
#define FILLER    "\xe3\x85\xa4" /* a letter that shows nothing */
#define TAG_A     "\xf3\xa0\x81\xa1"
#define SURROGATE "\xed\xa0\x80"

static const struct {
	const char *text;
	size_t first;
	int cells;
	size_t width, count;
} widths[] = {
	{"abc", 1, 1, 3, 3},
	{"a" ACUTE "b", 3, 1, 2, 2},
	{"a" ACUTE ACUTE ACUTE "b", 7, 1, 2, 2},
	{"\xd0\x96\xd1\x83", 2, 1, 2, 2},
	{CHA CHA, 3, 2, 4, 2},
	{WOMAN ZWJ WOMAN ZWJ GIRL "x", 18, 2, 3, 2},
	{WOMAN TONE "x", 8, 2, 3, 2},
	{"x" TONE, 1, 1, 3, 2},
	{FLAG FLAG, 8, 2, 4, 2},
	{HEART, 3, 1, 1, 1},
	{HEART PICTURE, 6, 2, 2, 1},
	{"1" PICTURE, 4, 1, 1, 1},
	{KSHI, 6, 1, 3, 2},
	{HANGUL_L HANGUL_V "x", 6, 2, 3, 2},
	{HANGUL_L HANGUL_L, 3, 2, 4, 2},
	{"\xff"
	 "a",
	 1, 1, 2, 2},
	{"\x1b[m", 1, 0, 2, 3},
	{"\r\nx", 2, 0, 1, 2},
	{"", 0, 0, 0, 0},
};

START_TEST(graphemes_have_widths)
{
	const char *text = widths[_i].text;
	size_t n = strlen(text);
	int cells;

	if (strcmp(text, KSHI) == 0)
		return; /* how far it reaches is the library's version's */
	ck_assert_uint_eq(text_next(text, n, &cells), widths[_i].first);
	ck_assert_int_eq(cells, widths[_i].cells);
	ck_assert_uint_eq(text_width(text, n), widths[_i].width);
	ck_assert_uint_eq(text_count(text, n), widths[_i].count);
}
END_TEST

static const struct {
	const char *text;
	size_t cells;
	const char *cut;
} cuts[] = {
	{"omelette", 8, "omelette"},
	{"omelette", 7, "omelet" ELLIPSIS},
	{"omelette", 1, ELLIPSIS},
	{"omelette", 0, ""},
	{"", 0, ""},
	{CHA CHA CHA, 6, CHA CHA CHA},
	{CHA CHA CHA, 5, CHA CHA ELLIPSIS},
	{CHA CHA CHA, 4, CHA ELLIPSIS},
	{"a" ACUTE "b" ACUTE, 2, "a" ACUTE "b" ACUTE},
	{"a" ACUTE "b" ACUTE, 1, ELLIPSIS},
	{WOMAN ZWJ GIRL "xy", 3, WOMAN ZWJ GIRL ELLIPSIS},
};

START_TEST(cuts_fit)
{
	struct str s = {0};
	const char *text = cuts[_i].text;
	size_t n = strlen(text), cells = cuts[_i].cells, used;

	used = text_cut(&s, text, n, cells, ELLIPSIS);
	ck_assert_str_eq(str_text(&s), cuts[_i].cut);
	ck_assert_uint_eq(used, text_width(str_text(&s), s.len));
	str_clear(&s);
	text_pad(&s, text, n, cells, ELLIPSIS);
	ck_assert_uint_eq(text_width(str_text(&s), s.len), cells);
	str_fini(&s);
}
END_TEST

START_TEST(an_ellipsis_that_does_not_fit_is_left_out)
{
	struct str s = {0};

	ck_assert_uint_eq(text_cut(&s, "abcdef", 6, 2, "..."), 2);
	ck_assert_str_eq(str_text(&s), "ab");
	str_fini(&s);
}
END_TEST

static const struct {
	const char *text;
	const char *safe;
} safes[] = {
	{"plain text ~!", NULL},
	{"\xd0\x96 " CHA " " WOMAN, NULL},
	{"a" ACUTE ACUTE ACUTE ACUTE, NULL},
	{WOMAN ZWJ WOMAN ZWJ GIRL, NULL},
	{WOMAN TONE ZWJ HEART PICTURE ZWJ WOMAN TONE, NULL},
	{HEART PICTURE FLAG, NULL},
	{"1" PICTURE "\xe2\x83\xa3", NULL},
	{"\xd9\x86" ZWNJ "\xd9\x85", NULL}, /* Persian needs it */
	{KSHI, NULL},
	{"\x1b[31mred", "\xe2\x90\x9b[31mred"},
	{"a\nb\tc\x7f", "a\xe2\x90\x8a"
			"b\xe2\x90\x89"
			"c\xe2\x90\xa1"},
	{"\xc2\x9b"
	 "31m",
	 BAD "31m"},
	{"a" RLO "b", "a" BAD "b"},
	{"\xe2\x81\xa6"
	 "a\xe2\x81\xa9",
	 BAD "a" BAD},
	{"a" ZWSP "b" BOM, "a" BAD "b" BAD},
	{"a" ZWJ "b", "a" BAD "b"},
	{ZWJ, BAD},
	{CHA ZWJ, CHA BAD},
	{WOMAN ZWJ ZWJ GIRL, WOMAN BAD BAD GIRL},
	{ACUTE "a", CIRCLE ACUTE "a"},
	{"a" ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE ACUTE "b",
	 "a" ACUTE ACUTE ACUTE ACUTE BAD "b"},
	{"a" PICTURE PICTURE, "a" PICTURE BAD},
	{PICTURE, BAD},
	{"x\xff\xfey", "x" BAD BAD "y"},
	{"\xd0", BAD},
	{"\xc0\xaf", BAD BAD},
	{SURROGATE, BAD BAD BAD},
	{FILLER "\xc2\xad\xe1\x85\x9f", BAD BAD BAD},
	{"a" TAG_A TAG_A, "a" BAD BAD},
	{"a\xe2\x80\xa8"
	 "b\xe2\x80\xa9",
	 "a" BAD "b" BAD},
	{"\xef\xbf\xbe\xf3\xb0\x80\xff", BAD BAD BAD BAD BAD},
	{TONE, NULL},
	{"x" TONE, NULL},
};

START_TEST(hostile_text_is_made_safe)
{
	const char *text = safes[_i].text;
	struct str s = {0};

	text_safe(&s, text, strlen(text));
	ck_assert_str_eq(str_text(&s), safes[_i].safe ? safes[_i].safe : text);
	str_fini(&s);
}
END_TEST

/* Text of pieces most of which mean harm. */
static void add_hostile(struct str *s, struct rng *rng)
{
	static const char *const pieces[] = {"a",
					     " ",
					     "\n",
					     "\x1b",
					     ACUTE,
					     ACUTE,
					     ZWJ,
					     ZWJ,
					     ZWNJ,
					     PICTURE,
					     RLO,
					     ZWSP,
					     WOMAN,
					     GIRL,
					     TONE,
					     HEART,
					     FLAG,
					     "\xf0\x9f\x87\xa9",
					     CHA,
					     KSHI,
					     HANGUL_L,
					     HANGUL_V,
					     FILLER,
					     TAG_A,
					     SURROGATE,
					     BAD,
					     "\xff",
					     "\xd0",
					     "\xe2\x80",
					     "\xf0\x9f\x91",
					     "\xc2\x85",
					     "\xe0\xb8\xb3",
					     "\xe0\xb5\x8e",
					     "\xd8\x80"};

	for (uint64_t n = rng_below(rng, 60); n > 0; n--)
		str_add(s,
			pieces[rng_below(rng, sizeof pieces / sizeof *pieces)]);
}

static bool is_safe(const struct str *s)
{
	bool safe = text_is_valid(str_text(s), s->len);

	for (size_t i = 0, step; i < s->len; i += step) {
		const unsigned char first = (unsigned char)s->at[i];
		int cells;

		step = text_next(s->at + i, s->len - i, &cells);
		safe = safe && step && step <= TEXT_GRAPHEME_MAX && cells > 0 &&
		       cells <= 2 && first >= 0x20 && first != 0x7f;
	}
	return safe;
}

START_TEST(safe_text_keeps_its_promises)
{
	struct str raw = {0}, safe = {0}, again = {0};
	struct rng rng;

	rng_init(&rng, 5, 5);
	for (int i = 0; i < 5000; i++) {
		str_clear(&raw);
		str_clear(&safe);
		str_clear(&again);
		add_hostile(&raw, &rng);
		text_safe(&safe, str_text(&raw), raw.len);
		ck_assert_msg(is_safe(&safe), "'%s'", str_text(&safe));
		text_safe(&again, str_text(&safe), safe.len);
		ck_assert_str_eq(str_text(&again), str_text(&safe));
	}
	str_fini(&raw);
	str_fini(&safe);
	str_fini(&again);
}
END_TEST

START_TEST(all_characters_are_made_safe)
{
	struct str safe = {0};
	int wrong = 0;

	for (ucs4_t c = 0; c < 0x110000; c++) {
		uint8_t utf8[6];
		int n = u8_uctomb(utf8, c, sizeof utf8);

		str_clear(&safe);
		text_safe(&safe, (const char *)utf8, n > 0 ? (size_t)n : 0);
		wrong += !is_safe(&safe);
	}
	ck_assert_int_eq(wrong, 0);
	str_fini(&safe);
}
END_TEST

/* What was never made safe may have any width, but always goes on. */
START_TEST(raw_text_is_walked_to_its_end)
{
	struct str raw = {0}, cut = {0};
	struct text_wrap wrap = {0};
	struct rng rng;

	rng_init(&rng, 6, 6);
	for (int i = 0; i < 5000; i++) {
		size_t cells = (size_t)rng_below(&rng, 20) + 1, end = 0;

		str_clear(&raw);
		str_clear(&cut);
		add_hostile(&raw, &rng);
		ck_assert_uint_le(
			text_cut(&cut, str_text(&raw), raw.len, cells, "..."),
			cells);
		text_wrap(&wrap, str_text(&raw), raw.len, cells);
		for (size_t j = 0; j < wrap.lines.len; j++) {
			ck_assert_uint_ge(wrap.lines.at[j].begin, end);
			end = wrap.lines.at[j].begin + wrap.lines.at[j].len;
		}
		ck_assert_uint_le(end, raw.len);
	}
	text_wrap_fini(&wrap);
	str_fini(&raw);
	str_fini(&cut);
}
END_TEST

START_TEST(long_piles_are_linear)
{
	enum { N = 300000 };
	struct str raw = {0}, safe = {0};
	struct text_wrap wrap = {0};

	for (int i = 0; i < N; i++)
		str_add(&raw, i % 3 ? ZWJ : WOMAN);
	for (int i = 0; i < N; i++)
		str_add(&raw, ACUTE);
	for (int i = 0; i < N; i++)
		str_add(&raw, FLAG);
	text_safe(&safe, str_text(&raw), raw.len);
	ck_assert(is_safe(&safe));
	text_width(str_text(&raw), raw.len);
	text_wrap(&wrap, str_text(&raw), raw.len, 80);
	text_wrap_fini(&wrap);
	str_fini(&raw);
	str_fini(&safe);
}
END_TEST

/* The lines of TEXT with bars around them. */
static void check_wrapped(const char *text, size_t cells, const char *want)
{
	struct text_wrap wrap = {0};
	struct str s = {0};

	text_wrap(&wrap, text, strlen(text), cells);
	for (size_t i = 0; i < wrap.lines.len; i++) {
		struct text_line line = wrap.lines.at[i];

		str_addn(&s, text + line.begin, line.len);
		str_addc(&s, '|');
	}
	ck_assert_str_eq(str_text(&s), want);
	str_fini(&s);
	text_wrap_fini(&wrap);
}

START_TEST(lines_break_where_they_may)
{
	check_wrapped("", 10, "");
	check_wrapped("one two three", 7, "one two|three|");
	check_wrapped("one two three", 6, "one|two|three|");
	check_wrapped("one two   three", 8, "one two|three|");
	check_wrapped("one two  ", 7, "one two|");
	check_wrapped("one\ntwo\n\nthree\n", 20, "one|two||three|");
	check_wrapped("one\r\ntwo", 20, "one|two|");
	check_wrapped("  indented text", 10, "  indented|text|");
	check_wrapped("unbreakable", 4, "unbr|eaka|ble|");
	check_wrapped("a unbreakable", 4, "a|unbr|eaka|ble|");
	check_wrapped("well-known", 6, "well-|known|");
	check_wrapped("call asyncio.run(main) now", 12,
		      "call|asyncio.run(|main) now|");
	check_wrapped(CHA CHA CHA, 4, CHA CHA "|" CHA "|");
	check_wrapped(CHA CHA, 1, CHA "|" CHA "|");
	check_wrapped("a" ACUTE "a" ACUTE, 1, "a" ACUTE "|a" ACUTE "|");
	check_wrapped("10\xc2\xa0min on", 7, "10\xc2\xa0min|on|");
}
END_TEST

START_TEST(a_wrap_may_be_used_again)
{
	struct text_wrap wrap = {0};

	text_wrap(&wrap, "one two", 7, 3);
	ck_assert_uint_eq(wrap.lines.len, 2);
	text_wrap(&wrap, "one", 3, 3);
	ck_assert_uint_eq(wrap.lines.len, 1);
	text_wrap_fini(&wrap);
}
END_TEST

static void work(void *thing)
{
	text_wrap(thing, "some words in a row", 19, 5);
}

static void fini(void *thing)
{
	text_wrap_fini(thing);
}

START_TEST(each_failing_allocation_can_be_freed)
{
	struct text_wrap wrap = {0};

	ck_assert_int_eq(oom_each(work, fini, &wrap), 2);
}
END_TEST

START_TEST(small_letters)
{
	struct str out = {0};

	text_lower(&out, "Tea ЧАЙ Ünd", strlen("Tea ЧАЙ Ünd"));
	ck_assert_str_eq(str_text(&out), "tea чай ünd");
	str_fini(&out);
}
END_TEST

START_TEST(a_capital_begins)
{
	struct str out = {0};

	text_capital(&out, "tea", 3);
	text_capital(&out, "ёлка Чай", strlen("ёлка Чай"));
	text_capital(&out, "", 0);
	ck_assert_str_eq(str_text(&out), "TeaЁлка Чай");
	str_fini(&out);
}
END_TEST

START_TEST(a_full_stop_goes)
{
	struct str out = {0};

	text_add_bare(&out, "Tea.");
	text_add_bare(&out, " 1.5 min");
	text_add_bare(&out, "");
	ck_assert_str_eq(str_text(&out), "Tea 1.5 min");
	str_fini(&out);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("text");
	TCase *tests = tcase_create("text");

	tcase_add_loop_test(tests, graphemes_have_widths, 0,
			    sizeof widths / sizeof *widths);
	tcase_add_loop_test(tests, cuts_fit, 0, sizeof cuts / sizeof *cuts);
	tcase_add_test(tests, an_ellipsis_that_does_not_fit_is_left_out);
	tcase_add_loop_test(tests, hostile_text_is_made_safe, 0,
			    sizeof safes / sizeof *safes);
	tcase_add_test(tests, safe_text_keeps_its_promises);
	tcase_add_test(tests, all_characters_are_made_safe);
	tcase_add_test(tests, small_letters);
	tcase_add_test(tests, a_capital_begins);
	tcase_add_test(tests, a_full_stop_goes);
	tcase_add_test(tests, raw_text_is_walked_to_its_end);
	tcase_add_test(tests, long_piles_are_linear);
	tcase_add_test(tests, lines_break_where_they_may);
	tcase_add_test(tests, a_wrap_may_be_used_again);
	tcase_add_test(tests, each_failing_allocation_can_be_freed);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
