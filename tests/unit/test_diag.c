/* SPDX-License-Identifier: MIT */
/*
 * Diagnostics: places, carets, limits, hostile sources, failing allocations.
 */
#include "base/diag.h"

#include "base/rng.h"
#include "base/text.h"
#include "unit/oom.h"
#include "unit/unit.h"

#include <string.h>

static struct source source_of(const char *text)
{
	return (struct source){"kitchen.tt", text, strlen(text)};
}

/* Checks what is printed of one error about the bytes from BEGIN to END. */
static void check_printed(const char *text, size_t begin, size_t end,
			  const char *want)
{
	struct source source = source_of(text);
	struct diags diags = {0};
	struct str s = {0};

	diag_add(&diags, DIAG_ERROR, begin, end, "here");
	diags_print(&diags, &source, &s);
	ck_assert_str_eq(str_text(&s), want);
	diags_fini(&diags);
	str_fini(&s);
}

static const struct {
	const char *text;
	size_t offset;
	size_t line, column, begin, end;
} places[] = {
	{"", 0, 1, 1, 0, 0},
	{"", 99, 1, 1, 0, 0},
	{"one\ntwo", 0, 1, 1, 0, 3},
	{"one\ntwo", 2, 1, 3, 0, 3},
	{"one\ntwo", 3, 1, 4, 0, 3}, /* the newline is of its line */
	{"one\ntwo", 4, 2, 1, 4, 7},
	{"one\ntwo", 7, 2, 4, 4, 7},
	{"one\ntwo", 8, 2, 4, 4, 7},
	{"one\ntwo\n", 8, 3, 1, 8, 8},
	{"one\r\ntwo", 3, 1, 4, 0, 3},
	{"one\r\ntwo", 4, 1, 4, 0, 3},
	{"one\r\ntwo", 5, 2, 1, 5, 8},
	{"\n\n\n", 2, 3, 1, 2, 2},
	{"\ta", 1, 1, 2, 0, 2},
	{"\xd0\x96\xd1\x83x", 4, 1, 3, 0, 5},
	{"\xd0\x96\xd1\x83x", 3, 1, 2, 0, 5}, /* inside a character */
	{"e\xcc\x81x", 3, 1, 2, 0, 4},
	{"\xe8\x8c\xb6x", 3, 1, 2, 0, 4},
};

START_TEST(bytes_have_places)
{
	struct source source = source_of(places[_i].text);
	struct place place = source_place(&source, places[_i].offset);

	ck_assert_uint_eq(place.line, places[_i].line);
	ck_assert_uint_eq(place.column, places[_i].column);
	ck_assert_uint_eq(place.begin, places[_i].begin);
	ck_assert_uint_eq(place.end, places[_i].end);
}
END_TEST

START_TEST(carets_stand_under_what_is_meant)
{
	check_printed("task a:\n    wrk 5\n", 12, 15,
		      "kitchen.tt:2:5: error: here\n"
		      "      wrk 5\n"
		      "      ^~~\n");
	check_printed("abc", 1, 1,
		      "kitchen.tt:1:2: error: here\n"
		      "  abc\n"
		      "   ^\n");
	check_printed("abc", 3, 3,
		      "kitchen.tt:1:4: error: here\n"
		      "  abc\n"
		      "     ^\n");
	check_printed("abc\ndef", 1, 6,
		      "kitchen.tt:1:2: error: here\n"
		      "  abc\n"
		      "   ^~\n");
	check_printed("abc", 2, 1,
		      "kitchen.tt:1:3: error: here\n"
		      "  abc\n"
		      "    ^\n");
}
END_TEST

START_TEST(carets_count_cells)
{
	check_printed("\"\xe8\x8c\xb6\" x", 6, 7, /* two cells */
		      "kitchen.tt:1:5: error: here\n"
		      "  \"\xe8\x8c\xb6\" x\n"
		      "       ^\n");
	check_printed("\xe8\x8c\xb6\xe8\x8c\xb6", 3, 6,
		      "kitchen.tt:1:2: error: here\n"
		      "  \xe8\x8c\xb6\xe8\x8c\xb6\n"
		      "    ^~\n");
	check_printed("e\xcc\x81x", 3, 4,
		      "kitchen.tt:1:2: error: here\n"
		      "  e\xcc\x81x\n"
		      "   ^\n");
}
END_TEST

