/* SPDX-License-Identifier: MIT */
/* A caret goes where a deed takes it; one that rubs takes the way out. */
#include "app/prompt.h"

#include "app/press.h"
#include "base/must.h"
#include "base/text.h"

#include <string.h>

void prompt_fini(struct prompt *p)
{
	str_fini(&p->text);
	*p = (struct prompt){0};
}

void prompt_clear(struct prompt *p)
{
	str_clear(&p->text);
	p->caret = 0;
	p->is_proposed = false;
}

void prompt_set(struct prompt *p, const char *text)
{
	prompt_clear(p);
	str_add(&p->text, text);
	p->caret = p->text.len;
}

void prompt_propose(struct prompt *p, const char *text)
{
	prompt_set(p, text);
	p->is_proposed = p->text.len > 0;
}

/* The bytes from BEGIN up to END make way for N others. */
static void replace(struct prompt *p, size_t begin, size_t end,
		    const char *bytes, size_t n)
{
	struct str behind = {0};

	str_add(&behind, str_text(&p->text) + end);
	str_cut(&p->text, begin);
	str_addn(&p->text, bytes, n);
	p->caret = p->text.len;
	str_addn(&p->text, str_text(&behind), behind.len);
	str_fini(&behind);
}

void prompt_type(struct prompt *p, uint32_t press)
{
	struct str letter = {0};

	if (press < ' ' || press >= PRESS_KEYS || press == 0x7f)
		return;
	if (p->is_proposed)
		prompt_clear(p);
	press_add_utf8(&letter, press);
	if (p->text.len + letter.len <= PROMPT_MOST)
		replace(p, p->caret, p->caret, str_text(&letter), letter.len);
	str_fini(&letter);
}

/* --- where the caret goes --- */

static size_t letter_right(const struct prompt *p)
{
	int cells;

	return p->caret + text_next(str_text(&p->text) + p->caret,
				    p->text.len - p->caret, &cells);
}

static size_t letter_left(const struct prompt *p)
{
	size_t at = 0, next = 0;
	int cells;

	while (next < p->caret) {
		at = next;
		next += text_next(str_text(&p->text) + at, p->text.len - at,
				  &cells);
	}
	return at;
}

static bool is_blank(const struct prompt *p, size_t at)
{
	return p->text.at[at] == ' ';
}

static size_t word_left(const struct prompt *p)
{
	size_t at = p->caret;

	while (at > 0 && is_blank(p, at - 1))
		at--;
	while (at > 0 && !is_blank(p, at - 1))
		at--;
	return at;
}

static size_t word_right(const struct prompt *p)
{
	size_t at = p->caret;

	while (at < p->text.len && is_blank(p, at))
		at++;
	while (at < p->text.len && !is_blank(p, at))
		at++;
	return at;
}

static size_t first(const struct prompt *p)
{
	(void)p;
	return 0;
}

static size_t last(const struct prompt *p)
{
	return p->text.len;
}

static const struct {
	size_t (*to)(const struct prompt *p);
	bool rubs;
} deeds[PROMPT_DEEDS] = {
	[PROMPT_LEFT] = {letter_left, false},
	[PROMPT_RIGHT] = {letter_right, false},
	[PROMPT_WORD_LEFT] = {word_left, false},
	[PROMPT_WORD_RIGHT] = {word_right, false},
	[PROMPT_HOME] = {first, false},
	[PROMPT_END] = {last, false},
	[PROMPT_RUB] = {letter_left, true},
	[PROMPT_RUB_WORD] = {word_left, true},
	[PROMPT_RUB_BEFORE] = {first, true},
	[PROMPT_DELETE] = {letter_right, true},
	[PROMPT_RUB_BEHIND] = {last, true},
};

void prompt_do(struct prompt *p, enum prompt_deed deed)
{
	size_t to;

	must(deed < PROMPT_DEEDS);
	if (p->is_proposed && deeds[deed].rubs) {
		prompt_clear(p);
		return;
	}
	p->is_proposed = false;
	to = deeds[deed].to(p);
	if (!deeds[deed].rubs)
		p->caret = to;
	else if (to < p->caret)
		replace(p, to, p->caret, "", 0);
	else
		replace(p, p->caret, to, "", 0);
}
