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

/* Opens an element DIV for what may be wider than the page, called LABEL by
 * those who read aloud. */
void html_wide(struct str *out, const char *label);

/* Opens and ends what is folded under a line; ATTRIBUTE of its element
 * ("open"), or NULL. */
void html_fold(struct str *out, const char *summary, const char *attribute);
void html_unfold(struct str *out);

/* Appends the timelines of a report, and what they say as text. */
void html_timelines(struct str *out, const struct report *r, const char *title);

/* A scenario's text, its end without blank lines. */
void html_source(struct str *out, const struct program *p);

/* --- html_style.c --- */

/* The style sheet, in its element. */
extern const char html_style[];

/* --- html_said.c --- */

/* Appends what the runs printed, if they did; and what is worth a word. */
void html_printed(struct str *out, const struct report *r);
void html_told(struct str *out, const struct report *r);

#endif