START_TEST(tabs_go_to_their_stops)
{
	check_printed("\tx", 1, 2,
		      "kitchen.tt:1:2: error: here\n"
		      "          x\n"
		      "          ^\n");
	check_printed("abc\tx\ty", 6, 7,
		      "kitchen.tt:1:7: error: here\n"
		      "  abc     x       y\n"
		      "                  ^\n");
	check_printed("\tx", 0, 1,
		      "kitchen.tt:1:1: error: here\n"
		      "          x\n"
		      "  ^~~~~~~~\n");
}
END_TEST

START_TEST(an_empty_line_is_not_shown)
{
	check_printed("", 0, 0, "kitchen.tt:1:1: error: here\n");
	check_printed("a\n", 2, 2, "kitchen.tt:2:1: error: here\n");
}
END_TEST

START_TEST(nothing_unsafe_is_printed)
{
	check_printed("a\x1b[2Jb\xff!", 6, 7,
		      "kitchen.tt:1:7: error: here\n"
		      "  a\xe2\x90\x9b[2Jb\xef\xbf\xbd!\n"
		      "        ^\n");
}
END_TEST

START_TEST(messages_and_names_are_made_safe)
{
	struct source source = {"a\nb.tt", "x", 1};
	struct diags diags = {0};
	struct str s = {0};

	diag_add(&diags, DIAG_WARNING, 0, 1, "no '%s'", "\x1b[m");
	diag_hint(&diags, "try '%s'", "\x07");
	diags_print(&diags, &source, &s);
	ck_assert_str_eq(str_text(&s),
			 "a\xe2\x90\x8a"
			 "b.tt:1:1: warning: no '\xe2\x90\x9b[m'\n"
			 "  x\n"
			 "  ^\n"
			 "  try '\xe2\x90\x87'\n");
	ck_assert(!diags_has_errors(&diags));
	diags_fini(&diags);
	str_fini(&s);
}
END_TEST

/* Lines of the printed text: the excerpt and the caret's. */
static void print_long(struct str *s, const char *text, size_t len,
		       size_t begin, size_t end)
{
	struct source source = {"long", text, len};
	struct diags diags = {0};

	str_clear(s);
	diag_add(&diags, DIAG_NOTE, begin, end, "m");
	diags_print(&diags, &source, s);
	diags_fini(&diags);
}

START_TEST(long_lines_are_shown_around_the_place)
{
	char text[20000];
	struct str s = {0};

	for (size_t at = 0; at + 5 < sizeof text; at += 37) {
		const char *line, *caret;

		memset(text, '.', sizeof text);
		memcpy(text + at, "WRONG", 5);
		print_long(&s, text, sizeof text, at, at + 5);
		line = strchr(str_text(&s), '\n') + 1;
		caret = strchr(line, '\n') + 1;
		ck_assert_int_le(caret - line, 80);
		ck_assert_int_eq(strstr(line, "WRONG") - line,
				 strchr(caret, '^') - caret);
		ck_assert_str_eq(strchr(caret, '^'), "^~~~~\n");
		ck_assert_ptr_nonnull(strstr(line, "..."));
	}
	str_fini(&s);
}
END_TEST

START_TEST(long_wide_lines_stay_aligned)
{
	struct str text = {0}, s = {0};

	for (int i = 0; i < 3000; i++)
		str_add(&text, i % 3 ? "\xe8\x8c\xb6" : "a");
	for (size_t i = 0; i + 7 < text.len; i += 7 * 13) {
		const char *line, *caret;
		struct str copy = {0};

		str_addn(&copy, str_text(&text), text.len);
		copy.at[i] = '@';
		print_long(&s, str_text(&copy), copy.len, i, i + 1);
		line = strchr(str_text(&s), '\n') + 1;
		caret = strchr(line, '\n') + 1;
		ck_assert_uint_le(text_width(line, (size_t)(caret - line) - 1),
				  78);
		ck_assert_uint_eq(
			text_width(line, (size_t)(strchr(line, '@') - line)),
			(size_t)(strchr(caret, '^') - caret));
		str_fini(&copy);
	}
	str_fini(&text);
	str_fini(&s);
}
END_TEST

