/* SPDX-License-Identifier: MIT */
/*
 * The parts of the page that export_text() puts together, each in a file of
 * its own; each writes its part of the page, or nothing if it has nothing.
 */
#ifndef EXPORT_TEXT_PARTS_H
#define EXPORT_TEXT_PARTS_H

#include "base/str.h"
#include "export/page.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* The timelines, one below another, with axis and legend. */
void text_timelines(struct page *page);

/* What the program printed, the setups side by side. */
void text_printed(struct page *page);

/* The figures side by side, the better ones marked. */
void text_figures(struct page *page);

/* Deadlocks, failures, what was passed over or cut; where setups part. */
void text_told(struct page *page);
void text_differences(struct page *page);

/* Appends a time in the scenario's unit. */
void text_time(struct str *out, const struct report *r, int64_t ns);

#endif
