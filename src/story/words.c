/* SPDX-License-Identifier: MIT */
/*
 * Which term is meant by which state and event.  A word with a place for the
 * task is a sentence; that of a state follows a name; others go before one.
 */
#include "story/words.h"

#include <string.h>

static const char number_place[] = "{n}";

void words_plain(struct str *out, const char *word)
{
	while (*word) {
		size_t plain = strcspn(word, "{");
		const char *close = strchr(word + plain, '}');
		size_t begin = out->len;

		str_addn(out, word, plain);
		word += plain;
		if (!*word || !close) {
			str_add(out, word);
			return;
		}
		if (strncmp(word, number_place, sizeof number_place - 1) != 0)
			str_add(out, "…");
		else if (out->len > begin && out->at[out->len - 1] == ' ')
			str_cut(out, out->len - 1);
		word = close + 1;
	}
}

static const struct word *find(const struct words *w, const char *term)
{
	for (size_t i = 0; w && term && i < w->len; i++) {
		if (strcmp(w->at[i].term, term) == 0)
			return &w->at[i];
	}
	return NULL;
}

const char *words_find(const struct words *w, const char *term)
{
	const struct word *word = find(w, term);

	return word ? word->plain : NULL;
}

const char *words_or(const struct words *w, const char *term, const char *own)
{
	const char *word = words_find(w, term);

	return word ? word : own;
}

const char *words_state(const struct words *w, enum state state)
{
	static const char *const terms[STATE_COUNT] = {
		[STATE_UNBORN] = "unborn",    [STATE_READY] = "ready",
		[STATE_RUNNING] = "running",  [STATE_WAITING] = "waiting",
		[STATE_SLEEPING] = "timer",   [STATE_BLOCKED] = "blocked",
		[STATE_SWITCHING] = "switch", [STATE_IDLE] = "idle",
		[STATE_DONE] = "done",
	};

	return words_or(w, terms[state], state_name(state));
}

bool words_fill(struct str *out, const struct words *w, const char *term,
		const struct fill *fills, size_t n)
{
	const struct word *word = find(w, term);

	if (word)
		fill_add(out, word->word, fills, n);
	return word != NULL;
}

bool words_number(struct str *out, const struct words *w, const char *term,
		  uint32_t number)
{
	const struct word *word = find(w, term);
	struct str digits = {0};
	struct fill fill = {"n", NULL};

	if (!word)
		return false;
	str_addi(&digits, number);
	fill.text = str_text(&digits);
	fill_add(out, word->word, &fill, 1);
	str_fini(&digits);
	return true;
}

/* --- what happens --- */

enum manner {
	STATE,  /* "Vera plays" */
	WITH,   /* "Anna is stuck: pan"; "The wall is being built: Builder 1" */
	BEFORE, /* "The change-over: Vera" */
	MADE    /* "A kitchen is fitted out: cake", whom somebody starts */
};

static const struct told {
	uint8_t kind, manner;
	const char *term;
} table[] = {
	{EV_READY, STATE, "ready"},      {EV_RUN, WITH, "running"},
	{EV_PREEMPT, BEFORE, "preempt"}, {EV_SWITCH, BEFORE, "switch"},
	{EV_YIELD, STATE, "yield"},      {EV_WORK, STATE, "work"},
	{EV_WORK, STATE, "running"},     {EV_WAIT, STATE, "waiting"},
	{EV_SLEEP, STATE, "timer"},      {EV_SLEEP, STATE, "waiting"},
	{EV_BLOCK, WITH, "blocked"},     {EV_WAKE, STATE, "wake"},
	{EV_SPAWN, MADE, "spawn"},       {EV_START, BEFORE, "spawn"},
	{EV_END, STATE, "done"},
};

static const struct told *find_told(const struct words *w, enum ev kind)
{
	for (size_t i = 0; i < sizeof table / sizeof *table; i++) {
		if (table[i].kind == kind && find(w, table[i].term))
			return &table[i];
	}
	return NULL;
}

bool words_tell(struct str *out, const struct words *w, enum ev kind,
		const char *who, const char *by)
{
	const struct told *told = find_told(w, kind);
	const char *word = told ? find(w, told->term)->word : NULL;
	struct fill fill = {"task", who};

	if (!told)
		return false;
	if (told->manner == MADE && *by)
		fill.text = by;
	if (strstr(word, "{task}"))
		fill_add(out, word, &fill, 1);
	else if (told->manner >= BEFORE)
		str_addf(out, "%s: %s", word, fill.text);
	else
		str_addf(out, "%s %s", who, word);
	if (told->manner == WITH && *by)
		str_addf(out, ": %s", by);
	return true;
}
