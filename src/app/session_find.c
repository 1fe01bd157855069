/* SPDX-License-Identifier: MIT */
/*
 * The session's ways to somewhere: a time typed, the next instant at which the
 * setups differ, the last one.
 */
#include "app/session.h"

#include "base/i18n.h"
#include "story/fill.h"
#include "story/names.h"

#include <string.h>

/* --- a time --- */

bool session_go(struct session *s, const char *text)
{
	int64_t t;
	enum dur_unit unit = unit_of(s->program->unit);

	if (dur_parse(text, strlen(text), unit, &t) != DUR_OK) {
		session_say(s,
			    _("a time is a number such as 5 or 1.5s, not "
			      "%s"),
			    text);
		return false;
	}
	session_seek(s, t);
	if (t > s->t && session_is_gated(s))
		session_tell_gate(s);
	else if (t > s->t)
		session_say(s, "%s", _("the run is over before that"));
	return true;
}

/* --- differences --- */

static size_t first_shown(const struct session *s)
{
	size_t i = 0;

	while (s->runs[i].hidden)
		i++;
	return i;
}

/* All of them, looked for once. */
static void find_all(struct session *s)
{
	size_t first = first_shown(s);

	if (s->has_differences)
		return;
	s->has_differences = true;
	vec_clear(&s->differences.list);
	for (size_t i = first + 1; i < s->n_runs; i++)
		if (!s->runs[i].hidden)
			diverge_add(&s->differences, s->program,
				    session_trace(s, first),
				    session_trace(s, i), (uint8_t)i);
	diverge_sort(&s->differences);
}

static void tell(struct session *s, const struct difference *d)
{
	struct str task = {0};

	name_add_shown(&task, s->program, d->task);
	{
		const struct fill fills[] = {
			{"task", str_text(&task)},
			{"a", str_text(&s->runs[first_shown(s)].name)},
			{"b", str_text(&s->runs[d->run].name)},
			{"state_a", words_state(&s->words, (enum state)d->a)},
			{"state_b", words_state(&s->words, (enum state)d->b)},
		};

		str_clear(&s->said);
		fill_add(&s->said,
			 _("Now {task} is {state_a} in {a}, {state_b} in {b}."),
			 fills, sizeof fills / sizeof *fills);
	}
	str_fini(&task);
}

/* The N-th that lies behind the cursor, or before it; none: -1. */
static int64_t index_of(const struct session *s, int64_t n)
{
	size_t run;
	uint64_t event;
	bool begun = session_event(s, &run, &event);
	int64_t len = (int64_t)s->differences.list.len;
	int64_t behind =
		(int64_t)diverge_count(&s->differences, begun ? s->t : -1);
	int64_t before = (int64_t)diverge_count(&s->differences, s->t - 1);

	if (n > 0)
		return behind == len      ? -1
		       : n > len - behind ? len - 1
					  : behind + n - 1;
	return before == 0 ? -1 : before + n < 0 ? 0 : before + n;
}

static bool can_differ(struct session *s)
{
	if (session_shown(s) < 2) {
		session_say(s, "%s",
			    _("one setup differs from nothing: c "
			      "compares it with others"));
		return false;
	}
	if (session_is_working(s)) {
		session_say(s, "%s", _("still being computed"));
		return false;
	}
	return true;
}

void session_difference(struct session *s, int64_t n)
{
	int64_t i;

	if (!can_differ(s))
		return;
	find_all(s);
	i = index_of(s, n);
	if (i < 0) {
		session_say(s, "%s",
			    n > 0 ? _("from here on they do not differ")
				  : _("before this they do not differ"));
		return;
	}
	if (s->differences.list.at[i].t >= s->gate) {
		session_tell_gate(s);
		return;
	}
	session_seek(s, s->differences.list.at[i].t);
	tell(s, &s->differences.list.at[i]);
}
