/* SPDX-License-Identifier: MIT */
/*
 * An answered question as a sheet: whole, with its answers, if that fits where
 * it was asked; else what the answer is and why.
 */
#ifndef UI_ANSWERED_H
#define UI_ANSWERED_H

#include "app/course.h"
#include "ui/sheet.h"

/* In about ROWS rows; 0: short in any case. */
void answered_fill(struct sheet *sh, const struct session *s, int width,
		   int rows);

/* Everything there is to say: a page. */
void answered_page(struct sheet *sh, const struct session *s, int width);

/* About how many rows it takes, short; 0 of an exercise. */
int answered_rows(const struct part *act, int width);

#endif
