/* SPDX-License-Identifier: MIT */
/* Tables of words, and a few looks at the tokens around. */
#include "scenario/habit.h"

#include "base/i18n.h"

#include <string.h>

struct habit {
	const char *word;
	const char *hint; /* to be translated */
};

static const char tasks[] =
	N_("there are tasks, `task NAME:`, and routines, `routine NAME:`");
static const char marks[] =
	N_("no mark is needed: --as says what runs as coroutines or threads");
static const char modules[] = N_("nothing needs to be imported");
static const char loops[] =
	N_("so many times: `repeat 3:`; for ever: `while 1:`");
static const char truth[] = N_("numbers alone: 1 is true, 0 is not");
static const char nothing[] = N_("numbers alone: take 0 for nothing");

static const struct habit lines[] = {
	{"def", tasks},
	{"fn", tasks},
	{"func", tasks},
	{"function", tasks},
	{"class", tasks},
	{"async", marks},
	{"await", marks},
	{"import", modules},
	{"from", modules},
	{"for", loops},
	{"loop", loops},
	{"forever", loops},
	{"let", N_("a task's own variable: `my x = 0`")},
	{"int", N_("a task's own variable: `my x = 0`")},
	{"global", N_("`var x = 0` at the margin is everybody's")},
	{"nonlocal", N_("`var x = 0` at the margin is everybody's")},
	{"raise", N_("`fail NAME` ends in a failure")},
	{"throw", N_("`fail NAME` ends in a failure")},
	{"thread", N_("a thread or a coroutine, the setup says: `task NAME:`")},
	{"process", N_("a process or a thread, the setup says: `task NAME:`")},
	{"mutex", N_("`lock NAME`")},
};

static const struct habit values[] = {
	{"True", truth},   {"true", truth},   {"False", truth},
	{"false", truth},  {"None", nothing}, {"none", nothing},
	{"null", nothing}, {"nil", nothing},
};

static const struct habit units[] = {
	{"minute", "min"},
	{"minutes", "min"},
	{"mins", "min"},
	{"m", "min"},
	{"hour", "h"},
	{"hours", "h"},
	{"hr", "h"},
	{"second", "s"},
	{"seconds", "s"},
	{"sec", "s"},
	{"secs", "s"},
	{"millisecond", "ms"},
	{"milliseconds", "ms"},
	{"msec", "ms"},
	{"msecs", "ms"},
	{"microsecond", "us"},
	{"microseconds", "us"},
	{"usec", "us"},
	{"nanosecond", "ns"},
	{"nanoseconds", "ns"},
	{"nsec", "ns"},
};

static const char *find(const struct habit *list, size_t len, const char *word,
			size_t n)
{
	for (size_t i = 0; i < len; i++)
		if (strlen(list[i].word) == n &&
		    memcmp(list[i].word, word, n) == 0)
			return list[i].hint;
	return NULL;
}

#define FIND(list, word, n) find(list, sizeof(list) / sizeof *(list), word, n)

static const char *text_of(const struct parser *p, const struct token *t)
{
	return p->source->text + t->begin;
}

static int length_of(const struct token *t)
{
	return (int)(t->end - t->begin);
}

static bool is_glued(const struct token *a, const struct token *b)
{
	return a->end == b->begin;
}

/* "on-demand": token I and the two behind it. */
static bool hint_hyphen(struct parser *p, const struct token *t)
{
	if (t->kind != TOKEN_NAME || t[1].kind != TOKEN_MINUS ||
	    t[2].kind != TOKEN_NAME || !is_glued(t, t + 1) ||
	    !is_glued(t + 1, t + 2))
		return false;
	diag_hint(p->diags, _("a name has no hyphen: %.*s_%.*s"), length_of(t),
		  text_of(p, t), length_of(t + 2), text_of(p, t + 2));
	return true;
}

bool habit_hyphen(struct parser *p)
{
	return hint_hyphen(p, p->now);
}

/* "x++" */
static bool hint_more(struct parser *p, const struct token *t)
{
	if ((t[1].kind != TOKEN_PLUS && t[1].kind != TOKEN_MINUS) ||
	    t[2].kind != t[1].kind)
		return false;
	diag_hint(p->diags, "%.*s %c= 1", length_of(t), text_of(p, t),
		  t[1].kind == TOKEN_PLUS ? '+' : '-');
	return true;
}

/* "till.acquire()" */
static bool hint_method(struct parser *p, const struct token *t)
{
	if (t[1].kind != TOKEN_DOT || t[2].kind != TOKEN_NAME ||
	    form_of((enum word)t[2].word) == NULL)
		return false;
	diag_hint(p->diags, _("what is done comes first: %.*s %.*s"),
		  length_of(t + 2), text_of(p, t + 2), length_of(t),
		  text_of(p, t));
	return true;
}

bool habit_line(struct parser *p)
{
	const struct token *t = p->now;
	const char *hint;

	if (t->kind != TOKEN_NAME)
		return false;
	if (hint_more(p, t) || hint_method(p, t))
		return true;
	hint = FIND(lines, text_of(p, t), t->end - t->begin);
	if (hint != NULL)
		diag_hint(p->diags, "%s", _(hint));
	return hint != NULL;
}

/* What the tokens just before and under way say together. */
static const char *mixed_up(const struct token *last, const struct token *t)
{
	if (last->kind == TOKEN_ASSIGN && t->kind == TOKEN_PLUS)
		return N_("to add to it: x += 1");
	if (t->kind == TOKEN_NAME && t->word == WORD_TIMES)
		return N_("without that word: repeat 3:");
	if (last->kind == TOKEN_NAME && last->word == WORD_PRINT &&
	    t->kind == TOKEN_OPEN)
		return N_("without parentheses: print \"done\"");
	return NULL;
}

bool habit_expected(struct parser *p)
{
	const struct token *t = p->now;
	const char *hint;

	if (t == p->tokens->list.at)
		return false;
	if (t->kind == TOKEN_MINUS && hint_hyphen(p, t - 1))
		return true;
	if (t->kind == TOKEN_NAME && t->end - t->begin == 2 &&
	    memcmp(text_of(p, t), "is", 2) == 0)
		hint = N_("== asks whether two are equal");
	else
		hint = mixed_up(t - 1, t);
	if (hint != NULL)
		diag_hint(p->diags, "%s", _(hint));
	return hint != NULL;
}

bool habit_unit(struct parser *p)
{
	const struct token *t = p->now;
	const char *unit = FIND(units, text_of(p, t), t->end - t->begin);

	if (unit != NULL)
		diag_hint(p->diags, _("written here: %s"), unit);
	return unit != NULL;
}

bool habit_value(struct diags *diags, const char *name, size_t n)
{
	const char *hint = FIND(values, name, n);

	if (hint != NULL)
		diag_hint(diags, "%s", _(hint));
	return hint != NULL;
}
