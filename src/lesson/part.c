/* SPDX-License-Identifier: MIT */
/*
 * The table of living blocks, and what their readers share.
 */
#include "lesson/part.h"

#include "base/i18n.h"
#include "base/near.h"

#include <string.h>

static const struct {
	const char *name;
	void (*read)(struct part_reader *r);
	bool takes_words; /* behind its name */
} kinds[PART_KINDS] = {
	[PART_TEXT] = {"", NULL, false},
	[PART_NOTE] = {"", NULL, false},
	[PART_SCENARIO] = {"scenario", part_scenario, true},
	[PART_STAGE] = {"stage", part_stage, true},
	[PART_WORDS] = {"words", part_lens, false},
	[PART_SCENE] = {"scene", part_scene, false},
	[PART_PREDICT] = {"predict", part_predict, false},
	[PART_QUIZ] = {"quiz", part_quiz, true},
	[PART_TRY] = {"try", part_try, false},
	[PART_CLAIM] = {"claim", part_claim, false},
	[PART_MISCONCEPTIONS] = {"misconceptions", part_misconceptions, false},
};

const char *part_name(enum part_kind kind)
{
	return kinds[kind].name;
}

/* --- reports --- */

void part_wrong(struct part_reader *r, size_t begin, size_t end,
		const char *message)
{
	diag_add(r->diags, DIAG_ERROR, begin, end, "%s", message);
}

void part_hint(struct part_reader *r, const char *hint)
{
	diag_hint(r->diags, "%s", hint);
}

void part_nearest(struct part_reader *r, const struct near *near)
{
	if (near->best)
		diag_hint(r->diags, _("the nearest name: %.*s"),
			  (int)near->best_len, near->best);
}

bool part_needs(struct part_reader *r, const struct field *field,
		const char *key)
{
	if (field && field->value_end > field->value_begin)
		return true;
	diag_add(r->diags, DIAG_ERROR, field ? field->key_begin : r->part->head,
		 field ? field->key_end : r->words_end,
		 _("this block wants a line: %s"), key);
	return false;
}

/* --- fields --- */

void part_fields(struct part_reader *r, struct fields *fields,
		 const struct field_form *form)
{
	fields_read(fields, r->arena, &r->lesson->source, r->part->begin,
		    r->part->end, form, r->diags);
}

const char *part_text(struct part_reader *r, const struct fields *fields)
{
	if (fields->len > 0 && fields->at->kind == FIELD_TEXT)
		return fields->at->value;
	part_wrong(r, r->part->head, r->words_end,
		   _("this block begins with what it asks for, in words"));
	return "";
}

struct query *part_query(struct part_reader *r, size_t begin, size_t end)
{
	struct query_scope *scope;

	if (r->is_broken)
		return NULL;
	scope = arena_alloc(r->arena, sizeof *scope);
	*scope = lesson_scope(r->lesson, r->index);
	return query_parse(r->arena, &r->lesson->source, begin, end, scope,
			   r->diags);
}

/* --- the head --- */

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r';
}

size_t part_head(struct part_reader *r, size_t begin)
{
	const char *text = r->lesson->source.text;
	size_t name_end, end = begin;

	while (end < r->lesson->source.len && text[end] != '\n')
		end++;
	while (end > begin && is_blank(text[end - 1]))
		end--;
	for (name_end = begin; name_end < end && !is_blank(text[name_end]);)
		name_end++;
	r->words_begin = name_end;
	while (r->words_begin < end && is_blank(text[r->words_begin]))
		r->words_begin++;
	r->words_end = end;
	r->words = arena_str(r->arena, text + r->words_begin,
			     end - r->words_begin);
	return name_end;
}

/* A word that is nearly a block's name is reported; ```python is not. */
static void check_misspelt(struct part_reader *r, size_t begin, size_t end)
{
	struct near near = {.name = r->lesson->source.text + begin,
			    .len = end - begin};

	for (int i = PART_SCENARIO; i < PART_KINDS; i++)
		near_offer(&near, kinds[i].name, strlen(kinds[i].name));
	if (!near.best)
		return;
	part_wrong(r, begin, end, _("no living block is called so"));
	part_nearest(r, &near);
}

bool part_begin(struct part_reader *r, const struct node *node)
{
	const char *name = r->lesson->source.text + node->begin;
	struct part *part = r->part;
	size_t name_end;

	if (!node->info || !*node->info)
		return false;
	name_end = part_head(r, node->begin);
	for (int i = PART_SCENARIO; i < PART_KINDS; i++) {
		if (strlen(kinds[i].name) != name_end - node->begin ||
		    memcmp(kinds[i].name, name, name_end - node->begin) != 0)
			continue;
		part->kind = (enum part_kind)i;
		part->head = node->begin;
		part->begin = node->body;
		part->end = node->end;
		if (node->is_flush)
			return true;
		part_wrong(r, node->begin, name_end,
			   _("a living block stands at the left margin"));
		part->end = part->begin;
		return true;
	}
	check_misspelt(r, node->begin, name_end);
	return false;
}

static bool is_living(const char *info)
{
	size_t len = strcspn(info, " \t");

	for (int i = PART_SCENARIO; i < PART_KINDS; i++) {
		if (strlen(kinds[i].name) == len &&
		    memcmp(kinds[i].name, info, len) == 0)
			return true;
	}
	return false;
}

void part_check_within(struct part_reader *r, const struct node *node)
{
	for (node = node->first; node; node = node->next) {
		if (node->kind == NODE_CODE && node->info &&
		    is_living(node->info))
			part_wrong(r, node->begin,
				   node->begin + strcspn(node->info, " \t"),
				   _("a living block stands at the left "
				     "margin"));
		part_check_within(r, node);
	}
}

void part_read(struct part_reader *r)
{
	if (!kinds[r->part->kind].takes_words && *r->words)
		part_wrong(r, r->words_begin, r->words_end,
			   _("nothing may stand here"));
	kinds[r->part->kind].read(r);
}
