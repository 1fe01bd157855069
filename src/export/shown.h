/* SPDX-License-Identifier: MIT */
/*
 * The runs of a report as a timeline takes them, with what their headings say
 * and where they part.  Set up by shown_init(), freed by shown_fini().
 */
#ifndef EXPORT_SHOWN_H
#define EXPORT_SHOWN_H

#include "export/export.h"
#include "story/diverge.h"
#include "ui/timeline.h"

struct shown_texts;

struct shown {
	struct timeline_run *runs; /* as many as the report has */
	struct shown_texts *texts;
	struct divergence *parted; /* of each run from the first */
	struct timeline_mark *marks;
	size_t n_runs, n_marks;
};

void shown_init(struct shown *s, const struct report *r);
void shown_fini(struct shown *s);

/* Does the axis count events?  A run that takes no time shows nothing but on
 * such an axis. */
bool shown_in_steps(const struct report *r);

#endif
