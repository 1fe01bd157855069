/* SPDX-License-Identifier: MIT */
/* How a name, or a key in a view, finds its line in the table of actions. */
#include "app/action.h"

#include "base/i18n.h"
#include "base/must.h"

#include <string.h>

const char *action_group_name(enum action_group group)
{
	static const char *const names[GROUPS] = {
		[GROUP_TIME] = N_("Time"),      [GROUP_WINDOW] = N_("Window"),
		[GROUP_TASK] = N_("Tasks"),     [GROUP_SETUP] = N_("Setups"),
		[GROUP_LESSON] = N_("Lessons"), [GROUP_OTHER] = N_("Program"),
		[GROUP_DIALOG] = N_("Dialogs"),
	};

	must(group < GROUPS);
	return names[group];
}

const struct action *action_find(const char *name, size_t n)
{
	for (size_t i = 0; i < n_actions; i++)
		if (strlen(actions[i].name) == n &&
		    memcmp(actions[i].name, name, n) == 0)
			return &actions[i];
	return NULL;
}

bool action_is_for(const struct action *a, const struct session *s)
{
	switch ((enum action_group)a->group) {
	case GROUP_TIME:
	case GROUP_WINDOW:
	case GROUP_TASK:
	case GROUP_SETUP:
		return s->program != NULL;
	case GROUP_LESSON:
		return s->course != NULL;
	case GROUP_DIALOG:
		return (a->views & (UINT32_C(1) << s->view)) != 0;
	case GROUP_OTHER:
	case GROUPS:
		break;
	}
	return true;
}

static bool has_key(const struct action *a, uint32_t press)
{
	for (size_t k = 0; k < ACTION_KEYS; k++)
		if (a->keys[k] == press && press != PRESS_NONE)
			return true;
	return false;
}

const struct action *action_of(const struct session *s, uint32_t press)
{
	const struct action *found = NULL;

	for (size_t i = 0; i < n_actions; i++) {
		const struct action *a = actions + i;

		if ((a->views & (UINT32_C(1) << s->view)) == 0 ||
		    !has_key(a, press) || !action_is_for(a, s))
			continue;
		if (!found || a->group == GROUP_LESSON)
			found = a;
	}
	return found;
}

void action_run(const struct action *a, struct session *s, int64_t count)
{
	if (!action_is_for(a, s))
		return;
	s->count = 0;
	session_search_stop(s);
	str_clear(&s->said);
	s->dirty = true;
	a->run(s, count, a->arg);
}
