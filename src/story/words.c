/* SPDX-License-Identifier: MIT */
/*
 * Which term is meant by which state and event.  A word with a place for the
 * task is a sentence; that of a state follows a name; others go before one.
 */
#include "story/words.h"

#include "story/fill.h"

#include <string.h>

const char *words_find(const struct words *w, const char *term)
{
	for (size_t i = 0; term && i < w->len; i++) {
		if (strcmp(w->at[i].term, term) == 0)
			return w->at[i].word;
	}
	return NULL;
}

const char *words_state(const struct words *w, enum state state)
{
	static const char *const terms[STATE_COUNT] = {
		[STATE_READY] = "ready",     [STATE_RUNNING] = "running",
		[STATE_WAITING] = "waiting", [STATE_SLEEPING] = "timer",
		[STATE_BLOCKED] = "blocked", [STATE_SWITCHING] = "switch",
		[STATE_DONE] = "done",
	};
	const char *word = words_find(w, terms[state]);

	return word ? word : state_name(state);
}

struct told {
	uint8_t kind;
	bool is_state; /* "Vera plays", not "The change-over: Vera" */
	const char *term;
};

static const struct told table[] = {
	{EV_READY, true, "ready"},        {EV_RUN, true, "running"},
	{EV_PREEMPT, false, "preempt"},   {EV_SWITCH, false, "switch"},
	{EV_YIELD, false, "yield"},       {EV_YIELD, false, "cooperate"},
	{EV_WORK, true, "work"},          {EV_WORK, true, "running"},
	{EV_WAIT, true, "waiting"},       {EV_SLEEP, true, "timer"},
	{EV_SLEEP, true, "waiting"},      {EV_BLOCK, true, "blocked"},
	{EV_WAKE, false, "wake"},         {EV_SPAWN, false, "spawn"},
	{EV_DEADLOCK, false, "deadlock"}, {EV_END, true, "done"},
};

static const char *find(const struct words *w, enum ev kind, bool *is_state)
{
	const char *word = NULL;

	for (size_t i = 0; !word && i < sizeof table / sizeof *table; i++) {
		if (table[i].kind != kind)
			continue;
		word = words_find(w, table[i].term);
		*is_state = table[i].is_state;
	}
	return word;
}

bool words_tell(struct str *out, const struct words *w, enum ev kind,
		const char *who)
{
	const struct fill fill = {"task", who};
	bool is_state = false;
	const char *word = find(w, kind, &is_state);

	if (!word)
		return false;
	if (strstr(word, "{task}"))
		fill_add(out, word, &fill, 1);
	else if (is_state)
		str_addf(out, "%s %s", who, word);
	else
		str_addf(out, "%s: %s", word, who);
	return true;
}