START_TEST(the_first_twenty_are_kept_and_the_rest_counted)
{
	struct source source = source_of("text");
	struct diags diags = {0};
	struct str s = {0};

	for (int i = 0; i < 25; i++) {
		diag_add(&diags, i % 2 ? DIAG_WARNING : DIAG_ERROR, 0, 4,
			 "number %d", i);
		diag_hint(&diags, "hint %d", i);
	}
	ck_assert_uint_eq(diags.len, DIAG_MAX);
	ck_assert_uint_eq(diags.counts[DIAG_ERROR], 13);
	ck_assert_uint_eq(diags.counts[DIAG_WARNING], 12);
	ck_assert(diags_has_errors(&diags));
	ck_assert_str_eq(diags.list[19].message, "number 19");
	ck_assert_str_eq(diags.list[19].hint, "hint 19");
	diags_print(&diags, &source, &s);
	ck_assert_ptr_nonnull(strstr(str_text(&s), "5 more are not shown\n"));
	diags_fini(&diags);
	ck_assert(!diags_has_errors(&diags));
	str_fini(&s);
}
END_TEST

START_TEST(any_range_of_any_text_is_printed)
{
	static const char *const pieces[] = {"a",
					     "\t",
					     "\n",
					     "\r",
					     "\x1b",
					     "\xcc\x81",
					     "\xe8\x8c\xb6",
					     "\xff",
					     "\xe2\x80\x8d",
					     "\xf0\x9f\x91\xa9",
					     "    "};
	struct str text = {0}, s = {0};
	struct rng rng;

	rng_init(&rng, 9, 9);
	for (int i = 0; i < 3000; i++) {
		uint64_t n = rng_below(&rng, 200);

		str_clear(&text);
		while (n-- > 0)
			str_add(&text, pieces[rng_below(&rng, 11)]);
		print_long(&s, str_text(&text), text.len,
			   (size_t)rng_below(&rng, text.len + 3),
			   (size_t)rng_below(&rng, text.len + 3));
		ck_assert(text_is_valid(str_text(&s), s.len));
		ck_assert_ptr_null(strchr(str_text(&s), '\x1b'));
		ck_assert_ptr_null(strchr(str_text(&s), '\t'));
	}
	str_fini(&text);
	str_fini(&s);
}
END_TEST

struct collected {
	struct diags diags;
	struct str out;
};

static void work(void *thing)
{
	struct source source = source_of("some\ttext of \xe8\x8c\xb6\n");
	struct collected *all = thing;

	for (size_t i = 0; i < 20; i++) {
		diag_add(&all->diags, DIAG_ERROR, i, i + 2,
			 "a message of some length, number %zu", i);
		diag_hint(&all->diags, "and a hint");
	}
	diags_print(&all->diags, &source, &all->out);
}

static void fini(void *thing)
{
	struct collected *all = thing;

	diags_fini(&all->diags);
	str_fini(&all->out);
}

START_TEST(each_failing_allocation_can_be_freed)
{
	struct collected all = {0};

	ck_assert_int_gt(oom_each(work, fini, &all), 8);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("diag");
	TCase *tests = tcase_create("diag");

	tcase_add_loop_test(tests, bytes_have_places, 0,
			    sizeof places / sizeof *places);
	tcase_add_test(tests, carets_stand_under_what_is_meant);
	tcase_add_test(tests, carets_count_cells);
	tcase_add_test(tests, tabs_go_to_their_stops);
	tcase_add_test(tests, an_empty_line_is_not_shown);
	tcase_add_test(tests, nothing_unsafe_is_printed);
	tcase_add_test(tests, messages_and_names_are_made_safe);
	tcase_add_test(tests, long_lines_are_shown_around_the_place);
	tcase_add_test(tests, long_wide_lines_stay_aligned);
	tcase_add_test(tests, the_first_twenty_are_kept_and_the_rest_counted);
	tcase_add_test(tests, any_range_of_any_text_is_printed);
	tcase_add_test(tests, each_failing_allocation_can_be_freed);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
