/* SPDX-License-Identifier: MIT */
/* Tests of a line that is typed: what is rubbed, what a proposal gives way to.
 */
#include "app/prompt.h"

#include "app/press.h"
#include "unit/unit.h"

static struct prompt p;

static void clear(void)
{
	p = (struct prompt){0};
}

static void fini(void)
{
	prompt_fini(&p);
}

static void type(const char *letters)
{
	for (; *letters; letters++)
		prompt_type(&p, (uint32_t)*letters);
}

/* What it says, a bar at the caret. */
static void is(const char *expected)
{
	struct str text = {0};

	str_addn(&text, str_text(&p.text), p.caret);
	str_addc(&text, '|');
	str_add(&text, str_text(&p.text) + p.caret);
	ck_assert_str_eq(str_text(&text), expected);
	str_fini(&text);
}

START_TEST(letters_go_before_the_caret)
{
	type("ac");
	prompt_do(&p, PROMPT_LEFT);
	type("b");
	is("ab|c");
	prompt_do(&p, PROMPT_END);
	prompt_do(&p, PROMPT_RIGHT);
	type("d");
	is("abcd|");
}
END_TEST

START_TEST(what_is_proposed_gives_way)
{
	prompt_propose(&p, "kitchen.svg");
	is("kitchen.svg|");
	type("a");
	is("a|");
	prompt_propose(&p, "kitchen.svg");
	prompt_do(&p, PROMPT_RUB);
	is("|");
}
END_TEST

START_TEST(what_is_proposed_can_be_edited)
{
	prompt_propose(&p, "kitchen.svg");
	prompt_do(&p, PROMPT_HOME);
	type("my-");
	is("my-|kitchen.svg");
	ck_assert(!p.is_proposed);
}
END_TEST

START_TEST(a_text_to_change_stays)
{
	prompt_set(&p, "work 2");
	type("0");
	is("work 20|");
}
END_TEST

START_TEST(words_are_rubbed_and_gone_over)
{
	prompt_set(&p, "with stamp \"Oleg, first\":");
	prompt_do(&p, PROMPT_RUB_WORD);
	is("with stamp \"Oleg, |");
	prompt_do(&p, PROMPT_WORD_LEFT);
	prompt_do(&p, PROMPT_WORD_LEFT);
	is("with |stamp \"Oleg, ");
	prompt_do(&p, PROMPT_WORD_RIGHT);
	is("with stamp| \"Oleg, ");
	prompt_do(&p, PROMPT_RUB_BEHIND);
	is("with stamp|");
	prompt_do(&p, PROMPT_LEFT);
	prompt_do(&p, PROMPT_RUB_BEFORE);
	is("|p");
	prompt_do(&p, PROMPT_DELETE);
	prompt_do(&p, PROMPT_DELETE);
	prompt_do(&p, PROMPT_RUB);
	is("|");
}
END_TEST

START_TEST(a_letter_of_several_bytes_is_one)
{
	prompt_type(&p, 0x436);
	prompt_type(&p, 0x65e5);
	prompt_do(&p, PROMPT_LEFT);
	is("ж|日");
	prompt_do(&p, PROMPT_RUB);
	is("|日");
	prompt_do(&p, PROMPT_DELETE);
	is("|");
}
END_TEST

START_TEST(no_line_is_endless)
{
	for (int i = 0; i < 2 * PROMPT_MOST; i++)
		type("x");
	ck_assert_uint_eq(p.text.len, PROMPT_MOST);
	prompt_type(&p, PRESS_KEYS);
	prompt_type(&p, '\n');
	ck_assert_uint_eq(p.text.len, PROMPT_MOST);
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("prompt");
	TCase *c = tcase_create("prompt");

	tcase_add_checked_fixture(c, clear, fini);
	tcase_add_test(c, letters_go_before_the_caret);
	tcase_add_test(c, what_is_proposed_gives_way);
	tcase_add_test(c, what_is_proposed_can_be_edited);
	tcase_add_test(c, a_text_to_change_stays);
	tcase_add_test(c, words_are_rubbed_and_gone_over);
	tcase_add_test(c, a_letter_of_several_bytes_is_one);
	tcase_add_test(c, no_line_is_endless);
	suite_add_tcase(suite, c);
	return unit_run(suite);
}
