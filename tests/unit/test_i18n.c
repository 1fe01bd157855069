/* SPDX-License-Identifier: MIT */
/*
 * Words without a catalogue: what the source says, in its own plural.
 */
#include "base/i18n.h"

#include "unit/unit.h"

static const char *const words[] = {N_("error"), N_("note")};

START_TEST(without_a_catalogue_words_stay)
{
	ck_assert_str_eq(_("error"), "error");
	ck_assert_str_eq(_(words[1]), "note");
}
END_TEST

START_TEST(numbers_choose_the_form)
{
	ck_assert_str_eq(ngettext("one", "many", 1), "one");
	ck_assert_str_eq(ngettext("one", "many", 0), "many");
	ck_assert_str_eq(ngettext("one", "many", 2), "many");
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("i18n");
	TCase *tests = tcase_create("i18n");

	tcase_add_test(tests, without_a_catalogue_words_stay);
	tcase_add_test(tests, numbers_choose_the_form);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
