/* SPDX-License-Identifier: MIT */
/*
 * Tokens: what each text is cut into, and that names keep their numbers.
 */
#include "scenario/lex.h"

#include "sim/program.h"
#include "unit/unit.h"

#include <string.h>

/* How each kind is written below; what is not here, as it stands. */
static const char *const shown[] = {
	[TOKEN_END] = "END",    [TOKEN_NEWLINE] = "NL", [TOKEN_INDENT] = "IN",
	[TOKEN_DEDENT] = "OUT", [TOKEN_BAD] = "BAD",    [TOKEN_COLON] = NULL,
};

static void show(struct str *out, const char *text, const struct token *t)
{
	if (out->len > 0)
		str_addc(out, ' ');
	if (t->kind < TOKEN_COLON && shown[t->kind])
		str_add(out, shown[t->kind]);
	else
		str_addn(out, text + t->begin, t->end - t->begin);
}

static void cut(const char *text, struct str *out, struct diags *diags)
{
	struct source source = {"test.tt", text, strlen(text)};
	struct tokens tokens = {0};

	lex(&source, &tokens, diags);
	for (size_t i = 0; i < tokens.list.len; i++)
		show(out, text, &tokens.list.at[i]);
	lex_fini(&tokens);
}

static const struct {
	const char *text, *tokens;
	size_t errors;
} texts[] = {
	{"", "END", 0},
	{"\n  \n# only a comment\n", "END", 0},
	{"work 5", "work 5 NL END", 0},
	{"work 5 # minutes\r\n", "work 5 NL END", 0},
	{"\xef\xbb\xbfunit min\n", "unit min NL END", 0},
	{"work 3..5", "work 3 .. 5 NL END", 0},
	{"work 1.5..2ms", "work 1.5 .. 2ms NL END", 0},
	{"join a.2", "join a . 2 NL END", 0},
	{"x+=1-=//<=>===!=<>", "x += 1 -= // <= >= == != < > NL END", 0},
	{"\"a # b\" # c", "\"a # b\" NL END", 0},
	{"\"a \\\" b\" c", "\"a \\\" b\" c NL END", 0},
	{"\"a \\\\\" b", "\"a \\\\\" b NL END", 0},
	{"a:\n  b\n  c\nd", "a : NL IN b NL c NL OUT d NL END", 0},
	{"a:\n  b:\n    c", "a : NL IN b : NL IN c NL OUT OUT END", 0},
	{"a:\n  b\n\n# c\n   # d\n  e", "a : NL IN b NL e NL OUT END", 0},
	{"a:\n    b\n  c\nd", "a : NL IN b NL c NL OUT d NL END", 1},
	{"a:\n\tb\n\tc", "a : NL IN b NL c NL OUT END", 1},
	{"a \"b\nc", "a BAD NL c NL END", 1},
	{"a \"b\\\nc", "a BAD NL c NL END", 1},
	{"a $ b", "a BAD b NL END", 1},
	{"5abc", "5abc NL END", 0},
};

START_TEST(a_text_is_cut)
{
	struct str out = {0};
	struct diags diags = {0};

	cut(texts[_i].text, &out, &diags);
	ck_assert_str_eq(str_text(&out), texts[_i].tokens);
	ck_assert_uint_eq(diags.counts[DIAG_ERROR], texts[_i].errors);
	str_fini(&out);
	diags_fini(&diags);
}
END_TEST

START_TEST(equal_names_have_equal_numbers)
{
	const char *text = "b a work b ab a";
	struct source source = {"test.tt", text, strlen(text)};
	struct tokens tokens = {0};
	struct diags diags = {0};
	const struct token *t;

	lex(&source, &tokens, &diags);
	t = tokens.list.at;
	ck_assert_uint_eq(t[0].name, t[3].name);
	ck_assert_uint_eq(t[1].name, t[5].name);
	ck_assert_uint_ne(t[1].name, t[4].name);
	ck_assert_uint_eq(t[2].name, NONE);
	ck_assert_int_eq(t[2].word, WORD_WORK);
	ck_assert_uint_eq(tokens.names.len, 3);
	ck_assert_uint_eq(lex_name_find(&tokens, "ab", 2), t[4].name);
	ck_assert_uint_eq(lex_name_find(&tokens, "work", 4), NONE);
	lex_fini(&tokens);
	diags_fini(&diags);
}
END_TEST

START_TEST(lines_are_counted)
{
	const char *text = "a\n\n# b\n c";
	struct source source = {"test.tt", text, strlen(text)};
	struct tokens tokens = {0};
	struct diags diags = {0};

	lex(&source, &tokens, &diags);
	ck_assert_uint_eq(tokens.list.at[0].line, 1);
	ck_assert_uint_eq(tokens.list.at[2].line, 4);
	lex_fini(&tokens);
	diags_fini(&diags);
}
END_TEST

START_TEST(every_word_is_found)
{
	for (int i = 0; i < WORD_COUNT; i++) {
		const char *name = word_name((enum word)i);

		ck_assert_int_eq((int)word_find(name, strlen(name)), i);
		ck_assert_int_eq((int)word_find(name, strlen(name) - 1) == i,
				 0);
	}
	ck_assert_int_eq((int)word_find("", 0), WORD_NONE);
	ck_assert_int_eq((int)word_find("zzz", 3), WORD_NONE);
	ck_assert(word_is_reserved(WORD_STARTED));
	ck_assert(!word_is_reserved(WORD_TICKETS));
	ck_assert(!word_is_reserved(WORD_NONE));
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("lex");
	TCase *tests = tcase_create("lex");

	tcase_add_loop_test(tests, a_text_is_cut, 0,
			    sizeof texts / sizeof *texts);
	tcase_add_test(tests, equal_names_have_equal_numbers);
	tcase_add_test(tests, lines_are_counted);
	tcase_add_test(tests, every_word_is_found);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
