/* SPDX-License-Identifier: MIT */
/*
 * Words in the reader's language, from the catalogue "turntable".
 * The domain is named in each call: nothing depends on a global setting.
 */
#ifndef TT_BASE_I18N_H
#define TT_BASE_I18N_H

#include <libintl.h>

#define I18N_DOMAIN "turntable"

/* The text in the reader's language. */
#define _(text) dgettext(I18N_DOMAIN, text)

/* A text in a table, to be given to _() where it is shown. */
#define N_(text) text

/* The form of the text that goes with the number N. */
#undef ngettext
#define ngettext(one, many, n) dngettext(I18N_DOMAIN, one, many, n)

#endif
