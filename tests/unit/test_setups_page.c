/* SPDX-License-Identifier: MIT */
/*
 * turntable-setups(7) against the tables of the program: every setup, every
 * key with the setups that take it, its range, choices and default.
 */
#include "vos/setup.h"

#include "base/str.h"
#include "unit/unit.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

static struct str page;

static void load(void)
{
	const char *src = getenv("TT_SRC");
	struct str path = {0};
	char chunk[4096];
	size_t n;
	FILE *f;

	str_addf(&path, "%s/man/turntable-setups.7", src ? src : ".");
	f = fopen(str_text(&path), "r");
	ck_assert_msg(f != NULL, "cannot read %s", str_text(&path));
	while ((n = fread(chunk, 1, sizeof chunk, f)) > 0)
		str_addn(&page, chunk, n);
	fclose(f);
	str_fini(&path);
}

static void unload(void)
{
	str_fini(&page);
}

/* The text of a list's item, up to the next item or the list's end. */
static struct str entry_of(const char *section, const char *name)
{
	struct str head = {0}, entry = {0};
	const char *at = strstr(str_text(&page), section), *end, *el;

	ck_assert_ptr_nonnull(at);
	str_addf(&head, "\n.It Cm %s\n", name);
	at = strstr(at, str_text(&head));
	ck_assert_msg(at != NULL, "the page has no %s", name);
	at += head.len;
	end = strstr(at - 1, "\n.It ");
	el = strstr(at - 1, "\n.El\n");
	if (!end || (el && el < end))
		end = el;
	ck_assert_ptr_nonnull(end);
	str_addn(&entry, at, (size_t)(end - at));
	str_addc(&entry, '\n');
	str_fini(&head);
	return entry;
}

static void has(const struct str *entry, const char *key, const char *words)
{
	ck_assert_msg(strstr(str_text(entry), words) != NULL,
		      "the entry of %s lacks \"%s\"", key, words);
}

START_TEST(every_setup_is_told)
{
	for (int i = 0; i < SETUP_MODELS; i++) {
		struct str entry =
			entry_of("\n.Sh SETUPS\n", setup_models[i].name);

		str_fini(&entry);
	}
}
END_TEST

/* ".Pq Cm async , threads", or ".Pq all". */
static void add_models(struct str *out, enum setup_key key)
{
	int n = 0;

	for (int i = 0; i < SETUP_MODELS; i++)
		n += setup_takes((enum setup_model)i, key);
	if (n == SETUP_MODELS) {
		str_add(out, ".Pq all\n");
		return;
	}
	str_add(out, ".Pq Cm");
	for (int i = 0; i < SETUP_MODELS; i++) {
		if (!setup_takes((enum setup_model)i, key))
			continue;
		str_addf(out, " %s%s", setup_models[i].name,
			 --n > 0 ? " ," : "\n");
	}
}

START_TEST(every_key_says_who_takes_it_and_its_default)
{
	for (int i = 0; i < SETUP_KEYS; i++) {
		const char *key = setup_keys[i].name;
		struct str entry = entry_of("\n.Sh KEYS\n", key), models = {0};

		add_models(&models, (enum setup_key)i);
		has(&entry, key, str_text(&models));
		has(&entry, key, "Default:");
		str_fini(&entry);
		str_fini(&models);
	}
}
END_TEST

START_TEST(every_range_and_choice_is_told)
{
	for (int i = 0; i < SETUP_KEYS; i++) {
		const struct setup_key_info *key = &setup_keys[i];
		struct str entry = entry_of("\n.Sh KEYS\n", key->name),
			   words = {0};

		for (int k = 0; key->choices && key->choices[k]; k++) {
			str_addf(&words, ".Cm %s", key->choices[k]);
			has(&entry, key->name, str_text(&words));
			str_clear(&words);
		}
		if (key->kind == KEY_COUNT && key->max < INT64_MAX) {
			str_addf(&words, "%lld to %lld", (long long)key->min,
				 (long long)key->max);
			has(&entry, key->name, str_text(&words));
		}
		str_fini(&entry);
		str_fini(&words);
	}
}
END_TEST

int main(void)
{
	Suite *suite = suite_create("setups_page");
	TCase *tests = tcase_create("setups_page");

	tcase_add_checked_fixture(tests, load, unload);
	tcase_add_test(tests, every_setup_is_told);
	tcase_add_test(tests, every_key_says_who_takes_it_and_its_default);
	tcase_add_test(tests, every_range_and_choice_is_told);
	suite_add_tcase(suite, tests);
	return unit_run(suite);
}
