/* SPDX-License-Identifier: MIT */
/*
 * Habits of other languages: who writes Python, or plain English, where this
 * language has something else is told what that is.  All of these give the
 * diagnostic that was added last a hint, if they know one; true if they did.
 */
#ifndef SCENARIO_HABIT_H
#define SCENARIO_HABIT_H

#include "scenario/parse.h"

/* The token under way begins no statement and no declaration. */
bool habit_line(struct parser *p);

/* It is not what is expected there; a reserved word begins a name. */
bool habit_expected(struct parser *p);
bool habit_hyphen(struct parser *p);

/* It names no unit of time. */
bool habit_unit(struct parser *p);

/* A name, N bytes, of nothing, where a value belongs. */
bool habit_value(struct diags *diags, const char *name, size_t n);

#endif
