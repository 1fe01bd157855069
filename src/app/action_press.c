/* SPDX-License-Identifier: MIT */
/* Keys as they are pressed: digits of a count, letters of a line, actions. */
#include "app/action.h"

#include "base/i18n.h"

#define COUNT_MAX INT64_C(1000000)

void action_keys(struct str *out, const struct action *a, bool ascii)
{
	for (size_t k = 0; k < ACTION_KEYS && a->keys[k] != 0; k++) {
		if (k > 0)
			str_addc(out, ' ');
		press_show(out, a->keys[k], ascii);
	}
}

/* Is something typed in this view? */
static bool is_line(enum view view)
{
	return (action_find("accept", 6)->views >> view & 1) != 0;
}

static bool is_count(const struct session *s, uint32_t press)
{
	return press >= '0' && press <= '9' && s->program &&
	       !is_line(s->view) && s->view != VIEW_ASK &&
	       (press != '0' || s->count > 0);
}

static void add_digit(struct session *s, uint32_t press)
{
	s->count = s->count * 10 + (int64_t)(press - '0');
	if (s->count > COUNT_MAX)
		s->count = COUNT_MAX;
	s->dirty = true;
}

void action_press(struct session *s, uint32_t press)
{
	const struct action *a;

	session_search_stop(s);
	if (s->view == VIEW_ASK && press >= '1' && press <= '9') {
		action_run(action_find("answer", 6), s, (int64_t)(press - '0'));
		return;
	}
	if (is_count(s, press)) {
		add_digit(s, press);
		return;
	}
	a = action_of(s, press);
	if (a != NULL) {
		action_run(a, s, s->count);
		return;
	}
	s->count = 0;
	if (is_line(s->view)) {
		prompt_type(&s->line, press);
		s->dirty = true;
		return;
	}
	str_clear(&s->said);
	if (s->view == VIEW_STAGE)
		session_say(s, "%s", _("that key does nothing; ? tells all"));
}

void action_paste(struct session *s, uint32_t press)
{
	if (!is_line(s->view))
		return;
	prompt_type(&s->line, press);
	s->dirty = true;
}
