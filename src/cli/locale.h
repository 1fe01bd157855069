/* SPDX-License-Identifier: MIT */
/*
 * Which language the program speaks, and whether more than ASCII may be shown.
 * Only LC_CTYPE and LC_MESSAGES are ever set: numbers stay as they are.
 */
#ifndef CLI_LOCALE_H
#define CLI_LOCALE_H

#include <stdbool.h>
#include <stddef.h>

/* The languages there are: "en", "ru"; up to NULL. */
extern const char *const languages[];

/* Is there a catalogue for this language, or is it English? */
bool language_is_known(const char *language);

/*
 * Sets the locale: `language` as asked for, or NULL for what LANGUAGE, LC_ALL,
 * LC_MESSAGES and LANG say.  Where the locale they name was never generated
 * C.UTF-8 stands in, and the language is kept.  True if the terminal takes
 * UTF-8, by what LC_ALL, LC_CTYPE and LANG say.
 *
 * The words are those of TURNTABLE_LOCALEDIR, of the folder they are installed
 * in or, for a program that is not installed, of po/ beside it.
 */
bool locale_begin(const char *language);

/* Are its words there?  Without them everything is told in English. */
bool language_has_words(void);

/* The language that was set: one of them. */
const char *language_now(void);

#endif
