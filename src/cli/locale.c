/* SPDX-License-Identifier: MIT */
/*
 * The locale, read as text where the system does not have it.
 * gettext looks at LANGUAGE unless the locale is plain "C": hence C.UTF-8.
 */
#include "cli/locale.h"

#include "app/beside.h"
#include "base/i18n.h"

#include <langinfo.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

const char *const languages[] = {"en", "ru", NULL};

/* The first of these variables that says something, or "". */
static const char *first_set(const char *const *names)
{
	for (; *names; names++) {
		const char *value = getenv(*names);

		if (value && *value)
			return value;
	}
	return "";
}

static bool is_plain(const char *locale)
{
	return strcmp(locale, "C") == 0 || strcmp(locale, "POSIX") == 0;
}

/* Does "ru_RU.UTF-8" or "ru:en" begin with this language? */
static bool begins_with(const char *value, const char *language)
{
	size_t n = strlen(language);

	return strncmp(value, language, n) == 0 &&
	       strchr("_.@:", value[n]) != NULL;
}

static const char *language_in(const char *value)
{
	for (size_t i = 0; languages[i]; i++) {
		if (begins_with(value, languages[i]))
			return languages[i];
	}
	return NULL;
}

bool language_is_known(const char *language)
{
	return language_in(language) && strpbrk(language, "_.@:") == NULL;
}

/* The first one of a list "de:ru:en" that we have, or NULL. */
static const char *language_of_list(const char *list)
{
	const char *found = language_in(list);

	while (!found && (list = strchr(list, ':')) != NULL)
		found = language_in(++list);
	return found;
}

static const char *language_asked_for(void)
{
	static const char *const names[] = {"LC_ALL", "LC_MESSAGES", "LANG",
					    NULL};
	const char *locale = first_set(names), *list = getenv("LANGUAGE");
	const char *found = NULL;

	if (is_plain(locale))
		return "en";
	if (list && *list)
		found = language_of_list(list);
	if (!found)
		found = language_in(locale);
	return found ? found : "en";
}

/* Where the locale does not exist, by its name. */
static bool takes_utf8(bool exists)
{
	static const char *const names[] = {"LC_ALL", "LC_CTYPE", "LANG", NULL};
	const char *charset;

	if (exists)
		return strcasecmp(nl_langinfo(CODESET), "UTF-8") == 0;
	charset = strchr(first_set(names), '.');
	return charset && (strncasecmp(charset, ".UTF-8", 6) == 0 ||
			   strncasecmp(charset, ".utf8", 5) == 0);
}

bool language_has_words(void)
{
	/* A catalogue's header is the translation of nothing. */
	return strcmp(language_now(), "en") == 0 ||
	       *dgettext(I18N_DOMAIN, "") != '\0';
}

static void bind_beside_program(void)
{
	struct str folder = {0};

	if (beside_program(&folder, "po"))
		bindtextdomain(I18N_DOMAIN, str_text(&folder));
	str_fini(&folder);
}

static void bind_words(void)
{
	const char *folder = getenv("TURNTABLE_LOCALEDIR");
	bool given = folder && *folder;

	bindtextdomain(I18N_DOMAIN, given ? folder : LOCALEDIR);
	bind_textdomain_codeset(I18N_DOMAIN, "UTF-8");
	if (!given && !language_has_words())
		bind_beside_program();
}

bool locale_begin(const char *language)
{
	bool utf8 = takes_utf8(setlocale(LC_CTYPE, "") != NULL);

	if (!language)
		language = utf8 ? language_asked_for() : "en";
	if (utf8 && strcasecmp(nl_langinfo(CODESET), "UTF-8") != 0)
		setlocale(LC_CTYPE, "C.UTF-8");
	setlocale(LC_MESSAGES, "C.UTF-8");
	setenv("LANGUAGE", language, 1);
	bind_words();
	return utf8;
}

const char *language_now(void)
{
	const char *language = getenv("LANGUAGE");

	return language && language_is_known(language) ? language : "en";
}
