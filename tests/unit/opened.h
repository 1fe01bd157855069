/* SPDX-License-Identifier: MIT */
/*
 * A lesson for tests: read from a text that has no mistakes.
 */
#ifndef UNIT_OPENED_H
#define UNIT_OPENED_H

#include "lesson/lesson.h"
#include "unit/unit.h"

#include <string.h>

static inline struct lesson *opened(const char *name, const char *text)
{
	struct diags diags = {0};
	struct lesson *l = lesson_read(name, text, strlen(text), &diags);

	ck_assert_msg(l != NULL, "%s", diags.len ? diags.list[0].message : "?");
	diags_fini(&diags);
	return l;
}

/* The n-th part of that kind, from 0 on. */
static inline size_t find_part(const struct lesson *l, enum part_kind kind,
			       size_t n)
{
	for (size_t i = 0; i < l->parts.len; i++) {
		if (l->parts.at[i].kind == kind && n-- == 0)
			return i;
	}
	ck_abort_msg("no such part");
	return 0;
}

#endif
