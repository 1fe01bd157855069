/* SPDX-License-Identifier: MIT */
/*
 * Lost updates: writes to a shared variable that its final value does not
 * descend from.  Every write remembers the version that its task read last; a
 * write by a task that never read the variable descends from nothing.
 */
#ifndef STORY_LOST_H
#define STORY_LOST_H

#include "sim/program.h"
#include "sim/trace.h"

#include <stdbool.h>

/*
 * How many, over all variables.  With `copies` each task has copies of its own,
 * made when it was spawned (processes), or with `places` too all tasks that
 * came to one thread share some, made from main's when it was first ready: then
 * a variable's final value is that of `main`, or without a `main` the initial
 * one.
 */
uint64_t lost_updates(const struct program *p, const struct trace *tr,
		      bool copies, bool places);

#endif
