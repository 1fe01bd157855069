/* SPDX-License-Identifier: MIT */
/*
 * Actions: what a reader can do, in one table.  It binds the keys, makes the
 * help screen, `turntable list keys`, the manual's table and the words of
 * scripts.  A count typed before a key, or given in a script, reaches it.
 */
#ifndef APP_ACTION_H
#define APP_ACTION_H

#include "app/press.h"
#include "app/session.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum { ACTION_KEYS = 3 };

/* Headings of the help. */
enum action_group {
	GROUP_TIME,
	GROUP_WINDOW,
	GROUP_TASK,
	GROUP_SETUP,
	GROUP_LESSON,
	GROUP_OTHER,
	GROUP_DIALOG, /* not listed among the screen's keys */
	GROUPS
};

struct action {
	const char *name; /* in scripts: "step-back" */
	uint32_t keys[ACTION_KEYS];
	uint8_t group;  /* enum action_group */
	uint32_t views; /* bit 1 << view: where its keys work */
	void (*run)(struct session *s, int64_t count, int64_t arg);
	int64_t arg;
	const char *help; /* a line, to be translated */
	const char *hint; /* a word for the line of keys, to be translated; or
			   * NULL */
};

extern const struct action actions[];
extern const size_t n_actions;

/* Is there what it is about: a stage, a lesson? */
bool action_is_for(const struct action *a, const struct session *s);

/* The heading of a group, to be translated. */
const char *action_group_name(enum action_group group);

/* By name; or the one that has this key now: in this view, and in a lesson the
 * lesson's before the timeline's.  NULL if none is. */
const struct action *action_find(const char *name, size_t n);
const struct action *action_of(const struct session *s, uint32_t press);

/* Does it; count 0: none was given. */
void action_run(const struct action *a, struct session *s, int64_t count);

/* A key was pressed: a digit of a count, a letter of a line, an action. */
void action_press(struct session *s, uint32_t press);

/* A letter of a paste goes into a line that is typed; else nothing does. */
void action_paste(struct session *s, uint32_t press);

/* Appends an action's keys: "→", "- _". */
void action_keys(struct str *out, const struct action *a, bool ascii);

#endif
