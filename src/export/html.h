/* SPDX-License-Identifier: MIT */
/*
 * Pages of HTML that need nothing beside themselves: what run and lesson share.
 */
#ifndef EXPORT_HTML_H
#define EXPORT_HTML_H

#include "base/str.h"
#include "export/export.h"

/* Appends a page's beginning up to its first heading, TITLE, and its end. */
void html_begin(struct str *out, const char *title);
void html_end(struct str *out);

/* Appends <TAG>text</TAG> and a newline; nothing if there is no text. */
void html_element(struct str *out, const char *tag, const char *text);

/* Appends the timelines of a report, and what they say as text. */
void html_timelines(struct str *out, const struct report *r, const char *title);

/* A scenario's text, its end without blank lines. */
void html_source(struct str *out, const struct program *p);

#endif
